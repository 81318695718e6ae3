// SPDX-License-Identifier: Apache-2.0
// How a view answers mouse, touchpad, keys and the screen reader's focus.
#include "canvas/diagramviewparts.h"
#include "canvas/handles.h"
#include "canvas/tools/placetools.h"
#include "canvas/tools/selecttool.h"
#include "edits/placementedits.h"

#include <QAccessible>
#include <QApplication>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QToolTip>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr double wheelZoom = 1.2;      // per notch
constexpr double scrollPerNotch = 72;  // view pixels
constexpr double arrowScroll = 48;
constexpr int edgeZone = 28;           // near the border a drag scrolls the view

} // namespace

bool DiagramView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        // Adding by key is the view's own business: it knows where the pointer is.
        const auto *key = static_cast<QKeyEvent *>(event);
        for (const DiagramActions::Kind kind : {DiagramActions::Kind::ProcessTool, DiagramActions::Kind::StoreTool, DiagramActions::Kind::ExternalTool, DiagramActions::Kind::BoundaryTool}) {
            if (d->actions[kind]->shortcut() == QKeySequence(key->keyCombination())) {
                event->accept();
                return true;
            }
        }
        break;
    }
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = d->scene.hitTest(d->camera.toScene(QPointF(help->pos())), d->camera.scale);
        if (hit.part == Hit::Part::Nothing || hit.part == Hit::Part::Inside || d->gesture)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), u"<p><b>%1</b><br>%2</p>"_s.arg(d->scene.nameOf(hit.subject).toHtmlEscaped(), d->scene.descriptionOf(hit.subject).toHtmlEscaped()), this);
        return true;
    }
    case QEvent::NativeGesture: {
        const auto *native = static_cast<QNativeGestureEvent *>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture) {
            d->setCamera(d->camera.zoomedAt(native->position(), d->camera.scale * (1 + native->value())));
            return true;
        }
        if (native->gestureType() == Qt::SmartZoomNativeGesture) {
            zoomToFit();
            return true;
        }
        break;
    }
    case QEvent::Gesture: {
        auto *gestures = static_cast<QGestureEvent *>(event);
        if (const auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture))) {
            const QPointF center = mapFromGlobal(pinch->centerPoint());
            Camera camera = d->camera.zoomedAt(center, d->camera.scale * pinch->scaleFactor());
            if (pinch->changeFlags() & QPinchGesture::CenterPointChanged)
                camera = camera.movedBy(pinch->centerPoint() - pinch->lastCenterPoint());
            d->setCamera(camera);
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::event(event);
}

void DiagramView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        d->store.markAllDirty();
        update();
    }
    QWidget::changeEvent(event);
}

// --- mouse ---

void DiagramView::Parts::beginGesture(std::unique_ptr<Gesture> begun, const Pointer &at)
{
    if (!begun)
        return;
    QToolTip::hideText();
    gesture = std::move(begun);
    scene.setHovered({});
    gesture->moveTo(at);
    updateCursor();
    updateHint();
    view.update();
}

void DiagramView::Parts::endGesture(const Pointer &at)
{
    autoScroller.stop();
    const std::unique_ptr<Gesture> ended = std::move(gesture);
    ended->finish(at);
    updateCursor();
    updateHint();
    view.update();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    d->editor->commit();
    d->tidy->finishAnimation();
    d->glide.stop();
    if (d->keyboardFocus) {
        d->keyboardFocus = false;
        d->store.markAllDirty();
        update();
    }
    d->last = d->pointer(event->position(), event->modifiers());
    if (d->gesture) {
        if (event->button() == Qt::RightButton)
            cancelGesture();
        return;
    }
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && d->spaceHeld)) {
        d->gestureButton = event->button();
        d->beginGesture(std::make_unique<PanGesture>(d->context, d->last), d->last);
        return;
    }
    if (event->button() == Qt::LeftButton) {
        d->isPressed = true;
        d->gestureButton = Qt::LeftButton;
        d->pressedAt = d->last;
        d->tool->press(d->last);
    } else if (event->button() == Qt::RightButton) {
        const Hit hit = d->scene.hitTest(d->last.scene, d->camera.scale);
        if (!hit || hit.part == Hit::Part::Inside)
            d->scene.select({});
        else if (!d->scene.isSelected(hit.subject.id))
            d->scene.select({hit.subject});
    }
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    d->last = d->pointer(event->position(), event->modifiers());
    if (d->gesture) {
        d->gesture->moveTo(d->last);
        const bool nearEdge = !rect().adjusted(edgeZone, edgeZone, -edgeZone, -edgeZone).contains(event->position().toPoint());
        if (nearEdge && d->gestureButton == Qt::LeftButton && !d->autoScroller.isActive())
            d->autoScroller.start();
        return;
    }
    if (d->isPressed && (event->buttons() & Qt::LeftButton)) {
        if ((d->last.view - d->pressedAt.view).manhattanLength() >= QApplication::startDragDistance()) {
            d->isPressed = false;
            Pointer from = d->pressedAt;
            from.scene = d->camera.toScene(from.view);
            d->beginGesture(d->tool->drag(from), d->last);
        }
        return;
    }
    if (!event->buttons()) {
        d->tool->hover(d->last);
        d->updateCursor();
        d->updateHint();
    }
}

