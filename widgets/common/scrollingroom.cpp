// SPDX-License-Identifier: Apache-2.0
#include "common/scrollingroom.h"

namespace drawbridge {

namespace {

// Between the two, because a scroll area gives a widget of wrapped text the height that it would like, not what it needs.
class Holder : public QWidget
{
public:
    explicit Holder(QWidget *content) : m_content(content) { content->setParent(this); }
    QSize minimumSizeHint() const override { return m_content->minimumSizeHint().expandedTo(m_content->minimumSize()); }
    QSize sizeHint() const override { return m_content->sizeHint().expandedTo(minimumSizeHint()); }

protected:
    void resizeEvent(QResizeEvent *) override { m_content->setGeometry(rect()); }

private:
    QWidget *m_content;
};

} // namespace

ScrollingRoom::ScrollingRoom(QWidget *content, QSize most, QWidget *parent) : QScrollArea(parent), m_most(most)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setProperty("role", QStringLiteral("panel"));
    setWidget(new Holder(content));
    setFocusProxy(content);
}

QSize ScrollingRoom::minimumSizeHint() const
{
    return widget()->minimumSizeHint().boundedTo(m_most);
}

QSize ScrollingRoom::sizeHint() const
{
    return widget()->sizeHint().expandedTo(minimumSizeHint());
}

} // namespace drawbridge
