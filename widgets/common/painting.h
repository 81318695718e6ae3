// SPDX-License-Identifier: Apache-2.0
// Small painted parts, shared by widgets and item delegates.
#pragma once

#include "common/theme.h"

#include <QPainter>
#include <QString>

namespace drawbridge {

// A number on the colour of its band; a question is an outline with "?" instead.
// `band`: 0 critical, 1 high, 2 medium, 3 low, 4 note; -1: a question.
void paintRiskBadge(QPainter &painter, const QRectF &rect, double risk, int band, const ThemeColors &colors, const QFont &font);
QString riskText(double risk); // one decimal, in the user's number format

QSizeF chipSize(const QString &text, const QFont &font);
void paintChip(QPainter &painter, const QRectF &rect, const QString &text, const QColor &fill, const QColor &textColor, const QFont &font);

// The colour of a risk between 0 and 100, by the limits of the bands.
int bandOfRisk(double risk);

} // namespace drawbridge
