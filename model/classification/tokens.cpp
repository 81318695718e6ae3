// SPDX-License-Identifier: Apache-2.0
#include "classification/classification.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Letters without their accents, as lexicons write them: é → e, ß → ss, ı → i.
QString folded(QStringView text)
{
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        return text.toString();
    QString out;
    for (QChar c : text.toString().normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        switch (c.unicode()) {
        case 0x00DF: out += QLatin1StringView("ss"); break;
        case 0x0131: out += u'i'; break;
        case 0x00F8: out += u'o'; break;
        case 0x00D8: out += u'O'; break;
        case 0x0142: out += u'l'; break;
        case 0x0141: out += u'L'; break;
        case 0x0111: out += u'd'; break;
        case 0x00E6: out += QLatin1StringView("ae"); break;
        default: out += c;
        }
    }
    return out;
}

enum class Kind { Lower, Upper, Digit, Other };

Kind kindOf(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'a' && u <= u'z')
        return Kind::Lower;
    if (u >= u'A' && u <= u'Z')
        return Kind::Upper;
    if (u >= u'0' && u <= u'9')
        return Kind::Digit;
    if (u < 0x80)
        return Kind::Other;
    return c.isUpper() ? Kind::Upper : c.isLetter() ? Kind::Lower : Kind::Other;
}

} // namespace

QStringList nameTokens(QStringView name)
{
    constexpr qsizetype longest = 1024;
    const QString text = folded(name.first(std::min(name.size(), longest)));
    QStringList tokens;
    QString token;
    const auto flush = [&] {
        if (!token.isEmpty())
            tokens << token.toLower();
        token.clear();
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const Kind kind = kindOf(text[i]);
        const Kind before = i > 0 ? kindOf(text[i - 1]) : Kind::Other;
        const Kind after = i + 1 < text.size() ? kindOf(text[i + 1]) : Kind::Other;
        if (kind == Kind::Other) {
            flush();
            continue;
        }
        // fooBar | Foo, and the last capital of a run begins a word: IBANCode → IBAN, Code; but IDs stays one word.
        const bool plural = kind == Kind::Upper && before == Kind::Upper && after == Kind::Lower && text[i + 1] == u's'
            && (i + 2 >= text.size() || kindOf(text[i + 2]) != Kind::Lower);
        if (kind == Kind::Upper && (before == Kind::Lower || before == Kind::Digit || (before == Kind::Upper && after == Kind::Lower && !plural))) {
            const bool oauth = token == QLatin1StringView("O") && QStringView(text).sliced(i).startsWith(u"Auth");
            if (!oauth)
                flush();
        } else if (kind == Kind::Lower && before == Kind::Digit && after != Kind::Digit && token.size() > 1) {
            flush(); // line2text → line2, text
        }
        token += text[i];
    }
    flush();
    return tokens;
}

} // namespace drawbridge
