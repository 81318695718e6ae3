// SPDX-License-Identifier: Apache-2.0
#include "common/screenfit.h"

#include <QApplication>
#include <QEvent>
#include <QScreen>
#include <QWidget>

namespace drawbridge {

namespace {

const QSize frame(8, 32); // of a window manager that we cannot ask before the window is there

} // namespace

ScreenFit::ScreenFit(QApplication &application) : QObject(&application) { application.installEventFilter(this); }

bool ScreenFit::eventFilter(QObject *object, QEvent *event)
{
    auto *widget = event->type() == QEvent::Show && object->isWidgetType() ? static_cast<QWidget *>(object) : nullptr;
    const bool isPlaced = widget && (widget->windowType() == Qt::Dialog || widget->windowType() == Qt::Window) && widget->isWindow();
    if (!isPlaced || event->spontaneous() || !widget->screen() || widget->windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen))
        return false;
    const QSize room = widget->screen()->availableGeometry().size() - frame;
    if (widget->width() > room.width() || widget->height() > room.height())
        widget->resize(widget->size().boundedTo(room));
    return false;
}

} // namespace drawbridge
