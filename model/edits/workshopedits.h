// SPDX-License-Identifier: Apache-2.0
// What people add beside the model: comments, people, actions, requirements, checkpoints. Pure functions; a row that
// does not exist, or that would say nothing, gives an empty delta.
#pragma once

#include "threatmodel/delta.h"

#include <QDate>

namespace drawbridge {

// Names of people that a text mentions as @name; longest names first, so that "@Ann Lee" is not taken for "@Ann". Sorted.
QStringList mentionsIn(const QString &text, const QList<QString> &people);

// Appends a comment; `id` is replaced, mentions are read from the text. An answer takes the subject of its thread.
Delta addComment(const ThreatModel &model, Comment comment);
Delta changeComment(const ThreatModel &model, CommentId id, const QString &text);
// Removes the comment; one that began a thread takes its answers along.
Delta removeComment(const ThreatModel &model, CommentId id);
// Marks the thread that the comment belongs to.
Delta resolveThread(const ThreatModel &model, CommentId id, bool resolved, const QString &by, const QString &at);
// Comments of a thread in the order in which they were written.
QList<Comment> threadOf(const ThreatModel &model, CommentId first);

// Adds the person, or changes the one of the same name (without regard to case).
Delta putPerson(const ThreatModel &model, Person person);
Delta removePerson(const ThreatModel &model, PersonId id);

// Adds, with the next number; `id` and `number` are replaced. `created`, where given, receives the row.
Delta addAction(const ThreatModel &model, Action action, Action *created = nullptr);
// Replaces; an action that becomes done takes `now` as the day on which it was.
Delta changeAction(const ThreatModel &model, Action action, const QString &now);
Delta removeAction(const ThreatModel &model, ActionId id);
// Not done and due before `today`.
bool isOverdue(const Action &action, const QDate &today);

Delta addRequirement(const ThreatModel &model, Requirement requirement, Requirement *created = nullptr);
Delta changeRequirement(const ThreatModel &model, const Requirement &requirement);
// Actions that fulfil it lose the reference.
Delta removeRequirement(const ThreatModel &model, RequirementId id);

// Design, before merge and before release, each with its checklist; nothing where there are checkpoints already.
Delta addUsualCheckpoints(const ThreatModel &model);
Delta putCheckpoint(const ThreatModel &model, Checkpoint checkpoint);
Delta removeCheckpoint(const ThreatModel &model, CheckpointId id);
// Ticks or clears a line.
Delta tick(const ThreatModel &model, CheckpointId id, int line, bool done, const QString &by, const QString &at);
// A later signature under the same section by the same person replaces the earlier.
Delta signOff(const ThreatModel &model, CheckpointId id, const SignOff &signature);

} // namespace drawbridge
