// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/arrangement.h"

namespace drawbridge {

// The whole request as clustered dot places it. In a process of its own, as Graphviz may crash on clusters; nothing where
// it does, where it takes too long, and for requests that are too large for it.
std::optional<LayoutPositions> placeWholeWithGraphviz(const LayoutRequest &request);

} // namespace drawbridge
