// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/rectindex.h"

#include <vector>

namespace drawbridge::routing {

// A path as its pieces: horizontal and vertical ones in turn, each with one coordinate, so that moving one piece keeps
// its neighbours attached.
struct Path
{
    int from = -1, to = -1;
    QList<QPointF> points;       // from border to border
    QList<QPointF> waypoints;    // pieces through them stay where they are
    QSizeF labelSize;            // flows with labels keep further apart where there is room
};

// Pulls apart pieces of different paths that run on top of each other, spreads them along the sides of shapes, takes out
// needless small steps, moves them off the borders of zones, and never moves a piece into a shape. `index` is of the shapes.
void nudge(std::vector<Path> &paths, const std::vector<QRectF> &shapes, const RectIndex &index, const QList<QRectF> &zones);

} // namespace drawbridge::routing
