// SPDX-License-Identifier: Apache-2.0
// Imports specifications, lays out and routes every diagram, and prints a table of what can be measured about them;
// with --png DIR it also draws them. Usage: layoutquality [--png DIR] FILE…
#include "importers/importer.h"
#include "layout/layout.h"
#include "notation/notation.h"
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

struct Picture
{
    QList<Element> elements;
    QList<TrustBoundary> zones; // outer ones first
    QList<QRectF> zoneRects;
    QList<DataFlow> flows;
    RoutingRequest request;
    QRectF bounds;
};

Picture pictureOf(const ThreatModel &model, const ModelIndex &index, DiagramId diagram, const QFont &font)
{
    Picture picture;
    QHash<ElementId, int> shapes;
    for (const PlacementId &id : index.placementsOn(diagram)) {
        const Placement *placement = model.placements.find(id);
        const QRectF rect(placement->x, placement->y, placement->width, placement->height);
        shapes.insert(placement->element, int(picture.elements.size()));
        picture.elements.append(model.elements.value(placement->element));
        picture.request.shapes.append({rect, notation::cornerRadii(picture.elements.last(), rect, Notation::Rounded)});
        picture.bounds |= rect;
    }
    QList<BoundaryPlacement> zones;
    for (const BoundaryPlacementId &id : index.boundaryPlacementsOn(diagram))
        zones.append(model.boundaryPlacements.value(id));
    std::stable_sort(zones.begin(), zones.end(), [&](const BoundaryPlacement &a, const BoundaryPlacement &b) {
        return boundaryChain(model, a.boundary).size() < boundaryChain(model, b.boundary).size();
    });
    for (const BoundaryPlacement &zone : std::as_const(zones)) {
        const QRectF rect(zone.x, zone.y, zone.width, zone.height);
        picture.zones.append(model.boundaries.value(zone.boundary));
        picture.zoneRects.append(rect);
        picture.request.zones.append(rect);
        picture.request.titleAreas.append(notation::boundaryTitleArea(rect));
        picture.bounds |= rect;
    }
    for (const FlowId &id : model.flows.sortedIds()) {
        const DataFlow flow = model.flows.value(id);
        if (!shapes.contains(flow.source) || !shapes.contains(flow.target))
            continue;
        RoutingFlow routed;
        routed.from = shapes.value(flow.source);
        routed.to = shapes.value(flow.target);
        routed.label = notation::flowLabelSize(notation::flowLabel(flow), font);
        picture.request.flows.append(routed);
        picture.flows.append(flow);
    }
    return picture;
}

int overlappingShapes(const Picture &picture)
{
    int count = 0;
    for (qsizetype i = 0; i < picture.request.shapes.size(); ++i) {
        for (qsizetype k = 0; k < i; ++k)
            count += picture.request.shapes[i].rect.intersects(picture.request.shapes[k].rect);
    }
    return count;
}

void draw(const Picture &picture, const QList<Route> &routes, const QString &file, const QFont &font)
{
    const QRectF area = picture.bounds.adjusted(-40, -40, 40, 40);
    const double scale = std::min(1.5, 2400 / area.width());
    const DiagramPalette palette = DiagramPalette::light();
    QImage image((area.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(palette.background);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    for (qsizetype i = 0; i < picture.zones.size(); ++i)
        notation::paintBoundary(painter, picture.zones[i], picture.zoneRects[i], palette, font, {});
    for (qsizetype i = 0; i < picture.flows.size(); ++i)
        notation::paintFlow(painter, picture.flows[i], routes[i].points, routes[i].labelCenter, palette, font, {});
    for (qsizetype i = 0; i < picture.elements.size(); ++i)
        notation::paintElement(painter, picture.elements[i], picture.request.shapes[i].rect, Notation::Rounded, palette, font, {});
    painter.end();
    image.save(file);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    QTextStream out(stdout);
    QStringList files = application.arguments().mid(1);
    QString pictures;
    if (files.size() >= 2 && files.first() == u"--png"_s) {
        pictures = files[1];
        files = files.mid(2);
        QDir().mkpath(pictures);
    }
    const QFont font = notation::baseFont();
    out << "shapes flows overlap through ratio same close cross bends onLine label straight layout_ms route_ms  file: diagram\n";
    for (const QString &file : std::as_const(files)) {
        Progress progress;
        const Result<ImportResult> imported = importInputs({file}, {}, progress);
        if (!imported) {
            out << file << ": " << imported.error().message << '\n';
            continue;
        }
        ThreatModel model = imported->model;
        QElapsedTimer timer;
        timer.start();
        Diagnostics diagnostics;
        const Result<Delta> placed = layoutUnplaced(model, progress, &diagnostics);
        for (const Diagnostic &diagnostic : diagnostics.list())
            out << diagnostic.message << '\n';
        if (!placed) {
            out << file << ": " << placed.error().message << '\n';
            continue;
        }
        const qint64 layoutTime = timer.elapsed();
        apply(model, *placed);
        const ModelIndex index(model);
        for (const DiagramId &id : model.diagrams.sortedIds()) {
            Picture picture = pictureOf(model, index, id, font);
            picture.request.budget = 200'000'000;
            timer.restart();
            const QList<Route> routes = routeFlows(picture.request);
            const qint64 routeTime = timer.elapsed();
            const testing::RouteQuality q = testing::routeQuality(picture.request, routes);
            const double ratio = picture.bounds.height() > 0 ? picture.bounds.width() / picture.bounds.height() : 1;
            const int labels = q.labelsOnShapes + q.labelsOnLabels + q.labelsOnTitles;
            const bool isBad = overlappingShapes(picture) || q.throughShapes || q.straight || ((ratio < 0.5 || ratio > 3) && picture.elements.size() >= 3);
            out << QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8 %9 %10 %11 %12 %13 %14 %15 ")
                       .arg(picture.elements.size(), 6)
                       .arg(picture.flows.size(), 5)
                       .arg(overlappingShapes(picture), 7)
                       .arg(q.throughShapes, 7)
                       .arg(ratio, 5, 'f', 2)
                       .arg(q.overlaps, 4)
                       .arg(q.tooClose, 5)
                       .arg(q.crossings, 5)
                       .arg(q.bends, 5)
                       .arg(q.labelsOnLines, 6)
                       .arg(labels, 5)
                       .arg(q.straight, 8)
                       .arg(layoutTime, 9)
                       .arg(routeTime, 8)
                       .arg(isBad ? u"BAD"_s : u"   "_s)
                << QFileInfo(file).fileName() << ": " << model.diagrams.value(id).name << '\n';
            out.flush();
            if (!pictures.isEmpty())
                draw(picture, routes, pictures + u'/' + QFileInfo(file).completeBaseName() + u'-' + model.diagrams.value(id).name.left(40).replace(u'/', u'_') + u".png"_s, font);
        }
    }
    return 0;
}
