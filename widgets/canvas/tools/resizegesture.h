// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/handles.h"
#include "canvas/tools/tool.h"

namespace drawbridge {

// Drags edges or corners of an element or a boundary; a boundary never gets smaller than what stands in it. Snaps to
// edges and sizes of neighbours and to the grid (Alt: freely); Shift keeps the proportions.
class ResizeGesture : public Gesture
{
public:
    ResizeGesture(CanvasContext &context, const Pointer &start, const Handle &handle);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override { c.scene().dropLifted(); }
    void paint(QPainter &painter) const override;
    QString hint() const override;
    Qt::CursorShape cursor() const override { return cursorOf(m_handle); }

private:
    Delta delta() const;

    CanvasContext &c;
    const Handle m_handle;
    const QPointF m_start;
    QRectF m_from;
    QRectF m_rect;
    QList<QRectF> m_others; // what to snap to
    QList<QLineF> m_guides, m_sizes;
};

} // namespace drawbridge
