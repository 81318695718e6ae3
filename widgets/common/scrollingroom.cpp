// SPDX-License-Identifier: Apache-2.0
#include "common/scrollingroom.h"

namespace drawbridge {

ScrollingRoom::ScrollingRoom(QWidget *content, QSize most, QWidget *parent) : QScrollArea(parent), m_most(most)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setProperty("role", QStringLiteral("panel"));
    setWidget(content);
}

QSize ScrollingRoom::minimumSizeHint() const
{
    return widget()->minimumSizeHint().expandedTo(widget()->minimumSize()).boundedTo(m_most);
}

QSize ScrollingRoom::sizeHint() const
{
    return widget()->sizeHint().expandedTo(minimumSizeHint());
}

} // namespace drawbridge
