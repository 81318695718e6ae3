// SPDX-License-Identifier: Apache-2.0
#include "merge/merge.h"
#include "support/randomedit.h"
#include "support/randommodel.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;

namespace {

ThreatModel edited(QRandomGenerator &random, ThreatModel model, int edits)
{
    for (int i = 0; i < edits; ++i)
        apply(model, testing::randomEdit(random, model));
    return model;
}

ThreatModel merged(const ThreatModel &base, const ThreatModel &mine, const ThreatModel &theirs, MergeSide prefer = MergeSide::Mine)
{
    ThreatModel model = mine;
    apply(model, mergeModels(base, mine, theirs, prefer).delta);
    return model;
}

ThreatModel twoElements()
{
    ThreatModel model;
    Diagram diagram;
    diagram.id = DiagramId::named(u"test", u"main");
    diagram.name = QStringLiteral("System");
    model.diagrams.insert(diagram);
    for (const char *name : {"API", "Database"}) {
        Element element;
        element.id = ElementId::named(u"test", QString::fromLatin1(name));
        element.name = QString::fromLatin1(name);
        model.elements.insert(element);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.placed = true;
        model.placements.insert(placement);
    }
    return model;
}

const ElementId api = ElementId::named(u"test", u"API");
const ElementId db = ElementId::named(u"test", u"Database");
const DiagramId diagram = DiagramId::named(u"test", u"main");

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT
private slots:
    void laws_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 60; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void laws()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        const ThreatModel base = testing::randomModel(random, 1 + random.bounded(20));
        const ThreatModel a = edited(random, base, random.bounded(30)), b = edited(random, base, random.bounded(30));
        QCOMPARE(merged(base, a, a), a);
        QCOMPARE(merged(base, base, b), b);
        QCOMPARE(merged(base, a, base), a);
        QVERIFY(mergeModels(base, a, a).conflicts.isEmpty());
        QVERIFY(mergeModels(base, base, b).conflicts.isEmpty());
        QVERIFY(mergeModels(base, a, base).conflicts.isEmpty());

