// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workshop/reviewedits.h"

#include <QFrame>

class QLabel;

namespace drawbridge {

class FlowLayout;

// Collects each participant's estimate of likelihood and impact, hidden until all are shown together with their spread.
// While it has the focus, digits vote for the one whose turn it is; what was typed is not shown.
class VotingBox : public QFrame
{
    Q_OBJECT
public:
    explicit VotingBox(QWidget *parent = nullptr);

    // Votes of one item of the review.
    void show(const Review &review, const QString &item);
    // Takes the focus; the first participant without a vote begins.
    void begin();
    // One line for each person, for small cards.
    void setCompact(bool on);
    bool isVoting() const { return m_turn >= 0; }

signals:
    void voted(const QString &person, int likelihood, int impact);
    void showWanted();
    // Voting is over or was left: the keys go back to the card.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void rebuild();
    void updatePrompt();
    const Vote *voteOf(const QString &person) const;
    bool areShown() const;

    Review m_review;
    QString m_item;
    bool m_compact = false;
    int m_turn = -1;        // index of the participant who votes; -1: nobody
    int m_likelihood = 0;   // of the one whose turn it is, when already given
    FlowLayout *m_cards;
    QLabel *m_prompt;
    QLabel *m_spread;
};

} // namespace drawbridge
