// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"
#include "panels/modeltree.h"

#include <QObject>

class QAction;
class QMainWindow;

namespace drawbridge {

class Breadcrumb;
class DiagramList;
class DiagramView;

// The commands around diagrams: add, copy, rename, remove and reorder them, go into a process and back, show what is
// missing, the list beside the canvas, find and replace names.
class DiagramsController : public QObject
{
    Q_OBJECT
public:
    struct Views
    {
        QMainWindow &window;
        ModelTree &tree;
        DiagramView &canvas;
        DiagramList &list;
    };
    DiagramsController(Document &document, Views views);

    // For the menu; a null pointer stands for a separator.
    QList<QAction *> actions() const;
    QAction *listAction() const { return m_list; }
    void setProjectOpen(bool open);

signals:
    // Something was looked for or chosen: select it everywhere.
    void subjectChosen(const drawbridge::Subject &subject);

private:
    QAction *add(const char *name, const QString &text, const QString &tip, const QKeySequence &key = {});
    void newDiagram();
    void copy(DiagramId diagram);
    void rename(DiagramId diagram);
    void remove(DiagramId diagram);
    void move(DiagramId diagram, int by);
    void detail();
    void back();
    void replaceNames();
    void fillMenu(QMenu &menu, const TreeNode &node);
    void follow();

    Document &m_document;
    Views m_views;
    Breadcrumb *m_breadcrumb;
    QAction *m_new, *m_copy, *m_rename, *m_remove, *m_up, *m_down, *m_detail, *m_back, *m_replace, *m_list;
    QList<DiagramId> m_seen; // shown before, the last one at the end
    DiagramId m_shown;
    bool m_goingBack = false;
};

} // namespace drawbridge
