// SPDX-License-Identifier: Apache-2.0
#include "review/reviewbar.h"

#include "common/smallwidgets.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int lastMinutes = 5 * 60; // from here on the clock stands out

QString clockText(int seconds)
{
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

constexpr int narrow = 940;

// Every button of the bar has a key while the card has the focus, and says so.
QString withKey(const QString &text, const QString &key) { return u"%1  %2"_s.arg(text, key); }

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
    auto *modes = new QWidget;
    modes->setObjectName(u"reviewModes"_s);
    modes->setAttribute(Qt::WA_StyledBackground);
    modes->setAccessibleName(tr("What the room looks at"));
    modes->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    auto *modeRow = new QHBoxLayout(modes);
    modeRow->setContentsMargins(3, 3, 3, 3);
    modeRow->setSpacing(2);
    m_modes = new QButtonGroup(this);
    int number = 0;
    for (const QString &name : {tr("Findings"), tr("Questions"), tr("Walk the data"), tr("Attack paths"), tr("Changes")}) {
        auto *button = new QToolButton;
        button->setText(withKey(name, QString::number(number + 1)));
        button->setAccessibleName(name);
        button->setToolTip(name);
        button->setCheckable(true);
        connect(button, &QToolButton::toggled, this, &ReviewBar::updateModes);
        button->setFocusPolicy(Qt::TabFocus);
        m_modes->addButton(button, number++);
        modeRow->addWidget(button);
    }
    connect(m_modes, &QButtonGroup::idClicked, this, [this](int id) { emit modeChosen(ReviewMode(id)); });
    layout->addWidget(modes, 0, Qt::AlignVCenter);
    layout->addStretch(1);
    m_place = plainLabel({}, "strong");
    m_place->setObjectName(u"reviewPlace"_s);
    m_place->setWordWrap(false);
    m_clock = plainLabel({}, "strong");
    m_clock->setObjectName(u"reviewClock"_s);
    m_clock->setWordWrap(false);
    layout->addWidget(m_place);
    layout->addWidget(m_clock);
    const auto add = [&](const QString &text, const QString &key, const char *name, auto signal, bool primary = false) {
        auto *button = new QPushButton(withKey(text, key));
        button->setAccessibleName(text);
        button->setObjectName(QLatin1StringView(name));
        button->setFocusPolicy(Qt::TabFocus);
        if (primary)
            button->setProperty("role", u"primary"_s);
        connect(button, &QPushButton::clicked, this, signal);
        layout->addWidget(button);
        return button;
    };
    m_givesWay.append(add(tr("Minutes"), u"I"_s, "reviewMinutes", &ReviewBar::minutesWanted));
    m_givesWay.append(add(tr("Add action"), u"W"_s, "reviewAddAction", &ReviewBar::actionWanted));
    add(tr("Pause"), u"U"_s, "reviewPause", &ReviewBar::pauseWanted);
    add(tr("End review"), u"F"_s, "reviewEnd", &ReviewBar::endWanted, true);
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

void ReviewBar::setPlace(const QString &text) { m_place->setText(text); }

void ReviewBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    for (QWidget *button : std::as_const(m_givesWay))
        button->setVisible(width() >= 1080);
    m_place->setVisible(width() >= 720);
    updateModes();
}

// Where there is no room for all their words, the numbers of the others stay.
void ReviewBar::updateModes()
{
    for (QAbstractButton *button : m_modes->buttons()) {
        const QString key = QString::number(m_modes->id(button) + 1);
        button->setText(width() >= narrow || button->isChecked() ? withKey(button->accessibleName(), key) : key);
    }
}

void ReviewBar::setMode(ReviewMode mode) { m_modes->button(int(mode))->setChecked(true); }

void ReviewBar::setOffered(ReviewMode mode, bool offered) { m_modes->button(int(mode))->setEnabled(offered); }

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
