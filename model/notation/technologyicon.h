// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/system.h"

#include <QPainterPath>

class QColor;
class QPainter;

namespace drawbridge::notation {

// Which of the line icons in resources/icons/technology says what an element is made of: by its kind, else by words of its
// technology. Empty where none fits; a plain service has none, its shape says as much.
QString technologyIcon(const Element &element);
// The lines of an icon on its grid of 24 × 24; empty where the program carries no such icon.
QPainterPath technologyIconPath(const QString &name);
void paintTechnologyIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &color);

// The lines of an SVG picture made of path, rect, circle and ellipse, as our icons are; what it does not know it leaves
// out. Commands of paths: M L H V C Z and their relative forms.
QPainterPath linesOfSvg(const QByteArray &svg);

} // namespace drawbridge::notation
