// SPDX-License-Identifier: Apache-2.0
#include "rules/yamlhighlighter.h"

#include "common/theme.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace drawbridge {

YamlHighlighter::YamlHighlighter(QTextDocument *document, const QPalette &palette) : QSyntaxHighlighter(document)
{
    setPalette(palette);
}

void YamlHighlighter::setPalette(const QPalette &palette)
{
    const ThemeColors &colors = ThemeColors::of(palette);
    m_key.setForeground(colors.accent);
    m_text.setForeground(colors.good);
    m_comment.setForeground(colors.textMuted);
    m_comment.setFontItalic(true);
    m_word.setForeground(colors.data);
    rehighlight();
}

void YamlHighlighter::highlightBlock(const QString &text)
{
    constexpr qsizetype longest = 4000; // beyond, colours help nobody
    const qsizetype end = std::min(text.size(), longest);
    static const QSet<QString> words = {u"and"_s, u"or"_s, u"not"_s, u"in"_s, u"exists"_s, u"all"_s, u"none"_s, u"count"_s, u"first"_s, u"those"_s, u"has"_s,
                                        u"lacks"_s, u"guarded"_s, u"matches"_s, u"intersects"_s, u"disjoint"_s, u"subset"_s, u"lexicon"_s, u"Unknown"_s};
    qsizetype i = 0;
    while (i < end && (text[i].isSpace() || text[i] == u'-'))
        ++i;
    const qsizetype begin = i;
    while (i < end && (text[i].isLetterOrNumber() || text[i] == u'_' || text[i] == u'-'))
        ++i;
    if (i > begin && i < end && text[i] == u':' && (i + 1 == end || text[i + 1].isSpace()))
        setFormat(int(begin), int(i - begin), m_key);
    else
        i = begin;
    while (i < end) {
        const QChar c = text[i];
        if (c == u'#' && (i == 0 || text[i - 1].isSpace())) {
            setFormat(int(i), int(text.size() - i), m_comment);
            return;
        }
        if (c == u'"' || c == u'\'') {
            const qsizetype close = text.indexOf(c, i + 1);
            // A leaf in single quotes is code, not a text.
            if (close < 0) {
                ++i;
                continue;
            }
            if (c == u'"')
                setFormat(int(i), int(close - i + 1), m_text);
            i = c == u'"' ? close + 1 : i + 1;
            continue;
        }
        if (c.isLetter()) {
            const qsizetype from = i;
            while (i < end && (text[i].isLetterOrNumber() || text[i] == u'_'))
                ++i;
            if (words.contains(text.mid(from, i - from)))
                setFormat(int(from), int(i - from), m_word);
            continue;
        }
        ++i;
    }
}

} // namespace drawbridge
