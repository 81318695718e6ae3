// SPDX-License-Identifier: Apache-2.0
#include "merge/merge.h"
#include "support/randomedit.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;

namespace {

// A specification small enough to write down in a test, and its import.
struct Call
{
    QString key; // "GET /users"
    QString operationId;
    QStringList parameters;
    int line = 1;
    QString summary = {};
};
struct Spec
{
    QString file;
    QList<Call> calls;
    QStringList schemas; // names; each has a field "id"
    bool store = true;
};

template <class T> T from(const Spec &spec, const QString &key)
{
    T entity;
    const SourceId source = SourceId::named(u"source", spec.file);
    entity.id = Id<T>::named(spec.file, key);
    entity.provenance = {Origin::Declared, source, key, {}, false};
    entity.provenance.at = {spec.file, {}, 1, 1};
    return entity;
}

void place(ThreatModel &model, DiagramId diagram, ElementId element)
{
    Placement placement;
    placement.id = Placement::idFor(diagram, element);
    placement.diagram = diagram;
    placement.element = element;
    model.placements.insert(placement);
}

// As importers do it: an actor and zones that sources share, a service with its interface, a store.
ThreatModel importOf(const QList<Spec> &specs)
{
    ThreatModel model;
    ProjectInfo info;
    info.id = ProjectInfo::theId();
    info.name = specs.value(0).file;
    model.info.insert(info);
    Diagram diagram;
    diagram.id = DiagramId::named(u"import", u"context");
    diagram.name = QStringLiteral("System");
    diagram.provenance.origin = Origin::Inferred;
    model.diagrams.insert(diagram);
    TrustBoundary zone;
    zone.id = BoundaryId::named(u"import", u"application");
    zone.name = QStringLiteral("Application");
    zone.provenance.origin = Origin::Inferred;
    model.boundaries.insert(zone);
    BoundaryPlacement zonePlacement;
    zonePlacement.id = BoundaryPlacement::idFor(diagram.id, zone.id);
    zonePlacement.diagram = diagram.id;
    zonePlacement.boundary = zone.id;
    model.boundaryPlacements.insert(zonePlacement);
    Element client;
    client.id = ElementId::named(u"import", u"client");
    client.kind = ElementKind::ExternalEntity;
    client.name = QStringLiteral("Client");
    client.provenance.origin = Origin::Inferred;
    model.elements.insert(client);
    place(model, diagram.id, client.id);
    for (const Spec &spec : specs) {
        Element service = from<Element>(spec, QStringLiteral("service"));
        service.name = spec.file;
        service.boundary = zone.id;
        model.elements.insert(service);
        place(model, diagram.id, service.id);
        Source source;
        source.id = service.provenance.source;
        source.path = spec.file;
        source.sha256 = QString::number(spec.calls.size());
        source.service = service.id;
        model.sources.insert(source);
        DataFlow flow = from<DataFlow>(spec, QStringLiteral("calls"));
        flow.source = client.id;
        flow.target = service.id;
        for (const QString &name : spec.schemas) {
            Schema schema = from<Schema>(spec, QStringLiteral("#/components/schemas/") + name);
            schema.name = name;
            model.schemas.insert(schema);
            Field field = from<Field>(spec, schema.provenance.key + QStringLiteral("/properties/id"));
            field.schema = schema.id;
            field.name = field.path = QStringLiteral("id");
            model.fields.insert(field);
        }
        for (const Call &call : spec.calls) {
            Operation operation = from<Operation>(spec, call.key);
            operation.service = service.id;
            operation.method = call.key.section(u' ', 0, 0);
            operation.path = call.key.section(u' ', 1);
            operation.operationId = call.operationId;
            operation.summary = call.summary;
            operation.provenance.at.line = call.line;
            if (!spec.schemas.isEmpty())
                operation.bodies = {Body{false, QStringLiteral("200"), {},
                                         SchemaId::named(spec.file, QStringLiteral("#/components/schemas/") + spec.schemas.first()), true, false}};
            model.operations.insert(operation);
            flow.operations.append(operation.id);
            for (const QString &name : call.parameters) {
                Field field = from<Field>(spec, call.key + QStringLiteral(" query ") + name);
                field.operation = operation.id;
                field.location = FieldLocation::Query;
                field.name = field.path = name;
                model.fields.insert(field);
            }
        }
        std::sort(flow.operations.begin(), flow.operations.end());
        model.flows.insert(flow);
        if (spec.store) {
            Element store = from<Element>(spec, QStringLiteral("store"));
            store.kind = ElementKind::DataStore;
            store.name = QStringLiteral("Store of ") + spec.file;
            store.confirmed = false;
            model.elements.insert(store);
            place(model, diagram.id, store.id);
            DataFlow sql = from<DataFlow>(spec, QStringLiteral("store"));
            sql.source = service.id;
            sql.target = store.id;
            model.flows.insert(sql);
        }
    }
    Q_ASSERT(validate(model).isEmpty());
    return model;
}

Spec shop()
{
    return {QStringLiteral("shop.yaml"),
            {{QStringLiteral("GET /users"), QStringLiteral("listUsers"), {QStringLiteral("page")}},
             {QStringLiteral("POST /users"), QStringLiteral("addUser"), {}},
             {QStringLiteral("GET /orders"), QStringLiteral("listOrders"), {QStringLiteral("from")}}},
            {QStringLiteral("User"), QStringLiteral("Order")},
            true};
}

template <class T> Id<T> in(const Spec &spec, const char *key)
{
    return Id<T>::named(spec.file, QString::fromLatin1(key));
}

// A project made from these, laid out.
ThreatModel projectOf(const QList<Spec> &specs)
{
    ThreatModel project;
    apply(project, reimport(project, importOf(specs)).delta);
    int i = 0;
    for (const PlacementId &id : project.placements.sortedIds()) {
        Placement placement = project.placements.value(id);
        placement.x = 200 * i++;
        placement.placed = true;
        project.placements.insert(placement);
    }
    for (const BoundaryPlacementId &id : project.boundaryPlacements.sortedIds()) {
        BoundaryPlacement placement = project.boundaryPlacements.value(id);
        placement.width = 1000;
        placement.height = 300;
        placement.placed = true;
        project.boundaryPlacements.insert(placement);
    }
    return project;
}

// For a failure's message.
QStringList inWords(const Delta &delta)
{
    QStringList words;
    forEachTable([&](const auto &t) {
        for (const auto &change : changesOf<typename std::decay_t<decltype(t)>::Entity>(delta))
            words.append(QStringLiteral("%1 %2 %3").arg(QString::fromLatin1(t.name), change.before ? change.after ? QStringLiteral("changed") : QStringLiteral("removed") : QStringLiteral("added"), change.id().toString().left(8)));
    });
    return words;
}

Spec randomSpec(QRandomGenerator &random, const QString &file)
{
    Spec spec;
    spec.file = file;
    spec.store = random.bounded(2);
    for (int i = 0; i < 8; ++i) {
        if (random.bounded(3) == 0)
            continue;
        Call call{QStringLiteral("GET /r%1").arg(i), random.bounded(2) ? QStringLiteral("op%1").arg(random.bounded(12)) : QString(), {}, random.bounded(100),
                  QString::number(random.bounded(3))};
        for (int k = 0; k < 3; ++k) {
            if (random.bounded(2))
                call.parameters.append(QString::number(k));
        }
        spec.calls.append(call);
    }
    for (int i = 0; i < 4; ++i) {
        if (random.bounded(2))
            spec.schemas.append(QStringLiteral("S%1").arg(i));
    }
    return spec;
}

} // namespace

