// SPDX-License-Identifier: Apache-2.0
#include "tables/entitymodels.h"

#include "common/painting.h"
#include "common/plaintext.h"

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// What all three tables answer alike, from the text of the cell.
QVariant common(const QString &text, const QString &key, const QString &search, const QString &group, int rank, int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return plainToolTip(text);
    case KeyRole:
        return key;
    case SearchRole:
        return search;
    case GroupRole:
        return group;
    case OpenRole:
        return true;
    case SortRole:
        return column == 0 ? QVariant(rank) : QVariant(text.toLower());
    default:
        return {};
    }
}

} // namespace

QVariant OperationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Method"), tr("Path"), tr("Service"), tr("Who may call"), tr("Does"), tr("Worst finding")};
    return titles.value(section);
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const OperationRow &r = row(index.row());
    const int column = index.column();
    if (column == Findings) {
        if (role == BandRole && r.findings > 0)
            return r.band;
        if (role == RiskRole && r.findings > 0)
            return r.risk;
        if (role == SortRole)
            return -r.risk;
    }
    if (column == Method && role == ChipsRole)
        return QStringList{r.method};
    if (column == Path && role == MonospaceRole)
        return true;
    if (column == Callers && role == ToneRole)
        return int(r.callersTone);
    if (column == Roles && role == ToneRole)
        return int(Tone::Muted);
    const QString texts[] = {r.method, r.path, r.service, r.callers, r.roles, r.findings > 0 ? riskText(r.risk) : QString()};
    return common(texts[column], r.key, r.search, r.service, r.rank, column, role);
}

QVariant DataModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Class"), tr("Field"), tr("How sure"), tr("Form"), tr("Why"), tr("Place")};
    return titles.value(section);
}

QVariant DataModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DataRow &r = row(index.row());
    const int column = index.column();
    if (column == Class && role == Qt::ToolTipRole)
        return plainToolTip(r.classId);
    if (column == Field && role == MonospaceRole)
        return true;
    if (role == ToneRole)
        return int(column >= Certainty ? Tone::Muted : Tone::Plain);
    const QString texts[] = {r.dataClass, r.field, r.certainty, r.form, r.why, r.place};
    return common(texts[column], r.key, r.search, {}, r.rank, column, role);
}

QVariant NotesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Kind"), tr("What could not be read, or looks wrong"), tr("Place")};
    return titles.value(section);
}

QVariant NotesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NoteRow &r = row(index.row());
    const int column = index.column();
    if (column == Kind && role == ToneRole)
        return int(r.severity == Severity::Error ? Tone::Bad : r.severity == Severity::Warning ? Tone::Accent : Tone::Muted);
    if (column == Place && role == ToneRole)
        return int(Tone::Muted);
    const QString kind = r.severity == Severity::Error ? tr("Error") : r.severity == Severity::Warning ? tr("Warning") : tr("Note");
    const QString texts[] = {kind, r.message, r.place};
    return common(texts[column], r.key, r.search, {}, r.rank, column, role);
}

} // namespace drawbridge
