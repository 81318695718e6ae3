// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <atomic>

namespace drawbridge {

// Pure geometry: paths of flows around shapes, and places for their labels. Scene units, y downwards.
struct RoutingShape
{
    QRectF rect;
    QSizeF corner = QSizeF(); // radii of its corners (half its size: an ellipse); ends of flows reach in to the curve
};

struct RoutingFlow
{
    int from = 0; // index of a shape
    int to = 0;
    QList<QPointF> waypoints; // placed by a person: the route passes them in order
    QSizeF label;             // empty: no label
    double leastLabel = 0;    // how narrow the label may become where it has no room; 0: it keeps its width
    bool labelMoved = false;
    QPointF labelOffset; // from the computed place
};

struct Route
{
    QList<QPointF> points; // from the border of `from` to the border of `to`; horizontal and vertical pieces
    QPointF labelCenter;
    double labelWidth = 0; // of a label that was narrowed; 0: as wide as it wants to be
    bool straight = false; // no free way was found in the budget: one straight piece, which may cross shapes
};

// Where a label of the wanted size stands; null for an empty size.
QRectF labelBox(const Route &route, const QSizeF &label);

struct RoutingRequest
{
    QList<RoutingShape> shapes;   // what flows go around
    QList<QRectF> titleAreas;     // zone titles: labels keep clear of them
    QList<QRectF> zones;          // no obstacles, but flows avoid running along their borders
    QList<RoutingFlow> flows;
    // Work for all flows together, in crossings of lines looked at (about ten million a second); flows that it does not
    // reach become simple bends or straight. A count and no time, so that equal requests give equal routes everywhere.
    qint64 budget = 2'000'000;
    bool local = false; // each flow by itself, without regard to crossings: quick, for previews
    bool far = false;   // of those the ones, too, that meet very many shapes on their way: takes a while in a large diagram
    const std::atomic_bool *cancelled = nullptr; // set from another thread: nobody waits for the result any more
};

// One route per flow, in order. Deterministic, unless it is cancelled. Where shapes keep 8 units apart and the
// budget suffices, no route passes through a shape (waypoints inside shapes excepted). Flows whose ends are no
// index of a shape get an empty route.
QList<Route> routeFlows(const RoutingRequest &request);

} // namespace drawbridge
