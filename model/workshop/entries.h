// SPDX-License-Identifier: Apache-2.0
// What people say in a review, as edits. Pure functions.
#pragma once

#include "analysis/finding.h"
#include "workshop/reviewedits.h"

#include <QDate>

namespace drawbridge {

// What one line of text is written for.
enum class CardEntry { Decision, Answer, Comment, Question, Threat, Action };

// One undo step and its name; an empty delta with a sentence in `failure`: it could not be written.
struct ReviewEntry
{
    QString text;
    Delta delta;
    QString failure;
};

// A comment, question, action or threat on `subject`; on a finding where `finding` names it. `behind` is the item of the
// agenda after which a threat comes up; `owner` and ISO date `due` are of actions.
struct WrittenEntry
{
    CardEntry kind = CardEntry::Comment;
    ReviewWord word; // with the text
    Subject subject;
    QString finding;
    QString behind;
    QString owner, due;
    QString about; // put before the text in the log where no item of the agenda says it
};
ReviewEntry writtenEntry(const ThreatModel &model, const WrittenEntry &entry);

// One decision for several findings at once, each with its own evidence; settles their items. `model.state`, `reason`,
// `owner`, `expires` are the same for all; `word.text` is what the minutes say.
struct DecisionEntry
{
    ReviewWord word;
    DecisionState state = DecisionState::Mitigated;
    QString reason, owner, expires;
    QList<const Finding *> findings;
    std::function<QString(const Finding &)> titleOf;
};
ReviewEntry decisionEntry(const ThreatModel &model, const DecisionEntry &entry);

// An answer to a question: the control that it is about, as `state`. Nobody knows: the item is parked.
struct AnswerEntry
{
    ReviewWord word;
    QString control; // kind
    Subject subject;
    ControlState state = ControlState::Unknown;
    QString evidence, owner;
    QDate today;
};
ReviewEntry answerEntry(const ThreatModel &model, const AnswerEntry &entry);

} // namespace drawbridge
