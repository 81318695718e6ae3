// SPDX-License-Identifier: Apache-2.0
#include "base/markdown.h"

#include <algorithm>

namespace drawbridge {

QString markdownText(const QString &text)
{
    QString out;
    const QString plain = text.simplified();
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QChar c = plain[i];
        // At the beginning of a line a mark or "1." makes a list; "://" and "www." make a link by themselves.
        const bool list = i == 0 ? QStringLiteral("-+=").contains(c) : (c == u'.' || c == u')') && i > 0 && (i + 1 == plain.size() || plain[i + 1] == u' ') && std::all_of(plain.begin(), plain.begin() + i, [](QChar d) { return d.isDigit(); });
        const bool link = (c == u'/' && i >= 2 && plain[i - 1] == u'/' && plain[i - 2] == u':') || (c == u'.' && plain.mid(qMax<qsizetype>(0, i - 3), 3).compare(QLatin1String("www"), Qt::CaseInsensitive) == 0);
        if (list || link || QStringLiteral("\\`*_{}[]<>#|!&~").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

} // namespace drawbridge
