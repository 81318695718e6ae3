// SPDX-License-Identifier: Apache-2.0
// What gestures move: lifted out of the picture, previewed, put back.
#include "canvas/diagramscene.h"

#include "canvas/routekeeper.h"

namespace drawbridge {

void DiagramScene::lift(const QSet<ElementId> &elements, const QSet<BoundaryId> &boundaries, const QSet<FlowId> &flows)
{
    dropLifted();
    m_lifting = true;
    m_liftedElements = elements;
    m_liftedBoundaries = boundaries;
    m_liftedFlows = flows;
    for (const ElementId &id : elements) {
        for (const FlowId &flow : flowsAt(id))
            m_liftedFlows.insert(flow);
    }
    for (const BoundaryId &id : boundaries) {
        for (const FlowId &flow : flowsAt(subjectOf(id))) // of a collapsed one
            m_liftedFlows.insert(flow);
    }
    const auto raise = [this](auto *item, auto &raised) {
        if (!item)
            return;
        touch(item->bounds, false);
        item->lifted = true;
        raised.push_back(item);
        touch(item->bounds, true);
    };
    beginTogether(m_liftedElements.size() + m_liftedBoundaries.size() + m_liftedFlows.size());
    for (const ElementId &id : std::as_const(m_liftedElements)) {
        raise(m_elements.find(id), m_raised.elements);
        if (const ElementItem *item = m_elements.find(id))
            m_savedElements.insert(id, item->rect);
    }
    for (const BoundaryId &id : std::as_const(m_liftedBoundaries)) {
        raise(m_boundaries.find(id), m_raised.boundaries);
        if (const BoundaryItem *item = m_boundaries.find(id))
            m_savedBoundaries.insert(id, item->rect);
    }
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        raise(m_flows.find(id), m_raised.flows);
        if (const FlowItem *item = m_flows.find(id))
            m_savedRoutes.insert(id, item->route);
    }
    endTogether();
    const auto sort = [](auto &items) { std::sort(items.begin(), items.end(), [](const auto *a, const auto *b) { return a->order() < b->order(); }); };
    sort(m_raised.elements);
    sort(m_raised.flows);
    sort(m_raised.boundaries);
}

void DiagramScene::beginTogether(qsizetype things)
{
    constexpr qsizetype mostToldSingly = 24;
    if (m_together++ == 0 && things > mostToldSingly) {
        m_gathered[0].emplace();
        m_gathered[1].emplace();
    }
}

void DiagramScene::endTogether()
{
    if (--m_together > 0)
        return;
    const std::optional<QRectF> resting = std::exchange(m_gathered[0], std::nullopt), lifted = std::exchange(m_gathered[1], std::nullopt);
    if (resting && !resting->isNull())
        emit changed(*resting);
    if (lifted && !lifted->isNull())
        emit liftedChanged(*lifted);
}

bool DiagramScene::isLifted(const Subject &end) const
{
    return end.kind == SubjectKind::Element ? m_savedElements.contains(ElementId(end.id)) : m_savedBoundaries.contains(BoundaryId(end.id));
}

void DiagramScene::moveLifted(const QPointF &by)
{
    beginTogether(m_liftedElements.size() + m_liftedBoundaries.size() + m_liftedFlows.size());
    for (auto it = m_savedBoundaries.begin(); it != m_savedBoundaries.end(); ++it) {
        if (BoundaryItem *item = m_boundaries.find(it.key()))
            setRect(*item, it.value().translated(by));
    }
    for (auto it = m_savedElements.begin(); it != m_savedElements.end(); ++it) {
        if (ElementItem *item = m_elements.find(it.key()))
            setRect(*item, it.value().translated(by));
    }
    QSet<FlowId> bending;
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        FlowItem *item = m_flows.find(id);
        if (!item)
            continue;
        const bool from = isLifted(item->shown.from), to = isLifted(item->shown.to);
        if (from && to) { // moves as it is
            Route route = m_savedRoutes.value(id);
            for (QPointF &point : route.points)
                point += by;
            route.labelCenter += by;
            setRoute(*item, route);
        } else if (from || to) {
            bending.insert(id);
        }
    }
    m_routes->preview(bending);
    endTogether();
}

