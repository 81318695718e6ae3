// SPDX-License-Identifier: Apache-2.0
#include "analysis/rulelexer.h"

namespace drawbridge {

std::vector<RuleToken> ruleTokens(const QString &text, ExpressionError &error)
{
    std::vector<RuleToken> tokens;
    qsizetype i = 0;
    const auto wordStart = [](QChar c) { return c.isLetter() || c == u'_'; };
    const auto wordPart = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'*' || c == u'/'; };
    while (i < text.size()) {
        const QChar c = text[i];
        const int offset = int(i);
        if (c.isSpace()) {
            ++i;
        } else if (wordStart(c)) {
            while (i < text.size() && wordPart(text[i]))
                ++i;
            QString word = text.mid(offset, i - offset);
            while (word.endsWith(u'.')) { // "first(…)." and the like never end a word
                word.chop(1);
                --i;
            }
            tokens.push_back({RuleToken::Word, word, offset});
        } else if (c.isDigit()) {
            while (i < text.size() && (text[i].isLetterOrNumber() || text[i] == u'.' || text[i] == u'_'))
                ++i;
            tokens.push_back({RuleToken::Number, text.mid(offset, i - offset), offset});
        } else if (c == u'"' || c == u'\'') {
            const qsizetype end = text.indexOf(c, i + 1);
            if (end < 0) {
                error = {offset, QStringLiteral("this string has no end")};
                return {};
            }
            tokens.push_back({RuleToken::String, text.mid(i + 1, end - i - 1), offset});
            i = end + 1;
        } else {
            static const QString doubles[] = {QStringLiteral("=="), QStringLiteral("!="), QStringLiteral("<="), QStringLiteral(">=")};
            QString symbol(c);
            for (const QString &d : doubles) {
                if (QStringView(text).mid(i, 2) == d)
                    symbol = d;
            }
            static const QString known = QStringLiteral("=!<>(){},:.");
            if (!known.contains(c) || symbol == u"=" || symbol == u"!") {
                error = {offset, symbol == u"=" ? QStringLiteral("use '==' to compare") : QStringLiteral("unexpected '%1'").arg(c)};
                return {};
            }
            tokens.push_back({RuleToken::Symbol, symbol, offset});
            i += symbol.size();
        }
    }
    tokens.push_back({RuleToken::End, QString(), int(text.size())});
    return tokens;
}

} // namespace drawbridge
