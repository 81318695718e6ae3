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
constexpr double toggleWidth = 16;

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

// Its kind, unless the name says it already, and its trust.
QString trustText(const TrustBoundary &boundary)
{
    static constexpr const char *kinds[] = {nullptr, QT_TRANSLATE_NOOP("Notation", "internet"), QT_TRANSLATE_NOOP("Notation", "client device"),
                                            QT_TRANSLATE_NOOP("Notation", "partner"), QT_TRANSLATE_NOOP("Notation", "third party"),
                                            QT_TRANSLATE_NOOP("Notation", "edge"), QT_TRANSLATE_NOOP("Notation", "application"),
                                            QT_TRANSLATE_NOOP("Notation", "data"), QT_TRANSLATE_NOOP("Notation", "management"),
                                            QT_TRANSLATE_NOOP("Notation", "cardholder data"), QT_TRANSLATE_NOOP("Notation", "non-production")};
    const QString trust = boundary.trust == TrustBoundary::unknownTrust ? QCoreApplication::translate("Notation", "trust unknown")
                                                                        : QCoreApplication::translate("Notation", "trust %1").arg(boundary.trust);
    const auto index = std::size_t(boundary.kind);
    const QString kind = index > 0 && index < std::size(kinds) ? QCoreApplication::translate("Notation", kinds[index]) : QString();
    return kind.isEmpty() || boundary.name.contains(kind, Qt::CaseInsensitive) ? trust : QCoreApplication::translate("Notation", "%1 · %2").arg(kind, trust);
}

// A small triangle: to the right while collapsed, downwards while open.
void drawToggle(QPainter &painter, const QRectF &area, bool collapsed, const QColor &color)
{
    const QPointF c = area.center();
    const QPointF right[] = {c + QPointF(-2.5, -4.5), c + QPointF(3.5, 0), c + QPointF(-2.5, 4.5)};
    const QPointF down[] = {c + QPointF(-4.5, -2.5), c + QPointF(4.5, -2.5), c + QPointF(0, 3.5)};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawConvexPolygon(collapsed ? right : down, 3);
}

QPen borderPen(const ZoneInk &ink, const DiagramPalette &palette, const SymbolState &state)
{
    const bool isMarked = state.selected || state.hovered;
    QPen pen(isMarked ? palette.selection : ink.line, state.selected ? 2.5 : 1.5);
    if (!state.selected)
        pen.setDashPattern({4, 3});
    if (state.heatBand >= 0 && state.heatBand < 5 && !isMarked) {
        pen.setColor(palette.band[state.heatBand]);
        pen.setWidthF(2.5);
    }
    return pen;
}

// Of the title of an open zone: its name, and its trust where both fit.
struct TitleRoom
{
    double name = 0, trust = 0; // no trust: 0
};
TitleRoom titleRoom(const TrustBoundary &boundary, double width, const QFont &base)
{
    const double room = width - 2 * titleInset, trust = lineWidth(trustText(boundary), TextRole::Detail, base);
    const bool both = room > trust + 40;
    return {std::max(8.0, room - (both ? trust + 16 : 0)), both ? trust : 0};
}

// One box that stands for what is in it: a card on another one, with name, trust and how much there is.
void paintCollapsed(QPainter &painter, const TrustBoundary &boundary, const QRectF &rect, const DiagramPalette &palette, const QFont &base,
                    const ZoneInk &ink, const SymbolState &state)
{
    painter.setPen(borderPen(ink, palette, state));
    painter.setBrush(ink.fill);
    painter.drawRoundedRect(rect.translated(4, 4), cornerRadius, cornerRadius);
    painter.drawRoundedRect(rect, cornerRadius, cornerRadius);
    if (state.detail < 0.4)
        return;
    const double left = rect.left() + (state.toggle ? titleInset + toggleWidth : titleInset);
    const double room = std::max(8.0, rect.right() - left - titleInset - (state.locked ? 16 : 0));
    if (state.toggle)
        drawToggle(painter, boundaryToggleArea(rect), true, ink.text);
    drawLine(painter, boundary.name, QPointF(left, rect.top() + 16), Qt::AlignLeft, room, TextRole::Name, base, ink.text);
    drawLine(painter, trustText(boundary), QPointF(left, rect.top() + 34), Qt::AlignLeft, room, TextRole::Detail, base, ink.text);
    drawLine(painter, QCoreApplication::translate("Notation", "%n element(s)", nullptr, state.hidden), QPointF(left, rect.top() + 50), Qt::AlignLeft, room,
             TextRole::Detail, base, ink.text);
}

} // namespace

