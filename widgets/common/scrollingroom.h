// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace drawbridge {

// Lets a panel be narrower and lower than its content likes: then it scrolls. Otherwise a window could not be smaller than
// all its panels together, which is more than a small screen at 200 % has.
class ScrollingRoom : public QScrollArea
{
    Q_OBJECT
public:
    // Owns the content. `most`: what it asks for at least, where the content asks for more.
    explicit ScrollingRoom(QWidget *content, QSize most = {240, 140}, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    QSize m_most;
};

} // namespace drawbridge
