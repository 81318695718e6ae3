// SPDX-License-Identifier: Apache-2.0
// What a view's actions do, and which of them can be done now.
#include "canvas/diagramviewparts.h"
#include "canvas/quickconnect.h"
#include "canvas/tools/placetools.h"
#include "canvas/tools/selecttool.h"
#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/standingedits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QUndoStack>

using namespace Qt::StringLiterals;

namespace drawbridge {

// --- what tools may do (canvascontext.h) ---

const Camera &CanvasContext::camera() const { return m_view.d->camera; }
bool CanvasContext::canEdit() const { return !m_readOnly && m_scene.document() && m_scene.diagram(); }
void CanvasContext::updateOverlay() { m_view.update(); }
void CanvasContext::panBy(const QPointF &viewOffset) { m_view.d->setCamera(camera().movedBy(viewOffset)); }
void CanvasContext::arm(DiagramActions::Kind tool) { m_view.d->setTool(tool); }

void CanvasContext::run(DiagramActions::Kind action) { m_view.d->run(action); }

bool CanvasContext::isNaming() const { return m_view.d->editor->isOpen(); }

Selection CanvasContext::selected() const
{
    Selection selection;
    for (const Subject &subject : m_scene.selection()) {
        if (subject.kind == SubjectKind::Element)
            selection.elements.insert(ElementId(subject.id));
        else if (const FlowItem *flow = subject.kind == SubjectKind::Flow ? m_scene.flow(FlowId(subject.id)) : nullptr)
            selection.flows.unite(QSet<FlowId>(flow->shown.flows.begin(), flow->shown.flows.end()));
        else if (subject.kind == SubjectKind::Boundary)
            selection.boundaries.insert(BoundaryId(subject.id));
    }
    return selection;
}

bool CanvasContext::refusesToMove(const Selection &selection) const
{
    bool any = false;
    for (const ElementId &id : selection.elements) {
        if (!isHeldByLock(model(), diagram(), {{id}, {}, {}}))
            return false;
        any = true;
    }
    for (const BoundaryId &id : selection.boundaries) {
        if (!isHeldByLock(model(), diagram(), {{}, {}, {id}}))
            return false;
        any = true;
    }
    if (any)
        emit m_view.failed(selection.elements.isEmpty() ? QCoreApplication::translate("Canvas", "This boundary is locked, or something in it is. Unlock it to move it.")
                                                        : QCoreApplication::translate("Canvas", "The selection is locked. Unlock it to move it."));
    return any;
}

void CanvasContext::push(const QString &text, const Delta &delta, const MergeKey &key)
{
    if (!canEdit() || delta.isEmpty())
        return;
    m_view.d->fitWanted = false; // what a hand has put somewhere stays under it
    m_scene.document()->push(text, delta, key);
}

void CanvasContext::selectFresh(const QList<Subject> &subjects)
{
    m_view.d->keepMerge = true;
    m_scene.select(subjects);
    m_view.d->keepMerge = false;
}

void CanvasContext::startNaming(const Subject &subject, const MergeKey &key)
{
    m_view.ensureVisible(subject);
    m_view.d->keepMerge = true; // the focus goes to the editor: still the same step
    m_view.d->editor->open(subject, key);
    m_view.d->keepMerge = false;
}

Element CanvasContext::freshElement(ElementKind kind) const { return newElement(model(), kind); }

QSizeF CanvasContext::sizeOf(const Element &element) const
{
    return notation::preferredSize(element, m_scene.style().notation, m_scene.style().font);
}

void CanvasContext::addElement(ElementKind kind, const QPointF &at, ElementId from)
{
    if (!canEdit())
        return;
    const Element element = freshElement(kind);
    const QSizeF size = sizeOf(element);
    const QPointF corner = toGrid(at - QPointF(size.width(), size.height()) / 2);
    const MergeKey key = u"add "_s + element.id.uuid().toString();
    static const char *const texts[] = {QT_TRANSLATE_NOOP("Canvas", "Add external entity"), QT_TRANSLATE_NOOP("Canvas", "Add process"), QT_TRANSLATE_NOOP("Canvas", "Add data store")};
    const QString text = QCoreApplication::translate("Canvas", texts[int(kind)]);
    Delta delta = from ? addElementWithFlow(model(), element, newFlow(from, element.id), diagram(), corner) : drawbridge::addElement(model(), element, diagram(), corner);
    for (Change<Placement> &change : delta.placements) {
        if (change.after && change.after->element == element.id && change.after->diagram == diagram()) {
            change.after->width = size.width();
            change.after->height = size.height();
        }
    }
    push(text, delta, key);
    arm(DiagramActions::Kind::SelectTool);
    if (!m_scene.element(element.id))
        return;
    selectFresh({subjectOf(element.id)});
    startNaming(subjectOf(element.id), key);
}

void CanvasContext::addBoundary(const QRectF &rect)
{
    if (!canEdit())
        return;
    const TrustBoundary boundary = newBoundary(model(), ZoneKind::Custom);
    const MergeKey key = u"add "_s + boundary.id.uuid().toString();
    push(QCoreApplication::translate("Canvas", "Add trust boundary"), drawbridge::addBoundary(model(), boundary, diagram(), rect), key);
    arm(DiagramActions::Kind::SelectTool);
    if (!m_scene.boundary(boundary.id))
        return;
    selectFresh({subjectOf(boundary.id)});
    startNaming(subjectOf(boundary.id), key);
}

void CanvasContext::addFlow(ElementId from, ElementId to)
{
    if (!canEdit())
        return;
    const DataFlow flow = newFlow(from, to);
    push(QCoreApplication::translate("Canvas", "Add data flow"), drawbridge::addFlow(model(), flow));
    arm(DiagramActions::Kind::SelectTool);
    m_scene.select({subjectOf(flow.id)});
}

// --- tools ---

std::optional<ElementKind> DiagramView::Parts::addedKind(DiagramActions::Kind kind)
{
    using K = DiagramActions::Kind;
    if (kind == K::ProcessTool)
        return ElementKind::Process;
    if (kind == K::StoreTool)
        return ElementKind::DataStore;
    if (kind == K::ExternalTool)
        return ElementKind::ExternalEntity;
    return {};
}

void DiagramView::Parts::setTool(DiagramActions::Kind kind)
{
    using K = DiagramActions::Kind;
    if (!context.canEdit() && kind != K::PanTool)
        kind = K::SelectTool;
    actions[kind]->setChecked(true);
    if (tool && kind == toolKind && kind == K::SelectTool)
        return;
    if (tool)
        tool->cancel();
    scene.setDropTarget({});
    toolKind = kind;
    if (const std::optional<ElementKind> element = addedKind(kind))
        tool = std::make_unique<AddTool>(context, *element);
    else if (kind == K::BoundaryTool)
        tool = std::make_unique<BoundaryTool>(context);
    else if (kind == K::FlowTool)
        tool = std::make_unique<ConnectTool>(context);
    else if (kind == K::PanTool)
        tool = std::make_unique<PanTool>(context);
    else
        tool = std::make_unique<SelectTool>(context);
    updateCursor();
    updateHint();
    view.update();
}

void DiagramView::Parts::updateCursor()
{
    const Qt::CursorShape shape = gesture ? gesture->cursor() : spaceHeld ? Qt::OpenHandCursor : tool->cursor();
    if (view.cursor().shape() != shape)
        view.setCursor(shape);
}

void DiagramView::Parts::updateHint()
{
    const QString now = gesture ? gesture->hint() : tool->hint();
    if (now == hint)
        return;
    hint = now;
    emit view.hintChanged(hint);
}

QPointF DiagramView::Parts::freePlace(const QSizeF &size) const
{
    const QRectF seen = camera.toScene(QRectF(view.rect()));
    QPointF start = seen.center();
    // Beside what is selected, else in the middle; then in growing rings.
    if (const ElementItem *item = scene.focus().kind == SubjectKind::Element ? scene.element(ElementId(scene.focus().id)) : nullptr)
        start = QPointF(item->rect.right() + 64 + size.width() / 2, item->rect.center().y());
    const auto isFree = [&](const QPointF &middle) {
        const QRectF rect(middle - QPointF(size.width(), size.height()) / 2 - QPointF(16, 16), size + QSizeF(32, 32));
        for (const ElementItem *item : scene.elements()) {
            if (item->rect.intersects(rect))
                return false;
        }
        return true;
    };
    const double dx = size.width() + 48, dy = size.height() + 48;
    for (int ring = 0; ring < 40; ++ring) {
        for (int y = -ring; y <= ring; ++y) {
            for (int x = ring; x >= -ring; --x) {
                if (std::max(std::abs(x), std::abs(y)) == ring && isFree(start + QPointF(x * dx, y * dy)))
                    return start + QPointF(x * dx, y * dy);
            }
        }
    }
    return start;
}

void DiagramView::Parts::addByKey(DiagramActions::Kind kind)
{
    if (!context.canEdit())
        return;
    const bool pointed = view.underMouse() && view.rect().contains(last.view.toPoint());
    if (const std::optional<ElementKind> element = addedKind(kind)) {
        const QSizeF size = context.sizeOf(context.freshElement(*element));
        const bool occupied = pointed && scene.elementAt(last.scene);
        context.addElement(*element, pointed && !occupied ? last.scene : freePlace(size));
        return;
    }
    if (!context.selected().elements.isEmpty()) {
        commands.group();
        return;
    }
    const QSizeF size(320, 200);
    const QPointF middle = pointed ? last.scene : freePlace(size);
    context.addBoundary(QRectF(toGrid(middle - QPointF(size.width(), size.height()) / 2), size));
}

void DiagramView::Parts::connectBeside(const QPointF &direction, Qt::KeyboardModifiers modifiers)
{
    const ElementItem *from = scene.selection().size() == 1 ? scene.element(ElementId(scene.focus().id)) : nullptr;
    if (!from)
        return;
    const ElementKind kind = modifiers & Qt::ControlModifier ? ElementKind::DataStore : ElementKind::Process;
    const Qt::Edge side = direction.x() > 0 ? Qt::RightEdge : direction.x() < 0 ? Qt::LeftEdge : direction.y() < 0 ? Qt::TopEdge : Qt::BottomEdge;
    context.addElement(kind, quickPlace(scene, from->rect, side, context.sizeOf(context.freshElement(kind))), from->id);
}

void DiagramView::Parts::run(DiagramActions::Kind kind)
{
    using K = DiagramActions::Kind;
    if (gesture)
        return; // a running drag is ended by the pointer or Escape, not by another edit
    if (kind != K::Rename)
        editor->commit();
    tidy->finishAnimation();
    switch (kind) {
    case K::FlowTool: {
        // Two elements selected: that says it all.
        const QList<Subject> selection = scene.selection();
        if (selection.size() == 2 && selection[0].kind == SubjectKind::Element && selection[1].kind == SubjectKind::Element) {
            context.addFlow(ElementId(selection[0].id), ElementId(selection[1].id));
            return;
        }
        setTool(kind);
        return;
    }
    case K::BoundaryTool:
        if (!context.selected().elements.isEmpty()) {
            commands.group();
            setTool(K::SelectTool);
            return;
        }
        setTool(kind);
        return;
    case K::SelectTool:
    case K::ProcessTool:
    case K::StoreTool:
    case K::ExternalTool:
    case K::PanTool:
        setTool(kind);
        return;
    case K::Undo:
        if (scene.document())
            scene.document()->undoStack()->undo();
        return;
    case K::Redo:
        if (scene.document())
            scene.document()->undoStack()->redo();
        return;
    case K::Cut:
        return commands.cut();
    case K::Copy:
        return commands.copy();
    case K::Paste:
        return commands.paste();
    case K::Duplicate:
        return commands.duplicate();
    case K::Delete:
        return commands.remove();
    case K::RemoveFromDiagram:
        return commands.takeOff();
    case K::SelectAll:
        return commands.selectAll();
    case K::Rename:
        return commands.rename();
    case K::GroupIntoBoundary:
        return commands.group();
    case K::Ungroup:
        return commands.ungroup();
    case K::ReverseFlow:
        return commands.reverseFlows();
    case K::StraightenFlow:
        return commands.resetRoutes();
    case K::AlignLeft:
    case K::AlignCenter:
    case K::AlignRight:
    case K::AlignTop:
    case K::AlignMiddle:
    case K::AlignBottom:
    case K::DistributeHorizontally:
    case K::DistributeVertically:
        return commands.align(kind);
    case K::SameWidth:
    case K::SameHeight:
    case K::SameSize:
        return commands.sameSize(kind);
    case K::Collapse:
        return commands.collapse();
    case K::OpenFlow:
        return commands.openFlows();
    case K::AddBend:
        return commands.addBend();
    case K::NextBend:
        return commands.nextBend();
    case K::RemoveBend:
        return commands.removeBend();
    case K::Lock:
        return commands.lock(actions[kind]->isChecked());
    case K::BringToFront:
    case K::SendToBack:
        return commands.restack(kind == K::BringToFront);
    case K::TidyAll:
        tidy->start(LayoutScope::All);
        return updateActions();
    case K::TidySelection:
        tidy->start(LayoutScope::Selection);
        return updateActions();
    case K::TidyNew:
        tidy->start(LayoutScope::OnlyUnplaced);
        updateUnplaced();
        return updateActions();
    case K::ZoomIn:
    case K::ZoomOut: {
        const Camera &from = glide.state() == QAbstractAnimation::Running ? glideTarget : camera;
        fitWanted = false;
        return glideTo(from.zoomedAt(QPointF(view.width(), view.height()) / 2, from.scale * (kind == K::ZoomIn ? 1.25 : 0.8)));
    }
    case K::ZoomToFit:
        return view.zoomToFit();
    case K::ZoomToSelection:
        return view.zoomToSelection();
    case K::ActualSize:
        fitWanted = false;
        return glideTo(camera.zoomedAt(QPointF(view.width(), view.height()) / 2, 1));
    case K::Minimap:
        return view.setMinimapVisible(actions[K::Minimap]->isChecked());
    case K::OpenDetails: {
        const Subject subject = scene.focus();
        for (const DiagramId &id : scene.model().diagrams.sortedIds()) {
            if (subject.kind == SubjectKind::Element && id != scene.diagram() && scene.model().diagrams.find(id)->subject == ElementId(subject.id)) {
                emit view.diagramRequested(id);
                return;
            }
        }
        return;
    }
    case K::Properties:
        if (!scene.selection().isEmpty())
            emit view.propertiesRequested(scene.focus());
        return;
    }
}

void DiagramView::Parts::updateActions()
{
    using K = DiagramActions::Kind;
    const bool edit = context.canEdit();
    const Selection selection = context.selected();
    const int elements = int(selection.elements.size());
    const auto enable = [this](std::initializer_list<K> kinds, bool on) {
        for (const K kind : kinds)
            actions[kind]->setEnabled(on);
    };
    enable({K::ProcessTool, K::StoreTool, K::ExternalTool, K::BoundaryTool, K::FlowTool, K::Paste}, edit);
    enable({K::Cut, K::Copy, K::Delete, K::RemoveFromDiagram, K::Rename, K::ZoomToSelection, K::Properties}, edit && !selection.isEmpty());
    enable({K::Duplicate, K::GroupIntoBoundary}, edit && (elements > 0 || !selection.boundaries.isEmpty()));
    enable({K::Ungroup}, edit && !selection.boundaries.isEmpty());
    enable({K::ReverseFlow, K::StraightenFlow}, edit && !selection.flows.isEmpty());
    enable({K::AlignLeft, K::AlignCenter, K::AlignRight, K::AlignTop, K::AlignMiddle, K::AlignBottom, K::SameWidth, K::SameHeight, K::SameSize},
           edit && elements > 1);
    enable({K::DistributeHorizontally, K::DistributeVertically}, edit && elements > 2);
    enable({K::BringToFront, K::SendToBack}, edit && elements > 0);
    enable({K::Lock}, edit && (elements > 0 || !selection.boundaries.isEmpty()));
    enable({K::Collapse}, edit && !selection.boundaries.isEmpty());
    bool locked = true, collapsed = true, opened = true, canOpen = false;
    for (const Subject &subject : scene.selection()) {
        if (const ElementItem *item = subject.kind == SubjectKind::Element ? scene.element(ElementId(subject.id)) : nullptr)
            locked = locked && item->locked;
        if (const BoundaryItem *item = subject.kind == SubjectKind::Boundary ? scene.boundary(BoundaryId(subject.id)) : nullptr) {
            locked = locked && item->locked;
            collapsed = collapsed && item->collapsed;
        }
        if (const FlowItem *item = subject.kind == SubjectKind::Flow ? scene.flow(FlowId(subject.id)) : nullptr; item && (item->shown.canOpen || item->shown.opened)) {
            opened = opened && item->shown.opened;
            canOpen = true;
        }
    }
    actions[K::Lock]->setChecked(locked && actions[K::Lock]->isEnabled());
    actions[K::Collapse]->setText(collapsed && !selection.boundaries.isEmpty() ? tr("Expand boundary") : tr("Collapse boundary"));
    actions[K::OpenFlow]->setText(canOpen && opened ? tr("Close flow") : tr("Open flow"));
    enable({K::OpenFlow}, edit && canOpen);
    const FlowItem *flow = scene.selection().size() == 1 ? scene.flow(FlowId(scene.focus().id)) : nullptr;
    enable({K::AddBend}, edit && flow && flow->canBend());
    enable({K::NextBend, K::RemoveBend}, edit && flow && flow->canBend() && !flow->shown.waypoints.isEmpty());
    enable({K::SelectAll, K::ZoomToFit}, !scene.isEmpty());
    enable({K::TidyAll}, edit && !scene.isEmpty() && !tidy->isRunning());
    enable({K::TidySelection}, edit && elements > 1 && !tidy->isRunning());
    enable({K::TidyNew}, edit && scene.unplacedCount() > 0 && !tidy->isRunning());
    bool hasDetails = false;
    if (scene.selection().size() == 1 && elements == 1) {
        for (const Diagram &diagram : scene.model().diagrams)
            hasDetails = hasDetails || (diagram.subject.uuid() == scene.focus().id && diagram.id != scene.diagram());
    }
    enable({K::OpenDetails}, hasDetails);
    const QUndoStack *undo = scene.document() ? scene.document()->undoStack() : nullptr;
    enable({K::Undo}, undo && undo->canUndo());
    enable({K::Redo}, undo && undo->canRedo());
    actions[K::Undo]->setText(undo && undo->canUndo() ? tr("Undo: %1").arg(undo->undoText()) : tr("Undo"));
    actions[K::Redo]->setText(undo && undo->canRedo() ? tr("Redo: %1").arg(undo->redoText()) : tr("Redo"));
}

void DiagramView::Parts::fillContextMenu(QMenu &menu, const QPointF &scenePosition)
{
    using K = DiagramActions::Kind;
    const Selection selection = context.selected();
    if (selection.isEmpty()) {
        if (context.canEdit()) {
            for (const K kind : {K::ExternalTool, K::ProcessTool, K::StoreTool}) {
                QAction *add = menu.addAction(tr("Add %1 here").arg(actions[kind]->text().toLower()));
                QObject::connect(add, &QAction::triggered, &view, [this, kind, scenePosition] { context.addElement(*addedKind(kind), scenePosition); });
            }
            QAction *add = menu.addAction(tr("Add trust boundary here"));
            QObject::connect(add, &QAction::triggered, &view, [this, scenePosition] {
                context.addBoundary(QRectF(toGrid(scenePosition - QPointF(160, 100)), QSizeF(320, 200)));
            });
            menu.addSeparator();
            QAction *paste = menu.addAction(actions[K::Paste]->text());
            paste->setEnabled(DiagramCommands::canPaste(QGuiApplication::clipboard()->mimeData()));
            QObject::connect(paste, &QAction::triggered, &view, [this, scenePosition] { commands.pasteMime(QGuiApplication::clipboard()->mimeData(), scenePosition); });
            menu.addSeparator();
        }
        menu.addActions({actions[K::SelectAll], actions[K::TidyAll], actions[K::ZoomToFit]});
        return;
    }
    if (actions[K::OpenDetails]->isEnabled())
        menu.addAction(actions[K::OpenDetails]);
    menu.addAction(actions[K::Rename]);
    if (!selection.elements.isEmpty())
        menu.addAction(actions[K::FlowTool]);
    if (!selection.flows.isEmpty())
        menu.addActions({actions[K::ReverseFlow], actions[K::StraightenFlow], actions[K::OpenFlow]});
    menu.addSeparator();
    menu.addActions({actions[K::Cut], actions[K::Copy], actions[K::Duplicate]});
    menu.addSeparator();
    if (!selection.elements.isEmpty())
        menu.addAction(actions[K::GroupIntoBoundary]);
    if (!selection.boundaries.isEmpty())
        menu.addActions({actions[K::Collapse], actions[K::Ungroup]});
    if (!selection.elements.isEmpty() || !selection.boundaries.isEmpty())
        menu.addAction(actions[K::Lock]);
    if (!selection.elements.isEmpty()) {
        QMenu *arrange = menu.addMenu(tr("Arrange"));
        for (QAction *action : actions.arrangeMenu()) {
            if (action)
                arrange->addAction(action);
            else
                arrange->addSeparator();
        }
    }
    menu.addSeparator();
    menu.addActions({actions[K::RemoveFromDiagram], actions[K::Delete]});
    menu.addSeparator();
    menu.addActions({actions[K::ZoomToSelection], actions[K::Properties]});
}

} // namespace drawbridge
