// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/docks.h"

#include "common/scrollingroom.h"

#include <QAction>
#include <QMainWindow>

namespace drawbridge {

PanelDock::PanelDock(const QString &title, const char *name, QWidget *content, QAction &toggle, QMainWindow &window)
    : QDockWidget(title, &window), m_toggle(toggle)
{
    setObjectName(QLatin1StringView(name));
    setWidget(new ScrollingRoom(content));
    setArranging(false);
    connect(&toggle, &QAction::toggled, this, [this, &toggle](bool on) {
        if (!on && !isHidden() && visibleRegion().isEmpty()) { // asked for while another panel stands before it: it is shown, not hidden
            const QSignalBlocker blocker(toggle);
            toggle.setChecked(true);
            on = true;
        }
        come(on);
    });
    connect(this, &QDockWidget::visibilityChanged, &toggle, [this] { follow(); });
    toggle.setChecked(true);
}

// A dock in a window that is not shown yet tells nobody that it was hidden: the action would stay checked, and its first
// use would hide what is hidden.
void PanelDock::setVisible(bool visible)
{
    QDockWidget::setVisible(visible);
    follow();
}

void PanelDock::follow()
{
    const QSignalBlocker blocker(m_toggle);
    m_toggle.setChecked(!isHidden());
}

void PanelDock::come(bool shown)
{
    setVisible(shown);
    if (shown)
        raise(); // before others in the same place
}

void PanelDock::setArranging(bool on)
{
    QWidget *bar = titleBarWidget();
    if (on) {
        setTitleBarWidget(nullptr);
        delete bar;
    } else if (!bar && !isFloating()) {
        setTitleBarWidget(new QWidget(this));
    }
}

} // namespace drawbridge
