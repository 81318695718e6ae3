// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/diagramscene.h"

class QPainter;

namespace drawbridge {

// What the colours of a lens mean, to stand below the diagram on pictures that leave the program.
struct PictureLegend
{
    QString title; // the lens, and what it looks at
    QList<LegendEntry> entries;
    bool isEmpty() const { return entries.isEmpty(); }
};

// Room that it takes (scene units) where lines may be `width` wide; null for an empty one.
QSizeF pictureLegendSize(const PictureLegend &legend, double width, const QFont &base);
void paintPictureLegend(QPainter &painter, const PictureLegend &legend, const QRectF &place, const SceneStyle &style);

// One line of a legend: a piece of line and a mark as they are drawn in the diagram, and what they mean; also on screen.
constexpr int legendSwatchWidth = 36;
constexpr int legendRowHeight = 20;
void paintLegendEntry(QPainter &painter, const LegendEntry &entry, const QRectF &place, const SceneStyle &style, const QFont &font, const QColor &text);
// Where entries stand that follow each other in lines at most `width` wide.
QList<QRectF> legendPlaces(const QList<LegendEntry> &entries, double width, const QFont &font);

} // namespace drawbridge
