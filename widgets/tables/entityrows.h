// SPDX-License-Identifier: Apache-2.0
// Operations, classified data and notes of the import as the tables show them.
#pragma once

#include "analysis/analysis.h"
#include "tables/rowsmodel.h"

namespace drawbridge {

struct OperationRow
{
    QString key; // id
    OperationId id;
    int rank = 0;
    QString method, path, service, callers, roles, summary;
    Tone callersTone = Tone::Plain;
    double risk = 0; // of the worst open finding seen at it
    int band = 4;
    int findings = 0;
    QString search;
    bool operator==(const OperationRow &) const = default;
};

struct DataRow
{
    QString key; // field id
    FieldId id;
    int rank = 0;
    QString dataClass, classId, field, certainty, form, why, place;
    bool byPerson = false;
    QString search;
    bool operator==(const DataRow &) const = default;
};

struct NoteRow
{
    QString key;
    int rank = 0;
    Severity severity = Severity::Note;
    QString message, place;
    SourceRef at;
    QString search;
    bool operator==(const NoteRow &) const = default;
};

// Who may call: "Anyone", "Bearer token", "Key or OAuth" …
QString callersOf(const ThreatModel &model, const Operation &operation);

QList<OperationRow> operationRows(const ThreatModel &model, const AnalysisResult &analysis);
QList<DataRow> dataRows(const ThreatModel &model, const AnalysisResult &analysis);
QList<NoteRow> noteRows(const Diagnostics &diagnostics);

} // namespace drawbridge
