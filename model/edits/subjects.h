// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Whether what the subject names is there.
bool subjectExists(const ThreatModel &model, const Subject &subject);

} // namespace drawbridge
