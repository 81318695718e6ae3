// SPDX-License-Identifier: Apache-2.0
// Imports specifications, tidies and routes every diagram as the window would, and prints a table of what can be counted
// about the pictures, beside what plain Graphviz (dot with clusters) makes of the same graphs.
// Usage: layoutquality [--png DIR] [--generated] [--large] FILE…
//   --png DIR    draws both pictures of each diagram; crossings and labels that collide are marked
//   --generated  also on made-up systems of several kinds and sizes
//   --large      also on made-up systems of about 300 and 1,000 elements; dot gets a minute for each
#include "bench/clustereddot.h"
#include "bench/generatedsystems.h"
#include "importers/importer.h"
#include "layout/layout.h"
#include "notation/notation.h"
#include "shown/shownflows.h"
#include "support/routequality.h"
#include "threatmodel/modelindex.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTextStream>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// A diagram as the window shows it: flows between the same two ends are one line.
struct Picture
{
    QList<Element> elements;
    QList<TrustBoundary> zones; // outer ones first
    QList<ShownFlow> flows;
    RoutingRequest request;
};

Picture pictureOf(const ThreatModel &model, const ModelIndex &index, DiagramId diagram, const QFont &font)
{
    Picture picture;
    QHash<QUuid, int> shapes;
    QList<PlacementId> placements = index.placementsOn(diagram);
    const auto elementOf = [&](PlacementId id) { return model.placements.value(id).element; };
    std::sort(placements.begin(), placements.end(), [&](PlacementId a, PlacementId b) { return elementOf(a) < elementOf(b); });
    for (const PlacementId &id : std::as_const(placements)) {
        const Placement *placement = model.placements.find(id);
        const QRectF rect(placement->x, placement->y, placement->width, placement->height);
        shapes.insert(placement->element.uuid(), int(picture.elements.size()));
        picture.elements.append(model.elements.value(placement->element));
        picture.request.shapes.append({rect, notation::cornerRadii(picture.elements.last(), rect, Notation::Rounded)});
    }
    QList<BoundaryPlacement> zones;
    for (const BoundaryPlacementId &id : index.boundaryPlacementsOn(diagram))
        zones.append(model.boundaryPlacements.value(id));
    std::sort(zones.begin(), zones.end(), [&](const BoundaryPlacement &a, const BoundaryPlacement &b) {
        return std::make_pair(boundaryChain(model, a.boundary).size(), a.boundary) < std::make_pair(boundaryChain(model, b.boundary).size(), b.boundary);
    });
    for (const BoundaryPlacement &zone : std::as_const(zones)) {
        const QRectF rect(zone.x, zone.y, zone.width, zone.height);
        picture.zones.append(model.boundaries.value(zone.boundary));
        picture.request.zones.append(rect);
        picture.request.titleAreas.append(notation::boundaryTitleArea(rect));
    }
    for (const ShownFlow &flow : shownFlows(model, diagram, Folding(model, diagram))) {
        if (!shapes.contains(flow.from.id) || !shapes.contains(flow.to.id))
            continue;
        RoutingFlow routed;
        routed.from = shapes.value(flow.from.id);
        routed.to = shapes.value(flow.to.id);
        routed.label = notation::flowLabelSize(flow.label, font);
        routed.leastLabel = notation::leastFlowLabel(flow.label);
        picture.request.flows.append(routed);
        picture.flows.append(flow);
    }
    return picture;
}

testing::Drawing drawingOf(const Picture &picture, const QList<Route> &routes)
{
    testing::Drawing drawing;
    drawing.valid = true;
    drawing.zones = picture.request.zones;
    for (const RoutingShape &shape : picture.request.shapes)
        drawing.shapes.append(shape.rect);
    for (qsizetype f = 0; f < routes.size(); ++f) {
        const RoutingFlow &flow = picture.request.flows[f];
        drawing.ends.append({flow.from, flow.to});
        drawing.lines.append(routes[f].points);
        drawing.labels.append(labelBox(routes[f], flow.label));
    }
    return drawing;
}

// Index of the zone of each shape, of the zone around each zone, and all zones around each shape.
struct Membership
{
    QList<int> zoneOf, parents;
    QList<QSet<int>> zonesOf;
};

