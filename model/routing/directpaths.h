// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/rectindex.h"
#include "routing/routing.h"

namespace drawbridge::routing {

// Paths that need no search: one straight piece, a loop around a corner, one or two bends; and what all paths end with.
class DirectPaths
{
public:
    DirectPaths(const RoutingRequest &request, const std::vector<QRectF> &shapes, const RectIndex &index);

    // Whether both its ends are shapes.
    bool isRoutable(const RoutingFlow &flow) const;
    // One straight piece between two sides that face each other, where nothing is in between; else empty.
    QList<QPointF> straightBetween(int from, int to) const;
    // A flow from a shape to itself: around one of its corners; empty where none is free.
    QList<QPointF> loop(int shape) const;
    // One or two bends, tried without a grid: what large diagrams get when the budget is used up. Empty where none is free.
    QList<QPointF> simpleBend(const RoutingFlow &flow) const;
    // From border to border through the waypoints, whatever lies there.
    QList<QPointF> straightLine(const RoutingFlow &flow) const;
    // A path from middle to middle without what of it lies in its two shapes.
    QList<QPointF> cutAtBorders(QList<QPointF> points, const RoutingFlow &flow) const;

private:
    bool isClear(const QPointF &a, const QPointF &b, int from, int to) const;
    double besideBorders(double at, double low, double high, bool horizontal, const QRectF &area) const;
    double neededBeside(int shape, int partner, bool horizontal, bool before) const;

    const std::vector<QRectF> &m_shapes;
    const RectIndex &m_index; // of the shapes
    const std::vector<QRectF> m_zones;
    const RectIndex m_zoneIndex;
    std::vector<std::vector<int>> m_neighbours; // of each shape, once per flow
};

} // namespace drawbridge::routing
