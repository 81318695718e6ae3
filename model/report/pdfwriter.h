// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/content.h"

#include <QByteArray>

namespace drawbridge {

// The report as a PDF: A4 for text, diagrams as vectors on pages of their own size, bookmarks, links, page numbers,
// embedded fonts, document language. Deterministic: equal content gives equal bytes, dates and identifiers included.
// Needs a QGuiApplication (offscreen will do) for fonts; works on any thread. An error where it was cancelled.
// Content that is handed over for good is let go once it is on its pages, which large reports feel.
Result<QByteArray> pdfBytes(ReportContent content, Progress &progress);

// The same into a file, replaced in one step: when it fails, what was there before is intact.
Result<void> writePdf(const ReportContent &content, const QString &path, Progress &progress);

} // namespace drawbridge
