// SPDX-License-Identifier: Apache-2.0
#include "canvas/tools/rubberbandgesture.h"

namespace drawbridge {

RubberBandGesture::RubberBandGesture(CanvasContext &context, const Pointer &start)
    : c(context), m_start(start.scene), m_modifiers(start.modifiers), m_before(context.scene().selection())
{
}

void RubberBandGesture::moveTo(const Pointer &pointer)
{
    m_rect = QRectF(m_start, pointer.scene).normalized();
    QList<Subject> selection = c.scene().subjectsIn(m_rect);
    if (m_modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        QList<Subject> joined = m_before;
        for (const Subject &subject : std::as_const(selection)) {
            if (!m_before.contains(subject))
                joined.append(subject);
            else if (m_modifiers & Qt::ControlModifier)
                joined.removeOne(subject);
        }
        selection = joined;
    }
    c.scene().select(selection);
    c.updateOverlay();
}

void RubberBandGesture::cancel() { c.scene().select(m_before); }

void RubberBandGesture::paint(QPainter &painter) const
{
    QColor wash = c.palette().selection;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(wash, 1));
    wash.setAlphaF(0.10F);
    painter.setBrush(wash);
    painter.drawRect(c.camera().toView(m_rect));
}

} // namespace drawbridge
