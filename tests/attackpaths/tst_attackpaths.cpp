// SPDX-License-Identifier: Apache-2.0
// The search for chains and cuts, against enumeration of every chain and every set on small random graphs.
#include "attackpaths/mincut.h"
#include "attackpaths/search.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

struct RandomGraph
{
    AttackGraph graph;
    quint32 count = 0;
    explicit RandomGraph(quint32 seed)
    {
        QRandomGenerator random(seed);
        count = 2 + random.bounded(6u);
        for (quint32 i = 0; i < count; ++i)
            graph.node({Capability::Deliver, {}, QString::number(i)});
        const quint32 changes = random.bounded(5u);
        for (quint32 i = 0; i < changes; ++i)
            graph.change({u"c%1"_s.arg(i), {}, i % 3 == 0 ? 1 : i % 3 == 1 ? 3 : 8});
        for (quint32 i = 0; i < count * 2; ++i) {
            AttackStep step;
            step.from = random.bounded(count);
            step.to = random.bounded(count);
            step.chance = certainChance / 20 * qint64(1 + random.bounded(20u));
            step.strongBarriers = random.bounded(6) == 0;
            for (quint32 c = 0; c < changes; ++c) {
                if (random.bounded(2))
                    step.changes.push_back(c);
            }
            graph.add(step);
        }
    }
};

// Every chain without a circle.
void chains(const AttackGraph &graph, quint32 node, quint32 goal, std::vector<bool> &seen, std::vector<quint32> &path,
            const std::function<void(const std::vector<quint32> &)> &visit)
{
    if (node == goal) {
        visit(path);
        return;
    }
    for (const quint32 row : graph.stepsFrom(node)) {
        const AttackStep &step = graph.steps()[row];
        if (seen[step.to])
            continue;
        seen[step.to] = true;
        path.push_back(row);
        chains(graph, step.to, goal, seen, path, visit);
        path.pop_back();
        seen[step.to] = false;
    }
}

struct Best
{
    Chance chance = 0;
    int count = 0;
};

Best enumerate(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, int barriers, const std::vector<bool> &made)
{
    Best best;
    std::vector<bool> seen(graph.nodes().size());
    seen[start] = true;
    std::vector<quint32> path;
    chains(graph, start, goal, seen, path, [&](const std::vector<quint32> &chain) {
        Chance chance = certainChance;
        int strong = 0;
        for (const quint32 row : chain) {
            chance = inSequence(chance, graph.steps()[row].chance);
            strong += graph.steps()[row].strongBarriers;
            for (const quint32 change : graph.steps()[row].changes) {
                if (!made.empty() && made[change])
                    return;
            }
        }
        if (strong > barriers)
            return;
        best.chance = std::max(best.chance, chance);
        best.count += chance >= threshold;
    });
    return best;
}

} // namespace

class TestAttackPaths : public QObject
{
    Q_OBJECT

private slots:
    void bestChainAsEnumerationSays()
    {
        int found = 0;
        for (quint32 seed = 1; seed <= 500; ++seed) {
            const RandomGraph random(seed);
            for (int barriers = 0; barriers <= 2; ++barriers) {
                const SearchLimits limits{nullptr, barriers};
                const Chance threshold = certainChance / 5;
                const Best expected = enumerate(random.graph, 0, 1, threshold, barriers, {});
                const std::optional<AttackChain> best = bestChain(random.graph, 0, 1, limits);
                const QString where = u"seed %1, %2 barriers"_s.arg(seed).arg(barriers);
                // Products are cut off after each factor, so orders of factors differ by a few billionths.
                QVERIFY2(std::abs((best ? best->chance : 0) - expected.chance) <= 16, qPrintable(where));
                QCOMPARE(countChains(random.graph, 0, 1, threshold, 100000, limits), expected.count);
                if (!best)
                    continue;
                ++found;
                Chance product = certainChance;
                quint32 at = 0;
                for (const quint32 row : best->steps) {
                    QCOMPARE(random.graph.steps()[row].from, at);
                    at = random.graph.steps()[row].to;
                    product = inSequence(product, random.graph.steps()[row].chance);
                }
                QCOMPARE(at, 1u);
                QCOMPARE(product, best->chance);
            }
        }
        QVERIFY(found > 300);
    }

