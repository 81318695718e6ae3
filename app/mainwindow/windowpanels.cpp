// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/windowpanels.h"

#include "canvas/diagramactions.h"
#include "mainwindow/docks.h"
#include "mainwindow/windowactions.h"
#include "panels/datapanel.h"
#include "panels/diagramlist.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"
#include "panels/pathspanel.h"
#include "review/workshoppanel.h"

#include <QAction>
#include <QMainWindow>
#include <QTabWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int layoutVersion = 1; // of the remembered arrangement

} // namespace

WindowPanels::WindowPanels(QMainWindow &window, Document &document, SourceReader &sources)
    : m_window(window), m_tree(new ModelTree), m_inspector(new Inspector(document, sources)), m_findings(new FindingsPanel), m_paths(new PathsPanel),
      m_workshop(new WorkshopPanel), m_data(new DataPanel), m_list(new DiagramList(document))
{
    m_findings->setProperty("helpPage", u"findings"_s);
    m_inspector->setProperty("helpPage", u"findings"_s);
    m_workshop->setProperty("helpPage", u"review"_s);
    for (const auto &[corner, area] : {std::pair(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea), std::pair(Qt::BottomRightCorner, Qt::RightDockWidgetArea),
                                       std::pair(Qt::TopLeftCorner, Qt::LeftDockWidgetArea), std::pair(Qt::TopRightCorner, Qt::RightDockWidgetArea)})
        window.setCorner(corner, area);
    window.setDockNestingEnabled(true);
}

PanelDock *WindowPanels::add(Qt::DockWidgetArea area, const QString &title, const char *name, QWidget *content, QAction *toggle)
{
    auto *dock = new PanelDock(title, name, content, *toggle, m_window);
    m_window.addDockWidget(area, dock);
    m_docks.append(dock);
    return dock;
}

void WindowPanels::dock(WindowActions &actions, QAction &listAction)
{
    add(Qt::LeftDockWidgetArea, tr("Model"), "modelDock", m_tree, actions.leftPanel);
    PanelDock *right = add(Qt::RightDockWidgetArea, tr("Inspector"), "inspectorDock", m_inspector, actions.rightPanel);
    m_workshopDock = add(Qt::RightDockWidgetArea, tr("Workshop"), "workshopDock", m_workshop, actions.workshopPanel);
    PanelDock *bottom = add(Qt::BottomDockWidgetArea, tr("Findings"), "findingsDock", m_findings, actions.bottomPanel);
    PanelDock *paths = add(Qt::BottomDockWidgetArea, tr("Attack paths"), "pathsDock", m_paths, actions.pathsPanel);
    m_dataDock = add(Qt::BottomDockWidgetArea, tr("Where data goes"), "dataDock", m_data, actions.dataPanel);
    m_listDock = add(Qt::BottomDockWidgetArea, tr("Diagram as a list"), "listDock", m_list, &listAction);
    m_window.setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    m_window.setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    m_window.tabifyDockWidget(right, m_workshopDock);
    right->raise();
    for (PanelDock *other : {paths, m_dataDock, m_listDock})
        m_window.tabifyDockWidget(bottom, other);
    bottom->raise();
    m_listDock->hide(); // until somebody asks for it
    PanelDock *list = m_listDock;
    QObject::connect(&listAction, &QAction::triggered, list, [list](bool on) {
        if (on)
            list->raise();
    });
    QObject::connect(actions.arrangePanels, &QAction::triggered, &m_window, [this](bool arranging) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->setArranging(arranging);
    });
    fitToWindow();
}

// The sizes that were designed for, less where the diagram would not get the larger part.
void WindowPanels::fitToWindow()
{
    const QSize room = m_window.size();
    m_window.resizeDocks({m_docks[0], m_docks[1]}, {std::clamp(room.width() / 5, 168, 248), std::clamp(room.width() * 3 / 11, 264, 348)}, Qt::Horizontal);
    m_window.resizeDocks({m_docks[3]}, {std::clamp(room.height() * 3 / 10, 150, 268)}, Qt::Vertical);
}

void WindowPanels::setProjectOpen(bool open)
{
    if (m_open && !open)
        m_state = m_window.saveState(layoutVersion);
    if (!open) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->hide();
    } else if (!m_open) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->setVisible(dock != m_listDock);
        if (m_state.isEmpty())
            fitToWindow();
        else
            m_window.restoreState(m_state, layoutVersion);
    }
    m_open = open;
}

QByteArray WindowPanels::state() const { return m_open ? m_window.saveState(layoutVersion) : m_state; }

void WindowPanels::restore(const QByteArray &state) { m_state = state; }

void WindowPanels::bringWorkshop() { m_workshopDock->come(true); }

void WindowPanels::bringData() { m_dataDock->raise(); }

} // namespace drawbridge
