// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/modeltreemodel.h"

#include <QTreeView>

class QMenu;

namespace drawbridge {

// The left panel: what the project consists of. Selecting a line selects the thing everywhere.
class ModelTree : public QTreeView
{
    Q_OBJECT
public:
    // What can be asked of a diagram's line, by key or menu.
    enum class DiagramCommand { Rename, Remove, MoveUp, MoveDown };

    explicit ModelTree(QWidget *parent = nullptr);

    void setInput(const TreeInput &input);
    // Marks the line without sending anything; opens "n more" where the operation stands behind it.
    void showSubject(const Subject &subject);
    void showDiagram(DiagramId diagram);
    ModelTreeModel *treeModel() const { return m_model; }

signals:
    void subjectChosen(const drawbridge::Subject &subject);
    // A double click or Enter.
    void subjectActivated(const drawbridge::Subject &subject);
    void diagramChosen(drawbridge::DiagramId diagram);
    void dataClassChosen(const QString &dataClass);
    void diagramCommand(drawbridge::DiagramId diagram, drawbridge::ModelTree::DiagramCommand command);
    // Enter on an element that stands on no diagram: show it on the present one.
    void elementWanted(drawbridge::ElementId element);
    // A menu for the line is about to open; `node` may be the line of a section.
    void menuRequested(QMenu *menu, const drawbridge::TreeNode &node);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;

private:
    void rebuild();
    void openMore(const QModelIndex &index);
    bool isAbsent(const Subject &subject) const; // on no diagram at all
    void choose(const QModelIndex &index);

    ModelTreeModel *m_model;
    TreeInput m_input;
    QPersistentModelIndex m_clicked;
    bool m_quiet = false;
    bool m_filled = false;
};

} // namespace drawbridge
