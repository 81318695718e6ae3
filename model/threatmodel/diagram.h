// SPDX-License-Identifier: Apache-2.0
// Where things stand on diagrams. Placement is apart from meaning: changing it never triggers analysis.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

struct Diagram
{
    DiagramId id;
    QString name;
    DiagramKind kind = DiagramKind::Context;
    ElementId subject; // of a service diagram: the service that it details
    DataAssetId asset; // of an asset's diagram
    QString path;      // of an attack path's diagram: the finding's fingerprint
    int position = 0;  // order in lists
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Diagram::id), property("name", &Diagram::name), property("kind", &Diagram::kind),
                               property("subject", &Diagram::subject), property("asset", &Diagram::asset), property("path", &Diagram::path),
                               property("position", &Diagram::position),
                               property("provenance", &Diagram::provenance));
    }
    bool operator==(const Diagram &) const = default;
};

// An element on a diagram; an element stands at most once on each. A flow is shown where both its ends stand.
struct Placement
{
    PlacementId id; // Placement::idFor(diagram, element)
    DiagramId diagram;
    ElementId element;
    double x = 0; // of the upper left corner, scene units
    double y = 0;
    double width = 136;
    double height = 64;
    bool placed = false; // false: waits for a place; the next layout gives it one
    bool byPerson = false; // set when a person moved it; such a place is never changed unasked
    bool locked = false;   // neither moved nor resized by gestures or layout
    int level = 0;         // order in depth among elements: higher ones are drawn above lower ones

    static PlacementId idFor(DiagramId diagram, ElementId element);
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Placement::id), property("diagram", &Placement::diagram), property("element", &Placement::element),
                               property("x", &Placement::x), property("y", &Placement::y), property("width", &Placement::width),
                               property("height", &Placement::height), property("placed", &Placement::placed), property("by_person", &Placement::byPerson),
                               property("locked", &Placement::locked), property("level", &Placement::level));
    }
    bool operator==(const Placement &) const = default;
};

// A boundary on a diagram. Its rectangle encloses its members; where a person made it larger, that is kept.
struct BoundaryPlacement
{
    BoundaryPlacementId id; // BoundaryPlacement::idFor(diagram, boundary)
    DiagramId diagram;
    BoundaryId boundary;
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool placed = false;
    bool byPerson = false;
    bool locked = false;
    bool collapsed = false; // drawn as one box that stands for its content; width and height are those of the open one

    static BoundaryPlacementId idFor(DiagramId diagram, BoundaryId boundary);
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &BoundaryPlacement::id), property("diagram", &BoundaryPlacement::diagram),
                               property("boundary", &BoundaryPlacement::boundary), property("x", &BoundaryPlacement::x),
                               property("y", &BoundaryPlacement::y), property("width", &BoundaryPlacement::width),
                               property("height", &BoundaryPlacement::height), property("placed", &BoundaryPlacement::placed),
                               property("by_person", &BoundaryPlacement::byPerson), property("locked", &BoundaryPlacement::locked),
                               property("collapsed", &BoundaryPlacement::collapsed));
    }
    bool operator==(const BoundaryPlacement &) const = default;
};

// What a person did to a flow on a diagram; routes are computed and never stored.
struct FlowPlacement
{
    FlowPlacementId id; // FlowPlacement::idFor(diagram, flow)
    DiagramId diagram;
    FlowId flow;
    QList<Point> waypoints;
    bool labelMoved = false;
    Point labelOffset; // from the label's computed place
    bool opened = false; // drawn as a flow of its own where it would be bundled with parallel ones

    static FlowPlacementId idFor(DiagramId diagram, FlowId flow);
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &FlowPlacement::id), property("diagram", &FlowPlacement::diagram), property("flow", &FlowPlacement::flow),
                               property("waypoints", &FlowPlacement::waypoints), property("label_moved", &FlowPlacement::labelMoved),
                               property("label_offset", &FlowPlacement::labelOffset), property("opened", &FlowPlacement::opened));
    }
    bool operator==(const FlowPlacement &) const = default;
};

// What a source said when it was last imported: the base of the next three-way merge.
struct ImportBaseline
{
    Id<ImportBaseline> id; // ImportBaseline::idFor(source)
    SourceId source;
    QByteArray snapshot; // encodeModel() of the model "as the source says", compressed

    static Id<ImportBaseline> idFor(SourceId source);
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &ImportBaseline::id), property("source", &ImportBaseline::source),
                               property("snapshot", &ImportBaseline::snapshot));
    }
    bool operator==(const ImportBaseline &) const = default;
};

} // namespace drawbridge
