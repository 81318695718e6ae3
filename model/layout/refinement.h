// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

namespace drawbridge {

// Of several placings of one request the one with the lowest pictureCost(), the first among equals; then shapes change
// places, line up with what they are joined to, and zones are turned upside down, as long as that lowers the cost. The
// work is limited by count, not by time; of large requests the first candidate, as it is.
LayoutPositions refined(const LayoutRequest &request, const QList<LayoutPositions> &candidates);

// How many placings of the request are worth comparing; 1 for large ones.
int mostCandidates(const LayoutRequest &request);

} // namespace drawbridge
