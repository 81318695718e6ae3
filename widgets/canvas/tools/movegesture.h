// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"
#include "canvas/tools/tool.h"

namespace drawbridge {

// Moves what is selected; boundaries take along what stands in them. Snaps to neighbours and grid (Alt: freely), Shift
// keeps to one direction. Dropped inside another boundary, elements come into it.
class MoveGesture : public Gesture
{
public:
    // `grabbed` is what the pointer holds on to: it decides what to snap and which boundary is the target.
    MoveGesture(CanvasContext &context, const Pointer &start, const Subject &grabbed);
    void moveTo(const Pointer &pointer) override;
    void finish(const Pointer &pointer) override;
    void cancel() override;
    void paint(QPainter &painter) const override;
    QString hint() const override;
    Qt::CursorShape cursor() const override { return m_copies ? Qt::DragCopyCursor : Qt::SizeAllCursor; }

private:
    void putCopies();

    CanvasContext &c;
    const QPointF m_start;
    const Subject m_grabbed;
    Selection m_selection;
    QSet<BoundaryId> m_boundaries; // all that move
    QRectF m_from;                 // where the grabbed thing stood
    QList<QRectF> m_others;        // what to snap to
    QPointF m_by;
    QList<QLineF> m_guides, m_gaps;
    bool m_copies = false;
};

} // namespace drawbridge
