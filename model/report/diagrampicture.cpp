// SPDX-License-Identifier: Apache-2.0
#include "report/diagrampicture.h"

#include "notation/symboltext.h"
#include "report/reporttext.h"
#include "routing/routing.h"
#include "shown/shownflows.h"
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

    const Folding folding(model, diagram);
    QHash<QUuid, int> shapeOf; // elements and collapsed zones: what flows end at
    for (const BoundaryPlacementId &id : model.boundaryPlacements.sortedIds()) {
        const BoundaryPlacement placement = model.boundaryPlacements.value(id);
        if (placement.diagram != diagram || !placement.placed || folding.isHidden(placement.boundary))
            continue;
        SymbolState state;
        state.collapsed = placement.collapsed;
        picture.zones.append({model.boundaries.value(placement.boundary), shownRect(placement), state});
    }
    std::stable_sort(picture.zones.begin(), picture.zones.end(), [&](const DiagramPicture::Zone &a, const DiagramPicture::Zone &b) {
        return depthOf(model, a.boundary.id) < depthOf(model, b.boundary.id);
    });
    QHash<QUuid, qsizetype> boxes; // index into zones
    for (qsizetype i = 0; i < picture.zones.size(); ++i) {
        const DiagramPicture::Zone &zone = picture.zones[i];
        if (zone.state.collapsed) {
            boxes.insert(zone.boundary.id.uuid(), i);
            shapeOf.insert(zone.boundary.id.uuid(), int(request.shapes.size()));
            request.shapes.append({zone.rect});
        } else {
            request.titleAreas.append(notation::boundaryTitleArea(zone.rect));
            request.zones.append(zone.rect);
        }
        picture.bounds |= zone.rect;
    }

    QList<Placement> placements;
    for (const Placement &placement : model.placements) {
        if (placement.diagram == diagram && placement.placed)
            placements.append(placement);
    }
    std::sort(placements.begin(), placements.end(), [](const Placement &a, const Placement &b) { return std::tie(a.level, a.id) < std::tie(b.level, b.id); });
    for (const Placement &placement : std::as_const(placements)) {
        const Element element = model.elements.value(placement.element);
        if (folding.isHidden(element)) {
            ++picture.zones[boxes.value(folding.endAt(element.id).id)].state.hidden;
            continue;
        }
        const QRectF rect(placement.x, placement.y, placement.width, placement.height);
        shapeOf.insert(placement.element.uuid(), int(request.shapes.size()));
        picture.shapes.append({element, rect, states.value(placement.element)});
        request.shapes.append({rect, notation::cornerRadii(picture.shapes.last().element, rect, picture.notation)});
        picture.bounds |= rect.adjusted(-notation::symbolMargin, -notation::symbolMargin, notation::symbolMargin, notation::symbolMargin);
    }
    QList<QList<BoundaryId>> crossed;
    for (const ShownFlow &shown : shownFlows(model, diagram, folding)) {
        RoutingFlow wanted;
        wanted.from = shapeOf.value(shown.from.id);
        wanted.to = shapeOf.value(shown.to.id);
        wanted.waypoints = shown.waypoints;
        if (!shown.label.isEmpty())
            wanted.label = notation::flowLabelSize(shown.label, base);
        wanted.leastLabel = notation::leastFlowLabel(shown.label);
        wanted.labelMoved = shown.labelMoved;
        wanted.labelOffset = shown.labelOffset;
        request.flows.append(wanted);
        SymbolState state;
        state.label = shown.label;
        state.bundle = shown.isBundle();
        picture.lines.append({shown.flow, state, {}, {}});
        crossed.append(crossedOpen(model, folding, shown));
    }
    const QList<Route> routes = routeFlows(request);
    for (qsizetype i = 0; i < picture.lines.size() && i < routes.size(); ++i) {
        picture.lines[i].points = routes[i].points;
        picture.lines[i].label = labelBox(routes[i], request.flows[i].label);
        picture.lines[i].state.labelWidth = routes[i].labelWidth;
        for (const DiagramPicture::Zone &zone : std::as_const(picture.zones)) {
            if (!crossed[i].contains(zone.boundary.id))
                continue;
            for (Crossing crossing : crossingsOf(routes[i].points, zone.rect)) {
                crossing.trust = zone.boundary.trust;
                picture.lines[i].state.crossings.append(crossing);
            }
        }
        for (const QPointF &point : routes[i].points)
            picture.bounds |= QRectF(point - QPointF(4, 4), QSizeF(8, 8));
        picture.bounds |= picture.lines[i].label;
    }
    picture.bounds.adjust(-edge, -edge, edge, edge);
    return picture;
}

void paintDiagram(QPainter &painter, const DiagramPicture &picture, const DiagramPalette &palette, const QFont &base, const QRectF &part)
{
    const auto wanted = [&](const QRectF &rect) { return part.isNull() || part.intersects(rect.adjusted(-notation::symbolMargin, -notation::symbolMargin, notation::symbolMargin, notation::symbolMargin)); };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const DiagramPicture::Zone &zone : picture.zones) {
        if (wanted(zone.rect))
            notation::paintBoundary(painter, zone.boundary, zone.rect, palette, base, zone.state);
    }
    for (const DiagramPicture::Line &line : picture.lines) {
        if (line.points.size() >= 2 && wanted(QPolygonF(line.points).boundingRect() | line.label))
            notation::paintFlow(painter, line.flow, line.points, line.label.center(), palette, base, line.state);
    }
    for (const DiagramPicture::Shape &shape : picture.shapes) {
        if (wanted(shape.rect))
            notation::paintElement(painter, shape.element, shape.rect, picture.notation, palette, base, shape.state);
    }
    painter.restore();
}

QStringList cutNames(const DiagramPicture &picture, const QFont &base)
{
    QStringList names;
    const auto add = [&](const QString &name) {
        if (const QString told = reporttext::plain(name, 300); !told.isEmpty())
            names.append(told);
    };
    for (const DiagramPicture::Zone &zone : picture.zones) {
        if (notation::isNameCut(zone.boundary, zone.rect, base, zone.state.collapsed))
            add(zone.boundary.name);
    }
    for (const DiagramPicture::Shape &shape : picture.shapes) {
        if (notation::isNameCut(shape.element, shape.rect, picture.notation, base))
            add(shape.element.name);
    }
    for (const DiagramPicture::Line &line : picture.lines) {
        for (const QString &label : line.state.label.value_or(QString()).split(u'\n')) {
            const double room = line.state.labelWidth > 0 ? line.state.labelWidth : notation::flowLabelSize(label, base).width();
            if (notation::lineWidth(label, notation::TextRole::Detail, base) > room)
                add(label);
        }
    }
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace drawbridge
