// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/attackpath.h"
#include "tables/rowsmodel.h"

namespace drawbridge {

// An attack path as a row of a table.
struct PathRow
{
    QString key; // fingerprint
    int band = 0;
    double risk = 0;
    QString from, to, chance, cut;
    int steps = 0;
    bool open = true;
    bool operator==(const PathRow &) const = default;
};

// Rows of the attack paths of a result, in its order.
QList<PathRow> pathRows(const ThreatModel &model, const QList<AttackPath> &paths);
// "Object-level authorization on GET /users/{id} (closes 2 paths)"
QString changeText(const PathChange &change);

// The table of attack paths: risk, from whom, to what, steps, chance, the cheapest change.
class PathsModel : public RowsModel<PathRow>
{
    Q_OBJECT
public:
    enum Column { Risk, To, From, Steps, ChanceColumn, Cut, ColumnCount };
    using RowsModel::RowsModel;

    int columnCount(const QModelIndex & = {}) const override { return ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace drawbridge
