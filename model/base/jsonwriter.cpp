// SPDX-License-Identifier: Apache-2.0
#include "base/jsonwriter.h"

namespace drawbridge {

namespace {

void appendEscaped(QByteArray &out, const QByteArray &utf8)
{
    static const char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (uchar(c) < 0x20) {
                out += "\\u00";
                out += hex[uchar(c) >> 4];
                out += hex[uchar(c) & 15];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

} // namespace

void JsonWriter::newLine()
{
    m_out += '\n';
    m_out.append(2 * m_stack.size(), ' ');
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_stack.isEmpty())
        return;
    if (!m_first)
        m_out += ',';
    newLine();
    m_first = false;
}

void JsonWriter::raw(const QByteArray &bytes)
{
    separate();
    m_out += bytes;
    m_first = false;
}

void JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_stack += '{';
    m_first = true;
}

void JsonWriter::endObject()
{
    m_stack.chop(1);
    if (!m_first)
        newLine();
    m_out += '}';
    m_first = false;
}

void JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_stack += '[';
    m_first = true;
}

void JsonWriter::endArray()
{
    m_stack.chop(1);
    if (!m_first)
        newLine();
    m_out += ']';
    m_first = false;
}

void JsonWriter::key(const char *name)
{
    separate();
    appendEscaped(m_out, name);
    m_out += ": ";
    m_afterKey = true;
}

void JsonWriter::value(const QString &text)
{
    separate();
    appendEscaped(m_out, text.toUtf8());
    m_first = false;
}

void JsonWriter::value(qint64 number)
{
    raw(QByteArray::number(number));
}

void JsonWriter::value(bool truth)
{
    raw(truth ? "true" : "false");
}

void JsonWriter::value(double number, int decimals)
{
    QByteArray text = QByteArray::number(number, 'f', decimals);
    if (text.contains('.')) {
        while (text.endsWith('0') && !text.endsWith(".0"))
            text.chop(1);
    }
    raw(text);
}

void JsonWriter::null()
{
    raw("null");
}

void JsonWriter::member(const char *name, const QStringList &texts)
{
    key(name);
    separate();
    m_out += '[';
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (i > 0)
            m_out += ", ";
        appendEscaped(m_out, texts[i].toUtf8());
    }
    m_out += ']';
    m_first = false;
}

QByteArray JsonWriter::take()
{
    m_out += '\n';
    return std::exchange(m_out, {});
}

} // namespace drawbridge
