// SPDX-License-Identifier: Apache-2.0
#include "base/markdown.h"

namespace drawbridge {

QString markdownText(const QString &text)
{
    QString out;
    for (const QChar c : text.simplified()) {
        if (QStringLiteral("\\`*_{}[]<>#|!").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

} // namespace drawbridge
