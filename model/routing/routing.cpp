// SPDX-License-Identifier: Apache-2.0
#include "routing/routing.h"

#include "routing/labels.h"
#include "routing/measuredrouting.h"
#include "routing/nudging.h"
#include "routing/routinggrid.h"
#include "routing/visibilitygraph.h"

#include <memory>
#include <optional>

namespace drawbridge {

using namespace routing;

namespace {

constexpr size_t mostShapesInAnyGrid = 120; // beyond that the whole diagram is one grid only where its shapes stand in few rows and columns
constexpr size_t mostShapesInOneGrid = 300;
constexpr qint64 mostCrossings = 60'000; // of the lines of such a grid
constexpr size_t mostShapesNear = 100;   // that a flow routed by itself looks at in one grid
constexpr double portRoom = 10; // of one flow along the side of a shape
constexpr qint64 mostExpanded = 600'000; // beyond that work no path is looked for again
constexpr qint64 mostExpandedInGraph = 4'000'000;
constexpr int roundsOfLookingAgain = 2;
constexpr qint64 workOfGraph = 40;       // of making the graph of all shapes, for each of them
constexpr double neighbourhood = 220; // of a flow in a large diagram; doubled when there is no way in it

bool isUsable(const QRectF &rect)
{
    return std::isfinite(rect.x()) && std::isfinite(rect.y()) && std::isfinite(rect.width()) && std::isfinite(rect.height());
}

std::vector<QRectF> shapesOf(const RoutingRequest &request)
{
    std::vector<QRectF> shapes;
    shapes.reserve(size_t(request.shapes.size()));
    for (const RoutingShape &shape : request.shapes)
        shapes.push_back(isUsable(shape.rect) ? shape.rect.normalized() : QRectF());
    return shapes;
}

// Routes the flows of one request.
class Router
{
public:
    explicit Router(const RoutingRequest &request) : m_request(request), m_shapes(shapesOf(request)), m_index(m_shapes), m_ports(m_shapes.size())
    {
        m_paths.resize(size_t(request.flows.size()));
        m_straight.assign(m_paths.size(), false);
        m_found.assign(m_paths.size(), false);
    }

    // So far, in units of the budget.
    qint64 work() const { return m_work + m_made; }

    QList<Route> run()
    {
        const std::vector<int> order = flowsByLength();
        m_neighbours.resize(m_shapes.size());
        for (const int f : order) {
            const RoutingFlow &flow = m_request.flows[f];
            if (flow.from != flow.to) {
                m_neighbours[size_t(flow.from)].push_back(flow.to);
                m_neighbours[size_t(flow.to)].push_back(flow.from);
            }
        }
        for (const int f : order) {
            Path &path = m_paths[size_t(f)];
            const RoutingFlow &flow = m_request.flows[f];
            path.from = flow.from;
            path.to = flow.to;
            path.waypoints = flow.waypoints;
            path.labelSize = flow.label;
            if (flow.from == flow.to && flow.waypoints.isEmpty())
                path.points = loop(flow.from);
            else if (flow.waypoints.isEmpty())
                path.points = straightBetween(flow.from, flow.to);
            if (!path.points.isEmpty())
                countPorts(path);
        }
        if (!m_request.local) {
            if (m_shapes.size() <= mostShapesInOneGrid) {
                const GridInput input = wholeGrid();
                if (m_shapes.size() <= mostShapesInAnyGrid || RoutingGrid::sizeOf(input) <= mostCrossings)
                    m_grid = std::make_unique<RoutingGrid>(input);
            }
            if (!m_grid)
                m_graph = std::make_unique<VisibilityGraph>(wholeGraph());
            m_made = (m_grid ? m_grid->size() : m_graph->size()) / 4;
        }
        for (const Path &path : m_paths)
            occupy(path.points);
        for (const int f : order) {
            Path &path = m_paths[size_t(f)];
            if (!path.points.isEmpty())
                continue;
            path.points = route(m_request.flows[f]);
            if (path.points.isEmpty()) {
                m_straight[size_t(f)] = true;
                path.points = straightLine(m_request.flows[f]);
            } else {
                countPorts(path);
                m_found[size_t(f)] = m_grid || m_graph;
                occupy(path.points);
            }
        }
        if (m_grid)
            routeAgain(*m_grid, order, mostExpanded);
        else if (m_graph)
            routeAgain(*m_graph, order, mostExpandedInGraph);
        pullApart();
        return routes();
    }

private:
    // The first paths were found without knowledge of the later ones: each looks again for a way with fewer crossings.
    template <class Lines> void routeAgain(Lines &lines, const std::vector<int> &order, qint64 most)
    {
        for (int round = 0; round < roundsOfLookingAgain; ++round) {
            bool changed = false;
            for (const int f : order) {
                Path &path = m_paths[size_t(f)];
                if (isOutOfBudget() || lines.expanded() > most)
                    return;
                if (!m_found[size_t(f)])
                    continue;
                lines.occupy(path.points, -1);
                countPorts(path, -1);
                const QList<QPointF> points = routeIn(lines, m_request.flows[f]);
                if (!points.isEmpty() && points != path.points) {
                    path.points = points;
                    changed = true;
                }
                countPorts(path);
                lines.occupy(path.points);
            }
            if (!changed)
                return;
        }
    }

