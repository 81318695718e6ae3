// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"
#include "workshop/reviewedits.h"

namespace drawbridge {

// What happened to one item of the agenda.
struct MinutesItem
{
    QString title;
    QString finding; // fingerprint
    Subject subject;
    AgendaState state = AgendaState::Waiting;
    QStringList lines; // what was decided, answered, said: one sentence each, translated
    VoteSpread likelihood, impact;
    bool operator==(const MinutesItem &) const = default;
};

// The protocol of a review, made from its log alone.
struct Minutes
{
    QString title;
    QString startedAt, endedAt;
    int minutesPlanned = 0, secondsUsed = 0;
    int minutesUsed() const { return (secondsUsed + 30) / 60; }
    QString facilitator;
    QStringList participants;
    int decided = 0, answered = 0, parked = 0, skipped = 0, open = 0, threats = 0, comments = 0;
    QList<MinutesItem> items; // those that something happened to, in the order in which it did
    QList<Action> actions;    // made in the review, by number
    QStringList openTitles;   // what was not come to
    QStringList general;      // said about no item
    bool operator==(const Minutes &) const = default;
};

Minutes minutesOf(const ThreatModel &model, const Review &review);
// "4", or "2 to 5, middle 3.5".
QString spreadText(const VoteSpread &spread);
// As a text to paste or to send: headings and lists in Markdown; names and texts of people are escaped.
QString minutesMarkdown(const Minutes &minutes);

} // namespace drawbridge
