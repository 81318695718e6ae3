// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

namespace drawbridge {

// Places the nodes that are not fixed near their neighbours, in free places, inside their zones; fixed nodes keep theirs.
// Zones enclose their nodes and hold no foreign ones. Deterministic, in process, milliseconds for a few new nodes.
LayoutPositions placeIncrementally(const LayoutRequest &request);

} // namespace drawbridge
