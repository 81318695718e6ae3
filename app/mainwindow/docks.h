// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDockWidget>

class QAction;
class QMainWindow;

namespace drawbridge {

// A panel at the side of the window. Its title bar shows only while panels are being arranged: the rest of the time the
// content speaks for itself.
class PanelDock : public QDockWidget
{
    Q_OBJECT
public:
    // `toggle` is kept in step with whether the dock is shown.
    PanelDock(const QString &title, const char *name, QWidget *content, QAction &toggle, QMainWindow &window);
    void setArranging(bool on);
    // Shows it before others in the same place, or hides it.
    void come(bool shown);
    void setVisible(bool visible) override;

private:
    void follow();

    QAction &m_toggle;
};

} // namespace drawbridge
