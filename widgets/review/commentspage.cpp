// SPDX-License-Identifier: Apache-2.0
#include "review/commentspage.h"

#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "edits/workshopedits.h"
#include "review/mentioncompleter.h"
#include "review/reviewer.h"
#include "tables/words.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int threadsShown = 200;

QString when(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

} // namespace

CommentsPage::CommentsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"commentsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    m_filter = new QComboBox;
    m_filter->setObjectName(u"commentFilter"_s);
    m_filter->setAccessibleName(tr("Which comments"));
    m_filter->addItem(tr("Open threads"), Open);
    m_filter->addItem(tr("About what is selected"), Selected);
    m_filter->addItem(tr("Open questions"), Questions);
    m_filter->addItem(tr("That mention me"), Mine);
    m_filter->addItem(tr("Resolved threads"), Resolved);
    m_filter->addItem(tr("All threads"), All);
    m_search = new QLineEdit;
    m_search->setObjectName(u"commentSearch"_s);
    m_search->setPlaceholderText(tr("Words or a name"));
    m_search->setAccessibleName(tr("Threads with these words"));
    m_search->setClearButtonEnabled(true);
    auto *filters = new QHBoxLayout;
    filters->addWidget(m_filter, 3);
    filters->addWidget(m_search, 2);
    layout->addLayout(filters);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setProperty("role", u"panel"_s);
    layout->addWidget(m_scroll, 1);
    m_about = plainLabel({}, "small");
    layout->addWidget(m_about);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"commentText"_s);
    m_text->setPlaceholderText(tr("Write a comment; @name mentions somebody"));
    m_text->setAccessibleName(tr("Comment"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(64);
    layout->addWidget(m_text);
    auto *row = new QHBoxLayout;
    m_send = new QPushButton(tr("Comment"));
    m_send->setObjectName(u"commentSend"_s);
    m_send->setProperty("role", u"primary"_s);
    m_send->setToolTip(tr("Ctrl+Enter"));
    m_ask = new QPushButton(tr("Ask"));
    m_ask->setObjectName(u"commentAsk"_s);
    m_ask->setToolTip(tr("A question stays open until it is resolved"));
    row->addWidget(m_send);
    row->addWidget(m_ask);
    row->addStretch(1);
    layout->addLayout(row);
    m_mentions = new MentionCompleter(m_text);
    connect(m_search, &QLineEdit::textChanged, this, &CommentsPage::rebuild);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &CommentsPage::rebuild);
    connect(m_send, &QPushButton::clicked, this, [this] { submit(false); });
    connect(m_ask, &QPushButton::clicked, this, [this] { submit(true); });
    auto *enter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), m_text);
    enter->setContext(Qt::WidgetShortcut);
    connect(enter, &QShortcut::activated, this, [this] { submit(false); });
}

void CommentsPage::setFilter(Filter filter)
{
    m_filter->setCurrentIndex(m_filter->findData(filter));
}

void CommentsPage::focusEntry()
{
    m_answering = {};
    rebuild();
    m_text->setFocus(Qt::OtherFocusReason);
}

void CommentsPage::show(const WorkshopInput &input)
{
    m_input = input;
    QStringList names;
    for (const Person &person : input.model.people)
        names.append(person.name);
    names.sort();
    m_mentions->setPeople(names);
    if (!m_input.model.comments.contains(m_answering))
        m_answering = {};
    rebuild();
}

void CommentsPage::rebuild()
{
    QList<Comment> firsts;
    const auto filter = Filter(m_filter->currentData().toInt());
    const QString me = reviewerName();
    QSet<CommentId> mentioned;
    QHash<CommentId, QString> said; // everything in a thread
    const QString wanted = m_search->text().simplified();
    for (const Comment &comment : m_input.model.comments) {
        if (comment.mentions.contains(me, Qt::CaseInsensitive))
            mentioned.insert(comment.thread ? comment.thread : comment.id);
        said[comment.thread ? comment.thread : comment.id] += comment.author + u' ' + comment.text + u'\n';
    }
    for (const Comment &comment : m_input.model.comments) {
        if (comment.thread)
            continue;
        if (!wanted.isEmpty() && !said.value(comment.id).contains(wanted, Qt::CaseInsensitive))
            continue;
        if (filter == All || (filter == Open && !comment.resolved) || (filter == Selected && isAbout(comment)) || (filter == Mine && mentioned.contains(comment.id))
            || (filter == Questions && comment.question && !comment.resolved) || (filter == Resolved && comment.resolved))
            firsts.append(comment);
    }
    // Questions first, then the newest.
    std::sort(firsts.begin(), firsts.end(), [](const Comment &a, const Comment &b) {
        return std::make_tuple(a.resolved, !a.question, b.writtenAt, a.id) < std::make_tuple(b.resolved, !b.question, a.writtenAt, b.id);
    });
    auto *page = new QWidget;
    page->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(8);
    if (firsts.isEmpty())
        layout->addWidget(plainLabel(filter == Selected ? tr("Nothing was said about this yet.") : filter == Mine ? tr("Nobody has mentioned you.") : !wanted.isEmpty() ? tr("No thread has these words.") : filter == Open || filter == Questions ? tr("No open threads.") : tr("No threads."), "muted"));
    for (qsizetype i = 0; i < std::min<qsizetype>(firsts.size(), threadsShown); ++i)
        layout->addWidget(threadCard(threadOf(m_input.model, firsts[i].id)));
    layout->addStretch(1);
    m_scroll->setWidget(page);

    const Comment *answered = m_input.model.comments.find(m_answering);
    const QString name = oneLine(answered ? answered->text : m_input.line.line > 0 ? words::place(m_input.line) : m_input.nameOf ? m_input.nameOf(m_input.selected) : QString(), 60);
    m_about->setText(answered ? tr("Answer to: %1").arg(name) : name.isEmpty() ? tr("About the project") : tr("About %1").arg(name));
    m_ask->setVisible(!answered);
    m_send->setText(answered ? tr("Answer") : tr("Comment"));
}

