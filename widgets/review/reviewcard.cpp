// SPDX-License-Identifier: Apache-2.0
#include "review/reviewcard.h"

#include "common/chip.h"
#include "common/flowlayout.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "review/mentioncompleter.h"
#include "review/votingbox.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int textLimit = 2000;
constexpr int monthsUntilDue = 1;
constexpr int largeFrom = 720, highFrom = 270;

} // namespace

ReviewCard::ReviewCard(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"reviewCard"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Under discussion"));
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(18, 14, 18, 14);
    columns->setSpacing(24);

    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    // What is under discussion scrolls where it has no room; the keys below stand always in the same place.
    auto *texts = new QWidget;
    texts->setProperty("role", u"page"_s);
    auto *words = new QVBoxLayout(texts);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(8);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"reviewWords"_s);
    scroll->setWidget(texts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setProperty("role", u"panel"_s);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumHeight(44);
    left->addWidget(scroll, 1);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    m_badge = new RiskBadge;
    m_badge->setLarge(true);
    head->addWidget(m_badge, 0, Qt::AlignTop);
    m_title = plainLabel({}, "reviewTitle");
    m_title->setObjectName(u"reviewTitle"_s);
    head->addWidget(m_title, 1);
    words->addLayout(head);
    m_where = plainLabel({}, "reviewWhere");
    m_why = plainLabel({}, "reviewText");
    m_settled = plainLabel({}, "reviewSettled");
    m_settled->setObjectName(u"reviewSettled"_s);
    words->addWidget(m_settled); // what became of it comes before what it was about
    m_effect = plainLabel({}, "reviewEffect");
    m_effect->setObjectName(u"reviewEffect"_s);
    words->addWidget(m_effect);
    words->addWidget(m_where);
    words->addWidget(m_why);
    words->addStretch(1);

    const auto row = [&](QWidget *&box, QList<QPushButton *> &buttons, const QList<std::tuple<QString, QString, const char *>> &choices) {
        box = new QWidget;
        auto *flow = new FlowLayout(box, 8);
        for (const auto &[text, key, name] : choices) {
            auto *button = new QPushButton(u"%1  %2"_s.arg(text, key));
            button->setObjectName(QLatin1StringView(name));
            button->setProperty("role", u"review"_s);
            button->setFocusPolicy(Qt::NoFocus);
            flow->addWidget(button);
            buttons.append(button);
        }
        left->addWidget(box);
    };
    row(m_decisions, m_decisionButtons, {{tr("Mitigate"), u"M"_s, "reviewMitigate"}, {tr("Accept"), u"A"_s, "reviewAccept"}, {tr("Transfer"), u"T"_s, "reviewTransfer"},
                                         {tr("Not a threat"), u"N"_s, "reviewNoThreat"}, {tr("Park"), u"P"_s, "reviewPark"}});
    row(m_answers, m_answerButtons, {{tr("Yes"), u"Y"_s, "reviewYes"}, {tr("No"), u"O"_s, "reviewNo"}, {tr("Planned"), u"L"_s, "reviewPlanned"},
                                     {tr("Don't know"), u"D"_s, "reviewUnknown"}, {tr("Park"), u"P"_s, "reviewParkQuestion"}});
    const DecisionState states[] = {DecisionState::Mitigated, DecisionState::Accepted, DecisionState::Transferred, DecisionState::FalsePositive};
    for (int i = 0; i < 4; ++i)
        connect(m_decisionButtons[i], &QPushButton::clicked, this, [this, state = states[i]] { choose(state); });
    connect(m_decisionButtons[4], &QPushButton::clicked, this, &ReviewCard::parked);
    const ControlState answers[] = {ControlState::Present, ControlState::Absent, ControlState::Planned, ControlState::Unknown};
    for (int i = 0; i < 4; ++i)
        connect(m_answerButtons[i], &QPushButton::clicked, this, [this, state = answers[i]] { answer(state); });
    connect(m_answerButtons[4], &QPushButton::clicked, this, &ReviewCard::parked);

    m_text = new QLineEdit;
    m_text->setObjectName(u"reviewSentence"_s);
    m_text->setMaxLength(textLimit);
    m_text->setProperty("role", u"review"_s);
    m_text->installEventFilter(this);
    m_mentions = new MentionCompleter(m_text);
    left->addWidget(m_text);
    m_together = new QCheckBox;
    m_together->setObjectName(u"reviewTogether"_s);
    m_together->setFocusPolicy(Qt::TabFocus);
    left->addWidget(m_together);
    m_note = plainLabel({}, "reviewWhere");
    m_note->setObjectName(u"reviewNote"_s);
    m_note->hide();
    left->addWidget(m_note);
    columns->addLayout(left, 1);

    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    m_votes = new VotingBox;
    right->addWidget(m_votes);
    right->addSpacing(4);
    right->addWidget(new SectionHeader(tr("Owner and date")));
    m_owner = new QLineEdit;
    m_owner->setObjectName(u"reviewOwner"_s);
    m_owner->setPlaceholderText(tr("Who stands for it"));
    m_owner->setAccessibleName(tr("Owner"));
    m_owner->setMaxLength(200);
    m_owner->installEventFilter(this);
    right->addWidget(m_owner);
    auto *due = new QHBoxLayout;
    m_hasDate = new QCheckBox(tr("Until"));
    m_hasDate->setObjectName(u"reviewHasDate"_s);
    m_date = new QDateEdit(QDate::currentDate().addMonths(monthsUntilDue));
    m_date->setObjectName(u"reviewDate"_s);
    m_date->setCalendarPopup(true);
    m_date->setMinimumDate(QDate::currentDate());
    m_date->setEnabled(false);
    m_date->setAccessibleName(tr("Until"));
    m_date->installEventFilter(this);
    connect(m_hasDate, &QCheckBox::toggled, m_date, &QWidget::setEnabled);
    due->addWidget(m_hasDate);
    due->addWidget(m_date, 1);
    right->addLayout(due);
    right->addStretch(1);
    m_side = new QWidget;
    m_side->setLayout(right);
    right->setContentsMargins(0, 0, 0, 0);
    columns->addWidget(m_side);
    fit();
    // From the sentence to who and until when, then to what else it is said of; voting comes last.
    setTabOrder(m_text, m_owner);
    setTabOrder(m_owner, m_hasDate);
    setTabOrder(m_hasDate, m_date);
    setTabOrder(m_date, m_together);
    setTabOrder(m_together, m_votes);
    for (QWidget *entry : {static_cast<QWidget *>(m_hasDate), static_cast<QWidget *>(m_together)})
        entry->installEventFilter(this);
    connect(m_votes, &VotingBox::left, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_votes, &VotingBox::showWanted, this, &ReviewCard::votesWanted);
    endWriting();
}

