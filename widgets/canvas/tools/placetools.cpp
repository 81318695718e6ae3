// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/placetools.h"

#include "canvas/diagramview.h"
#include "canvas/tools/connectgesture.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>

namespace drawbridge {

namespace {

QPointF middleOfView(const CanvasContext &c) { return c.camera().toScene(QPointF(c.view().width(), c.view().height()) / 2); }

bool isEnter(const QKeyEvent *event) { return event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter; }

} // namespace

// The outline follows until the button is released: dragging instead of clicking must do the same.
class PlaceGesture : public Gesture
{
public:
    explicit PlaceGesture(AddTool &tool) : m_tool(tool) {}
    void moveTo(const Pointer &pointer) override { m_tool.hover(pointer); }
    void finish(const Pointer &pointer) override { m_tool.click(pointer); }
    void cancel() override { m_tool.leave(); }
    void paint(QPainter &painter) const override { m_tool.paint(painter); }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    AddTool &m_tool;
};

// Pulls up the rectangle of a new boundary.
class DrawBoundaryGesture : public Gesture
{
public:
    DrawBoundaryGesture(CanvasContext &context, const Pointer &start) : c(context), m_start(toGrid(start.scene)), m_rect(m_start, QSizeF(0, 0)) {}
    void moveTo(const Pointer &pointer) override
    {
        m_rect = QRectF(m_start, toGrid(pointer.scene)).normalized();
        c.updateOverlay();
    }
    void finish(const Pointer &pointer) override
    {
        moveTo(pointer);
        if (m_rect.width() >= 3 * gridStep && m_rect.height() >= 3 * gridStep)
            c.addBoundary(m_rect);
    }
    void cancel() override {}
    void paint(QPainter &painter) const override
    {
        painter.setRenderHint(QPainter::Antialiasing);
        QColor wash = c.palette().selection;
        painter.setPen(QPen(wash, 1.5, Qt::DashLine));
        wash.setAlphaF(0.08F);
        painter.setBrush(wash);
        painter.drawRoundedRect(c.camera().toView(m_rect), 8, 8);
    }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    CanvasContext &c;
    const QPointF m_start;
    QRectF m_rect;
};

AddTool::AddTool(CanvasContext &context, ElementKind kind)
    : Tool(context), m_kind(kind), m_ghost(context.freshElement(kind)), m_size(context.sizeOf(m_ghost))
{
}

std::unique_ptr<Gesture> AddTool::drag(const Pointer &pointer)
{
    hover(pointer);
    return std::make_unique<PlaceGesture>(*this);
}

void AddTool::click(const Pointer &pointer)
{
    const ElementKind kind = m_kind;
    const QPointF at = pointer.scene;
    CanvasContext &context = c;
    context.scene().setDropTarget({});
    context.addElement(kind, at);
    context.arm(DiagramActions::Kind::SelectTool); // this tool is gone from here on
}

void AddTool::hover(const Pointer &pointer)
{
    m_isOver = true;
    m_at = pointer.scene;
    c.scene().setDropTarget(c.scene().boundaryAt(m_at));
    c.updateOverlay();
}

void AddTool::leave()
{
    m_isOver = false;
    c.scene().setDropTarget({});
    c.updateOverlay();
}

bool AddTool::key(QKeyEvent *event)
{
    if (!isEnter(event))
        return false;
    click({middleOfView(c), {}, Qt::NoModifier});
    return true;
}

void AddTool::paint(QPainter &painter) const
{
    if (!m_isOver)
        return;
    const QPointF corner = toGrid(m_at - QPointF(m_size.width(), m_size.height()) / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(c.camera().transform(), true);
    painter.setOpacity(0.6);
    SymbolState state;
    state.detail = c.scale();
    notation::paintElement(painter, m_ghost, QRectF(corner, m_size), c.scene().style().notation, c.palette(), c.scene().style().font, state);
    painter.restore();
}

QString AddTool::hint() const
{
    return QCoreApplication::translate("Canvas", "Click where it shall stand. Enter puts it in the middle, Escape ends.");
}

std::unique_ptr<Gesture> BoundaryTool::drag(const Pointer &pointer) { return std::make_unique<DrawBoundaryGesture>(c, pointer); }

void BoundaryTool::click(const Pointer &pointer)
{
    const QSizeF size(320, 200);
    c.addBoundary(QRectF(toGrid(pointer.scene - QPointF(size.width(), size.height()) / 2), size));
}

bool BoundaryTool::key(QKeyEvent *event)
{
    if (!isEnter(event))
        return false;
    click({middleOfView(c), {}, Qt::NoModifier});
    return true;
}

QString BoundaryTool::hint() const
{
    return QCoreApplication::translate("Canvas", "Drag a rectangle around what shall stand inside. Escape ends.");
}

ConnectTool::ConnectTool(CanvasContext &context) : Tool(context)
{
    const QList<Subject> &selection = c.scene().selection();
    if (selection.size() == 1 && selection.first().kind == SubjectKind::Element)
        m_from = ElementId(selection.first().id);
    if (const ElementItem *item = c.scene().element(m_from))
        m_at = QPointF(item->rect.right() + 40, item->rect.center().y());
}

std::unique_ptr<Gesture> ConnectTool::drag(const Pointer &pointer)
{
    const ElementId from = c.scene().elementAt(pointer.scene);
    if (!from)
        return nullptr;
    m_from = {};
    return std::make_unique<ConnectGesture>(c, from);
}

void ConnectTool::click(const Pointer &pointer)
{
    const ElementId at = c.scene().elementAt(pointer.scene);
    if (!m_from) {
        m_from = at;
        m_at = pointer.scene;
        c.updateOverlay();
        return;
    }
    const ElementId from = m_from;
    CanvasContext &context = c;
    if (at)
        context.addFlow(from, at);
    else
        context.addElement(pointer.modifiers & Qt::ControlModifier ? ElementKind::DataStore
                           : pointer.modifiers & Qt::ShiftModifier ? ElementKind::ExternalEntity
                                                                   : ElementKind::Process,
                           pointer.scene, from);
    context.arm(DiagramActions::Kind::SelectTool); // this tool is gone from here on
}

void ConnectTool::hover(const Pointer &pointer)
{
    m_at = pointer.scene;
    m_to = c.scene().elementAt(pointer.scene, m_from);
    c.scene().setHovered(m_to ? subjectOf(m_to) : Subject{});
    c.updateOverlay();
}

bool ConnectTool::key(QKeyEvent *event)
{
    const bool forward = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Right || event->key() == Qt::Key_Down;
    const bool backward = event->key() == Qt::Key_Backtab || event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (forward || backward) {
        QList<ElementId> targets;
        for (const Subject &subject : c.scene().readingOrder()) {
            if (subject.kind == SubjectKind::Element && ElementId(subject.id) != m_from)
                targets.append(ElementId(subject.id));
        }
        if (targets.isEmpty())
            return true;
        const qsizetype count = targets.size(), now = targets.indexOf(m_to);
        m_to = targets[now < 0 ? (forward ? 0 : count - 1) : (now + (forward ? 1 : count - 1)) % count];
        m_at = c.scene().element(m_to)->rect.center();
        c.view().ensureVisible(subjectOf(m_to));
        c.updateOverlay();
        return true;
    }
    if (!isEnter(event))
        return false;
    if (!m_from) {
        m_from = std::exchange(m_to, ElementId());
        c.updateOverlay();
    } else if (m_to) {
        const ElementId from = m_from, to = m_to;
        CanvasContext &context = c;
        context.addFlow(from, to);
        context.arm(DiagramActions::Kind::SelectTool); // this tool is gone from here on
    }
    return true;
}

bool ConnectTool::cancel()
{
    c.scene().setHovered({});
    return false;
}

void ConnectTool::paint(QPainter &painter) const
{
    const ElementItem *from = c.scene().element(m_from), *to = c.scene().element(m_to);
    if (from)
        paintFlowPreview(painter, c, leavingPoint(from->rect, m_at), to ? leavingPoint(to->rect, from->rect.center()) : m_at, m_to);
    else if (to)
        paintFlowPreview(painter, c, to->rect.center(), to->rect.center(), m_to);
}

QString ConnectTool::hint() const
{
    return m_from ? QCoreApplication::translate("Canvas", "Click the element that the flow goes to, or press Tab and Enter.")
                  : QCoreApplication::translate("Canvas", "Click the element that the flow comes from, or drag from one to the other.");
}

void PanGesture::moveTo(const Pointer &pointer)
{
    c.panBy(pointer.view - m_last);
    m_last = pointer.view;
}

} // namespace drawbridge
