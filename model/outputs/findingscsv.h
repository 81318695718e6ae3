// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

#include <QByteArray>

namespace drawbridge {

// Findings as a table for spreadsheets: UTF-8 with a mark at its beginning, commas, CRLF (RFC 4180). Cells that a
// spreadsheet would take for a formula begin with an apostrophe. In the order of the analysis.
QByteArray findingsCsv(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue);

// One cell, quoted where needed.
QByteArray csvCell(QString text);

} // namespace drawbridge
