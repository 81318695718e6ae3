// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

// What is wrong with a model: a reference to nothing, a zone inside itself, a flow without an end … Empty: sound.
// Runs after each load, import and merge, and after each change in debug builds. Sorted.
QStringList validate(const ThreatModel &model);

// The smallest change found that makes the model sound: dangling references are cleared, and what cannot stand without
// them (a flow without an end, a placement of nothing) goes. Empty for a sound model.
Delta repair(const ThreatModel &model);

} // namespace drawbridge
