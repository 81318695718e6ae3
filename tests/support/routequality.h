// SPDX-License-Identifier: Apache-2.0
// Measures how readable routed flows are.
#pragma once

#include "routing/routing.h"

#include <QSet>

#include <cmath>

namespace drawbridge::testing {

struct RouteQuality
{
    int throughShapes = 0;   // flows that touch the inside of a shape
    int detached = 0;        // flows that do not begin and end on the border of their shapes
    int slanted = 0;         // pieces that are neither horizontal nor vertical
    int overlaps = 0;        // pairs of flows that run on top of each other for more than 4 units
    int tooClose = 0;        // pairs of flows that run beside each other, less than 7 units apart, for more than 24 units
    int crossings = 0;
    int bends = 0;
    int labelsOnShapes = 0, labelsOnLabels = 0, labelsOnTitles = 0, labelsOnLines = 0;
    int straight = 0;
};

inline RouteQuality routeQuality(const RoutingRequest &request, const QList<Route> &routes)
{
    RouteQuality q;
    const auto touches = [](const QPointF &a, const QPointF &b, const QRectF &r) {
        return std::max(a.x(), b.x()) > r.left() + 0.01 && std::min(a.x(), b.x()) < r.right() - 0.01 && std::max(a.y(), b.y()) > r.top() + 0.01
               && std::min(a.y(), b.y()) < r.bottom() - 0.01;
    };
    const auto isOnBorder = [](const QPointF &p, const QRectF &r) {
        const bool insideGrown = p.x() >= r.left() - 0.01 && p.x() <= r.right() + 0.01 && p.y() >= r.top() - 0.01 && p.y() <= r.bottom() + 0.01;
        const bool strictlyInside = p.x() > r.left() + 0.01 && p.x() < r.right() - 0.01 && p.y() > r.top() + 0.01 && p.y() < r.bottom() - 0.01;
        return insideGrown && !strictlyInside;
    };
    struct Piece
    {
        QPointF a, b;
        int flow;
    };
    QList<Piece> pieces;
    for (qsizetype f = 0; f < routes.size(); ++f) {
        const QList<QPointF> &points = routes[f].points;
        if (routes[f].straight) {
            ++q.straight;
            continue;
        }
        if (points.size() < 2)
            continue;
        q.bends += int(points.size()) - 2;
        const auto isLoose = [&](const QPointF &end, const RoutingShape &shape) { return shape.corner.isEmpty() && !isOnBorder(end, shape.rect); };
        if (isLoose(points.first(), request.shapes[request.flows[f].from]) || isLoose(points.last(), request.shapes[request.flows[f].to]))
            ++q.detached;
        bool through = false;
        for (qsizetype i = 0; i + 1 < points.size(); ++i) {
            if (std::abs(points[i].x() - points[i + 1].x()) > 0.01 && std::abs(points[i].y() - points[i + 1].y()) > 0.01)
                ++q.slanted;
            for (qsizetype s = 0; s < request.shapes.size(); ++s) {
                // A flow's own shapes with rounded corners: its last bit lies in the corner.
                const bool isOwn = !request.shapes[s].corner.isEmpty()
                                   && ((i == 0 && s == request.flows[f].from) || (i + 2 == points.size() && s == request.flows[f].to));
                through = through || (!isOwn && touches(points[i], points[i + 1], request.shapes[s].rect));
            }
            pieces.append({points[i], points[i + 1], int(f)});
        }
        q.throughShapes += through;
    }
    QSet<QPair<int, int>> overlapping, close;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        for (qsizetype k = i + 1; k < pieces.size(); ++k) {
            const Piece &s = pieces[i], &t = pieces[k];
            if (s.flow == t.flow)
                continue;
            const bool sh = std::abs(s.a.y() - s.b.y()) < 0.01, th = std::abs(t.a.y() - t.b.y()) < 0.01;
            if (sh == th) {
                const double distance = sh ? std::abs(s.a.y() - t.a.y()) : std::abs(s.a.x() - t.a.x());
                const double low = sh ? std::max(std::min(s.a.x(), s.b.x()), std::min(t.a.x(), t.b.x())) : std::max(std::min(s.a.y(), s.b.y()), std::min(t.a.y(), t.b.y()));
                const double high = sh ? std::min(std::max(s.a.x(), s.b.x()), std::max(t.a.x(), t.b.x())) : std::min(std::max(s.a.y(), s.b.y()), std::max(t.a.y(), t.b.y()));
                if (distance < 1 && high - low > 4)
                    overlapping.insert({s.flow, t.flow});
                if (distance < 7 && high - low > 24)
                    close.insert({s.flow, t.flow});
            } else {
                const Piece &h = sh ? s : t, &v = sh ? t : s;
                if (v.a.x() > std::min(h.a.x(), h.b.x()) + 0.01 && v.a.x() < std::max(h.a.x(), h.b.x()) - 0.01
                    && h.a.y() > std::min(v.a.y(), v.b.y()) + 0.01 && h.a.y() < std::max(v.a.y(), v.b.y()) - 0.01)
                    ++q.crossings;
            }
        }
    }
    q.overlaps = int(overlapping.size());
    q.tooClose = int(close.size());
    for (qsizetype f = 0; f < routes.size(); ++f) {
        if (request.flows[f].label.isEmpty() || routes[f].points.size() < 2)
            continue;
        const QRectF box = labelBox(routes[f], request.flows[f].label);
        bool onShape = false, onTitle = false, onLabel = false, onLine = false;
        for (const RoutingShape &shape : request.shapes)
            onShape = onShape || box.intersects(shape.rect);
        for (const QRectF &title : request.titleAreas)
            onTitle = onTitle || box.intersects(title);
        for (qsizetype k = 0; k < f; ++k)
            onLabel = onLabel || (!request.flows[k].label.isEmpty() && box.intersects(labelBox(routes[k], request.flows[k].label)));
        for (const Piece &piece : pieces)
            onLine = onLine || (piece.flow != int(f) && touches(piece.a, piece.b, box));
        q.labelsOnShapes += onShape;
        q.labelsOnTitles += onTitle;
        q.labelsOnLabels += onLabel;
        q.labelsOnLines += onLine;
    }
    return q;
}

} // namespace drawbridge::testing
