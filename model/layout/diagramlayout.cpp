// SPDX-License-Identifier: Apache-2.0
#include "layout/layout.h"

#include "layout/arrangement.h"
#include "layout/layeredplacer.h"
#include "layout/layouttext.h"
#include "notation/notation.h"
#include "threatmodel/modelindex.h"

#include <QMap>

#include <tuple>

namespace drawbridge {

namespace {

constexpr QSizeF bundleLabel(72, 18); // "12 flows"

// What a diagram shows, in the order of the request: outer zones first, then left to right, names, ids.
struct DiagramContent
{
    QList<BoundaryId> zones;
    QList<Placement> placements;
    QHash<BoundaryId, int> zoneIndex;
    QHash<ElementId, int> nodeIndex;
};

int rankOf(const TrustBoundary &zone)
{
    // Third parties stand at the right, beyond what is ours, whatever trust they have.
    if (zone.kind == ZoneKind::ThirdParty)
        return 9;
    return zone.trust == TrustBoundary::unknownTrust ? 5 : zone.trust;
}

int looseRankOf(const Element &element)
{
    switch (element.kind) {
    case ElementKind::ExternalEntity: return element.actorClass == ActorClass::NotAnActor ? 9 : 0;
    case ElementKind::Process: return 3;
    case ElementKind::DataStore: return 8;
    }
    return 3;
}

DiagramContent contentOf(const ThreatModel &model, DiagramId diagram)
{
    DiagramContent content;
    QSet<BoundaryId> zones;
    for (const Placement &placement : model.placements) {
        const Element *element = model.elements.find(placement.element);
        if (placement.diagram != diagram || !element)
            continue;
        content.placements.append(placement);
        for (const BoundaryId &id : boundaryChain(model, element->boundary))
            zones.insert(id);
    }
    for (const BoundaryPlacement &placement : model.boundaryPlacements) {
        if (placement.diagram == diagram && model.boundaries.contains(placement.boundary)) {
            for (const BoundaryId &id : boundaryChain(model, placement.boundary))
                zones.insert(id);
        }
    }
    content.zones = zones.values();
    const auto zoneKey = [&](const BoundaryId &id) {
        const TrustBoundary zone = model.boundaries.value(id);
        return std::make_tuple(boundaryChain(model, id).size(), rankOf(zone), zone.name, id);
    };
    std::sort(content.zones.begin(), content.zones.end(), [&](const BoundaryId &a, const BoundaryId &b) { return zoneKey(a) < zoneKey(b); });
    const auto nodeKey = [&](const Placement &placement) {
        const Element element = model.elements.value(placement.element);
        return std::make_tuple(int(element.kind), int(element.actorClass), element.name, element.id);
    };
    std::sort(content.placements.begin(), content.placements.end(), [&](const Placement &a, const Placement &b) { return nodeKey(a) < nodeKey(b); });
    for (int i = 0; i < content.zones.size(); ++i)
        content.zoneIndex.insert(content.zones[i], i);
    for (int i = 0; i < content.placements.size(); ++i)
        content.nodeIndex.insert(content.placements[i].element, i);
    return content;
}

// Locked itself, or standing in a zone that is: a zone that stays where it is keeps its members.
bool isLocked(const ThreatModel &model, const Placement &placement)
{
    if (!placement.placed)
        return false;
    for (const BoundaryId &id : boundaryChain(model, model.elements.value(placement.element).boundary)) {
        const BoundaryPlacement *zone = model.boundaryPlacements.find(BoundaryPlacement::idFor(placement.diagram, id));
        if (zone && zone->placed && zone->locked)
            return true;
    }
    return placement.locked;
}

bool isFixed(const ThreatModel &model, const Placement &placement, LayoutScope scope, const QSet<ElementId> &selection)
{
    if (isLocked(model, placement))
        return true;
    switch (scope) {
    case LayoutScope::All: return false;
    case LayoutScope::OnlyUnplaced: return placement.placed;
    case LayoutScope::Selection: return placement.placed && !selection.contains(placement.element);
    }
    return false;
}

// Symbols of one kind in one zone get one width, and those that many flows join the height that the flows need.
void settleSizes(LayoutRequest &request, const DiagramContent &content, const ThreatModel &model)
{
    constexpr double widestShared = 216; // a wider one stays alone
    constexpr double flowSpacing = 16, tallest = 320;
    constexpr int manyFlows = 4;
    QList<int> in(request.nodes.size(), 0), out(request.nodes.size(), 0);
    for (const LayoutRequest::Edge &edge : std::as_const(request.edges)) {
        ++out[edge.from];
        ++in[edge.to];
    }
    QMap<std::pair<int, int>, double> widths; // by zone and kind
    const auto isOurs = [&](qsizetype i) { return !request.nodes[i].fixed && !content.placements[i].byPerson && request.nodes[i].size.width() <= widestShared; };
    const auto keyOf = [&](qsizetype i) { return std::pair(request.nodes[i].cluster, int(model.elements.value(content.placements[i].element).kind)); };
    for (qsizetype i = 0; i < request.nodes.size(); ++i) {
        if (isOurs(i)) {
            double &width = widths[keyOf(i)];
            width = std::max(width, request.nodes[i].size.width());
        }
    }
    for (qsizetype i = 0; i < request.nodes.size(); ++i) {
        LayoutRequest::Node &node = request.nodes[i];
        if (node.fixed || content.placements[i].byPerson)
            continue;
        if (isOurs(i))
            node.size.setWidth(widths.value(keyOf(i)));
        const int flows = std::max(in[i], out[i]);
        if (flows >= manyFlows)
            node.size.setHeight(std::max(node.size.height(), std::min(tallest, 24 + flowSpacing * flows)));
    }
}

} // namespace

LayoutRequest layoutRequest(const ThreatModel &model, DiagramId diagram, LayoutScope scope, const QSet<ElementId> &selection)
{
    const DiagramContent content = contentOf(model, diagram);
    const Notation notation = model.project().notation;
    const QFont font = notation::baseFont();
    LayoutRequest request;
    for (const BoundaryId &id : content.zones) {
        const TrustBoundary zone = model.boundaries.value(id);
        request.clusters.append({content.zoneIndex.value(zone.parent, -1), rankOf(zone), notation::boundaryMinimumSize(zone, font)});
    }
    for (const Placement &placement : content.placements) {
        const Element element = model.elements.value(placement.element);
        LayoutRequest::Node node;
        node.fixed = isFixed(model, placement, scope, selection);
        node.size = placement.placed && (node.fixed || placement.byPerson) ? QSizeF(placement.width, placement.height)
                                                                          : notation::preferredSize(element, notation, font);
        node.position = {placement.x, placement.y};
        node.cluster = content.zoneIndex.value(element.boundary, -1);
        node.rank = node.cluster < 0 ? looseRankOf(element) : -1;
        request.nodes.append(node);
    }
    // One line for what is bundled (model/shown), in the order in which lines are routed.
    QList<DataFlow> flows;
    for (const DataFlow &flow : model.flows) {
        if (content.nodeIndex.contains(flow.source) && content.nodeIndex.contains(flow.target))
            flows.append(flow);
    }
    std::sort(flows.begin(), flows.end(), [](const DataFlow &a, const DataFlow &b) { return a.id < b.id; });
    QHash<std::pair<int, int>, qsizetype> bundles;
    for (const DataFlow &flow : std::as_const(flows)) {
        const std::pair ends(content.nodeIndex.value(flow.source), content.nodeIndex.value(flow.target));
        const QSizeF label = notation::flowLabelSize(notation::flowLabel(flow), font);
        if (flow.provenance.origin != Origin::Person) {
            if (const auto known = bundles.constFind(ends); known != bundles.cend()) {
                QSizeF &size = request.edges[*known].label;
                size = size.expandedTo(label).expandedTo(bundleLabel);
                continue;
            }
            bundles.insert(ends, request.edges.size());
        }
        request.edges.append({ends.first, ends.second, label});
    }
    settleSizes(request, content, model);
    return request;
}

Delta placementDelta(const ThreatModel &model, DiagramId diagram, LayoutScope scope, const LayoutPositions &positions, const QSet<ElementId> &selection)
{
    const DiagramContent content = contentOf(model, diagram);
    Delta delta;
    if (positions.nodes.size() != content.placements.size() || positions.clusters.size() != content.zones.size())
        return delta; // made for another state of the diagram
    for (qsizetype i = 0; i < content.placements.size(); ++i) {
        const Placement &before = content.placements[i];
        if (isFixed(model, before, scope, selection))
            continue;
        Placement after = before;
        after.x = positions.nodes[i].x();
        after.y = positions.nodes[i].y();
        after.width = positions.nodes[i].width();
        after.height = positions.nodes[i].height();
        after.placed = true;
        after.byPerson = false;
        changeIn(delta, before, after);
    }
    for (qsizetype i = 0; i < content.zones.size(); ++i) {
        const BoundaryPlacementId id = BoundaryPlacement::idFor(diagram, content.zones[i]);
        const BoundaryPlacement *before = model.boundaryPlacements.find(id);
        BoundaryPlacement after;
        if (before)
            after = *before;
        QRectF rect = positions.clusters[i];
        // A zone that a person made larger stays as large.
        if (before && before->placed && before->byPerson && scope != LayoutScope::All)
            rect = rect.united(QRectF(before->x, before->y, before->width, before->height));
        else if (before && before->placed && (scope == LayoutScope::OnlyUnplaced || before->locked))
            rect = rect.united(QRectF(before->x, before->y, before->width, before->height));
        after.id = id;
        after.diagram = diagram;
        after.boundary = content.zones[i];
        after.x = rect.x();
        after.y = rect.y();
        after.width = rect.width();
        after.height = rect.height();
        after.placed = true;
        after.byPerson = before && before->byPerson && (scope != LayoutScope::All || before->locked);
        if (before)
            changeIn(delta, *before, after);
        else
            addTo(delta, after);
    }
    return delta;
}

Result<Delta> layoutUnplaced(const ThreatModel &model, Progress &progress, Diagnostics *diagnostics)
{
    Delta all;
    bool fallback = false;
    for (const DiagramId &diagram : model.diagrams.sortedIds()) {
        bool some = false, missing = false;
        for (const Placement &placement : model.placements) {
            if (placement.diagram == diagram)
                (placement.placed ? some : missing) = true;
        }
        if (!missing)
            continue;
        const LayoutScope scope = some ? LayoutScope::OnlyUnplaced : LayoutScope::All;
        const LayoutRequest request = layoutRequest(model, diagram, scope);
        Result<LayoutPositions> positions = fallback && !some ? Result<LayoutPositions>(arrange(request, placeInLayers)) : runLayout(request, progress);
        if (progress.isCancelled())
            return Error{LayoutText::tr("The layout was cancelled; the diagram stays as it is."), {}};
        if (!positions) {
            if (diagnostics)
                diagnostics->warn(positions.error().message + QLatin1Char(' ') + LayoutText::tr("New diagrams were arranged plainly; tidy them to try again."));
            fallback = true;
            positions = arrange(request, placeInLayers);
        }
        all = compose(all, placementDelta(model, diagram, scope, *positions));
    }
    return all;
}

} // namespace drawbridge
