// SPDX-License-Identifier: Apache-2.0
// Small helpers of the router.
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <cmath>

namespace drawbridge::routing {

constexpr double clearance = 4;   // least distance of a line from a shape that it does not touch
constexpr double comfortable = 12; // usual distance of lines from shapes and from each other
constexpr double sideInset = 8;   // ports keep away from corners

inline bool isUsable(const QRectF &rect)
{
    return std::isfinite(rect.x()) && std::isfinite(rect.y()) && std::isfinite(rect.width()) && std::isfinite(rect.height());
}

inline bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-3;
}

// Whether the horizontal or vertical piece a–b touches the inside of `rect`.
inline bool passesThrough(const QPointF &a, const QPointF &b, const QRectF &rect)
{
    constexpr double slack = 1e-3;
    return std::max(a.x(), b.x()) > rect.left() + slack && std::min(a.x(), b.x()) < rect.right() - slack
           && std::max(a.y(), b.y()) > rect.top() + slack && std::min(a.y(), b.y()) < rect.bottom() - slack;
}

// Whether the two have an inside in common.
inline bool overlap(const QRectF &a, const QRectF &b)
{
    return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
}

inline QRectF grown(const QRectF &rect, double by)
{
    return rect.adjusted(-by, -by, by, by);
}

inline QRectF boxOf(const QPointF &a, const QPointF &b)
{
    return QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())), QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y())));
}

// The points without repetitions and without points in the middle of a straight piece, nor those at which it turns back on
// itself, unless that is at one of the `waypoints`: a path goes there and back.
inline QList<QPointF> simplified(const QList<QPointF> &points, const QList<QPointF> &waypoints = {})
{
    const auto isSame = [](const QPointF &a, const QPointF &b) { return isNear(a.x(), b.x()) && isNear(a.y(), b.y()); };
    QList<QPointF> result;
    for (const QPointF &p : points) {
        if (!result.isEmpty() && isSame(result.last(), p))
            continue;
        if (result.size() >= 2) {
            const QPointF &a = result[result.size() - 2], &b = result.last();
            const bool sameColumn = isNear(a.x(), b.x()) && isNear(b.x(), p.x());
            const bool sameRow = isNear(a.y(), b.y()) && isNear(b.y(), p.y());
            const bool turnsBack = QPointF::dotProduct(b - a, p - b) < 0;
            if ((sameColumn || sameRow) && !(turnsBack && std::any_of(waypoints.begin(), waypoints.end(), [&](const QPointF &w) { return isSame(w, b); }))) {
                result.last() = p;
                continue;
            }
        }
        result.append(p);
    }
    return result;
}

} // namespace drawbridge::routing
