// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>

class QAction;
class QMainWindow;
class QWidget;

namespace drawbridge {

class DataPanel;
class DiagramList;
class Document;
class FindingsPanel;
class Inspector;
class ModelTree;
class PanelDock;
class PathsPanel;
class SourceReader;
class WorkshopPanel;
struct WindowActions;

// The panels around the diagram and the docks that hold them: where each stands at first, and where people put it.
class WindowPanels
{
    Q_DECLARE_TR_FUNCTIONS(drawbridge::WindowPanels)
public:
    // All outlive it; the window owns the panels.
    WindowPanels(QMainWindow &window, Document &document, SourceReader &sources);

    // Puts them into docks that the actions show and hide; `listAction` is the one of the diagram as a list.
    void dock(WindowActions &actions, QAction &listAction);
    // Hidden while no project is open; shown again as they stood.
    void setProjectOpen(bool open);
    // How they are arranged, also while they are hidden; for the person's settings.
    QByteArray state() const;
    void restore(const QByteArray &state);

    ModelTree &tree() const { return *m_tree; }
    Inspector &inspector() const { return *m_inspector; }
    FindingsPanel &findings() const { return *m_findings; }
    PathsPanel &paths() const { return *m_paths; }
    WorkshopPanel &workshop() const { return *m_workshop; }
    DataPanel &data() const { return *m_data; }
    DiagramList &list() const { return *m_list; }
    // Before the others in the same place.
    void bringWorkshop();
    void bringData();

private:
    PanelDock *add(Qt::DockWidgetArea area, const QString &title, const char *name, QWidget *content, QAction *toggle);
    void fitToWindow();

    QMainWindow &m_window;
    ModelTree *m_tree;
    Inspector *m_inspector;
    FindingsPanel *m_findings;
    PathsPanel *m_paths;
    WorkshopPanel *m_workshop;
    DataPanel *m_data;
    DiagramList *m_list;
    QList<PanelDock *> m_docks;
    PanelDock *m_workshopDock = nullptr;
    PanelDock *m_dataDock = nullptr;
    PanelDock *m_listDock = nullptr;
    QByteArray m_state; // while the start page hides them
    bool m_open = false;
};

} // namespace drawbridge
