// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/findingrow.h"
#include "tables/rowsmodel.h"

namespace drawbridge {

// The table of findings, or of questions: which rows it shows is up to who sets them.
class FindingsModel : public RowsModel<FindingRow>
{
    Q_OBJECT
public:
    enum Column { Risk, What, Cause, SeenAt, Maps, Decision, ColumnCount };
    enum class Wording { Findings, Questions };

    explicit FindingsModel(Wording wording, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVariant display(const FindingRow &row, int column) const;
    Wording m_wording;
};

} // namespace drawbridge
