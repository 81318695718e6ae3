// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"
#include "edits/zones.h"
#include "support/randomedit.h"
#include "support/randommodel.h"
#include "threatmodel/codec.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;

namespace {

template <class T> Id<T> id(const char *name)
{
    return Id<T>::named(u"test", QString::fromLatin1(name));
}

// Two services in nested zones on one diagram, a client that calls one of them, a store.
struct Sample
{
    DiagramId main = id<Diagram>("main");
    ElementId client = id<Element>("client"), api = id<Element>("api"), db = id<Element>("db"), other = id<Element>("other");
    BoundaryId outer = id<TrustBoundary>("outer"), inner = id<TrustBoundary>("inner");
    FlowId call = id<DataFlow>("call"), sql = id<DataFlow>("sql");
    OperationId getUser = id<Operation>("getUser");
    SchemaId user = id<Schema>("user"), address = id<Schema>("address"), shared = id<Schema>("shared");
    FieldId userAddress = id<Field>("user.address"), userId = id<Field>("id"), street = id<Field>("street");
    SourceId source = id<Source>("source"), otherSource = id<Source>("otherSource");
    ThreatModel model;

    void element(ElementId elementId, ElementKind kind, const QString &name, BoundaryId zone, double x, double y)
    {
        Element e;
        e.id = elementId;
        e.kind = kind;
        e.name = name;
        e.boundary = zone;
        model.elements.insert(e);
        Placement p;
        p.id = Placement::idFor(main, elementId);
        p.diagram = main;
        p.element = elementId;
        p.x = x;
        p.y = y;
        p.placed = true;
        model.placements.insert(p);
    }
    void zone(BoundaryId zoneId, BoundaryId parent, const QRectF &r)
    {
        TrustBoundary b;
        b.id = zoneId;
        b.name = zoneId == outer ? QStringLiteral("Cloud") : QStringLiteral("Data");
        b.parent = parent;
        model.boundaries.insert(b);
        model.boundaryPlacements.insert({BoundaryPlacement::idFor(main, zoneId), main, zoneId, r.x(), r.y(), r.width(), r.height(), true});
    }
    void schema(SchemaId schemaId, SourceId from, OperationId operation = {})
    {
        Schema s;
        s.id = schemaId;
        s.provenance.source = from;
        s.operation = operation;
        model.schemas.insert(s);
    }

