// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/content.h"

namespace drawbridge {

// The report as one HTML file that needs neither a script nor the network: headings, tables with scopes, diagrams as SVG
// with a title and a description, a style for paper, light and dark as the reader's system has it. Everything is escaped,
// and a content security policy forbids whatever else. Deterministic. An error where it was cancelled.
Result<QByteArray> htmlBytes(const ReportContent &content, Progress &progress);

} // namespace drawbridge
