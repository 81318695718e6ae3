// SPDX-License-Identifier: Apache-2.0
#include "canvas/picturelegend.h"

#include "canvas/scenepainter.h"

#include <QFontMetricsF>
#include <QPainter>

namespace drawbridge {

namespace {

constexpr double gap = 14;
constexpr double inset = 12;
constexpr double titleHeight = 22;
constexpr double leastWidth = 280; // lines are not broken for a diagram that is smaller

QFont textFont(const QFont &base) { return notation::font(base, 12); }
QFont titleFont(const QFont &base) { return notation::font(base, 12, true); }

} // namespace

QList<QRectF> legendPlaces(const QList<LegendEntry> &entries, double width, const QFont &font)
{
    const QFontMetricsF metrics(font);
    QList<QRectF> places;
    double x = 0, y = 0;
    for (const LegendEntry &entry : entries) {
        const double wanted = std::min(width, std::ceil(legendSwatchWidth + metrics.horizontalAdvance(entry.text) + gap));
        if (x > 0 && x + wanted > width) {
            x = 0;
            y += legendRowHeight;
        }
        places.append(QRectF(x, y, wanted, legendRowHeight));
        x += wanted;
    }
    return places;
}

void paintLegendEntry(QPainter &painter, const LegendEntry &entry, const QRectF &place, const SceneStyle &style, const QFont &font, const QColor &text)
{
    const double y = place.center().y();
    const QColor color = entry.band >= 0 ? style.palette.band[std::min(entry.band, 4)] : toneColor(style.palette, entry.tone);
    if (entry.band < 0) {
        painter.setPen(tonePen(style.palette, entry.tone));
        painter.drawLine(QPointF(place.left() + 2, y), QPointF(place.left() + legendSwatchWidth - 8, y));
    }
    if (!entry.symbol.isEmpty())
        paintLensSymbol(painter, entry.symbol, QPointF(place.left() + legendSwatchWidth / 2.0 - 3, y), color, style);
    painter.setPen(text);
    painter.setFont(font);
    const QRectF room = place.adjusted(legendSwatchWidth, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, QFontMetricsF(font).elidedText(entry.text, Qt::ElideRight, room.width()));
}

QSizeF pictureLegendSize(const PictureLegend &legend, double width, const QFont &base)
{
    if (legend.isEmpty())
        return {};
    const double room = std::max(width, leastWidth) - 2 * inset;
    QSizeF size(std::min(room, std::ceil(QFontMetricsF(titleFont(base)).horizontalAdvance(legend.title)) + 1), 0);
    for (const QRectF &place : legendPlaces(legend.entries, room, textFont(base)))
        size = size.expandedTo(QSizeF(place.right(), place.bottom()));
    return size + QSizeF(2 * inset, 2 * inset - 6 + (legend.title.isEmpty() ? 0 : titleHeight));
}

void paintPictureLegend(QPainter &painter, const PictureLegend &legend, const QRectF &place, const SceneStyle &style)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setPen(QPen(style.palette.grid, 1));
    painter.setBrush(style.palette.shapeFill);
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QPointF corner = place.topLeft() + QPointF(inset, inset - 3);
    const double room = place.width() - 2 * inset;
    if (!legend.title.isEmpty()) {
        const QFont font = titleFont(style.font);
        painter.setPen(style.palette.text);
        painter.setFont(font);
        painter.drawText(QRectF(corner, QSizeF(room, titleHeight - 4)), Qt::AlignVCenter | Qt::AlignLeft, QFontMetricsF(font).elidedText(legend.title, Qt::ElideRight, room));
        corner += QPointF(0, titleHeight);
    }
    const QFont font = textFont(style.font);
    const QList<QRectF> places = legendPlaces(legend.entries, room, font);
    for (qsizetype i = 0; i < places.size(); ++i)
        paintLegendEntry(painter, legend.entries[i], places[i].translated(corner), style, font, style.palette.text);
    painter.restore();
}

} // namespace drawbridge
