// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/pagelayout.h"

namespace drawbridge {

// What QPdfWriter cannot do: bookmarks, links inside the document, its language, dates and identifiers that come from
// the content, of which the sections are not needed any more. `parts` are files, each with the pages that follow those
// before. Equal arguments give equal bytes. An error where it was cancelled.
Result<QByteArray> finishPdf(QList<QByteArray> parts, const PdfPlan &plan, const ReportContent &content, Progress &progress);

} // namespace drawbridge
