// SPDX-License-Identifier: Apache-2.0
#include "review/walklist.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QListWidget *makeList(const char *name, const QString &title)
{
    auto *list = new QListWidget;
    list->setObjectName(QLatin1StringView(name));
    list->setAccessibleName(title);
    list->setTextElideMode(Qt::ElideRight);
    list->setUniformItemSizes(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return list;
}

void markCurrent(QListWidget *list, int row)
{
    list->setCurrentRow(row);
    if (QListWidgetItem *item = list->currentItem()) {
        QFont bold = item->font();
        bold.setWeight(QFont::DemiBold);
        item->setFont(bold);
        list->scrollToItem(item);
    }
}

} // namespace

WalkList::WalkList(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"walkList"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 10, 12);
    layout->setSpacing(6);
    m_title = new SectionHeader({});
    layout->addWidget(m_title);
    m_walks = makeList("walkItems", tr("Ways"));
    layout->addWidget(m_walks, 2);
    layout->addWidget(new SectionHeader(tr("Step by step")));
    m_steps = makeList("walkSteps", tr("Steps"));
    layout->addWidget(m_steps, 3);
    for (const bool activated : {false, true}) {
        const auto signal = activated ? &QListWidget::itemActivated : &QListWidget::itemClicked;
        connect(m_walks, signal, this, [this](QListWidgetItem *item) { emit walkChosen(m_walks->row(item)); });
        connect(m_steps, signal, this, [this](QListWidgetItem *item) { emit stepChosen(m_steps->row(item)); });
    }
}

void WalkList::show(const QString &title, const QList<Walk> &walks, int walk, int step)
{
    const ThemeColors &colors = ThemeColors::of(palette());
    const QSignalBlocker quietWalks(m_walks), quietSteps(m_steps);
    m_title->setText(title.toUpper());
    m_walks->clear();
    for (const Walk &each : walks) {
        auto *item = new QListWidgetItem(each.detail.isEmpty() ? each.title : u"%1 · %2"_s.arg(each.title, each.detail), m_walks);
        item->setToolTip(plainToolTip(item->text()));
    }
    markCurrent(m_walks, walk);
    m_steps->clear();
    const QList<WalkStep> steps = walks.value(walk).steps;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        auto *item = new QListWidgetItem(u"%1  %2%3"_s.arg(i + 1).arg(steps[i].gap ? u"✕ "_s : QString(), oneLine(steps[i].title, 160)), m_steps);
        item->setToolTip(plainToolTip(steps[i].title));
        if (int(i) < step)
            item->setForeground(colors.textMuted);
    }
    markCurrent(m_steps, step);
}

} // namespace drawbridge
