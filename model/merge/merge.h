// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

enum class MergeSide { Mine, Theirs };

// A field that both sides changed differently; the merge keeps mine until a person decides.
struct MergeConflict
{
    Subject subject;
    QString entityName; // for people
    QString table;      // TableInfo::name
    QString field;      // Property::name; empty: one side removed what the other changed
    QString base, mine, theirs; // for people
};

// A thing that disappeared and one that appeared with the same operationId: probably renamed.
struct RenameOffer
{
    OperationId gone;
    OperationId appeared;
};

struct MergeCounts
{
    int added = 0, changed = 0, removed = 0, kept = 0; // kept: gone upstream, but edited, decided or linked
};

struct MergeResult
{
    Delta delta; // turns `mine` into the merged model; always sound (validate)
    QList<MergeConflict> conflicts; // sorted
    QList<RenameOffer> renames;
    MergeCounts counts;
};

// Three-way, field by field: mine unchanged → theirs; theirs unchanged → mine; both changed differently → conflict.
MergeResult mergeModels(const ThreatModel &base, const ThreatModel &mine, const ThreatModel &theirs, MergeSide prefer = MergeSide::Mine);

// Importing into a project: the base of each source is its ImportBaseline (none: empty). Keeps layout, names, hand-drawn
// parts and decisions; what is gone upstream and was edited, decided or linked stays, marked noLongerInSource. Writes
// the new baselines. Importing the same files twice gives an empty delta.
MergeResult reimport(const ThreatModel &project, const ThreatModel &imported, MergeSide prefer = MergeSide::Mine);

} // namespace drawbridge
