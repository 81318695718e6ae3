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
    layout->addWidget(m_heading, 0, Qt::AlignTop);
    m_heading->setContentsMargins(0, 6, 0, 0); // at the height of the first line
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight);
    m_rows->setSpacing(2);
    layout->addLayout(m_rows, 1);
    auto *close = new QToolButton;
    close->setIcon(themedIcon(u"close"_s));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &NextSteps::closed);
    hide();
}

void NextSteps::show(const QList<Step> &steps)
{
    const bool same = std::equal(steps.begin(), steps.end(), m_steps.begin(), m_steps.end(), [](const Step &a, const Step &b) { return a.text == b.text; });
    m_steps = steps;
    setVisible(!steps.isEmpty());
    if (same)
        return;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        auto *row = new RowButton(m_steps[i].text);
        row->setStep(int(i) + 1);
        row->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        row->setWrapped(true);
        connect(row, &RowButton::clicked, this, [this, i] {
            if (const std::function<void()> go = m_steps.value(i).go) // doing it may bring other steps
                go();
        });
        m_rows->addWidget(row, 1, Qt::AlignTop);
    }
    arrange();
}

void NextSteps::arrange()
{
    m_heading->setVisible(width() >= headedFrom);
    QList<RowButton *> rows;
    for (int i = 0; i < m_rows->count(); ++i)
        rows.append(static_cast<RowButton *>(m_rows->itemAt(i)->widget()));
    if (rows.isEmpty())
        return;
    const int room = width() - 50 - (width() >= headedFrom ? m_heading->sizeHint().width() + 8 : 0);
    // Beside one another each is as wide as its text is long, so that all take about the same number of lines.
    const int count = int(rows.size());
    int all = 0, beside = 0, below = 0;
    for (int i = 0; i < count; ++i) {
        m_rows->setStretch(i, 60 + fontMetrics().horizontalAdvance(rows[i]->text()));
        all += m_rows->stretch(i);
    }
    for (int i = 0; i < count; ++i) {
        beside = std::max(beside, rows[i]->heightForWidth((room - (count - 1) * m_rows->spacing()) * m_rows->stretch(i) / all - 1));
        below += rows[i]->heightForWidth(room);
    }
    below += (count - 1) * m_rows->spacing();
    m_rows->setDirection(beside <= below ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setFixedHeight(std::min(beside, below) + layout()->contentsMargins().top() + layout()->contentsMargins().bottom() + 2);
}

void NextSteps::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

} // namespace drawbridge
