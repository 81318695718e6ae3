// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/selecttool.h"

#include "canvas/diagramview.h"
#include "canvas/handles.h"
#include "canvas/quickconnect.h"
#include "canvas/tools/connectgesture.h"
#include "canvas/tools/flowgestures.h"
#include "canvas/tools/movegesture.h"
#include "canvas/tools/resizegesture.h"
#include "canvas/tools/rubberbandgesture.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

bool isEmptySpace(const Hit &hit) { return hit.part == Hit::Part::Nothing || hit.part == Hit::Part::Inside; }
constexpr auto modifying = Qt::ShiftModifier | Qt::ControlModifier;

} // namespace

std::optional<SelectTool::Quick> SelectTool::quickAt(const Pointer &pointer) const
{
    const std::optional<Handle> handle = c.canEdit() ? handleAt(c.scene(), c.camera(), pointer.view) : std::nullopt;
    if (!handle || handle->kind != Handle::Kind::Connect || c.scene().elementAt(pointer.scene) == ElementId(handle->subject.id))
        return std::nullopt;
    const ElementKind kind = addedByModifiers(pointer.modifiers);
    const QSizeF size = c.sizeOf(c.freshElement(kind));
    return Quick{ElementId(handle->subject.id), kind, quickPlace(c.scene(), c.scene().boundsOf(handle->subject), Qt::Edge(int(handle->edges)), size), size};
}

void SelectTool::press(const Pointer &pointer)
{
    if (handleAt(c.scene(), c.camera(), pointer.view))
        return;
    const Hit hit = c.scene().hitTest(pointer.scene, c.scale());
    if (!isEmptySpace(hit) && hit.part != Hit::Part::Badge && hit.part != Hit::Part::Comments && !(pointer.modifiers & modifying) && !c.scene().isSelected(hit.subject.id))
        c.scene().select({hit.subject});
}

std::unique_ptr<Gesture> SelectTool::drag(const Pointer &pointer)
{
    const Hit hit = c.scene().hitTest(pointer.scene, c.scale());
    if (!c.canEdit())
        return isEmptySpace(hit) ? std::make_unique<RubberBandGesture>(c, pointer) : nullptr;
    if (const std::optional<Handle> handle = handleAt(c.scene(), c.camera(), pointer.view)) {
        switch (handle->kind) {
        case Handle::Kind::Connect:
            return std::make_unique<ConnectGesture>(c, ElementId(handle->subject.id));
        case Handle::Kind::Resize:
            return std::make_unique<ResizeGesture>(c, pointer, *handle);
        case Handle::Kind::FlowSource:
            return std::make_unique<ReconnectGesture>(c, FlowId(handle->subject.id), FlowEnd::Source);
        case Handle::Kind::FlowTarget:
            return std::make_unique<ReconnectGesture>(c, FlowId(handle->subject.id), FlowEnd::Target);
        case Handle::Kind::Waypoint:
            return std::make_unique<WaypointGesture>(c, pointer, FlowId(handle->subject.id), handle->index);
        }
    }
    if (isEmptySpace(hit))
        return std::make_unique<RubberBandGesture>(c, pointer);
    if (!c.scene().isSelected(hit.subject.id)) {
        QList<Subject> selection = pointer.modifiers & modifying ? c.scene().selection() : QList<Subject>();
        selection.append(hit.subject);
        c.scene().select(selection);
    }
    if (const FlowItem *flow = c.scene().flow(hit.flow()); flow && !flow->canBend())
        return nullptr;
    if (hit.part == Hit::Part::Line)
        return std::make_unique<WaypointGesture>(c, pointer, hit.flow(), -1);
    if (hit.part == Hit::Part::Label)
        return std::make_unique<LabelGesture>(c, pointer, hit.flow());
    if (c.refusesToMove(c.selected()))
        return nullptr;
    return std::make_unique<MoveGesture>(c, pointer, hit.subject);
}

void SelectTool::click(const Pointer &pointer)
{
    if (const std::optional<Quick> quick = quickAt(pointer)) {
        m_quick.reset();
        c.addElement(quick->kind, quick->at, quick->from);
        return;
    }
    const Hit hit = c.scene().hitTest(pointer.scene, c.scale());
    QList<Subject> selection = c.scene().selection();
    if (pointer.modifiers & modifying) {
        if (isEmptySpace(hit))
            return;
        if (!selection.contains(hit.subject))
            selection.append(hit.subject);
        else if (pointer.modifiers & Qt::ControlModifier)
            selection.removeOne(hit.subject);
        c.scene().select(selection);
        return;
    }
    if (isEmptySpace(hit) && handleAt(c.scene(), c.camera(), pointer.view))
        return; // what the handle belongs to stays selected
    c.scene().select(hit ? QList<Subject>{hit.subject} : QList<Subject>());
    if (hit.part == Hit::Part::Toggle && c.canEdit())
        c.run(DiagramActions::Kind::Collapse);
    if (hit.part == Hit::Part::Badge)
        emit c.view().findingsRequested(hit.subject);
    if (hit.part == Hit::Part::Comments)
        emit c.view().commentsRequested(hit.subject);
}

