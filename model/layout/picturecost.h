// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

namespace drawbridge {

// What disturbs a reader in a picture, counted on the flows as they will be drawn. Lower is better.
struct PictureCost
{
    double disturbing = 0; // crossings, labels on other things, flows through zones in which they have nothing to do or from
                           // right to left, lines close to one another, zones out of order; ten per crossing
    double plain = 0;      // bends, lengths, area: what no picture is without
    QList<int> edges;       // what is disturbed or disturbs, sorted, each once
    qint64 work = 0;       // of routing, in the units of RoutingRequest::budget: of finding out

    double sum() const { return disturbing + plain; }
};

// Deterministic; its time is that of routing all flows.
PictureCost pictureCost(const LayoutRequest &request, const LayoutPositions &positions);

} // namespace drawbridge
