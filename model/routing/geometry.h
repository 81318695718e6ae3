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

// The points without repetitions and without points in the middle of a straight piece.
inline QList<QPointF> simplified(const QList<QPointF> &points)
{
    QList<QPointF> result;
    for (const QPointF &p : points) {
        if (!result.isEmpty() && isNear(result.last().x(), p.x()) && isNear(result.last().y(), p.y()))
            continue;
        if (result.size() >= 2) {
            const QPointF &a = result[result.size() - 2], &b = result.last();
            const bool sameColumn = isNear(a.x(), b.x()) && isNear(b.x(), p.x());
            const bool sameRow = isNear(a.y(), b.y()) && isNear(b.y(), p.y());
            if (sameColumn || sameRow) {
                result.last() = p;
                continue;
            }
        }
        result.append(p);
    }
    return result;
}

} // namespace drawbridge::routing
