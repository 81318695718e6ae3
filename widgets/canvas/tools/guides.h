// SPDX-License-Identifier: Apache-2.0
// What gestures that move and resize share: the neighbours that attract, and the lines that show it.
#pragma once

#include "canvas/canvascontext.h"

namespace drawbridge {

constexpr double snapReach = 6; // view pixels

// Rectangles near `around` to snap to; boundaries only where asked for.
QList<QRectF> snapNeighbours(const CanvasContext &c, const QRectF &around, const QSet<ElementId> &exceptElements, const QSet<BoundaryId> &exceptBoundaries, bool boundaries);
// Lines on which things stand together, and measures that are equal; scene units.
void paintGuides(QPainter &painter, const CanvasContext &c, const QList<QLineF> &guides, const QList<QLineF> &measures);

} // namespace drawbridge
