// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

namespace drawbridge {

// The analysis for a terminal: what was read, then findings by kind and risk, each with its worst place and its fix.
QString analysisText(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue);

// One line: "64.6 critical  AUTHZ-001  Title: subject (3 places)".
QString findingLine(const Finding &finding, const Catalogue &catalogue);

} // namespace drawbridge