    void minimumCutAsEnumerationSays()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            QRandomGenerator random(seed);
            const quint32 nodes = 2 + random.bounded(5u);
            std::vector<CutEdge> edges(1 + random.bounded(10u));
            for (CutEdge &edge : edges)
                edge = {random.bounded(nodes), random.bounded(nodes), random.bounded(5) == 0 ? uncuttable : qint64(1 + random.bounded(9u))};
            const auto connected = [&](quint32 without) {
                std::vector<bool> seen(nodes);
                seen[0] = true;
                for (bool grew = true; grew;) {
                    grew = false;
                    for (size_t i = 0; i < edges.size(); ++i) {
                        if (!(without >> i & 1) && seen[edges[i].from] && !seen[edges[i].to])
                            seen[edges[i].to] = grew = true;
                    }
                }
                return bool(seen[1]);
            };
            qint64 cheapest = uncuttable;
            for (quint32 set = 0; set < (1u << edges.size()); ++set) {
                qint64 cost = 0;
                for (size_t i = 0; i < edges.size(); ++i)
                    cost += set >> i & 1 ? edges[i].cost : 0;
                if (cost < cheapest && !connected(set))
                    cheapest = cost;
            }
            const MinCut cut = minimumCut(nodes, edges, 0, 1);
            QCOMPARE(std::min(cut.cost, uncuttable), cheapest);
            if (cheapest >= uncuttable)
                continue;
            quint32 set = 0;
            qint64 cost = 0;
            for (const quint32 edge : cut.edges) {
                set |= 1u << edge;
                cost += edges[edge].cost;
            }
            QCOMPARE(cost, cheapest);
            QVERIFY(!connected(set));
        }
    }

    // The set found must cut, may not hold anything in vain, and is never dearer than the best single change.
    void cheapestChangesCut()
    {
        int cuts = 0;
        for (quint32 seed = 1; seed <= 500; ++seed) {
            const RandomGraph random(seed);
            const Chance threshold = certainChance / 5;
            const Best before = enumerate(random.graph, 0, 1, threshold, 0, {});
            const std::vector<quint32> found = cheapestChanges(random.graph, 0, 1, threshold);
            const QString where = u"seed %1"_s.arg(seed);
            if (before.chance < threshold) {
                QVERIFY2(found.empty(), qPrintable(where));
                continue;
            }
            const size_t changes = random.graph.changes().size();
            int single = 1000;
            bool any = false;
            for (quint32 set = 0; set < (1u << changes); ++set) {
                std::vector<bool> made(changes);
                for (size_t i = 0; i < changes; ++i)
                    made[i] = set >> i & 1;
                if (enumerate(random.graph, 0, 1, threshold, 0, made).chance >= threshold)
                    continue;
                any = true;
                if (std::count(made.begin(), made.end(), true) == 1)
                    single = std::min(single, random.graph.changes()[size_t(std::find(made.begin(), made.end(), true) - made.begin())].cost);
            }
            QVERIFY2(found.empty() != any, qPrintable(where));
            if (!any)
                continue;
            ++cuts;
            std::vector<bool> made(changes);
            int cost = 0;
            for (const quint32 change : found) {
                made[change] = true;
                cost += random.graph.changes()[change].cost;
            }
            QVERIFY2(enumerate(random.graph, 0, 1, threshold, 0, made).chance < threshold, qPrintable(where));
            QVERIFY2(cost <= single, qPrintable(where));
        }
        QVERIFY(cuts > 50);
    }

    void aBarrierStopsAChain()
    {
        AttackGraph graph;
        const quint32 start = graph.node({Capability::Start, {}, {}}), middle = graph.node({Capability::Deliver, {}, {}}), goal = graph.node({Capability::Data, {}, {}});
        graph.add({start, middle, StepKind::Connect, certainChance, {}, 0, false, 0});
        graph.add({middle, goal, StepKind::NoProof, certainChance / 2, {}, 1, true, 0});
        QVERIFY(!bestChain(graph, start, goal));
        const auto chain = bestChain(graph, start, goal, {nullptr, 1});
        QVERIFY(chain);
        QCOMPARE(chain->chance, certainChance / 2);
        QCOMPARE(graph.node({Capability::Deliver, {}, {}}), middle); // known nodes are not made twice
    }
};

QTEST_GUILESS_MAIN(TestAttackPaths)
#include "tst_attackpaths.moc"
