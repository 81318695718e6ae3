// SPDX-License-Identifier: Apache-2.0
// A view's diagram as a picture for other programs.
#include "canvas/diagramviewparts.h"
#include "canvas/picturelegend.h"
#include "canvas/routekeeper.h"
#include "canvas/scenepainter.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace drawbridge {

namespace {

constexpr double margin = 24;
constexpr double mostPixels = 100e6;

// What is on the picture: everything, or the selection with what stands in it and joins it.
struct Cut
{
    QRectF area;
    QSet<QUuid> only;
    bool all = true;
    QRectF legend; // below the diagram; null: none
};

Cut cutOf(const DiagramScene &scene, const PictureLegend &legend, Selection selection, bool selectionOnly)
{
    Cut cut;
    cut.all = !selectionOnly;
    if (!selectionOnly) {
        cut.area = scene.contentRect();
    } else {
        for (const BoundaryId &id : scene.nestedDeep(selection.boundaries)) {
            cut.only.insert(id.uuid());
            cut.area |= scene.boundsOf(subjectOf(id));
        }
        selection.elements.unite(scene.membersDeep(selection.boundaries));
        for (const ElementId &id : std::as_const(selection.elements)) {
            cut.only.insert(id.uuid());
            cut.area |= scene.boundsOf(subjectOf(id));
        }
        for (const FlowItem *item : scene.flows()) {
            if (!selection.flows.contains(item->id) && !(cut.only.contains(item->shown.from.id) && cut.only.contains(item->shown.to.id)))
                continue;
            cut.only.insert(item->id.uuid());
            cut.area |= scene.boundsOf(subjectOf(item->id));
        }
    }
    if (cut.area.isNull())
        return cut;
    cut.area.adjust(-margin, -margin, margin, margin);
    if (!legend.isEmpty()) {
        const QSizeF size = pictureLegendSize(legend, cut.area.width() - 2 * margin, scene.style().font);
        cut.legend = QRectF(QPointF(cut.area.left() + margin, cut.area.bottom()), size);
        cut.area.setBottom(cut.legend.bottom() + margin);
        cut.area.setRight(std::max(cut.area.right(), cut.legend.right() + margin));
    }
    return cut;
}

void paintCut(QPainter &painter, const DiagramScene &scene, const PictureLegend &legend, const Cut &cut, const QRectF &area, const DiagramPalette *palette = nullptr)
{
    PaintOptions options;
    options.decorated = false;
    options.only = cut.all ? nullptr : &cut.only;
    options.palette = palette;
    paintScene(painter, scene, area, options);
    if (!cut.legend.isNull() && cut.legend.intersects(area)) {
        SceneStyle style = scene.style();
        if (palette)
            style.palette = *palette;
        paintPictureLegend(painter, legend, cut.legend, style);
    }
}

} // namespace

QImage DiagramView::toImage(double scale, bool transparent, bool selectionOnly) const
{
    d->scene.routes().finish();
    const Cut cut = cutOf(d->scene, d->pictureLegend, d->context.selected(), selectionOnly);
    if (cut.area.isNull())
        return {};
    const double fitting = std::min(scale, std::sqrt(mostPixels / (cut.area.width() * cut.area.height())));
    QImage image((cut.area.size() * fitting).toSize().expandedTo(QSize(1, 1)), transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    image.fill(transparent ? QColor(Qt::transparent) : d->scene.style().palette.background);
    QPainter painter(&image);
    painter.scale(fitting, fitting);
    painter.translate(-cut.area.topLeft());
    paintCut(painter, d->scene, d->pictureLegend, cut, cut.area);
    return image;
}

QRectF DiagramView::pictureArea(bool selectionOnly) const
{
    d->scene.routes().finish();
    return cutOf(d->scene, d->pictureLegend, d->context.selected(), selectionOnly).area;
}

QRectF DiagramView::pictureLegendArea() const { return cutOf(d->scene, d->pictureLegend, {}, false).legend; }

void DiagramView::paintPicture(QPainter &painter, const QRectF &area, bool selectionOnly, const DiagramPalette *palette) const
{
    d->scene.routes().finish();
    paintCut(painter, d->scene, d->pictureLegend, cutOf(d->scene, d->pictureLegend, d->context.selected(), selectionOnly), area, palette);
}

QByteArray DiagramView::toSvg(bool selectionOnly, bool transparent) const
{
    d->scene.routes().finish();
    const Cut cut = cutOf(d->scene, d->pictureLegend, d->context.selected(), selectionOnly);
    if (cut.area.isNull())
        return {};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    svg.setSize(cut.area.size().toSize());
    svg.setViewBox(QRectF(QPointF(0, 0), cut.area.size()));
    svg.setTitle(d->scene.model().diagrams.value(d->scene.diagram()).name);
    QPainter painter(&svg);
    if (!transparent)
        painter.fillRect(QRectF(QPointF(0, 0), cut.area.size()), d->scene.style().palette.background);
    painter.translate(-cut.area.topLeft());
    paintCut(painter, d->scene, d->pictureLegend, cut, cut.area);
    painter.end();
    return bytes;
}

} // namespace drawbridge
