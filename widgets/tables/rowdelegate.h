// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QStyledItemDelegate>

namespace drawbridge {

// Threads of comments about a row.
struct RowThreads
{
    int open = 0;
    int resolved = 0;
    bool operator==(const RowThreads &) const = default;
};

// Draws a cell by its roles (rowsmodel.h): badge, chips, or one elided line in its tone; a hairline under each row. Rows that are talked about
// have a mark in their second column.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // By KeyRole.
    void setThreads(const QHash<QString, RowThreads> &threads) { m_threads = threads; }
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;

signals:
    // The mark of a row was clicked.
    void threadsClicked(const QString &key);

private:
    const RowThreads *threadsOf(const QModelIndex &index) const;

    QHash<QString, RowThreads> m_threads;
};

} // namespace drawbridge