// Large type for the far end of the room; less of it where the card itself is small.
void ReviewCard::fit()
{
    const bool small = width() < largeFrom || height() < highFrom;
    m_side->setFixedWidth(small ? 190 : 248);
    layout()->setContentsMargins(small ? 12 : 18, small ? 8 : 14, small ? 12 : 18, small ? 8 : 14);
    m_votes->setCompact(small);
    if (property("small").toBool() == small)
        return;
    setProperty("small", small);
    for (QWidget *widget : findChildren<QWidget *>()) {
        if (widget->property("role").toString().startsWith(u"review"_s))
            setRole(widget, widget->property("role").toByteArray().constData());
    }
}

void ReviewCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

QString ReviewCard::keysHint(bool walking)
{
    if (walking)
        return tr("Space next step · Backspace back · Up, Down another way · C comment · Q question · X threat · W action · E evidence · 1 back to the agenda · F1 all keys");
    return tr("Space next · Backspace back · K skip · C comment · Q question · X threat · W action · V vote · E evidence · Ctrl+K point at something · F1 all keys");
}

void ReviewCard::show(const ReviewSubject &subject)
{
    const bool another = subject.key != m_subject.key;
    m_subject = subject;
    m_title->setText(subject.key.isEmpty() ? tr("The agenda is done") : oneLine(subject.title, 300));
    m_why->setText(subject.key.isEmpty() ? tr("Everything was looked at. End the review to keep its minutes, or add what came up on the way.") : subject.step ? subject.why.left(1200) : oneLine(subject.why, 600));
    m_where->setText(oneLine(subject.where, 200));
    m_where->setVisible(!subject.where.isEmpty());
    m_badge->setVisible(!subject.key.isEmpty() && (!subject.step || subject.band >= 0));
    m_badge->setRisk(subject.risk, subject.question ? -1 : subject.band);
    m_settled->setText(oneLine(subject.settled, 400));
    m_settled->setVisible(!subject.settled.isEmpty());
    m_effect->setText(oneLine(subject.effect, 400));
    m_effect->setVisible(!subject.effect.isEmpty());
    m_votes->setVisible(!subject.step);
    m_decisions->setVisible(!subject.key.isEmpty() && !subject.question && !subject.step);
    m_answers->setVisible(!subject.key.isEmpty() && subject.question);
    m_together->setVisible(subject.others > 0 && !subject.question);
    m_together->setText(tr("Also the %n other(s) with the same cause (G)", nullptr, subject.others));
    if (another) {
        m_together->setChecked(false);
        m_hasDate->setChecked(false);
        setNote({});
        // The service's owner is proposed anew for each item; a name that somebody typed stays where nobody is known.
        if (!subject.owner.isEmpty() || m_owner->text() == m_proposedOwner)
            m_owner->setText(subject.owner);
        m_proposedOwner = subject.owner;
        endWriting();
    }
    updateButtons();
}

