// SPDX-License-Identifier: Apache-2.0
#include "tracing/tracing.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// A small system by name.
struct System
{
    ThreatModel model;
    QHash<OperationId, OperationData> data;

    static ElementId id(const QString &name) { return ElementId::named(u"test", name); }
    void element(const QString &name, ElementKind kind, const QString &subkind = {}, BoundaryId zone = {})
    {
        Element e;
        e.id = id(name);
        e.name = name;
        e.kind = kind;
        e.subkind = subkind;
        e.boundary = zone;
        model.elements.insert(e);
    }
    FlowId flow(const QString &from, const QString &to, const QStringList &classes = {}, const QList<OperationId> &operations = {}, bool both = false)
    {
        DataFlow f;
        f.id = FlowId::named(u"flow", from + u'>' + to);
        f.source = id(from);
        f.target = id(to);
        f.dataClasses = classes;
        f.operations = operations;
        f.bidirectional = both;
        f.provenance.at = {u"hand.yaml"_s, {}, 7, 1};
        model.flows.insert(f);
        return f.id;
    }
    // "email=pii.contact" …
    OperationId operation(const QString &service, const QString &method, const QString &path, const QStringList &request, const QStringList &response)
    {
        Operation op;
        op.id = OperationId::named(u"op", service + method + path);
        op.service = id(service);
        op.method = method;
        op.path = path;
        op.provenance.at = {u"api.yaml"_s, {}, 10, 3};
        model.operations.insert(op);
        const auto label = [&](const QString &text) {
            Field field;
            field.id = FieldId::named(op.id.toString(), text);
            field.name = text.section(u'=', 0, 0);
            field.operation = op.id;
            field.provenance.at = {u"api.yaml"_s, {}, 20 + int(model.fields.size()), 5};
            model.fields.insert(field);
            const QString what = text.section(u'=', 1);
            return LabelledField{field.id, what.section(u'/', 0, 0), what.contains(u'/') ? what.section(u'/', 1) : u"plain"_s, Certainty::Likely};
        };
        OperationData entry;
        for (const QString &text : request)
            entry.request.append(label(text));
        for (const QString &text : response)
            entry.response.append(label(text));
        data.insert(op.id, entry);
        return op.id;
    }
    void control(const QString &kind, const QUuid &subject, SubjectKind of, ControlState state = ControlState::Present)
    {
        Control c;
        c.id = ControlId::named(kind, subject.toString());
        c.kind = kind;
        c.subject = {of, subject};
        c.state = state;
        model.controls.insert(c);
    }
    DataTrace trace() const
    {
        const ModelIndex index(model);
        const Lexicons lexicons;
        return traceData({model, index, lexicons, data, {}});
    }
};

const DataHop *hopOf(const DataTrace &trace, const QString &from, const QString &to, const QString &dataClass)
{
    for (const DataHop &hop : trace.hops) {
        if (hop.from == System::id(from) && hop.to == System::id(to) && hop.dataClass == dataClass)
            return &hop;
    }
    return nullptr;
}

QStringList wayOf(const System &system, const DataTrace &trace, const DataHop &hop)
{
    QStringList names;
    for (const int step : trace.wayTo(int(&hop - trace.hops.constData()))) {
        if (names.isEmpty())
            names << system.model.elements.value(trace.hops[step].from).name;
        names << system.model.elements.value(trace.hops[step].to).name;
    }
    return names;
}

System shop()
{
    System s;
    s.element(u"customer"_s, ElementKind::ExternalEntity, u"browser"_s);
    s.element(u"gateway"_s, ElementKind::Process, u"gateway"_s);
    s.element(u"users"_s, ElementKind::Process, u"service"_s);
    s.element(u"db"_s, ElementKind::DataStore, u"database_sql"_s);
    s.element(u"logs"_s, ElementKind::DataStore, u"log_store"_s);
    s.element(u"mailer"_s, ElementKind::ExternalEntity, u"third_party_api"_s);
    const OperationId signUp = s.operation(u"users"_s, u"POST"_s, u"/signup"_s, {u"email=pii.contact"_s, u"password=cred.password"_s}, {});
    const OperationId profile = s.operation(u"users"_s, u"GET"_s, u"/me"_s, {}, {u"email=pii.contact"_s});
    s.flow(u"customer"_s, u"gateway"_s);
    QList<OperationId> operations{signUp, profile};
    std::sort(operations.begin(), operations.end());
    s.flow(u"gateway"_s, u"users"_s, {}, operations);
    s.flow(u"users"_s, u"db"_s);
    s.flow(u"users"_s, u"logs"_s);
    s.flow(u"users"_s, u"mailer"_s, {u"pii.contact"_s});
    return s;
}

} // namespace

