// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

namespace drawbridge {

// Selects what a rectangle touches; Shift adds to what was selected, Ctrl toggles. Edits nothing.
class RubberBandGesture : public Gesture
{
public:
    RubberBandGesture(CanvasContext &context, const Pointer &start);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override { moveTo(pointer); }
    void cancel() override;
    void paint(QPainter &painter) const override;

private:
    CanvasContext &c;
    const QPointF m_start;
    const Qt::KeyboardModifiers m_modifiers;
    const QList<Subject> m_before;
    QRectF m_rect;
};

} // namespace drawbridge
