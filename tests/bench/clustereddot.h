// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/routing.h"

#include <QList>
#include <QSet>
#include <QString>

namespace drawbridge::testing {

// A diagram as drawn, by us or by another program: what can be counted about it without knowing who drew it.
struct Drawing
{
    QList<QRectF> shapes;
    QList<QRectF> zones;
    QList<QSet<int>> zonesOf;        // of each shape: indexes of the zones that should hold it
    QList<std::pair<int, int>> ends; // of each line: indexes of shapes
    QList<QList<QPointF>> lines;     // polylines; curves as many short pieces
    QList<QRectF> labels;            // of each line; empty: none
    bool valid = false;
};

struct PictureQuality
{
    int overlaps = 0;        // pairs of shapes; shapes outside their zone, or in a zone that is not theirs
    int throughShapes = 0;   // flows that touch the inside of a shape that is not their own
    int crossings = 0;       // of two flows, each place once
    int onTop = 0;           // pairs of flows that run on top of one another
    int bends = 0;           // turning of all lines, in right angles
    int labelCollisions = 0; // labels that lie on a shape, on another label, or on the line of another flow; labels not drawn
    double ratio = 1;        // width by height
    QList<QPointF> places;   // of the crossings
    QList<int> colliding;    // flows whose labels collide
};

// Counted in one way for all.
PictureQuality pictureQuality(const Drawing &drawing);

// The same graph as plain Graphviz draws it: dot, from left to right, a cluster per zone (by index; -1: none), splines,
// labels of the same size on the edges. Needs the program "dot"; not valid where it is missing, fails, or takes longer
// than a minute.
Drawing clusteredDot(const RoutingRequest &request, const QList<int> &zoneOf, const QList<int> &zoneParent);

} // namespace drawbridge::testing