    void occupy(const QList<QPointF> &points)
    {
        if (m_grid)
            m_grid->occupy(points);
        else if (m_graph)
            m_graph->occupy(points);
    }

    bool isOutOfBudget() const { return m_work > m_request.budget || (m_request.cancelled && m_request.cancelled->load(std::memory_order_relaxed)); }

    // Short flows first: they have the least choice.
    std::vector<int> flowsByLength() const
    {
        std::vector<std::pair<double, int>> flows;
        for (qsizetype i = 0; i < m_request.flows.size(); ++i) {
            const RoutingFlow &flow = m_request.flows[i];
            const int n = int(m_shapes.size());
            if (flow.from < 0 || flow.to < 0 || flow.from >= n || flow.to >= n)
                continue;
            const QPointF d = m_shapes[size_t(flow.from)].center() - m_shapes[size_t(flow.to)].center();
            flows.emplace_back(std::abs(d.x()) + std::abs(d.y()), int(i));
        }
        std::sort(flows.begin(), flows.end());
        std::vector<int> order;
        for (const auto &[length, i] : flows)
            order.push_back(i);
        return order;
    }

    bool isClear(const QPointF &a, const QPointF &b, int from, int to) const
    {
        return !m_index.isHit(a, b, clearance, from, to);
    }

    // The place nearest to `at` that does not run along a zone's border.
    double besideBorders(double at, double low, double high, bool horizontal, const QRectF &area) const
    {
        constexpr double near = 8;
        const auto isAlongBorder = [&](double place) {
            for (const QRectF &zone : m_request.zones) {
                if (!zone.intersects(area))
                    continue;
                const double first = horizontal ? zone.top() : zone.left(), second = horizontal ? zone.bottom() : zone.right();
                if (std::abs(first - place) < near || std::abs(second - place) < near)
                    return true;
            }
            return false;
        };
        for (const double aside : {0.0, -12.0, 12.0, -20.0, 20.0}) {
            if (at + aside >= low && at + aside <= high && !isAlongBorder(at + aside))
                return at + aside;
        }
        return at;
    }

    // How much of a side of `shape` the flows need that leave it there and go to shapes before (or after) `partner`: a
    // straight flow too near to the corner would leave them none.
    double neededBeside(int shape, int partner, bool horizontal, bool before) const
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
    QList<QPointF> straightBetween(int from, int to) const
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
    QList<QPointF> loop(int shape) const
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

    GridInput wholeGrid() const
    {
        GridInput input;
        input.shapes = &m_shapes;
        for (size_t i = 0; i < m_shapes.size(); ++i)
            input.obstacles.push_back(int(i));
        for (const Path &path : m_paths) {
            for (const QPointF &p : path.points) {
                input.extraX.push_back(p.x());
                input.extraY.push_back(p.y());
            }
            for (const QPointF &p : path.waypoints) {
                input.extraX.push_back(p.x());
                input.extraY.push_back(p.y());
            }
        }
        input.zones = m_request.zones;
        input.titleAreas = m_request.titleAreas;
        return input;
    }

