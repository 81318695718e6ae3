// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/rowsmodel.h"

#include <QWidget>

class QStackedWidget;
class QTableView;

namespace drawbridge {

class EmptyState;
class RowsFilter;

// A row of text cells.
struct PaneRow
{
    QString key;
    QStringList cells;
    QList<Tone> tones;      // of the cells; missing: plain
    QStringList sortKeys;   // where a cell does not sort by its text; empty: by the text
    QString search;         // lower case
    QString toolTip;
    bool operator==(const PaneRow &) const = default;
};

class PaneModel : public RowsModel<PaneRow>
{
    Q_OBJECT
public:
    explicit PaneModel(const QStringList &titles, QObject *parent) : RowsModel(parent), m_titles(titles) {}
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_titles.size()); }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QStringList m_titles;
};

// A table of text rows as wide as its room, and what stands in its place while it is empty.
class TablePane : public QWidget
{
    Q_OBJECT
public:
    // The column `wide` takes what the others leave.
    TablePane(const QStringList &titles, const QList<int> &widths, int wide, const QString &icon, QWidget *parent = nullptr);

    void setRows(const QList<PaneRow> &rows);
    void setSearch(const QString &text);
    // What to say without rows, and where the search hides all of them.
    void setEmptyTexts(const QString &title, const QString &sentence);
    void sortBy(int column, Qt::SortOrder order);
    QString currentKey() const;
    void setCurrentKey(const QString &key);
    int rowCount() const { return int(m_model->rows().size()); }
    QTableView *view() const { return m_view; }

signals:
    void currentChanged(const QString &key);
    void activated(const QString &key);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fit();
    void updateEmpty();

    PaneModel *m_model;
    RowsFilter *m_filter;
    QTableView *m_view;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QList<int> m_widths;
    int m_wide;
    QString m_emptyTitle, m_emptySentence;
    bool m_quiet = false;
};

} // namespace drawbridge
