// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/diagramscene.h"

#include <QPen>

class QPainter;

namespace drawbridge {

// Which items are drawn: those that rest, those that move with a gesture, or all.
enum class Layer { Resting, Lifted, All };

struct PaintOptions
{
    double scale = 1;        // of the painter: decides on the level of detail
    Layer layer = Layer::All;
    bool decorated = true;   // selection, hover, drop target
    Subject focus;           // has the keyboard
    const QSet<QUuid> *only = nullptr; // null: everything
    const DiagramPalette *palette = nullptr; // null: that of the scene
};

// Below a quarter of full size one sees an overview: everything in batches of plain shapes.
constexpr double overviewBelow = 0.25;

// Draws the part of a scene inside `exposed` with the painter in scene coordinates.
void paintScene(QPainter &painter, const DiagramScene &scene, const QRectF &exposed, const PaintOptions &options);

// How a tone of a lens is drawn, in the diagram and in its legend: a colour and, so that it does not speak alone, a line.
QColor toneColor(const DiagramPalette &palette, Emphasis::Tone tone);
QPen tonePen(const DiagramPalette &palette, Emphasis::Tone tone);
// A disc with one or two characters.
void paintLensSymbol(QPainter &painter, const QString &symbol, const QPointF &center, const QColor &color, const SceneStyle &style);

// The dots on which things snap, faint; only where they are far enough apart to be seen.
void paintGrid(QPainter &painter, const QRectF &exposed, double scale, const DiagramPalette &palette);

} // namespace drawbridge
