// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/content.h"

namespace drawbridge {

// A form in which a report can be written.
struct ReportFormat
{
    QString id;     // as in --format: pdf, html, md, csv, xlsx
    QString title;  // for people, in the language of the moment
    QString suffix; // of its files
};

// In the order in which they are offered; the first one is the usual.
QList<ReportFormat> reportFormats();
// By its id, or by the ending of a file's name.
std::optional<ReportFormat> reportFormat(const QString &id);
std::optional<ReportFormat> reportFormatOfFile(const QString &fileName);

// Which table a CSV file holds; a workbook has all of them.
enum class ReportTableKind { Findings, Actions, Inventory };
DRAWBRIDGE_NAMES(ReportTableKind, "findings", "actions", "inventory");

// The bytes of the report in a format. Deterministic. An error where it was cancelled or cannot be made.
Result<QByteArray> makeReport(const ReportBasis &basis, const Catalogue &catalogue, const ReportOptions &options, const QString &format, ReportTableKind table, Progress &progress);

} // namespace drawbridge
