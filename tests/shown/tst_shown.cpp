// SPDX-License-Identifier: Apache-2.0
// What a diagram shows: bundles, boxes, crossings; on the canvas' lines and in the report's picture.
#include "edits/boundaryedits.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/standingedits.h"
#include "report/diagrampicture.h"
#include "shown/shownflows.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestShown : public QObject
{
    Q_OBJECT

    // An app outside, a zone with two services that it calls.
    struct System
    {
        ThreatModel model;
        DiagramId diagram;
        BoundaryId zone;
        ElementId app, first, second;
        FlowId toFirst, toSecond, between;
        System()
        {
            const Diagram made = newDiagram(model);
            diagram = made.id;
            apply(model, addDiagram(model, made));
            TrustBoundary boundary = newBoundary(model, ZoneKind::Application);
            boundary.name = u"Inside"_s;
            zone = boundary.id;
            apply(model, addBoundary(model, boundary, diagram, QRectF(300, 0, 400, 400)));
            app = add(ElementKind::ExternalEntity, u"App"_s, {0, 100});
            first = add(ElementKind::Process, u"First"_s, {400, 60});
            second = add(ElementKind::Process, u"Second"_s, {400, 260});
            toFirst = join(app, first);
            toSecond = join(app, second);
            between = join(first, second);
        }
        ElementId add(ElementKind kind, const QString &name, QPointF at)
        {
            Element element = newElement(model, kind);
            element.name = name;
            apply(model, addElement(model, element, diagram, at));
            return element.id;
        }
        FlowId join(ElementId from, ElementId to, Origin origin = Origin::Declared)
        {
            DataFlow flow = newFlow(from, to);
            flow.protocol = u"https"_s;
            flow.provenance.origin = origin;
            apply(model, addFlow(model, flow));
            return flow.id;
        }
        QList<ShownFlow> shown() const { return shownFlows(model, diagram, Folding(model, diagram)); }
    };

private slots:
    void openZonesShowEveryFlow()
    {
        const System s;
        QCOMPARE(int(s.shown().size()), 3);
        for (const ShownFlow &flow : s.shown()) {
            QVERIFY(!flow.isBundle());
            QCOMPARE(flow.label, u"https"_s);
        }
    }

    void flowsOfHiddenMembersEndAtTheBox()
    {
        System s;
        apply(s.model, setCollapsed(s.model, s.diagram, {s.zone}, true));
        const QList<ShownFlow> shown = s.shown();
        QCOMPARE(int(shown.size()), 1);
        QCOMPARE(shown.first().to, (Subject{SubjectKind::Boundary, s.zone.uuid()}));
        QCOMPARE(int(shown.first().flows.size()), 2);
        QVERIFY2(shown.first().label.startsWith(u"https"_s) && shown.first().label.contains(u'2'), qPrintable(shown.first().label));
        apply(s.model, setCollapsed(s.model, s.diagram, {s.zone}, false));
        QCOMPARE(int(s.shown().size()), 3);
    }

    void parallelFlowsAreBundledUnlessDrawnByHandBentOrOpened()
    {
        System s;
        const FlowId second = s.join(s.app, s.first);
        QCOMPARE(int(s.shown().size()), 3);
        const FlowId byHand = s.join(s.app, s.first, Origin::Person);
        QCOMPARE(int(s.shown().size()), 4);
        Q_UNUSED(byHand);
        ThreatModel bent = s.model;
        apply(bent, setWaypoints(bent, s.diagram, second, {{200, 300}}));
        QCOMPARE(int(shownFlows(bent, s.diagram, Folding(bent, s.diagram)).size()), 5);
        apply(s.model, setOpened(s.model, s.diagram, {second, s.toFirst}, true));
        QCOMPARE(int(s.shown().size()), 5);
        apply(s.model, setOpened(s.model, s.diagram, {second, s.toFirst}, false));
        QCOMPARE(int(s.shown().size()), 4);
        QVERIFY(s.model.flowPlacements.isEmpty()); // nothing is left behind
    }

    void crossings_data()
    {
        QTest::addColumn<QList<QPointF>>("line");
        QTest::addColumn<QList<QPointF>>("at");
        QTest::newRow("in") << QList<QPointF>{{-50, 50}, {50, 50}} << QList<QPointF>{{0, 50}};
        QTest::newRow("through") << QList<QPointF>{{-50, 50}, {150, 50}} << QList<QPointF>{{0, 50}, {100, 50}};
        QTest::newRow("outside") << QList<QPointF>{{-50, -50}, {150, -50}} << QList<QPointF>{};
        QTest::newRow("ends on the border") << QList<QPointF>{{-50, 50}, {0, 50}} << QList<QPointF>{};
        QTest::newRow("corner") << QList<QPointF>{{-50, 50}, {50, 50}, {50, 150}} << QList<QPointF>{{0, 50}, {50, 100}};
    }

    void crossings()
    {
        QFETCH(QList<QPointF>, line);
        QFETCH(QList<QPointF>, at);
        QList<QPointF> found;
        for (const Crossing &crossing : crossingsOf(line, QRectF(0, 0, 100, 100)))
            found.append(crossing.at);
        QCOMPARE(found, at);
    }

    void theReportShowsTheSame()
    {
        System s;
        const DiagramPicture open = diagramPicture(s.model, s.diagram, {}, 1000);
        QCOMPARE(int(open.shapes.size()), 3);
        QCOMPARE(int(open.lines.size()), 3);
        int crossed = 0;
        for (const DiagramPicture::Line &line : open.lines)
            crossed += int(line.state.crossings.size());
        QCOMPARE(crossed, 2);
        apply(s.model, setCollapsed(s.model, s.diagram, {s.zone}, true));
        const DiagramPicture closed = diagramPicture(s.model, s.diagram, {}, 1000);
        QCOMPARE(int(closed.shapes.size()), 1);
        QCOMPARE(int(closed.lines.size()), 1);
        QVERIFY(closed.zones.first().state.collapsed);
        QCOMPARE(closed.zones.first().state.hidden, 2);
        QCOMPARE(closed.zones.first().rect.size(), collapsedSize);
        QVERIFY(closed.lines.first().state.crossings.isEmpty()); // it ends at the border
        QVERIFY(closed.lines.first().state.label->contains(u'2'));
    }
};

QTEST_MAIN(TestShown)
#include "tst_shown.moc"
