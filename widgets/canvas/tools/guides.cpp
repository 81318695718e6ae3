// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/guides.h"

namespace drawbridge {

namespace {

constexpr double vicinity = 600; // scene units: neighbours further away do not attract
constexpr qsizetype mostNeighbours = 400;

} // namespace

QList<QRectF> snapNeighbours(const CanvasContext &c, const QRectF &around, const QSet<ElementId> &exceptElements, const QSet<BoundaryId> &exceptBoundaries, bool boundaries)
{
    const QRectF near = around.adjusted(-vicinity, -vicinity, vicinity, vicinity);
    QList<QRectF> others;
    for (const ElementItem *item : c.scene().elements()) {
        if (others.size() < mostNeighbours && near.intersects(item->rect) && !exceptElements.contains(item->id))
            others.append(item->rect);
    }
    for (const BoundaryItem *item : c.scene().boundaries()) {
        // A collapsed one is a box among the elements.
        if ((boundaries || item->collapsed) && near.intersects(item->rect) && !exceptBoundaries.contains(item->id))
            others.append(item->rect);
    }
    return others;
}

void paintGuides(QPainter &painter, const CanvasContext &c, const QList<QLineF> &guides, const QList<QLineF> &measures)
{
    painter.setPen(QPen(c.palette().band[0], 1));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QLineF &guide : guides)
        painter.drawLine(c.camera().toView(guide.p1()), c.camera().toView(guide.p2()));
    for (const QLineF &measure : measures) { // with a stroke at both ends
        const QPointF a = c.camera().toView(measure.p1()), b = c.camera().toView(measure.p2());
        const QPointF tick = measure.dx() == 0 ? QPointF(4, 0) : QPointF(0, 4);
        painter.drawLine(a, b);
        painter.drawLine(a - tick, a + tick);
        painter.drawLine(b - tick, b + tick);
    }
}

} // namespace drawbridge
