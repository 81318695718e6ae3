// SPDX-License-Identifier: Apache-2.0
#include "routing/routinggrid.h"

#include "routing/pathsearch.h"

#include <queue>

namespace drawbridge::routing {

namespace {

constexpr int freeOwner = -1;
constexpr int severalOwners = -2;

constexpr double portSpacing = 14;

struct Line
{
    double at;
    float weight;
};

// Sorted, each line once; of equal lines the lightest.
void settle(std::vector<Line> &lines, std::vector<double> &values, std::vector<float> &weights)
{
    std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.at != b.at ? a.at < b.at : a.weight < b.weight; });
    for (const Line &line : lines) {
        if (!values.empty() && isNear(values.back(), line.at)) {
            weights.back() = std::min(weights.back(), line.weight);
            continue;
        }
        values.push_back(line.at);
        weights.push_back(line.weight);
    }
}

// Middle lines of the gaps between shapes that face each other.
void addGapLines(const std::vector<QRectF> &shapes, const std::vector<int> &obstacles, std::vector<Line> &xs, std::vector<Line> &ys)
{
    const auto gaps = [&](bool horizontal) {
        const auto low = [&](const QRectF &r) { return horizontal ? r.left() : r.top(); };
        const auto high = [&](const QRectF &r) { return horizontal ? r.right() : r.bottom(); };
        std::vector<int> order = obstacles;
        std::sort(order.begin(), order.end(), [&](int a, int b) {
            const double la = low(shapes[size_t(a)]), lb = low(shapes[size_t(b)]);
            return la != lb ? la < lb : a < b;
        });
        for (size_t i = 0; i < order.size(); ++i) {
            const QRectF &first = shapes[size_t(order[i])];
            // The nearest shape after this one, facing it or not: a gap of columns.
            double nearest = 0;
            bool found = false;
            for (size_t k = i + 1; k < order.size(); ++k) {
                const double next = low(shapes[size_t(order[k])]);
                if (next >= high(first)) {
                    nearest = next;
                    found = true;
                    break;
                }
            }
            if (!found)
                continue;
            const double gap = nearest - high(first);
            if (gap > 2 * clearance && gap < widestGap)
                (horizontal ? xs : ys).push_back({high(first) + gap / 2, 1.0f});
        }
    };
    gaps(true);
    gaps(false);
}

// Of the whole grid: beside, between and through the middle of shapes, around zones, and what else is asked for.
void addLines(const GridInput &input, std::vector<Line> &xs, std::vector<Line> &ys)
{
    const std::vector<QRectF> &shapes = *input.shapes;
    for (const int i : input.obstacles) {
        const QRectF &r = shapes[size_t(i)];
        xs.push_back({r.center().x(), 1.0f});
        ys.push_back({r.center().y(), 1.0f});
        for (const double distance : {comfortable}) {
            xs.push_back({r.left() - distance, huggingWeight});
            xs.push_back({r.right() + distance, huggingWeight});
            ys.push_back({r.top() - distance, huggingWeight});
            ys.push_back({r.bottom() + distance, huggingWeight});
        }
    }
    addGapLines(shapes, input.obstacles, xs, ys);
    for (const QRectF &zone : input.zones.mid(0, 64)) { // ways around zones
        xs.push_back({zone.left() - comfortable, huggingWeight});
        xs.push_back({zone.right() + comfortable, huggingWeight});
        ys.push_back({zone.top() - comfortable, huggingWeight});
        ys.push_back({zone.bottom() + comfortable, huggingWeight});
    }
    for (const double x : input.extraX)
        xs.push_back({x, 1.0f});
    for (const double y : input.extraY)
        ys.push_back({y, 1.0f});
}

} // namespace

double PortUse::cost(int shape, Side side, const QRectF &rect) const
{
    const int count = m_counts[size_t(shape) * 4 + size_t(side)];
    const double length = side == Side::Left || side == Side::Right ? rect.height() : rect.width();
    const int capacity = std::max(1, int((length - 2 * sideInset) / portSpacing) + 1);
    return 6.0 * count + (count >= capacity ? 60.0 * (count - capacity + 1) : 0.0);
}

