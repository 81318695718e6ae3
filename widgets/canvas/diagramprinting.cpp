// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramprinting.h"

#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"

#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct PrintText
{
    Q_DECLARE_TR_FUNCTIONS(DiagramPrinting)
};

constexpr int mostSheets = 400;
constexpr double pointsPerUnit = 0.75; // a scene unit is 1/96 inch
constexpr double overlapPoints = 28;   // 10 mm
constexpr double labelPoints = 14;     // the line under each sheet that names it

QString nameOf(const PrintTile &tile)
{
    // A … Z, then AA, AB …
    QString letters;
    for (int n = tile.row + 1; n > 0; n = (n - 1) / 26)
        letters.prepend(QChar(u'A' + (n - 1) % 26));
    return letters + QString::number(tile.column + 1);
}

// Dashed lines where the neighbouring sheet begins, and crosses at the corners of what this sheet alone shows.
void paintMarks(QPainter &painter, const QRectF &page, const PrintTile &tile, const Tiling &tiling, double overlap)
{
    QPen pen(QColor(0x6B7280), 0.6, Qt::CustomDashLine);
    pen.setDashPattern({6, 5});
    painter.setPen(pen);
    const bool left = tile.column > 0, right = tile.column + 1 < tiling.columns, top = tile.row > 0, bottom = tile.row + 1 < tiling.rows;
    QList<double> xs, ys;
    if (left)
        xs.append(page.left() + overlap);
    if (right)
        xs.append(page.right() - overlap);
    if (top)
        ys.append(page.top() + overlap);
    if (bottom)
        ys.append(page.bottom() - overlap);
    for (const double x : xs)
        painter.drawLine(QPointF(x, page.top()), QPointF(x, page.bottom()));
    for (const double y : ys)
        painter.drawLine(QPointF(page.left(), y), QPointF(page.right(), y));
    painter.setPen(QPen(QColor(0x111827), 0.8));
    for (const double x : xs) {
        for (const double y : ys) {
            painter.drawLine(QPointF(x - 6, y), QPointF(x + 6, y));
            painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6));
        }
    }
}

} // namespace

Tiling tilingOf(const QRectF &area, const QSizeF &page, int pagesWide, double fullScale, double overlap, const QList<QRectF> &occupied)
{
    Tiling tiling;
    if (area.isEmpty() || page.isEmpty())
        return tiling;
    overlap = std::min({overlap, page.width() / 3, page.height() / 3});
    const double stepX = page.width() - overlap, stepY = page.height() - overlap;
    const auto count = [](double length, double step, double shared) { return std::max(1, int(std::ceil((length - shared) / step - 1e-9))); };
    if (pagesWide == 1) // the whole diagram on one sheet
        tiling.scale = std::min(page.width() / area.width(), page.height() / area.height());
    else if (pagesWide > 1)
        tiling.scale = (pagesWide * stepX + overlap) / area.width();
    else
        tiling.scale = fullScale;
    while (true) {
        tiling.columns = count(area.width() * tiling.scale, stepX, overlap);
        tiling.rows = count(area.height() * tiling.scale, stepY, overlap);
        if (qint64(tiling.columns) * tiling.rows <= mostSheets)
            break;
        tiling.scale *= 0.9;
    }
    // The diagram stands in the middle of the sheets together.
    const QSizeF together(((tiling.columns - 1) * stepX + page.width()) / tiling.scale, ((tiling.rows - 1) * stepY + page.height()) / tiling.scale);
    const QPointF corner = area.center() - QPointF(together.width(), together.height()) / 2;
    for (int row = 0; row < tiling.rows; ++row) {
        for (int column = 0; column < tiling.columns; ++column) {
            const QRectF tile(corner + QPointF(column * stepX, row * stepY) / tiling.scale, page / tiling.scale);
            const bool used = occupied.isEmpty() || std::any_of(occupied.begin(), occupied.end(), [&](const QRectF &rect) { return rect.intersects(tile); });
            if (used)
                tiling.tiles.append({column, row, tile});
        }
    }
    return tiling;
}

bool printDiagram(const DiagramView &view, QPagedPaintDevice &device, int pagesWide, const DiagramPalette &palette)
{
    const QRectF area = view.pictureArea();
    const QRectF full = device.pageLayout().paintRect(QPageLayout::Point);
    if (area.isNull() || full.width() < 72 || full.height() < 72)
        return false;
    const QRectF page(0, 0, full.width(), full.height() - labelPoints);
    QList<QRectF> occupied;
    for (const BoundaryItem *item : view.scene().boundaries())
        occupied.append(item->rect);
    for (const ElementItem *item : view.scene().elements())
        occupied.append(item->bounds);
    for (const FlowItem *item : view.scene().flows())
        occupied.append(item->bounds);
    if (const QRectF legend = view.pictureLegendArea(); !legend.isNull())
        occupied.append(legend);
    const Tiling tiling = tilingOf(area, page.size(), pagesWide, pointsPerUnit, overlapPoints, occupied);
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const QString title = view.scene().model().diagrams.value(view.diagram()).name;
    const double unit = painter.device()->logicalDpiX() / 72.0; // device units per point
    for (qsizetype i = 0; i < tiling.tiles.size(); ++i) {
        if (i > 0 && !device.newPage())
            return false;
        const PrintTile &tile = tiling.tiles[i];
        painter.save();
        painter.scale(unit, unit);
        painter.save();
        painter.setClipRect(page);
        painter.scale(tiling.scale, tiling.scale);
        painter.translate(-tile.area.topLeft());
        view.paintPicture(painter, tile.area, false, &palette);
        painter.restore();
        if (tiling.tiles.size() > 1)
            paintMarks(painter, page, tile, tiling, overlapPoints);
        painter.setPen(QColor(0x444B55));
        painter.setFont(notation::font(view.scene().style().font, 8));
        const QRectF line(page.left(), page.bottom() + 2, page.width(), labelPoints - 2);
        const QString right = tiling.tiles.size() > 1 ? PrintText::tr("%1 · sheet %2 of %3").arg(nameOf(tile)).arg(i + 1).arg(tiling.tiles.size()) : QString();
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(painter.font()).elidedText(title.simplified(), Qt::ElideRight, line.width() - 120));
        painter.restore();
    }
    return painter.end();
}

bool writeDiagramPdf(const DiagramView &view, const QString &path, bool selectionOnly, const DiagramPalette &palette)
{
    const QRectF area = view.pictureArea(selectionOnly);
    if (area.isNull())
        return false;
    QPdfWriter pdf(path);
    // A page cannot be larger than 200 inches.
    const double scale = std::min(1.0, 14000 / (std::max(area.width(), area.height()) * pointsPerUnit));
    pdf.setPageLayout(QPageLayout(QPageSize(area.size() * pointsPerUnit * scale, QPageSize::Point, {}, QPageSize::ExactMatch), QPageLayout::Portrait, {}));
    pdf.setTitle(view.scene().model().diagrams.value(view.diagram()).name);
    pdf.setCreator(u"Drawbridge"_s);
    QPainter painter;
    if (!painter.begin(&pdf))
        return false;
    const double unit = pdf.logicalDpiX() / 72.0 * pointsPerUnit * scale;
    painter.scale(unit, unit);
    painter.translate(-area.topLeft());
    view.paintPicture(painter, area, selectionOnly, &palette);
    return painter.end();
}

} // namespace drawbridge
