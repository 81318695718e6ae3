// SPDX-License-Identifier: Apache-2.0
#include "common/themestyle.h"

#include "common/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr double boxRadius = 3, lineWidth = 1.25, markWidth = 1.8;

// A square of whole pixels in the middle of the place.
QRectF squareIn(const QRect &place)
{
    const int size = std::min(place.width(), place.height());
    return QRectF(place.x() + (place.width() - size) / 2, place.y() + (place.height() - size) / 2, size, size).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawMark(QPainter &painter, const QRectF &box, QStyle::State state, const QColor &color)
{
    painter.setPen(QPen(color, markWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto at = [&](double x, double y) { return box.topLeft() + QPointF(box.width() * x, box.height() * y); };
    if (state & QStyle::State_NoChange)
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
    else
        painter.drawPolyline(QPolygonF{at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.3)});
}

} // namespace

ThemeStyle::ThemeStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool radio = element == PE_IndicatorRadioButton;
    if (!option || (!radio && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck))
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const ThemeColors &colors = ThemeColors::of(option->palette);
    const bool enabled = option->state & State_Enabled, on = option->state & (State_On | State_NoChange);
    const QColor line = !enabled ? colors.borderStrong : on ? colors.accentFill : option->state & State_MouseOver ? colors.accent : colors.textMuted;
    const QRectF box = squareIn(option->rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, lineWidth));
    painter->setBrush(!on ? colors.surface : enabled ? colors.accentFill : colors.borderStrong);
    radio ? painter->drawEllipse(box) : painter->drawRoundedRect(box, boxRadius, boxRadius);
    const QColor mark = enabled ? colors.onAccent : colors.textMuted;
    if (on && radio) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(box.center(), box.width() * 0.22, box.width() * 0.22);
    } else if (on) {
        drawMark(*painter, box, option->state, mark);
    }
    painter->restore();
}

} // namespace drawbridge
