// SPDX-License-Identifier: Apache-2.0
#include "routing/routing.h"

#include "routing/directpaths.h"
#include "routing/labels.h"
#include "routing/measuredrouting.h"
#include "routing/nudging.h"
#include "routing/routinggrid.h"
#include "routing/visibilitygraph.h"

#include <memory>
#include <set>

namespace drawbridge {

using namespace routing;

namespace {

constexpr size_t mostShapesInAnyGrid = 120; // beyond that the whole diagram is one grid only where its shapes stand in few rows and columns
constexpr size_t mostShapesInOneGrid = 300;
constexpr qint64 mostCrossings = 60'000; // of the lines of such a grid
constexpr qint64 mostExpanded = 600'000; // beyond that work no path is looked for again
constexpr qint64 mostExpandedInGraph = 4'000'000;
constexpr int roundsOfLookingAgain = 2;
constexpr double farAway = 1500;          // twice as long a path could be had in haste
constexpr size_t mostMetAtEachEnd = 2;    // of a piece, in one round
constexpr int mostRoundsPast = 30;        // of finding what is in the way of a flow that is routed by itself

// All of them: flows refer to them by index.
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
    explicit Router(const RoutingRequest &request)
        : m_request(request), m_shapes(shapesOf(request)), m_index(m_shapes), m_direct(request, m_shapes, m_index), m_ports(m_shapes.size())
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
        for (const int f : order) {
            Path &path = m_paths[size_t(f)];
            const RoutingFlow &flow = m_request.flows[f];
            path.from = flow.from;
            path.to = flow.to;
            path.waypoints = flow.waypoints;
            path.labelSize = flow.label;
            if (flow.from == flow.to && flow.waypoints.isEmpty())
                path.points = m_direct.loop(flow.from);
            else if (flow.waypoints.isEmpty())
                path.points = m_direct.straightBetween(flow.from, flow.to);
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
                path.points = m_direct.straightLine(m_request.flows[f]);
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
            if (!m_direct.isRoutable(flow))
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

    GridInput gridAmong(const std::vector<int> &obstacles, const RoutingFlow &flow) const
    {
        GridInput input;
        input.shapes = &m_shapes;
        input.obstacles = obstacles;
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
            const QList<QPointF> points = routePast(flow);
            if (!points.isEmpty())
                return points;
        }
        return flow.waypoints.isEmpty() ? m_direct.simpleBend(flow) : QList<QPointF>();
    }

    // By itself, among those shapes only that its way would meet: first none but its ends, then each that was in the way.
    // So a way across a large diagram costs no more than what lies along it.
    QList<QPointF> routePast(const RoutingFlow &flow)
    {
        const double haste = 1 + std::min(1.0, (m_shapes[size_t(flow.from)].center() - m_shapes[size_t(flow.to)].center()).manhattanLength() / farAway);
        std::set<int> met{flow.from, flow.to};
        for (int round = 0; round < mostRoundsPast && !isOutOfBudget(); ++round) {
            const GridInput input = gridAmong({met.begin(), met.end()}, flow);
            if (RoutingGrid::sizeOf(input) > mostCrossings)
                break;
            RoutingGrid grid(input, haste);
            m_work += grid.size() / 4;
            const QList<QPointF> points = routeIn(grid, flow);
            const size_t before = met.size();
            for (qsizetype i = 1; i < points.size(); ++i)
                addMet(points[i - 1], points[i], met);
            if (met.size() == before)
                return points;
        }
        if (m_request.local && m_request.far && !m_graph && !isOutOfBudget()) {
            m_graph = std::make_unique<VisibilityGraph>(wholeGraph());
            m_work += m_graph->size() / 4;
        }
        return m_request.local && m_graph ? routeIn(*m_graph, flow) : QList<QPointF>();
    }

    // What is in the way of a piece. Of very many those next to its ends: the way beside them mostly leads past all.
    void addMet(const QPointF &a, const QPointF &b, std::set<int> &met) const
    {
        std::vector<std::pair<double, int>> hit; // by distance from a
        m_index.visit(grown(boxOf(a, b), clearance), [&](int shape) {
            const QRectF &rect = m_shapes[size_t(shape)];
            if (passesThrough(a, b, grown(rect, clearance)) && !met.contains(shape))
                hit.emplace_back((rect.center() - a).manhattanLength(), shape);
        });
        std::sort(hit.begin(), hit.end());
        hit.erase(std::unique(hit.begin(), hit.end()), hit.end());
        for (size_t i = 0; i < hit.size(); ++i) {
            if (i < mostMetAtEachEnd || i + mostMetAtEachEnd >= hit.size())
                met.insert(hit[i].second);
        }
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
            QPointF arrived;
            if (points.size() >= 2) {
                const QPointF last = points.last() - points[points.size() - 2];
                arrived = last / std::max(1e-6, last.manhattanLength());
            }
            const qint64 before = lines.expanded();
            QList<QPointF> leg = lines.find(ends[i], ends[i + 1], m_ports, arrived, std::max<qint64>(0, m_request.budget - m_work));
            m_work += lines.expanded() - before;
            if (leg.isEmpty() && ends.size() > 2) // a waypoint where there is no way: straight ahead, as the person wants it
                leg = {ends[i].point, QPointF(ends[i + 1].point.x(), ends[i].point.y()), ends[i + 1].point};
            if (leg.isEmpty())
                return {};
            points += leg;
        }
        return m_direct.cutAtBorders(simplified(points, flow.waypoints), flow);
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
        nudge(movable, m_shapes, m_index, m_request.zones);
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
    const DirectPaths m_direct;
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