void SelectTool::doubleClick(const Pointer &pointer)
{
    const Hit hit = c.scene().hitTest(pointer.scene, c.scale());
    if (const std::optional<Handle> handle = handleAt(c.scene(), c.camera(), pointer.view); handle && handle->kind == Handle::Kind::Waypoint && c.canEdit()) {
        QList<Point> kept;
        const FlowItem *flow = c.scene().flow(FlowId(handle->subject.id));
        for (qsizetype i = 0; i < flow->shown.waypoints.size(); ++i) {
            if (i != handle->index)
                kept.append({flow->shown.waypoints[i].x(), flow->shown.waypoints[i].y()});
        }
        c.push(QCoreApplication::translate("Canvas", "Remove bend"), setWaypoints(c.model(), c.diagram(), flow->id, kept));
        return;
    }
    if (quickAt(pointer))
        return; // the first of the two clicks has added it
    if (hit.part == Hit::Part::Nothing || hit.part == Hit::Part::Inside) {
        if (c.canEdit())
            c.addElement(ElementKind::Process, pointer.scene);
        return;
    }
    if (const ElementId element = hit.element()) {
        for (const DiagramId &id : c.model().diagrams.sortedIds()) {
            const Diagram *diagram = c.model().diagrams.find(id);
            if (diagram->subject == element && id != c.diagram()) {
                emit c.view().diagramRequested(id);
                return;
            }
        }
    }
    if (!c.canEdit() || hit.part == Hit::Part::Toggle || hit.part == Hit::Part::Comments)
        return; // the clicks have been served one by one
    const BoundaryItem *box = c.scene().boundary(hit.boundary());
    const FlowItem *flow = c.scene().flow(hit.flow());
    if (box && box->collapsed)
        c.run(DiagramActions::Kind::Collapse);
    else if (flow && (flow->shown.isBundle() || (flow->shown.canOpen && hit.part == Hit::Part::Line)))
        c.run(DiagramActions::Kind::OpenFlow);
    else
        c.startNaming(hit.subject);
}

void SelectTool::hover(const Pointer &pointer)
{
    const Hit hit = c.scene().hitTest(pointer.scene, c.scale());
    // Handles of what the pointer is on reach a little outside of it: as long as one is under the pointer, it stays.
    const std::optional<Handle> handle = handleAt(c.scene(), c.camera(), pointer.view);
    if (handle && handle->kind == Handle::Kind::Connect)
        c.scene().setHovered(handle->subject);
    else if (handle && (handle->kind == Handle::Kind::FlowSource || handle->kind == Handle::Kind::FlowTarget) && c.scene().hovered().kind != SubjectKind::Element)
        c.scene().setHovered(handle->subject); // who comes along the flow holds its end, not the element that it touches
    else
        c.scene().setHovered(isEmptySpace(hit) ? Subject{} : hit.subject);
    m_quick = quickAt(pointer);
    m_cursor = Qt::ArrowCursor;
    if (handle && c.canEdit())
        m_cursor = cursorOf(*handle);
    else if (hit.part == Hit::Part::Badge || hit.part == Hit::Part::Comments || hit.part == Hit::Part::Toggle)
        m_cursor = Qt::PointingHandCursor;
    c.updateOverlay();
}

void SelectTool::leave()
{
    m_quick.reset();
    c.scene().setHovered({});
    c.updateOverlay();
}

void SelectTool::paint(QPainter &painter) const
{
    if (!c.canEdit() || c.isNaming())
        return;
    if (const ElementItem *from = m_quick && !c.scene().hasLifted() ? c.scene().element(m_quick->from) : nullptr) {
        const QRectF ghost(m_quick->at - QPointF(m_quick->size.width(), m_quick->size.height()) / 2, m_quick->size);
        paintFlowPreview(painter, c, leavingPoint(from->rect, m_quick->at), leavingPoint(ghost, from->rect.center()), {});
        paintElementGhost(painter, c, m_quick->kind, ghost);
    }
    paintHandles(painter, c.scene(), c.camera());
}

QString SelectTool::hint() const
{
    return m_quick ? QCoreApplication::translate("Canvas", "Click to add a connected process (Ctrl: data store, Shift: external entity), or drag to an element.") : QString();
}

} // namespace drawbridge
