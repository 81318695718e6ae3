// SPDX-License-Identifier: Apache-2.0
// How boundaries enclose what stands in them on a diagram. Behind the public edits; the margins are public.
#pragma once

#include "edits/draft.h"

#include <QPointF>
#include <QRectF>
#include <QSet>

namespace drawbridge {

// Room that a boundary leaves around its members, and for its title above them; scene units.
inline constexpr double boundaryMargin = 24;
inline constexpr double boundaryTitleHeight = 28;

inline QRectF rectOf(const Placement &p) { return {p.x, p.y, p.width, p.height}; }
inline QRectF rectOf(const BoundaryPlacement &p) { return {p.x, p.y, p.width, p.height}; }

// The smallest rectangle of a boundary around something in it.
inline QRectF enclosing(const QRectF &content)
{
    return content.adjusted(-boundaryMargin, -boundaryMargin - boundaryTitleHeight, boundaryMargin, boundaryMargin);
}

// Lets `boundary`, and those around it, grow on the diagram so that they contain `content`. Those that are not placed
// there are passed over; no one shrinks.
void growAround(Draft &draft, DiagramId diagram, BoundaryId boundary, QRectF content);

// After elements came into another boundary: on each diagram where they are placed, the boundary is shown and grows
// around them.
void growAroundMembers(Draft &draft, const QSet<ElementId> &elements);

// Whether the boundary is not drawn on the diagram, as one around it is collapsed there; `itself`: or it is.
bool isFolded(const Draft &draft, DiagramId diagram, BoundaryId boundary, bool itself);

// The innermost boundary drawn open on the diagram that contains the point; null where there is none. Never one of `except`.
BoundaryId boundaryAt(const Draft &draft, DiagramId diagram, QPointF at, const QSet<BoundaryId> &except = {});

// Whether `inner` is `outer` or lies in it.
bool liesIn(const Draft &draft, BoundaryId inner, BoundaryId outer);

// Boundaries together with all that are nested in them.
QSet<BoundaryId> withNested(const Draft &draft, QSet<BoundaryId> boundaries);

// What of a boundary's content is drawn, in a diagram's coordinates, deep: elements and boundaries. Null: nothing there.
QRectF contentOf(const Draft &draft, DiagramId diagram, BoundaryId boundary);

} // namespace drawbridge