bool CommentsPage::isAbout(const Comment &first) const
{
    if (m_input.line.line > 0)
        return first.at.file == m_input.line.file && first.at.line == m_input.line.line;
    if (!m_input.finding.isEmpty())
        return first.finding == m_input.finding;
    return first.subject == m_input.selected || (m_input.contains && m_input.contains(m_input.selected, first.subject));
}

QWidget *CommentsPage::threadCard(const QList<Comment> &thread)
{
    const Comment &first = thread.constFirst();
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(4);
    QString about = m_input.nameOf ? m_input.nameOf(first.subject) : QString();
    if (!first.finding.isEmpty() && m_input.findings && m_input.titleOf) {
        for (const Finding &finding : *m_input.findings) {
            if (finding.fingerprint == first.finding)
                about = m_input.titleOf(finding);
        }
    }
    if (first.at.line > 0)
        about = words::place(first.at);
    auto *row = new RowButton(oneLine(about.isEmpty() ? tr("The project") : about, 80));
    if (first.question)
        row->setDetail(first.resolved ? tr("answered") : tr("question"), first.resolved ? RowButton::DetailTone::Good : RowButton::DetailTone::Strong);
    else if (first.resolved)
        row->setDetail(tr("resolved"), RowButton::DetailTone::Good);
    connect(row, &RowButton::clicked, this, [this, first] {
        if (first.finding.isEmpty())
            emit subjectChosen(first.subject);
        else
            emit findingChosen(first.finding);
    });
    layout->addWidget(row);
    for (const Comment &comment : thread) {
        layout->addWidget(plainLabel(u"%1 · %2"_s.arg(oneLine(comment.author.isEmpty() ? tr("Somebody") : comment.author, 40), when(comment.writtenAt)), "small"));
        layout->addWidget(plainLabel(comment.text.left(4000), "secondary"));
    }
    auto *buttons = new QHBoxLayout;
    const auto link = [&](const QString &text, auto slot) {
        auto *button = new QPushButton(text);
        button->setProperty("role", u"link"_s);
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
    };
    link(tr("Answer"), [this, id = first.id] {
        m_answering = id;
        QMetaObject::invokeMethod(this, [this] {
            rebuild();
            m_text->setFocus(Qt::OtherFocusReason);
        }, Qt::QueuedConnection); // the button goes with the old cards
    });
    link(first.resolved ? tr("Open again") : tr("Resolve"), [this, id = first.id, resolved = first.resolved] {
        emit edited(resolved ? tr("Open the thread again") : tr("Resolve the thread"), resolveThread(m_input.model, id, !resolved, reviewerName(), isoNow()));
    });
    link(tr("Remove"), [this, id = first.id] { emit edited(tr("Remove the thread"), removeComment(m_input.model, id)); });
    buttons->addStretch(1);
    layout->addLayout(buttons);
    return card;
}

void CommentsPage::submit(bool question)
{
    Comment comment;
    comment.thread = m_answering;
    comment.text = m_text->toPlainText();
    comment.subject = m_input.selected;
    comment.finding = m_input.line.line > 0 ? QString() : m_input.finding;
    comment.at = m_input.line;
    comment.author = reviewerName();
    comment.writtenAt = isoNow();
    comment.question = question;
    const Delta delta = addComment(m_input.model, comment);
    if (delta.isEmpty())
        return;
    m_text->clear();
    m_answering = {};
    emit edited(question ? tr("Ask a question") : tr("Comment"), delta);
}

} // namespace drawbridge
