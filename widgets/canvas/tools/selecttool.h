// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

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

private:
    Qt::CursorShape m_cursor = Qt::ArrowCursor;
};

} // namespace drawbridge
