// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/diagramlistmodel.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace drawbridge {

// The diagram as a table that offers the same edits, for those who do not use the mouse or do not see the picture:
// name, kind, zone, ends, add, connect, delete; a cell changed with several rows selected is changed in all of them.
class DiagramList : public QWidget
{
    Q_OBJECT
public:
    // The document outlives it.
    explicit DiagramList(Document &document, QWidget *parent = nullptr);

    void setDiagram(DiagramId diagram);
    // Marks the rows without sending anything.
    void showSelection(const QList<Subject> &subjects);
    QList<Subject> selection() const;
    QTableView *table() const { return m_table; }

signals:
    void selectionChosen(const QList<drawbridge::Subject> &subjects);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void addElement(ElementKind kind);
    void addBoundary();
    void connectSelected();
    void removeSelected();
    void updateButtons();
    void edit(const Subject &subject);
    QList<int> selectedRows() const;

    Document &m_document;
    DiagramListModel *m_model;
    QTableView *m_table;
    QPushButton *m_connect, *m_remove;
    QList<Subject> m_kept; // selected before rows came or went
    bool m_quiet = false;
};

} // namespace drawbridge
