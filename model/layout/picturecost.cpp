// SPDX-License-Identifier: Apache-2.0
#include "layout/picturecost.h"

#include "notation/notation.h"
#include "routing/measuredrouting.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace drawbridge {

namespace {

constexpr double crossingCost = 10, noWayCost = 500, closeCost = 12, labelCost = 9, bendCost = 1.2, foreignZoneCost = 4;
constexpr double lengthCost = 0.004, areaCost = 0.00001;
constexpr double outOfOrderCost = 25; // zones that do not stand from left to right as they are ranked
constexpr double besideCost = 10;    // those that partly do: one above the other
constexpr double backwardsCost = 4; // flows from right to left
constexpr double near = 7;

struct Piece
{
    QPointF low, high; // left or upper end first
    int flow;
    bool horizontal;
};

bool overlap(const QRectF &a, const QRectF &b)
{
    return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
}

bool touches(const Piece &piece, const QRectF &rect)
{
    return piece.low.x() < rect.right() && piece.high.x() > rect.left() && piece.low.y() < rect.bottom() && piece.high.y() > rect.top();
}

RoutingRequest routingRequest(const LayoutRequest &request, const LayoutPositions &positions)
{
    RoutingRequest routing;
    routing.budget = 8'000'000;
    for (const QRectF &rect : positions.nodes)
        routing.shapes.append({rect});
    for (const QRectF &rect : positions.clusters) {
        routing.zones.append(rect);
        routing.titleAreas.append(notation::boundaryTitleArea(rect));
    }
    for (const LayoutRequest::Edge &edge : request.edges) {
        RoutingFlow flow;
        flow.from = edge.from;
        flow.to = edge.to;
        flow.label = edge.label;
        routing.flows.append(flow);
    }
    return routing;
}

std::vector<Piece> piecesOf(const QList<Route> &routes, double &length, int &bends)
{
    std::vector<Piece> pieces;
    for (qsizetype f = 0; f < routes.size(); ++f) {
        const QList<QPointF> &points = routes[f].points;
        bends += int(std::max<qsizetype>(0, points.size() - 2));
        for (qsizetype i = 0; i + 1 < points.size(); ++i) {
            const QPointF &a = points[i], &b = points[i + 1];
            length += std::abs(a.x() - b.x()) + std::abs(a.y() - b.y());
            pieces.push_back({{std::min(a.x(), b.x()), std::min(a.y(), b.y())}, {std::max(a.x(), b.x()), std::max(a.y(), b.y())}, int(f), std::abs(a.y() - b.y()) < 0.01});
        }
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece &a, const Piece &b) { return a.low.x() < b.low.x(); });
    return pieces;
}

// Crossings, and lines beside each other that can hardly be told apart.
double costOfPairs(const std::vector<Piece> &pieces, QList<int> &blamed)
{
    double cost = 0;
    for (size_t i = 0; i < pieces.size(); ++i) {
        const Piece &s = pieces[i];
        for (size_t k = i + 1; k < pieces.size() && pieces[k].low.x() <= s.high.x() + near; ++k) {
            const Piece &t = pieces[k];
            if (s.flow == t.flow)
                continue;
            if (s.horizontal != t.horizontal) {
                const Piece &h = s.horizontal ? s : t, &v = s.horizontal ? t : s;
                if (v.low.x() > h.low.x() && v.low.x() < h.high.x() && h.low.y() > v.low.y() && h.low.y() < v.high.y()) {
                    cost += crossingCost;
                    blamed << s.flow << t.flow;
                }
                continue;
            }
            const double apart = s.horizontal ? std::abs(s.low.y() - t.low.y()) : std::abs(s.low.x() - t.low.x());
            const double shared = s.horizontal ? std::min(s.high.x(), t.high.x()) - std::max(s.low.x(), t.low.x())
                                               : std::min(s.high.y(), t.high.y()) - std::max(s.low.y(), t.low.y());
            if (apart < near && shared > 20) {
                cost += closeCost;
                blamed << s.flow << t.flow;
            }
        }
    }
    return cost;
}