    VisibilityInput wholeGraph() const
    {
        VisibilityInput input;
        input.shapes = &m_shapes;
        input.index = &m_index;
        input.isEnd.assign(m_shapes.size(), 0);
        for (const Path &path : m_paths) {
            for (qsizetype i = 1; i < path.points.size(); ++i)
                input.straight.emplace_back(path.points[i - 1], path.points[i]);
            if (path.points.isEmpty() && path.from >= 0)
                input.isEnd[size_t(path.from)] = input.isEnd[size_t(path.to)] = 1;
            input.points.insert(input.points.end(), path.waypoints.begin(), path.waypoints.end());
        }
        input.zones = m_request.zones;
        input.titleAreas = m_request.titleAreas;
        return input;
    }

    GridInput gridAround(const QRectF &region, const RoutingFlow &flow) const
    {
        GridInput input;
        input.shapes = &m_shapes;
        input.region = region;
        input.obstacles = {flow.from, flow.to};
        const QRectF around = grown(region, 2 * comfortable);
        m_index.visit(around, [&](int i) {
            if (overlap(m_shapes[size_t(i)], around))
                input.obstacles.push_back(i);
        });
        std::sort(input.obstacles.begin(), input.obstacles.end());
        input.obstacles.erase(std::unique(input.obstacles.begin(), input.obstacles.end()), input.obstacles.end());
        for (const QPointF &p : flow.waypoints) {
            input.extraX.push_back(p.x());
            input.extraY.push_back(p.y());
        }
        return input;
    }

    QList<QPointF> route(const RoutingFlow &flow)
    {
        if (!isOutOfBudget()) {
            if (m_grid)
                return routeIn(*m_grid, flow);
            if (m_graph && !m_request.local) {
                const QList<QPointF> points = routeIn(*m_graph, flow);
                if (!points.isEmpty())
                    return points;
            }
            const QList<QPointF> points = routeNearby(flow);
            if (!points.isEmpty())
                return points;
        }
        return flow.waypoints.isEmpty() ? simpleBend(flow) : QList<QPointF>();
    }

    // Among the shapes around the flow, in wider and wider grids.
    QList<QPointF> routeNearby(const RoutingFlow &flow)
    {
        QRectF region = m_shapes[size_t(flow.from)] | m_shapes[size_t(flow.to)];
        for (const QPointF &p : flow.waypoints)
            region |= QRectF(p, QSizeF(1, 1));
        for (double around = neighbourhood; around <= 4 * neighbourhood && !isOutOfBudget(); around *= 2) {
            const GridInput input = gridAround(grown(region, around), flow);
            if (input.obstacles.size() > mostShapesNear)
                break;
            RoutingGrid grid(input);
            m_work += grid.size() / 4;
            const QList<QPointF> points = routeIn(grid, flow);
            if (!points.isEmpty())
                return points;
        }
        // A flow across a large diagram.
        if (m_request.local && !m_graph && m_request.budget - m_work > workOfGraph * qint64(m_shapes.size())) {
            m_graph = std::make_unique<VisibilityGraph>(wholeGraph());
            m_work += m_graph->size() / 4;
        }
        return m_request.local && m_graph ? routeIn(*m_graph, flow) : QList<QPointF>();
    }

    // From border to border through the waypoints in turn.
    template <class Lines> QList<QPointF> routeIn(Lines &lines, const RoutingFlow &flow)
    {
        QList<PathEnd> ends{{flow.from, m_shapes[size_t(flow.from)].center()}};
        for (const QPointF &p : flow.waypoints)
            ends.append({-1, p});
        ends.append({flow.to, m_shapes[size_t(flow.to)].center()});
        QList<QPointF> points;
        for (qsizetype i = 0; i + 1 < ends.size(); ++i) {
            int arrived = -1;
            if (points.size() >= 2)
                arrived = isNear(points[points.size() - 2].x(), points.last().x()) ? 1 : 0;
            const qint64 before = lines.expanded();
            QList<QPointF> leg = lines.find(ends[i], ends[i + 1], m_ports, arrived, std::max<qint64>(0, m_request.budget - m_work));
            m_work += lines.expanded() - before;
            if (leg.isEmpty() && ends.size() > 2) // a waypoint where there is no way: straight ahead, as the person wants it
                leg = {ends[i].point, QPointF(ends[i + 1].point.x(), ends[i].point.y()), ends[i + 1].point};
            if (leg.isEmpty())
                return {};
            points += leg;
        }
        return cutAtBorders(simplified(points), flow);
    }

    QList<QPointF> cutAtBorders(QList<QPointF> points, const RoutingFlow &flow) const
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
    QList<QPointF> simpleBend(const RoutingFlow &flow) const
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

