// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

namespace drawbridge {

// Bends a flow: takes one of its waypoints, or makes one where the line was taken. Dragged back between its neighbours,
// a waypoint goes away.
class WaypointGesture : public Gesture
{
public:
    // `index`: of the waypoint taken; -1: a new one at the pointer.
    WaypointGesture(CanvasContext &context, const Pointer &start, FlowId flow, int index);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override { c.scene().dropLifted(); }
    QString hint() const override;
    Qt::CursorShape cursor() const override { return Qt::SizeAllCursor; }

private:
    CanvasContext &c;
    const FlowId m_flow;
    int m_index;
    const QList<QPointF> m_before;
    QList<QPointF> m_waypoints;
};

// Moves the label of a flow; it stays at this offset from its computed place.
class LabelGesture : public Gesture
{
public:
    LabelGesture(CanvasContext &context, const Pointer &start, FlowId flow);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override { c.scene().dropLifted(); }
    Qt::CursorShape cursor() const override { return Qt::SizeAllCursor; }

private:
    CanvasContext &c;
    const FlowId m_flow;
    const QPointF m_start;
    QPointF m_before;
    QPointF m_offset;
};

// At which place in the list of waypoints a new one at `at` belongs: behind those that the route passes before.
int waypointIndex(const FlowItem &flow, const QPointF &at);

} // namespace drawbridge
