// SPDX-License-Identifier: Apache-2.0
#include "notation/notation.h"
#include "notation/symboltext.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace drawbridge::notation {

namespace {

constexpr double titleHeight = 32;
constexpr double titleInset = 14;
constexpr double cornerRadius = 8;

struct ZoneInk
{
    QColor fill, line, text;
};

ZoneInk zoneInk(const TrustBoundary &boundary, const DiagramPalette &palette)
{
    if (boundary.trust < 0 || boundary.trust > 4)
        return {palette.unknownZoneFill, palette.unknownZoneLine, palette.unknownZoneText};
    return {palette.zoneFill[boundary.trust], palette.zoneLine[boundary.trust], palette.zoneText[boundary.trust]};
}

QString trustText(const TrustBoundary &boundary)
{
    if (boundary.trust == TrustBoundary::unknownTrust)
        return QCoreApplication::translate("Notation", "trust unknown");
    return QCoreApplication::translate("Notation", "trust %1").arg(boundary.trust);
}

} // namespace

QRectF boundaryTitleArea(const QRectF &rect)
{
    return QRectF(rect.left(), rect.top(), rect.width(), std::min(titleHeight, rect.height()));
}

QSizeF boundaryMinimumSize(const TrustBoundary &boundary, const QFont &base)
{
    constexpr double widestName = 320; // longer names are elided
    const double name = std::min(lineWidth(boundary.name, TextRole::Name, base), widestName);
    return QSizeF(2 * titleInset + name + 20 + lineWidth(trustText(boundary), TextRole::Detail, base), titleHeight + 24);
}

void paintBoundary(QPainter &painter, const TrustBoundary &boundary, const QRectF &rect, const DiagramPalette &palette, const QFont &base,
                   const SymbolState &state)
{
    const ZoneInk ink = zoneInk(boundary, palette);
    const bool isMarked = state.selected || state.hovered;
    QPen pen(isMarked ? palette.selection : ink.line, state.selected ? 2.5 : 1.5);
    if (!state.selected)
        pen.setDashPattern({4, 3});
    if (state.heatBand >= 0 && state.heatBand < 5 && !isMarked) {
        pen.setColor(palette.band[state.heatBand]);
        pen.setWidthF(2.5);
    }
    painter.setBrush(ink.fill);
    if (state.detail < 0.2) {
        pen.setStyle(Qt::SolidLine);
        pen.setWidthF(state.selected ? 2 : 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawRect(rect);
        return;
    }
    painter.setPen(pen);
    painter.drawRoundedRect(rect, cornerRadius, cornerRadius);
    if (state.focused) {
        painter.setPen(QPen(palette.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), cornerRadius + 4, cornerRadius + 4);
    }
    const QRectF title = boundaryTitleArea(rect);
    const double y = title.top() + title.height() / 2;
    const QString trust = trustText(boundary);
    const double room = title.width() - 2 * titleInset;
    const double trustWidth = lineWidth(trust, TextRole::Detail, base);
    const bool showTrust = room > trustWidth + 40;
    drawLine(painter, boundary.name, QPointF(title.left() + titleInset, y), Qt::AlignLeft, std::max(8.0, room - (showTrust ? trustWidth + 16 : 0)),
             TextRole::Name, base, ink.text);
    if (showTrust)
        drawLine(painter, trust, QPointF(title.right() - titleInset, y), Qt::AlignRight, trustWidth + 1, TextRole::Detail, base, ink.text);
}

} // namespace drawbridge::notation
