// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

// The project as in `after`; compliance profiles are sorted and kept once.
Delta setProject(const ThreatModel &model, const ProjectInfo &after);

} // namespace drawbridge