void DiagramView::Parts::autoScroll()
{
    if (!gesture) {
        autoScroller.stop();
        return;
    }
    const auto speed = [](double at, double length) {
        if (at < edgeZone)
            return std::min(18.0, (edgeZone - at) / 2);
        return at > length - edgeZone ? -std::min(18.0, (at - length + edgeZone) / 2) : 0.0;
    };
    const QPointF by(speed(last.view.x(), view.width()), speed(last.view.y(), view.height()));
    if (by.isNull()) {
        autoScroller.stop();
        return;
    }
    setCamera(camera.movedBy(by));
    last = pointer(last.view, last.modifiers);
    gesture->moveTo(last);
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    d->last = d->pointer(event->position(), event->modifiers());
    if (d->gesture) {
        if (event->button() == d->gestureButton)
            d->endGesture(d->last);
        return;
    }
    if (d->isPressed && event->button() == Qt::LeftButton) {
        d->isPressed = false;
        d->tool->click(d->last);
        d->updateCursor();
        d->updateHint();
        update();
    }
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || d->gesture)
        return;
    d->isPressed = false;
    d->last = d->pointer(event->position(), event->modifiers());
    d->tool->doubleClick(d->last);
}

void DiagramView::leaveEvent(QEvent *)
{
    if (!d->gesture)
        d->tool->leave();
    d->updateHint();
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    QPointF delta = event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 120 * scrollPerNotch : QPointF(event->pixelDelta());
    if (event->modifiers() & Qt::ControlModifier) {
        const double notches = event->pixelDelta().isNull() ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 60.0;
        d->setCamera(d->camera.zoomedAt(event->position(), d->camera.scale * std::pow(wheelZoom, notches)));
    } else {
        if (event->modifiers() & Qt::ShiftModifier && delta.x() == 0)
            delta = {delta.y(), 0};
        d->setCamera(d->camera.movedBy(delta));
    }
    d->last = d->pointer(event->position(), event->modifiers());
    if (d->gesture)
        d->gesture->moveTo(d->last);
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    if (d->gesture)
        return;
    QPointF at = event->pos();
    if (event->reason() == QContextMenuEvent::Keyboard && !d->scene.selection().isEmpty())
        at = d->camera.toView(d->scene.boundsOf(d->scene.focus()).center());
    QMenu menu(this);
    d->fillContextMenu(menu, d->camera.toScene(at));
    emit contextMenuRequested(&menu, d->scene.selection());
    menu.exec(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(at.toPoint()) : event->globalPos());
}

