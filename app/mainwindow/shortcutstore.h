// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace drawbridge {

// The keys of every command: those it came with, those a person chose, and what clashes. Choices stay in the person's
// settings, by the command's object name.
class ShortcutStore : public QObject
{
    Q_OBJECT
public:
    // A command and the part of the window's menus that it is found in.
    struct Command
    {
        QAction *action = nullptr;
        QString group;
    };

    // Takes the present keys as those the commands came with, then applies what a person chose before. Commands without an
    // object name have no keys to choose.
    ShortcutStore(const QList<Command> &commands, QObject *parent);

    const QList<Command> &commands() const { return m_commands; }
    QList<QKeySequence> defaults(const QAction *action) const { return m_defaults.value(action); }
    bool isChanged(const QAction *action) const;
    // Those that have the key, or begin with it, or that it begins with; without `except`.
    QList<QAction *> clashes(const QKeySequence &keys, const QAction *except) const;

    // One key, or none; taken away from every command that clashes. Remembered.
    void assign(QAction *action, const QKeySequence &keys);
    void reset(QAction *action);
    void resetAll();

signals:
    void changed();

private:
    void set(QAction *action, const QList<QKeySequence> &keys);

    QList<Command> m_commands;
    QHash<const QAction *, QList<QKeySequence>> m_defaults;
};

} // namespace drawbridge
