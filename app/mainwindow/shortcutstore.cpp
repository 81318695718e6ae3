// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/shortcutstore.h"

#include <QAction>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QString settingOf(const QAction *action) { return u"shortcuts/"_s + action->objectName(); }

// The tip ends in the key, as "(Ctrl+T)", where there is one.
QString withoutKeys(const QString &tip, const QList<QKeySequence> &keys)
{
    for (const QKeySequence &key : keys) {
        const QString end = u" ("_s + key.toString(QKeySequence::NativeText) + u')';
        if (tip.endsWith(end))
            return tip.chopped(end.size());
    }
    return tip;
}

} // namespace

ShortcutStore::ShortcutStore(const QList<Command> &commands, QObject *parent) : QObject(parent), m_commands(commands)
{
    m_commands.removeIf([](const Command &command) { return !command.action || command.action->objectName().isEmpty(); });
    const QSettings settings;
    for (const Command &command : std::as_const(m_commands))
        m_defaults.insert(command.action, command.action->shortcuts());
    for (const Command &command : std::as_const(m_commands)) {
        const QVariant chosen = settings.value(settingOf(command.action));
        if (chosen.isValid())
            set(command.action, QKeySequence::listFromString(chosen.toString()));
    }
}

bool ShortcutStore::isChanged(const QAction *action) const { return action->shortcuts() != m_defaults.value(action); }

QList<QAction *> ShortcutStore::clashes(const QKeySequence &keys, const QAction *except) const
{
    QList<QAction *> list;
    if (keys.isEmpty())
        return list;
    for (const Command &command : m_commands) {
        if (command.action == except)
            continue;
        for (const QKeySequence &own : command.action->shortcuts()) {
            if (own.matches(keys) != QKeySequence::NoMatch || keys.matches(own) != QKeySequence::NoMatch) {
                list.append(command.action);
                break;
            }
        }
    }
    return list;
}

void ShortcutStore::set(QAction *action, const QList<QKeySequence> &keys)
{
    const QString tip = withoutKeys(action->toolTip(), action->shortcuts());
    action->setShortcuts(keys);
    action->setToolTip(keys.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, keys.first().toString(QKeySequence::NativeText)));
}

void ShortcutStore::assign(QAction *action, const QKeySequence &keys)
{
    QSettings settings;
    for (QAction *other : clashes(keys, action)) {
        QList<QKeySequence> left = other->shortcuts();
        left.removeIf([&](const QKeySequence &own) { return own.matches(keys) != QKeySequence::NoMatch || keys.matches(own) != QKeySequence::NoMatch; });
        set(other, left);
        settings.setValue(settingOf(other), QKeySequence::listToString(left));
    }
    set(action, keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
    if (isChanged(action))
        settings.setValue(settingOf(action), QKeySequence::listToString(action->shortcuts()));
    else
        settings.remove(settingOf(action));
    emit changed();
}

void ShortcutStore::reset(QAction *action)
{
    const QList<QKeySequence> keys = m_defaults.value(action);
    QSettings settings;
    // What was given its keys in the meantime loses them.
    for (const QKeySequence &key : keys) {
        for (QAction *other : clashes(key, action)) {
            QList<QKeySequence> left = other->shortcuts();
            left.removeAll(key);
            set(other, left);
            settings.setValue(settingOf(other), QKeySequence::listToString(left));
        }
    }
    set(action, keys);
    settings.remove(settingOf(action));
    emit changed();
}

void ShortcutStore::resetAll()
{
    QSettings settings;
    settings.remove(u"shortcuts"_s);
    for (const Command &command : std::as_const(m_commands))
        set(command.action, m_defaults.value(command.action));
    emit changed();
}

} // namespace drawbridge
