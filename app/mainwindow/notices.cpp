// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/notices.h"

#include "common/messagebar.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QUrl>

namespace drawbridge {

namespace {

constexpr int passingSeconds = 8;

} // namespace

Notices::Notices(MessageBar &bar, QObject *parent) : QObject(parent), m_bar(bar) {}

void Notices::done(const QString &text) { m_bar.say(MessageBar::Kind::Good, text, passingSeconds); }

void Notices::inform(const QString &text) { m_bar.say(MessageBar::Kind::Info, text, passingSeconds); }

void Notices::warn(const QString &text) { m_bar.say(MessageBar::Kind::Warning, text, passingSeconds); }

void Notices::warnUntilClosed(const QString &text) { m_bar.say(MessageBar::Kind::Warning, text); }

void Notices::fail(const QString &text) { m_bar.say(MessageBar::Kind::Error, text); }

void Notices::written(const QString &sentence, const QString &path)
{
    done(sentence.arg(path));
    connect(addButton(tr("Open")), &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

QPushButton *Notices::addButton(const QString &text) { return m_bar.addButton(text); }

void Notices::clear() { m_bar.hide(); }

} // namespace drawbridge
