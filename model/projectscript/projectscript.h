// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "base/diagnostics.h"
#include "base/progress.h"
#include "spec/spectree.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Carries out the steps of a script, in its order; those that do not fit are left out and reported with their line. Not for
// the GUI thread. The vocabulary stands in resources/samples/README.md.
ThreatModel runScript(ThreatModel model, const SpecNode &script, const Catalogue &catalogue, Diagnostics &diagnostics, Progress &progress);

} // namespace drawbridge
