// SPDX-License-Identifier: Apache-2.0
// What the searches for a cheapest path (A*) have in common, whichever graph they walk.
#pragma once

#include "routing/routingcosts.h"
#include "routing/routinggrid.h"

#include <QtAlgorithms>

namespace drawbridge::routing {

// A state that can be looked at next; in a queue the cheapest comes first.
struct OpenState
{
    float estimate;
    int serial; // first come, first served among equals: deterministic
    int state;
    bool operator<(const OpenState &other) const { return estimate != other.estimate ? estimate > other.estimate : serial > other.serial; }
};

// What a path between two ends has to do with its surroundings.
struct Errand
{
    Errand(const PathEnd &from, const PathEnd &to, const QPointF &arrived, const std::vector<QRectF> &shapes, const QList<QRectF> &zones)
        : arrival(from.shape < 0 ? arrived : QPointF()), goalRect(to.shape >= 0 ? shapes[size_t(to.shape)] : QRectF(to.point, QSizeF()))
    {
        if (from.shape >= 0 && to.shape >= 0) {
            const QRectF &a = shapes[size_t(from.shape)];
            sideBySide = a.right() + 2 * comfortable <= goalRect.left() || goalRect.right() + 2 * comfortable <= a.left();
        }
        for (qsizetype i = 0; i < zones.size(); ++i) {
            if (!zones[i].contains(from.point) && !zones[i].contains(to.point))
                foreign |= quint64(1) << i;
        }
    }

    // What a step costs whose own cost is `cost`, from a place inside the zones `here` (a bit each) to one inside `there`.
    double throughZones(double cost, quint64 here, quint64 there) const
    {
        if (!foreign)
            return cost;
        cost *= 1 + foreignZoneCost * double(qPopulationCount(here & there & foreign));
        return cost + foreignEntryCost * double(qPopulationCount(there & ~here & foreign));
    }

    // Of setting out from a free point across the way on which the path came there, or back on it.
    double turnCost(bool vertical) const { return !arrival.isNull() && (std::abs(arrival.y()) > std::abs(arrival.x())) != vertical ? bendCost : 0; }
    double turnBackCost(bool vertical, int step) const { return (vertical ? arrival.y() : arrival.x()) * step < -0.5 ? doublingBackCost : 0; }

    QPointF arrival;         // the direction in which the path came to where it goes on; null: it begins there
    QRectF goalRect;         // without size where the path ends at a point
    bool sideBySide = false; // both ends are shapes, one beside the other
    quint64 foreign = 0;     // zones in which the path has nothing to do
};

} // namespace drawbridge::routing