class TestReimport : public QObject
{
    Q_OBJECT
private slots:
    void firstImportBringsEverything()
    {
        const ThreatModel imported = importOf({shop()});
        const MergeResult result = reimport({}, imported);
        ThreatModel project;
        apply(project, result.delta);
        QCOMPARE(validate(project), QStringList());
        QCOMPARE(project.elements, imported.elements);
        QCOMPARE(project.fields, imported.fields);
        QCOMPARE(project.baselines.size(), 1);
        QCOMPARE(result.counts, (MergeCounts{15, 0, 0, 0})); // zone, 3 elements, 2 flows, 3 operations, 2 schemas, 4 fields
        QVERIFY(result.conflicts.isEmpty());
    }

    void whatIsMineStays()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        const ElementId service = in<Element>(spec, "service"), store = in<Element>(spec, "store");
        const DiagramId diagram = project.diagrams.sortedIds().first();
        apply(project, renameElement(project, service, QStringLiteral("Shop")));
        apply(project, moveElements(project, diagram, {{service, {77, 88}}}));
        const Element queue = newElement(project, ElementKind::DataStore);
        apply(project, addElement(project, queue, diagram, {0, 900}));
        apply(project, addFlow(project, newFlow(service, queue.id)));
        apply(project, setDataClass(project, {in<Field>(spec, "#/components/schemas/User/properties/id")}, QStringLiteral("none.public")));
        Decision decision;
        decision.fingerprint = QStringLiteral("f");
        decision.state = DecisionState::Accepted;
        apply(project, decide(project, {decision}));