    Sample()
    {
        Diagram d;
        d.id = main;
        model.diagrams.insert(d);
        zone(outer, {}, {300, 0, 600, 400});
        zone(inner, outer, {600, 40, 260, 200});
        element(client, ElementKind::ExternalEntity, QStringLiteral("Client"), {}, 0, 100);
        element(api, ElementKind::Process, QStringLiteral("API"), outer, 340, 100);
        element(db, ElementKind::DataStore, QStringLiteral("Database"), inner, 640, 100);
        element(other, ElementKind::Process, QStringLiteral("Other"), outer, 340, 250);
        DataFlow flow;
        flow.id = call;
        flow.source = client;
        flow.target = api;
        flow.operations = {getUser};
        model.flows.insert(flow);
        model.flowPlacements.insert({FlowPlacement::idFor(main, call), main, call, {Point{200, 130}}, false, {}});
        flow = {};
        flow.id = sql;
        flow.source = api;
        flow.target = db;
        model.flows.insert(flow);
        Source s;
        s.id = source;
        s.service = api;
        model.sources.insert(s);
        s.id = otherSource;
        s.service = other;
        model.sources.insert(s);
        schema(user, source);
        schema(address, source);
        schema(shared, source);
        Field f;
        f.id = userAddress;
        f.schema = user;
        f.schemaRef = address;
        model.fields.insert(f);
        f = {};
        f.id = street;
        f.schema = address;
        model.fields.insert(f);
        f = {};
        f.id = userId;
        f.operation = getUser;
        f.location = FieldLocation::Path;
        model.fields.insert(f);
        Operation o;
        o.id = getUser;
        o.service = api;
        o.bodies = {Body{false, QStringLiteral("200"), {}, user, false, false}};
        model.operations.insert(o);
        o = {};
        o.id = id<Operation>("shared");
        o.service = other;
        o.bodies = {Body{false, QStringLiteral("200"), {}, shared, false, false}};
        model.operations.insert(o);
        Control c;
        c.id = id<Control>("c");
        c.kind = QStringLiteral("rate_limit");
        c.subject = {SubjectKind::Operation, getUser.uuid()};
        model.controls.insert(c);
        Q_ASSERT(validate(model).isEmpty());
    }
    void run(const Delta &delta)
    {
        apply(model, delta);
        QCOMPARE(validate(model), QStringList());
    }
    QRectF rect(ElementId e) const { return rectOf(model.placements.value(Placement::idFor(main, e))); }
    QRectF rect(BoundaryId b) const { return rectOf(model.boundaryPlacements.value(BoundaryPlacement::idFor(main, b))); }
};

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT
private slots:
    void draftReadsItsOwnChanges()
    {
        Sample s;
        Draft draft(s.model);
        QVERIFY(draft.delta().isEmpty());
        Element element = draft.value(s.api);
        element.name = QStringLiteral("Renamed");
        draft.put(element);
        draft.remove(s.db);
        draft.remove(id<Element>("nothing"));
        QCOMPARE(draft.value(s.api).name, QStringLiteral("Renamed"));
        QVERIFY(!draft.contains(s.db));
        QStringList names;
        draft.forEach<Element>([&](const Element &e) { names.append(e.name); });
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("Client"), QStringLiteral("Other"), QStringLiteral("Renamed")}));
        QCOMPARE(draft.delta().elements.size(), 2);
        draft.put(s.model.elements.value(s.api));
        draft.put(s.model.elements.value(s.db));
        QVERIFY(draft.delta().isEmpty());
    }

    void addedElementComesIntoTheZoneItStandsIn()
    {
        Sample s;
        const Element added = newElement(s.model, ElementKind::Process);
        s.run(addElement(s.model, added, s.main, {700, 190}));
        QCOMPARE(s.model.elements.value(added.id).boundary, s.inner);
        QVERIFY(s.rect(s.inner).contains(s.rect(added.id)));
        QVERIFY(s.rect(s.outer).contains(s.rect(s.inner)));
        const Element second = newElement(s.model, ElementKind::Process);
        QVERIFY(second.name != added.name);
        s.run(addElement(s.model, second, s.main, {2000, 2000}));
        QVERIFY(!s.model.elements.value(second.id).boundary);
        QVERIFY(addElement(s.model, second, s.main, {}).isEmpty());
    }

    void removedServiceTakesItsInterfaceAlong()
    {
        Sample s;
        s.run(removeElements(s.model, {s.api}));
        QVERIFY(s.model.flows.isEmpty());
        QVERIFY(s.model.flowPlacements.isEmpty());
        QVERIFY(!s.model.operations.contains(s.getUser));
        QVERIFY(!s.model.schemas.contains(s.user));
        QVERIFY(!s.model.schemas.contains(s.address));
        QVERIFY(s.model.schemas.contains(s.shared)); // another service answers with it
        QVERIFY(s.model.fields.isEmpty());
        QVERIFY(s.model.controls.isEmpty());
        QCOMPARE(s.model.placements.size(), 3);
        QVERIFY(s.model.sources.contains(s.source));
        QVERIFY(!s.model.sources.value(s.source).service);
        QCOMPARE(s.model.sources.value(s.otherSource).service, s.other);
    }

    void removedServiceTakesPartsAndTheirDiagramAlong()
    {
        Sample s;
        Element part;
        part.id = id<Element>("part");
        part.parent = s.api;
        s.model.elements.insert(part);
        Diagram detail;
        detail.id = id<Diagram>("detail");
        detail.subject = s.api;
        s.model.diagrams.insert(detail);
        s.run(showElements(s.model, detail.id, {{part.id, {0, 0}}, {s.client, {0, 100}}}));
        s.run(removeElements(s.model, {s.api}));
        QVERIFY(!s.model.elements.contains(part.id));
        QVERIFY(!s.model.diagrams.contains(detail.id));
        QVERIFY(s.model.elements.contains(s.client));
    }

    void reconnectedFlowForgetsRouteAndForeignOperations()
    {
        Sample s;
        s.run(reconnectFlow(s.model, s.call, FlowEnd::Source, s.other));
        QCOMPARE(s.model.flows.value(s.call).operations, QList<OperationId>{s.getUser});
        QVERIFY(s.model.flowPlacements.isEmpty());
        s.run(reconnectFlow(s.model, s.call, FlowEnd::Target, s.other));
        QVERIFY(s.model.flows.value(s.call).operations.isEmpty());
        QVERIFY(reconnectFlow(s.model, s.call, FlowEnd::Target, s.other).isEmpty());
        QVERIFY(reconnectFlow(s.model, s.call, FlowEnd::Target, id<Element>("nothing")).isEmpty());
    }

    void flowPlacementGoesWhenNothingIsSetByHand()
    {
        Sample s;
        s.run(setLabelOffset(s.model, s.main, s.call, QPointF(5, 6)));
        s.run(setWaypoints(s.model, s.main, s.call, {}));
        QCOMPARE(s.model.flowPlacements.size(), 1);
        QCOMPARE(s.model.flowPlacements.value(FlowPlacement::idFor(s.main, s.call)).labelOffset, (Point{5, 6}));
        s.run(setLabelOffset(s.model, s.main, s.call, std::nullopt));
        QVERIFY(s.model.flowPlacements.isEmpty());
    }

    void movedElementLetsItsZonesGrow()
    {
        Sample s;
        s.run(moveElements(s.model, s.main, {{s.db, {1200, 500}}}));
        QCOMPARE(s.rect(s.db).topLeft(), QPointF(1200, 500));
        QVERIFY(s.model.placements.value(Placement::idFor(s.main, s.db)).byPerson);
        QVERIFY(s.rect(s.inner).contains(enclosing(s.rect(s.db))));
        QVERIFY(s.rect(s.outer).contains(enclosing(s.rect(s.inner))));
        QCOMPARE(s.model.elements.value(s.db).boundary, s.inner);
        QVERIFY(!moveElements(s.model, s.main, {{s.db, {0, 0}}}).touchesMeaning());
    }

    void elementDroppedElsewhereChangesItsZone()
    {
        Sample s;
        const QRectF before = s.rect(s.inner);
        s.run(moveElements(s.model, s.main, {{s.db, {340, 320}}}, ZoneRule::FollowPlace));
        QCOMPARE(s.model.elements.value(s.db).boundary, s.outer);
        QCOMPARE(s.rect(s.inner), before);
        s.run(moveSelection(s.model, s.main, {{s.db}, {}, {}}, {0, 3000}));
        QVERIFY(!s.model.elements.value(s.db).boundary);
        s.run(moveElements(s.model, s.main, {{s.db, {650, 60}}}, ZoneRule::FollowPlace));
        QCOMPARE(s.model.elements.value(s.db).boundary, s.inner);
    }

    void elementWhoseZoneIsNotDrawnKeepsIt()
    {
        Sample s;
        const Diagram plain = newDiagram(s.model);
        s.run(addDiagram(s.model, plain));
        s.run(showElements(s.model, plain.id, {{s.db, {0, 0}}}));
        QVERIFY(s.model.boundaryPlacements.contains(BoundaryPlacement::idFor(plain.id, s.inner)));
        s.run(takeOff(s.model, plain.id, {{}, {}, {s.inner}}));
        s.run(moveElements(s.model, plain.id, {{s.db, {900, 900}}}, ZoneRule::FollowPlace));
        QCOMPARE(s.model.elements.value(s.db).boundary, s.inner);
    }

    void movedZoneTakesItsContentAlong()
    {
        Sample s;
        s.run(setWaypoints(s.model, s.main, s.sql, {Point{500, 130}}));
        const QRectF db = s.rect(s.db), api = s.rect(s.api), inner = s.rect(s.inner), client = s.rect(s.client);
        s.run(moveSelection(s.model, s.main, {{}, {}, {s.outer}}, {70, 30}));
        QCOMPARE(s.rect(s.db), db.translated(70, 30));
        QCOMPARE(s.rect(s.api), api.translated(70, 30));
        QCOMPARE(s.rect(s.inner), inner.translated(70, 30));
        QCOMPARE(s.rect(s.client), client);
        QCOMPARE(s.model.flowPlacements.value(FlowPlacement::idFor(s.main, s.sql)).waypoints, QList<Point>{(Point{570, 160})});
        QCOMPARE(s.model.flowPlacements.value(FlowPlacement::idFor(s.main, s.call)).waypoints, QList<Point>{(Point{200, 130})});
        s.run(moveSelection(s.model, s.main, {{}, {}, {s.inner}}, {3000, 0}));
        QVERIFY(!s.model.boundaries.value(s.inner).parent);
        s.run(moveSelection(s.model, s.main, {{}, {}, {s.inner}}, {-3000, 0}));
        QCOMPARE(s.model.boundaries.value(s.inner).parent, s.outer);
    }

    void zoneIsNeverSmallerThanItsContent()
    {
        Sample s;
        s.run(resizeBoundary(s.model, s.main, s.outer, {300, 0, 10, 10}));
        QVERIFY(s.rect(s.outer).contains(enclosing(s.rect(s.inner))));
        QVERIFY(s.rect(s.outer).contains(enclosing(s.rect(s.api))));
        QVERIFY(s.rect(s.outer).width() < 640);
        s.run(resizeElement(s.model, s.main, s.db, {640, 100, 800, 2}));
        QCOMPARE(s.rect(s.db).height(), 24.0);
        QVERIFY(s.rect(s.inner).contains(s.rect(s.db)));
    }

    void newZoneTakesInWhatItSurrounds()
    {
        Sample s;
        TrustBoundary zone = newBoundary(s.model, ZoneKind::Application);
        QCOMPARE(zone.trust, 2);
        s.run(addBoundary(s.model, zone, s.main, {320, 80, 180, 260}));
        QCOMPARE(s.model.boundaries.value(zone.id).parent, s.outer);
        QCOMPARE(s.model.elements.value(s.api).boundary, zone.id);
        QCOMPARE(s.model.elements.value(s.other).boundary, zone.id);
        QCOMPARE(s.model.elements.value(s.db).boundary, s.inner);
        TrustBoundary around = newBoundary(s.model, ZoneKind::Custom);
        s.run(addBoundary(s.model, around, s.main, {-100, -200, 1500, 900}));
        QCOMPARE(s.model.boundaries.value(s.outer).parent, around.id);
        QCOMPARE(s.model.boundaries.value(s.inner).parent, s.outer);
        QCOMPARE(s.model.elements.value(s.client).boundary, around.id);
    }

    void groupLiesInTheCommonZone()
    {
        Sample s;
        const TrustBoundary zone = newBoundary(s.model, ZoneKind::Custom);
        s.run(groupElements(s.model, zone, {s.api, s.db}));
        QCOMPARE(s.model.boundaries.value(zone.id).parent, s.outer);
        QCOMPARE(s.model.elements.value(s.db).boundary, zone.id);
        QVERIFY(s.rect(zone.id).contains(s.rect(s.api)));
        QVERIFY(s.rect(zone.id).contains(s.rect(s.db)));
        const TrustBoundary all = newBoundary(s.model, ZoneKind::Custom);
        s.run(groupElements(s.model, all, {s.client, s.db}));
        QVERIFY(!s.model.boundaries.value(all.id).parent);
    }

    void removedZoneLeavesItsMembersOutside()
    {
        Sample s;
        s.run(removeBoundaries(s.model, {s.inner}));
        QCOMPARE(s.model.elements.value(s.db).boundary, s.outer);
        Sample both;
        both.run(removeBoundaries(both.model, {both.inner, both.outer}));
        QVERIFY(!both.model.elements.value(both.db).boundary);
        QVERIFY(both.model.boundaryPlacements.isEmpty());
        Sample outerOnly;
        outerOnly.run(removeBoundaries(outerOnly.model, {outerOnly.outer}));
        QVERIFY(!outerOnly.model.boundaries.value(outerOnly.inner).parent);
        QCOMPARE(outerOnly.model.elements.value(outerOnly.db).boundary, outerOnly.inner);
    }

    void zoneNeverLiesInItself()
    {
        Sample s;
        TrustBoundary outer = s.model.boundaries.value(s.outer);
        outer.parent = s.inner;
        outer.trust = 9;
        s.run(setBoundary(s.model, outer));
        QVERIFY(!s.model.boundaries.value(s.outer).parent);
        QCOMPARE(s.model.boundaries.value(s.outer).trust, 4);
    }

    void alignAndDistribute()
    {
        Sample s;
        s.run(alignElements(s.model, s.main, {s.client, s.api, s.db}, Alignment::Bottom));
        QCOMPARE(s.rect(s.client).bottom(), s.rect(s.db).bottom());
        s.run(alignElements(s.model, s.main, {s.client, s.api}, Alignment::Center));
        QCOMPARE(s.rect(s.client).center().x(), s.rect(s.api).center().x());
        Sample t;
        t.run(distributeElements(t.model, t.main, {t.client, t.api, t.db}, Qt::Horizontal));
        QCOMPARE(t.rect(t.api).left() - t.rect(t.client).right(), t.rect(t.db).left() - t.rect(t.api).right());
        QCOMPARE(t.rect(t.db).x(), 640.0);
    }

    void pastedCopyStandsOnItsOwn()
    {
        Sample s;
        const PasteResult copy = duplicate(s.model, {{}, {}, {s.outer}}, s.main, {0, 600});
        s.run(copy.delta);
        QCOMPARE(copy.pasted.boundaries.size(), 2);
        QCOMPARE(copy.pasted.elements.size(), 3);
        QCOMPARE(copy.pasted.flows.size(), 1);
        QCOMPARE(s.model.elements.size(), 7);
        QSet<QString> names;
        for (const Element &element : s.model.elements)
            names.insert(element.name);
        QCOMPARE(names.size(), 7);
        for (const ElementId &pasted : copy.pasted.elements) {
            QVERIFY(copy.pasted.boundaries.contains(s.model.elements.value(pasted).boundary));
            QVERIFY(s.rect(pasted).y() >= 600);
        }
        // A fragment survives the clipboard, and comes into a project that knows nothing of it.
        const ThreatModel fragment = fragmentOf(s.model, {{s.client, s.api}, {}, {}}, s.main);
        ThreatModel empty;
        apply(empty, paste(empty, *decodeModel(encodeModel(fragment)), {}, {}).delta);
        QCOMPARE(empty.elements.size(), 2);
        QCOMPARE(empty.flows.size(), 1);
        QCOMPARE(validate(empty), QStringList());
    }

    void decisionsAreAppended()
    {
        Sample s;
        Decision decision;
        decision.fingerprint = QStringLiteral("f");
        decision.rule = QStringLiteral("AUTHN-001");
        decision.state = DecisionState::Accepted;
        decision.reason = QStringLiteral("The gateway checks it.");
        s.run(decide(s.model, {decision, decision}));
        QCOMPARE(s.model.decisions.size(), 2);
        QCOMPARE(decisionsInForce(s.model).value(QStringLiteral("f")).number, 2);
        s.run(withdrawDecision(s.model, QStringLiteral("f"), QStringLiteral("It does not."), QStringLiteral("me"), QStringLiteral("2026-11-22T10:00:00Z")));
        QCOMPARE(s.model.decisions.size(), 3);
        const Decision last = decisionsInForce(s.model).value(QStringLiteral("f"));
        QCOMPARE(last.state, DecisionState::Open);
        QCOMPARE(last.rule, QStringLiteral("AUTHN-001"));
        QVERIFY(withdrawDecision(s.model, QStringLiteral("f"), {}, {}, {}).isEmpty());
        QVERIFY(withdrawDecision(s.model, QStringLiteral("g"), {}, {}, {}).isEmpty());
    }

    void answersMeet()
    {
        Sample s;
        Control answer;
        answer.kind = QStringLiteral("object_authz");
        answer.subject = {SubjectKind::Element, s.api.uuid()};
        answer.state = ControlState::Present;
        Sample t;
        s.run(setControl(s.model, answer));
        answer.state = ControlState::Absent;
        t.run(setControl(t.model, answer));
        const Control *one = findControl(s.model, answer.kind, answer.subject);
        const Control *two = findControl(t.model, answer.kind, answer.subject);
        QVERIFY(one && two);
        QCOMPARE(one->id, two->id);
        s.run(setControl(s.model, answer));
        QCOMPARE(s.model.controls.size(), 2);
        QCOMPARE(findControl(s.model, answer.kind, answer.subject)->state, ControlState::Absent);
        answer.subject.id = QUuid::createUuid();
        QVERIFY(setControl(s.model, answer).isEmpty());
        s.run(removeControls(s.model, {findControl(s.model, QStringLiteral("rate_limit"), {SubjectKind::Operation, s.getUser.uuid()})->id}));
        QCOMPARE(s.model.controls.size(), 1);
    }

    void mixedSelectionIsRemovedAsOne()
    {
        Sample s;
        s.run(removeSelection(s.model, {{s.client}, {s.sql}, {s.outer}}));
        QVERIFY(s.model.flows.isEmpty());
        QVERIFY(!s.model.elements.contains(s.client));
        QVERIFY(!s.model.elements.value(s.api).boundary);
    }

    // Every edit, of every kind and with senseless arguments too, keeps the model sound, and undo takes all of it back.
    void laws_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void laws()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        const ThreatModel start = testing::randomModel(random, 1 + random.bounded(25));
        Document document(start);
        QList<ThreatModel> states{start};
        for (int i = 0; i < 120; ++i) {
            const Delta delta = testing::randomEdit(random, document.model(), i < testing::editKinds ? i : -1);
            if (delta.isEmpty())
                continue;
            ThreatModel expected = document.model();
            apply(expected, delta);
            QCOMPARE(diff(document.model(), expected), delta); // says no more than it does
            document.push(QStringLiteral("Edit"), delta);
            QCOMPARE(validate(document.model()), QStringList());
            states.append(document.model());
        }
        const ThreatModel end = document.model();
        QCOMPARE(document.undoStack()->count(), int(states.size()) - 1);
        for (qsizetype i = states.size() - 2; i >= 0; --i) {
            document.undoStack()->undo();
            QCOMPARE(document.model(), states[i]);
        }
        while (document.undoStack()->canRedo())
            document.undoStack()->redo();
        QCOMPARE(document.model(), end);
    }

    void everyKindOfEditChangesSomething()
    {
        for (int kind = 0; kind < testing::editKinds; ++kind) {
            QRandomGenerator random{quint32(kind + 1)};
            bool changed = false;
            for (int i = 0; i < 30 && !changed; ++i) {
                ThreatModel model = testing::randomModel(random, 20);
                apply(model, testing::randomEdit(random, model, 29)); // leaves something to be shown
                changed = !testing::randomEdit(random, model, kind).isEmpty();
            }
            QVERIFY2(changed, qPrintable(QString::number(kind)));
        }
    }
};

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
