// SPDX-License-Identifier: Apache-2.0
#include "edits/flowedits.h"

#include "edits/elementedits.h"
#include "edits/removal.h"

namespace drawbridge {

namespace {

DataFlow withSoundReferences(const Draft &draft, DataFlow flow)
{
    flow.operations.removeIf([&](const OperationId &id) { return !draft.contains(id); });
    std::sort(flow.operations.begin(), flow.operations.end());
    flow.operations.erase(std::unique(flow.operations.begin(), flow.operations.end()), flow.operations.end());
    return flow;
}

// Only what the target offers; the target may be a part of the service.
void dropForeignOperations(const Draft &draft, DataFlow &flow)
{
    const Element target = draft.value(flow.target);
    const ElementId service = target.parent ? target.parent : target.id;
    flow.operations.removeIf([&](const OperationId &id) { return draft.value(id).service != service; });
}

void forgetRoutes(Draft &draft, FlowId flow)
{
    const QList<FlowPlacement> placements = draft.where<FlowPlacement>([&](const FlowPlacement &p) { return p.flow == flow; });
    for (const FlowPlacement &placement : placements)
        draft.remove(placement.id);
}

template <class Edit> Delta changePlacement(const ThreatModel &model, DiagramId diagram, FlowId flow, Edit &&edit)
{
    Draft draft(model);
    if (!draft.contains(diagram) || !draft.contains(flow))
        return {};
    FlowPlacement placement = draft.value(FlowPlacement::idFor(diagram, flow));
    placement.id = FlowPlacement::idFor(diagram, flow);
    placement.diagram = diagram;
    placement.flow = flow;
    edit(placement);
    if (placement.waypoints.isEmpty() && !placement.labelMoved && !placement.opened)
        draft.remove(placement.id);
    else
        draft.put(placement);
    return draft.delta();
}

} // namespace

DataFlow newFlow(ElementId source, ElementId target)
{
    DataFlow flow;
    flow.id = FlowId::create();
    flow.source = source;
    flow.target = target;
    return flow;
}

Delta addFlow(const ThreatModel &model, const DataFlow &flow)
{
    Draft draft(model);
    if (!flow.id || draft.contains(flow.id) || !draft.contains(flow.source) || !draft.contains(flow.target))
        return {};
    draft.put(withSoundReferences(draft, flow));
    return draft.delta();
}

Delta addElementWithFlow(const ThreatModel &model, const Element &element, const DataFlow &flow, DiagramId diagram, QPointF at)
{
    const Delta first = addElement(model, element, diagram, at);
    ThreatModel with = model;
    apply(with, first);
    return compose(first, addFlow(with, flow));
}

Delta reconnectFlow(const ThreatModel &model, FlowId flow, FlowEnd end, ElementId to)
{
    Draft draft(model);
    if (!draft.contains(flow) || !draft.contains(to))
        return {};
    DataFlow after = draft.value(flow);
    ElementId &held = end == FlowEnd::Source ? after.source : after.target;
    if (held == to)
        return {};
    held = to;
    dropForeignOperations(draft, after);
    draft.put(after);
    forgetRoutes(draft, flow);
    return draft.delta();
}

Delta reverseFlow(const ThreatModel &model, FlowId flow)
{
    Draft draft(model);
    if (!draft.contains(flow))
        return {};
    DataFlow after = draft.value(flow);
    std::swap(after.source, after.target);
    dropForeignOperations(draft, after);
    draft.put(after);
    forgetRoutes(draft, flow);
    return draft.delta();
}

Delta setFlow(const ThreatModel &model, const DataFlow &after)
{
    Draft draft(model);
    const DataFlow *before = draft.find(after.id);
    if (!before)
        return {};
    DataFlow sound = withSoundReferences(draft, after);
    if (!draft.contains(sound.source))
        sound.source = before->source;
    if (!draft.contains(sound.target))
        sound.target = before->target;
    const bool rerouted = sound.source != before->source || sound.target != before->target;
    draft.put(sound);
    if (rerouted)
        forgetRoutes(draft, sound.id);
    return draft.delta();
}

Delta renameFlow(const ThreatModel &model, FlowId flow, const QString &name)
{
    DataFlow after = model.flows.value(flow);
    after.name = name;
    return setFlow(model, after);
}

Delta confirmFlows(const ThreatModel &model, const QSet<FlowId> &flows)
{
    Draft draft(model);
    for (const FlowId &id : flows) {
        if (const DataFlow *found = draft.find(id)) {
            DataFlow flow = *found;
            flow.confirmed = true;
            draft.put(flow);
        }
    }
    return draft.delta();
}

Delta removeFlows(const ThreatModel &model, const QSet<FlowId> &flows)
{
    Draft draft(model);
    removeFlows(draft, flows);
    return draft.delta();
}

Delta setWaypoints(const ThreatModel &model, DiagramId diagram, FlowId flow, const QList<Point> &waypoints)
{
    return changePlacement(model, diagram, flow, [&](FlowPlacement &p) { p.waypoints = waypoints; });
}

Delta setLabelOffset(const ThreatModel &model, DiagramId diagram, FlowId flow, std::optional<QPointF> offset)
{
    return changePlacement(model, diagram, flow, [&](FlowPlacement &p) {
        p.labelMoved = offset.has_value();
        p.labelOffset = offset ? Point{offset->x(), offset->y()} : Point{};
    });
}

} // namespace drawbridge
