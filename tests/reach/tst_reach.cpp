// SPDX-License-Identifier: Apache-2.0
// The reach graph, exposure, dominators and guards, against enumeration of all paths on small random graphs.
#include "reach/coverage.h"
#include "reach/dominators.h"
#include "reach/exposure.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <set>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

ElementId elementId(int i) { return ElementId::named(u"reach", u"e%1"_s.arg(i)); }

// Adds an element; names are ids, so that rows follow names only through the ids themselves.
Element &put(ThreatModel &model, Element element)
{
    element.id = ElementId::named(u"reach", element.name);
    model.elements.insert(element);
    return *const_cast<Element *>(model.elements.find(element.id));
}

Element make(const QString &name, ElementKind kind, const QString &subkind = {}, ActorClass actor = ActorClass::NotAnActor)
{
    Element e;
    e.name = name;
    e.kind = kind;
    e.subkind = subkind;
    e.actorClass = actor;
    return e;
}

void flow(ThreatModel &model, const QString &from, const QString &to, Truth authenticated = Truth::Unknown)
{
    DataFlow f;
    f.id = FlowId::named(u"reach", from + u">"_s + to + QString::number(model.flows.size()));
    f.source = ElementId::named(u"reach", from);
    f.target = ElementId::named(u"reach", to);
    f.authenticated.value = authenticated;
    model.flows.insert(f);
}

quint32 rowOf(const ReachGraph &graph, const QString &name) { return quint32(graph.nodeOf(ElementId::named(u"reach", name))); }

// Every simple path from the start, as lists of links; `expands` says which nodes may be passed.
void walk(const ReachGraph &graph, quint32 node, std::vector<quint32> &path, std::set<quint32> &seen, const std::function<bool(quint32)> &expands,
          const std::function<void(const std::vector<quint32> &)> &visit)
{
    if (!expands(node))
        return;
    for (const quint32 row : graph.linksFrom(node)) {
        const ReachLink &link = graph.links()[row];
        if (link.certainty == Certainty::Possible || graph.nodes()[link.to].external || seen.contains(link.to))
            continue;
        path.push_back(row);
        seen.insert(link.to);
        visit(path);
        walk(graph, link.to, path, seen, expands, visit);
        seen.erase(link.to);
        path.pop_back();
    }
}

struct RandomSystem
{
    ThreatModel model;
    QHash<ElementId, ControlState> states;
    explicit RandomSystem(quint32 seed)
    {
        QRandomGenerator random(seed);
        const int count = 3 + int(random.bounded(6));
        for (int i = 0; i < count; ++i) {
            Element e;
            e.name = u"e%1"_s.arg(i);
            e.id = elementId(i);
            const int pick = int(random.bounded(10));
            e.kind = i == 0 || pick < 2 ? ElementKind::ExternalEntity : pick < 4 ? ElementKind::DataStore : ElementKind::Process;
            if (e.kind == ElementKind::Process && random.bounded(2))
                e.subkind = u"gateway"_s;
            if (e.kind == ElementKind::ExternalEntity)
                e.actorClass = ActorClass(1 + random.bounded(6));
            if (random.bounded(3) == 0)
                e.networks = {u"net"_s};
            if (random.bounded(8) == 0)
                e.facts = {{u"published_port"_s, random.bounded(2) ? u"80:80"_s : u"127.0.0.1:80:80"_s, Origin::Declared, {}}};
            model.elements.insert(e);
            states.insert(e.id, ControlState(random.bounded(4)));
        }
        const int flows = count + int(random.bounded(quint32(count)));
        for (int i = 0; i < flows; ++i) {
            DataFlow f;
            f.id = FlowId::named(u"reach", u"f%1"_s.arg(i));
            f.source = elementId(int(random.bounded(quint32(count))));
            f.target = elementId(int(random.bounded(quint32(count))));
            f.bidirectional = random.bounded(5) == 0;
            f.authenticated.value = random.bounded(3) == 0 ? Truth::Yes : Truth::Unknown;
            if (f.source != f.target)
                model.flows.insert(f);
        }
    }
    ControlState stateOf(const ReachGraph &graph, quint32 node) const
    {
        const ReachNode &n = graph.nodes()[node];
        if (n.kind != ReachNode::Element || n.external)
            return ControlState::Absent;
        const ControlState state = states.value(n.element);
        return state == ControlState::Planned ? ControlState::Unknown : state;
    }
};

} // namespace

