// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workshop/minutes.h"

namespace drawbridge {

enum class ItemOutcome { Absent, NotReached, Parked, Skipped, Decided, Answered };

// What one review says about an item.
struct ItemSide
{
    ItemOutcome outcome = ItemOutcome::Absent; // Absent: it was not on the agenda
    QString said, who; // the last decision or answer, in the words of the room
    VoteSpread likelihood, impact;
    bool isSettled() const { return outcome == ItemOutcome::Decided || outcome == ItemOutcome::Answered; }
    bool operator==(const ItemSide &) const = default;
};

// What became of an item from one review to another.
enum class ItemChange { SaidOtherwise, Reopened, SettledSince, LeftAgain, New, Gone, SaidAgain };

struct ItemComparison
{
    ItemChange change = ItemChange::New;
    QString title, finding; // fingerprint; empty where it is no finding
    Subject subject;
    ItemSide before, after;
    bool operator==(const ItemComparison &) const = default;
};

// Two reviews of one project side by side, the earlier one first whatever the order of the call.
struct ReviewComparison
{
    Minutes before, after;
    QStringList joined, left;    // people of one review only, sorted
    QList<ItemComparison> items; // by change, then in the order of the later agenda, then of the earlier
    bool operator==(const ReviewComparison &) const = default;
};

ReviewComparison compareReviews(const ThreatModel &model, const Review &one, const Review &other);
// "Mitigated: longer codes – Ida", "Parked", "Not come to"; empty for what was not on the agenda.
QString sideText(const ItemSide &side);
// "Settled differently", "Open then, settled later" …
QString changeText(ItemChange change);
// As a text to paste: names and texts of people are escaped.
QString comparisonMarkdown(const ReviewComparison &comparison);

} // namespace drawbridge
