// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/flowgestures.h"

#include "edits/flowedits.h"

#include <QCoreApplication>
#include <QLineF>

namespace drawbridge {

namespace {

// How far along the line the nearest place to `at` lies.
double along(const QList<QPointF> &points, const QPointF &at)
{
    double best = std::numeric_limits<double>::max(), result = 0, walked = 0;
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF a = points[i - 1], d = points[i] - a;
        const double length2 = QPointF::dotProduct(d, d);
        const double t = length2 > 0 ? std::clamp(QPointF::dotProduct(at - a, d) / length2, 0.0, 1.0) : 0;
        const double distance = QLineF(at, a + t * d).length();
        if (distance < best) {
            best = distance;
            result = walked + t * std::sqrt(length2);
        }
        walked += std::sqrt(length2);
    }
    return result;
}

double distanceToPiece(const QPointF &p, const QPointF &a, const QPointF &b)
{
    const QPointF d = b - a;
    const double length2 = QPointF::dotProduct(d, d);
    const double t = length2 > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / length2, 0.0, 1.0) : 0;
    return QLineF(p, a + t * d).length();
}

} // namespace

int waypointIndex(const FlowItem &flow, const QPointF &at)
{
    const double place = along(flow.route.points, at);
    int index = 0;
    for (const QPointF &waypoint : flow.shown.waypoints) {
        if (along(flow.route.points, waypoint) < place)
            ++index;
    }
    return index;
}

WaypointGesture::WaypointGesture(CanvasContext &context, const Pointer &start, FlowId flow, int index)
    : c(context), m_flow(flow), m_index(index), m_before(context.scene().flow(flow)->shown.waypoints), m_waypoints(m_before)
{
    if (m_index < 0) {
        m_index = waypointIndex(*c.scene().flow(flow), start.scene);
        m_waypoints.insert(m_index, start.scene);
    }
    c.scene().lift({}, {}, {flow});
}

void WaypointGesture::moveTo(const Pointer &pointer)
{
    m_waypoints[m_index] = pointer.modifiers & Qt::AltModifier ? pointer.scene : toGrid(pointer.scene);
    c.scene().previewFlow(m_flow, m_waypoints);
    c.updateOverlay();
}

void WaypointGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    const FlowItem *item = c.scene().flow(m_flow);
    QList<QPointF> waypoints = m_waypoints;
    if (item) {
        const QPointF before = m_index > 0 ? waypoints[m_index - 1] : c.scene().boundsOf(item->shown.from).center();
        const QPointF after = m_index + 1 < waypoints.size() ? waypoints[m_index + 1] : c.scene().boundsOf(item->shown.to).center();
        if (m_before.size() == m_waypoints.size() && distanceToPiece(waypoints[m_index], before, after) <= std::max(6.0, 6.0 / c.scale()))
            waypoints.removeAt(m_index);
    }
    c.scene().dropLifted();
    QList<Point> points;
    for (const QPointF &point : std::as_const(waypoints))
        points.append({point.x(), point.y()});
    c.push(waypoints.size() < m_before.size() ? QCoreApplication::translate("Canvas", "Remove bend") : QCoreApplication::translate("Canvas", "Bend flow"),
           setWaypoints(c.model(), c.diagram(), m_flow, points));
}

QString WaypointGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "The flow passes here. Drag the point back onto the straight line to remove it.");
}

LabelGesture::LabelGesture(CanvasContext &context, const Pointer &start, FlowId flow) : c(context), m_flow(flow), m_start(start.scene)
{
    const FlowItem *item = c.scene().flow(flow);
    m_before = m_offset = item && item->shown.labelMoved ? item->shown.labelOffset : QPointF();
    c.scene().lift({}, {}, {flow});
}

void LabelGesture::moveTo(const Pointer &pointer)
{
    m_offset = m_before + pointer.scene - m_start;
    c.scene().previewLabel(m_flow, m_offset);
    c.updateOverlay();
}

void LabelGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    c.scene().dropLifted();
    if (m_offset != m_before)
        c.push(QCoreApplication::translate("Canvas", "Move label"), setLabelOffset(c.model(), c.diagram(), m_flow, m_offset));
}

} // namespace drawbridge
