// SPDX-License-Identifier: Apache-2.0
#include "routing/directpaths.h"

namespace drawbridge::routing {

namespace {

constexpr double portRoom = 10; // of one flow along the side of a shape

std::vector<QRectF> usable(const QList<QRectF> &zones)
{
    std::vector<QRectF> result;
    std::copy_if(zones.begin(), zones.end(), std::back_inserter(result), isUsable);
    return result;
}

} // namespace

DirectPaths::DirectPaths(const RoutingRequest &request, const std::vector<QRectF> &shapes, const RectIndex &index)
    : m_shapes(shapes), m_index(index), m_zones(usable(request.zones)), m_zoneIndex(m_zones), m_neighbours(shapes.size())
{
    for (const RoutingFlow &flow : request.flows) {
        if (!isRoutable(flow) || flow.from == flow.to)
            continue;
        m_neighbours[size_t(flow.from)].push_back(flow.to);
        m_neighbours[size_t(flow.to)].push_back(flow.from);
    }
}

bool DirectPaths::isRoutable(const RoutingFlow &flow) const
{
    const int n = int(m_shapes.size());
    return flow.from >= 0 && flow.to >= 0 && flow.from < n && flow.to < n;
}

bool DirectPaths::isClear(const QPointF &a, const QPointF &b, int from, int to) const
{
    return !m_index.isHit(a, b, clearance, from, to);
}

// The place nearest to `at` that does not run along a zone's border.
double DirectPaths::besideBorders(double at, double low, double high, bool horizontal, const QRectF &area) const
{
    constexpr double near = 8;
    std::vector<double> borders;
    m_zoneIndex.visit(area, [&](int i) {
        const QRectF &zone = m_zones[size_t(i)];
        if (!overlap(zone, area))
            return;
        borders.push_back(horizontal ? zone.top() : zone.left());
        borders.push_back(horizontal ? zone.bottom() : zone.right());
    });
    const auto isAlongBorder = [&](double place) {
        return std::any_of(borders.begin(), borders.end(), [place](double border) { return std::abs(border - place) < near; });
    };
    for (const double aside : {0.0, -12.0, 12.0, -20.0, 20.0}) {
        if (at + aside >= low && at + aside <= high && !isAlongBorder(at + aside))
            return at + aside;
    }
    return at;
}

// How much of a side of `shape` the flows need that leave it there and go to shapes before (or after) `partner`: a
// straight flow too near to the corner would leave them none.
double DirectPaths::neededBeside(int shape, int partner, bool horizontal, bool before) const
{
    const auto low = [&](const QRectF &r) { return horizontal ? r.left() : r.top(); };
    const auto high = [&](const QRectF &r) { return horizontal ? r.right() : r.bottom(); };
    const auto place = [&](int s) { return horizontal ? m_shapes[size_t(s)].center().y() : m_shapes[size_t(s)].center().x(); };
    const QRectF &own = m_shapes[size_t(shape)];
    const bool upper = low(m_shapes[size_t(partner)]) >= high(own);
    int all = 0, beside = 0;
    for (const int other : m_neighbours[size_t(shape)]) {
        const QRectF &rect = m_shapes[size_t(other)];
        if (upper ? low(rect) < high(own) : high(rect) > low(own))
            continue;
        ++all;
        beside += before ? place(other) < place(partner) : place(other) > place(partner);
    }
    if (all == 0)
        return 0;
    const double usable = (horizontal ? own.height() : own.width()) - 2 * sideInset;
    return std::min(portRoom * beside, usable * beside / all);
}

// One straight piece between two sides that face each other, where nothing is in between.
QList<QPointF> DirectPaths::straightBetween(int from, int to) const
{
    const QRectF &a = m_shapes[size_t(from)], &b = m_shapes[size_t(to)];
    for (const bool horizontal : {true, false}) {
        double low = std::max(horizontal ? a.top() : a.left(), horizontal ? b.top() : b.left()) + sideInset;
        double high = std::min(horizontal ? a.bottom() : a.right(), horizontal ? b.bottom() : b.right()) - sideInset;
        if (high - low < 4)
            continue;
        low = std::max((horizontal ? a.top() : a.left()) + neededBeside(from, to, horizontal, true),
                       (horizontal ? b.top() : b.left()) + neededBeside(to, from, horizontal, true)) + sideInset;
        high = std::min((horizontal ? a.bottom() : a.right()) - neededBeside(from, to, horizontal, false),
                        (horizontal ? b.bottom() : b.right()) - neededBeside(to, from, horizontal, false)) - sideInset;
        if (high < low)
            continue;
        const auto middle = [&](const QRectF &r) { return horizontal ? r.center().y() : r.center().x(); };
        const auto extent = [&](const QRectF &r) { return horizontal ? r.height() : r.width(); };
        const double at = besideBorders(std::clamp(extent(a) <= extent(b) ? middle(a) : middle(b), low, high), low, high, horizontal, a | b);
        const bool forwards = horizontal ? a.right() <= b.left() : a.bottom() <= b.top();
        const bool backwards = horizontal ? b.right() <= a.left() : b.bottom() <= a.top();
        if (!forwards && !backwards)
            continue;
        const QPointF start = horizontal ? QPointF(forwards ? a.right() : a.left(), at) : QPointF(at, forwards ? a.bottom() : a.top());
        const QPointF end = horizontal ? QPointF(forwards ? b.left() : b.right(), at) : QPointF(at, forwards ? b.top() : b.bottom());
        if (isClear(start, end, from, to))
            return {start, end};
    }
    return {};
}

// A flow from a shape to itself: around one of its corners.
QList<QPointF> DirectPaths::loop(int shape) const
{
    const QRectF &r = m_shapes[size_t(shape)];
    const double in = std::min({24.0, r.width() / 3, r.height() / 3});
    for (const double out : {22.0, 14.0, 8.0}) { // smaller where neighbours stand close
        for (const auto &[x, y] : {std::pair(1, -1), std::pair(-1, -1), std::pair(1, 1), std::pair(-1, 1)}) {
            const double sideX = x > 0 ? r.right() : r.left(), sideY = y > 0 ? r.bottom() : r.top();
            const QList<QPointF> points{QPointF(sideX - x * in, sideY), QPointF(sideX - x * in, sideY + y * out), QPointF(sideX + x * out, sideY + y * out),
                                        QPointF(sideX + x * out, sideY - y * in), QPointF(sideX, sideY - y * in)};
            bool clear = true;
            for (qsizetype i = 0; i + 1 < points.size(); ++i)
                clear = clear && isClear(points[i], points[i + 1], shape, shape);
            if (clear)
                return points;
        }
    }
    return {};
}

QList<QPointF> DirectPaths::cutAtBorders(QList<QPointF> points, const RoutingFlow &flow) const
{
    const auto cut = [](QList<QPointF> &line, const QRectF &rect) {
        while (line.size() > 2 && rect.contains(line[1]))
            line.removeFirst();
        const QPointF outside = line[1];
        QPointF &first = line[0];
        if (isNear(first.y(), outside.y()))
            first.setX(outside.x() > rect.center().x() ? rect.right() : rect.left());
        else
            first.setY(outside.y() > rect.center().y() ? rect.bottom() : rect.top());
    };
    if (points.size() < 2)
        return {};
    cut(points, m_shapes[size_t(flow.from)]);
    std::reverse(points.begin(), points.end());
    cut(points, m_shapes[size_t(flow.to)]);
    std::reverse(points.begin(), points.end());
    return points;
}

// One or two bends, tried without a grid: what large diagrams get when the budget is used up.
QList<QPointF> DirectPaths::simpleBend(const RoutingFlow &flow) const
{
    const QRectF &a = m_shapes[size_t(flow.from)], &b = m_shapes[size_t(flow.to)];
    const QPointF p = a.center(), q = b.center();
    if (flow.from == flow.to)
        return {};
    QList<QList<QPointF>> ways;
    for (const double t : {0.5, 0.25, 0.75}) {
        const double x = a.right() < b.left() ? a.right() + (b.left() - a.right()) * t : b.right() + (a.left() - b.right()) * t;
        if (a.right() < b.left() || b.right() < a.left())
            ways.append({p, QPointF(x, p.y()), QPointF(x, q.y()), q});
        const double y = a.bottom() < b.top() ? a.bottom() + (b.top() - a.bottom()) * t : b.bottom() + (a.top() - b.bottom()) * t;
        if (a.bottom() < b.top() || b.bottom() < a.top())
            ways.append({p, QPointF(p.x(), y), QPointF(q.x(), y), q});
    }
    ways.append({p, QPointF(q.x(), p.y()), q});
    ways.append({p, QPointF(p.x(), q.y()), q});
    for (const QList<QPointF> &way : ways) {
        const QList<QPointF> points = cutAtBorders(simplified(way), flow);
        bool clear = points.size() >= 2;
        for (qsizetype i = 0; clear && i + 1 < points.size(); ++i)
            clear = isClear(points[i], points[i + 1], i == 0 ? flow.from : -1, i + 2 == points.size() ? flow.to : -1);
        if (clear)
            return points;
    }
    return {};
}

QList<QPointF> DirectPaths::straightLine(const RoutingFlow &flow) const
{
    const auto border = [](const QRectF &rect, const QPointF &towards) {
        const QPointF d = towards - rect.center();
        const double tx = d.x() != 0 ? rect.width() / 2 / std::abs(d.x()) : 1;
        const double ty = d.y() != 0 ? rect.height() / 2 / std::abs(d.y()) : 1;
        return rect.center() + d * std::min({tx, ty, 1.0});
    };
    const QRectF &a = m_shapes[size_t(flow.from)], &b = m_shapes[size_t(flow.to)];
    if (flow.from == flow.to && flow.waypoints.isEmpty())
        return {QPointF(a.right() - 24, a.top()), QPointF(a.right() - 24, a.top() - 22), QPointF(a.right() + 22, a.top() - 22),
                QPointF(a.right() + 22, a.top() + 20), QPointF(a.right(), a.top() + 20)};
    QList<QPointF> points{border(a, flow.waypoints.isEmpty() ? b.center() : flow.waypoints.first())};
    points += flow.waypoints;
    points.append(border(b, flow.waypoints.isEmpty() ? a.center() : flow.waypoints.last()));
    return points;
}

} // namespace drawbridge::routing
