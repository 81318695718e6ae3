// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"
#include "edits/flowedits.h"

namespace drawbridge {

// Draws a flow from an element to another, or into the open, where it makes a new element: a process, with Ctrl a data
// store, with Shift an external entity.
class ConnectGesture : public Gesture
{
public:
    ConnectGesture(CanvasContext &context, ElementId from);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override;
    void paint(QPainter &painter) const override;
    QString hint() const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    CanvasContext &c;
    const ElementId m_from;
    ElementId m_to;
    QPointF m_at;
    ElementKind m_kind = ElementKind::Process;
    bool m_wasOutside = false; // the pointer left the element: coming back means a flow to itself
};

// Takes one end of a flow to another element; dropped in the open, nothing changes.
class ReconnectGesture : public Gesture
{
public:
    ReconnectGesture(CanvasContext &context, FlowId flow, FlowEnd end);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override;
    void paint(QPainter &painter) const override;
    QString hint() const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    CanvasContext &c;
    const FlowId m_flow;
    const FlowEnd m_end;
    ElementId m_to;
    QPointF m_at;
};

// Where the line from the middle of `rect` towards `to` leaves it.
QPointF leavingPoint(const QRectF &rect, const QPointF &to);
// A flow that is being drawn, and what it would reach; scene coordinates.
// What a gesture adds: a process, with Ctrl a data store, with Shift an external entity.
ElementKind addedByModifiers(Qt::KeyboardModifiers modifiers);
// The outline of what would be added; `rect` in scene coordinates.
void paintElementGhost(QPainter &painter, const CanvasContext &c, ElementKind kind, const QRectF &rect);
void paintFlowPreview(QPainter &painter, const CanvasContext &c, const QPointF &from, const QPointF &to, ElementId target);

} // namespace drawbridge
