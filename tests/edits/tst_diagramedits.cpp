// SPDX-License-Identifier: Apache-2.0
// Edits of diagrams as a whole, of names and of how things stand.
#include "document/document.h"
#include "edits/boundaryedits.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/nameedits.h"
#include "edits/placementedits.h"
#include "edits/standingedits.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestDiagramEdits : public QObject
{
    Q_OBJECT

    ThreatModel m_model;
    DiagramId m_diagram;
    BoundaryId m_zone;
    ElementId m_app, m_orders, m_store;

    // Applies it, and holds it to the laws: sound, and inverted it brings everything back.
    static void check(ThreatModel &model, const Delta &delta)
    {
        const ThreatModel before = model;
        apply(model, delta);
        QCOMPARE(validate(model), QStringList());
        ThreatModel back = model;
        apply(back, inverse(delta));
        QCOMPARE(back, before);
    }

private slots:
    void init()
    {
        m_model = {};
        const Diagram diagram = newDiagram(m_model);
        m_diagram = diagram.id;
        apply(m_model, addDiagram(m_model, diagram));
        TrustBoundary zone = newBoundary(m_model, ZoneKind::Application);
        zone.name = u"Order zone"_s;
        m_zone = zone.id;
        apply(m_model, addBoundary(m_model, zone, m_diagram, QRectF(200, 0, 500, 300)));
        const auto add = [&](ElementKind kind, const QString &name, QPointF at) {
            Element element = newElement(m_model, kind);
            element.name = name;
            apply(m_model, addElement(m_model, element, m_diagram, at));
            return element.id;
        };
        m_app = add(ElementKind::ExternalEntity, u"App"_s, {0, 100});
        m_orders = add(ElementKind::Process, u"Order service"_s, {260, 100});
        m_store = add(ElementKind::DataStore, u"Reorders"_s, {500, 100});
        DataFlow flow = newFlow(m_app, m_orders);
        flow.name = u"order"_s;
        apply(m_model, addFlow(m_model, flow));
        apply(m_model, addFlow(m_model, newFlow(m_orders, m_store)));
    }

    void names_data()
    {
        QTest::addColumn<bool>("matchCase");
        QTest::addColumn<bool>("wholeWord");
        QTest::addColumn<QStringList>("after");
        QTest::newRow("anything") << false << false << QStringList{u"Bill service"_s, u"ReBills"_s, u"Bill"_s, u"Bill zone"_s};
        QTest::newRow("case") << true << false << QStringList{u"Bill service"_s, u"Bill zone"_s};
        QTest::newRow("word") << false << true << QStringList{u"Bill service"_s, u"Bill"_s, u"Bill zone"_s};
        QTest::newRow("both") << true << true << QStringList{u"Bill service"_s, u"Bill zone"_s};
    }

    void names()
    {
        QFETCH(bool, matchCase);
        QFETCH(bool, wholeWord);
        QFETCH(QStringList, after);
        const QList<NameMatch> matches = nameMatches(m_model, {u"Order"_s, u"Bill"_s, matchCase, wholeWord, {}});
        QStringList found;
        for (const NameMatch &match : matches)
            found.append(match.after);
        QCOMPARE(found, after);
        check(m_model, replaceNames(m_model, matches));
        QVERIFY(nameMatches(m_model, {u"Bill"_s, {}, false, false, {}}).size() == matches.size());
    }

    void namesOnADiagramOnly()
    {
        const Diagram other = newDiagram(m_model);
        apply(m_model, addDiagram(m_model, other));
        QVERIFY(nameMatches(m_model, {u"order"_s, {}, false, false, other.id}).isEmpty());
        QCOMPARE(int(nameMatches(m_model, {u"order"_s, {}, false, false, m_diagram}).size()), 4);
        QVERIFY(nameMatches(m_model, {{}, u"x"_s, false, false, {}}).isEmpty());
        // An element keeps a name; a flow may lose its own.
        const QList<NameMatch> all = nameMatches(m_model, {u"App"_s, {}, true, false, {}});
        QCOMPARE(int(all.size()), 1);
        QVERIFY(replaceNames(m_model, all).isEmpty());
    }

    void copiesADiagram()
    {
        const auto [id, delta] = copyDiagram(m_model, m_diagram);
        check(m_model, delta);
        QCOMPARE(int(m_model.diagrams.size()), 2);
        const Placement copied = m_model.placements.value(Placement::idFor(id, m_orders));
        const Placement original = m_model.placements.value(Placement::idFor(m_diagram, m_orders));
        QCOMPARE(QPointF(copied.x, copied.y), QPointF(original.x, original.y));
        QVERIFY(m_model.diagrams.value(id).name != m_model.diagrams.value(m_diagram).name);
        // Each has its own places.
        apply(m_model, moveElements(m_model, id, {{m_orders, QPointF(300, 160)}}));
        QCOMPARE(m_model.placements.value(original.id), original);
        QVERIFY(!copyDiagram(m_model, DiagramId::create()).first);
    }

    void reordersDiagrams()
    {
        for (int i = 0; i < 2; ++i)
            apply(m_model, addDiagram(m_model, newDiagram(m_model)));
        const QList<Diagram> before = diagramsInOrder(m_model);
        check(m_model, moveDiagram(m_model, before[0].id, 1));
        QCOMPARE(diagramsInOrder(m_model)[1].id, before[0].id);
        QCOMPARE(diagramsInOrder(m_model)[0].id, before[1].id);
        QVERIFY(moveDiagram(m_model, before[2].id, 1).isEmpty());
        QVERIFY(moveDiagram(m_model, DiagramId::create(), 1).isEmpty());
    }

    void detailsAProcess()
    {
        const auto [id, delta] = detailElement(m_model, m_orders);
        check(m_model, delta);
        QCOMPARE(m_model.diagrams.value(id).subject, m_orders);
        for (const ElementId &element : {m_app, m_orders, m_store})
            QVERIFY(m_model.placements.contains(Placement::idFor(id, element)));
        const auto [again, nothing] = detailElement(m_model, m_orders);
        QCOMPARE(again, id);
        QVERIFY(nothing.isEmpty());
        QVERIFY(!detailElement(m_model, m_store).first);
    }

    void locks()
    {
        check(m_model, setLocked(m_model, m_diagram, {{m_orders}, {}, {}}, true));
        QVERIFY(isHeldByLock(m_model, m_diagram, {{m_orders}, {}, {}}));
        QVERIFY(isHeldByLock(m_model, m_diagram, {{}, {}, {m_zone}}));
        QVERIFY(!isHeldByLock(m_model, m_diagram, {{m_store}, {}, {}}));
        const Placement orders = m_model.placements.value(Placement::idFor(m_diagram, m_orders));
        check(m_model, moveSelection(m_model, m_diagram, {{m_orders, m_store}, {}, {}}, QPointF(8, 0)));
        QCOMPARE(m_model.placements.value(orders.id), orders);
        check(m_model, resizeElement(m_model, m_diagram, m_orders, QRectF(0, 0, 400, 400)));
        QCOMPARE(m_model.placements.value(orders.id), orders);
        check(m_model, moveSelection(m_model, m_diagram, {{}, {}, {m_zone}}, QPointF(8, 0)));
        QCOMPARE(m_model.placements.value(orders.id), orders);
    }

    void collapsesAndGrowsTheOneAround()
    {
        TrustBoundary outer = newBoundary(m_model, ZoneKind::Custom);
        apply(m_model, addBoundary(m_model, outer, m_diagram, QRectF(160, -60, 600, 400)));
        QCOMPARE(m_model.boundaries.value(m_zone).parent, outer.id);
        check(m_model, setCollapsed(m_model, m_diagram, {m_zone}, true));
        // The outer one may shrink to what is drawn, and grows when the inner one opens.
        check(m_model, resizeBoundary(m_model, m_diagram, outer.id, QRectF(160, -60, 10, 10)));
        const BoundaryPlacement small = m_model.boundaryPlacements.value(BoundaryPlacement::idFor(m_diagram, outer.id));
        QVERIFY(small.width < 400);
        check(m_model, setCollapsed(m_model, m_diagram, {m_zone}, false));
        const BoundaryPlacement grown = m_model.boundaryPlacements.value(BoundaryPlacement::idFor(m_diagram, outer.id));
        QVERIFY(grown.x + grown.width >= 700);
    }

    void ordersInDepth()
    {
        const auto level = [&](ElementId id) {
            const Placement placement = m_model.placements.value(Placement::idFor(m_diagram, id));
            return std::pair(placement.level, placement.element);
        };
        check(m_model, bringToFront(m_model, m_diagram, {m_app}));
        QVERIFY(level(m_app) > level(m_orders) && level(m_app) > level(m_store));
        check(m_model, sendToBack(m_model, m_diagram, {m_app}));
        QVERIFY(level(m_app) < level(m_orders) && level(m_app) < level(m_store));
        QVERIFY(bringToFront(m_model, m_diagram, {m_app, m_orders, m_store}).isEmpty());
    }
};

QTEST_MAIN(TestDiagramEdits)
#include "tst_diagramedits.moc"
