// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace drawbridge {

// Writes JSON in the order in which it is called, which QJsonObject cannot: two spaces of indent, scalar arrays on one
// line, numbers independent of the locale.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(const char *name);
    void value(const QString &text);
    void value(const char *text) { value(QString::fromUtf8(text)); }
    void value(qint64 number);
    void value(int number) { value(qint64(number)); }
    void value(bool truth);
    // With at most `decimals` decimals, at least one.
    void value(double number, int decimals);
    void null();

    template <class... Args> void member(const char *name, Args... args)
    {
        key(name);
        value(args...);
    }
    void member(const char *name, const QStringList &texts);

    // The finished text, with a line end.
    QByteArray take();

private:
    void separate();
    void newLine();
    void raw(const QByteArray &bytes);

    QByteArray m_out;
    QByteArray m_stack; // '{' and '['
    bool m_first = true;
    bool m_afterKey = false;
};

} // namespace drawbridge
