// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRectF>
#include <QSizeF>
#include <QString>

class QPagedPaintDevice;

namespace drawbridge {

class DiagramView;
struct DiagramPalette;

// One sheet of a diagram that is printed over several.
struct PrintTile
{
    int column = 0, row = 0;
    QRectF area; // of the diagram, scene units
};

// How a diagram is spread over sheets.
struct Tiling
{
    double scale = 1; // paper units per scene unit
    int columns = 1, rows = 1;
    QList<PrintTile> tiles; // row by row; sheets on which nothing would stand are left out
};

// Neighbouring sheets share a strip of `overlap` (paper units) so that they can be glued. `pagesWide`: on how many sheets
// side by side; 0: in full size, `fullScale` paper units per scene unit. At most 400 sheets: more makes the scale smaller.
// `occupied`: where something stands; empty: everywhere.
Tiling tilingOf(const QRectF &area, const QSizeF &page, int pagesWide, double fullScale, double overlap, const QList<QRectF> &occupied = {});

// Prints the view's diagram with marks where sheets overlap and names that say how they lie: A1, A2, B1 …
// False where nothing stands on it or the device cannot be painted on.
bool printDiagram(const DiagramView &view, QPagedPaintDevice &device, int pagesWide, const DiagramPalette &palette);

// One page exactly as large as the diagram, or as the selection.
bool writeDiagramPdf(const DiagramView &view, const QString &path, bool selectionOnly, const DiagramPalette &palette);

} // namespace drawbridge
