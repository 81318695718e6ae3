// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/presentation.h"

#include "canvas/diagramview.h"

#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QStatusBar>

namespace drawbridge {

constexpr double largestInTheRoom = 2.5; // read from the far end of it

Presentation::Presentation(QMainWindow &window, DiagramView &diagram) : QObject(&window), m_window(window), m_diagram(diagram)
{
    diagram.installEventFilter(this);
}

void Presentation::start()
{
    if (m_on)
        return;
    m_on = true;
    m_before = m_window.windowState();
    m_panels = m_window.saveState();
    m_minimap = m_diagram.isMinimapVisible();
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>())
        dock->hide();
    QList<QWidget *> chrome{m_window.menuWidget(), m_window.statusBar()};
    // What stands beside the diagram: offers of what to do next, bars of a review.
    if (const QWidget *around = m_diagram.parentWidget(); around && around != &m_window) {
        for (QWidget *beside : around->findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
            if (beside != &m_diagram)
                chrome.append(beside);
        }
    }
    for (QWidget *widget : std::as_const(chrome)) {
        if (widget && !widget->isHidden()) {
            m_hidden.append(widget);
            widget->hide();
        }
    }
    m_diagram.setMinimapVisible(false);
    m_diagram.setLargestFit(largestInTheRoom);
    m_window.setWindowState(m_before | Qt::WindowFullScreen);
    m_diagram.setFocus();
    QMetaObject::invokeMethod(&m_diagram, &DiagramView::zoomToFit, Qt::QueuedConnection);
    emit changed(true);
}

void Presentation::stop()
{
    if (!m_on)
        return;
    m_on = false;
    for (const QPointer<QWidget> &widget : std::as_const(m_hidden)) {
        if (widget)
            widget->show();
    }
    m_hidden.clear();
    m_window.restoreState(m_panels);
    m_diagram.setMinimapVisible(m_minimap);
    m_diagram.setLargestFit(1);
    m_window.setWindowState(m_before);
    QMetaObject::invokeMethod(&m_diagram, &DiagramView::zoomToFit, Qt::QueuedConnection);
    emit changed(false);
}

bool Presentation::eventFilter(QObject *object, QEvent *event)
{
    // A running gesture is what Escape ends first.
    if (m_on && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && !m_diagram.isGestureRunning()) {
        stop();
        return true;
    }
    return QObject::eventFilter(object, event);
}

} // namespace drawbridge
