// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QString>
#include <Qt>

#include <memory>

class QKeyEvent;
class QPainter;

namespace drawbridge {

class CanvasContext;

// Where the pointer is and what is held down with it.
struct Pointer
{
    QPointF scene;
    QPointF view;
    Qt::KeyboardModifiers modifiers;
};

// A drag that is under way. Until finish() only the scene changes; finish() pushes at most one Delta; cancel() leaves
// no trace.
class Gesture
{
public:
    virtual ~Gesture() = default;
    virtual void moveTo(const Pointer &pointer) = 0;
    virtual void finish(const Pointer &pointer) = 0;
    virtual void cancel() = 0;
    // Above the picture, in view coordinates.
    virtual void paint(QPainter &painter) const { Q_UNUSED(painter); }
    virtual QString hint() const { return {}; }
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }
};

// What the mouse and some keys mean while a tool is in hand. The view tells clicks from drags.
class Tool
{
public:
    explicit Tool(CanvasContext &context) : c(context) {}
    virtual ~Tool() = default;

    virtual void press(const Pointer &pointer) { Q_UNUSED(pointer); }
    // The button moved further than a click: what follows. Null: nothing. `pointer` is where it was pressed.
    virtual std::unique_ptr<Gesture> drag(const Pointer &pointer) = 0;
    // Released where it was pressed.
    virtual void click(const Pointer &pointer) { Q_UNUSED(pointer); }
    virtual void doubleClick(const Pointer &pointer) { Q_UNUSED(pointer); }
    virtual void hover(const Pointer &pointer) { Q_UNUSED(pointer); }
    // The pointer left the view.
    virtual void leave() {}
    // Whether the key was used.
    virtual bool key(QKeyEvent *event) { Q_UNUSED(event); return false; }
    // Back to the beginning of its work, without a trace; whether there was something to take back.
    virtual bool cancel() { return false; }
    virtual void paint(QPainter &painter) const { Q_UNUSED(painter); }
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }
    virtual QString hint() const { return {}; }

protected:
    CanvasContext &c;
};

} // namespace drawbridge