class TestTracing : public QObject
{
    Q_OBJECT

private slots:
    void rulesOfFlows()
    {
        const System s = shop();
        const DataTrace trace = s.trace();
        // Through the gateway although nothing is said on the flow before it.
        const DataHop *in = hopOf(trace, u"customer"_s, u"gateway"_s, u"pii.contact"_s);
        QVERIFY(in);
        QCOMPARE(in->reason, HopReason::Request);
        QCOMPARE(in->certainty, Certainty::Likely);
        // Into the store, with the line that shows it.
        const DataHop *written = hopOf(trace, u"users"_s, u"db"_s, u"pii.contact"_s);
        QVERIFY(written);
        QCOMPARE(written->reason, HopReason::Written);
        QCOMPARE(written->evidence.size(), 1);
        QCOMPARE(written->evidence[0].at.file, u"api.yaml"_s);
        QCOMPARE(wayOf(s, trace, *written), (QStringList{u"customer"_s, u"gateway"_s, u"users"_s, u"db"_s}));
        // A password is not likely to be kept as it came.
        QCOMPARE(hopOf(trace, u"users"_s, u"db"_s, u"cred.password"_s)->certainty, Certainty::Possible);
        // What nobody said about the log is possible only; what is declared is certain.
        QCOMPARE(hopOf(trace, u"users"_s, u"logs"_s, u"pii.contact"_s)->certainty, Certainty::Possible);
        const DataHop *mail = hopOf(trace, u"users"_s, u"mailer"_s, u"pii.contact"_s);
        QCOMPARE(mail->certainty, Certainty::Certain);
        QCOMPARE(mail->evidence[0].at.file, u"hand.yaml"_s);
        QVERIFY(!hopOf(trace, u"users"_s, u"mailer"_s, u"cred.password"_s));
        // Answers come back.
        QVERIFY(hopOf(trace, u"gateway"_s, u"customer"_s, u"pii.contact"_s)->back);
        QCOMPARE(hopOf(trace, u"db"_s, u"users"_s, u"pii.contact"_s)->reason, HopReason::Read);
    }

    void controlsChangeForms()
    {
        System s;
        s.element(u"customer"_s, ElementKind::ExternalEntity);
        s.element(u"shop"_s, ElementKind::Process);
        s.element(u"billing"_s, ElementKind::Process);
        s.element(u"logs"_s, ElementKind::DataStore, u"log_store"_s);
        const OperationId pay = s.operation(u"shop"_s, u"POST"_s, u"/pay"_s, {u"number=pci.pan"_s}, {});
        s.flow(u"customer"_s, u"shop"_s, {}, {pay});
        const FlowId onward = s.flow(u"shop"_s, u"billing"_s);
        const FlowId log = s.flow(u"billing"_s, u"logs"_s, {u"pci.pan"_s});
        QCOMPARE(hopOf(s.trace(), u"shop"_s, u"billing"_s, u"pci.pan"_s)->form, u"plain"_s);

        System tokenised = s;
        tokenised.control(u"tokenisation"_s, System::id(u"shop"_s).uuid(), SubjectKind::Element);
        const DataTrace trace = tokenised.trace();
        QCOMPARE(hopOf(trace, u"customer"_s, u"shop"_s, u"pci.pan"_s)->form, u"plain"_s); // before it comes to the shop
        QCOMPARE(hopOf(trace, u"shop"_s, u"billing"_s, u"pci.pan"_s)->form, u"tokenised"_s);
        QCOMPARE(hopOf(trace, u"shop"_s, u"billing"_s, u"pci.pan"_s)->changedBy, QStringList{u"tokenisation"_s});

        System planned = s;
        planned.control(u"tokenisation"_s, System::id(u"shop"_s).uuid(), SubjectKind::Element, ControlState::Planned);
        QCOMPARE(planned.trace(), s.trace());

        // What is said nearest counts: everybody tokenises, apart from the shop.
        System apart = s;
        apart.control(u"tokenisation"_s, QUuid(), SubjectKind::Project);
        QCOMPARE(hopOf(apart.trace(), u"shop"_s, u"billing"_s, u"pci.pan"_s)->form, u"tokenised"_s);
        apart.control(u"tokenisation"_s, System::id(u"shop"_s).uuid(), SubjectKind::Element, ControlState::Absent);
        QCOMPARE(hopOf(apart.trace(), u"shop"_s, u"billing"_s, u"pci.pan"_s)->form, u"plain"_s);

        System redacted = s;
        redacted.control(u"log_redaction"_s, log.uuid(), SubjectKind::Flow);
        Q_UNUSED(onward);
        // Public by an empty lexicon, so nothing says that it needs redaction; a secret always does.
        QVERIFY(hopOf(redacted.trace(), u"billing"_s, u"logs"_s, u"pci.pan"_s));
        DataFlow changed = redacted.model.flows.value(log);
        changed.dataClasses = {u"secret.api_key"_s};
        redacted.model.flows.insert(changed);
        QVERIFY(!hopOf(redacted.trace(), u"billing"_s, u"logs"_s, u"secret.api_key"_s));
    }

