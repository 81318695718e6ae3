// SPDX-License-Identifier: Apache-2.0
#include "review/votingbox.h"

#include "common/plaintext.h"
#include "common/flowlayout.h"
#include "common/smallwidgets.h"
#include "workshop/minutes.h"

#include <QKeyEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int cardsShown = 6;

QString initials(const QString &name)
{
    QString letters;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (letters.size() < 2)
            letters += word[0].toUpper();
    }
    return letters.size() > 1 ? letters : name.simplified().left(2); // "Al" and "Ann" are two people
}

// Of those whose initials are somebody else's too, more of the first name.
QStringList lettersOf(const QStringList &people)
{
    QStringList all;
    for (const QString &name : people)
        all.append(initials(name));
    QStringList told = all;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.count(all[i]) > 1)
            told[i] = people[i].simplified().section(u' ', 0, 0).left(3) + (people[i].simplified().contains(u' ') ? people[i].simplified().section(u' ', 1, 1).left(1).toUpper() : QString());
    }
    return told;
}

} // namespace

VotingBox::VotingBox(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"votingBox"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Votes on likelihood and impact"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(new SectionHeader(tr("Votes, hidden until shown")));
    auto *cards = new QWidget;
    m_cards = new FlowLayout(cards, 6);
    layout->addWidget(cards);
    m_prompt = plainLabel({}, "secondary");
    m_prompt->setObjectName(u"votePrompt"_s);
    m_spread = plainLabel({}, "strong");
    m_spread->setObjectName(u"voteSpread"_s);
    layout->addWidget(m_spread);
    layout->addWidget(m_prompt);
}

const Vote *VotingBox::voteOf(const QString &person) const
{
    for (const Vote &vote : m_review.votes) {
        if (vote.item == m_item && vote.person == person)
            return &vote;
    }
    return nullptr;
}

bool VotingBox::areShown() const
{
    return std::any_of(m_review.votes.cbegin(), m_review.votes.cend(), [&](const Vote &vote) { return vote.item == m_item && vote.shown; });
}

void VotingBox::show(const Review &review, const QString &item)
{
    if (item != m_item)
        m_turn = -1;
    m_review = review;
    m_item = item;
    rebuild();
    updatePrompt();
}

void VotingBox::rebuild()
{
    while (QLayoutItem *old = m_cards->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    const bool shown = areShown();
    const bool compact = m_compact || m_review.participants.size() > 5; // more are two rows
    const QStringList letters = lettersOf(m_review.participants);
    int given = 0;
    for (qsizetype i = 0; i < m_review.participants.size(); ++i) {
        const QString &person = m_review.participants[i];
        const Vote *vote = voteOf(person);
        given += vote != nullptr;
        if (i >= cardsShown)
            continue;
        const QString value = !vote ? u"…"_s : shown ? u"%1 × %2"_s.arg(vote->likelihood).arg(vote->impact) : u"✓"_s;
        auto *card = plainLabel(letters[i] + (compact ? u' ' : u'\n') + value, "vote");
        card->setAlignment(Qt::AlignCenter);
        card->setWordWrap(false);
        card->setMinimumSize(compact ? QSize(56, 22) : QSize(44, 48));
        card->setToolTip(plainToolTip(person));
        card->setAccessibleName(vote ? (shown ? tr("%1: likelihood %2, impact %3").arg(person).arg(vote->likelihood).arg(vote->impact) : tr("%1 has voted").arg(person))
                                     : tr("%1 has not voted").arg(person));
        m_cards->addWidget(card);
        card->show(); // counts for the height below
    }
    if (m_review.participants.size() > cardsShown)
        m_cards->addWidget(plainLabel(tr("%1 of %2").arg(given).arg(m_review.participants.size()), "small"));
    m_cards->parentWidget()->setFixedHeight(m_cards->heightForWidth(width()));
    const VoteSpread likelihood = spreadOf(m_review, m_item, &Vote::likelihood), impact = spreadOf(m_review, m_item, &Vote::impact);
    m_spread->setVisible(likelihood.count > 0);
    if (likelihood.count > 0)
        m_spread->setText(tr("Likelihood %1\nImpact %2").arg(spreadText(likelihood), spreadText(impact)));
}

void VotingBox::setCompact(bool on)
{
    if (on == m_compact)
        return;
    m_compact = on;
    rebuild();
}

void VotingBox::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_cards->parentWidget()->setFixedHeight(m_cards->heightForWidth(width()));
}

void VotingBox::begin()
{
    if (m_review.participants.isEmpty() || m_item.isEmpty() || areShown())
        return;
    m_likelihood = 0;
    m_turn = 0;
    for (qsizetype i = 0; i < m_review.participants.size(); ++i) {
        if (!voteOf(m_review.participants[i])) {
            m_turn = int(i);
            break;
        }
    }
    setFocus(Qt::OtherFocusReason);
    updatePrompt();
}

void VotingBox::updatePrompt()
{
    if (m_review.participants.isEmpty()) {
        m_prompt->setText(tr("Nobody is on the list of people."));
    } else if (areShown()) {
        m_prompt->clear();
    } else if (m_turn >= 0 && m_turn < m_review.participants.size()) {
        const QString person = oneLine(m_review.participants[m_turn], 40);
        m_prompt->setText(m_likelihood == 0 ? tr("%1: how likely, 1 to 5?").arg(person) : tr("%1: how bad, 1 to 5?").arg(person));
    } else {
        const bool all = std::all_of(m_review.participants.cbegin(), m_review.participants.cend(), [&](const QString &person) { return voteOf(person); });
        m_prompt->setText(all ? tr("All are in. R shows them.") : tr("V to vote, R to show."));
    }
}

void VotingBox::keyPressEvent(QKeyEvent *event)
{
    const int digit = event->key() - Qt::Key_0;
    if (isVoting() && digit >= 1 && digit <= 5) {
        if (m_likelihood == 0) {
            m_likelihood = digit;
        } else {
            const QString person = m_review.participants[m_turn];
            const int likelihood = m_likelihood;
            m_likelihood = 0;
            ++m_turn;
            const bool last = m_turn >= m_review.participants.size();
            if (last)
                m_turn = -1;
            emit voted(person, likelihood, digit);
            if (last) {
                updatePrompt();
                emit left();
                return;
            }
        }
        updatePrompt();
        return;
    }
    if (isVoting() && event->key() == Qt::Key_Backspace) { // mistyped: this one again, or the one before
        if (m_likelihood == 0 && m_turn > 0)
            --m_turn;
        m_likelihood = 0;
        updatePrompt();
        return;
    }
    if (event->key() == Qt::Key_R) {
        m_turn = -1;
        emit showWanted();
        emit left();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_turn = -1;
        updatePrompt();
        emit left();
        return;
    }
    QFrame::keyPressEvent(event);
}

void VotingBox::focusOutEvent(QFocusEvent *event)
{
    m_turn = -1;
    m_likelihood = 0;
    updatePrompt();
    QFrame::focusOutEvent(event);
}

} // namespace drawbridge
