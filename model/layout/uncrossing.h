// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

namespace drawbridge {

// Lets nodes of one zone change places where that makes fewer flows cross, counted on straight lines, or makes them
// shorter. Only nodes that fit into each other's place, so that no shapes come to overlap and zones stay as they are;
// fixed nodes stay. Deterministic; bounded work, nothing on graphs beyond some hundred nodes.
void uncross(const LayoutRequest &request, LayoutPositions &positions);

} // namespace drawbridge
