// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/movegesture.h"

#include "canvas/snapping.h"
#include "edits/placementedits.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

constexpr double snapReach = 6;      // view pixels
constexpr double snapVicinity = 600; // view pixels: neighbours further away do not attract
constexpr qsizetype mostNeighbours = 400;

} // namespace

MoveGesture::MoveGesture(CanvasContext &context, const Pointer &start, const Subject &grabbed) : c(context), m_start(start.scene), m_grabbed(grabbed)
{
    m_selection = c.selected();
    m_boundaries = c.scene().nestedDeep(m_selection.boundaries);
    QSet<ElementId> elements = m_selection.elements;
    elements.unite(c.scene().membersDeep(m_selection.boundaries));
    m_from = c.scene().boundsOf(grabbed);
    const QRectF vicinity = m_from.adjusted(-snapVicinity, -snapVicinity, snapVicinity, snapVicinity);
    for (const ElementItem *item : c.scene().elements()) {
        if (!elements.contains(item->id) && m_others.size() < mostNeighbours && vicinity.intersects(item->rect))
            m_others.append(item->rect);
    }
    if (grabbed.kind == SubjectKind::Boundary) {
        for (const BoundaryItem *item : c.scene().boundaries()) {
            if (!m_boundaries.contains(item->id) && vicinity.intersects(item->rect))
                m_others.append(item->rect);
        }
    }
    c.scene().lift(elements, m_boundaries);
}

void MoveGesture::moveTo(const Pointer &pointer)
{
    QPointF by = pointer.scene - m_start;
    bool horizontal = true, vertical = true;
    if (pointer.modifiers & Qt::ShiftModifier) {
        horizontal = std::abs(by.x()) >= std::abs(by.y());
        vertical = !horizontal;
    }
    by = {horizontal ? by.x() : 0, vertical ? by.y() : 0};
    m_guides.clear();
    m_gaps.clear();
    if (!(pointer.modifiers & Qt::AltModifier)) {
        const Snap snapped = snap(m_from.translated(by), m_others, snapReach / c.scale(), gridStep);
        by += QPointF(horizontal ? snapped.offset.x() : 0, vertical ? snapped.offset.y() : 0);
        if (horizontal && vertical) {
            m_guides = snapped.guides;
            m_gaps = snapped.gaps;
        }
    }
    if (by == m_by) {
        c.updateOverlay();
        return;
    }
    m_by = by;
    c.scene().moveLifted(by);
    const BoundaryId target = c.scene().boundaryAt(m_from.center() + by, m_boundaries);
    const ElementItem *element = m_grabbed.kind == SubjectKind::Element ? c.scene().element(ElementId(m_grabbed.id)) : nullptr;
    const BoundaryItem *boundary = m_grabbed.kind == SubjectKind::Boundary ? c.scene().boundary(BoundaryId(m_grabbed.id)) : nullptr;
    const BoundaryId current = element ? element->element.boundary : boundary ? boundary->boundary.parent : BoundaryId();
    c.scene().setDropTarget(target != current ? target : BoundaryId());
    c.updateOverlay();
}

void MoveGesture::finish(const Pointer &pointer)
{
    moveTo(pointer);
    c.scene().dropLifted();
    const int count = int(m_selection.elements.size() + m_selection.boundaries.size());
    c.push(QCoreApplication::translate("Canvas", "Move %n thing(s)", nullptr, count),
           moveSelection(c.model(), c.diagram(), m_selection, m_by, ZoneRule::FollowPlace));
}

void MoveGesture::cancel() { c.scene().dropLifted(); }

void MoveGesture::paint(QPainter &painter) const
{
    QPen pen(c.palette().band[0], 1);
    painter.setPen(pen);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const QLineF &guide : m_guides)
        painter.drawLine(c.camera().toView(guide.p1()), c.camera().toView(guide.p2()));
    for (const QLineF &gap : m_gaps) { // with a stroke at both ends, like a measure
        const QPointF a = c.camera().toView(gap.p1()), b = c.camera().toView(gap.p2());
        const QPointF tick = gap.dx() == 0 ? QPointF(4, 0) : QPointF(0, 4);
        painter.drawLine(a, b);
        painter.drawLine(a - tick, a + tick);
        painter.drawLine(b - tick, b + tick);
    }
}

QString MoveGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "Shift keeps the direction, Alt moves freely, Escape takes it back.");
}

} // namespace drawbridge
