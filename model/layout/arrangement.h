// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

#include <functional>

namespace drawbridge {

// A group without zones: boxes and arrows between them.
struct FlatGraph
{
    struct Edge
    {
        int from = 0;
        int to = 0;
    };
    QList<QSizeF> sizes;
    QList<Edge> edges; // no loops
    double columnGap = 96;
    double rowGap = 36;
};

// Gives each box of a connected graph its centre: from left to right along the arrows, without overlaps. Nothing where
// it gives up.
using FlatPlacer = std::function<std::optional<QList<QPointF>>(const FlatGraph &)>;

// Gives everything its place at once, zones included; another way to begin. Nothing where it gives up.
using WholePlacer = std::function<std::optional<LayoutPositions>(const LayoutRequest &)>;

// Distances of the arrangement, in scene units.
namespace arrangement {
inline constexpr double margin = 32;        // between a zone's border and what it holds
inline constexpr double titleHeight = 28;   // strip at the top of a zone
inline constexpr double gap = 96;           // between columns: room for routes and labels
inline constexpr double rowGap = 36;
inline constexpr double labelRoom = 40;     // arrow head and corner beside a label
inline constexpr double minRatio = 0.85;    // page-like: aimed at, well inside 1:2 and 3:1
inline constexpr double maxRatio = 2.4;
} // namespace arrangement

// Places a whole request: zones from the inside out, top-level zones from left to right by rank, loose nodes by rank
// among them; long columns and chains are folded until the picture is page-like. Where the request is not too large, several
// such arrangements, and that of `whole`, are routed, and the one that reads best is refined. Deterministic. Fixed nodes
// are not kept: requests with fixed nodes belong to placeIncrementally().
LayoutPositions arrange(const LayoutRequest &request, const FlatPlacer &placer, const WholePlacer &whole = {});

} // namespace drawbridge
