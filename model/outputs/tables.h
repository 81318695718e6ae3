// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "base/result.h"

#include <QByteArray>

#include <functional>
#include <variant>

namespace drawbridge {

// Rows for spreadsheets: one cell per column, a text or a number. Words that other programs compare (severity, state) are
// language-neutral names.
struct OutputTable
{
    using Cell = std::variant<QString, double>;
    QString name;
    QStringList columns;
    QList<QList<Cell>> rows;
};

using FindingFilter = std::function<bool(const Finding &)>; // empty: all

// All findings with what was decided about them.
OutputTable findingsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const FindingFilter &wanted = {});
// Tasks with owner, date, state and how they are verified. Overdue is judged against the date.
OutputTable actionsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const QDate &date);
// Sensitive fields: where they are, of which class, how sure.
OutputTable inventoryTable(const ThreatModel &model, const AnalysisResult &result);

// A text as a cell of CSV. What a spreadsheet would take for a formula gets an apostrophe in front.
QByteArray csvCell(QString text);
// RFC 4180, UTF-8 with a byte order mark.
QByteArray csvOf(const OutputTable &table);
// An Office Open XML workbook with a sheet for each table: heads fixed and filtered, texts never formulas. Deterministic:
// `date` is the one that it says it was made on.
Result<QByteArray> xlsxOf(const QList<OutputTable> &tables, const QString &title, const QDate &date);

QByteArray findingsCsv(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue);

} // namespace drawbridge
