// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/connectgesture.h"

#include <QCoreApplication>
#include <QLineF>

namespace drawbridge {

QPointF leavingPoint(const QRectF &rect, const QPointF &to)
{
    const QPointF middle = rect.center(), d = to - middle;
    if (rect.isEmpty() || d.isNull())
        return middle;
    const double tx = d.x() != 0 ? rect.width() / 2 / std::abs(d.x()) : 1e9;
    const double ty = d.y() != 0 ? rect.height() / 2 / std::abs(d.y()) : 1e9;
    return middle + d * std::min({tx, ty, 1.0});
}

void paintFlowPreview(QPainter &painter, const CanvasContext &c, const QPointF &from, const QPointF &to, ElementId target)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = c.palette().selection;
    const QPointF a = c.camera().toView(from), b = c.camera().toView(to);
    if (const ElementItem *item = c.scene().element(target)) {
        painter.setPen(QPen(color, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(c.camera().toView(item->rect).adjusted(-5, -5, 5, 5), 10, 10);
    }
    painter.setPen(QPen(color, 2));
    painter.drawLine(a, b);
    const QLineF line(a, b);
    if (line.length() < 2)
        return;
    const QPointF along = (b - a) / line.length(), across(-along.y(), along.x());
    const QPointF head[] = {b, b - along * 11 + across * 5, b - along * 11 - across * 5};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawConvexPolygon(head, 3);
}

void paintElementGhost(QPainter &painter, const CanvasContext &c, ElementKind kind, const QRectF &rect)
{
    const QRectF ghost = c.camera().toView(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.palette().selection, 1.5, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    if (kind == ElementKind::Process)
        painter.drawRoundedRect(ghost, ghost.height() / 2, ghost.height() / 2);
    else if (kind == ElementKind::ExternalEntity)
        painter.drawRect(ghost);
    else {
        painter.drawLine(ghost.topLeft(), ghost.topRight());
        painter.drawLine(ghost.bottomLeft(), ghost.bottomRight());
    }
}

ConnectGesture::ConnectGesture(CanvasContext &context, ElementId from) : c(context), m_from(from)
{
    if (const ElementItem *item = c.scene().element(from))
        m_at = item->rect.center();
}

ElementKind addedByModifiers(Qt::KeyboardModifiers modifiers)
{
    return modifiers & Qt::ControlModifier ? ElementKind::DataStore : modifiers & Qt::ShiftModifier ? ElementKind::ExternalEntity : ElementKind::Process;
}

void ConnectGesture::moveTo(const Pointer &pointer)
{
    m_at = pointer.scene;
    m_kind = addedByModifiers(pointer.modifiers);
    const ElementId under = c.scene().elementAt(m_at);
    if (under != m_from)
        m_wasOutside = true;
    m_to = under == m_from && !m_wasOutside ? ElementId() : under;
    c.scene().setHovered(m_to ? subjectOf(m_to) : Subject{});
    c.scene().setDropTarget(m_to || !m_wasOutside ? BoundaryId() : c.scene().boundaryAt(m_at));
    c.updateOverlay();
}

void ConnectGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    c.scene().setDropTarget({});
    if (m_to)
        c.addFlow(m_from, m_to);
    else if (m_wasOutside)
        c.addElement(m_kind, m_at, m_from);
}

void ConnectGesture::cancel()
{
    c.scene().setDropTarget({});
    c.scene().setHovered({});
}

void ConnectGesture::paint(QPainter &painter) const
{
    const ElementItem *from = c.scene().element(m_from);
    if (!from)
        return;
    const ElementItem *to = c.scene().element(m_to);
    const QPointF end = to && to != from ? leavingPoint(to->rect, from->rect.center()) : m_at;
    paintFlowPreview(painter, c, leavingPoint(from->rect, m_at), end, m_to);
    if (m_to || !m_wasOutside)
        return;
    // What would be made here.
    paintElementGhost(painter, c, m_kind, QRectF(m_at - QPointF(68, 32), QSizeF(136, 64)));
}

QString ConnectGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "Release on an element to connect it, or in the open to add a process (Ctrl: data store, Shift: external entity).");
}

ReconnectGesture::ReconnectGesture(CanvasContext &context, FlowId flow, FlowEnd end) : c(context), m_flow(flow), m_end(end)
{
    if (const FlowItem *item = c.scene().flow(flow); item && !item->route.points.isEmpty())
        m_at = end == FlowEnd::Source ? item->route.points.first() : item->route.points.last();
    c.scene().lift({}, {}, {flow});
}

void ReconnectGesture::moveTo(const Pointer &pointer)
{
    m_at = pointer.scene;
    m_to = c.scene().elementAt(m_at);
    const FlowItem *item = c.scene().flow(m_flow);
    if (!item)
        return;
    const Subject otherEnd = m_end == FlowEnd::Source ? item->shown.to : item->shown.from;
    const QRectF other = c.scene().boundsOf(otherEnd);
    const ElementItem *to = c.scene().element(m_to);
    const QPointF free = to && subjectOf(m_to) != otherEnd ? leavingPoint(to->rect, other.center()) : m_at;
    const QPointF held = leavingPoint(other, m_at);
    c.scene().previewRoute(m_flow, m_end == FlowEnd::Source ? QList<QPointF>{free, held} : QList<QPointF>{held, free});
    c.updateOverlay();
}

void ReconnectGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    c.scene().dropLifted();
    if (m_to)
        c.push(QCoreApplication::translate("Canvas", "Reconnect flow to %1").arg(c.scene().nameOf(subjectOf(m_to))),
               reconnectFlow(c.model(), m_flow, m_end, m_to));
}

void ReconnectGesture::cancel() { c.scene().dropLifted(); }

void ReconnectGesture::paint(QPainter &painter) const
{
    if (const ElementItem *item = c.scene().element(m_to)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(c.palette().selection, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(c.camera().toView(item->rect).adjusted(-5, -5, 5, 5), 10, 10);
    }
}

QString ReconnectGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "Release on the element that the flow shall hold on to.");
}

} // namespace drawbridge
