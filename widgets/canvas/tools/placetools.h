// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

namespace drawbridge {

// Adds an element where one clicks; its outline follows the pointer. Enter puts it in the middle of the view.
class AddTool : public Tool
{
public:
    AddTool(CanvasContext &context, ElementKind kind);
    std::unique_ptr<Gesture> drag(const Pointer &pointer) override;
    void click(const Pointer &pointer) override;
    void hover(const Pointer &pointer) override;
    void leave() override;
    bool key(QKeyEvent *event) override;
    void paint(QPainter &painter) const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
    QString hint() const override;

private:
    friend class PlaceGesture;
    const ElementKind m_kind;
    const Element m_ghost;
    const QSizeF m_size;
    QPointF m_at;
    bool m_isOver = false;
};

// Draws a boundary: drag its rectangle, or click for one of the usual size. What lies wholly inside comes into it.
class BoundaryTool : public Tool
{
public:
    using Tool::Tool;
    std::unique_ptr<Gesture> drag(const Pointer &pointer) override;
    void click(const Pointer &pointer) override;
    bool key(QKeyEvent *event) override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
    QString hint() const override;
};

// Draws a flow: drag from one element to another, or click one and then the other. From the keyboard: the selected
// element is the source, Tab walks over the targets, Enter connects.
class ConnectTool : public Tool
{
public:
    explicit ConnectTool(CanvasContext &context);
    std::unique_ptr<Gesture> drag(const Pointer &pointer) override;
    void click(const Pointer &pointer) override;
    void hover(const Pointer &pointer) override;
    bool key(QKeyEvent *event) override;
    bool cancel() override;
    void paint(QPainter &painter) const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
    QString hint() const override;

private:
    ElementId m_from;
    ElementId m_to;
    QPointF m_at;
};

// Moves the view like a sheet of paper. Also behind Space and the middle button.
class PanGesture : public Gesture
{
public:
    PanGesture(CanvasContext &context, const Pointer &start) : c(context), m_last(start.view) {}
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override { moveTo(pointer); }
    void cancel() override {}
    Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    CanvasContext &c;
    QPointF m_last;
};

class PanTool : public Tool
{
public:
    using Tool::Tool;
    std::unique_ptr<Gesture> drag(const Pointer &pointer) override { return std::make_unique<PanGesture>(c, pointer); }
    Qt::CursorShape cursor() const override { return Qt::OpenHandCursor; }
};

} // namespace drawbridge
