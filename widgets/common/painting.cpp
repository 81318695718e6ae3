// SPDX-License-Identifier: Apache-2.0
#include "common/painting.h"

#include <QFontMetricsF>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString riskText(double risk)
{
    return QLocale().toString(risk, 'f', 1);
}

int bandOfRisk(double risk)
{
    return risk >= 60 ? 0 : risk >= 35 ? 1 : risk >= 15 ? 2 : risk >= 5 ? 3 : 4;
}

void paintRiskBadge(QPainter &painter, const QRectF &rect, double risk, int band, const ThemeColors &colors, const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold(font);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    if (band < 0) {
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), metrics::smallRadius, metrics::smallRadius);
        painter.drawText(rect, Qt::AlignCenter, u"?"_s);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.band[std::min(band, 4)]);
        painter.drawRoundedRect(rect, metrics::smallRadius, metrics::smallRadius);
        painter.setPen(colors.onBand);
        painter.drawText(rect, Qt::AlignCenter, riskText(risk));
    }
    painter.restore();
}

QSizeF chipSize(const QString &text, const QFont &font)
{
    const QFontMetricsF fm(font);
    return {fm.horizontalAdvance(text) + 12, fm.height() + 4};
}

void paintChip(QPainter &painter, const QRectF &rect, const QString &text, const QColor &fill, const QColor &textColor, const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, metrics::smallRadius, metrics::smallRadius);
    painter.setPen(textColor);
    painter.setFont(font);
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace drawbridge
