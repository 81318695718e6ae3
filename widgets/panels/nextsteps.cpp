// SPDX-License-Identifier: Apache-2.0
#include "panels/nextsteps.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"

#include <QToolButton>
#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int headedFrom = 560; // narrower, the steps need the room

} // namespace

NextSteps::NextSteps(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"nextSteps"_s);
    setAccessibleName(tr("Three steps to take next"));
    setProperty("role", u"card"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(8);
    m_heading = plainLabel(tr("What to do next"), "heading");
    m_heading->setWordWrap(false);
    layout->addWidget(m_heading);
    m_rows = new QHBoxLayout;
    m_rows->setSpacing(4);
    layout->addLayout(m_rows, 1);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(u"close"_s));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
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
        row->setToolTip(plainToolTip(step.text));
        row->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(row, &RowButton::clicked, this, [go = step.go] { go(); });
        m_rows->addWidget(row, 1);
    }
    setVisible(!steps.isEmpty());
}

void NextSteps::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_heading->setVisible(width() >= headedFrom);
}

} // namespace drawbridge
