// SPDX-License-Identifier: Apache-2.0
#include "layout/arrangement.h"
#include "layout/incrementalplacement.h"
#include "layout/layeredplacer.h"
#include "layout/layout.h"
#include "layout/layoutcodec.h"
#include "support/randommodel.h"
#include "support/routequality.h"
#include "threatmodel/validate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;

namespace {

QRectF boundsOf(const LayoutPositions &positions)
{
    QRectF all;
    for (const QRectF &rect : positions.nodes)
        all = all.united(rect);
    for (const QRectF &rect : positions.clusters)
        all = all.united(rect);
    return all;
}

bool isInside(const LayoutRequest &request, int cluster, int outer)
{
    for (; cluster >= 0; cluster = request.clusters[cluster].parent) {
        if (cluster == outer)
            return true;
    }
    return false;
}

// What every layout must hold to; empty when it does.
QString fault(const LayoutRequest &request, const LayoutPositions &positions, bool pageLike)
{
    if (positions.nodes.size() != request.nodes.size() || positions.clusters.size() != request.clusters.size())
        return QStringLiteral("wrong number of places");
    for (int a = 0; a < request.nodes.size(); ++a) {
        for (int b = a + 1; b < request.nodes.size(); ++b) {
            if (positions.nodes[a].intersects(positions.nodes[b]))
                return QStringLiteral("nodes %1 and %2 overlap").arg(a).arg(b);
        }
        for (int c = 0; c < request.clusters.size(); ++c) {
            const bool member = isInside(request, request.nodes[a].cluster, c);
            if (member && !positions.clusters[c].contains(positions.nodes[a]))
                return QStringLiteral("zone %1 does not hold its node %2").arg(c).arg(a);
            if (!member && positions.clusters[c].intersects(positions.nodes[a]))
                return QStringLiteral("zone %1 meets the foreign node %2").arg(c).arg(a);
        }
    }
    for (int a = 0; a < request.clusters.size(); ++a) {
        for (int b = a + 1; b < request.clusters.size(); ++b) {
            const QRectF &ra = positions.clusters[a], &rb = positions.clusters[b];
            if (isInside(request, a, b) ? !rb.contains(ra) : isInside(request, b, a) ? !ra.contains(rb) : ra.intersects(rb))
                return QStringLiteral("zones %1 and %2 do not nest").arg(a).arg(b);
        }
    }
    const QRectF all = boundsOf(positions);
    if (pageLike && request.nodes.size() >= 3) {
        const double ratio = all.width() / all.height();
        if (ratio < 0.5 || ratio > 3)
            return QStringLiteral("aspect ratio %1").arg(ratio);
    }
    return {};
}

LayoutRequest::Node node(int cluster, double width = 136, double height = 64)
{
    LayoutRequest::Node n;
    n.size = {width, height};
    n.cluster = cluster;
    return n;
}

// Callers outside, a service with parts, a data zone inside: what importing a specification gives.
LayoutRequest typical(int callers, int parts, int thirdParties)
{
    LayoutRequest request;
    request.clusters = {{-1, 0, {160, 96}}, {-1, 2, {160, 96}}, {1, 3, {160, 96}}};
    if (thirdParties > 0)
        request.clusters.append({-1, 9, {160, 96}});
    for (int i = 0; i < callers; ++i)
        request.nodes.append(node(0));
    for (int i = 0; i < parts; ++i)
        request.nodes.append(node(1, 120 + 10 * (i % 5)));
    request.nodes.append(node(2));
    for (int i = 0; i < thirdParties; ++i)
        request.nodes.append(node(3));
    for (int p = 0; p < parts; ++p) {
        for (int c = 0; c < callers; ++c)
            request.edges.append({c, callers + p, {40, 16}});
        request.edges.append({callers + p, callers + parts, {}});
        for (int t = 0; t < thirdParties; ++t)
            request.edges.append({callers + p, callers + parts + 1 + t, {}});
    }
    return request;
}

LayoutRequest randomRequest(quint32 seed)
{
    QRandomGenerator random{seed};
    LayoutRequest request;
    const int clusters = random.bounded(6), nodes = 1 + random.bounded(40);
    for (int c = 0; c < clusters; ++c)
        request.clusters.append({c > 0 && random.bounded(2) ? random.bounded(c) : -1, random.bounded(5), {160, 96}});
    for (int i = 0; i < nodes; ++i) {
        request.nodes.append(node(clusters ? random.bounded(clusters + 1) - 1 : -1, 80 + random.bounded(160), 48 + random.bounded(60)));
        request.nodes.last().rank = random.bounded(4);
    }
    for (int e = random.bounded(nodes * 2); e > 0; --e)
        request.edges.append({random.bounded(nodes), random.bounded(nodes), {}});
    return request;
}

LayoutRequest chain(int length)
{
    LayoutRequest request;
    for (int i = 0; i < length; ++i) {
        request.nodes.append(node(0));
        if (i > 0)
            request.edges.append({i - 1, i, {}});
    }
    request.clusters = {{-1, 2, {160, 96}}};
    return request;
}

LayoutRequest star(int spokes)
{
    LayoutRequest request;
    request.clusters = {{-1, 2, {160, 96}}};
    request.nodes.append(node(0));
    for (int i = 1; i <= spokes; ++i) {
        request.nodes.append(node(0));
        request.edges.append({0, i, {}});
    }
    return request;
}

LayoutRequest clique(int size)
{
    LayoutRequest request;
    for (int i = 0; i < size; ++i) {
        request.nodes.append(node(-1));
        for (int k = 0; k < i; ++k)
            request.edges.append({k, i, {}});
    }
    return request;
}

} // namespace

