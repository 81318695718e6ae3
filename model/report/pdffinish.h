// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/pagelayout.h"

namespace drawbridge {

// What QPdfWriter cannot do: bookmarks, links inside the document, its language, dates and identifiers that come from
// the content, of which the sections are not needed any more. Equal arguments give equal bytes. An error where it was
// cancelled.
Result<QByteArray> finishPdf(QByteArray pages, const PdfPlan &plan, const ReportContent &content, Progress &progress);

} // namespace drawbridge
