// SPDX-License-Identifier: Apache-2.0
#include "common/plaintext.h"

namespace drawbridge {

namespace {

constexpr int toolTipLimit = 1200;

bool turnsDirection(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F;
}

// Cuts between characters, never inside a surrogate pair.
qsizetype cutAt(QStringView text, qsizetype limit)
{
    if (text.size() <= limit)
        return text.size();
    return text[limit - 1].isHighSurrogate() ? limit - 1 : limit;
}

} // namespace

QString oneLine(QStringView text, int limit)
{
    const qsizetype end = cutAt(text, limit);
    QString line;
    line.reserve(end + 1);
    for (const QChar c : text.first(end)) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            line.append(u' ');
        else if (!turnsDirection(c))
            line.append(c);
    }
    if (end < text.size())
        line.append(u'…');
    return line;
}

QString plainToolTip(QStringView text)
{
    if (text.isEmpty())
        return {};
    const qsizetype end = cutAt(text, toolTipLimit);
    QString kept;
    kept.reserve(end + 1);
    for (const QChar c : text.first(end)) {
        if (!turnsDirection(c) && (c == u'\n' || c.category() != QChar::Other_Control))
            kept.append(c);
    }
    if (end < text.size())
        kept.append(u'…');
    // As escaped rich text it wraps, and no name can smuggle in markup.
    return QStringLiteral("<p style='white-space:pre-wrap'>") + kept.toHtmlEscaped() + QStringLiteral("</p>");
}

QString menuText(QStringView text, int limit)
{
    return oneLine(text, limit).replace(u'&', QStringLiteral("&&"));
}

} // namespace drawbridge