Q_DECLARE_METATYPE(drawbridge::LayoutRequest)

class TestLayout : public QObject
{
    Q_OBJECT
private slots:
    void graphs_data()
    {
        QTest::addColumn<LayoutRequest>("request");
        QTest::addRow("empty") << LayoutRequest{};
        QTest::addRow("one") << typical(1, 0, 0);
        for (const int callers : {1, 2, 4, 9}) {
            for (const int parts : {1, 3, 12, 24})
                QTest::addRow("%d callers, %d parts", callers, parts) << typical(callers, parts, callers % 3);
        }
        QTest::addRow("chain of 30") << chain(30);
        QTest::addRow("star of 30") << star(30);
        QTest::addRow("clique of 9") << clique(9);
        QTest::addRow("60 alone") << [] {
            LayoutRequest request;
            for (int i = 0; i < 60; ++i)
                request.nodes.append(node(-1));
            return request;
        }();
        for (quint32 seed = 1; seed <= 20; ++seed)
            QTest::addRow("random %u", seed) << randomRequest(seed);
    }

    void graphs()
    {
        QFETCH(LayoutRequest, request);
        Progress progress;
        const Result<LayoutPositions> positions = runLayout(request, progress);
        QVERIFY2(positions.isOk(), positions ? "" : qPrintable(positions.error().message));
        const QString wrong = fault(request, *positions, true);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QCOMPARE(encodePositions(*runLayout(request, progress)), encodePositions(*positions));
        const QString plain = fault(request, arrange(request, placeInLayers), true);
        QVERIFY2(plain.isEmpty(), qPrintable(plain));
    }

    void callersStandLeftOfServicesLeftOfStores()
    {
        const LayoutRequest request = typical(2, 1, 1);
        Progress progress;
        const LayoutPositions p = *runLayout(request, progress);
        QVERIFY(p.nodes[0].right() < p.nodes[2].left()); // caller, service
        QVERIFY(p.nodes[2].right() < p.nodes[3].left()); // service, store
        QVERIFY(p.nodes[3].right() < p.nodes[4].left()); // store, third party
    }

    // Pictures that need hardly any crossing have hardly any, routed as they will be drawn.
    void hardlyAnythingCrosses_data()
    {
        QTest::addColumn<LayoutRequest>("request");
        QTest::addColumn<int>("crossings");
        QTest::newRow("a caller, a store, 24 services between them") << typical(1, 24, 0) << 12;
        QTest::newRow("a caller, a store, 9 services") << typical(1, 9, 0) << 0;
        QTest::newRow("chain") << chain(30) << 0;
        QTest::newRow("star") << star(30) << 8;
    }

