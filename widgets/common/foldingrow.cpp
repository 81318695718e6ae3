// SPDX-License-Identifier: Apache-2.0
#include "common/foldingrow.h"

#include <QEvent>

namespace drawbridge {

namespace {

constexpr int gap = 6;

} // namespace

FoldingRow::FoldingRow(QWidget *first, QWidget *second, int foldBelow, const QMargins &margins, QWidget *parent)
    : QWidget(parent), m_first(first), m_second(second), m_foldBelow(foldBelow), m_margins(margins)
{
    m_first->setParent(this);
    m_second->setParent(this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

bool FoldingRow::foldsAt(int width) const
{
    return width - m_margins.left() - m_margins.right() - gap - m_second->sizeHint().width() < std::min(m_foldBelow, m_first->sizeHint().width());
}

QSize FoldingRow::sizeHint() const
{
    const QSize a = m_first->sizeHint(), b = m_second->sizeHint();
    return QSize(a.width() + gap + b.width(), std::max(a.height(), b.height())).grownBy(m_margins);
}

QSize FoldingRow::minimumSizeHint() const
{
    const QSize a = m_first->minimumSizeHint(), b = m_second->minimumSizeHint();
    return QSize(std::max(a.width(), b.width()), std::max(a.height(), b.height())).grownBy(m_margins);
}

int FoldingRow::heightForWidth(int width) const
{
    const int a = m_first->sizeHint().height(), b = m_second->sizeHint().height();
    return m_margins.top() + m_margins.bottom() + (foldsAt(width) ? a + gap / 2 + b : std::max(a, b));
}

void FoldingRow::arrange()
{
    const QRect room = rect().marginsRemoved(m_margins);
    const QSize a = m_first->sizeHint(), b = m_second->sizeHint();
    const int wide = std::min(room.width(), b.width());
    if (isFolded()) {
        m_first->setGeometry(room.x(), room.y(), room.width(), a.height());
        m_second->setGeometry(room.x(), room.y() + a.height() + gap / 2, wide, b.height());
        return;
    }
    m_first->setGeometry(room.x(), room.y() + (room.height() - a.height()) / 2, room.width() - wide - gap, a.height());
    m_second->setGeometry(room.x() + room.width() - wide, room.y() + (room.height() - b.height()) / 2, wide, b.height());
}

void FoldingRow::resizeEvent(QResizeEvent *)
{
    arrange();
}

bool FoldingRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) { // one of the two wants another size
        updateGeometry();
        arrange();
    }
    return QWidget::event(event);
}

} // namespace drawbridge