RoutingGrid::RoutingGrid(const GridInput &input, double haste) : m_shapes(*input.shapes), m_haste(haste)
{
    std::vector<Line> xs, ys;
    addLines(input, xs, ys);
    settle(xs, m_x, m_weightX);
    settle(ys, m_y, m_weightY);
    m_columns = int(m_x.size());
    m_rows = int(m_y.size());
    const size_t count = size_t(m_columns) * size_t(m_rows);
    m_owner.assign(count, freeOwner);
    m_costly.assign(count, 0);
    m_alongX.assign(count, 0);
    m_alongY.assign(count, 0);
    m_crowdX.assign(count, 0);
    m_crowdY.assign(count, 0);
    m_states.resize(2 * count);

    const auto range = [](const std::vector<double> &values, double low, double high) {
        return std::pair(int(std::lower_bound(values.begin(), values.end(), low) - values.begin()),
                         int(std::upper_bound(values.begin(), values.end(), high) - values.begin()));
    };
    for (const int i : input.obstacles) {
        const QRectF r = grown(m_shapes[size_t(i)], clearance - 1e-3);
        const auto [left, right] = range(m_x, r.left(), r.right());
        const auto [top, bottom] = range(m_y, r.top(), r.bottom());
        for (int row = top; row < bottom; ++row) {
            for (int column = left; column < right; ++column) {
                int &owner = m_owner[size_t(vertex(column, row))];
                owner = owner == freeOwner ? i : severalOwners;
            }
        }
    }
    const auto markCostly = [&](const QRectF &r) {
        const auto [left, right] = range(m_x, r.left(), r.right());
        const auto [top, bottom] = range(m_y, r.top(), r.bottom());
        for (int row = top; row < bottom; ++row) {
            for (int column = left; column < right; ++column)
                m_costly[size_t(vertex(column, row))] = 1;
        }
    };
    constexpr double near = 6;
    for (const QRectF &zone : input.zones) {
        markCostly(QRectF(zone.left() - near, zone.top(), 2 * near, zone.height()));
        markCostly(QRectF(zone.right() - near, zone.top(), 2 * near, zone.height()));
        markCostly(QRectF(zone.left(), zone.top() - near, zone.width(), 2 * near));
        markCostly(QRectF(zone.left(), zone.bottom() - near, zone.width(), 2 * near));
    }
    for (const QRectF &title : input.titleAreas)
        markCostly(title);
    m_zones = input.zones.mid(0, 64);
    m_inside.assign(count, 0);
    for (qsizetype i = 0; i < m_zones.size(); ++i) {
        const auto [left, right] = range(m_x, m_zones[i].left(), m_zones[i].right());
        const auto [top, bottom] = range(m_y, m_zones[i].top(), m_zones[i].bottom());
        for (int row = top; row < bottom; ++row) {
            for (int column = left; column < right; ++column)
                m_inside[size_t(vertex(column, row))] |= quint64(1) << i;
        }
    }
}

qint64 RoutingGrid::sizeOf(const GridInput &input)
{
    std::vector<Line> xs, ys;
    addLines(input, xs, ys);
    std::vector<double> x, y;
    std::vector<float> weights;
    settle(xs, x, weights);
    settle(ys, y, weights);
    return qint64(x.size()) * qint64(y.size());
}

int RoutingGrid::indexOf(const std::vector<double> &values, double value) const
{
    const auto at = std::lower_bound(values.begin(), values.end(), value - 1e-3);
    return at != values.end() && isNear(*at, value) ? int(at - values.begin()) : -1;
}

