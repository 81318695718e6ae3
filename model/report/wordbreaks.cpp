// SPDX-License-Identifier: Apache-2.0
#include "report/wordbreaks.h"

namespace drawbridge {

namespace wordbreaks {

bool isBehindSeparator(QStringView text, qsizetype at)
{
    if (at <= 0 || at >= text.size() || text[at].isSpace())
        return false;
    const auto separates = [](QChar c) { return QStringView(u"/\\_.-:;,?&=#@+|").contains(c); };
    // Several in a row stay together ("https://", "…"); an opening bracket begins the next line.
    if (QStringView(u"{[(<").contains(text[at]))
        return !QStringView(u"{[(<").contains(text[at - 1]);
    if (QStringView(u")]}>").contains(text[at - 1]))
        return !separates(text[at]) && !QStringView(u")]}>").contains(text[at]);
    return separates(text[at - 1]) && !separates(text[at]) && !(text[at - 1] == u'.' && text[at].isDigit());
}

bool isBetweenWords(QStringView text, qsizetype at)
{
    if (at <= 0 || at >= text.size() || !text[at].isUpper())
        return false;
    const QChar before = text[at - 1];
    return before.isLower() || (before.isUpper() && at + 1 < text.size() && text[at + 1].isLower());
}

} // namespace wordbreaks

qsizetype wordBreak(QStringView text, qsizetype from, qsizetype limit)
{
    using namespace wordbreaks;
    const auto last = [&](qsizetype after, const auto &fits) -> qsizetype {
        // At least two characters on either side.
        for (qsizetype at = qMin(limit, text.size() - 2); at > qMax(after, from + 1); --at) {
            if (fits(text, at))
                return at;
        }
        return -1;
    };
    if (const qsizetype at = last(from + (limit - from) / 2, isBehindSeparator); at > 0)
        return at;
    if (const qsizetype at = last(from, isBetweenWords); at > 0)
        return at;
    if (const qsizetype at = last(from, isBehindSeparator); at > 0)
        return at;
    qsizetype at = limit;
    while (at > from + 1 && (text[at].isLowSurrogate() || text[at].isMark()))
        --at;
    return at;
}

} // namespace drawbridge
