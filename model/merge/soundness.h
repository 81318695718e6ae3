// SPDX-License-Identifier: Apache-2.0
// What one side removed while the other side needs it. Behind mergeModels() and reimport().
#pragma once

#include "merge/fieldmerge.h"

namespace drawbridge {

// Makes a merged model sound (validate), whatever was merged. What the preferred side needs comes back from there; what
// the other side hung onto something that is gone goes. Conflicts say so, unless `conflicts` is null.
void makeSound(const MergeInput &in, ThreatModel &merged, MergeConflicts *conflicts);

} // namespace drawbridge
