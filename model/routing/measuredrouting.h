// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/routing.h"

namespace drawbridge {

// As routeFlows(request); adds the work that it took to `work`, in the units of RoutingRequest::budget.
QList<Route> routeFlows(const RoutingRequest &request, qint64 &work);

} // namespace drawbridge
