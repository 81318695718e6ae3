// SPDX-License-Identifier: Apache-2.0
// Who stands in which boundary, by where things are drawn.
#include "importers/drawnzones.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestDrawnZones : public QObject
{
    Q_OBJECT

private:
    // A client at the left, two services and a store at the right.
    static DrawnDiagram drawing()
    {
        DrawnDiagram diagram;
        diagram.nodes = {{u"client"_s, {0, 200, 100, 60}}, {u"shop"_s, {400, 200, 100, 60}}, {u"stock"_s, {600, 200, 100, 60}}, {u"store"_s, {600, 400, 100, 60}}};
        return diagram;
    }

private slots:
    void boxes()
    {
        DrawnDiagram diagram = drawing();
        diagram.zones = {{u"outer"_s, {360, 100, 400, 400}}, {u"inner"_s, {560, 360, 180, 120}}};
        const DrawnMembership m = membershipOf(diagram, {});
        QCOMPARE(m.zoneOfNode, (QHash<QString, QString>{{u"shop"_s, u"outer"_s}, {u"stock"_s, u"outer"_s}, {u"store"_s, u"inner"_s}}));
        QCOMPARE(m.parentOfZone, (QHash<QString, QString>{{u"inner"_s, u"outer"_s}}));
        QCOMPARE(m.rects.value(u"outer"_s), QRectF(360, 100, 400, 400));
    }

    // A member that sticks out moves the border, and those around it.
    void membersStickOutNowhere()
    {
        DrawnDiagram diagram = drawing();
        diagram.zones = {{u"outer"_s, {340, 180, 380, 300}}, {u"tight"_s, {610, 390, 100, 90}}};
        const DrawnMembership m = membershipOf(diagram, {});
        QCOMPARE(m.zoneOfNode.value(u"store"_s), u"tight"_s);
        QVERIFY(m.rects.value(u"tight"_s).contains(QRectF(600, 400, 100, 60)));
        QVERIFY(m.rects.value(u"outer"_s).contains(m.rects.value(u"tight"_s)));
    }

    void overlappingBoxesTakeTheSmaller()
    {
        DrawnDiagram diagram = drawing();
        diagram.zones = {{u"left"_s, {380, 150, 340, 140}}, {u"low"_s, {590, 190, 130, 280}}};
        const DrawnMembership m = membershipOf(diagram, {});
        QCOMPARE(m.zoneOfNode.value(u"stock"_s), u"low"_s);
        QCOMPARE(m.zoneOfNode.value(u"shop"_s), u"left"_s);
        QVERIFY(m.parentOfZone.isEmpty());
    }

    void curvesThatWrap()
    {
        DrawnDiagram diagram = drawing();
        diagram.curves = {{u"arch"_s, {{560, 480}, {570, 360}, {650, 340}, {740, 360}, {750, 480}}}};
        const DrawnMembership m = membershipOf(diagram, {});
        QCOMPARE(m.zoneOfNode, (QHash<QString, QString>{{u"store"_s, u"arch"_s}}));
        QVERIFY(m.rects.value(u"arch"_s).contains(QRectF(600, 400, 100, 60)));
        QVERIFY(!m.rects.value(u"arch"_s).intersects(QRectF(600, 200, 100, 60)));
        QVERIFY(m.separators.isEmpty());
    }

    // A line between: the side without outsiders, or with them where its name says so.
    void curvesThatSeparate()
    {
        DrawnDiagram diagram = drawing();
        diagram.curves = {{u"line"_s, {{250, 170}, {240, 300}, {250, 470}}}};
        DrawnMeaning meaning;
        meaning.outsiders = {u"client"_s};
        DrawnMembership m = membershipOf(diagram, meaning);
        QCOMPARE(m.zoneOfNode, (QHash<QString, QString>{{u"shop"_s, u"line"_s}, {u"stock"_s, u"line"_s}, {u"store"_s, u"line"_s}}));
        meaning.outerCurves = {u"line"_s};
        m = membershipOf(diagram, meaning);
        QCOMPARE(m.zoneOfNode, (QHash<QString, QString>{{u"client"_s, u"line"_s}}));
        // Outsiders on both sides: nobody can tell.
        meaning.outsiders = {u"client"_s, u"stock"_s};
        m = membershipOf(diagram, meaning);
        QVERIFY(m.zoneOfNode.isEmpty());
        QCOMPARE(m.separators, QStringList{u"line"_s});
    }

    // A short stroke that would have to be drawn on and on says nothing.
    void strokes()
    {
        DrawnDiagram diagram = drawing();
        diagram.curves = {{u"stroke"_s, {{250, 300}, {260, 310}}}, {u"point"_s, {{1, 1}}}, {u"nothing"_s, {}}};
        DrawnMeaning meaning;
        meaning.outsiders = {u"client"_s};
        const DrawnMembership m = membershipOf(diagram, meaning);
        QVERIFY(m.zoneOfNode.isEmpty());
        QCOMPARE(m.separators.size(), 3);
    }

    void whatTheFileSaysCounts()
    {
        DrawnDiagram diagram = drawing();
        diagram.zones = {{u"a"_s, {360, 100, 400, 400}}, {u"b"_s, {380, 150, 140, 140}}};
        DrawnMeaning meaning;
        meaning.zoneOfNode = {{u"shop"_s, u"a"_s}, {u"stock"_s, QString()}};
        meaning.parentOfZone = {{u"a"_s, u"b"_s}, {u"b"_s, u"a"_s}}; // a circle: one of them is left open
        const DrawnMembership m = membershipOf(diagram, meaning);
        QCOMPARE(m.zoneOfNode.value(u"shop"_s), u"a"_s);
        QVERIFY(!m.zoneOfNode.contains(u"stock"_s));
        QCOMPARE(m.parentOfZone.size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestDrawnZones)
#include "tst_drawnzones.moc"
