// SPDX-License-Identifier: Apache-2.0
#include "common/tablist.h"

#include "common/icons.h"
#include "common/plaintext.h"

#include <QEvent>
#include <QMenu>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace drawbridge {

TabList::TabList(QTabBar *tabs, QWidget *parent) : QToolButton(parent), m_tabs(tabs)
{
    setObjectName(u"tabList"_s);
    setIcon(themedIcon(u"chevron-down"_s, IconColor::Muted));
    setAutoRaise(true);
    setToolTip(tr("All tabs"));
    setAccessibleName(tr("All tabs"));
    setPopupMode(QToolButton::InstantPopup);
    setStyleSheet(u"QToolButton::menu-indicator { image: none; }"_s); // the icon says it
    auto *menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &TabList::fill);
    m_tabs->installEventFilter(this);
    hide();
}

void TabList::fill()
{
    menu()->clear();
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (!m_tabs->isTabVisible(i))
            continue;
        QAction *action = menu()->addAction(menuText(m_tabs->tabText(i)), m_tabs, [this, i] {
            m_tabs->setCurrentIndex(i);
            m_tabs->setFocus(Qt::OtherFocusReason);
        });
        action->setCheckable(true);
        action->setChecked(i == m_tabs->currentIndex());
    }
}

bool TabList::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        updateVisible();
    return QToolButton::eventFilter(object, event);
}

// By the room that both share, so that showing the button does not change the answer.
void TabList::updateVisible()
{
    const QWidget *room = m_tabs->parentWidget();
    setVisible(room && m_tabs->sizeHint().width() > room->width());
}

} // namespace drawbridge
