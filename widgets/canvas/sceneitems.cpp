// SPDX-License-Identifier: Apache-2.0
// Items as the model says: made, changed and taken away, with what is cached of where they are.
#include "canvas/diagramscene.h"

#include "threatmodel/modelindex.h"

namespace drawbridge {

namespace {

QRectF boundsOfRoute(const FlowItem &item)
{
    QRectF bounds = item.labelRect();
    for (const QPointF &point : item.route.points)
        bounds |= QRectF(point, QSizeF(0, 0)).adjusted(-0.5, -0.5, 0.5, 0.5);
    return bounds.isNull() ? bounds : bounds.adjusted(-12, -12, 12, 12); // arrow heads, step numbers
}

} // namespace

bool DiagramScene::refreshElement(ElementId id)
{
    const ThreatModel &now = model();
    const Element *element = now.elements.find(id);
    const Placement *placement = element ? now.placements.find(Placement::idFor(m_diagram, id)) : nullptr;
    if (placement && !placement->placed)
        m_waiting.insert(id);
    else
        m_waiting.remove(id);
    if (!placement || !placement->placed || m_folding.isHidden(*element)) {
        ElementItem *old = m_elements.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_elements.remove(id);
        return true;
    }
    const bool fresh = !m_elements.find(id);
    ElementItem &item = m_elements.add(id);
    const QRectF rect(placement->x, placement->y, placement->width, placement->height);
    const bool moved = fresh || item.rect != rect;
    const bool reshaped = !fresh && item.element.kind != element->kind; // flows end on the outline
    if (reshaped)
        item.outline = {};
    item.element = *element;
    item.locked = placement->locked;
    if (item.level != placement->level) {
        item.level = placement->level;
        m_elements.orderChanged();
    }
    if (moved)
        setRect(item, rect);
    else
        touch(item.bounds, false);
    return moved || reshaped;
}

bool DiagramScene::refreshBoundary(BoundaryId id)
{
    const ThreatModel &now = model();
    const TrustBoundary *boundary = now.boundaries.find(id);
    const BoundaryPlacement *placement = boundary ? now.boundaryPlacements.find(BoundaryPlacement::idFor(m_diagram, id)) : nullptr;
    if (!placement || !placement->placed || m_folding.isHidden(id)) {
        BoundaryItem *old = m_boundaries.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_boundaries.remove(id);
        return true;
    }
    const bool fresh = !m_boundaries.find(id);
    BoundaryItem &item = m_boundaries.add(id);
    const QRectF rect = shownRect(*placement);
    const bool renamed = item.boundary.name != boundary->name || item.boundary.trust != boundary->trust; // labels keep clear of titles, marks have its colour
    item.boundary = *boundary;
    item.locked = placement->locked;
    item.collapsed = placement->collapsed;
    item.content.clear();
    if (item.collapsed) {
        for (const Placement &inside : now.placements) {
            if (inside.diagram == m_diagram && inside.placed && m_folding.boxAround(now.elements.value(inside.element).boundary) == id)
                item.content.append(inside.element.uuid());
        }
        std::sort(item.content.begin(), item.content.end());
    }
    if (fresh || item.rect != rect) {
        setRect(item, rect);
        return true;
    }
    touch(item.bounds, false);
    return renamed;
}

bool DiagramScene::refreshEnds(const ShownEnds &ends, QSet<FlowId> &changed)
{
    const QSet<FlowId> between = m_between.value(ends);
    const QList<ShownFlow> shown = shownFlows(model(), m_diagram, ends, QList<FlowId>(between.begin(), between.end()));
    const QList<FlowId> before = m_drawnBetween.take(ends);
    bool differs = false;
    QList<FlowId> now;
    for (const ShownFlow &one : shown)
        now.append(one.id);
    for (const FlowId &id : before) {
        FlowItem *old = m_flows.find(id);
        // Reversed or reconnected, it may be drawn between other ends by now.
        if (!old || now.contains(id) || ShownEnds{old->shown.from, old->shown.to} != ends)
            continue;
        for (const FlowId &flow : std::as_const(old->shown.flows)) {
            if (m_drawnFor.value(flow) == id)
                m_drawnFor.remove(flow);
        }
        touch(old->bounds, false);
        m_flows.remove(id);
        differs = true;
    }
    for (const ShownFlow &one : shown) {
        if (refreshFlow(one)) {
            changed.insert(one.id);
            differs = true;
        }
        for (const FlowId &flow : one.flows)
            m_drawnFor.insert(flow, one.id);
    }
    if (!now.isEmpty())
        m_drawnBetween.insert(ends, now);
    return differs;
}

bool DiagramScene::refreshFlow(const ShownFlow &shown)
{
    const bool fresh = !m_flows.find(shown.id);
    FlowItem &item = m_flows.add(shown.id);
    const bool same = !fresh && shown.waypoints == item.shown.waypoints && shown.labelMoved == item.shown.labelMoved && shown.labelOffset == item.shown.labelOffset
                      && shown.label == item.shown.label && shown.from == item.shown.from && shown.to == item.shown.to;
    if (shown.label != item.shown.label || fresh)
        item.labelSize = shown.label.isEmpty() ? QSizeF() : notation::flowLabelSize(shown.label, m_style.font);
    item.shown = shown;
    touch(item.bounds, false);
    return !same;
}

void DiagramScene::refreshDepths()
{
    for (BoundaryItem *item : m_boundaries.ordered()) {
        int depth = 0;
        for (const BoundaryId &outer : boundaryChain(model(), item->boundary.parent))
            depth += m_boundaries.find(outer) ? 1 : 0;
        if (item->depth != depth) {
            item->depth = depth;
            touch(item->bounds, false);
        }
    }
    m_boundaries.orderChanged();
}

void DiagramScene::touch(const QRectF &area, bool lifted)
{
    if (area.isNull())
        return;
    if (std::optional<QRectF> &gathered = m_gathered[lifted])
        *gathered |= area;
    else if (lifted)
        emit liftedChanged(area);
    else
        emit changed(area);
}

void DiagramScene::setRect(ElementItem &item, const QRectF &rect)
{
    touch(item.bounds, item.lifted);
    if (item.rect.size() != rect.size())
        item.outline = {};
    else
        item.outline.translate(rect.topLeft() - item.rect.topLeft());
    item.rect = rect;
    item.bounds = boundsAround(rect);
    if (!item.lifted)
        m_elements.boundsChanged();
    touch(item.bounds, item.lifted);
}

void DiagramScene::setRect(BoundaryItem &item, const QRectF &rect)
{
    touch(item.bounds, item.lifted);
    item.rect = rect;
    item.bounds = boundsAround(rect);
    if (!item.lifted)
        m_boundaries.boundsChanged();
    touch(item.bounds, item.lifted);
}

void DiagramScene::refreshCrossings(FlowItem &item)
{
    item.crossings.clear();
    for (const BoundaryId &id : crossedOpen(model(), m_folding, item.shown)) {
        const BoundaryItem *zone = m_boundaries.find(id);
        for (Crossing crossing : zone ? crossingsOf(item.route.points, zone->rect) : QList<Crossing>()) {
            crossing.trust = zone->boundary.trust;
            item.crossings.append(crossing);
        }
    }
}

void DiagramScene::setRoute(FlowItem &item, const Route &route)
{
    if (route.points == item.route.points && route.labelCenter == item.route.labelCenter && route.labelWidth == item.route.labelWidth && route.straight == item.route.straight
        && !item.bounds.isNull()) {
        refreshCrossings(item); // zones may have moved below it
        return;
    }
    touch(item.bounds, item.lifted);
    item.route = route;
    item.bounds = boundsOfRoute(item);
    if (!item.lifted)
        m_flows.boundsChanged();
    refreshCrossings(item);
    touch(item.bounds, item.lifted);
}

} // namespace drawbridge
