// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/resizegesture.h"

#include "canvas/snapping.h"
#include "canvas/tools/guides.h"
#include "edits/placementedits.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

constexpr double least = 48;

} // namespace

ResizeGesture::ResizeGesture(CanvasContext &context, const Pointer &start, const Handle &handle) : c(context), m_handle(handle), m_start(start.scene)
{
    m_rect = m_from = c.scene().boundsOf(handle.subject);
    m_others = snapNeighbours(c, m_from, {ElementId(handle.subject.id)}, {BoundaryId(handle.subject.id)}, handle.subject.kind == SubjectKind::Boundary);
    if (handle.subject.kind == SubjectKind::Boundary) {
        // Outer boundaries grow along.
        QSet<BoundaryId> lifted{BoundaryId(handle.subject.id)};
        for (const BoundaryItem *item : c.scene().boundaries()) {
            if (c.scene().nestedDeep({item->id}).contains(BoundaryId(handle.subject.id)))
                lifted.insert(item->id);
        }
        c.scene().lift({}, lifted);
    } else {
        c.scene().lift({ElementId(handle.subject.id)}, {});
    }
}

Delta ResizeGesture::delta() const
{
    return m_handle.subject.kind == SubjectKind::Boundary ? resizeBoundary(c.model(), c.diagram(), BoundaryId(m_handle.subject.id), m_rect)
                                                          : resizeElement(c.model(), c.diagram(), ElementId(m_handle.subject.id), m_rect);
}

void ResizeGesture::moveTo(const Pointer &pointer)
{
    QPointF by = pointer.scene - m_start;
    QRectF rect = m_from;
    const Qt::Edges edges = m_handle.edges;
    rect.adjust(edges & Qt::LeftEdge ? by.x() : 0, edges & Qt::TopEdge ? by.y() : 0, edges & Qt::RightEdge ? by.x() : 0, edges & Qt::BottomEdge ? by.y() : 0);
    m_guides.clear();
    m_sizes.clear();
    const bool corner = (edges & (Qt::LeftEdge | Qt::RightEdge)) && (edges & (Qt::TopEdge | Qt::BottomEdge));
    if ((pointer.modifiers & Qt::ShiftModifier) && corner && m_from.height() > 0) {
        const double height = rect.width() * m_from.height() / m_from.width();
        if (edges & Qt::TopEdge)
            rect.setTop(rect.bottom() - height);
        else
            rect.setBottom(rect.top() + height);
    } else if (!(pointer.modifiers & Qt::AltModifier)) {
        const EdgeSnap snapped = snapEdges(rect, edges, m_others, snapReach / c.scale(), gridStep);
        rect = snapped.rect;
        m_guides = snapped.guides;
        m_sizes = snapped.sizes;
    }
    if (edges & Qt::LeftEdge)
        rect.setLeft(std::min(rect.left(), rect.right() - least));
    if (edges & Qt::RightEdge)
        rect.setRight(std::max(rect.right(), rect.left() + least));
    if (edges & Qt::TopEdge)
        rect.setTop(std::min(rect.top(), rect.bottom() - least));
    if (edges & Qt::BottomEdge)
        rect.setBottom(std::max(rect.bottom(), rect.top() + least));
    m_rect = rect;
    // What the edit would do is what is shown: it knows what has to stay inside.
    const Delta after = delta();
    QHash<ElementId, QRectF> elements;
    QHash<BoundaryId, QRectF> boundaries;
    for (const Change<Placement> &change : after.placements) {
        if (change.after && change.after->diagram == c.diagram())
            elements.insert(change.after->element, QRectF(change.after->x, change.after->y, change.after->width, change.after->height));
    }
    for (const Change<BoundaryPlacement> &change : after.boundaryPlacements) {
        if (change.after && change.after->diagram == c.diagram())
            boundaries.insert(change.after->boundary, QRectF(change.after->x, change.after->y, change.after->width, change.after->height));
    }
    c.scene().previewRects(elements, boundaries);
    c.updateOverlay();
}

void ResizeGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    c.scene().dropLifted();
    if (m_rect != m_from)
        c.push(QCoreApplication::translate("Canvas", "Resize %1").arg(c.scene().nameOf(m_handle.subject)), delta());
}

void ResizeGesture::paint(QPainter &painter) const { paintGuides(painter, c, m_guides, m_sizes); }

QString ResizeGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "Shift keeps the proportions, Alt sizes freely, Escape takes it back.");
}

} // namespace drawbridge
