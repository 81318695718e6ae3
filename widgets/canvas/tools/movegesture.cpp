// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/movegesture.h"

#include "canvas/snapping.h"
#include "canvas/tools/guides.h"
#include "edits/placementedits.h"
#include "edits/selectionedits.h"

#include <QCoreApplication>

namespace drawbridge {

MoveGesture::MoveGesture(CanvasContext &context, const Pointer &start, const Subject &grabbed) : c(context), m_start(start.scene), m_grabbed(grabbed)
{
    m_selection = c.selected();
    m_boundaries = c.scene().nestedDeep(m_selection.boundaries);
    QSet<ElementId> elements = m_selection.elements;
    elements.unite(c.scene().membersDeep(m_selection.boundaries));
    m_from = c.scene().boundsOf(grabbed);
    m_others = snapNeighbours(c, m_from, elements, m_boundaries, grabbed.kind == SubjectKind::Boundary);
    c.scene().lift(elements, m_boundaries);
}

void MoveGesture::moveTo(const Pointer &pointer)
{
    m_copies = pointer.modifiers & Qt::ControlModifier;
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
    if (m_copies) {
        putCopies();
        return;
    }
    const int count = int(m_selection.elements.size() + m_selection.boundaries.size());
    c.push(QCoreApplication::translate("Canvas", "Move %n thing(s)", nullptr, count),
           moveSelection(c.model(), c.diagram(), m_selection, m_by, ZoneRule::FollowPlace));
}

// The originals stay; copies stand where they were dropped.
void MoveGesture::putCopies()
{
    const PasteResult copies = duplicate(c.model(), m_selection, c.diagram(), {0, 0});
    ThreatModel now = c.model();
    apply(now, copies.delta);
    const Delta moved = moveSelection(now, c.diagram(), copies.pasted, m_by, ZoneRule::FollowPlace);
    c.push(QCoreApplication::translate("Canvas", "Duplicate %n thing(s)", nullptr, int(m_selection.elements.size() + m_selection.boundaries.size())),
           compose(copies.delta, moved));
    QList<Subject> subjects;
    for (const BoundaryId &id : copies.pasted.boundaries)
        subjects.append(subjectOf(id));
    for (const ElementId &id : copies.pasted.elements)
        subjects.append(subjectOf(id));
    std::sort(subjects.begin(), subjects.end(), [](const Subject &a, const Subject &b) { return std::tie(a.kind, a.id) < std::tie(b.kind, b.id); });
    c.scene().select(subjects);
}

void MoveGesture::cancel() { c.scene().dropLifted(); }

void MoveGesture::paint(QPainter &painter) const
{
    paintGuides(painter, c, m_guides, m_gaps);
}

QString MoveGesture::hint() const
{
    return QCoreApplication::translate("Canvas", "Shift keeps the direction, Alt moves freely, Ctrl leaves the originals and puts copies, Escape takes it back.");
}

} // namespace drawbridge
