// SPDX-License-Identifier: Apache-2.0
// Where a control counts: on what it is stated for and on everything that stands in that.
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDate>

namespace drawbridge {

// Where a control counts for the subject, nearest first: the subject itself; of a parameter its operation;
// of an operation or scheme its service; of a flow the element that it
// reaches (the one that calls, where that is an external entity); of an element the zones around it; the project.
QList<Subject> controlHolders(const ThreatModel &model, const Subject &subject);

// Whether a word about a control has run out: its day of expiry lies before the date.
bool hasExpired(const Control &control, const QDate &date);

// What is known of one kind of control on a subject: the nearest word that says something counts.
struct EffectiveControl
{
    Control control;
    bool inherited = false; // stated for something around the subject: control.subject
    bool expired = false;   // the word has run out, and nothing else is known
    bool operator==(const EffectiveControl &) const = default;
};

// All kinds of which anything is said on the subject or around it, sorted by kind. On the same subject the surer word
// counts; "unknown" and what has expired give way to what is stated further out.
QList<EffectiveControl> effectiveControls(const ThreatModel &model, const Subject &subject, const QDate &date);

} // namespace drawbridge
