// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

enum class MergeSide { Mine, Theirs };

// A field that both sides changed differently; the merge keeps the preferred side's until a person decides.
struct MergeConflict
{
    Subject subject;
    QString entityName; // for people
    QString table;      // TableInfo::name
    QString field;      // Property::name; empty: one side removed what the other changed or needs
    QString base, mine, theirs; // for people
};

// A thing that disappeared and one that appeared with the same operationId: probably renamed.
struct RenameOffer
{
    OperationId gone;
    OperationId appeared;
    bool operator==(const RenameOffer &) const = default;
};

// Things that carry meaning (not placements), in entities.
struct MergeCounts
{
    int added = 0, changed = 0, removed = 0, kept = 0; // kept: gone upstream, but edited, decided or linked
    bool operator==(const MergeCounts &) const = default;
};

struct MergeResult
{
    Delta delta; // turns `mine` into the merged model; always sound (validate)
    QList<MergeConflict> conflicts; // sorted
    QList<RenameOffer> renames;     // sorted by the path of what is gone
    MergeCounts counts;
};

// Three-way, field by field: mine unchanged → theirs; theirs unchanged → mine; both changed differently → conflict.
// Lists whose order says nothing (tags, the operations of a flow) merge as sets. Swapping the sides together with the
// preference gives the same model. Where both sides decided, the preferred side's decisions come last and are in force.
MergeResult mergeModels(const ThreatModel &base, const ThreatModel &mine, const ThreatModel &theirs, MergeSide prefer = MergeSide::Mine);

// Importing into a project: the base of each source is its ImportBaseline (none: empty). Keeps layout, names, hand-drawn
// parts and decisions; what is gone upstream and was edited, has an answer or a hand-drawn flow stays, marked
// noLongerInSource; what a person removed stays removed. Sources that are not in this import stay as they are. Writes
// the new baselines. Importing the same files twice gives an empty delta.
// `renames`: offers of an earlier call that a person accepted; the operation keeps its id from then on.
MergeResult reimport(const ThreatModel &project, const ThreatModel &imported, MergeSide prefer = MergeSide::Mine,
                     const QList<RenameOffer> &renames = {});

} // namespace drawbridge
