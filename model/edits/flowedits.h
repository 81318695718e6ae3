// SPDX-License-Identifier: Apache-2.0
// Drawing, changing and removing flows. Pure: (model, arguments) → Delta that keeps the model sound; empty where the
// arguments name nothing that exists.
#pragma once

#include "threatmodel/delta.h"

#include <QPointF>
#include <QSet>

#include <optional>

namespace drawbridge {

enum class FlowEnd { Source, Target };

// A flow with a fresh id, not yet in the model.
DataFlow newFlow(ElementId source, ElementId target);

// Adds the flow; both its ends must exist.
Delta addFlow(const ThreatModel &model, const DataFlow &flow);
// Adds a new element at `at` and a flow to it: what dropping a new flow on empty canvas does.
Delta addElementWithFlow(const ThreatModel &model, const Element &element, const DataFlow &flow, DiagramId diagram, QPointF at);

// Lets an end hold on to another element. What a person did to its route goes with the old route; operations that the
// new target does not offer are no longer carried.
Delta reconnectFlow(const ThreatModel &model, FlowId flow, FlowEnd end, ElementId to);
// Source becomes target; operations stay with the side that offers them, so they are carried no longer.
Delta reverseFlow(const ThreatModel &model, FlowId flow);

// The flow as in `after` (its id says which). Ends that do not exist stay as they were; operations are sorted, and those
// that do not exist left out.
Delta setFlow(const ThreatModel &model, const DataFlow &after);
Delta renameFlow(const ThreatModel &model, FlowId flow, const QString &name);
Delta confirmFlows(const ThreatModel &model, const QSet<FlowId> &flows);
Delta removeFlows(const ThreatModel &model, const QSet<FlowId> &flows);

// Where a person wants the flow to pass; none: the route is computed again.
Delta setWaypoints(const ThreatModel &model, DiagramId diagram, FlowId flow, const QList<Point> &waypoints);
// Offset of the label from its computed place; none: back to it.
Delta setLabelOffset(const ThreatModel &model, DiagramId diagram, FlowId flow, std::optional<QPointF> offset);

} // namespace drawbridge
