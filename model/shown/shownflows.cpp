// SPDX-License-Identifier: Apache-2.0
#include "shown/shownflows.h"

#include "threatmodel/modelindex.h"

#include <QCoreApplication>
#include <QLineF>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype operationsListed = 12; // more of them are counted

// Context of this file's texts.
struct ShownText
{
    Q_DECLARE_TR_FUNCTIONS(Notation)
};

bool stands(const ThreatModel &model, DiagramId diagram, ElementId element)
{
    const Placement *placement = model.placements.find(Placement::idFor(diagram, element));
    return placement && placement->placed;
}

QString operationsOf(const ThreatModel &model, const DataFlow &flow)
{
    QList<std::pair<QString, QString>> lines; // path first: what belongs together stands together
    for (const OperationId &id : flow.operations) {
        if (const Operation *operation = model.operations.find(id))
            lines.append({operation->path, (operation->method + u' ' + (operation->path.isEmpty() ? operation->operationId : operation->path)).simplified()});
    }
    std::sort(lines.begin(), lines.end());
    QStringList shown;
    for (qsizetype i = 0; i < std::min(lines.size(), operationsListed); ++i)
        shown.append(lines[i].second);
    if (lines.size() > operationsListed)
        shown.append(ShownText::tr("and %n more", nullptr, int(lines.size() - operationsListed)));
    return shown.join(u'\n');
}

ShownFlow single(const ThreatModel &model, const ShownEnds &ends, const DataFlow &flow, const FlowPlacement *placement, bool canBend)
{
    ShownFlow shown;
    shown.id = flow.id;
    shown.flows = {flow.id};
    shown.from = ends.from;
    shown.to = ends.to;
    shown.flow = flow;
    shown.label = notation::flowLabel(flow);
    shown.canOpen = !flow.operations.isEmpty();
    if (!placement)
        return shown;
    shown.opened = placement->opened;
    if (shown.opened && !flow.operations.isEmpty()) {
        const QString operations = operationsOf(model, flow);
        shown.label = flow.name.trimmed().isEmpty() ? operations : flow.name.simplified() + u'\n' + operations;
    }
    if (!canBend) // its bends belong to a picture in which the box is open
        return shown;
    for (const Point &point : placement->waypoints)
        shown.waypoints.append({point.x, point.y});
    shown.labelMoved = placement->labelMoved;
    if (shown.labelMoved)
        shown.labelOffset = {placement->labelOffset.x, placement->labelOffset.y};
    return shown;
}

ShownFlow bundle(const ShownEnds &ends, const QList<DataFlow> &flows)
{
    ShownFlow shown;
    shown.from = ends.from;
    shown.to = ends.to;
    shown.flow = flows.first();
    shown.id = shown.flow.id;
    shown.canOpen = true;
    bool sameProtocol = true;
    shown.flow.inScope = shown.flow.confirmed = false;
    for (const DataFlow &flow : flows) {
        shown.flows.append(flow.id);
        shown.flow.bidirectional = shown.flow.bidirectional || flow.bidirectional;
        shown.flow.inScope = shown.flow.inScope || flow.inScope;
        shown.flow.confirmed = shown.flow.confirmed || flow.confirmed;
        sameProtocol = sameProtocol && flow.protocol == flows.first().protocol;
    }
    DataFlow words; // the protocol, in the words of a single flow
    words.protocol = sameProtocol ? flows.first().protocol : QString();
    const QString count = ShownText::tr("%n flows", nullptr, int(flows.size()));
    const QString protocol = notation::flowLabel(words);
    shown.label = protocol.isEmpty() ? count : protocol + u" · "_s + count;
    return shown;
}

} // namespace

ShownEnds shownEnds(const Folding &folding, const DataFlow &flow) { return {folding.endAt(flow.source), folding.endAt(flow.target)}; }

QList<ShownFlow> shownFlows(const ThreatModel &model, DiagramId diagram, const ShownEnds &ends, const QList<FlowId> &flows)
{
    QList<ShownFlow> shown;
    if (ends.isHidden())
        return shown;
    const bool betweenElements = ends.from.kind == SubjectKind::Element && ends.to.kind == SubjectKind::Element;
    QList<FlowId> sorted = flows;
    std::sort(sorted.begin(), sorted.end());
    QList<DataFlow> together;
    for (const FlowId &id : std::as_const(sorted)) {
        const DataFlow *flow = model.flows.find(id);
        if (!flow || !stands(model, diagram, flow->source) || !stands(model, diagram, flow->target))
            continue;
        const FlowPlacement *placement = model.flowPlacements.find(FlowPlacement::idFor(diagram, id));
        const bool alone = placement && (placement->opened || (betweenElements && (!placement->waypoints.isEmpty() || placement->labelMoved)));
        const bool byHand = betweenElements && flow->provenance.origin == Origin::Person;
        if (alone || byHand)
            shown.append(single(model, ends, *flow, placement, betweenElements));
        else
            together.append(*flow);
    }
    if (together.size() == 1)
        shown.append(single(model, ends, together.first(), model.flowPlacements.find(FlowPlacement::idFor(diagram, together.first().id)), betweenElements));
    else if (together.size() > 1)
        shown.append(bundle(ends, together));
    std::sort(shown.begin(), shown.end(), [](const ShownFlow &a, const ShownFlow &b) { return a.id < b.id; });
    return shown;
}

QList<ShownFlow> shownFlows(const ThreatModel &model, DiagramId diagram, const Folding &folding)
{
    QHash<ShownEnds, QList<FlowId>> byEnds;
    for (const DataFlow &flow : model.flows)
        byEnds[shownEnds(folding, flow)].append(flow.id);
    QList<ShownFlow> shown;
    for (auto it = byEnds.cbegin(); it != byEnds.cend(); ++it)
        shown += shownFlows(model, diagram, it.key(), it.value());
    std::sort(shown.begin(), shown.end(), [](const ShownFlow &a, const ShownFlow &b) { return a.id < b.id; });
    return shown;
}

QList<Crossing> crossingsOf(const QList<QPointF> &line, const QRectF &zone)
{
    QList<Crossing> found;
    constexpr double atEnd = 3; // a mark there would sit under an arrow head or on a shape
    const QLineF sides[] = {{zone.topLeft(), zone.topRight()}, {zone.topRight(), zone.bottomRight()}, {zone.bottomRight(), zone.bottomLeft()},
                            {zone.bottomLeft(), zone.topLeft()}};
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF piece(line[i - 1], line[i]);
        if (piece.length() < 1e-6)
            continue;
        QList<std::pair<double, QPointF>> here;
        for (const QLineF &side : sides) {
            QPointF at;
            if (piece.intersects(side, &at) == QLineF::BoundedIntersection)
                here.append({QLineF(piece.p1(), at).length(), at});
        }
        std::sort(here.begin(), here.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[distance, at] : std::as_const(here)) {
            const bool known = !found.isEmpty() && QLineF(found.last().at, at).length() < 1;
            if (!known && QLineF(at, line.first()).length() > atEnd && QLineF(at, line.last()).length() > atEnd)
                found.append({at, QPointF(piece.dx(), piece.dy()) / piece.length(), 0});
        }
    }
    return found;
}

QList<BoundaryId> crossedOpen(const ThreatModel &model, const Folding &folding, const ShownFlow &flow)
{
    QList<BoundaryId> crossed;
    for (const BoundaryId &id : crossedBoundaries(model, flow.flow)) {
        if (!folding.boxAround(id))
            crossed.append(id);
    }
    return crossed;
}

} // namespace drawbridge