QList<QPointF> RoutingGrid::find(const PathEnd &from, const PathEnd &to, const PortUse &ports, const QPointF &heading, qint64 mostWork)
{
    const int startColumn = indexOf(m_x, from.point.x()), startRow = indexOf(m_y, from.point.y());
    const int goalColumn = indexOf(m_x, to.point.x()), goalRow = indexOf(m_y, to.point.y());
    if (startColumn < 0 || startRow < 0 || goalColumn < 0 || goalRow < 0)
        return {};
    const int start = vertex(startColumn, startRow), goal = vertex(goalColumn, goalRow);
    if (start == goal)
        return {};
    const Errand errand(from, to, heading, m_shapes, m_zones);
    const QRectF &goalRect = errand.goalRect;
    const auto isFree = [&](int v, int column, int row) {
        const int owner = m_owner[size_t(v)];
        if (owner == freeOwner)
            return true;
        if (v == start || v == goal)
            return true; // a waypoint may lie in a shape
        if (owner == from.shape)
            return column == startColumn || row == startRow;
        return owner == to.shape && owner >= 0 && (column == goalColumn || row == goalRow);
    };
    const auto estimate = [&](int column, int row, bool vertical) {
        const double x = m_x[size_t(column)], y = m_y[size_t(row)];
        const double dx = std::max({goalRect.left() - x, x - goalRect.right(), 0.0});
        const double dy = std::max({goalRect.top() - y, y - goalRect.bottom(), 0.0});
        const int bends = column != goalColumn && row != goalRow ? 1 : column != goalColumn && vertical ? 1 : row != goalRow && !vertical ? 1 : 0;
        return m_haste * (dx + dy + bends * bendCost);
    };
    ++m_stamp;
    std::priority_queue<OpenState> open;
    int serial = 0;
    const auto reach = [&](int v, int column, int row, bool vertical, double cost, int previous) {
        const int index = 2 * v + int(vertical);
        State &state = m_states[size_t(index)];
        if (state.stamp == m_stamp && (state.closed || state.cost <= float(cost)))
            return;
        state = {float(cost), previous, m_stamp, false};
        open.push({float(cost + estimate(column, row, vertical)), serial++, index});
    };
    for (const bool vertical : {false, true}) {
        reach(start, startColumn, startRow, vertical, errand.turnCost(vertical), -1);
    }
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
        const bool vertical = index % 2;
        if (v == goal) {
            found = index;
            break;
        }
        ++m_expanded;
        if (++expanded > mostWork)
            return {};
        const int row = v / m_columns, column = v % m_columns;
        const double cost = state.cost;
        const int owner = m_owner[size_t(v)];
        const bool insideEnd = owner != freeOwner;
        // Turning costs a bend; inside the two shapes themselves a path only runs straight.
        if (!insideEnd)
            reach(v, column, row, !vertical, cost + bendCost, index);
        for (const int step : {1, -1}) {
            const int nextColumn = column + (vertical ? 0 : step), nextRow = row + (vertical ? step : 0);
            if (nextColumn < 0 || nextRow < 0 || nextColumn >= m_columns || nextRow >= m_rows)
                continue;
            const int next = vertex(nextColumn, nextRow);
            if (!isFree(next, nextColumn, nextRow))
                continue;
            const double length = vertical ? std::abs(m_y[size_t(nextRow)] - m_y[size_t(row)]) : std::abs(m_x[size_t(nextColumn)] - m_x[size_t(column)]);
            double more = v == start ? errand.turnBackCost(vertical, step) : 0;
            const int nextOwner = m_owner[size_t(next)];
            if (!(insideEnd && nextOwner == owner)) { // the way inside the shapes themselves is free
                const int lower = std::min(v, next);
                const int crowd = (vertical ? m_crowdY : m_crowdX)[size_t(lower)];
                const int along = (vertical ? m_alongY : m_alongX)[size_t(lower)];
                double way = length * ((vertical ? m_weightX[size_t(column)] : m_weightY[size_t(row)]) + sharingCost * std::min(along, 3) + crowdingCost * std::max(crowd - 3, 0));
                if (m_costly[size_t(v)] && m_costly[size_t(next)])
                    way *= costlyFactor;
                more += errand.throughZones(way, m_inside[size_t(v)], m_inside[size_t(next)]);
            }
            if (v == start && from.shape >= 0)
                more += ports.cost(from.shape, vertical ? (step > 0 ? Side::Bottom : Side::Top) : (step > 0 ? Side::Right : Side::Left),
                                   m_shapes[size_t(from.shape)])
                        + (vertical && errand.sideBySide ? upOrDownCost : 0);
            if (next == goal && to.shape >= 0)
                more += ports.cost(to.shape, vertical ? (step > 0 ? Side::Top : Side::Bottom) : (step > 0 ? Side::Left : Side::Right),
                                   m_shapes[size_t(to.shape)])
                        + (vertical && errand.sideBySide ? upOrDownCost : 0);
            if (nextOwner == freeOwner) { // going straight across flows that pass there
                const int crossed = vertical ? (nextColumn > 0 ? std::min<int>(m_alongX[size_t(next)], m_alongX[size_t(next - 1)]) : 0)
                                             : (nextRow > 0 ? std::min<int>(m_alongY[size_t(next)], m_alongY[size_t(next - m_columns)]) : 0);
                more += crossingCost * crossed;
            }
            reach(next, nextColumn, nextRow, vertical, cost + more, index);
        }
    }
    if (found < 0)
        return {};
    QList<QPointF> points;
    for (int index = found; index >= 0; index = m_states[size_t(index)].previous) {
        const int v = index / 2;
        points.prepend(QPointF(m_x[size_t(v % m_columns)], m_y[size_t(v / m_columns)]));
    }
    return simplified(points);
}

void RoutingGrid::occupy(const QList<QPointF> &points, int by)
{
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QRectF box = boxOf(points[i - 1], points[i]);
        const bool vertical = box.width() < box.height();
        const auto &along = vertical ? m_y : m_x;
        const int fixed = vertical ? indexOf(m_x, box.left()) : indexOf(m_y, box.top());
        if (fixed < 0)
            continue;
        const double low = vertical ? box.top() : box.left(), high = vertical ? box.bottom() : box.right();
        const auto &lines = vertical ? m_x : m_y;
        int first = fixed, last = fixed;
        while (first > 0 && lines[size_t(fixed)] - lines[size_t(first) - 1] < portSpacing)
            --first;
        while (last + 1 < int(lines.size()) && lines[size_t(last) + 1] - lines[size_t(fixed)] < portSpacing)
            ++last;
        for (size_t k = size_t(std::lower_bound(along.begin(), along.end(), low - 1e-3) - along.begin());
             k + 1 < along.size() && along[k + 1] <= high + 1e-3; ++k) {
            const auto at = [&](int line) { return size_t(vertical ? vertex(line, int(k)) : vertex(int(k), line)); };
            (vertical ? m_alongY : m_alongX)[at(fixed)] += by;
            for (int line = first; line <= last; ++line)
                (vertical ? m_crowdY : m_crowdX)[at(line)] += by;
        }
    }
}

} // namespace drawbridge::routing
