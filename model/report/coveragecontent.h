// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "report/reporttext.h"

namespace drawbridge {

// Adds the coverage, puts the evidence per clause in the place of the plain standards section, and names changed figures
// of the formula under the method. Runs the analysis as often as that takes.
void addCoverage(ReportContent &content, const ReportInput &input, const Catalogue &catalogue);

} // namespace drawbridge
