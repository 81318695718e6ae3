// SPDX-License-Identifier: Apache-2.0
#include "report/diagrampicture.h"

#include "routing/routing.h"
#include "threatmodel/modelindex.h"

#include <QPainter>

namespace drawbridge {

namespace {

constexpr double edge = 24; // of free space around a diagram

int depthOf(const ThreatModel &model, BoundaryId boundary)
{
    return int(boundaryChain(model, boundary).size());
}

} // namespace

DiagramPicture diagramPicture(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, SymbolState> &states, qint64 routingBudget)
{
    DiagramPicture picture;
    picture.title = model.diagrams.value(diagram).name;
    picture.notation = model.project().notation;
    const QFont base = notation::baseFont();
    RoutingRequest request;
    request.budget = routingBudget;

    for (const BoundaryPlacementId &id : model.boundaryPlacements.sortedIds()) {
        const BoundaryPlacement placement = model.boundaryPlacements.value(id);
        if (placement.diagram == diagram && placement.placed)
            picture.zones.append({model.boundaries.value(placement.boundary), QRectF(placement.x, placement.y, placement.width, placement.height)});
    }
    std::stable_sort(picture.zones.begin(), picture.zones.end(), [&](const DiagramPicture::Zone &a, const DiagramPicture::Zone &b) {
        return depthOf(model, a.boundary.id) < depthOf(model, b.boundary.id);
    });
    for (const DiagramPicture::Zone &zone : std::as_const(picture.zones)) {
        request.titleAreas.append(notation::boundaryTitleArea(zone.rect));
        request.zones.append(zone.rect);
        picture.bounds |= zone.rect;
    }

    QHash<ElementId, int> shapeOf;
    for (const PlacementId &id : model.placements.sortedIds()) {
        const Placement placement = model.placements.value(id);
        if (placement.diagram != diagram || !placement.placed)
            continue;
        const QRectF rect(placement.x, placement.y, placement.width, placement.height);
        shapeOf.insert(placement.element, int(picture.shapes.size()));
        picture.shapes.append({model.elements.value(placement.element), rect, states.value(placement.element)});
        request.shapes.append({rect, notation::cornerRadii(picture.shapes.last().element, rect, picture.notation)});
        picture.bounds |= rect.adjusted(-notation::symbolMargin, -notation::symbolMargin, notation::symbolMargin, notation::symbolMargin);
    }
    for (const FlowId &id : model.flows.sortedIds()) {
        const DataFlow flow = model.flows.value(id);
        if (!shapeOf.contains(flow.source) || !shapeOf.contains(flow.target))
            continue;
        const FlowPlacement bent = model.flowPlacements.value(FlowPlacement::idFor(diagram, id));
        RoutingFlow wanted;
        wanted.from = shapeOf.value(flow.source);
        wanted.to = shapeOf.value(flow.target);
        for (const Point &point : bent.waypoints)
            wanted.waypoints.append(QPointF(point.x, point.y));
        if (const QString label = notation::flowLabel(flow); !label.isEmpty())
            wanted.label = notation::flowLabelSize(label, base);
        wanted.labelMoved = bent.labelMoved;
        wanted.labelOffset = QPointF(bent.labelOffset.x, bent.labelOffset.y);
        request.flows.append(wanted);
        picture.lines.append({flow, {}, {}});
    }
    const QList<Route> routes = routeFlows(request);
    for (qsizetype i = 0; i < picture.lines.size() && i < routes.size(); ++i) {
        picture.lines[i].points = routes[i].points;
        picture.lines[i].labelCenter = routes[i].labelCenter;
        for (const QPointF &point : routes[i].points)
            picture.bounds |= QRectF(point - QPointF(4, 4), QSizeF(8, 8));
        const QSizeF label = request.flows[i].label;
        if (!label.isEmpty())
            picture.bounds |= QRectF(routes[i].labelCenter - QPointF(label.width() / 2, label.height() / 2), label);
    }
    picture.bounds.adjust(-edge, -edge, edge, edge);
    return picture;
}

void paintDiagram(QPainter &painter, const DiagramPicture &picture, const DiagramPalette &palette, const QFont &base)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const DiagramPicture::Zone &zone : picture.zones)
        notation::paintBoundary(painter, zone.boundary, zone.rect, palette, base, {});
    for (const DiagramPicture::Line &line : picture.lines) {
        if (line.points.size() >= 2)
            notation::paintFlow(painter, line.flow, line.points, line.labelCenter, palette, base, {});
    }
    for (const DiagramPicture::Shape &shape : picture.shapes)
        notation::paintElement(painter, shape.element, shape.rect, picture.notation, palette, base, shape.state);
    painter.restore();
}

} // namespace drawbridge