    // Each hop rests on facts: without one of them the trace is another.
    void removingAFactChangesTheTrace()
    {
        const System s = shop();
        const DataTrace whole = s.trace();
        int checked = 0;
        for (const DataHop &hop : whole.hops) {
            QVERIFY(!hop.evidence.isEmpty());
            for (const HopEvidence &line : hop.evidence) {
                System less = s;
                if (line.field.isNull()) {
                    less.model.flows.remove(hop.flow);
                } else {
                    OperationData &data = less.data[line.operation];
                    const auto same = [&](const LabelledField &field) { return field.field == line.field; };
                    data.request.removeIf(same);
                    data.response.removeIf(same);
                }
                const DataTrace after = less.trace();
                QVERIFY(after != whole);
                const auto gone = std::none_of(after.hops.begin(), after.hops.end(), [&](const DataHop &other) { return other == hop; });
                QVERIFY(gone);
                ++checked;
            }
        }
        QVERIFY(checked > 10);
    }

    // Against an enumeration of all paths on small random systems.
    void explicitPaths_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 200; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void explicitPaths()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        System s;
        const int elements = 3 + int(random.bounded(4));
        const auto name = [](int i) { return u"e%1"_s.arg(i); };
        for (int i = 0; i < elements; ++i)
            s.element(name(i), i == 0 ? ElementKind::ExternalEntity : ElementKind::Process);
        const QStringList classes{u"pii.contact"_s, u"pci.pan"_s};
        for (int i = 0; i < elements; ++i) {
            for (int j = 0; j < elements; ++j) {
                if (i == j || random.bounded(100) >= 40)
                    continue;
                const QStringList declared = random.bounded(3) == 0 ? QStringList{classes[random.bounded(2)]} : QStringList{};
                s.flow(name(i), name(j), declared, {}, random.bounded(5) == 0);
            }
        }
        const DataTrace trace = s.trace();
        for (const QString &dataClass : classes) {
            // Where the class is because a flow says so; from there along every flow that says nothing.
            QMap<QString, QSet<QString>> silent; // element → elements
            QSet<QString> has;
            QSet<std::pair<QString, QString>> expected;
            for (const DataFlow &flow : s.model.flows) {
                const QString from = s.model.elements.value(flow.source).name, to = s.model.elements.value(flow.target).name;
                if (flow.dataClasses.isEmpty()) {
                    silent[from].insert(to);
                    if (flow.bidirectional)
                        silent[to].insert(from);
                } else if (flow.dataClasses.contains(dataClass)) {
                    has << from << to;
                    expected.insert({from, to});
                    if (flow.bidirectional)
                        expected.insert({to, from});
                }
            }
            // All simple paths, one by one.
            std::function<void(const QString &, QSet<QString>)> walk = [&](const QString &at, QSet<QString> visited) {
                visited.insert(at);
                for (const QString &next : silent.value(at)) {
                    expected.insert({at, next});
                    if (!visited.contains(next))
                        walk(next, visited);
                }
            };
            for (const QString &start : std::as_const(has))
                walk(start, {});
            QSet<std::pair<QString, QString>> found;
            for (const DataHop &hop : trace.hops) {
                if (hop.dataClass == dataClass)
                    found.insert({s.model.elements.value(hop.from).name, s.model.elements.value(hop.to).name});
            }
            QCOMPARE(found, expected);
        }
        // Each way is connected and ends where it says; no other hop that leads here is two steps nearer to a start.
        for (int i = 0; i < trace.hops.size(); ++i) {
            const QList<int> way = trace.wayTo(i);
            QCOMPARE(way.size(), trace.hops[i].length);
            for (qsizetype k = 1; k < way.size(); ++k)
                QCOMPARE(trace.hops[way[k]].from, trace.hops[way[k - 1]].to);
            for (const DataHop &other : trace.hops) {
                if (trace.hops[i].before >= 0 && other.dataClass == trace.hops[i].dataClass && other.to == trace.hops[i].from)
                    QVERIFY(trace.hops[i].length <= other.length + 1);
            }
        }
    }

    void severalStores()
    {
        System s;
        s.element(u"customer"_s, ElementKind::ExternalEntity);
        s.element(u"shop"_s, ElementKind::Process);
        for (const QString &name : {u"orders"_s, u"people"_s})
            s.element(name, ElementKind::DataStore, u"database_sql"_s);
        const OperationId order = s.operation(u"shop"_s, u"POST"_s, u"/orders"_s, {u"address=pii.address"_s}, {});
        s.flow(u"customer"_s, u"shop"_s, {}, {order});
        s.flow(u"shop"_s, u"orders"_s);
        s.flow(u"shop"_s, u"people"_s);
        const DataTrace trace = s.trace();
        QCOMPARE(hopOf(trace, u"shop"_s, u"orders"_s, u"pii.address"_s)->certainty, Certainty::Likely);
        QVERIFY(!hopOf(trace, u"shop"_s, u"people"_s, u"pii.address"_s));
        // Names that say nothing: each of two is likely, each of three possible.
        System plain = s;
        const auto rename = [&](const QString &id, const QString &name) {
            Element e = plain.model.elements.value(System::id(id));
            e.name = name;
            plain.model.elements.insert(e);
        };
        rename(u"orders"_s, u"postgresdb"_s);
        rename(u"people"_s, u"mongodb"_s);
        QCOMPARE(hopOf(plain.trace(), u"shop"_s, u"people"_s, u"pii.address"_s)->certainty, Certainty::Likely);
        plain.element(u"third"_s, ElementKind::DataStore, u"database_sql"_s);
        plain.flow(u"shop"_s, u"third"_s);
        QCOMPARE(hopOf(plain.trace(), u"shop"_s, u"people"_s, u"pii.address"_s)->certainty, Certainty::Possible);
    }

    // Equal models give equal traces, whatever the order of insertion.
    void deterministic()
    {
        const System s = shop();
        System other;
        QList<ElementId> ids = s.model.elements.sortedIds();
        std::reverse(ids.begin(), ids.end());
        for (const ElementId &id : std::as_const(ids))
            other.model.elements.insert(s.model.elements.value(id));
        other.model.flows = s.model.flows;
        other.model.operations = s.model.operations;
        other.model.fields = s.model.fields;
        other.data = s.data;
        QCOMPARE(other.trace(), s.trace());
    }

    void chainsAndCyclesEnd()
    {
        System s;
        for (int i = 0; i < 40; ++i)
            s.element(u"g%1"_s.arg(i), ElementKind::Process, u"gateway"_s);
        for (int i = 0; i < 40; ++i)
            s.flow(u"g%1"_s.arg(i), u"g%1"_s.arg((i + 1) % 40));
        s.flow(u"g0"_s, u"g20"_s, {u"pii.contact"_s});
        const DataTrace trace = s.trace();
        QVERIFY(hopOf(trace, u"g10"_s, u"g11"_s, u"pii.contact"_s));
    }

    void manyOperations()
    {
        System s;
        QRandomGenerator random(7);
        for (int i = 0; i < 60; ++i)
            s.element(u"e%1"_s.arg(i), i < 6 ? ElementKind::ExternalEntity : i < 45 ? ElementKind::Process : ElementKind::DataStore, i < 45 ? u"service"_s : u"database_sql"_s);
        QList<OperationId> all;
        for (int i = 0; i < 1000; ++i) {
            QStringList request, response;
            for (int k = 0; k < 10; ++k) {
                request << u"f%1=pii.c%2"_s.arg(k).arg(random.bounded(45));
                response << u"g%1=pii.c%2"_s.arg(k).arg(random.bounded(45));
            }
            all << s.operation(u"e%1"_s.arg(6 + i % 39), u"POST"_s, u"/r%1"_s.arg(i), request, response);
        }
        for (int i = 0; i < 200; ++i) {
            QList<OperationId> some;
            for (int k = 0; k < 5; ++k)
                some << all[(i * 5 + k) % 1000];
            std::sort(some.begin(), some.end());
            s.flow(u"e%1"_s.arg(i % 45), u"e%1"_s.arg((i * 7 + 13) % 60), {}, i % 3 ? some : QList<OperationId>{});
        }
        const ModelIndex index(s.model);
        const Lexicons lexicons;
        const TraceInput input{s.model, index, lexicons, s.data, {}};
        const DataTrace trace = traceData(input);
        QVERIFY(!trace.hops.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTracing)
#include "tst_tracing.moc"
