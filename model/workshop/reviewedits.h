// SPDX-License-Identifier: Apache-2.0
// The course of a review, as edits. Pure functions; times are ISO 8601 with time zone.
#pragma once

#include "threatmodel/delta.h"

#include <functional>

namespace drawbridge {

// What the log says has happened; LogEntry::what holds the name.
enum class ReviewEvent { Began, Decided, Answered, Commented, Voted, VotesShown, Parked, Skipped, Resumed, ThreatAdded, ActionAdded, Ended };
DRAWBRIDGE_NAMES(ReviewEvent, "began", "decided", "answered", "commented", "voted", "votes-shown", "parked", "skipped", "resumed", "threat-added",
                 "action-added", "ended");

// Who said what, when, about which item; `secondsUsed` is the time that the review has taken so far.
struct ReviewWord
{
    ReviewId review;
    QString item; // key; empty: about the review as a whole
    QString who;
    QString at;
    QString text;
    int secondsUsed = 0;
};

// One delta with the effect of `first`, then of what `next` makes of the model after it.
Delta followedBy(const ThreatModel &model, const Delta &first, const std::function<Delta(const ThreatModel &)> &next);

// The review that has begun and not ended; null: none.
const Review *runningReview(const ThreatModel &model);
// Begins a review; `id`, `number` and states are set. Nothing while another runs. `versions`: taken before it.
Delta beginReview(const ThreatModel &model, Review review, const QString &who, const QString &at, ReviewId *begun = nullptr);
// Writes an event down and keeps the time used.
Delta writeDown(const ThreatModel &model, const ReviewWord &word, ReviewEvent event, const QString &finding = {}, const Subject &subject = {});
// Settles, parks or skips an item, and writes it down.
Delta settleItem(const ThreatModel &model, const ReviewWord &word, AgendaState state, ReviewEvent event);
// Adds an item behind the one with the word's key; nothing where its key is there already.
Delta addItem(const ThreatModel &model, const ReviewWord &word, const AgendaItem &item);
Delta moveItem(const ThreatModel &model, ReviewId review, const QString &key, int steps);
// A person's estimate of an item; the later one counts. Hidden until shown.
Delta castVote(const ThreatModel &model, const ReviewWord &word, int likelihood, int impact);
Delta showVotes(const ThreatModel &model, const ReviewWord &word);
Delta endReview(const ThreatModel &model, const ReviewWord &word);

// Smallest, middle and largest estimate of an item.
struct VoteSpread
{
    int count = 0;
    double lowest = 0, median = 0, highest = 0;
    bool operator==(const VoteSpread &) const = default;
};
VoteSpread spreadOf(const Review &review, const QString &item, int Vote::*estimate);

} // namespace drawbridge
