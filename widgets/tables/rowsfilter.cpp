// SPDX-License-Identifier: Apache-2.0
#include "tables/rowsfilter.h"

#include "tables/rowsmodel.h"

namespace drawbridge {

RowsFilter::RowsFilter(QAbstractItemModel *source, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SortRole);
    setDynamicSortFilter(true);
    setSourceModel(source);
    sort(0);
}

void RowsFilter::setSearch(const QString &text)
{
    m_words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void RowsFilter::setOnlyOpen(bool on)
{
    m_onlyOpen = on;
    invalidateFilter();
}

void RowsFilter::setGroup(const QString &service)
{
    m_group = service;
    invalidateFilter();
}

void RowsFilter::setGrouped(bool on)
{
    m_grouped = on;
    invalidate();
}

QModelIndex RowsFilter::indexOf(const QString &key) const
{
    const QModelIndexList found = match(index(0, 0), KeyRole, key, 1, Qt::MatchExactly | Qt::MatchCaseSensitive);
    return found.value(0);
}

bool RowsFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex first = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_onlyOpen && !first.data(OpenRole).toBool())
        return false;
    if (!m_group.isEmpty() && first.data(GroupRole).toString() != m_group)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = first.data(SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return text.contains(word); });
}

bool RowsFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (m_grouped) {
        const int order = left.siblingAtColumn(0).data(GroupRole).toString().compare(right.siblingAtColumn(0).data(GroupRole).toString(), Qt::CaseInsensitive);
        if (order != 0)
            return sortOrder() == Qt::AscendingOrder ? order < 0 : order > 0;
    }
    const QVariant a = left.data(SortRole), b = right.data(SortRole);
    const QPartialOrdering order = QVariant::compare(a, b);
    if (order != QPartialOrdering::Equivalent)
        return order == QPartialOrdering::Less;
    // Equal cells stand in the order of the first column, so that nothing depends on the order of arrival.
    return QVariant::compare(left.siblingAtColumn(0).data(SortRole), right.siblingAtColumn(0).data(SortRole)) == QPartialOrdering::Less;
}

} // namespace drawbridge
