// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "workshop/entries.h"

#include <QFrame>

class QCheckBox;
class QDateEdit;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace drawbridge {

class RiskBadge;
class MentionCompleter;
class VotingBox;

// The one thing under discussion, as the card shows it.
struct ReviewSubject
{
    QString key;     // of the agenda item
    QString finding; // fingerprint
    QString title;
    QString why;     // one or two sentences
    QString where;   // the cause: "POST /orders", "Order.total"
    bool question = false;
    double risk = 0;
    int band = -1; // painting.h
    QString settled; // what became of it; empty: open
    int others = 0;  // open findings with the same cause
    QString owner;   // proposed
    bool step = false; // of a walk: looked at, talked about, not decided
    bool decidable = false; // a step of something that Enter brings up for a decision
    QString effect;  // what the last word made or settled, in a sentence
};

// The card at the bottom of a review: one item in large type, decided by one key and one sentence.
// Keys: M A T N decide, Y O L D answer a question, P parks, K skips, Space goes on, Backspace back, C comments, Q asks,
// X adds a threat, W an action, V votes, R shows votes, E shows evidence, G takes those of the same cause along, I shows
// the minutes, U pauses, F ends, 1 to 5 change what the room looks at. Up and Down go along the agenda, with Ctrl they move
// the item. On a walk Up and Down change the way, Enter brings its finding up for a decision.
class ReviewCard : public QFrame
{
    Q_OBJECT
public:
    explicit ReviewCard(QWidget *parent = nullptr);

    void show(const ReviewSubject &subject);
    // Who can be mentioned.
    void setPeople(const QStringList &names);
    // What somebody has pointed at: what is written is about that, until Escape. Empty: about the item.
    void setAbout(const QString &name);
    // A sentence of receipt beside the line; the next key takes it away.
    void setNote(const QString &text);
    VotingBox *votes() const { return m_votes; }
    // Opens the line for it, with the focus.
    void write(CardEntry entry);
    bool isWriting() const;
    // One line of help for the status bar.
    static QString keysHint(bool walking = false);

signals:
    // `expires`: ISO date or empty. `together`: also for the others of the same cause.
    void decided(drawbridge::DecisionState state, const QString &reason, const QString &owner, const QString &expires, bool together);
    void answered(drawbridge::ControlState state, const QString &evidence, const QString &owner);
    // A comment, question, threat or action.
    void written(drawbridge::CardEntry entry, const QString &text, const QString &owner, const QString &due);
    void parked();
    void skipped();
    void nextWanted();
    void backWanted();
    void evidenceWanted();
    void votesWanted();
    // 0 to 4, as the bar shows them.
    void modeWanted(int mode);
    // Another asset or path.
    void otherWalkWanted(int by);
    void decisionWanted();
    void minutesWanted();
    void pauseWanted();
    void endWanted();
    // To the item before or after, whatever its state.
    void browsed(int by);
    // The item, earlier or later on the agenda.
    void moveWanted(int steps);
    // Nothing else is pointed at any more.
    void itemWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void choose(DecisionState state);
    void answer(ControlState state);
    void submit();
    void endWriting();
    void updateButtons();
    void updatePlaceholder();

    ReviewSubject m_subject;
    QString m_about;
    QString m_proposedOwner; // for the item that is shown
    CardEntry m_entry = CardEntry::Decision;
    DecisionState m_decision = DecisionState::Mitigated;
    ControlState m_answer = ControlState::Present;
    RiskBadge *m_badge;
    QLabel *m_title, *m_why, *m_where, *m_settled, *m_effect, *m_note;
    QWidget *m_decisions, *m_answers, *m_side;
    QList<QPushButton *> m_decisionButtons, m_answerButtons;
    QCheckBox *m_together;
    QLineEdit *m_text, *m_owner;
    MentionCompleter *m_mentions;
    QCheckBox *m_hasDate;
    QDateEdit *m_date;
    VotingBox *m_votes;
};

} // namespace drawbridge