        Spec next = spec;
        next.calls[0].line = 40;
        next.calls[0].summary = QStringLiteral("All users");
        next.calls.append({QStringLiteral("DELETE /users"), {}, {}});
        next.schemas.append(QStringLiteral("Address"));
        const MergeResult result = reimport(project, importOf({next}));
        QVERIFY(result.conflicts.isEmpty());
        QCOMPARE(result.counts, (MergeCounts{3, 2, 0, 0})); // operation, schema, field; changed: GET /users and the flow
        ThreatModel after = project;
        apply(after, result.delta);
        QCOMPARE(validate(after), QStringList());
        QCOMPARE(after.elements, project.elements);
        QCOMPARE(after.placements, project.placements);
        QCOMPARE(after.decisions, project.decisions);
        QCOMPARE(after.boundaryPlacements, project.boundaryPlacements);
        QCOMPARE(after.flows.size(), project.flows.size());
        QCOMPARE(after.fields.value(in<Field>(spec, "#/components/schemas/User/properties/id")).dataClass, QStringLiteral("none.public"));
        QCOMPARE(after.operations.value(in<Operation>(spec, "GET /users")).summary, QStringLiteral("All users"));
        QCOMPARE(after.operations.value(in<Operation>(spec, "GET /users")).provenance.at.line, 40);
        QVERIFY(after.elements.contains(store));
        QVERIFY(reimport(after, importOf({next})).delta.isEmpty());
        apply(after, inverse(result.delta));
        QCOMPARE(after, project);
    }

    void untouchedThingsGoWithTheirSource()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        Spec next = spec;
        next.calls.removeLast();
        next.schemas.removeLast();
        next.store = false;
        const MergeResult result = reimport(project, importOf({next}));
        QCOMPARE(result.counts, (MergeCounts{0, 1, 6, 0})); // operation, parameter, schema, field, store, its flow
        apply(project, result.delta);
        QCOMPARE(validate(project), QStringList());
        QVERIFY(!project.elements.contains(in<Element>(spec, "store")));
        QCOMPARE(project.placements.size(), 2);
    }

    void movedButUntouchedGoesToo()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        apply(project, moveElements(project, project.diagrams.sortedIds().first(), {{in<Element>(spec, "store"), {5, 5}}}));
        Spec next = spec;
        next.store = false;
        apply(project, reimport(project, importOf({next})).delta);
        QVERIFY(!project.elements.contains(in<Element>(spec, "store")));
        QCOMPARE(validate(project), QStringList());
    }

    void keptWhereLinked_data()
    {
        QTest::addColumn<QString>("link");
        for (const char *link : {"edited", "answered", "flow", "parameter edited", "roles"})
            QTest::addRow("%s", link) << QString::fromLatin1(link);
    }

    void keptWhereLinked()
    {
        QFETCH(QString, link);
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        const OperationId orders = in<Operation>(spec, "GET /orders");
        const FieldId parameter = in<Field>(spec, "GET /orders query from");
        const ElementId store = in<Element>(spec, "store");
        bool keepsOperation = true;
        if (link == u"edited" || link == u"flow") {
            keepsOperation = false;
            if (link == u"edited")
                apply(project, renameElement(project, store, QStringLiteral("Orders")));
            else
                apply(project, addFlow(project, newFlow(ElementId::named(u"import", u"client"), store)));
        } else if (link == u"answered") {
            Control control;
            control.kind = QStringLiteral("object_authz");
            control.subject = {SubjectKind::Operation, orders.uuid()};
            control.state = ControlState::Present;
            apply(project, setControl(project, control));
        } else if (link == u"parameter edited") {
            apply(project, setSemantic(project, {parameter}, QStringLiteral("date")));
        } else {
            apply(project, setRoles(project, {orders}, {QStringLiteral("read")}));
        }
        Spec next = spec;
        next.calls.removeLast();
        next.store = false;
        const MergeResult result = reimport(project, importOf({next}));
        QVERIFY(result.conflicts.isEmpty());
        ThreatModel after = project;
        apply(after, result.delta);
        QCOMPARE(validate(after), QStringList());
        QCOMPARE(after.operations.contains(orders), keepsOperation);
        QCOMPARE(after.fields.contains(parameter), keepsOperation);
        QCOMPARE(after.elements.contains(store), !keepsOperation);
        QCOMPARE(after.placements.contains(Placement::idFor(project.diagrams.sortedIds().first(), store)), !keepsOperation);
        QCOMPARE(result.counts.kept, keepsOperation ? 2 : 1);
        if (keepsOperation) {
            QVERIFY(after.operations.value(orders).provenance.noLongerInSource);
            QVERIFY(after.flows.value(in<DataFlow>(spec, "calls")).operations.contains(orders));
        } else {
            QVERIFY(after.elements.value(store).provenance.noLongerInSource);
        }
        QVERIFY(!after.operations.value(in<Operation>(spec, "GET /users")).provenance.noLongerInSource);
        // Nothing more happens while the source stays as it is, and the mark goes when the thing comes back.
        QVERIFY(reimport(after, importOf({next})).delta.isEmpty());
        const MergeResult back = reimport(after, importOf({spec}));
        QVERIFY(back.conflicts.isEmpty());
        apply(after, back.delta);
        QCOMPARE(after.operations.value(orders).provenance.noLongerInSource, false);
        QCOMPARE(after.operations, project.operations);
        QCOMPARE(after.fields, project.fields);
        QCOMPARE(after.elements, project.elements);
    }

    void removedByAPersonStaysRemoved()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        apply(project, removeElements(project, {in<Element>(spec, "store")}));
        QVERIFY(reimport(project, importOf({spec})).delta.isEmpty());
        apply(project, removeElements(project, {in<Element>(spec, "service")}));
        QVERIFY(reimport(project, importOf({spec})).delta.isEmpty());
        Spec next = spec;
        next.calls[0].summary = QStringLiteral("Changed");
        next.calls.append({QStringLiteral("GET /new"), {}, {QStringLiteral("p")}});
        next.schemas.append(QStringLiteral("New"));
        const MergeResult result = reimport(project, importOf({next}));
        apply(project, result.delta);
        QCOMPARE(validate(project), QStringList());
        QCOMPARE(result.counts, MergeCounts());
        QVERIFY(project.operations.isEmpty());
        QVERIFY(project.schemas.isEmpty());
        QVERIFY(project.fields.isEmpty());
    }

    void bothChanged()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        Operation operation = project.operations.value(in<Operation>(spec, "GET /users"));
        operation.summary = QStringLiteral("Mine");
        project.operations.insert(operation);
        Spec next = spec;
        next.calls[0].summary = QStringLiteral("Theirs");
        const MergeResult mine = reimport(project, importOf({next}));
        QCOMPARE(mine.conflicts.size(), 1);
        QCOMPARE(mine.conflicts.first().entityName, QStringLiteral("GET /users"));
        QCOMPARE(mine.conflicts.first().field, QStringLiteral("summary"));
        ThreatModel after = project;
        apply(after, mine.delta);
        QCOMPARE(after.operations.value(operation.id).summary, QStringLiteral("Mine"));
        QVERIFY(reimport(after, importOf({next})).conflicts.isEmpty()); // it has been decided
        apply(project, reimport(project, importOf({next}), MergeSide::Theirs).delta);
        QCOMPARE(project.operations.value(operation.id).summary, QStringLiteral("Theirs"));
    }

    void otherSourcesStayAsTheyAre()
    {
        const Spec spec = shop();
        Spec other = shop();
        other.file = QStringLiteral("billing.yaml");
        ThreatModel project = projectOf({spec, other});
        QVERIFY(reimport(project, importOf({spec})).delta.isEmpty());
        QVERIFY(reimport(project, importOf({other})).delta.isEmpty());
        QVERIFY(reimport(project, importOf({other, spec})).delta.isEmpty());
        Spec third = shop();
        third.file = QStringLiteral("mail.yaml");
        const MergeResult result = reimport(project, importOf({third}));
        QVERIFY(result.conflicts.isEmpty());
        QCOMPARE(result.counts.removed, 0);
        apply(project, result.delta);
        QCOMPARE(project.sources.size(), 3);
        QCOMPARE(project.baselines.size(), 3);
        QCOMPARE(project.project().name, QStringLiteral("shop.yaml"));
        // One source at a time comes to the same as all at once.
        ThreatModel oneByOne;
        for (const Spec &each : {spec, other, third})
            apply(oneByOne, reimport(oneByOne, importOf({each})).delta);
        QCOMPARE(oneByOne.elements, project.elements);
        QCOMPARE(oneByOne.operations, project.operations);
        Spec emptied = spec;
        emptied.calls.clear();
        emptied.store = false;
        apply(project, reimport(project, importOf({emptied})).delta);
        QVERIFY(project.elements.contains(in<Element>(other, "store")));
        QVERIFY(!project.elements.contains(in<Element>(spec, "store")));
        QCOMPARE(project.operations.size(), 6);
    }

    void renamedOperationKeepsItsId()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        const OperationId orders = in<Operation>(spec, "GET /orders");
        const FieldId parameter = in<Field>(spec, "GET /orders query from");
        apply(project, setRoles(project, {orders}, {QStringLiteral("admin")}));
        apply(project, setDataClass(project, {parameter}, QStringLiteral("pii.contact")));
        Spec next = spec;
        next.calls.last().key = QStringLiteral("GET /purchases");
        const MergeResult plain = reimport(project, importOf({next}));
        const RenameOffer offer{orders, in<Operation>(spec, "GET /purchases")};
        QCOMPARE(plain.renames, QList<RenameOffer>{offer});

        const MergeResult accepted = reimport(project, importOf({next}), MergeSide::Mine, {offer});
        QVERIFY(accepted.renames.isEmpty());
        QCOMPARE(accepted.counts.added, 0);
        QCOMPARE(accepted.counts.removed, 0);
        apply(project, accepted.delta);
        QCOMPARE(validate(project), QStringList());
        QCOMPARE(project.operations.size(), 3);
        QCOMPARE(project.operations.value(orders).path, QStringLiteral("/purchases"));
        QCOMPARE(project.operations.value(orders).roles, QStringList{QStringLiteral("admin")});
        QCOMPARE(project.fields.value(parameter).dataClass, QStringLiteral("pii.contact"));
        QCOMPARE(project.flows.value(in<DataFlow>(spec, "calls")).operations.size(), 3);
        // It is known under that id from now on.
        QVERIFY(reimport(project, importOf({next})).delta.isEmpty());
        next.calls.last().summary = QStringLiteral("Again");
        apply(project, reimport(project, importOf({next})).delta);
        QCOMPARE(project.operations.value(orders).summary, QStringLiteral("Again"));
        QCOMPARE(project.operations.size(), 3);
    }

    void damagedBaselineLosesNothing()
    {
        const Spec spec = shop();
        ThreatModel project = projectOf({spec});
        apply(project, renameElement(project, in<Element>(spec, "service"), QStringLiteral("Shop")));
        for (const auto &id : project.baselines.sortedIds()) {
            ImportBaseline baseline = project.baselines.value(id);
            baseline.snapshot = QByteArrayLiteral("\x00\x00\xff\xffrubbish");
            project.baselines.insert(baseline);
        }
        ThreatModel after = project;
        apply(after, reimport(project, importOf({spec})).delta);
        QCOMPARE(after.elements, project.elements);
        QVERIFY(reimport(after, importOf({spec})).delta.isEmpty());
    }

    // Over random specifications, random edits between imports, and random changes of the specifications.
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
        ThreatModel project;
        for (int round = 0; round < 5; ++round) {
            QList<Spec> specs;
            for (const char *file : {"a.yaml", "b.yaml", "c.json"}) {
                if (random.bounded(2))
                    specs.append(randomSpec(random, QString::fromLatin1(file)));
            }
            if (specs.isEmpty())
                continue;
            const ThreatModel imported = importOf(specs);
            const MergeResult result = reimport(project, imported, random.bounded(3) ? MergeSide::Mine : MergeSide::Theirs);
            ThreatModel after = project;
            apply(after, result.delta);
            QCOMPARE(validate(after), QStringList());
            QCOMPARE(diff(after, [&] {
                         ThreatModel twice = after;
                         apply(twice, reimport(after, imported).delta);
                         return twice;
                     }()),
                     Delta());
            ThreatModel undone = after;
            apply(undone, inverse(result.delta));
            QCOMPARE(undone, project);
            // What is a person's stays a person's.
            QCOMPARE(after.decisions, project.decisions);
            for (const Placement &placement : project.placements) {
                if (after.placements.contains(placement.id))
                    QCOMPARE(after.placements.value(placement.id), placement);
                else
                    QVERIFY(!after.elements.contains(placement.element) || !after.diagrams.contains(placement.diagram) || !placement.byPerson);
            }
            for (const Element &element : project.elements) {
                if (!element.provenance.source && element.provenance.origin == Origin::Person)
                    QVERIFY(after.elements.contains(element.id));
            }
            for (const DataFlow &flow : project.flows) {
                if (flow.provenance.origin == Origin::Person)
                    QVERIFY(after.flows.contains(flow.id));
            }
            for (const Control &control : project.controls)
                QVERIFY(after.controls.contains(control.id));

            project = after;
            for (int i = random.bounded(25); i > 0; --i)
                apply(project, testing::randomEdit(random, project));
            ThreatModel same = project;
            const MergeResult again = reimport(project, imported);
            apply(same, again.delta);
            if (!again.delta.isEmpty())
                qWarning() << inWords(again.delta);
            QCOMPARE(diff(project, same), Delta()); // edits alone never make a re-import do anything
        }
    }
};

QTEST_GUILESS_MAIN(TestReimport)
#include "tst_reimport.moc"
