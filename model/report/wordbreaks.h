// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// Where a word may end a line that is too narrow for all of it: names from code and addresses have no spaces, yet their
// parts are words ("customerAccountId", "/orders/{orderId}", "api.harbour-market.example").

// The best position to break at, in (from, limit]: behind a separator if one lies in the second half, else between the
// words of camelCase, else behind any separator; `limit` where there is none. A surrogate pair or a character with its
// combining marks is never torn apart. `from` < `limit` < text.size().
qsizetype wordBreak(QStringView text, qsizetype from, qsizetype limit);

// The longest part of a text that no line should break, in characters: between spaces and the places above.
// Calls `part` for each of them.
template <class Part> void forEachWordPart(QStringView text, Part part);

namespace wordbreaks {

inline bool isSpace(QChar c) { return c.isSpace() && c != QChar::Nbsp; }
bool isBehindSeparator(QStringView text, qsizetype at);
bool isBetweenWords(QStringView text, qsizetype at); // of camelCase

} // namespace wordbreaks

template <class Part> void forEachWordPart(QStringView text, Part part)
{
    qsizetype from = 0;
    for (qsizetype i = 1; i <= text.size(); ++i) {
        if (i == text.size() || wordbreaks::isSpace(text[i]) || wordbreaks::isBehindSeparator(text, i) || wordbreaks::isBetweenWords(text, i)) {
            const QStringView found = text.sliced(from, i - from).trimmed();
            if (!found.isEmpty())
                part(found);
            from = i;
        }
    }
}

} // namespace drawbridge
