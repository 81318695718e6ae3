// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/arrangement.h"

namespace drawbridge {

// The placer without Graphviz: columns by longest path (cycles broken in order), rows by the middle of the neighbours,
// a few sweeps. Plainer than Graphviz, but always there and linear.
std::optional<QList<QPointF>> placeInLayers(const FlatGraph &graph);

} // namespace drawbridge
