// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/routing.h"

namespace drawbridge::routing {

// Gives each route with a label its centre: on its own line, clear of shapes, titles, other labels and other lines
// where there is such a place, else where it hides least.
void placeLabels(const RoutingRequest &request, QList<Route> &routes);

} // namespace drawbridge::routing