Membership membershipOf(const Picture &picture)
{
    Membership membership;
    QHash<BoundaryId, int> indexes;
    for (qsizetype i = 0; i < picture.zones.size(); ++i)
        indexes.insert(picture.zones[i].id, int(i));
    for (const TrustBoundary &zone : picture.zones)
        membership.parents.append(indexes.value(zone.parent, -1));
    for (const Element &element : picture.elements) {
        membership.zoneOf.append(indexes.value(element.boundary, -1));
        QSet<int> around;
        for (int z = membership.zoneOf.last(); z >= 0; z = membership.parents[z])
            around.insert(z);
        membership.zonesOf.append(around);
    }
    return membership;
}

void draw(const Picture &picture, const testing::Drawing &drawing, const testing::PictureQuality &quality, const QString &file, const QFont &font)
{
    QRectF area;
    for (const auto &list : {drawing.shapes, drawing.zones, drawing.labels}) {
        for (const QRectF &rect : list)
            area |= rect;
    }
    for (const QList<QPointF> &line : drawing.lines) {
        for (const QPointF &point : line)
            area |= QRectF(point, QSizeF(1, 1));
    }
    area.adjust(-40, -40, 40, 40);
    const double scale = std::min({1.5, 2400 / area.width(), 2400 / area.height()});
    const DiagramPalette palette = DiagramPalette::light();
    QImage image((area.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(palette.background);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    for (qsizetype i = 0; i < picture.zones.size(); ++i)
        notation::paintBoundary(painter, picture.zones[i], drawing.zones[i], palette, font, {});
    for (qsizetype i = 0; i < picture.flows.size(); ++i) {
        SymbolState state;
        state.label = picture.flows[i].label;
        state.labelWidth = drawing.labels[i].width();
        state.bundle = picture.flows[i].isBundle();
        notation::paintFlow(painter, picture.flows[i].flow, drawing.lines[i], drawing.labels[i].center(), palette, font, state);
    }
    for (qsizetype i = 0; i < picture.elements.size(); ++i)
        notation::paintElement(painter, picture.elements[i], drawing.shapes[i], Notation::Rounded, palette, font, {});
    painter.setPen(QPen(Qt::red, 1.5));
    for (const QPointF &place : quality.places)
        painter.drawEllipse(place, 5, 5);
    for (const int i : quality.colliding)
        painter.drawRect(drawing.labels[i]);
    painter.end();
    image.save(file);
}

// Tidies every diagram; the milliseconds of each.
bool tidy(ThreatModel &model, QList<qint64> &times, QTextStream &out)
{
    for (const DiagramId &diagram : model.diagrams.sortedIds()) {
        Progress progress;
        QElapsedTimer timer;
        timer.start();
        const LayoutRequest request = layoutRequest(model, diagram, LayoutScope::All);
        const Result<LayoutPositions> positions = runLayout(request, progress, 60000);
        if (!positions) {
            out << positions.error().message << '\n';
            return false;
        }
        times.append(timer.elapsed());
        apply(model, placementDelta(model, diagram, LayoutScope::All, *positions));
    }
    return true;
}

struct Totals
{
    int diagrams = 0, bad = 0, worseCrossings = 0, worseLabels = 0;
    testing::PictureQuality ours, dots;
};

void add(testing::PictureQuality &sum, const testing::PictureQuality &q)
{
    sum.overlaps += q.overlaps;
    sum.throughShapes += q.throughShapes;
    sum.crossings += q.crossings;
    sum.onTop += q.onTop;
    sum.bends += q.bends;
    sum.labelCollisions += q.labelCollisions;
}

QString row(const testing::PictureQuality &q)
{
    return u"%1 %2 %3 %4 %5 %6 %7"_s.arg(q.overlaps, 7).arg(q.throughShapes, 7).arg(q.crossings, 5).arg(q.onTop, 5).arg(q.bends, 5).arg(q.labelCollisions, 5).arg(q.ratio, 5, 'f', 2);
}

void measure(const ThreatModel &model, const QList<qint64> &times, const QString &name, const QString &pictures, Totals &totals, QTextStream &out)
{
    const QFont font = notation::baseFont();
    const ModelIndex index(model);
    qsizetype next = 0;
    for (const DiagramId &id : model.diagrams.sortedIds()) {
        const qint64 layoutTime = times[next++];
        Picture picture = pictureOf(model, index, id, font);
        if (picture.flows.isEmpty())
            continue;
        picture.request.budget = 80'000'000; // as the window has for large diagrams
        QElapsedTimer timer;
        timer.start();
        const QList<Route> routes = routeFlows(picture.request);
        const qint64 routeTime = timer.elapsed();
        const testing::RouteQuality q = testing::routeQuality(picture.request, routes);
        const Membership membership = membershipOf(picture);
        testing::Drawing our = drawingOf(picture, routes), dots = testing::clusteredDot(picture.request, membership.zoneOf, membership.parents);
        our.zonesOf = dots.zonesOf = membership.zonesOf;
        const testing::PictureQuality ours = pictureQuality(our), dot = dots.valid ? pictureQuality(dots) : testing::PictureQuality();
        const bool isOutOfShape = picture.elements.size() >= 3 && (ours.ratio < 0.5 || ours.ratio > 3);
        const bool isBad = ours.overlaps || ours.throughShapes || q.straight || isOutOfShape;
        const bool moreCrossings = dots.valid && ours.crossings > dot.crossings;
        const bool moreCollisions = dots.valid && ours.labelCollisions > dot.labelCollisions;
        out << u"%1 %2 | "_s.arg(picture.elements.size(), 6).arg(picture.flows.size(), 5) << row(ours)
            << u" %1 %2 %3 %4 | "_s.arg(q.tooClose, 5).arg(q.straight, 8).arg(layoutTime, 9).arg(routeTime, 8);
        out << (dots.valid ? row(dot) : u"-- none --"_s.leftJustified(45)) << " | " << (isBad ? "BAD " : "") << (moreCrossings ? "crossings " : "") << (moreCollisions ? "labels " : "") << name
            << ": " << model.diagrams.value(id).name << '\n';
        out.flush();
        ++totals.diagrams;
        totals.bad += isBad;
        totals.worseCrossings += moreCrossings;
        totals.worseLabels += moreCollisions;
        if (dots.valid) {
            add(totals.ours, ours);
            add(totals.dots, dot);
        }
        if (!pictures.isEmpty()) {
            const QString base = pictures + u'/' + QString(name + u'-' + model.diagrams.value(id).name.left(40)).replace(u'/', u'_').replace(u' ', u'-');
            draw(picture, our, ours, base + u".png"_s, font);
            if (dots.valid)
                draw(picture, dots, dot, base + u".dot.png"_s, font);
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    QTextStream out(stdout);
    QStringList files = application.arguments().mid(1);
    QString pictures;
    if (const qsizetype at = files.indexOf(u"--png"_s); at >= 0 && at + 1 < files.size()) {
        pictures = files[at + 1];
        files.remove(at, 2);
        QDir().mkpath(pictures);
    }
    const bool makes = files.removeAll(u"--generated"_s) > 0, makesLarge = files.removeAll(u"--large"_s) > 0;
    const QString columns = u"overlap through cross onTop bends label ratio"_s;
    out << "              | ours " << QString(columns.size() - 5 + 34, u' ') << "| clustered dot\nshapes flows | " << columns << " close straight layout_ms route_ms | " << columns << " | file: diagram\n";
    Totals totals;
    const auto measured = [&](ThreatModel model, const QString &name) {
        QList<qint64> times;
        if (tidy(model, times, out))
            measure(model, times, name, pictures, totals, out);
    };
    for (const QString &file : std::as_const(files)) {
        Progress progress;
        const Result<ImportResult> imported = importInputs({file}, {}, progress);
        if (imported)
            measured(imported->model, QFileInfo(file).fileName());
        else
            out << file << ": " << imported.error().message << '\n';
    }
    if (makes) {
        for (const QString &kind : testing::systemKinds()) {
            for (const int size : {6, 12, 25, 50}) {
                for (uint seed = 1; seed <= 3; ++seed)
                    measured(testing::generatedSystem(kind, size, seed), u"%1 %2 %3"_s.arg(kind).arg(size).arg(seed));
            }
        }
    }
    if (makesLarge) {
        measured(testing::generatedSystem(u"services"_s, 148, 1), u"services 148 1"_s);
        measured(testing::generatedSystem(u"services"_s, 495, 1), u"services 495 1"_s);
        measured(testing::generatedSystem(u"nested"_s, 270, 1), u"nested 270 1"_s);
        measured(testing::generatedSystem(u"nested"_s, 905, 1), u"nested 905 1"_s);
    }
    totals.ours.ratio = totals.dots.ratio = 0;
    out << "        all | " << row(totals.ours) << QString(34, u' ') << "| " << row(totals.dots) << '\n';
    out << totals.diagrams << " diagrams; " << totals.bad << " with overlaps, flows through shapes, straight flows or out of 1:2 to 3:1; " << totals.worseCrossings
        << " with more crossings than clustered dot, " << totals.worseLabels << " with more label collisions\n";
    return 0;
}
