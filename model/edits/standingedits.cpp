// SPDX-License-Identifier: Apache-2.0
#include "edits/standingedits.h"

#include "edits/placementedits.h"
#include "edits/zones.h"

namespace drawbridge {

namespace {

// Moves `elements` to one end of the order in depth; levels count from 0 and stay as small as can be.
Delta restack(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, bool toFront)
{
    QList<Placement> all;
    for (const Placement &placement : model.placements) {
        if (placement.diagram == diagram)
            all.append(placement);
    }
    std::sort(all.begin(), all.end(), [](const Placement &a, const Placement &b) { return std::tie(a.level, a.element) < std::tie(b.level, b.element); });
    QList<Placement> moved, rest;
    for (const Placement &placement : std::as_const(all))
        (elements.contains(placement.element) ? moved : rest).append(placement);
    if (moved.isEmpty() || rest.isEmpty())
        return {};
    Draft draft(model);
    // Equal levels are drawn by id: a new level only where the order asks for it.
    int level = 0;
    ElementId last;
    for (Placement placement : toFront ? rest + moved : moved + rest) {
        if (last && placement.element < last)
            ++level;
        last = placement.element;
        placement.level = level;
        draft.put(placement);
    }
    return draft.delta();
}

} // namespace

Delta setLocked(const ThreatModel &model, DiagramId diagram, const Selection &selection, bool locked)
{
    Draft draft(model);
    for (const ElementId &id : selection.elements) {
        if (const Placement *found = draft.find(Placement::idFor(diagram, id))) {
            Placement placement = *found;
            placement.locked = locked;
            draft.put(placement);
        }
    }
    for (const BoundaryId &id : selection.boundaries) {
        if (const BoundaryPlacement *found = draft.find(BoundaryPlacement::idFor(diagram, id))) {
            BoundaryPlacement placement = *found;
            placement.locked = locked;
            draft.put(placement);
        }
    }
    return draft.delta();
}

bool isHeldByLock(const ThreatModel &model, DiagramId diagram, const Selection &selection)
{
    const Draft draft(model);
    const QSet<BoundaryId> boundaries = withNested(draft, selection.boundaries);
    for (const BoundaryId &id : boundaries) {
        if (const BoundaryPlacement *placement = draft.find(BoundaryPlacement::idFor(diagram, id)); placement && placement->locked)
            return true;
    }
    for (const Placement &placement : model.placements) {
        if (placement.diagram == diagram && placement.locked
            && (selection.elements.contains(placement.element) || boundaries.contains(draft.value(placement.element).boundary)))
            return true;
    }
    return false;
}

Delta setCollapsed(const ThreatModel &model, DiagramId diagram, const QSet<BoundaryId> &boundaries, bool collapsed)
{
    Draft draft(model);
    for (const BoundaryId &id : boundaries) {
        const BoundaryPlacement *found = draft.find(BoundaryPlacement::idFor(diagram, id));
        if (!found || !found->placed || found->collapsed == collapsed)
            continue;
        BoundaryPlacement placement = *found;
        placement.collapsed = collapsed;
        draft.put(placement);
        if (!collapsed)
            growAround(draft, diagram, draft.value(id).parent, rectOf(placement));
    }
    return draft.delta();
}

Delta bringToFront(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements) { return restack(model, diagram, elements, true); }
Delta sendToBack(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements) { return restack(model, diagram, elements, false); }

Delta setOpened(const ThreatModel &model, DiagramId diagram, const QSet<FlowId> &flows, bool opened)
{
    Draft draft(model);
    if (!draft.contains(diagram))
        return {};
    for (const FlowId &id : flows) {
        if (!draft.contains(id))
            continue;
        FlowPlacement placement = draft.value(FlowPlacement::idFor(diagram, id));
        placement.id = FlowPlacement::idFor(diagram, id);
        placement.diagram = diagram;
        placement.flow = id;
        placement.opened = opened;
        if (!opened && placement.waypoints.isEmpty() && !placement.labelMoved)
            draft.remove(placement.id);
        else
            draft.put(placement);
    }
    return draft.delta();
}

Delta makeSameSize(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, ElementId like, SameSize what)
{
    const Placement *pattern = model.placements.find(Placement::idFor(diagram, like));
    if (!pattern || !pattern->placed)
        return {};
    QList<ElementId> sorted(elements.begin(), elements.end());
    std::sort(sorted.begin(), sorted.end());
    ThreatModel after = model;
    Delta all;
    for (const ElementId &id : std::as_const(sorted)) {
        const Placement *placement = model.placements.find(Placement::idFor(diagram, id));
        if (!placement || !placement->placed || id == like)
            continue;
        const QSizeF size(what == SameSize::Height ? placement->width : pattern->width, what == SameSize::Width ? placement->height : pattern->height);
        const QRectF rect(rectOf(*placement).center() - QPointF(size.width(), size.height()) / 2, size);
        const Delta one = resizeElement(after, diagram, id, rect);
        apply(after, one);
        all = compose(all, one);
    }
    return all;
}

} // namespace drawbridge
