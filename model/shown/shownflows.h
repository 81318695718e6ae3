// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notation/notation.h"
#include "threatmodel/folding.h"

namespace drawbridge {

// One line on a diagram: a flow, or a bundle of flows between the same two ends.
struct ShownFlow
{
    FlowId id;           // the first of them
    QList<FlowId> flows; // sorted
    Subject from, to;    // elements, or the collapsed boundaries that hide them
    DataFlow flow;       // how to draw it: the flow itself; of a bundle, what holds for all of it
    QString label;       // may have several lines
    QList<QPointF> waypoints;
    bool labelMoved = false;
    QPointF labelOffset; // from the computed place
    bool opened = false; // shows its operations; closed again with what else it would be bundled with
    bool canOpen = false; // a bundle, or a flow with operations to list

    bool isBundle() const { return flows.size() > 1; }
    bool operator==(const ShownFlow &) const = default;
};

// The two ends at which a flow is drawn.
struct ShownEnds
{
    Subject from, to;
    bool operator==(const ShownEnds &) const = default;
    // Nothing is drawn of a flow within a collapsed boundary.
    bool isHidden() const { return from == to && from.kind == SubjectKind::Boundary; }
};
inline size_t qHash(const ShownEnds &ends, size_t seed = 0) { return qHashMulti(seed, ends.from.id, ends.to.id); }
ShownEnds shownEnds(const Folding &folding, const DataFlow &flow);

// The lines for flows with the same two ends, by id; flows of which an end does not stand on the diagram are left out.
QList<ShownFlow> shownFlows(const ThreatModel &model, DiagramId diagram, const ShownEnds &ends, const QList<FlowId> &flows);

// All lines of a diagram, by id.
QList<ShownFlow> shownFlows(const ThreatModel &model, DiagramId diagram, const Folding &folding);

// Where a line passes the border of a rectangle, from its beginning on; not where it begins or ends on it. With the
// direction of the line there, as a unit vector.
QList<Crossing> crossingsOf(const QList<QPointF> &line, const QRectF &zone);
// Boundaries that are drawn open and that the line crosses, sorted: those that hold one of its ends only.
QList<BoundaryId> crossedOpen(const ThreatModel &model, const Folding &folding, const ShownFlow &flow);

} // namespace drawbridge
