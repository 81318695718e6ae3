// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineF>
#include <QList>
#include <QRectF>

namespace drawbridge {

// Where a moving rectangle comes to rest: beside others edge to edge or centre to centre, with equal gaps, or on the grid.
struct Snap
{
    QPointF offset;        // to add to the movement
    QList<QLineF> guides;  // lines that it stands on with others, scene units
    QList<QLineF> gaps;    // gaps that are equal
};

// `reach`: how near (scene units) something must be to attract. `grid`: used in a direction in which nothing else
// attracts; 0: none.
Snap snap(const QRectF &moving, const QList<QRectF> &others, double reach, double grid);

// Where the dragged edges of a rectangle come to rest: in line with edges of others, at the width or height of another, or
// on the grid.
struct EdgeSnap
{
    QRectF rect;
    QList<QLineF> guides;
    QList<QLineF> sizes; // that are equal
};
EdgeSnap snapEdges(const QRectF &rect, Qt::Edges edges, const QList<QRectF> &others, double reach, double grid);

} // namespace drawbridge
