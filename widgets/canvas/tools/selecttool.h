// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

#include <QSizeF>

#include <optional>

namespace drawbridge {

// The tool in hand by default: selects, and begins the gesture that fits to what was taken: move, resize, connect,
// bend, label, rubber band.
class SelectTool : public Tool
{
public:
    using Tool::Tool;
    void press(const Pointer &pointer) override;
    std::unique_ptr<Gesture> drag(const Pointer &pointer) override;
    void click(const Pointer &pointer) override;
    void doubleClick(const Pointer &pointer) override;
    void hover(const Pointer &pointer) override;
    void leave() override;
    void paint(QPainter &painter) const override;
    Qt::CursorShape cursor() const override { return m_cursor; }
    QString hint() const override;

private:
    // What a click would add beside an element: the pointer is on the outer half of one of its connection points.
    struct Quick
    {
        ElementId from;
        ElementKind kind = ElementKind::Process;
        QPointF at; // of the centre
        QSizeF size;
    };
    std::optional<Quick> quickAt(const Pointer &pointer) const;

    Qt::CursorShape m_cursor = Qt::ArrowCursor;
    std::optional<Quick> m_quick;
};

} // namespace drawbridge
