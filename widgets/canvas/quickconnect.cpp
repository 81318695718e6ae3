// SPDX-License-Identifier: Apache-2.0
#include "canvas/quickconnect.h"

#include "canvas/diagramscene.h"

namespace drawbridge {

namespace {

constexpr double besideGap = 120, belowGap = 72; // a label lies along a flow that runs sideways
constexpr double clearance = 24;
constexpr int tries = 24;

} // namespace

QPointF quickPlace(const DiagramScene &scene, const QRectF &from, Qt::Edge side, const QSizeF &size)
{
    const bool sideways = side == Qt::LeftEdge || side == Qt::RightEdge;
    const double sign = side == Qt::LeftEdge || side == Qt::TopEdge ? -1 : 1;
    const double away = sideways ? from.width() / 2 + besideGap + size.width() / 2 : from.height() / 2 + belowGap + size.height() / 2;
    const QPointF first = from.center() + (sideways ? QPointF(sign * away, 0) : QPointF(0, sign * away));
    const QPointF along = sideways ? QPointF(0, size.height() + clearance) : QPointF(size.width() + clearance, 0);
    // Straight on, else to one side and the other in turn.
    for (int i = 0; i < tries; ++i) {
        const QPointF at = first + along * ((i + 1) / 2) * (i % 2 ? 1 : -1);
        const QRectF rect(at - QPointF(size.width(), size.height()) / 2, size);
        bool isFree = true;
        for (const ElementItem *item : scene.elements())
            isFree = isFree && !item->rect.intersects(rect.adjusted(-clearance / 2, -clearance / 2, clearance / 2, clearance / 2));
        if (isFree)
            return at;
    }
    return first;
}

} // namespace drawbridge
