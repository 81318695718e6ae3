// SPDX-License-Identifier: Apache-2.0
#include "support/routequality.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace drawbridge;
using namespace drawbridge::testing;

namespace {

constexpr qint64 plenty = 1'000'000'000; // a budget that no test reaches

RoutingFlow flow(int from, int to, const QSizeF &label = {})
{
    RoutingFlow f;
    f.from = from;
    f.to = to;
    f.label = label;
    return f;
}

RoutingRequest request(const QList<QRectF> &shapes, const QList<RoutingFlow> &flows)
{
    RoutingRequest r;
    for (const QRectF &shape : shapes)
        r.shapes.append({shape});
    r.flows = flows;
    r.budget = plenty;
    return r;
}

// Shapes in columns, some shifted, at least `gap` apart.
RoutingRequest randomRequest(uint seed, int shapes, int flows, double gap)
{
    QRandomGenerator random(seed);
    QList<QRectF> rects;
    const int columns = std::max(1, int(std::sqrt(shapes * 1.2)));
    for (int i = 0; i < shapes; ++i) {
        const double w = 104 + 16 * random.bounded(7);
        const double h = 48 + 8 * random.bounded(6);
        const double x = (i % columns) * (200 + gap), y = (i / columns) * (88 + gap);
        // One after the other: the order in which arguments are evaluated is the compiler's.
        const int dx = random.bounded(int(200 - w) + 1);
        const int dy = random.bounded(int(88 - h) + 1);
        rects.append(QRectF(x + dx, y + dy, w, h));
    }
    QList<RoutingFlow> list;
    for (int i = 0; i < flows; ++i) {
        const int from = random.bounded(shapes);
        const int to = random.bounded(shapes);
        list.append(flow(from, to, random.bounded(3) ? QSizeF(40 + random.bounded(60), 18) : QSizeF()));
    }
    return request(rects, list);
}

QByteArray described(const RouteQuality &q)
{
    return QStringLiteral("through %1, detached %2, slanted %3, overlaps %4, close %12, crossings %5, bends %6, straight %7, labels on shapes %8, labels %9, titles %10, lines %11")
        .arg(q.throughShapes)
        .arg(q.detached)
        .arg(q.slanted)
        .arg(q.overlaps)
        .arg(q.crossings)
        .arg(q.bends)
        .arg(q.straight)
        .arg(q.labelsOnShapes)
        .arg(q.labelsOnLabels)
        .arg(q.labelsOnTitles)
        .arg(q.labelsOnLines)
        .arg(q.tooClose)
        .toUtf8();
}

void checkBars(const RoutingRequest &request, const QList<Route> &routes)
{
    QCOMPARE(routes.size(), request.flows.size());
    const RouteQuality q = routeQuality(request, routes);
    const QByteArray text = described(q);
    QVERIFY2(q.straight == 0, text.constData());
    QVERIFY2(q.throughShapes == 0, text.constData());
    QVERIFY2(q.detached == 0, text.constData());
    QVERIFY2(q.slanted == 0, text.constData());
}

bool passes(const Route &route, const QPointF &place)
{
    for (qsizetype i = 1; i < route.points.size(); ++i) {
        if (QRectF(route.points[i - 1], route.points[i]).normalized().adjusted(-0.5, -0.5, 0.5, 0.5).contains(place))
            return true;
    }
    return false;
}

bool same(const QList<Route> &a, const QList<Route> &b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i].points != b[i].points || a[i].labelCenter != b[i].labelCenter)
            return false;
    }
    return a.size() == b.size();
}

} // namespace

class TestRouting : public QObject
{
    Q_OBJECT

private slots:
    void nothing()
    {
        QVERIFY(routeFlows({}).isEmpty());
        const QList<Route> routes = routeFlows(request({QRectF(0, 0, 100, 50)}, {flow(0, 7), flow(-1, 0)}));
        QCOMPARE(routes.size(), 2);
        QVERIFY(routes[0].points.isEmpty());
        QVERIFY(routes[1].points.isEmpty());
    }

