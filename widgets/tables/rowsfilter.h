// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSortFilterProxyModel>

namespace drawbridge {

// Sorts a RowsModel by SortRole and filters it by text, by what is open, and by service.
class RowsFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit RowsFilter(QAbstractItemModel *source, QObject *parent = nullptr);

    // All words must occur; empty: everything.
    void setSearch(const QString &text);
    void setOnlyOpen(bool on);
    // Only this service; empty: every one.
    void setGroup(const QString &service);
    // Sorts by service first, then as chosen.
    void setGrouped(bool on);
    bool isFiltered() const { return !m_words.isEmpty() || !m_group.isEmpty(); }
    // The proxy row of a key; invalid where it is filtered out or missing.
    QModelIndex indexOf(const QString &key) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    QString m_group;
    bool m_onlyOpen = false;
    bool m_grouped = false;
};

} // namespace drawbridge