QRectF boundaryTitleArea(const QRectF &rect)
{
    return QRectF(rect.left(), rect.top(), rect.width(), std::min(titleHeight, rect.height()));
}

QRectF boundaryToggleArea(const QRectF &rect)
{
    return QRectF(rect.left() + 6, rect.top() + 6, toggleWidth + 6, 20);
}

bool isNameCut(const TrustBoundary &boundary, const QRectF &rect, const QFont &base, bool collapsed)
{
    const double room = collapsed ? rect.width() - 2 * titleInset : titleRoom(boundary, rect.width(), base).name;
    return lineWidth(boundary.name, TextRole::Name, base) > room;
}

QSizeF boundaryMinimumSize(const TrustBoundary &boundary, const QFont &base)
{
    constexpr double widestName = 320; // longer names are elided
    const double name = std::min(lineWidth(boundary.name, TextRole::Name, base), widestName);
    return QSizeF(2 * titleInset + toggleWidth + name + 20 + lineWidth(trustText(boundary), TextRole::Detail, base), titleHeight + 24);
}

void paintBoundary(QPainter &painter, const TrustBoundary &boundary, const QRectF &rect, const DiagramPalette &palette, const QFont &base,
                   const SymbolState &state)
{
    const ZoneInk ink = zoneInk(boundary, palette);
    QPen pen = borderPen(ink, palette, state);
    painter.setBrush(ink.fill);
    if (state.detail < 0.2) {
        pen.setStyle(Qt::SolidLine);
        pen.setWidthF(state.selected ? 2 : 1);
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.drawRect(rect);
        return;
    }
    if (state.collapsed) {
        paintCollapsed(painter, boundary, rect, palette, base, ink, state);
    } else {
        painter.setPen(pen);
        painter.drawRoundedRect(rect, cornerRadius, cornerRadius);
    }
    if (state.locked && state.detail >= 0.4)
        drawLock(painter, QPointF(rect.right() - titleInset, state.collapsed ? rect.bottom() - 14 : boundaryTitleArea(rect).center().y()), ink.text);
    if (state.focused) {
        painter.setPen(QPen(palette.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(-4, -4, 4, 4), cornerRadius + 4, cornerRadius + 4);
    }
    if (state.badge > 0)
        drawBadge(painter, rect.topRight(), state.badge, palette.band[std::clamp(state.badgeBand, 0, 4)], palette.onBand, palette.background, base);
    if (state.collapsed)
        return;
    QRectF title = boundaryTitleArea(rect);
    if (state.toggle) {
        drawToggle(painter, boundaryToggleArea(rect), false, ink.text);
        title.setLeft(title.left() + toggleWidth);
    }
    if (state.locked)
        title.setRight(title.right() - 16);
    const double y = title.top() + title.height() / 2;
    const TitleRoom room = titleRoom(boundary, title.width(), base);
    drawLine(painter, boundary.name, QPointF(title.left() + titleInset, y), Qt::AlignLeft, room.name, TextRole::Name, base, ink.text);
    if (room.trust > 0)
        drawLine(painter, trustText(boundary), QPointF(title.right() - titleInset, y), Qt::AlignRight, room.trust + 1, TextRole::Detail, base, ink.text);
}

} // namespace drawbridge::notation
