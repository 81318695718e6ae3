// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QPushButton;

namespace drawbridge {

class MessageBar;

// What the window tells about what was done: one line that stands in nobody's way. What went well or can be overlooked
// goes by itself after a while; what failed stays until it is closed.
class Notices : public QObject
{
    Q_OBJECT
public:
    // `bar` outlives it.
    Notices(MessageBar &bar, QObject *parent);

    void done(const QString &text);
    void inform(const QString &text);
    void warn(const QString &text);
    // A warning that something has to be done about: it stays.
    void warnUntilClosed(const QString &text);
    void fail(const QString &text);
    // `sentence` has a %1 for the file; a button opens it.
    void written(const QString &sentence, const QString &path);

    // A button for what is said now.
    QPushButton *addButton(const QString &text);
    void clear();

private:
    MessageBar &m_bar;
};

} // namespace drawbridge
