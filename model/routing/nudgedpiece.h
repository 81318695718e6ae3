// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/bundleplan.h"

namespace drawbridge::routing {

// One straight piece of a path while it is moved about.
struct Piece
{
    int path = 0;
    int index = 0; // among the pieces of its path
    bool horizontal = false;
    double at = 0;       // y of a horizontal piece, x of a vertical one
    double original = 0; // before any nudging: pieces that shared a line have it in common
    bool pinned = false;
};

inline double along(const QPointF &p, bool horizontal)
{
    return horizontal ? p.x() : p.y();
}

inline double across(const QPointF &p, bool horizontal)
{
    return horizontal ? p.y() : p.x();
}

inline Span sideOf(const QRectF &rect, bool horizontal)
{
    const Span side = horizontal ? Span{rect.top(), rect.bottom()} : Span{rect.left(), rect.right()};
    const double inset = std::min(sideInset, (side.high - side.low) / 4);
    return {side.low + inset, side.high - inset};
}

} // namespace drawbridge::routing
