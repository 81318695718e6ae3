// SPDX-License-Identifier: Apache-2.0
#include "reach/coverage.h"

#include <algorithm>

namespace drawbridge {

namespace {

constexpr int notReached = -1;
constexpr int beginsHere = -2;
constexpr int searchSteps = 20000; // of the search for a route without a circle through one that has the control

} // namespace

Coverage::Coverage(const ReachGraph &graph, const std::function<ControlState(quint32)> &state)
    : m_graph(graph), m_states(graph.nodes().size(), ControlState::Absent)
{
    for (quint32 i = 0; i < graph.elementCount(); ++i) {
        if (!graph.nodes()[i].external)
            m_states[i] = state(i) == ControlState::Planned ? ControlState::Unknown : state(i);
    }
    m_outside = search(false);
    m_inside = search(true);
}

bool Coverage::begins(quint32 node, bool throughWorkloads) const
{
    const ActorClass actor = m_graph.nodes()[node].actor;
    return actor != ActorClass::NotAnActor && (throughWorkloads || !moreAvailable(ActorClass::Partner, actor));
}

bool Coverage::expands(quint32 node, bool throughWorkloads) const
{
    const ReachNode &n = m_graph.nodes()[node];
    return begins(node, throughWorkloads) || n.passes || (throughWorkloads && !n.external);
}

bool Coverage::usable(quint32 row) const
{
    const ReachLink &link = m_graph.links()[row];
    return link.certainty != Certainty::Possible && !m_graph.nodes()[link.to].external;
}

Coverage::Scope Coverage::search(bool throughWorkloads) const
{
    const size_t count = m_graph.nodes().size();
    Scope scope;
    scope.throughWorkloads = throughWorkloads;
    scope.open.assign(count, notReached);
    scope.bare.assign(count, notReached);
    const auto spread = [&](std::vector<int> &layer, int most) {
        std::vector<quint32> queue;
        for (quint32 i = 0; i < count; ++i) {
            if (begins(i, throughWorkloads)) {
                layer[i] = beginsHere;
                queue.push_back(i);
            }
        }
        for (size_t at = 0; at < queue.size(); ++at) {
            const ControlState state = m_states[queue[at]];
            const int rank = state == ControlState::Absent ? 0 : state == ControlState::Present ? 2 : 1;
            if (rank > most || !expands(queue[at], throughWorkloads))
                continue;
            for (const quint32 row : m_graph.linksFrom(queue[at])) {
                const quint32 to = m_graph.links()[row].to;
                if (!usable(row) || layer[to] != notReached)
                    continue;
                layer[to] = int(row);
                queue.push_back(to);
            }
        }
    };
    std::vector<int> all(count, notReached);
    spread(all, 2);
    spread(scope.open, 1);
    spread(scope.bare, 0);
    scope.any.resize(count);
    for (size_t i = 0; i < count; ++i)
        scope.any[i] = all[i] >= 0;
    return scope;
}

const Coverage::Scope *Coverage::scopeOf(quint32 element) const
{
    if (m_outside.any[element])
        return &m_outside;
    return m_inside.any[element] ? &m_inside : nullptr;
}

Truth Coverage::guarded(quint32 element) const
{
    const Scope *scope = scopeOf(element);
    if (!scope || scope->bare[element] >= 0)
        return Truth::No;
    return scope->open[element] >= 0 ? Truth::Unknown : Truth::Yes;
}

bool Coverage::bypassable(quint32 element) const
{
    const Scope *scope = scopeOf(element);
    return scope && scope->open[element] >= 0 && !routeThrough(element, *scope).empty();
}

std::vector<quint32> Coverage::routeIn(const std::vector<int> &layer, quint32 node) const
{
    std::vector<quint32> route;
    while (layer[node] >= 0) {
        route.push_back(quint32(layer[node]));
        node = m_graph.links()[size_t(layer[node])].from;
    }
    std::reverse(route.begin(), route.end());
    return route;
}

// The shortest route that touches nothing that was passed before.
std::vector<quint32> Coverage::routeAvoiding(quint32 from, quint32 to, const std::vector<quint32> &passed, bool throughWorkloads) const
{
    std::vector<int> by(m_graph.nodes().size(), notReached);
    for (const quint32 row : passed)
        by[m_graph.links()[row].from] = beginsHere;
    by[from] = beginsHere;
    if (by[to] != notReached)
        return {};
    std::vector<quint32> queue = {from};
    for (size_t at = 0; at < queue.size() && by[to] == notReached; ++at) {
        if (!expands(queue[at], throughWorkloads))
            continue;
        for (const quint32 row : m_graph.linksFrom(queue[at])) {
            const quint32 next = m_graph.links()[row].to;
            if (!usable(row) || by[next] != notReached)
                continue;
            by[next] = int(row);
            queue.push_back(next);
        }
    }
    return routeIn(by, to);
}

// A route without a circle that passes one that has the control. The quick way finds it in all but knotted systems; a
// bounded search settles the rest.
std::vector<quint32> Coverage::routeThrough(quint32 element, const Scope &scope) const
{
    std::vector<quint32> best;
    const bool inside = scope.throughWorkloads;
    for (quint32 i = 0; i < m_states.size(); ++i) {
        if (m_states[i] != ControlState::Present || i == element || scope.open[i] == notReached || !expands(i, inside))
            continue;
        std::vector<quint32> route = routeIn(scope.open, i);
        const std::vector<quint32> rest = routeAvoiding(i, element, route, inside);
        if (rest.empty() || (!best.empty() && route.size() + rest.size() >= best.size()))
            continue;
        route.insert(route.end(), rest.begin(), rest.end());
        best = std::move(route);
    }
    if (!best.empty())
        return best;

    struct Frame
    {
        quint32 node;
        size_t next;
        bool covered;
    };
    int steps = searchSteps;
    for (quint32 start = 0; start < m_graph.nodes().size() && steps > 0; ++start) {
        if (!begins(start, inside))
            continue;
        std::vector<bool> seen(m_graph.nodes().size());
        std::vector<Frame> stack = {{start, 0, false}};
        std::vector<quint32> route;
        seen[start] = true;
        while (!stack.empty() && --steps > 0) {
            Frame &top = stack.back();
            const auto &out = m_graph.linksFrom(top.node);
            if (top.next >= out.size() || top.node == element || !expands(top.node, inside)) {
                seen[top.node] = false;
                stack.pop_back();
                if (!route.empty())
                    route.pop_back();
                continue;
            }
            const quint32 row = out[top.next++];
            const quint32 to = m_graph.links()[row].to;
            if (!usable(row) || seen[to])
                continue;
            const bool covered = top.covered || m_states[top.node] == ControlState::Present;
            route.push_back(row);
            if (to == element && covered)
                return route;
            seen[to] = true;
            stack.push_back({to, 0, covered});
        }
    }
    return {};
}

std::vector<quint32> Coverage::openRoute(quint32 element) const
{
    const Scope *scope = scopeOf(element);
    if (!scope)
        return {};
    return routeIn(scope->bare[element] >= 0 ? scope->bare : scope->open, element);
}

std::vector<quint32> Coverage::guardedRoute(quint32 element) const
{
    const Scope *scope = scopeOf(element);
    return scope ? routeThrough(element, *scope) : std::vector<quint32>();
}

} // namespace drawbridge
