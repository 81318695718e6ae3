// SPDX-License-Identifier: Apache-2.0
// Finding the cheapest path in a visibility graph (A*).
#include "routing/visibilitygraph.h"

#include "routing/pathsearch.h"

#include <queue>

namespace drawbridge::routing {

QList<QPointF> VisibilityGraph::find(const PathEnd &from, const PathEnd &to, const PortUse &ports, const QPointF &heading, qint64 mostWork)
{
    const int arrival = 2 * int(m_crossings.size()); // the state of having arrived at a shape
    const int start = from.shape < 0 ? vertexAt(from.point) : -1, goal = to.shape < 0 ? vertexAt(to.point) : -1;
    if ((from.shape < 0 && start < 0) || (to.shape < 0 && goal < 0) || (from.shape >= 0 && from.shape == to.shape) || (start >= 0 && start == goal))
        return {};
    const Errand errand(from, to, heading, m_shapes, m_zones);
    const QRectF &goalRect = errand.goalRect;
    // Between far ends of a large diagram the way is longer than the distance, for all that it has to go around and across.
    // To count on that spares looking at everything in between, for a path that is hardly dearer.
    const double urge = std::clamp(double(m_shapes.size()) / 2500, 0.1, 4.0);
    const double haste = 1 + urge * std::min(1.0, (from.point - to.point).manhattanLength() / 4000);
    const auto estimate = [&](int v, bool vertical) {
        const double x = m_crossings[size_t(v)].x, y = m_crossings[size_t(v)].y;
        const double dx = std::max({goalRect.left() - x, x - goalRect.right(), 0.0});
        const double dy = std::max({goalRect.top() - y, y - goalRect.bottom(), 0.0});
        const bool inColumn = std::abs(x - to.point.x()) < 0.01, inRow = std::abs(y - to.point.y()) < 0.01;
        const int bends = !inColumn && !inRow ? 1 : !inColumn && vertical ? 1 : !inRow && !vertical ? 1 : 0;
        return haste * (dx + dy + bends * bendCost);
    };
    ++m_stamp;
    std::priority_queue<OpenState> open;
    int serial = 0;
    const auto reach = [&](int index, double cost, double left, int previous) {
        State &state = m_states[size_t(index)];
        if (state.stamp == m_stamp && (state.closed || state.cost <= float(cost)))
            return;
        state = {float(cost), previous, m_stamp, false};
        open.push({float(cost + left), serial++, index});
    };
    const auto reachCrossing = [&](int v, bool vertical, double cost, int previous) { reach(2 * v + int(vertical), cost, estimate(v, vertical), previous); };
    const auto portCost = [&](int shape, const Port &port) {
        return port.distance + ports.cost(shape, port.side, m_shapes[size_t(shape)]) + (port.vertical && errand.sideBySide ? upOrDownCost : 0);
    };
    if (from.shape >= 0) {
        for (const Port &port : portsOf(from.shape)) {
            if (port.vertex >= 0)
                reachCrossing(port.vertex, port.vertical, portCost(from.shape, port), -1);
        }
    } else {
        for (const bool vertical : {false, true})
            reachCrossing(start, vertical, errand.turnCost(vertical), -1);
    }
    std::array<Port, 4> goals;
    if (to.shape >= 0)
        goals = portsOf(to.shape);
    qint64 expanded = 0;
    int found = -1;
    while (!open.empty()) {
        const int index = open.top().state;
        open.pop();
        State &state = m_states[size_t(index)];
        if (state.closed)
            continue;
        state.closed = true;
        const int v = index / 2;
        if (index == arrival || v == goal) {
            found = index;
            break;
        }
        ++m_expanded;
        if (++expanded > mostWork)
            return {};
        const bool vertical = index % 2;
        const double cost = state.cost;
        if (to.shape >= 0) {
            for (const Port &port : goals) {
                if (port.vertex == v && port.vertical == vertical)
                    reach(arrival, cost + portCost(to.shape, port), 0, index);
            }
        }
        reachCrossing(v, !vertical, cost + bendCost, index);
        const Crossing &here = m_crossings[size_t(v)];
        const double weight = m_segments[!vertical][size_t(here.line[!vertical])].weight;
        for (const int step : {1, -1}) {
            const int there = next(v, vertical, step);
            if (there < 0)
                continue;
            const Crossing &other = m_crossings[size_t(there)];
            const double length = vertical ? std::abs(other.y - here.y) : std::abs(other.x - here.x);
            const Crossing &first = step > 0 ? here : other;
            const int along = vertical ? first.alongY : first.alongX;
            double more = length * (weight + sharingCost * std::min(along, 3) + crowdingCost * std::max(along - 3, 0));
            if (here.costly && other.costly)
                more *= costlyFactor;
            more = errand.throughZones(more, m_inside[size_t(v)], m_inside[size_t(there)]);
            if (v == start)
                more += errand.turnBackCost(vertical, step);
            // Going straight across paths that pass there.
            const int before = next(there, !vertical, -1);
            if (before >= 0) {
                const Crossing &beside = m_crossings[size_t(before)];
                more += crossingCost * (vertical ? std::min(other.alongX, beside.alongX) : std::min(other.alongY, beside.alongY));
            }
            reachCrossing(there, vertical, cost + more, index);
        }
    }
    return found < 0 ? QList<QPointF>() : pathTo(found, from, to);
}

QList<QPointF> VisibilityGraph::pathTo(int state, const PathEnd &from, const PathEnd &to) const
{
    QList<QPointF> points;
    const int arrival = 2 * int(m_crossings.size());
    if (state == arrival) {
        points.append(to.point);
        state = m_states[size_t(arrival)].previous;
    }
    for (int index = state; index >= 0; index = m_states[size_t(index)].previous)
        points.append(pointOf(index / 2));
    if (from.shape >= 0)
        points.append(from.point);
    std::reverse(points.begin(), points.end());
    return simplified(points);
}

} // namespace drawbridge::routing
