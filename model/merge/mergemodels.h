// SPDX-License-Identifier: Apache-2.0
// The steps of a merge that mergeModels() and reimport() share.
#pragma once

#include "merge/fieldmerge.h"

namespace drawbridge {

// Row by row, without regard to what refers to what: not yet sound.
ThreatModel mergeRows(const MergeInput &in, MergeConflicts &conflicts);
// By table, name, field; without repetition.
void sortConflicts(MergeConflicts &conflicts);
// Of things that carry meaning; one that only stands on another line now has not changed.
MergeCounts countsOf(const Delta &delta);

} // namespace drawbridge
