// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"

#include <QAbstractTableModel>

namespace drawbridge {

// One diagram as rows: its elements, its flows, its boundaries, with what can be edited in each cell. Follows the document.
class DiagramListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { What, Name, Detail, From, To, Zone, Trust, ColumnCount };
    // QList<QVariant> of QVariantList{text, value}: what a cell can be; none: it is text.
    static constexpr int ChoicesRole = Qt::UserRole + 1;

    explicit DiagramListModel(Document &document, QObject *parent = nullptr);

    void setDiagram(DiagramId diagram);
    DiagramId diagram() const { return m_diagram; }
    Subject subjectAt(int row) const { return row >= 0 && row < m_rows.size() ? m_rows[row] : Subject{}; }
    int rowOf(const Subject &subject) const { return int(m_rows.indexOf(subject)); }
    // Sets the cell for all these rows that have it, in one step.
    bool setCells(const QList<int> &rows, int column, const QVariant &value);

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    // Rows are about to come, go or move; they have done so.
    void aboutToRefresh();
    void refreshed();

private:
    void refresh();
    QString textAt(const Subject &subject, int column) const;
    QVariant valueAt(const Subject &subject, int column) const;
    QVariantList choicesAt(const Subject &subject, int column) const;
    bool isEditable(const Subject &subject, int column) const;
    Delta cellDelta(const ThreatModel &model, const Subject &subject, int column, const QVariant &value) const;

    Document &m_document;
    DiagramId m_diagram;
    QList<Subject> m_rows;
};

} // namespace drawbridge
