// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/questionspanel.h"

#include "common/chip.h"
#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "riskpanels/subjectchooser.h"
#include "tables/words.h"

#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype rowsShown = 120; // more are found by the filter

} // namespace

QuestionsPanel::QuestionsPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"questionsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(6);
    const auto line = [&](const QString &placeholder, const char *name) {
        auto *editor = new QLineEdit;
        editor->setObjectName(QLatin1StringView(name));
        editor->setPlaceholderText(placeholder);
        editor->setAccessibleName(placeholder);
        editor->setClearButtonEnabled(true);
        return editor;
    };
    m_search = line(tr("Filter"), "questionsSearch");
    m_search->setMaximumWidth(200);
    m_search->addAction(themedIcon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_evidence = line(tr("Evidence that goes with the next answer"), "questionsEvidence");
    m_owner = line(tr("Who says so"), "questionsOwner");
    m_owner->setMaximumWidth(180);
    bar->addWidget(m_search);
    bar->addWidget(m_evidence, 1);
    bar->addWidget(m_owner);
    layout->addLayout(bar);
    layout->addWidget(horizontalRule());
    m_area = new QScrollArea;
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_area, 1);
    m_empty = new EmptyState(u"question"_s, {}, {});
    layout->addWidget(m_empty, 1);
    connect(m_search, &QLineEdit::textChanged, this, &QuestionsPanel::rebuild);
    rebuild();
}

void QuestionsPanel::setQuestions(const QList<Question> &questions, const ThreatModel &model, const RuleTexts &rules)
{
    m_model = model;
    m_rules = rules;
    if (m_questions == questions && m_list)
        return;
    m_questions = questions;
    rebuild();
    emit countChanged(count());
}

void QuestionsPanel::setThreads(const QHash<QString, RowThreads> &threads)
{
    if (threads == m_threads)
        return;
    m_threads = threads;
    rebuild();
}

QString QuestionsPanel::titleOf(const Question &question) const
{
    // One rule asks in its own words; several ask for the safeguard that they share.
    if (question.rules.size() == 1 && m_rules.questionOf) {
        if (const QString asked = m_rules.questionOf(*question.rules.begin()); !asked.isEmpty())
            return ruleText(asked);
    }
    return tr("Is this in place: %1?").arg(words::control(question.control));
}