void ReviewCard::setPeople(const QStringList &names) { m_mentions->setPeople(names); }

bool ReviewCard::isWriting() const
{
    return m_text->isVisibleTo(this) && m_text->isEnabled();
}

void ReviewCard::write(CardEntry entry)
{
    m_entry = entry;
    m_text->setEnabled(true);
    m_text->setProperty("invalid", false);
    updatePlaceholder();
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setFocus(Qt::OtherFocusReason);
    updateButtons();
}

void ReviewCard::endWriting()
{
    m_text->clear();
    m_text->setEnabled(false);
    m_entry = CardEntry::Decision;
    updatePlaceholder();
    updateButtons();
}

void ReviewCard::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void ReviewCard::setAbout(const QString &name)
{
    m_about = oneLine(name, 80);
    updatePlaceholder();
}

void ReviewCard::updatePlaceholder()
{
    const bool elsewhere = !m_about.isEmpty();
    QString text;
    if (!m_text->isEnabled()) {
        text = elsewhere            ? tr("Pointed at %1: C, Q, X and W are about it; Escape leads back").arg(m_about)
               : !m_subject.step    ? tr("One key decides; then one sentence says why")
               : m_subject.decidable ? tr("C comments on this step, X adds a threat, W an action; Enter decides on the path")
                                     : tr("C comments on this step, X adds a threat, W an action");
    } else {
        switch (m_entry) {
        case CardEntry::Decision: text = tr("Why? One sentence that an auditor will understand"); break;
        case CardEntry::Answer: text = tr("What shows it? A test, a ticket, a sentence (may stay empty)"); break;
        case CardEntry::Comment: text = elsewhere ? tr("Comment on %1; @name mentions somebody").arg(m_about) : tr("Comment; @name mentions somebody"); break;
        case CardEntry::Question: text = elsewhere ? tr("What has to be found out about %1? @name asks somebody").arg(m_about) : tr("What has to be found out? @name asks somebody"); break;
        case CardEntry::Threat: text = elsewhere ? tr("What can go wrong at %1?").arg(m_about) : tr("What can go wrong here?"); break;
        case CardEntry::Action: text = elsewhere ? tr("What is to be done at %1? Owner and date at the right").arg(m_about) : tr("What is to be done? Owner and date at the right"); break;
        }
    }
    m_text->setPlaceholderText(text);
}

void ReviewCard::updateButtons()
{
    const bool deciding = isWriting() && m_entry == CardEntry::Decision, answering = isWriting() && m_entry == CardEntry::Answer;
    const DecisionState states[] = {DecisionState::Mitigated, DecisionState::Accepted, DecisionState::Transferred, DecisionState::FalsePositive};
    for (int i = 0; i < 4; ++i)
        setRole(m_decisionButtons[i], deciding && m_decision == states[i] ? "reviewChosen" : "review");
    const ControlState answers[] = {ControlState::Present, ControlState::Absent, ControlState::Planned, ControlState::Unknown};
    for (int i = 0; i < 4; ++i)
        setRole(m_answerButtons[i], answering && m_answer == answers[i] ? "reviewChosen" : "review");
}

