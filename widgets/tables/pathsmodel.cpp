// SPDX-License-Identifier: Apache-2.0
#include "tables/pathsmodel.h"

#include "common/painting.h"
#include "common/plaintext.h"
#include "tables/words.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString changeText(const PathChange &change)
{
    const QString what = change.atName.isEmpty() ? words::control(change.control)
                                                 : PathsModel::tr("%1 on %2").arg(words::control(change.control), oneLine(change.atName, 80));
    if (change.clears.isEmpty())
        return what;
    return PathsModel::tr("%1 (closes %n path(s))", nullptr, int(change.clears.size())).arg(what);
}

QList<PathRow> pathRows(const ThreatModel &model, const QList<AttackPath> &paths)
{
    QList<PathRow> rows;
    for (const AttackPath &path : paths) {
        PathRow row;
        row.key = path.fingerprint;
        row.band = int(path.band);
        row.risk = path.risk;
        const Element *from = model.elements.find(path.from);
        row.from = from ? oneLine(from->name, 60) : words::of(path.actor);
        QStringList goals;
        for (const QString &goal : path.goals)
            goals << oneLine(goal, 60);
        row.to = goals.join(u", "_s);
        row.steps = int(path.steps.size());
        row.chance = PathsModel::tr("%1 %").arg(QLocale().toString(qRound(path.chance * 100)));
        if (path.cut.size() == 1)
            row.cut = changeText(path.cut.first());
        else if (path.cut.size() > 1)
            row.cut = PathsModel::tr("%1 and %n more", nullptr, int(path.cut.size()) - 1).arg(changeText(path.cut.first()));
        else
            row.cut = PathsModel::tr("No single change is known");
        row.open = path.status == FindingStatus::Open || path.status == FindingStatus::Reopened;
        rows.append(row);
    }
    return rows;
}

QVariant PathsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Risk"), tr("To what"), tr("From whom"), tr("Steps"), tr("Chance"), tr("Cheapest cut")};
    return titles.value(section);
}

QVariant PathsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PathRow &r = row(index.row());
    const int column = index.column();
    const QString texts[] = {riskText(r.risk), r.to, r.from, QString::number(r.steps), r.chance, r.cut};
    switch (role) {
    case Qt::DisplayRole: return texts[column];
    case Qt::ToolTipRole: return plainToolTip(texts[column]);
    case KeyRole: return r.key;
    case SearchRole: return (r.to + u' ' + r.from + u' ' + r.cut).toLower();
    case OpenRole: return r.open;
    case GroupRole: return r.to;
    case BandRole: return column == Risk ? QVariant(r.band) : QVariant();
    case RiskRole: return column == Risk ? QVariant(r.risk) : QVariant();
    case ToneRole: return column == Steps || column == ChanceColumn || !r.open ? QVariant(int(Tone::Muted)) : QVariant();
    case SortRole: return column == Risk ? QVariant(-r.risk) : column == Steps ? QVariant(r.steps) : QVariant(texts[column].toLower());
    default: return {};
    }
}

} // namespace drawbridge