    void facingShapesGetOneStraightPiece()
    {
        const RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(300, 10, 136, 64)}, {flow(0, 1)});
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        QCOMPARE(routes[0].points.size(), 2);
        QCOMPARE(routes[0].points.first().x(), 136.0);
        QCOMPARE(routes[0].points.last().x(), 300.0);
    }

    void goesAroundWhatIsInBetween()
    {
        const RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(200, 0, 136, 64), QRectF(400, 0, 136, 64)}, {flow(0, 2)});
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        QVERIFY(routes[0].points.size() > 2);
    }

    void pairsAndParallelFlowsAreApart()
    {
        const RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(300, 0, 136, 64)},
                                         {flow(0, 1, QSizeF(50, 18)), flow(1, 0, QSizeF(50, 18)), flow(0, 1, QSizeF(50, 18))});
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        const RouteQuality q = routeQuality(r, routes);
        QCOMPARE(q.overlaps, 0);
        QCOMPARE(q.crossings, 0);
        QCOMPARE(q.labelsOnLabels, 0);
        QSet<double> ys;
        for (const Route &route : routes)
            ys.insert(route.points.first().y());
        QCOMPARE(ys.size(), 3);
    }

    void fanOutDoesNotCross()
    {
        QList<QRectF> shapes{QRectF(0, 200, 136, 96)};
        QList<RoutingFlow> flows;
        for (int i = 0; i < 5; ++i) {
            shapes.append(QRectF(320, i * 100, 136, 64)); // the middle one not opposite the hub's middle
            flows.append(flow(0, i + 1));
        }
        const RoutingRequest r = request(shapes, flows);
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        const RouteQuality q = routeQuality(r, routes);
        QVERIFY2(q.crossings == 0 && q.overlaps == 0 && q.tooClose == 0, described(q).constData());
    }

    void straightFlowLeavesItsNeighboursRoom()
    {
        // The last target faces the hub near its upper corner; the flows to those above it need that part of the side.
        QList<QRectF> shapes{QRectF(0, 400, 136, 120)};
        QList<RoutingFlow> flows;
        for (int i = 0; i < 5; ++i) {
            shapes.append(QRectF(320, 20 + i * 92, 136, 64));
            flows.append(flow(0, i + 1));
        }
        const RoutingRequest r = request(shapes, flows);
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        const RouteQuality q = routeQuality(r, routes);
        QVERIFY2(q.crossings == 0 && q.overlaps == 0 && q.tooClose == 0, described(q).constData());
    }

    void goesAroundAZoneWhereItHasNothingToDo()
    {
        // The straight way is closed by a shape in a zone; close to that shape a way leads through the zone, a little longer is the way around it.
        RoutingRequest r = request({QRectF(0, 100, 100, 60), QRectF(300, 60, 100, 140), QRectF(600, 100, 100, 60)}, {flow(0, 2)});
        r.zones = {QRectF(180, -400, 340, 620)};
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        for (const QPointF &point : routes[0].points)
            QVERIFY2(!r.zones[0].contains(point), "a bend inside the zone");
        const double lowest = std::max_element(routes[0].points.begin(), routes[0].points.end(), [](const QPointF &a, const QPointF &b) { return a.y() < b.y(); })->y();
        QVERIFY(lowest >= r.zones[0].bottom());
    }

    // Two flows down the same lane beside shapes are pulled apart, but not on to the border of the zone around these.
    void doesNotRunAlongABorder()
    {
        RoutingRequest r = request({QRectF(0, 0, 136, 88), QRectF(412, 176, 208, 64), QRectF(412, 276, 208, 64), QRectF(412, 376, 208, 64)}, {flow(0, 1), flow(0, 2), flow(0, 3)});
        r.zones = {QRectF(388, 124, 256, 340)};
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        for (const Route &route : routes) {
            for (qsizetype i = 1; i < route.points.size(); ++i) {
                const QPointF a = route.points[i - 1], b = route.points[i];
                const double beside = std::min(std::max(a.y(), b.y()), r.zones[0].bottom()) - std::max(std::min(a.y(), b.y()), r.zones[0].top());
                QVERIFY(std::abs(a.x() - b.x()) > 0.01 || beside < 24 || std::abs(a.x() - r.zones[0].left()) >= 6);
            }
        }
    }

    void starWithThirtySpokes()
    {
        QList<QRectF> shapes{QRectF(600, 600, 136, 64)};
        QList<RoutingFlow> flows;
        for (int i = 0; i < 30; ++i) {
            const double angle = i * 2 * M_PI / 30;
            shapes.append(QRectF(600 + 560 * std::cos(angle), 600 + 500 * std::sin(angle), 96, 40));
            flows.append(i % 2 ? flow(0, i + 1) : flow(i + 1, 0));
        }
        const RoutingRequest r = request(shapes, flows);
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        QCOMPARE(routeQuality(r, routes).overlaps, 0);
    }

    void selfFlow()
    {
        // Its usual corner is taken by a neighbour.
        const RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(140, -40, 136, 64)}, {flow(0, 0, QSizeF(40, 18))});
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        QVERIFY(routes[0].points.size() >= 4);
    }

    void waypointsArePassedInOrder()
    {
        RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(600, 0, 136, 64), QRectF(300, -20, 100, 100)}, {flow(0, 1)});
        r.flows[0].waypoints = {QPointF(213, 300), QPointF(523, 250)};
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        int next = 0;
        const QList<QPointF> &points = routes[0].points;
        for (qsizetype i = 0; i + 1 < points.size() && next < 2; ++i) {
            const QPointF w = r.flows[0].waypoints[next];
            const QRectF box = QRectF(points[i], points[i + 1]).normalized().adjusted(-0.5, -0.5, 0.5, 0.5);
            if (box.contains(w)) {
                ++next;
                --i;
            }
        }
        QCOMPARE(next, 2);
    }

    // Where a waypoint lies in a blind alley, the flow goes in and comes back out on the same line.
    void waypointInABlindAlleyIsReached_data()
    {
        QTest::addColumn<bool>("large");
        QTest::newRow("grid") << false;
        QTest::newRow("graph") << true;
    }
    void waypointInABlindAlleyIsReached()
    {
        QFETCH(bool, large);
        QList<QRectF> shapes{QRectF(0, 0, 136, 64), QRectF(300, 0, 136, 64), QRectF(150, 120, 50, 220), QRectF(236, 120, 50, 220), QRectF(150, 350, 136, 40)};
        for (int i = 0; large && i < 400; ++i)
            shapes.append(QRectF(800 + 207 * (i % 20) + i % 7, 131 * (i / 20) + i % 5, 120, 60));
        RoutingRequest r = request(shapes, {flow(0, 1)});
        const QPointF alley(218, 260);
        r.flows[0].waypoints = {alley};
        for (const bool local : {false, true}) {
            r.local = local;
            const QList<Route> routes = routeFlows(r);
            checkBars(r, routes);
            QVERIFY(passes(routes[0], alley));
        }
    }

    // A waypoint in the open is no reason to go back on the same line.
    void waypointInTheOpenIsPassed()
    {
        RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(300, 0, 136, 64)}, {flow(0, 1)});
        r.flows[0].waypoints = {QPointF(218, 300)};
        const QList<Route> routes = routeFlows(r);
        const QList<QPointF> &points = routes[0].points;
        QVERIFY(passes(routes[0], QPointF(218, 300)));
        for (qsizetype i = 2; i < points.size(); ++i)
            QVERIFY(QPointF::dotProduct(points[i - 1] - points[i - 2], points[i] - points[i - 1]) >= 0);
    }

    // From nothing to many, with and without zones, waypoints and labels: each kind of graph, and what it is made of.
    void everyKindOfDiagram_data()
    {
        QTest::addColumn<int>("shapes");
        QTest::addColumn<int>("zones");
        QTest::addColumn<bool>("bent");
        for (const int shapes : {0, 1, 2, 40, 150, 450}) {
            for (const int zones : {0, 1, 70}) {
                for (const bool bent : {false, true})
                    QTest::addRow("%d shapes, %d zones%s", shapes, zones, bent ? ", waypoints" : "") << shapes << zones << bent;
            }
        }
    }
    void everyKindOfDiagram()
    {
        QFETCH(int, shapes);
        QFETCH(int, zones);
        QFETCH(bool, bent);
        RoutingRequest r = shapes > 0 ? randomRequest(11, shapes, std::min(60, shapes * 2), 48.0) : RoutingRequest();
        for (int i = 0; i < zones; ++i) {
            r.zones.append(QRectF(248 * (i % 9) - 20, 136 * (i / 9) - 30, 470, 240));
            r.titleAreas.append(QRectF(r.zones.last().topLeft(), QSizeF(120, 24)));
        }
        for (qsizetype f = 0; bent && f < r.flows.size(); f += 3) // in gaps between the columns
            r.flows[f].waypoints = {QPointF(248 * int(f % 5) - 24, 100 + 40 * int(f % 7))};
        for (const bool local : {false, true}) {
            r.local = r.far = local;
            const QList<Route> routes = routeFlows(r);
            checkBars(r, routes);
            for (qsizetype f = 0; f < routes.size(); ++f) {
                for (const QPointF &w : std::as_const(r.flows[f].waypoints))
                    QVERIFY(passes(routes[f], w));
            }
            QVERIFY(same(routes, routeFlows(r)));
        }
    }

    void labelIsNarrowedWhereItHasNoRoom()
    {
        // Two shapes with a flow, and another flow straight across it between them.
        RoutingRequest r = request({QRectF(0, 100, 120, 60), QRectF(320, 100, 120, 60), QRectF(190, 0, 60, 40), QRectF(190, 220, 60, 40)},
                                   {flow(0, 1, QSizeF(178, 18)), flow(2, 3)});
        const auto collides = [&](const Route &route) {
            const QRectF box = labelBox(route, r.flows[0].label);
            return box.left() < 220 && box.right() > 220 && box.top() < 200 && box.bottom() > 60;
        };
        const Route wide = routeFlows(r)[0];
        QCOMPARE(wide.labelWidth, 0.0);
        QVERIFY(collides(wide));
        r.flows[0].leastLabel = 64;
        const Route narrow = routeFlows(r)[0];
        QVERIFY(narrow.labelWidth >= 64 && narrow.labelWidth < 178);
        QVERIFY(!collides(narrow));
        // By hand it goes where there is room: it has its width again, at the offset from the same place.
        r.flows[0].labelMoved = true;
        r.flows[0].labelOffset = QPointF(0, 300);
        const Route moved = routeFlows(r)[0];
        QCOMPARE(moved.labelCenter, narrow.labelCenter + QPointF(0, 300));
        QCOMPARE(moved.labelWidth, 0.0);
    }

    void movedLabelsKeepTheirOffset()
    {
        RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(300, 0, 136, 64)}, {flow(0, 1, QSizeF(50, 18))});
        const QPointF computed = routeFlows(r)[0].labelCenter;
        r.flows[0].labelMoved = true;
        r.flows[0].labelOffset = QPointF(12, -34);
        QCOMPARE(routeFlows(r)[0].labelCenter, computed + QPointF(12, -34));
    }

    void labelsKeepClearWhereThereIsRoom()
    {
        RoutingRequest r = request({QRectF(0, 0, 136, 64), QRectF(500, 0, 136, 64), QRectF(250, -200, 136, 64), QRectF(250, 200, 136, 64)},
                                   {flow(0, 1, QSizeF(80, 18)), flow(2, 3, QSizeF(80, 18))});
        r.titleAreas = {QRectF(180, 22, 60, 20)};
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        const RouteQuality q = routeQuality(r, routes);
        QVERIFY2(q.labelsOnShapes + q.labelsOnLabels + q.labelsOnTitles + q.labelsOnLines == 0, described(q).constData());
    }

    void random_data()
    {
        QTest::addColumn<int>("shapes");
        QTest::addColumn<int>("flows");
        QTest::addColumn<double>("gap");
        QTest::newRow("few") << 6 << 8 << 60.0;
        QTest::newRow("usual") << 20 << 30 << 64.0;
        QTest::newRow("tight") << 20 << 30 << 16.0;
        QTest::newRow("dense") << 12 << 60 << 80.0;
        QTest::newRow("many") << 60 << 90 << 64.0;
    }
    void random()
    {
        QFETCH(int, shapes);
        QFETCH(int, flows);
        QFETCH(double, gap);
        for (uint seed = 1; seed <= 3; ++seed) {
            const RoutingRequest r = randomRequest(seed, shapes, flows, gap);
            const QList<Route> routes = routeFlows(r);
            checkBars(r, routes);
            if (QTest::currentTestFailed())
                return;
            const RouteQuality q = routeQuality(r, routes);
            // Where a side is too short for its flows a few come to lie on each other.
            if (gap >= 60) {
                QVERIFY2(q.overlaps <= flows / 30, described(q).constData());
                QVERIFY2(q.labelsOnShapes <= 1, described(q).constData());
                QVERIFY2(q.labelsOnLabels == 0, described(q).constData());
                QVERIFY2(q.labelsOnLines <= 1 + flows / 3, described(q).constData());
            }
            QVERIFY(same(routes, routeFlows(r)));
        }
    }

    void largeDiagramsGoAroundShapesToo_data()
    {
        QTest::addColumn<int>("shapes");
        QTest::addColumn<int>("flows");
        QTest::addColumn<double>("gap");
        QTest::addColumn<bool>("local");
        QTest::newRow("130") << 130 << 190 << 64.0 << false;
        QTest::newRow("300, tight") << 300 << 400 << 12.0 << false;
        QTest::newRow("400") << 400 << 20 << 64.0 << false;
        QTest::newRow("1,000") << 1000 << 300 << 40.0 << false;
        QTest::newRow("1,000, each by itself") << 1000 << 60 << 40.0 << true;
    }
    void largeDiagramsGoAroundShapesToo()
    {
        QFETCH(int, shapes);
        QFETCH(int, flows);
        QFETCH(double, gap);
        QFETCH(bool, local);
        RoutingRequest r = randomRequest(7, shapes, flows, gap);
        r.local = r.far = local;
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        QVERIFY(same(routes, routeFlows(r)));
    }

    // In rows and columns, a flow by itself finds its way right across without a graph of all.
    void farFlowsByThemselves()
    {
        QList<QRectF> shapes;
        for (int i = 0; i < 2500; ++i)
            shapes.append(QRectF(240 * (i % 50), 140 * (i / 50), 136, 64));
        RoutingRequest r = request(shapes, {flow(0, 2499), flow(49, 2450), flow(1200, 1249), flow(25, 2475)});
        r.local = true;
        r.budget = 200'000; // a graph of all is far dearer
        checkBars(r, routeFlows(r));
    }

    // A waypoint is passed wherever it lies, also right across a large diagram.
    void largeDiagramsPassWaypoints()
    {
        RoutingRequest r = randomRequest(7, 400, 1, 64.0);
        r.flows[0] = flow(0, 399);
        const double right = std::max_element(r.shapes.begin(), r.shapes.end(), [](const RoutingShape &a, const RoutingShape &b) { return a.rect.right() < b.rect.right(); })->rect.right();
        r.flows[0].waypoints = {QPointF(right + 100, 30), QPointF(right + 100, 700)};
        const QList<Route> routes = routeFlows(r);
        checkBars(r, routes);
        for (const QPointF &w : std::as_const(r.flows[0].waypoints))
            QVERIFY(passes(routes[0], w));
    }

    void noBudgetStillGivesEveryFlowALine()
    {
        RoutingRequest r = randomRequest(3, 30, 60, 64.0);
        r.budget = -1;
        const QList<Route> routes = routeFlows(r);
        for (const Route &route : routes)
            QVERIFY(route.points.size() >= 2);
        QCOMPARE(routeQuality(r, routes).throughShapes, 0); // those marked straight are not counted
    }

    // What is drawn when the budget ends early is the same each time, too, and never depends on the machine.
    void aBudgetIsAMeasureOfWork()
    {
        RoutingRequest r = randomRequest(5, 16, 24, 64.0);
        const QList<Route> all = routeFlows(r);
        int more = -1;
        for (const qint64 budget : {0, 2'000, 20'000}) {
            r.budget = budget;
            const QList<Route> some = routeFlows(r);
            QVERIFY(same(some, routeFlows(r)));
            const int straight = routeQuality(r, some).straight;
            QVERIFY(more < 0 || straight <= more);
            more = straight;
        }
        std::atomic_bool cancelled = true;
        r.budget = plenty;
        r.cancelled = &cancelled;
        QCOMPARE(routeFlows(r).size(), all.size());
    }

    void oddShapesDoNoHarm()
    {
        const double inf = std::numeric_limits<double>::infinity();
        const RoutingRequest r = request({QRectF(0, 0, 100, 50), QRectF(20, 10, 100, 50), QRectF(inf, 0, 10, 10), QRectF(500, 0, 0, 0), QRectF(0, 0, 100, 50)},
                                         {flow(0, 1), flow(0, 2), flow(2, 3), flow(0, 4), flow(3, 1)});
        QCOMPARE(routeFlows(r).size(), 5);
    }
};

QTEST_APPLESS_MAIN(TestRouting)
#include "tst_routing.moc"
