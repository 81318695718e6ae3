// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/resizegesture.h"

#include "edits/placementedits.h"

#include <QCoreApplication>

namespace drawbridge {

ResizeGesture::ResizeGesture(CanvasContext &context, const Pointer &start, const Handle &handle) : c(context), m_handle(handle), m_start(start.scene)
{
    m_rect = m_from = c.scene().boundsOf(handle.subject);
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
    const auto place = [&](double edge) { return pointer.modifiers & Qt::AltModifier ? edge : std::round(edge / gridStep) * gridStep; };
    constexpr double least = 48;
    if (m_handle.edges & Qt::LeftEdge)
        rect.setLeft(std::min(place(rect.left() + by.x()), rect.right() - least));
    if (m_handle.edges & Qt::RightEdge)
        rect.setRight(std::max(place(rect.right() + by.x()), rect.left() + least));
    if (m_handle.edges & Qt::TopEdge)
        rect.setTop(std::min(place(rect.top() + by.y()), rect.bottom() - least));
    if (m_handle.edges & Qt::BottomEdge)
        rect.setBottom(std::max(place(rect.bottom() + by.y()), rect.top() + least));
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

} // namespace drawbridge
