// SPDX-License-Identifier: Apache-2.0
#include "edits/placementedits.h"

#include "edits/standingedits.h"
#include "edits/zones.h"
#include "threatmodel/folding.h"

#include <cmath>

namespace drawbridge {

namespace {

constexpr double smallestSide = 24;

bool isSound(const QRectF &rect)
{
    return std::isfinite(rect.x()) && std::isfinite(rect.y()) && std::isfinite(rect.width()) && std::isfinite(rect.height());
}

template <class T> void setRect(T &placement, const QRectF &rect)
{
    placement.x = rect.x();
    placement.y = rect.y();
    placement.width = rect.width();
    placement.height = rect.height();
    placement.placed = placement.byPerson = true;
}

// The first boundary from `boundary` outwards that is drawn on the diagram.
BoundaryId drawnBoundary(const Draft &draft, DiagramId diagram, BoundaryId boundary)
{
    QSet<BoundaryId> seen;
    for (; boundary && !seen.contains(boundary); boundary = draft.value(boundary).parent) {
        seen.insert(boundary);
        const BoundaryPlacement *placement = draft.find(BoundaryPlacement::idFor(diagram, boundary));
        if (placement && placement->placed)
            return boundary;
    }
    return {};
}

// Elements that now stand in the drawing of another boundary come to belong to it. An element whose boundary is not
// drawn here does not leave it by being moved about.
void followPlace(Draft &draft, DiagramId diagram, const QSet<ElementId> &elements)
{
    QSet<ElementId> rezoned;
    for (const ElementId &id : elements) {
        const Placement *placement = draft.find(Placement::idFor(diagram, id));
        const Element *element = draft.find(id);
        if (!placement || !element)
            continue;
        const BoundaryId at = boundaryAt(draft, diagram, rectOf(*placement).center());
        if (at == drawnBoundary(draft, diagram, element->boundary))
            continue;
        Element moved = *element;
        moved.boundary = at;
        draft.put(moved);
        rezoned.insert(id);
    }
    growAroundMembers(draft, rezoned);
}

void place(Draft &draft, DiagramId diagram, const QHash<ElementId, QRectF> &rects)
{
    for (auto it = rects.begin(); it != rects.end(); ++it) {
        const Placement *found = draft.find(Placement::idFor(diagram, it.key()));
        if (!found || found->locked || !isSound(it.value()))
            continue;
        Placement placement = *found;
        setRect(placement, it.value());
        draft.put(placement);
    }
}

// Comes after followPlace(): a zone that has grown around what is dragged out of it would never let it go.
void growAroundAll(Draft &draft, DiagramId diagram, const QHash<ElementId, QRectF> &rects)
{
    for (auto it = rects.begin(); it != rects.end(); ++it) {
        const Placement *placement = draft.find(Placement::idFor(diagram, it.key()));
        const BoundaryId zone = draft.value(it.key()).boundary;
        if (placement && !placement->locked && isSound(it.value()) && !isFolded(draft, diagram, zone, true))
            growAround(draft, diagram, zone, it.value());
    }
}

QSet<ElementId> keysOf(const QHash<ElementId, QRectF> &rects)
{
    return {rects.keyBegin(), rects.keyEnd()};
}

// The placed ones of the elements, from left to right or from top to bottom.
QList<Placement> placedInOrder(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, Qt::Orientation orientation)
{
    QList<Placement> list;
    for (const ElementId &id : elements) {
        const Placement *placement = model.placements.find(Placement::idFor(diagram, id));
        if (placement && placement->placed)
            list.append(*placement);
    }
    std::sort(list.begin(), list.end(), [&](const Placement &a, const Placement &b) {
        const double first = orientation == Qt::Horizontal ? a.x : a.y, second = orientation == Qt::Horizontal ? b.x : b.y;
        return first != second ? first < second : a.id < b.id;
    });
    return list;
}

} // namespace

Delta moveElements(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, QPointF> &to, ZoneRule rule)
{
    Draft draft(model);
    QHash<ElementId, QRectF> rects;
    for (auto it = to.begin(); it != to.end(); ++it) {
        if (const Placement *found = draft.find(Placement::idFor(diagram, it.key())))
            rects.insert(it.key(), QRectF(it.value(), rectOf(*found).size()));
    }
    place(draft, diagram, rects);
    if (rule == ZoneRule::FollowPlace)
        followPlace(draft, diagram, keysOf(rects));
    growAroundAll(draft, diagram, rects);
    return draft.delta();
}

namespace {

// The same for those of the selection that no lock holds.
Delta moveUnlocked(const ThreatModel &model, DiagramId diagram, const Selection &selection, QPointF by, ZoneRule rule)
{
    Selection free;
    for (const ElementId &id : selection.elements) {
        if (!isHeldByLock(model, diagram, {{id}, {}, {}}))
            free.elements.insert(id);
    }
    for (const BoundaryId &id : selection.boundaries) {
        if (!isHeldByLock(model, diagram, {{}, {}, {id}}))
            free.boundaries.insert(id);
    }
    return moveSelection(model, diagram, free, by, rule);
}

} // namespace

Delta moveSelection(const ThreatModel &model, DiagramId diagram, const Selection &selection, QPointF by, ZoneRule rule)
{
    if (by.isNull() || !std::isfinite(by.x()) || !std::isfinite(by.y()))
        return {};
    if (isHeldByLock(model, diagram, selection))
        return moveUnlocked(model, diagram, selection, by, rule);
    Draft draft(model);
    QSet<BoundaryId> drawn; // of the selection: those on this diagram
    for (const BoundaryId &id : selection.boundaries) {
        const BoundaryPlacement *placement = draft.find(BoundaryPlacement::idFor(diagram, id));
        if (placement && placement->placed)
            drawn.insert(id);
    }
    const QSet<BoundaryId> moving = withNested(draft, drawn);
    for (const BoundaryId &id : moving) {
        const BoundaryPlacement *found = draft.find(BoundaryPlacement::idFor(diagram, id));
        if (!found || !found->placed)
            continue;
        BoundaryPlacement placement = *found;
        setRect(placement, rectOf(placement).translated(by));
        draft.put(placement);
    }
    QHash<ElementId, QRectF> rects;
    QSet<ElementId> onTheirOwn;
    draft.forEach<Placement>([&](const Placement &p) {
        const bool inside = moving.contains(draft.value(p.element).boundary);
        if (p.diagram != diagram || !p.placed || !(inside || selection.elements.contains(p.element)))
            return;
        rects.insert(p.element, rectOf(p).translated(by));
        if (!inside)
            onTheirOwn.insert(p.element);
    });
    place(draft, diagram, rects);

    if (rule == ZoneRule::FollowPlace) {
        followPlace(draft, diagram, onTheirOwn);
        for (const BoundaryId &id : drawn) {
            const BoundaryId parent = draft.value(id).parent;
            if (moving.contains(parent))
                continue;
            const QRectF rect = shownRect(draft.value(BoundaryPlacement::idFor(diagram, id)));
            const BoundaryId at = boundaryAt(draft, diagram, rect.center(), withNested(draft, {id}) + drawn);
            if (at == drawnBoundary(draft, diagram, parent))
                continue;
            TrustBoundary boundary = draft.value(id);
            boundary.parent = at;
            draft.put(boundary);
        }
    }
    growAroundAll(draft, diagram, rects);
    for (const BoundaryId &id : drawn)
        growAround(draft, diagram, draft.value(id).parent, shownRect(draft.value(BoundaryPlacement::idFor(diagram, id))));

    const QList<FlowPlacement> routes = draft.where<FlowPlacement>([&](const FlowPlacement &p) {
        const DataFlow flow = draft.value(p.flow);
        return p.diagram == diagram && rects.contains(flow.source) && rects.contains(flow.target);
    });
    for (FlowPlacement route : routes) {
        for (Point &point : route.waypoints)
            point = {point.x + by.x(), point.y + by.y()};
        draft.put(route);
    }
    return draft.delta();
}

Delta resizeElement(const ThreatModel &model, DiagramId diagram, ElementId element, const QRectF &rect)
{
    Draft draft(model);
    QRectF sound = rect.normalized();
    sound.setWidth(std::max(sound.width(), smallestSide));
    sound.setHeight(std::max(sound.height(), smallestSide));
    place(draft, diagram, {{element, sound}});
    growAroundAll(draft, diagram, {{element, sound}});
    return draft.delta();
}

Delta resizeBoundary(const ThreatModel &model, DiagramId diagram, BoundaryId boundary, const QRectF &rect)
{
    Draft draft(model);
    const BoundaryPlacement *found = draft.find(BoundaryPlacement::idFor(diagram, boundary));
    if (!found || found->locked || found->collapsed || !isSound(rect))
        return {};
    QRectF sound = rect.normalized();
    sound.setWidth(std::max(sound.width(), 2 * boundaryMargin));
    sound.setHeight(std::max(sound.height(), boundaryMargin + boundaryTitleHeight));
    const QRectF content = contentOf(draft, diagram, boundary);
    if (!content.isNull())
        sound = sound.united(enclosing(content));
    BoundaryPlacement placement = *found;
    setRect(placement, sound);
    draft.put(placement);
    growAround(draft, diagram, draft.value(boundary).parent, sound);
    return draft.delta();
}

Delta alignElements(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, Alignment alignment)
{
    const QList<Placement> placements = placedInOrder(model, diagram, elements, Qt::Horizontal);
    if (placements.size() < 2)
        return {};
    QRectF all;
    for (const Placement &p : placements)
        all = all.united(rectOf(p));
    QHash<ElementId, QPointF> to;
    for (const Placement &p : placements) {
        QRectF rect = rectOf(p);
        switch (alignment) {
        case Alignment::Left: rect.moveLeft(all.left()); break;
        case Alignment::Center: rect.moveLeft(all.center().x() - rect.width() / 2); break;
        case Alignment::Right: rect.moveLeft(all.x() + all.width() - rect.width()); break;
        case Alignment::Top: rect.moveTop(all.top()); break;
        case Alignment::Middle: rect.moveTop(all.center().y() - rect.height() / 2); break;
        case Alignment::Bottom: rect.moveTop(all.y() + all.height() - rect.height()); break;
        }
        to.insert(p.element, rect.topLeft());
    }
    return moveElements(model, diagram, to);
}

Delta distributeElements(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, Qt::Orientation orientation)
{
    const QList<Placement> placements = placedInOrder(model, diagram, elements, orientation);
    if (placements.size() < 3)
        return {};
    const bool across = orientation == Qt::Horizontal;
    const auto side = [&](const Placement &p) { return across ? p.width : p.height; };
    const auto begin = [&](const Placement &p) { return across ? p.x : p.y; };
    double sides = 0;
    for (const Placement &p : placements)
        sides += side(p);
    const double room = begin(placements.last()) + side(placements.last()) - begin(placements.first());
    const double gap = (room - sides) / double(placements.size() - 1);
    QHash<ElementId, QPointF> to;
    double next = begin(placements.first());
    for (const Placement &p : placements) {
        to.insert(p.element, across ? QPointF(next, p.y) : QPointF(p.x, next));
        next += side(p) + gap;
    }
    return moveElements(model, diagram, to);
}

Delta showElements(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, QPointF> &at)
{
    Draft draft(model);
    if (!draft.contains(diagram))
        return {};
    QSet<ElementId> shown;
    for (auto it = at.begin(); it != at.end(); ++it) {
        Placement placement;
        placement.id = Placement::idFor(diagram, it.key());
        if (!draft.contains(it.key()) || draft.contains(placement.id))
            continue;
        placement.diagram = diagram;
        placement.element = it.key();
        placement.x = it.value().x();
        placement.y = it.value().y();
        placement.placed = placement.byPerson = true;
        draft.put(placement);
        shown.insert(it.key());
    }
    for (const ElementId &id : shown) {
        const Placement placement = draft.value(Placement::idFor(diagram, id));
        const BoundaryId boundary = draft.value(id).boundary;
        const BoundaryPlacementId zone = BoundaryPlacement::idFor(diagram, boundary);
        if (boundary && !draft.contains(zone)) {
            const QRectF rect = enclosing(rectOf(placement));
            draft.put(BoundaryPlacement{zone, diagram, boundary, rect.x(), rect.y(), rect.width(), rect.height(), true, false});
        }
        growAround(draft, diagram, boundary, rectOf(placement));
    }
    return draft.delta();
}

Delta takeOff(const ThreatModel &model, DiagramId diagram, const Selection &selection)
{
    Draft draft(model);
    for (const ElementId &id : selection.elements)
        draft.remove(Placement::idFor(diagram, id));
    for (const BoundaryId &id : selection.boundaries)
        draft.remove(BoundaryPlacement::idFor(diagram, id));
    const QList<FlowPlacement> routes = draft.where<FlowPlacement>([&](const FlowPlacement &p) {
        const DataFlow flow = draft.value(p.flow);
        return p.diagram == diagram && (selection.elements.contains(flow.source) || selection.elements.contains(flow.target));
    });
    for (const FlowPlacement &route : routes)
        draft.remove(route.id);
    return draft.delta();
}

Delta forgetPlaces(const ThreatModel &model, DiagramId diagram)
{
    Draft draft(model);
    const QList<Placement> placements = draft.where<Placement>([&](const Placement &p) { return p.diagram == diagram; });
    for (Placement placement : placements) {
        placement.placed = placement.byPerson = false;
        draft.put(placement);
    }
    const QList<BoundaryPlacement> zones = draft.where<BoundaryPlacement>([&](const BoundaryPlacement &p) { return p.diagram == diagram; });
    for (BoundaryPlacement placement : zones) {
        placement.placed = placement.byPerson = false;
        draft.put(placement);
    }
    const QList<FlowPlacement> routes = draft.where<FlowPlacement>([&](const FlowPlacement &p) { return p.diagram == diagram; });
    for (const FlowPlacement &route : routes)
        draft.remove(route.id);
    return draft.delta();
}

} // namespace drawbridge
