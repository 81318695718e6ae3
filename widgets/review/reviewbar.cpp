// SPDX-License-Identifier: Apache-2.0
#include "review/reviewbar.h"

#include "common/smallwidgets.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int lastMinutes = 5 * 60; // from here on the clock stands out

QString clockText(int seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

} // namespace

ReviewBar::ReviewBar(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"reviewBar"_s);
    setProperty("role", u"bar"_s);
    setFixedHeight(48);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 0, 12, 0);
    layout->setSpacing(10);
    m_title = new ElidedLabel;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    layout->addWidget(m_title, 1);
    m_place = plainLabel({}, "strong");
    m_place->setObjectName(u"reviewPlace"_s);
    m_place->setWordWrap(false);
    m_clock = plainLabel({}, "strong");
    m_clock->setObjectName(u"reviewClock"_s);
    m_clock->setWordWrap(false);
    layout->addWidget(m_place);
    layout->addWidget(m_clock);
    const auto add = [&](const QString &text, const char *name, auto signal, bool primary = false) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        button->setFocusPolicy(Qt::TabFocus);
        if (primary)
            button->setProperty("role", u"primary"_s);
        connect(button, &QPushButton::clicked, this, signal);
        layout->addWidget(button);
    };
    add(tr("Minutes"), "reviewMinutes", &ReviewBar::minutesWanted);
    add(tr("Add action"), "reviewAddAction", &ReviewBar::actionWanted);
    add(tr("Pause"), "reviewPause", &ReviewBar::pauseWanted);
    add(tr("End review"), "reviewEnd", &ReviewBar::endWanted, true);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &ReviewBar::updateClock);
}

void ReviewBar::begin(const QString &title, int minutes, int secondsUsed)
{
    m_title->setText(title);
    m_box = minutes * 60;
    m_before = secondsUsed;
    m_reminded = m_box > 0 && secondsUsed >= m_box;
    m_running.start();
    m_tick.start();
    updateClock();
}

void ReviewBar::stop()
{
    m_before = secondsUsed();
    m_running.invalidate();
    m_tick.stop();
}

int ReviewBar::secondsUsed() const
{
    return m_before + (m_running.isValid() ? int(m_running.elapsed() / 1000) : 0);
}

void ReviewBar::setPlace(int item, int items)
{
    m_place->setText(items > 0 ? tr("Agenda %1 of %2").arg(item).arg(items) : QString());
}

void ReviewBar::updateClock()
{
    const int left = m_box - secondsUsed();
    m_clock->setVisible(m_box > 0);
    m_clock->setText(left >= 0 ? tr("%1 left").arg(clockText(left)) : tr("%1 over").arg(clockText(-left)));
    setRole(m_clock, left < 0 ? "error" : left < lastMinutes ? "warning" : "strong");
    if (m_box > 0 && left <= 0 && !m_reminded) {
        m_reminded = true;
        emit timeIsUp();
    }
}

} // namespace drawbridge
