// SPDX-License-Identifier: Apache-2.0
#include "notation/flowends.h"

#include <QLineF>

namespace drawbridge::notation {

void meetOutline(QList<QPointF> &points, bool atEnd, const Element &element, const QRectF &rect, Notation notation)
{
    if (points.size() < 2 || element.kind != ElementKind::Process || notation == Notation::GaneSarson)
        return; // all others have straight sides
    QPointF &tip = atEnd ? points.last() : points.first();
    const QPointF before = atEnd ? points[points.size() - 2] : points[1];
    const QLineF piece(before, tip);
    if (piece.length() < 1e-6)
        return;
    const QPointF inwards = (tip - before) / piece.length();
    const QPainterPath path = outline(element, rect, notation);
    // The middle of a side lies on the outline already.
    if (path.contains(tip + inwards * 0.75))
        return;
    double outside = 0, inside = std::min(rect.width(), rect.height()) / 2;
    if (!path.contains(tip + inwards * inside))
        return;
    for (int i = 0; i < 12; ++i) {
        const double middle = (outside + inside) / 2;
        (path.contains(tip + inwards * middle) ? inside : outside) = middle;
    }
    tip += inwards * inside;
}

} // namespace drawbridge::notation
