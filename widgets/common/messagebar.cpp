// SPDX-License-Identifier: Apache-2.0
#include "common/messagebar.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace drawbridge {

MessageBar::MessageBar(QWidget *parent) : QFrame(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 8, 6);
    layout->setSpacing(10);
    m_icon = new QLabel;
    m_text = plainLabel({}, "message");
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(6);
    m_close = new QPushButton;
    m_close->setIcon(themedIcon(u"close"_s));
    m_close->setProperty("role", u"link"_s);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close"));
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    m_timer = new QTimer(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::say(Kind kind, const QString &text, int seconds)
{
    static constexpr const char *icons[] = {"info", "check", "warning", "error"};
    static constexpr IconColor colors[] = {IconColor::Accent, IconColor::Good, IconColor::Warning, IconColor::Error};
    m_kind = kind;
    clearButtons();
    m_icon->setPixmap(themedIcon(QLatin1StringView(icons[int(kind)]), colors[int(kind)]).pixmap(18, 18));
    m_text->setText(text.size() > 1000 ? oneLine(text, 1000) : text);
    setAccessibleName(m_text->text());
    m_timer->stop();
    if (seconds > 0)
        m_timer->start(seconds * 1000);
    show();
    update();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QPushButton *MessageBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text);
    m_buttons->addWidget(button);
    return button;
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setClosable(bool on)
{
    m_close->setVisible(on);
}

void MessageBar::clearButtons()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = ThemeColors::of(palette());
    const QColor fill = m_kind == Kind::Info ? c.infoFill : m_kind == Kind::Good ? c.goodFill : m_kind == Kind::Warning ? c.warningFill : c.errorFill;
    QPainter painter(this);
    painter.fillRect(rect(), fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), c.border);
}

} // namespace drawbridge
