// SPDX-License-Identifier: Apache-2.0
// What a scene is asked and told: what it holds, what is selected and pointed at, how it looks.
#include "canvas/diagramscene.h"

#include "canvas/routekeeper.h"

namespace drawbridge {

bool DiagramScene::contains(const Subject &subject) const
{
    switch (subject.kind) {
    case SubjectKind::Element:
        return m_elements.find(ElementId(subject.id));
    case SubjectKind::Flow:
        return m_flows.find(FlowId(subject.id));
    case SubjectKind::Boundary:
        return m_boundaries.find(BoundaryId(subject.id));
    default:
        return false;
    }
}

Subject DiagramScene::shownFor(const Subject &subject) const
{
    Subject shown = subject;
    if (subject.kind == SubjectKind::Flow)
        shown = subjectOf(m_drawnFor.value(FlowId(subject.id)));
    else if (subject.kind == SubjectKind::Element)
        shown = m_folding.endAt(ElementId(subject.id));
    else if (const BoundaryId box = subject.kind == SubjectKind::Boundary ? m_folding.boxAround(BoundaryId(subject.id)) : BoundaryId())
        shown = subjectOf(box);
    return contains(shown) ? shown : Subject{};
}

QList<FlowId> DiagramScene::flowsAt(const Subject &end) const
{
    QSet<FlowId> found;
    for (const ShownEnds &ends : m_endsAt.value(end.id)) {
        for (const FlowId &id : m_drawnBetween.value(ends))
            found.insert(id);
    }
    QList<FlowId> flows(found.begin(), found.end());
    std::sort(flows.begin(), flows.end());
    return flows;
}

QRectF DiagramScene::boundsOf(const Subject &subject) const
{
    if (const ElementItem *item = subject.kind == SubjectKind::Element ? m_elements.find(ElementId(subject.id)) : nullptr)
        return item->rect;
    if (const FlowItem *item = subject.kind == SubjectKind::Flow ? m_flows.find(FlowId(subject.id)) : nullptr)
        return item->bounds.adjusted(12, 12, -12, -12);
    if (const BoundaryItem *item = subject.kind == SubjectKind::Boundary ? m_boundaries.find(BoundaryId(subject.id)) : nullptr)
        return item->rect;
    return {};
}

QRectF DiagramScene::contentRect() const
{
    QRectF rect;
    for (const BoundaryItem *item : m_boundaries.ordered())
        rect |= item->rect;
    if (m_building) // where it will stand
        return rect | m_expected;
    for (const ElementItem *item : m_elements.ordered())
        rect |= item->rect;
    for (const FlowItem *item : m_flows.ordered())
        rect |= item->bounds.isNull() ? QRectF() : item->bounds.adjusted(12, 12, -12, -12);
    return rect;
}

void DiagramScene::dropGone()
{
    if (m_hovered.kind != SubjectKind::Project && !contains(m_hovered))
        m_hovered = {};
    if (m_dropTarget && !m_boundaries.find(m_dropTarget))
        m_dropTarget = {};
    QList<Subject> kept;
    for (const Subject &subject : std::as_const(m_selection)) {
        if (contains(subject))
            kept.append(subject);
    }
    select(kept);
}

bool DiagramScene::select(const QList<Subject> &subjects)
{
    if (m_building && !std::all_of(subjects.begin(), subjects.end(), [this](const Subject &subject) { return contains(subject); }))
        finishBuilding();
    QList<Subject> wanted;
    QSet<QUuid> ids;
    for (const Subject &asked : subjects) {
        const Subject subject = contains(asked) ? asked : shownFor(asked);
        if (!ids.contains(subject.id) && contains(subject)) {
            ids.insert(subject.id);
            wanted.append(subject);
        }
    }
    if (wanted == m_selection)
        return false;
    const QSet<QUuid> before = m_selected;
    const QList<Subject> old = m_selection;
    m_selection = wanted;
    m_selected = ids;
    m_activeBend = -1;
    for (const QList<Subject> &list : {old, wanted}) {
        for (const Subject &subject : list) {
            if (before.contains(subject.id) != ids.contains(subject.id))
                touch(subject.kind == SubjectKind::Flow ? boundsOf(subject).adjusted(-12, -12, 12, 12) : boundsAround(boundsOf(subject)), false);
        }
    }
    emit selectionChanged();
    return true;
}

void DiagramScene::setHovered(const Subject &subject)
{
    if (subject == m_hovered)
        return;
    const Subject old = m_hovered;
    m_hovered = subject;
    for (const Subject &one : {old, subject}) {
        if (contains(one))
            touch(boundsAround(boundsOf(one)), false);
    }
}

void DiagramScene::setActiveBend(int index)
{
    m_activeBend = index;
    touch(boundsOf(focus()), false);
}

void DiagramScene::setDropTarget(BoundaryId boundary)
{
    if (boundary == m_dropTarget)
        return;
    const BoundaryId old = m_dropTarget;
    m_dropTarget = boundary;
    for (const BoundaryId &id : {old, boundary}) {
        if (const BoundaryItem *item = m_boundaries.find(id))
            touch(item->bounds, item->lifted);
    }
}

void DiagramScene::setPalette(const DiagramPalette &palette)
{
    m_style.palette = palette;
    emit rebuilt();
}

void DiagramScene::setFont(const QFont &font)
{
    if (font == m_style.font)
        return;
    m_style.font = font;
    for (FlowItem *item : m_flows.ordered())
        item->labelSize = item->shown.label.isEmpty() ? QSizeF() : notation::flowLabelSize(item->shown.label, font);
    m_routes->update({});
    emit rebuilt();
}

void DiagramScene::setLens(Lens lens)
{
    m_style.lens = lens;
    emit rebuilt();
}

void DiagramScene::setMarks(const FindingMarks &marks)
{
    const FindingMarks old = std::exchange(m_style.marks, marks);
    const auto touchItem = [&](const auto *item) {
        if (old.value(item->id.uuid()) != marks.value(item->id.uuid()))
            touch(item->bounds, item->lifted);
    };
    for (const ElementItem *item : m_elements.ordered())
        touchItem(item);
    for (const FlowItem *item : m_flows.ordered())
        touchItem(item);
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        touchItem(item);
        if (item->collapsed) // counts what is found inside
            touch(item->bounds, item->lifted);
    }
}

void DiagramScene::setComments(const CommentMarks &comments)
{
    if (comments == m_style.comments)
        return;
    m_style.comments = comments;
    emit rebuilt();
}

void DiagramScene::setPicture(Lens lens, const LensPicture &picture)
{
    if (picture == m_style.pictures[int(lens)])
        return;
    m_style.pictures[int(lens)] = picture;
    if (lens == m_style.lens)
        emit rebuilt();
}

void DiagramScene::setRoute(const QList<QUuid> &route)
{
    if (route == m_style.route)
        return;
    m_style.route = route;
    emit rebuilt();
}

} // namespace drawbridge