QWidget *QuestionsPanel::rowFor(const Question &question)
{
    auto *row = new QWidget;
    row->setObjectName(u"question"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(10);
    auto *badge = new RiskBadge;
    badge->setRisk(question.risk, -1);
    layout->addWidget(badge, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    auto *title = plainLabel(oneLine(titleOf(question), 300), "strong");
    title->setMinimumWidth(120);
    texts->addWidget(title);
    QString detail = tr("%1 on %2").arg(words::control(question.control), subjectTitle(m_model, question.point)) + u" · "_s
                     + tr("%n finding(s) wait for it", nullptr, int(question.findings.size())) + u" · "_s + tr("%n place(s)", nullptr, question.places);
    auto *what = plainLabel(detail, "small");
    what->setMinimumWidth(120);
    texts->addWidget(what);
    if (question.ranOut) {
        const Control &old = question.ranOut->control;
        const QDate ended = QDate::fromString(old.expires.left(10), Qt::ISODate);
        const QString who = old.owner.isEmpty() ? QString() : tr(" (%1)").arg(oneLine(old.owner, 60));
        texts->addWidget(plainLabel(tr("Asked again: the answer “%1”%2 ended on %3.").arg(words::of(old.state), who, QLocale().toString(ended, QLocale::ShortFormat)), "error"));
    }
    layout->addLayout(texts, 1);
    const auto add = [&](const QString &text, const QString &tip, QuestionAnswer::Word word, const char *name) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        button->setToolTip(tip);
        button->setAccessibleName(tr("%1: %2").arg(text, titleOf(question)));
        connect(button, &QPushButton::clicked, this, [this, question, word] {
            const QuestionAnswer answer{question, word, m_evidence->text().simplified(), m_owner->text().simplified()};
            m_evidence->clear(); // it belonged to this one; whoever answers stays
            emit answered(answer);
        });
        layout->addWidget(button, 0, Qt::AlignTop);
    };
    add(tr("Yes"), tr("It is in place."), QuestionAnswer::Word::Yes, "answerYes");
    add(tr("No"), tr("It is missing: the question becomes a weakness."), QuestionAnswer::Word::No, "answerNo");
    add(tr("Planned"), tr("It is missing, and will come: it counts in the target risk."), QuestionAnswer::Word::Planned, "answerPlanned");
    add(tr("Not applicable"), tr("The question makes no sense here."), QuestionAnswer::Word::NotApplicable, "answerNotApplicable");
    RowThreads threads;
    QString talkedAbout;
    for (const QString &fingerprint : question.findings) {
        const RowThreads here = m_threads.value(fingerprint);
        if (here.open + here.resolved > 0 && (talkedAbout.isEmpty() || (here.open > 0 && threads.open == 0)))
            talkedAbout = fingerprint;
        threads.open += here.open;
        threads.resolved += here.resolved;
    }
    if (!talkedAbout.isEmpty()) {
        auto *mark = new QPushButton(u"%1 %2"_s.arg(tr("Comments"), threads.open > 0 ? QString::number(threads.open) : u"✓"_s));
        mark->setObjectName(u"questionThreads"_s);
        mark->setProperty("role", u"link"_s);
        mark->setToolTip(threads.open > 0 ? tr("What is said about it") : tr("What was said about it, all resolved"));
        mark->setAccessibleName(tr("%1: %2").arg(mark->text(), titleOf(question)));
        connect(mark, &QPushButton::clicked, this, [this, talkedAbout] { emit threadsWanted(talkedAbout); });
        layout->addWidget(mark, 0, Qt::AlignTop);
    }
    auto *open = new QPushButton(tr("Show"));
    open->setObjectName(u"questionShow"_s);
    open->setToolTip(tr("Shows the case for it"));
    connect(open, &QPushButton::clicked, this, [this, fingerprint = question.findings.value(0)] { emit findingChosen(fingerprint); });
    layout->addWidget(open, 0, Qt::AlignTop);
    return row;
}

void QuestionsPanel::rebuild()
{
    const int at = m_area->verticalScrollBar() ? m_area->verticalScrollBar()->value() : 0;
    m_rows.clear();
    m_list = new QWidget;
    m_list->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const QStringList wanted = m_search->text().toLower().split(u' ', Qt::SkipEmptyParts);
    qsizetype left = 0;
    for (const Question &question : std::as_const(m_questions)) {
        const QString text = (titleOf(question) + u' ' + words::control(question.control) + u' ' + subjectTitle(m_model, question.point)).toLower();
        if (!std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return text.contains(word); }))
            continue;
        if (m_rows.size() >= rowsShown) {
            ++left;
            continue;
        }
        QWidget *row = rowFor(question);
        m_rows.insert(question.key, row);
        layout->addWidget(row);
        layout->addWidget(horizontalRule());
    }
    if (left > 0)
        layout->addWidget(plainLabel(tr("%n more question(s): the filter finds them.", nullptr, int(left)), "small"));
    layout->addStretch(1);
    m_area->setWidget(m_list); // deletes the one before
    m_area->verticalScrollBar()->setValue(at);
    const bool empty = m_rows.isEmpty();
    m_area->setVisible(!empty);
    m_empty->setVisible(empty);
    if (m_questions.isEmpty())
        m_empty->setTexts(tr("No open questions"), tr("What only a person can know is asked here, once for each place."));
    else
        m_empty->setTexts(tr("Nothing matches"), tr("Clear the filter to see all questions."));
}

void QuestionsPanel::showFinding(const QString &fingerprint)
{
    for (const Question &question : std::as_const(m_questions)) {
        if (question.findings.contains(fingerprint) && m_rows.contains(question.key))
            m_area->ensureWidgetVisible(m_rows.value(question.key));
    }
}

} // namespace drawbridge
