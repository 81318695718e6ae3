// SPDX-License-Identifier: Apache-2.0
#include "tables/findingsmodel.h"

#include "common/painting.h"
#include "common/plaintext.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge {

FindingsModel::FindingsModel(Wording wording, QObject *parent) : RowsModel(parent), m_wording(wording) {}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const bool questions = m_wording == Wording::Questions;
    switch (section) {
    case Risk:
        return questions ? QString() : tr("Risk");
    case What:
        return questions ? tr("What only a person knows") : tr("What could go wrong");
    case Cause:
        return questions ? tr("About") : tr("Cause");
    case SeenAt:
        return questions ? tr("Concerns") : tr("Seen at");
    case Maps:
        return tr("Maps to");
    case Decision:
        return questions ? tr("Answer") : tr("Decision");
    }
    return {};
}

QVariant FindingsModel::display(const FindingRow &r, int column) const
{
    switch (column) {
    case Risk:
        return r.band < 0 ? u"?"_s : riskText(r.risk);
    case What:
        return r.title;
    case Cause:
        return r.cause;
    case SeenAt:
        return r.seenAt;
    case Maps:
        return r.maps.join(u", "_s);
    case Decision:
        return r.decision;
    }
    return {};
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FindingRow &r = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(r, index.column());
    case Qt::ToolTipRole:
        return index.column() == Risk ? QVariant() : QVariant(plainToolTip(display(r, index.column()).toString()));
    case Qt::AccessibleTextRole:
        if (index.column() == Risk)
            return r.band < 0 ? tr("Question") : tr("Risk %1 of 100").arg(riskText(r.risk));
        return display(r, index.column());
    case KeyRole:
        return r.key;
    case SearchRole:
        return r.search;
    case OpenRole:
        return r.open;
    case GroupRole:
        return r.service;
    case SortRole:
        if (index.column() == Risk) // the riskiest first, of whatever kind; among equals as the analysis puts them
            return -qint64(std::lround(r.risk * 10)) * 1'000'000 + r.rank;
        if (index.column() == SeenAt)
            return r.seenCount;
        return display(r, index.column()).toString().toLower();
    case BandRole:
        return index.column() == Risk ? QVariant(r.band) : QVariant();
    case RiskRole:
        return index.column() == Risk ? QVariant(r.risk) : QVariant();
    case ChipsRole:
        return index.column() == Maps ? QVariant(r.maps) : QVariant();
    case ToneRole:
        return int(index.column() == Decision ? r.decisionTone : Tone::Plain);
    }
    return {};
}

} // namespace drawbridge
