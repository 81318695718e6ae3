// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

namespace drawbridge {

// The actions of a diagram view. Toolbar and menus are made from them; each has a text, a tooltip with its shortcut
// and an object name ("canvas.process") by which the theme finds its icon. Shortcuts work while the view has focus, those
// of undo and redo in the whole window: put these very actions into menus instead of making others with the same keys.
class DiagramActions : public QObject
{
    Q_OBJECT
public:
    enum class Kind {
        // tools: checkable, exclusive
        SelectTool, ProcessTool, StoreTool, ExternalTool, BoundaryTool, FlowTool, PanTool,
        // editing
        Undo, Redo, Cut, Copy, Paste, Duplicate, Delete, RemoveFromDiagram, SelectAll, Rename, GroupIntoBoundary, Ungroup, ReverseFlow, StraightenFlow,
        Collapse, OpenFlow, AddBend, NextBend, RemoveBend, Lock, BringToFront, SendToBack,
        AlignLeft, AlignCenter, AlignRight, AlignTop, AlignMiddle, AlignBottom, DistributeHorizontally, DistributeVertically, SameWidth, SameHeight, SameSize,
        // layout
        TidyAll, TidySelection, TidyNew,
        // view
        ZoomIn, ZoomOut, ZoomToFit, ZoomToSelection, ActualSize, Minimap,
        // going on
        OpenDetails, Properties
    };
    Q_ENUM(Kind)

    explicit DiagramActions(QObject *parent = nullptr);

    QAction *action(Kind kind) const;
    QAction *operator[](Kind kind) const { return action(kind); }
    Kind kindOf(QAction *action) const { return m_actions.key(action); }
    // In the order of a toolbar or menu; a null pointer stands for a separator.
    QList<QAction *> tools() const;      // select … flow
    QList<QAction *> editMenu() const;   // undo … straighten
    QList<QAction *> arrangeMenu() const; // align, distribute, tidy
    QList<QAction *> viewMenu() const;   // zoom, minimap
    QList<QAction *> all() const;

private:
    QAction *add(Kind kind, const QString &name, const QString &text, const QString &tip, const QList<QKeySequence> &keys = {});
    QHash<Kind, QAction *> m_actions;
};

} // namespace drawbridge