double costOfLabels(const RoutingRequest &routing, const QList<Route> &routes, const std::vector<Piece> &pieces, QList<int> &blamed)
{
    double cost = 0;
    QList<QRectF> boxes;
    for (qsizetype f = 0; f < routes.size(); ++f) {
        const QSizeF size = routing.flows[f].label;
        if (size.isEmpty() || routes[f].points.size() < 2)
            continue;
        const QRectF box = labelBox(routes[f], size);
        const bool collides = std::any_of(routing.shapes.cbegin(), routing.shapes.cend(), [&](const RoutingShape &shape) { return overlap(shape.rect, box); })
                              || std::any_of(routing.titleAreas.cbegin(), routing.titleAreas.cend(), [&](const QRectF &title) { return overlap(title, box); })
                              || std::any_of(boxes.cbegin(), boxes.cend(), [&](const QRectF &other) { return overlap(other, box); })
                              || std::any_of(pieces.cbegin(), pieces.cend(), [&](const Piece &piece) { return piece.flow != int(f) && touches(piece, box); });
        if (collides) {
            cost += labelCost;
            blamed << int(f);
        }
        boxes.append(box);
    }
    return cost;
}

double costOfZones(const LayoutRequest &request, const LayoutPositions &positions, const std::vector<Piece> &pieces, QList<int> &blamed)
{
    double cost = 0;
    const auto isIn = [&](int node, qsizetype zone) {
        for (int c = request.nodes[node].cluster; c >= 0; c = request.clusters[c].parent) {
            if (c == int(zone))
                return true;
        }
        return false;
    };
    for (qsizetype z = 0; z < positions.clusters.size(); ++z) {
        std::vector<bool> passes(size_t(request.edges.size()), false);
        for (const Piece &piece : pieces) {
            if (touches(piece, positions.clusters[z]))
                passes[size_t(piece.flow)] = true;
        }
        for (qsizetype f = 0; f < request.edges.size(); ++f) {
            if (passes[size_t(f)] && !isIn(request.edges[f].from, z) && !isIn(request.edges[f].to, z)) {
                cost += foreignZoneCost;
                blamed << int(f);
            }
        }
        for (qsizetype other = 0; other < z; ++other) {
            const LayoutRequest::Cluster &a = request.clusters[other], &b = request.clusters[z];
            if (a.parent >= 0 || b.parent >= 0 || a.rank == b.rank)
                continue;
            const QRectF &left = positions.clusters[a.rank < b.rank ? other : z], &right = positions.clusters[a.rank < b.rank ? z : other];
            cost += left.center().x() > right.center().x() ? outOfOrderCost : left.right() > right.left() ? besideCost : 0;
        }
    }
    return cost;
}

} // namespace

PictureCost pictureCost(const LayoutRequest &request, const LayoutPositions &positions)
{
    const RoutingRequest routing = routingRequest(request, positions);
    PictureCost cost;
    const QList<Route> routes = routeFlows(routing, cost.work);
    double length = 0;
    int bends = 0;
    const std::vector<Piece> pieces = piecesOf(routes, length, bends);
    QRectF all;
    for (const QRectF &rect : positions.nodes)
        all |= rect;
    for (const QRectF &rect : positions.clusters)
        all |= rect;
    int backwards = 0;
    for (int e = 0; e < int(request.edges.size()); ++e) {
        if (positions.nodes[request.edges[e].to].center().x() < positions.nodes[request.edges[e].from].center().x() - near) {
            ++backwards;
            cost.edges << e;
        }
    }
    const auto straight = std::count_if(routes.cbegin(), routes.cend(), [](const Route &route) { return route.straight; });
    cost.disturbing = costOfPairs(pieces, cost.edges) + costOfLabels(routing, routes, pieces, cost.edges) + costOfZones(request, positions, pieces, cost.edges) + noWayCost * double(straight)
                      + backwardsCost * backwards;
    std::sort(cost.edges.begin(), cost.edges.end());
    cost.edges.erase(std::unique(cost.edges.begin(), cost.edges.end()), cost.edges.end());
    cost.plain = bendCost * bends + lengthCost * length + areaCost * all.width() * all.height();
    return cost;
}

} // namespace drawbridge