// --- keys ---

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    using K = DiagramActions::Kind;
    if (event->key() == Qt::Key_Escape) {
        if (d->gesture || d->isPressed || d->toolKind != K::SelectTool)
            cancelGesture();
        else if (d->tidy->isRunning())
            d->tidy->stop();
        else
            d->scene.select({});
        return;
    }
    if (event->key() == Qt::Key_Space && !d->gesture) {
        if (!event->isAutoRepeat()) {
            d->spaceHeld = true;
            d->updateCursor();
        }
        return;
    }
    if (d->gesture) { // what a modifier changes is seen at once
        d->last.modifiers = event->modifiers();
        d->gesture->moveTo(d->last);
        return;
    }
    if (d->tool->key(event)) {
        event->accept();
        return;
    }
    for (const K kind : {K::ProcessTool, K::StoreTool, K::ExternalTool, K::BoundaryTool}) {
        if (d->actions[kind]->shortcut() == QKeySequence(event->keyCombination())) {
            d->addByKey(kind);
            return;
        }
    }
    const double step = event->modifiers() & Qt::ShiftModifier ? gridStep : 1;
    QPointF direction;
    switch (event->key()) {
    case Qt::Key_Left:
        direction = {-1, 0};
        break;
    case Qt::Key_Right:
        direction = {1, 0};
        break;
    case Qt::Key_Up:
        direction = {0, -1};
        break;
    case Qt::Key_Down:
        direction = {0, 1};
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!d->scene.selection().isEmpty()) {
            const BoundaryItem *box = d->scene.boundary(BoundaryId(d->scene.focus().id));
            d->run(d->actions[K::OpenDetails]->isEnabled() ? K::OpenDetails
                   : d->actions[K::OpenFlow]->isEnabled()  ? K::OpenFlow
                   : box && box->collapsed                 ? K::Collapse
                                                           : K::Properties);
            return;
        }
        break;
    case Qt::Key_Home:
        zoomToFit();
        return;
    default:
        break;
    }
    if (!direction.isNull() && event->modifiers().testFlags(Qt::AltModifier | Qt::ShiftModifier) && d->context.canEdit()) {
        d->connectBeside(direction, event->modifiers());
        return;
    }
    if (!direction.isNull() && (event->modifiers() & Qt::ControlModifier) && d->context.canEdit()) {
        const Selection selection = d->context.selected();
        if (selection.elements.isEmpty() && selection.boundaries.isEmpty())
            d->commands.moveBend(direction * step);
        else
            d->commands.resize(direction * step);
        return;
    }
    if (!direction.isNull() && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        const Selection selection = d->context.selected();
        if (selection.elements.isEmpty() && selection.boundaries.isEmpty()) {
            if (!d->context.canEdit() || !d->commands.moveLabels(direction * step))
                d->setCamera(d->camera.movedBy(-direction * arrowScroll));
        } else if (d->context.canEdit()) {
            d->commands.nudge(direction * step);
            ensureVisible(d->scene.focus());
        }
        return;
    }
    QWidget::keyPressEvent(event);
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        d->spaceHeld = false;
        d->updateCursor();
        return;
    }
    if (d->gesture) {
        d->last.modifiers = event->modifiers();
        d->gesture->moveTo(d->last);
        return;
    }
    QWidget::keyReleaseEvent(event);
}

bool DiagramView::focusNextPrevChild(bool next)
{
    if (d->toolKind == DiagramActions::Kind::FlowTool) {
        QKeyEvent key(QEvent::KeyPress, next ? Qt::Key_Tab : Qt::Key_Backtab, Qt::NoModifier);
        return d->tool->key(&key);
    }
    const QList<Subject> order = d->scene.readingOrder();
    const qsizetype now = d->scene.selection().isEmpty() ? -1 : order.indexOf(d->scene.focus());
    const qsizetype then = now < 0 ? (next ? 0 : order.size() - 1) : now + (next ? 1 : -1);
    if (order.isEmpty() || then < 0 || then >= order.size())
        return QWidget::focusNextPrevChild(next); // on to the next part of the window
    d->walk(next);
    return true;
}

void DiagramView::Parts::walk(bool forward)
{
    const QList<Subject> order = scene.readingOrder();
    const qsizetype now = scene.selection().isEmpty() ? -1 : order.indexOf(scene.focus());
    const qsizetype then = now < 0 ? (forward ? 0 : order.size() - 1) : now + (forward ? 1 : -1);
    keyboardFocus = true;
    store.markAllDirty();
    scene.setHovered({}); // the pointer rests: it must not say something else
    scene.select({order[then]});
    view.ensureVisible(order[then]);
    view.update();
}

void DiagramView::Parts::announceFocus()
{
    if (!QAccessible::isActive() || !view.hasFocus() || scene.selection().isEmpty())
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(int(scene.readingOrder().indexOf(scene.focus())));
    QAccessible::updateAccessibility(&event);
}

void DiagramView::focusInEvent(QFocusEvent *event)
{
    d->keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    d->store.markAllDirty();
    update();
}

void DiagramView::focusOutEvent(QFocusEvent *)
{
    d->spaceHeld = false;
    if (d->scene.document() && !d->keepMerge)
        d->scene.document()->endMerge();
    if (d->keyboardFocus)
        d->store.markAllDirty();
    update();
}

} // namespace drawbridge
