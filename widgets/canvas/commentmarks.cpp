// SPDX-License-Identifier: Apache-2.0
#include "canvas/commentmarks.h"

#include "canvas/diagramscene.h"

#include <QPainter>
#include <QPainterPath>

namespace drawbridge {

namespace {

constexpr QSizeF markSize(20, 16);

QRectF around(const QPointF &center) { return {center - QPointF(markSize.width() / 2, markSize.height() / 2), markSize}; }

} // namespace

QRectF commentMarkArea(const ElementItem &item) { return around(item.rect.bottomRight() + QPointF(-24, 3)); }

QRectF commentMarkArea(const FlowItem &item)
{
    const double beside = item.shown.label.isEmpty() ? 0 : item.labelRect().width() / 2 + markSize.width() / 2 + 3;
    return around(item.route.labelCenter + QPointF(beside, 0));
}

QRectF commentMarkArea(const BoundaryItem &item) { return around(item.rect.bottomRight() - QPointF(16, 14)); }

void paintCommentMark(QPainter &painter, const QRectF &area, const CommentMark &mark, const SceneStyle &style)
{
    const DiagramPalette &palette = style.palette;
    const QRectF bubble = area.adjusted(0, 0, 0, -3);
    QPainterPath path;
    path.addRoundedRect(bubble, 5, 5);
    QPainterPath tail;
    tail.addPolygon(QPolygonF({{bubble.left() + 5, bubble.bottom() - 1}, {bubble.left() + 5, area.bottom() + 1}, {bubble.left() + 11, bubble.bottom() - 1}}));
    path = path.united(tail);
    const bool open = mark.open > 0;
    painter.setPen(QPen(open ? palette.background : palette.mutedText, open ? 1.5 : 1));
    painter.setBrush(open ? palette.selection : palette.background);
    painter.drawPath(path);
    painter.setFont(notation::font(style.font, 10, true));
    painter.setPen(open ? palette.onBand : palette.mutedText);
    painter.drawText(bubble, Qt::AlignCenter, !open ? QStringLiteral("✓") : mark.open > 99 ? QStringLiteral("99") : QString::number(mark.open));
}

} // namespace drawbridge
