// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/review.h"

namespace drawbridge {

// The rule that findings from threats name: no entry of the catalogue, the same for all of them.
inline constexpr char threatRule[] = "MANUAL";

// The fingerprint of the finding that stands for a threat. It depends on the threat's id only, so that rewording a threat
// keeps the decisions on it, and importers can bind the states of other tools to it. Lower-case hexadecimal, as of all findings.
QString threatFingerprint(ThreatId threat);

} // namespace drawbridge