        for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs}) {
            const MergeSide other = side == MergeSide::Mine ? MergeSide::Theirs : MergeSide::Mine;
            const ThreatModel one = merged(base, a, b, side), two = merged(base, b, a, other);
            QCOMPARE(validate(one), QStringList());
            QCOMPARE(diff(one, two), Delta());
            QCOMPARE(mergeModels(base, a, b, side).conflicts.size(), mergeModels(base, b, a, other).conflicts.size());
        }
        // Two models that have nothing in common.
        const ThreatModel stranger = testing::randomModel(random, 10);
        QCOMPARE(validate(merged(base, a, stranger)), QStringList());
        QCOMPARE(validate(merged({}, a, stranger)), QStringList());
    }

    void editsOfDifferentThingsBothStay()
    {
        const ThreatModel base = twoElements();
        ThreatModel mine = base, theirs = base;
        apply(mine, renameElement(mine, api, QStringLiteral("Shop API")));
        Element element = theirs.elements.value(api);
        element.technology = QStringLiteral("Go");
        apply(theirs, setElement(theirs, element));
        apply(theirs, addFlow(theirs, newFlow(api, db)));
        const MergeResult result = mergeModels(base, mine, theirs);
        QVERIFY(result.conflicts.isEmpty());
        apply(mine, result.delta);
        QCOMPARE(mine.elements.value(api).name, QStringLiteral("Shop API"));
        QCOMPARE(mine.elements.value(api).technology, QStringLiteral("Go"));
        QCOMPARE(mine.flows.size(), 1);
        QCOMPARE(result.counts, (MergeCounts{1, 1, 0, 0}));
    }

    void conflictSpeaksToPeople()
    {
        const ThreatModel base = twoElements();
        ThreatModel mine = base, theirs = base;
        apply(mine, renameElement(mine, api, QStringLiteral("Shop API")));
        apply(theirs, renameElement(theirs, api, QStringLiteral("Store API")));
        for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs}) {
            const MergeResult result = mergeModels(base, mine, theirs, side);
            QCOMPARE(result.conflicts.size(), 1);
            const MergeConflict conflict = result.conflicts.first();
            QCOMPARE(conflict.table, QStringLiteral("element"));
            QCOMPARE(conflict.field, QStringLiteral("name"));
            QCOMPARE(conflict.base, QStringLiteral("API"));
            QCOMPARE(conflict.mine, QStringLiteral("Shop API"));
            QCOMPARE(conflict.theirs, QStringLiteral("Store API"));
            QCOMPARE(conflict.subject, (Subject{SubjectKind::Element, api.uuid()}));
            QCOMPARE(merged(base, mine, theirs, side).elements.value(api).name, side == MergeSide::Mine ? conflict.mine : conflict.theirs);
        }
    }

    void tagsMergeAsSets()
    {
        ThreatModel base = twoElements();
        Element element = base.elements.value(api);
        element.tags = {QStringLiteral("a"), QStringLiteral("b")};
        base.elements.insert(element);
        ThreatModel mine = base, theirs = base;
        element.tags = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("mine")};
        mine.elements.insert(element);
        element.tags = {QStringLiteral("theirs"), QStringLiteral("b")};
        theirs.elements.insert(element);
        QVERIFY(mergeModels(base, mine, theirs).conflicts.isEmpty());
        QCOMPARE(merged(base, mine, theirs).elements.value(api).tags,
                 (QStringList{QStringLiteral("b"), QStringLiteral("mine"), QStringLiteral("theirs")}));
    }

    // One draws a flow to what the other removes.
    void removedButNeeded()
    {
        const ThreatModel base = twoElements();
        ThreatModel mine = base, theirs = base;
        apply(mine, addFlow(mine, newFlow(api, db)));
        apply(theirs, removeElements(theirs, {db}));
        const MergeResult keep = mergeModels(base, mine, theirs, MergeSide::Mine);
        QCOMPARE(keep.conflicts.size(), 1);
        QCOMPARE(keep.conflicts.first().entityName, QStringLiteral("Database"));
        ThreatModel model = merged(base, mine, theirs, MergeSide::Mine);
        QVERIFY(model.elements.contains(db));
        QCOMPARE(model.flows.size(), 1);
        model = merged(base, mine, theirs, MergeSide::Theirs);
        QVERIFY(!model.elements.contains(db));
        QVERIFY(model.flows.isEmpty());
        QCOMPARE(mergeModels(base, mine, theirs, MergeSide::Theirs).conflicts.size(), 1);
    }

    // Moving a box on the diagram does not bring back what the other copy removed.
    void movedAndRemoved()
    {
        const ThreatModel base = twoElements();
        ThreatModel mine = base, theirs = base;
        apply(mine, moveElements(mine, diagram, {{db, {500, 500}}}));
        apply(theirs, removeElements(theirs, {db}));
        for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs}) {
            QVERIFY(mergeModels(base, mine, theirs, side).conflicts.isEmpty());
            QVERIFY(!merged(base, mine, theirs, side).elements.contains(db));
        }
    }

    void placesMergeAsOneThing()
    {
        const ThreatModel base = twoElements();
        ThreatModel mine = base, theirs = base;
        apply(mine, moveElements(mine, diagram, {{db, {500, 0}}}));
        Placement placement = theirs.placements.value(Placement::idFor(diagram, db));
        placement.y = 300; // by a layout, not by a person
        theirs.placements.insert(placement);
        QVERIFY(mergeModels(base, mine, theirs).conflicts.isEmpty());
        for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs})
            QCOMPARE(merged(base, mine, theirs, side).placements.value(placement.id), mine.placements.value(placement.id));
        apply(theirs, moveElements(theirs, diagram, {{db, {0, 700}}}));
        QCOMPARE(mergeModels(base, mine, theirs).conflicts.size(), 1);
        QCOMPARE(merged(base, mine, theirs, MergeSide::Theirs).placements.value(placement.id), theirs.placements.value(placement.id));
    }

    void zonesPutIntoEachOther()
    {
        ThreatModel base;
        TrustBoundary one = newBoundary(base, ZoneKind::Custom), two = newBoundary(base, ZoneKind::Custom);
        base.boundaries.insert(one);
        base.boundaries.insert(two);
        ThreatModel mine = base, theirs = base;
        one.parent = two.id;
        apply(mine, setBoundary(mine, one));
        two.parent = one.id;
        one.parent = {};
        apply(theirs, setBoundary(theirs, two));
        const ThreatModel model = merged(base, mine, theirs);
        QCOMPARE(model.boundaries.value(one.id).parent, two.id);
        QVERIFY(!model.boundaries.value(two.id).parent);
        QVERIFY(!mergeModels(base, mine, theirs).conflicts.isEmpty());
    }

    void contradictingDecisions()
    {
        ThreatModel base, mine, theirs;
        Decision decision;
        decision.fingerprint = QStringLiteral("f");
        decision.findingTitle = QStringLiteral("Anyone can read orders");
        decision.state = DecisionState::Accepted;
        apply(mine, decide(mine, {decision}));
        decision.state = DecisionState::FalsePositive;
        apply(theirs, decide(theirs, {decision}));
        const MergeResult result = mergeModels(base, mine, theirs);
        QCOMPARE(result.conflicts.size(), 1);
        QCOMPARE(result.conflicts.first().entityName, decision.findingTitle);
        for (const MergeSide side : {MergeSide::Mine, MergeSide::Theirs}) {
            const ThreatModel model = merged(base, mine, theirs, side);
            QCOMPARE(model.decisions.size(), 2); // both stay in the history
            QCOMPARE(decisionsInForce(model).value(QStringLiteral("f")).state,
                     side == MergeSide::Mine ? DecisionState::Accepted : DecisionState::FalsePositive);
        }
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
