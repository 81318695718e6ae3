// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QObject>
#include <QPointer>

class QMainWindow;
class QWidget;

namespace drawbridge {

class DiagramView;

// Shows nothing but the diagram, on the whole screen; Escape brings everything back as it was.
class Presentation : public QObject
{
    Q_OBJECT
public:
    Presentation(QMainWindow &window, DiagramView &diagram);

    bool isOn() const { return m_on; }
    void start();
    void stop();

signals:
    void changed(bool on);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QMainWindow &m_window;
    DiagramView &m_diagram;
    QList<QPointer<QWidget>> m_hidden;
    QByteArray m_panels; // which are there, and which of several in one place is in front: QMainWindow::saveState()
    Qt::WindowStates m_before;
    bool m_minimap = true;
    bool m_on = false;
};

} // namespace drawbridge
