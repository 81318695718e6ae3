// SPDX-License-Identifier: Apache-2.0
#include "canvas/handles.h"

#include <QLineF>

namespace drawbridge {

namespace {

constexpr double smallestShown = 36; // view pixels: below, handles would cover what they belong to
constexpr double pointerReach = 9.5;
constexpr double connectReach = 13.5; // they are pointed at from outside of the element

void addResizeHandles(QList<Handle> &handles, const Subject &subject, const QRectF &r, bool sides, bool hasBadge)
{
    const auto add = [&](Qt::Edges edges, const QPointF &at) { handles.append({Handle::Kind::Resize, subject, at, 0, edges}); };
    add(Qt::LeftEdge | Qt::TopEdge, r.topLeft());
    if (!hasBadge) // there the badge sits
        add(Qt::RightEdge | Qt::TopEdge, r.topRight());
    add(Qt::LeftEdge | Qt::BottomEdge, r.bottomLeft());
    add(Qt::RightEdge | Qt::BottomEdge, r.bottomRight());
    if (!sides)
        return;
    const QPointF c = r.center();
    add(Qt::LeftEdge, {r.left(), c.y()});
    add(Qt::RightEdge, {r.right(), c.y()});
    add(Qt::TopEdge, {c.x(), r.top()});
    add(Qt::BottomEdge, {c.x(), r.bottom()});
}

// The place on the line that is nearest to a waypoint: parallel flows are drawn a little beside it.
QPointF onLine(const QList<QPointF> &points, const QPointF &at)
{
    QPointF best = at;
    double nearest = 48;
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF a = points[i - 1], d = points[i] - a;
        const double length2 = QPointF::dotProduct(d, d);
        const QPointF p = a + d * (length2 > 0 ? std::clamp(QPointF::dotProduct(at - a, d) / length2, 0.0, 1.0) : 0.0);
        if (const double distance = QLineF(p, at).length(); distance < nearest) {
            nearest = distance;
            best = p;
        }
    }
    return best;
}

} // namespace

QList<Handle> handlesOf(const DiagramScene &scene, double scale)
{
    QList<Handle> handles;
    if (scene.hasLifted())
        return handles;
    const QList<Subject> &selection = scene.selection();
    const Subject single = selection.size() == 1 ? selection.first() : Subject{};
    if (const FlowItem *flow = single.kind == SubjectKind::Flow ? scene.flow(FlowId(single.id)) : nullptr; flow && flow->route.points.size() > 1 && flow->canBend()) {
        handles.append({Handle::Kind::FlowSource, single, flow->route.points.first(), 0, {}});
        handles.append({Handle::Kind::FlowTarget, single, flow->route.points.last(), 0, {}});
        for (qsizetype i = 0; i < flow->shown.waypoints.size(); ++i)
            handles.append({Handle::Kind::Waypoint, single, onLine(flow->route.points, flow->shown.waypoints[i]), int(i), {}});
    }
    if (const BoundaryItem *boundary = single.kind == SubjectKind::Boundary ? scene.boundary(BoundaryId(single.id)) : nullptr; boundary && !boundary->collapsed && !boundary->locked)
        addResizeHandles(handles, single, boundary->rect, true, scene.style().lens == Lens::Threats && scene.style().marks.value(single.id).count > 0);
    const auto large = [scale](const QRectF &r) { return std::min(r.width(), r.height()) * scale >= smallestShown; };
    if (const ElementItem *element = single.kind == SubjectKind::Element ? scene.element(ElementId(single.id)) : nullptr; element && !element->locked && large(element->rect))
        addResizeHandles(handles, single, element->rect, false, scene.style().lens == Lens::Threats && scene.style().marks.value(single.id).count > 0);
    const Subject hovered = scene.hovered();
    if (const ElementItem *element = hovered.kind == SubjectKind::Element ? scene.element(ElementId(hovered.id)) : nullptr; element && large(element->rect)) {
        const QRectF r = element->rect;
        handles.append({Handle::Kind::Connect, hovered, {r.right(), r.center().y()}, 0, Qt::RightEdge});
        handles.append({Handle::Kind::Connect, hovered, {r.left(), r.center().y()}, 0, Qt::LeftEdge});
        handles.append({Handle::Kind::Connect, hovered, {r.center().x(), r.top()}, 0, Qt::TopEdge});
        handles.append({Handle::Kind::Connect, hovered, {r.center().x(), r.bottom()}, 0, Qt::BottomEdge});
    }
    return handles;
}

std::optional<Handle> handleAt(const DiagramScene &scene, const Camera &camera, const QPointF &view)
{
    std::optional<Handle> nearest;
    double best = connectReach;
    for (const Handle &handle : handlesOf(scene, camera.scale)) {
        // A flow that is selected may begin and end where one also connects from. Somebody who comes from inside of the element
        // where it begins wants the next flow, as one draws several from one side; its target end is meant to be moved.
        const double later = handle.kind == Handle::Kind::Connect ? 1.5 : handle.kind == Handle::Kind::FlowSource ? 3 : 0;
        const double distance = QLineF(camera.toView(handle.at), view).length() + later;
        if (distance < best && (handle.kind == Handle::Kind::Connect || distance - later < pointerReach)) {
            best = distance;
            nearest = handle;
        }
    }
    return nearest;
}

void paintHandles(QPainter &painter, const DiagramScene &scene, const Camera &camera)
{
    const DiagramPalette &palette = scene.style().palette;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Handle &handle : handlesOf(scene, camera.scale)) {
        const QPointF at = camera.toView(handle.at);
        switch (handle.kind) {
        case Handle::Kind::Connect:
            painter.setPen(QPen(palette.background, 1.5));
            painter.setBrush(palette.selection);
            painter.drawEllipse(at, 4.5, 4.5);
            break;
        case Handle::Kind::Resize:
            painter.setPen(QPen(palette.selection, 1.5));
            painter.setBrush(palette.background);
            painter.drawRoundedRect(QRectF(at - QPointF(4, 4), QSizeF(8, 8)), 2, 2);
            break;
        case Handle::Kind::Waypoint:
            painter.setPen(QPen(palette.selection, 1.5));
            painter.setBrush(handle.index == scene.activeBend() ? palette.selection : palette.background);
            painter.drawEllipse(at, 4.5, 4.5);
            break;
        case Handle::Kind::FlowSource:
        case Handle::Kind::FlowTarget:
            painter.setPen(QPen(palette.background, 1.5));
            painter.setBrush(palette.selection);
            painter.drawEllipse(at, 5.5, 5.5);
            break;
        }
    }
}

Qt::CursorShape cursorOf(const Handle &handle)
{
    if (handle.kind == Handle::Kind::Connect || handle.kind == Handle::Kind::FlowSource || handle.kind == Handle::Kind::FlowTarget)
        return Qt::CrossCursor;
    if (handle.kind == Handle::Kind::Waypoint)
        return Qt::SizeAllCursor;
    const bool left = handle.edges & Qt::LeftEdge, right = handle.edges & Qt::RightEdge, top = handle.edges & Qt::TopEdge, bottom = handle.edges & Qt::BottomEdge;
    if ((left && top) || (right && bottom))
        return Qt::SizeFDiagCursor;
    if ((right && top) || (left && bottom))
        return Qt::SizeBDiagCursor;
    return left || right ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

} // namespace drawbridge
