// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "report/pagelayout.h"

namespace drawbridge {

// What QPdfWriter cannot do: bookmarks, links inside the document, its language, dates and identifiers that come from
// the content. Equal arguments give equal bytes.
Result<QByteArray> finishPdf(QByteArray pages, const PdfPlan &plan, const ReportContent &content);

} // namespace drawbridge