class TestReach : public QObject
{
    Q_OBJECT

private slots:
    void publishedPorts_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("both") << u"8080:80"_s << false;
        QTest::newRow("any") << u"0.0.0.0:8080:80/tcp"_s << false;
        QTest::newRow("loopback") << u"127.0.0.1:8080:80"_s << true;
        QTest::newRow("v6") << u"[::1]:8080:80"_s << true;
        QTest::newRow("v6 any") << u"[::]:8080:80"_s << false;
        QTest::newRow("one") << u"80"_s << false;
        QTest::newRow("name") << u"localhost:80:80"_s << true;
        QTest::newRow("empty") << QString() << false;
    }
    void publishedPorts()
    {
        QFETCH(QString, value);
        QTEST(publishedPort(value).loopback, "loopback");
    }

    void networksLinkTheirMembers()
    {
        ThreatModel model;
        Element web = make(u"web"_s, ElementKind::Process, u"gateway"_s), db = make(u"db"_s, ElementKind::DataStore), far = make(u"far"_s, ElementKind::Process);
        web.networks = {u"front"_s};
        db.networks = {u"front"_s};
        far.networks = {u"back"_s};
        put(model, web);
        put(model, db);
        put(model, far);
        const ReachGraph graph(model);
        const quint32 w = rowOf(graph, u"web"_s), d = rowOf(graph, u"db"_s), f = rowOf(graph, u"far"_s);
        QCOMPARE(graph.neighboursOf(w, Certainty::Likely), std::vector<quint32>{d});
        QVERIFY(graph.neighboursOf(d, Certainty::Possible).empty()); // a store does not open connections
        QVERIFY(graph.neighboursOf(f, Certainty::Possible).empty());
        QCOMPARE(graph.connection(w, d, Certainty::Likely).size(), size_t(2));
        QVERIFY(graph.connection(w, d, Certainty::Certain).empty());

        ReachGraph::Options options;
        options.isolated = [](const Element &e) { return e.kind == ElementKind::DataStore; };
        QVERIFY(ReachGraph(model, options).neighboursOf(w, Certainty::Possible).empty());
    }

    void exposureOfACommonSystem()
    {
        ThreatModel model;
        put(model, make(u"visitor"_s, ElementKind::ExternalEntity, {}, ActorClass::Anonymous));
        put(model, make(u"gateway"_s, ElementKind::Process, u"gateway"_s));
        put(model, make(u"users"_s, ElementKind::Process, u"service"_s));
        put(model, make(u"db"_s, ElementKind::DataStore));
        put(model, make(u"lonely"_s, ElementKind::Process, u"service"_s));
        Element cache = make(u"cache"_s, ElementKind::DataStore);
        cache.facts = {{u"published_port"_s, u"6379:6379"_s, Origin::Declared, {}}};
        put(model, cache);
        flow(model, u"visitor"_s, u"gateway"_s);
        flow(model, u"gateway"_s, u"users"_s);
        flow(model, u"users"_s, u"db"_s);
        const ReachGraph graph(model);
        const auto at = [&](const std::vector<Exposure> &all, const QString &name) { return all[rowOf(graph, name)]; };
        std::vector<Exposure> all = exposures(graph);
        QCOMPARE(at(all, u"users"_s).actor, ActorClass::Anonymous);
        QCOMPARE(at(all, u"db"_s).actor, ActorClass::Internal);
        QCOMPARE(at(all, u"db"_s).raisedBy, 2); // users speaks for itself
        QCOMPARE(at(all, u"lonely"_s).actor, ActorClass::NotAnActor);
        QCOMPARE(at(all, u"cache"_s).actor, ActorClass::Anonymous);
        QCOMPARE(at(all, u"cache"_s).certainty, Certainty::Likely);
        // The gateway asks who calls: everything behind it needs an account.
        ExposureOptions options;
        options.authenticates = [&](quint32 node) { return node == rowOf(graph, u"gateway"_s); };
        all = exposures(graph, options);
        QCOMPARE(at(all, u"gateway"_s).actor, ActorClass::Anonymous);
        QCOMPARE(at(all, u"users"_s).actor, ActorClass::Customer);
        QCOMPARE(at(all, u"users"_s).raisedBy, 1);
        options.selfRegistration = true;
        QCOMPARE(at(exposures(graph, options), u"users"_s).actor, ActorClass::SelfRegistered);
    }

    void guardAndBypass()
    {
        ThreatModel model;
        put(model, make(u"visitor"_s, ElementKind::ExternalEntity, {}, ActorClass::Anonymous));
        put(model, make(u"gateway"_s, ElementKind::Process, u"gateway"_s));
        put(model, make(u"users"_s, ElementKind::Process, u"service"_s));
        flow(model, u"visitor"_s, u"gateway"_s);
        flow(model, u"gateway"_s, u"users"_s);
        const auto judge = [&](const ReachGraph &graph) {
            return Coverage(graph, [&](quint32 row) { return graph.nodes()[row].name == u"gateway" ? ControlState::Present : ControlState::Absent; });
        };
        const ReachGraph before(model);
        QCOMPARE(judge(before).guarded(rowOf(before, u"users"_s)), Truth::Yes);
        QVERIFY(!judge(before).bypassable(rowOf(before, u"users"_s)));
        flow(model, u"visitor"_s, u"users"_s);
        const ReachGraph graph(model);
        const Coverage coverage = judge(graph);
        const quint32 users = rowOf(graph, u"users"_s);
        QCOMPARE(coverage.guarded(users), Truth::No);
        QVERIFY(coverage.bypassable(users));
        QCOMPARE(graph.drawn(coverage.guardedRoute(users)).size(), 5);
        QCOMPARE(graph.drawn(coverage.openRoute(users)).size(), 3);
    }

    void dominatorsAsRemovalSays()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            QRandomGenerator random(seed);
            const quint32 count = 1 + random.bounded(8u);
            std::vector<std::vector<quint32>> successors(count);
            for (quint32 i = 0; i < count * 2; ++i)
                successors[random.bounded(count)].push_back(random.bounded(count));
            const auto reached = [&](int without) {
                std::vector<bool> seen(count);
                std::vector<quint32> stack;
                if (without != 0) {
                    stack.push_back(0);
                    seen[0] = true;
                }
                while (!stack.empty()) {
                    const quint32 at = stack.back();
                    stack.pop_back();
                    for (const quint32 to : successors[at]) {
                        if (int(to) == without || seen[to])
                            continue;
                        seen[to] = true;
                        stack.push_back(to);
                    }
                }
                return seen;
            };
            const std::vector<int> dominators = immediateDominators(successors, 0);
            const std::vector<bool> all = reached(-1);
            for (quint32 node = 0; node < count; ++node) {
                std::set<int> expected, found;
                for (quint32 other = 0; other < count && all[node]; ++other) {
                    if (other != node && !reached(int(other))[node])
                        expected.insert(int(other));
                }
                for (int at = dominators[node]; at >= 0; at = dominators[size_t(at)])
                    found.insert(at);
                QVERIFY2(expected == found, qPrintable(u"seed %1 node %2"_s.arg(seed).arg(node)));
            }
        }
    }

    void exposureAsAllPathsSay()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            const RandomSystem system(seed);
            const ReachGraph graph(system.model);
            ExposureOptions options;
            options.selfRegistration = seed % 2;
            options.authenticates = [&](quint32 node) { return system.stateOf(graph, node) == ControlState::Present; };
            const std::vector<Exposure> found = exposures(graph, options);
            const ActorClass account = options.selfRegistration ? ActorClass::SelfRegistered : ActorClass::Customer;
            std::vector<int> best(graph.nodes().size(), 99);
            std::vector<size_t> shortest(graph.nodes().size(), 99);
            const auto cost = [&](const std::vector<quint32> &path) {
                ActorClass actor = graph.nodes()[graph.links()[path.front()].from].actor;
                for (const quint32 row : path) {
                    const ReachLink &link = graph.links()[row];
                    const ReachNode &from = graph.nodes()[link.from];
                    if (from.kind == ReachNode::Element && !from.external) {
                        const ActorClass least = !from.passes ? ActorClass::Internal : options.authenticates(link.from) ? account : actor;
                        actor = std::max(actor, least);
                    }
                    if (link.authenticated)
                        actor = std::max(actor, account);
                }
                return int(actor);
            };
            for (quint32 start = 0; start < graph.nodes().size(); ++start) {
                if (graph.nodes()[start].actor == ActorClass::NotAnActor)
                    continue;
                std::vector<quint32> path;
                std::set<quint32> seen = {start};
                walk(graph, start, path, seen, [](quint32) { return true; }, [&](const std::vector<quint32> &route) {
                    const quint32 end = graph.links()[route.back()].to;
                    if (graph.nodes()[end].actor != ActorClass::NotAnActor)
                        return;
                    const int here = cost(route);
                    if (here < best[end]) {
                        best[end] = here;
                        shortest[end] = route.size();
                    } else if (here == best[end]) {
                        shortest[end] = std::min(shortest[end], route.size());
                    }
                });
            }
            for (quint32 i = 0; i < graph.nodes().size(); ++i) {
                if (graph.nodes()[i].actor != ActorClass::NotAnActor)
                    continue;
                const QString where = u"seed %1 node %2"_s.arg(seed).arg(i);
                QVERIFY2((best[i] == 99 ? ActorClass::NotAnActor : ActorClass(best[i])) == found[i].actor, qPrintable(where));
                if (best[i] == 99)
                    continue;
                QVERIFY2(cost(found[i].route) == best[i] && graph.links()[found[i].route.back()].to == i, qPrintable(where));
                // A fixpoint takes the shortest route among those that never were less available on their way.
                QVERIFY2(found[i].route.size() >= shortest[i], qPrintable(where));
            }
        }
    }

    void guardsAsAllPathsSay()
    {
        for (quint32 seed = 1; seed <= 600; ++seed) {
            const RandomSystem system(seed);
            const ReachGraph graph(system.model);
            const Coverage coverage(graph, [&](quint32 row) { return system.states.value(graph.nodes()[row].element); });
            for (quint32 target = 0; target < graph.elementCount(); ++target) {
                if (graph.nodes()[target].external)
                    continue;
                bool any = false, sawOpen = false, sawBare = false, sawCovered = false;
                for (const bool inside : {false, true}) {
                    if (any)
                        break; // routes from outside decide where there are any
                    const auto begins = [&](quint32 i) {
                        const ActorClass actor = graph.nodes()[i].actor;
                        return actor != ActorClass::NotAnActor && (inside || int(actor) <= int(ActorClass::Partner));
                    };
                    for (quint32 start = 0; start < graph.nodes().size(); ++start) {
                        if (!begins(start))
                            continue;
                        std::vector<quint32> path;
                        std::set<quint32> seen = {start};
                        const auto expands = [&](quint32 i) { return i == start || begins(i) || graph.nodes()[i].passes || (inside && !graph.nodes()[i].external); };
                        walk(graph, start, path, seen, expands, [&](const std::vector<quint32> &route) {
                            if (graph.links()[route.back()].to != target)
                                return;
                            bool covered = false, unknown = false;
                            for (const quint32 row : route) {
                                const ControlState state = system.stateOf(graph, graph.links()[row].from);
                                covered = covered || state == ControlState::Present;
                                unknown = unknown || state == ControlState::Unknown;
                            }
                            any = true;
                            sawCovered = sawCovered || covered;
                            sawOpen = sawOpen || !covered;
                            sawBare = sawBare || (!covered && !unknown);
                        });
                    }
                }
                const QString where = u"seed %1 node %2"_s.arg(seed).arg(target);
                QVERIFY2(coverage.guarded(target) == (!any || sawBare ? Truth::No : sawOpen ? Truth::Unknown : Truth::Yes), qPrintable(where));
                QVERIFY2(coverage.bypassable(target) == (sawOpen && sawCovered), qPrintable(where));
                if (coverage.bypassable(target)) {
                    bool covered = false, open = true;
                    const std::vector<quint32> with = coverage.guardedRoute(target), without = coverage.openRoute(target);
                    for (const quint32 row : with)
                        covered = covered || system.stateOf(graph, graph.links()[row].from) == ControlState::Present;
                    for (const quint32 row : without)
                        open = open && system.stateOf(graph, graph.links()[row].from) != ControlState::Present;
                    QVERIFY2(covered && open && !with.empty() && !without.empty(), qPrintable(where));
                    QCOMPARE(graph.links()[with.back()].to, target);
                    QCOMPARE(graph.links()[without.back()].to, target);
                    for (size_t k = 1; k < with.size(); ++k)
                        QCOMPARE(graph.links()[with[k]].from, graph.links()[with[k - 1]].to);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestReach)
#include "tst_reach.moc"
