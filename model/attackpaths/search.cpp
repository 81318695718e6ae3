// SPDX-License-Identifier: Apache-2.0
#include "attackpaths/search.h"

#include "attackpaths/mincut.h"

#include <algorithm>
#include <queue>

namespace drawbridge {

namespace {

constexpr int countingSteps = 20000; // of the search that counts chains

bool isOpen(const AttackStep &step, const SearchLimits &limits)
{
    if (step.strongBarriers > limits.strongBarriers)
        return false;
    if (limits.withoutChanges) {
        for (const quint32 change : step.changes) {
            if ((*limits.withoutChanges)[change])
                return false;
        }
    }
    return true;
}

// Best chances from every node to the goal, or from the start to every node. A strong barrier that a chain may pass is
// spent: nodes are searched per number of barriers left.
ChainTree spread(const AttackGraph &graph, quint32 root, bool backwards, const SearchLimits &limits)
{
    const size_t count = graph.nodes().size();
    const size_t layers = size_t(limits.strongBarriers) + 1;
    ChainTree tree;
    tree.chances.assign(count * layers, 0);
    tree.by.assign(count * layers, -1);
    struct Entry
    {
        Chance chance;
        int hops;
        quint32 state;
        bool operator<(const Entry &o) const
        {
            return chance != o.chance ? chance < o.chance : hops != o.hops ? hops > o.hops : state > o.state;
        }
    };
    std::vector<int> hops(count * layers, 0);
    std::vector<bool> done(count * layers);
    std::priority_queue<Entry> queue;
    tree.chances[root] = certainChance;
    queue.push({certainChance, 0, root});
    while (!queue.empty()) {
        const Entry top = queue.top();
        queue.pop();
        if (done[top.state])
            continue;
        done[top.state] = true;
        const quint32 node = quint32(top.state % count), layer = quint32(top.state / count);
        for (const quint32 row : backwards ? graph.stepsTo(node) : graph.stepsFrom(node)) {
            const AttackStep &step = graph.steps()[row];
            const size_t spent = layer + size_t(step.strongBarriers);
            if (!isOpen(step, limits) || spent >= layers)
                continue;
            const quint32 state = quint32(spent * count + (backwards ? step.from : step.to));
            const Chance chance = inSequence(top.chance, step.chance);
            // Of equal chances the shorter chain, then the lower row.
            if (done[state] || chance < tree.chances[state] || chance == 0)
                continue;
            if (chance == tree.chances[state] && tree.by[state] >= 0
                && (hops[state] < top.hops + 1 || (hops[state] == top.hops + 1 && tree.by[state] <= int(row))))
                continue;
            tree.chances[state] = chance;
            tree.by[state] = int(row);
            hops[state] = top.hops + 1;
            queue.push({chance, top.hops + 1, state});
        }
    }
    return tree;
}

} // namespace

ChainTree chainsFrom(const AttackGraph &graph, quint32 start, const SearchLimits &limits) { return spread(graph, start, false, limits); }

AttackChain chainTo(const AttackGraph &graph, const ChainTree &tree, quint32 goal)
{
    const size_t count = graph.nodes().size();
    size_t best = goal;
    for (size_t state = goal; state < tree.chances.size(); state += count) {
        if (tree.chances[state] > tree.chances[best])
            best = state;
    }
    AttackChain chain;
    chain.chance = tree.chances[best];
    for (size_t state = best; tree.by[state] >= 0;) {
        const AttackStep &step = graph.steps()[size_t(tree.by[state])];
        chain.steps.insert(chain.steps.begin(), quint32(tree.by[state]));
        state = (state / count - size_t(step.strongBarriers)) * count + step.from;
    }
    return chain;
}

std::optional<AttackChain> bestChain(const AttackGraph &graph, quint32 start, quint32 goal, const SearchLimits &limits)
{
    AttackChain chain = chainTo(graph, chainsFrom(graph, start, limits), goal);
    if (chain.chance == 0)
        return {};
    return chain;
}

std::vector<quint32> stepsAbove(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, const SearchLimits &limits)
{
    const size_t count = graph.nodes().size();
    const ChainTree there = spread(graph, start, false, limits), back = spread(graph, goal, true, limits);
    std::vector<quint32> found;
    for (quint32 row = 0; row < graph.steps().size(); ++row) {
        const AttackStep &step = graph.steps()[row];
        if (!isOpen(step, limits))
            continue;
        bool above = false;
        for (size_t a = 0; a * count < there.chances.size() && !above; ++a) {
            for (size_t b = 0; b * count < back.chances.size() && !above; ++b) {
                if (a + b + size_t(step.strongBarriers) > size_t(limits.strongBarriers))
                    continue;
                // One billionth for every product keeps rounding from hiding a chain that just reaches the bar.
                above = inSequence(inSequence(there.chances[a * count + step.from], step.chance), back.chances[b * count + step.to]) + 2 >= threshold;
            }
        }
        if (above)
            found.push_back(row);
    }
    return found;
}

int countChains(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, int most, const SearchLimits &limits)
{
    const std::vector<quint32> relevant = stepsAbove(graph, start, goal, threshold, limits);
    std::vector<std::vector<quint32>> out(graph.nodes().size());
    for (const quint32 row : relevant)
        out[graph.steps()[row].from].push_back(row);
    struct Frame
    {
        quint32 node;
        size_t next;
        Chance chance;
        int barriers;
    };
    std::vector<bool> seen(graph.nodes().size());
    std::vector<Frame> stack = {{start, 0, certainChance, 0}};
    seen[start] = true;
    int count = 0;
    for (int left = countingSteps; !stack.empty() && left > 0 && count < most; --left) {
        Frame &top = stack.back();
        if (top.node == goal || top.next >= out[top.node].size()) {
            count += top.node == goal;
            seen[top.node] = false;
            stack.pop_back();
            continue;
        }
        const AttackStep &step = graph.steps()[out[top.node][top.next++]];
        const Chance chance = inSequence(top.chance, step.chance);
        const int barriers = top.barriers + step.strongBarriers;
        if (seen[step.to] || chance < threshold || barriers > limits.strongBarriers)
            continue;
        seen[step.to] = true;
        stack.push_back({step.to, 0, chance, barriers});
    }
    return count;
}

std::vector<quint32> cheapestChanges(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, const SearchLimits &limits)
{
    const auto &changes = graph.changes();
    const std::vector<quint32> relevant = stepsAbove(graph, start, goal, threshold, limits);
    const auto cheaper = [&](quint32 a, quint32 b) { return changes[a].cost != changes[b].cost ? changes[a].cost < changes[b].cost : a < b; };
    std::vector<CutEdge> edges;
    std::vector<quint32> offered;
    for (const quint32 row : relevant) {
        const AttackStep &step = graph.steps()[row];
        offered.insert(offered.end(), step.changes.begin(), step.changes.end());
        const auto best = std::min_element(step.changes.begin(), step.changes.end(), cheaper);
        edges.push_back({step.from, step.to, best == step.changes.end() ? uncuttable : qint64(changes[*best].cost)});
    }
    const MinCut cut = minimumCut(quint32(graph.nodes().size()), edges, start, goal);
    std::vector<quint32> chosen;
    qint64 cost = uncuttable;
    if (cut.cost < uncuttable) {
        for (const quint32 edge : cut.edges) {
            const auto &of = graph.steps()[relevant[edge]].changes;
            chosen.push_back(*std::min_element(of.begin(), of.end(), cheaper));
        }
        std::sort(chosen.begin(), chosen.end());
        chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
        cost = 0;
        for (const quint32 change : chosen)
            cost += changes[change].cost;
    }
    // One change may take several steps at once, which edges priced one by one do not see.
    std::sort(offered.begin(), offered.end());
    offered.erase(std::unique(offered.begin(), offered.end()), offered.end());
    std::sort(offered.begin(), offered.end(), cheaper);
    std::vector<bool> made(changes.size());
    for (const quint32 change : offered) {
        if (qint64(changes[change].cost) >= cost)
            break;
        made[change] = true;
        if (limits.withoutChanges) {
            for (size_t i = 0; i < made.size(); ++i)
                made[i] = made[i] || (*limits.withoutChanges)[i];
        }
        const std::optional<AttackChain> left = bestChain(graph, start, goal, {&made, limits.strongBarriers});
        if (!left || left->chance < threshold)
            return {change};
        std::fill(made.begin(), made.end(), false);
    }
    return chosen;
}

} // namespace drawbridge