    QList<QPointF> straightLine(const RoutingFlow &flow) const
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

    void countPorts(const Path &path, int by = 1)
    {
        const auto sideOf = [&](int shape, const QPointF &at, const QPointF &next) {
            const QRectF &r = m_shapes[size_t(shape)];
            if (isNear(at.y(), next.y()))
                return next.x() > r.center().x() ? Side::Right : Side::Left;
            return next.y() > r.center().y() ? Side::Bottom : Side::Top;
        };
        if (path.points.size() < 2)
            return;
        m_ports.add(path.from, sideOf(path.from, path.points[0], path.points[1]), by);
        m_ports.add(path.to, sideOf(path.to, path.points.last(), path.points[path.points.size() - 2]), by);
    }

    bool isSound(const Path &path) const
    {
        for (qsizetype i = 0; i + 1 < path.points.size(); ++i) {
            if (m_index.isHit(path.points[i], path.points[i + 1], 0, -1, -1))
                return false;
        }
        return true;
    }

    void pullApart()
    {
        std::vector<Path> movable;
        std::vector<int> which;
        for (size_t f = 0; f < m_paths.size(); ++f) {
            const Path &path = m_paths[f];
            if (path.points.size() >= 2 && !m_straight[f] && path.from != path.to) {
                movable.push_back(path);
                which.push_back(int(f));
            }
        }
        nudge(movable, m_shapes, m_index);
        for (size_t i = 0; i < movable.size(); ++i) {
            // Nudging only moves pieces inside free room; a path with waypoints inside a shape stays as it was.
            if (isSound(movable[i]))
                m_paths[size_t(which[i])] = movable[i];
        }
    }

    // Moves a path's end from the rectangle on to the curve of a rounded corner.
    void reachIn(QPointF &end, const QPointF &next, int shape) const
    {
        const QRectF &r = m_shapes[size_t(shape)];
        const double rx = std::min(m_request.shapes[shape].corner.width(), r.width() / 2);
        const double ry = std::min(m_request.shapes[shape].corner.height(), r.height() / 2);
        if (!(rx > 0) || !(ry > 0))
            return;
        const auto depth = [](double at, double low, double high, double along, double radius) {
            const double d = std::clamp(std::max(low + along - at, at - (high - along)) / along, 0.0, 1.0);
            return radius * (1 - std::sqrt(1 - d * d));
        };
        if (isNear(end.y(), next.y()))
            end.rx() += (next.x() > r.center().x() ? -1 : 1) * depth(end.y(), r.top(), r.bottom(), ry, rx);
        else
            end.ry() += (next.y() > r.center().y() ? -1 : 1) * depth(end.x(), r.left(), r.right(), rx, ry);
    }

    QList<Route> routes()
    {
        QList<Route> result;
        result.reserve(qsizetype(m_paths.size()));
        for (size_t f = 0; f < m_paths.size(); ++f) {
            Route route;
            route.points = m_paths[f].points;
            route.straight = m_straight[f];
            if (route.points.size() >= 2 && !route.straight) {
                reachIn(route.points.first(), route.points[1], m_paths[f].from);
                reachIn(route.points.last(), route.points[route.points.size() - 2], m_paths[f].to);
            }
            result.append(route);
        }
        placeLabels(m_request, result);
        return result;
    }

    const RoutingRequest &m_request;
    qint64 m_work = 0; // in units of the budget
    qint64 m_made = 0; // the same, for making the grid
    const std::vector<QRectF> m_shapes;
    const RectIndex m_index; // of the shapes
    std::vector<std::vector<int>> m_neighbours; // of each shape, once per flow
    std::vector<Path> m_paths;
    std::vector<bool> m_straight;
    std::vector<bool> m_found; // in the grid of the whole diagram
    PortUse m_ports;
    std::unique_ptr<RoutingGrid> m_grid;      // of a small diagram
    std::unique_ptr<VisibilityGraph> m_graph; // of a large one
};

} // namespace

QList<Route> routeFlows(const RoutingRequest &request)
{
    return Router(request).run();
}

QList<Route> routeFlows(const RoutingRequest &request, qint64 &work)
{
    Router router(request);
    const QList<Route> routes = router.run();
    work += router.work();
    return routes;
}

} // namespace drawbridge