void ReviewCard::choose(DecisionState state)
{
    if (m_subject.key.isEmpty() || m_subject.question || m_subject.step)
        return;
    m_decision = state;
    if (state == DecisionState::Accepted || state == DecisionState::Transferred)
        m_hasDate->setChecked(true); // both end some day
    write(CardEntry::Decision);
}

void ReviewCard::answer(ControlState state)
{
    if (m_subject.key.isEmpty() || !m_subject.question)
        return;
    m_answer = state;
    write(CardEntry::Answer);
}

void ReviewCard::submit()
{
    const QString text = m_text->text().simplified();
    if (text.isEmpty() && m_entry != CardEntry::Answer) {
        m_text->setProperty("invalid", true);
        setRole(m_text, "review"); // has the style take effect
        return;
    }
    const QString owner = m_owner->text().simplified();
    const QString date = m_hasDate->isChecked() ? m_date->date().toString(Qt::ISODate) : QString();
    const CardEntry entry = m_entry;
    endWriting();
    setFocus(Qt::OtherFocusReason);
    if (entry == CardEntry::Decision)
        emit decided(m_decision, text, owner, date, m_together->isChecked() && m_subject.others > 0);
    else if (entry == CardEntry::Answer)
        emit answered(m_answer, text, owner);
    else
        emit written(entry, text, owner, date);
}

bool ReviewCard::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && !m_mentions->isOffering()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape) {
            endWriting();
            setFocus(Qt::OtherFocusReason);
            return true;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && isWriting()) {
            submit();
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

void ReviewCard::keyPressEvent(QKeyEvent *event)
{
    setNote({});
    const bool upOrDown = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    const int by = event->key() == Qt::Key_Up ? -1 : 1;
    if (upOrDown && event->modifiers() == Qt::ControlModifier && !m_subject.step) {
        emit moveWanted(by);
        return;
    }
    if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) {
        QFrame::keyPressEvent(event);
        return;
    }
    const int key = event->key();
    if (key >= Qt::Key_1 && key <= Qt::Key_5) {
        emit modeWanted(key - Qt::Key_1);
        return;
    }
    if (m_subject.step) {
        if (upOrDown) {
            emit otherWalkWanted(by);
            return;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_subject.decidable) {
            emit decisionWanted();
            return;
        }
        if (QList<int>{Qt::Key_P, Qt::Key_K, Qt::Key_V, Qt::Key_R, Qt::Key_G}.contains(key))
            return; // nothing of this is said about a step
    }
    switch (key) {
    case Qt::Key_M: choose(DecisionState::Mitigated); return;
    case Qt::Key_A: choose(DecisionState::Accepted); return;
    case Qt::Key_T: choose(DecisionState::Transferred); return;
    case Qt::Key_N: choose(DecisionState::FalsePositive); return;
    case Qt::Key_Y: answer(ControlState::Present); return;
    case Qt::Key_O: answer(ControlState::Absent); return;
    case Qt::Key_L: answer(ControlState::Planned); return;
    case Qt::Key_D: answer(ControlState::Unknown); return;
    case Qt::Key_P: emit parked(); return;
    case Qt::Key_K: emit skipped(); return;
    case Qt::Key_Space: case Qt::Key_Right: emit nextWanted(); return;
    case Qt::Key_Backspace: case Qt::Key_Left: emit backWanted(); return;
    case Qt::Key_C: write(CardEntry::Comment); return;
    case Qt::Key_Q: write(CardEntry::Question); return;
    case Qt::Key_X: write(CardEntry::Threat); return;
    case Qt::Key_W: write(CardEntry::Action); return;
    case Qt::Key_V: m_votes->begin(); return;
    case Qt::Key_R: emit votesWanted(); return;
    case Qt::Key_E: emit evidenceWanted(); return;
    case Qt::Key_G:
        if (m_together->isVisibleTo(this))
            m_together->toggle();
        return;
    case Qt::Key_I: emit minutesWanted(); return;
    case Qt::Key_U: emit pauseWanted(); return;
    case Qt::Key_F: emit endWanted(); return;
    case Qt::Key_Up: case Qt::Key_Down: emit browsed(by); return;
    case Qt::Key_Escape:
        if (!m_about.isEmpty())
            emit itemWanted();
        return;
    default: QFrame::keyPressEvent(event);
    }
}

} // namespace drawbridge
