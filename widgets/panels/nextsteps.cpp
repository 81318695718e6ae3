// SPDX-License-Identifier: Apache-2.0
#include "panels/nextsteps.h"

#include "common/icons.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"

#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {
constexpr int cardWidth = 340;
constexpr int margin = 16;
} // namespace

NextSteps::NextSteps(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"nextSteps"_s);
    setAccessibleName(tr("Three steps to take next"));
    setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 10);
    layout->setSpacing(2);
    auto *head = new QHBoxLayout;
    head->addWidget(plainLabel(tr("What to do next"), "heading"), 1);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(u"close"_s));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    head->addWidget(close);
    layout->addLayout(head);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(0);
    layout->addLayout(m_rows);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void NextSteps::show(const QList<Step> &steps)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    int number = 0;
    for (const Step &step : steps) {
        auto *row = new RowButton(step.text);
        row->setStep(++number);
        row->setWrapped(true);
        connect(row, &RowButton::clicked, this, [go = step.go] { go(); });
        m_rows->addWidget(row);
        row->show(); // a layout does not count what is not shown yet
    }
    setVisible(!steps.isEmpty());
    place();
    raise();
}

void NextSteps::place()
{
    const int width = std::min(cardWidth, parentWidget()->width() - 2 * margin);
    // The rows learn their width here, before the layout asks for their height: texts that wrap need the true one.
    const QMargins frame = contentsMargins(), inner = layout()->contentsMargins();
    const int rowWidth = width - frame.left() - frame.right() - inner.left() - inner.right();
    for (int i = 0; i < m_rows->count(); ++i) {
        QWidget *row = m_rows->itemAt(i)->widget();
        row->ensurePolished();
        row->setFixedHeight(row->heightForWidth(rowWidth));
    }
    layout()->invalidate();
    const int height = hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    setGeometry(margin, parentWidget()->height() - height - margin, width, height);
}

bool NextSteps::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(object, event);
}

} // namespace drawbridge
