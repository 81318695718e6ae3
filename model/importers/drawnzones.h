// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/drawnmodel.h"

#include <QHash>
#include <QSet>

namespace drawbridge {

// Who stands in which zone, judged by where things are drawn. Pure geometry.
struct DrawnMembership
{
    QHash<QString, QString> zoneOfNode; // innermost
    QHash<QString, QString> parentOfZone;
    QHash<QString, QRectF> rects; // of zones; curves become rectangles around their members; members stick out nowhere
    QStringList separators; // curves that enclose nothing and of which it is not clear which side they are about
};

// What the geometry has to know of nodes and curves beyond their places.
struct DrawnMeaning
{
    QSet<QString> outsiders; // nodes that are external entities
    QSet<QString> outerCurves; // curves that are named after what is outside: "Internet"
    QHash<QString, QString> zoneOfNode, parentOfZone; // where the file says so: that counts, whatever is drawn
};

// A rectangle holds what has its centre inside it. A curve holds what it wraps: what lies between it and the line
// between its ends, or, where it cuts a corner or a side off the drawing, what lies there. A curve that merely separates
// holds the side without external entities (the side with them where it is named after what is outside), if all of
// them are on one side.
DrawnMembership membershipOf(const DrawnDiagram &diagram, const DrawnMeaning &meaning);

// The line as drawn: smooth through its points.
QList<QPointF> smoothLine(const QList<QPointF> &points);

} // namespace drawbridge
