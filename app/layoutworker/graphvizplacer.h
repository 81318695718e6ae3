// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/arrangement.h"

namespace drawbridge {

// Places one flat, connected group with Graphviz: dot from left to right, sfdp where dot would take too long. What
// Graphviz allocates is left to the end of the process: freeing a layout is where it crashes. Nothing where Graphviz
// gives up.
std::optional<QList<QPointF>> placeWithGraphviz(const FlatGraph &graph);

} // namespace drawbridge
