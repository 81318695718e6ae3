// SPDX-License-Identifier: Apache-2.0
#include "edits/selectionedits.h"

#include "edits/names.h"
#include "edits/removal.h"
#include "edits/zones.h"
#include "threatmodel/validate.h"

namespace drawbridge {

namespace {

// The fragment's one diagram: placements in a fragment belong to it, whatever diagram they were copied from.
DiagramId fragmentDiagram()
{
    return DiagramId::named(u"drawbridge", u"clipboard");
}

template <class T> QSet<QString> namesOf(const Table<T> &table)
{
    QSet<QString> names;
    for (const T &row : table)
        names.insert(row.name);
    return names;
}

} // namespace

Delta removeSelection(const ThreatModel &model, const Selection &selection)
{
    Draft draft(model);
    removeFlows(draft, selection.flows);
    removeElements(draft, selection.elements);
    removeBoundaries(draft, selection.boundaries);
    return draft.delta();
}

Delta confirmSelection(const ThreatModel &model, const Selection &selection)
{
    Draft draft(model);
    for (const ElementId &id : selection.elements) {
        if (Element element = draft.value(id); element.id) {
            element.confirmed = true;
            draft.put(element);
        }
    }
    for (const FlowId &id : selection.flows) {
        if (DataFlow flow = draft.value(id); flow.id) {
            flow.confirmed = true;
            draft.put(flow);
        }
    }
    return draft.delta();
}

ThreatModel fragmentOf(const ThreatModel &model, const Selection &selection, DiagramId diagram)
{
    const Draft draft(model);
    const QSet<BoundaryId> boundaries = withNested(draft, selection.boundaries);
    ThreatModel fragment;
    Diagram own;
    own.id = fragmentDiagram();
    fragment.diagrams.insert(own);
    for (const BoundaryId &id : boundaries) {
        const TrustBoundary *found = model.boundaries.find(id);
        if (!found)
            continue;
        TrustBoundary boundary = *found;
        if (!boundaries.contains(boundary.parent))
            boundary.parent = {};
        fragment.boundaries.insert(boundary);
        if (const BoundaryPlacement *shown = model.boundaryPlacements.find(BoundaryPlacement::idFor(diagram, id))) {
            BoundaryPlacement placement = *shown;
            placement.diagram = own.id;
            placement.id = BoundaryPlacement::idFor(own.id, id);
            fragment.boundaryPlacements.insert(placement);
        }
    }
    for (const Element &found : model.elements) {
        if (!selection.elements.contains(found.id) && !boundaries.contains(found.boundary))
            continue;
        Element element = found;
        if (!boundaries.contains(element.boundary))
            element.boundary = {};
        fragment.elements.insert(element);
        if (const Placement *shown = model.placements.find(Placement::idFor(diagram, found.id))) {
            Placement placement = *shown;
            placement.diagram = own.id;
            placement.id = Placement::idFor(own.id, found.id);
            fragment.placements.insert(placement);
        }
    }
    for (const DataFlow &found : model.flows) {
        if (!fragment.elements.contains(found.source) || !fragment.elements.contains(found.target))
            continue;
        DataFlow flow = found;
        flow.operations.clear();
        fragment.flows.insert(flow);
        if (const FlowPlacement *route = model.flowPlacements.find(FlowPlacement::idFor(diagram, found.id))) {
            FlowPlacement placement = *route;
            placement.diagram = own.id;
            placement.id = FlowPlacement::idFor(own.id, found.id);
            fragment.flowPlacements.insert(placement);
        }
    }
    // A part without its service becomes an element in its own right.
    for (const ElementId &id : fragment.elements.sortedIds()) {
        Element element = fragment.elements.value(id);
        if (element.parent && !fragment.elements.contains(element.parent)) {
            element.parent = {};
            fragment.elements.insert(element);
        }
    }
    return fragment;
}

PasteResult paste(const ThreatModel &model, const ThreatModel &copied, DiagramId diagram, QPointF by)
{
    ThreatModel fragment = copied;
    apply(fragment, repair(fragment));
    PasteResult result;
    Draft draft(model);
    const bool shown = draft.contains(diagram);

    QHash<BoundaryId, BoundaryId> newBoundary;
    for (const TrustBoundary &boundary : fragment.boundaries)
        newBoundary.insert(boundary.id, BoundaryId::create());
    QHash<ElementId, ElementId> newElement;
    for (const Element &element : fragment.elements)
        newElement.insert(element.id, ElementId::create());

    QSet<QString> taken = namesOf(model.boundaries);
    for (const BoundaryId &id : fragment.boundaries.sortedIds()) {
        TrustBoundary boundary = fragment.boundaries.value(id);
        boundary.id = newBoundary.value(id);
        boundary.parent = newBoundary.value(boundary.parent);
        boundary.name = freeName(taken, boundary.name);
        taken.insert(boundary.name);
        boundary.provenance = {};
        draft.put(boundary);
        result.pasted.boundaries.insert(boundary.id);
    }
    taken = namesOf(model.elements);
    for (const ElementId &id : fragment.elements.sortedIds()) {
        Element element = fragment.elements.value(id);
        element.id = newElement.value(id);
        element.boundary = newBoundary.value(element.boundary);
        element.parent = newElement.value(element.parent);
        element.name = freeName(taken, element.name);
        taken.insert(element.name);
        element.provenance = {};
        draft.put(element);
        result.pasted.elements.insert(element.id);
    }
    QHash<FlowId, FlowId> newFlow;
    for (const FlowId &id : fragment.flows.sortedIds()) {
        DataFlow flow = fragment.flows.value(id);
        flow.id = FlowId::create();
        flow.source = newElement.value(flow.source);
        flow.target = newElement.value(flow.target);
        flow.operations.clear();
        flow.provenance = {};
        newFlow.insert(id, flow.id);
        draft.put(flow);
        result.pasted.flows.insert(flow.id);
    }
    if (shown) {
        for (const BoundaryPlacementId &id : fragment.boundaryPlacements.sortedIds()) {
            BoundaryPlacement placement = fragment.boundaryPlacements.value(id);
            placement.diagram = diagram;
            placement.boundary = newBoundary.value(placement.boundary);
            placement.id = BoundaryPlacement::idFor(diagram, placement.boundary);
            placement.x += by.x();
            placement.y += by.y();
            placement.byPerson = placement.placed;
            draft.put(placement);
        }
        for (const PlacementId &id : fragment.placements.sortedIds()) {
            Placement placement = fragment.placements.value(id);
            placement.diagram = diagram;
            placement.element = newElement.value(placement.element);
            placement.id = Placement::idFor(diagram, placement.element);
            placement.x += by.x();
            placement.y += by.y();
            placement.byPerson = placement.placed;
            draft.put(placement);
        }
        for (const FlowPlacementId &id : fragment.flowPlacements.sortedIds()) {
            FlowPlacement placement = fragment.flowPlacements.value(id);
            placement.diagram = diagram;
            placement.flow = newFlow.value(placement.flow);
            placement.id = FlowPlacement::idFor(diagram, placement.flow);
            for (Point &point : placement.waypoints)
                point = {point.x + by.x(), point.y + by.y()};
            draft.put(placement);
        }
        // What was copied without its boundary comes into the one that it is dropped on.
        for (const ElementId &id : std::as_const(result.pasted.elements)) {
            Element element = draft.value(id);
            const Placement *placement = draft.find(Placement::idFor(diagram, id));
            if (element.boundary || !placement || !placement->placed)
                continue;
            element.boundary = boundaryAt(draft, diagram, rectOf(*placement).center(), result.pasted.boundaries);
            draft.put(element);
        }
        growAroundMembers(draft, result.pasted.elements);
    }
    result.delta = draft.delta();
    return result;
}

} // namespace drawbridge