void DiagramScene::previewRects(const QHash<ElementId, QRectF> &elements, const QHash<BoundaryId, QRectF> &boundaries, bool straightFlows)
{
    beginTogether(m_liftedElements.size() + m_liftedBoundaries.size() + m_liftedFlows.size());
    for (auto it = boundaries.begin(); it != boundaries.end(); ++it) {
        if (BoundaryItem *item = m_boundaries.find(it.key()); item && item->lifted)
            setRect(*item, it.value());
    }
    QSet<FlowId> flows;
    for (auto it = elements.begin(); it != elements.end(); ++it) {
        ElementItem *item = m_elements.find(it.key());
        if (!item || !item->lifted)
            continue;
        setRect(*item, it.value());
        for (const FlowId &id : flowsAt(it.key())) {
            if (m_liftedFlows.contains(id))
                flows.insert(id);
        }
    }
    if (!straightFlows)
        m_routes->preview(flows);
    for (const FlowId &id : std::as_const(flows)) {
        if (FlowItem *item = straightFlows ? m_flows.find(id) : nullptr)
            setRoute(*item, m_routes->straight(*item));
    }
    endTogether();
}

void DiagramScene::previewFlow(FlowId flow, const QList<QPointF> &waypoints)
{
    if (FlowItem *item = m_flows.find(flow); item && m_liftedFlows.contains(flow)) {
        item->shown.waypoints = waypoints;
        m_bent.insert(flow);
        m_routes->preview({flow});
    }
}

void DiagramScene::previewLabel(FlowId flow, const QPointF &offset)
{
    FlowItem *item = m_flows.find(flow);
    if (!item || !m_liftedFlows.contains(flow))
        return;
    Route route = m_savedRoutes.value(flow);
    const FlowPlacement *placement = model().flowPlacements.find(FlowPlacement::idFor(m_diagram, flow));
    const QPointF old = placement && placement->labelMoved ? QPointF(placement->labelOffset.x, placement->labelOffset.y) : QPointF();
    route.labelCenter += offset - old;
    setRoute(*item, route);
}

void DiagramScene::previewRoute(FlowId flow, const QList<QPointF> &points)
{
    if (FlowItem *item = m_flows.find(flow); item && m_liftedFlows.contains(flow)) {
        Route route = item->route;
        route.points = points;
        route.straight = true;
        if (points.size() > 1)
            route.labelCenter = (points.first() + points.last()) / 2;
        setRoute(*item, route);
    }
}

void DiagramScene::dropLifted()
{
    if (!m_lifting)
        return;
    m_lifting = false;
    m_raised = {};
    const auto lower = [this](auto *item) {
        if (!item)
            return;
        touch(item->bounds, true);
        item->lifted = false;
        touch(item->bounds, false);
    };
    beginTogether(m_liftedElements.size() + m_liftedBoundaries.size() + m_liftedFlows.size());
    m_elements.boundsChanged();
    m_boundaries.boundsChanged();
    m_flows.boundsChanged();
    for (const ElementId &id : std::as_const(m_liftedElements)) {
        lower(m_elements.find(id));
        refreshElement(id);
    }
    for (const BoundaryId &id : std::as_const(m_liftedBoundaries)) {
        lower(m_boundaries.find(id));
        refreshBoundary(id);
    }
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        lower(m_flows.find(id));
        QSet<FlowId> changed;
        if (m_bent.contains(id))
            refreshEnds(m_ends.value(id), changed);
        if (FlowItem *item = m_flows.find(id))
            setRoute(*item, m_savedRoutes.value(id, item->route));
    }
    m_liftedElements.clear();
    m_liftedBoundaries.clear();
    m_liftedFlows.clear();
    m_savedRoutes.clear();
    m_savedElements.clear();
    m_savedBoundaries.clear();
    m_bent.clear();
    setDropTarget({});
    endTogether();
}

} // namespace drawbridge