    void hardlyAnythingCrosses()
    {
        QFETCH(LayoutRequest, request);
        QFETCH(int, crossings);
        for (int i = 0; i < int(request.edges.size()); ++i)
            request.edges[i].label = QSizeF(80, 18);
        Progress progress;
        const LayoutPositions positions = *runLayout(request, progress);
        RoutingRequest routing;
        for (const QRectF &rect : positions.nodes)
            routing.shapes.append({rect});
        routing.zones = positions.clusters;
        for (const LayoutRequest::Edge &edge : std::as_const(request.edges)) {
            RoutingFlow flow;
            flow.from = edge.from;
            flow.to = edge.to;
            flow.label = edge.label;
            routing.flows.append(flow);
        }
        const testing::RouteQuality q = testing::routeQuality(routing, routeFlows(routing));
        QCOMPARE(q.throughShapes + q.straight, 0);
        QCOMPARE(q.labelsOnShapes + q.labelsOnLabels, 0);
        QVERIFY2(q.crossings <= crossings, qPrintable(QString::number(q.crossings)));
    }

    void newThingsMoveNothing_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 30; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void newThingsMoveNothing()
    {
        QFETCH(int, seed);
        LayoutRequest request = randomRequest(quint32(seed));
        const LayoutPositions before = arrange(request, placeInLayers);
        QRandomGenerator random{quint32(seed)};
        for (int i = 0; i < request.nodes.size(); ++i) {
            request.nodes[i].fixed = random.bounded(3) > 0;
            request.nodes[i].position = before.nodes[i].topLeft();
        }
        const LayoutPositions after = placeIncrementally(request);
        for (int i = 0; i < request.nodes.size(); ++i) {
            if (request.nodes[i].fixed)
                QCOMPARE(after.nodes[i].topLeft(), before.nodes[i].topLeft());
        }
        const QString wrong = fault(request, after, false);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void modelsArePlacedWhole()
    {
        for (quint32 seed = 1; seed <= 10; ++seed) {
            QRandomGenerator random{seed};
            ThreatModel model = testing::randomModel(random, 25);
            for (const PlacementId &id : model.placements.sortedIds()) {
                Placement placement = model.placements.value(id);
                placement.placed = false;
                model.placements.insert(placement);
            }
            Progress progress;
            Diagnostics diagnostics;
            apply(model, *layoutUnplaced(model, progress, &diagnostics));
            QVERIFY(diagnostics.list().isEmpty());
            QCOMPARE(validate(model), QStringList());
            for (const Placement &placement : model.placements)
                QVERIFY(placement.placed && !placement.byPerson);
            QVERIFY(layoutUnplaced(model, progress)->isEmpty());
        }
    }

    void workersThatMisbehave_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addRow("crashes") << QByteArray("kill -SEGV $$");
        QTest::addRow("fails") << QByteArray("exit 3");
        QTest::addRow("prints rubbish") << QByteArray("echo rubbish");
        QTest::addRow("prints nothing") << QByteArray("exit 0");
        QTest::addRow("hangs") << QByteArray("exec sleep 60");
        QTest::addRow("never stops talking") << QByteArray("exec yes");
    }

    void workersThatMisbehave()
    {
        QFETCH(QByteArray, script);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("worker")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        Progress progress;
        const Result<LayoutPositions> positions = runLayout(typical(1, 1, 0), progress, 700, file.fileName());
        QVERIFY(!positions.isOk());
        QVERIFY(!positions.error().message.isEmpty());
    }

    void cancelStopsTheWorker()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("worker")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\nexec sleep 60\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        Progress progress;
        progress.cancel();
        QVERIFY(!runLayout(typical(1, 1, 0), progress, 30000, file.fileName()).isOk());
    }

    void unsoundRequestsAreRefused()
    {
        LayoutRequest cycle;
        cycle.clusters = {{1, 0, {}}, {0, 0, {}}};
        QVERIFY(!decodeRequest(encodeRequest(cycle)).isOk());
        LayoutRequest dangling;
        dangling.nodes = {node(7)};
        QVERIFY(!decodeRequest(encodeRequest(dangling)).isOk());
        LayoutRequest noEnd;
        noEnd.nodes = {node(-1)};
        noEnd.edges = {{0, 5, {}}};
        QVERIFY(!decodeRequest(encodeRequest(noEnd)).isOk());
        LayoutRequest endless;
        endless.nodes = {node(-1, qInf())};
        QVERIFY(!decodeRequest(encodeRequest(endless)).isOk());
        QVERIFY(decodeRequest(encodeRequest(typical(2, 3, 1))).isOk());
    }
};

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
