// SPDX-License-Identifier: Apache-2.0
#include "samples/checksums.h"
#include "samples/samples.h"
#include "samples/tokens.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

bool isBreak(QChar c)
{
    return c.isSpace() || c == u'"' || c == u'\'' || c == u'`' || c == u',' || c == u';' || c == u'(' || c == u')' || c == u'<' || c == u'>' || c == u'['
        || c == u']' || c == u'{' || c == u'}' || c == u'|' || c == u'\\';
}

// The shape to show instead of a word; empty: the word may stay.
QString replacement(QStringView word)
{
    static constexpr QStringView telling[] = {u"email", u"jwt", u"private-key", u"iban", u"card-number", u"high-entropy", u"opaque", u"bcrypt", u"argon2",
                                              u"scrypt", u"pbkdf2", u"phone", u"ipv4", u"ipv6", u"mac", u"url:credentials", u"url:signed"};
    if (word.size() < 6)
        return {};
    const QStringList shapes = shapesOf(word);
    for (const QString &shape : shapes) {
        if (shape.startsWith("api-key"_L1))
            return u"api-key"_s;
        if (shape.startsWith("national-id"_L1))
            return u"national-id"_s;
        if (shape.startsWith("hex:"_L1))
            return u"hex"_s;
        if (std::find(std::begin(telling), std::end(telling), QStringView(shape)) != std::end(telling))
            return shape == "url:credentials"_L1 || shape == "url:signed"_L1 ? u"url"_s : shape;
    }
    return {};
}

// "password": "x", token=x, Authorization: Bearer x
bool namesASecret(QStringView word)
{
    static constexpr QStringView marks[] = {u"password", u"passwd", u"pwd", u"secret", u"token", u"api_key", u"apikey", u"api-key", u"authorization",
                                            u"bearer",   u"basic",  u"otp", u"pin",    u"cvv",   u"cvc",     u"private_key"};
    return word.size() <= 40 && std::any_of(std::begin(marks), std::end(marks), [&](QStringView m) { return word.endsWith(m, Qt::CaseInsensitive); });
}

// The length of a card number or account number written in groups from `from`; 0 if there is none.
qsizetype groupedNumber(QStringView text, qsizetype from, QString &shape)
{
    QString compact;
    qsizetype best = 0;
    for (qsizetype i = from; i < text.size() && compact.size() < 35; ++i) {
        const QChar c = text[i];
        if (c.isDigit() || (c.isUpper() && c < QChar(0x80)))
            compact += c;
        else if ((c != u' ' && c != u'-') || i == from || !text[i - 1].isLetterOrNumber())
            break;
        if (i + 1 < text.size() && text[i + 1].isLetterOrNumber())
            continue;
        if (compact.size() >= 13 && compact.size() <= 19 && isCardNumber(compact)) {
            best = i + 1 - from;
            shape = u"card-number"_s;
        } else if (isIban(compact)) {
            best = i + 1 - from;
            shape = u"iban"_s;
        }
    }
    return best;
}

} // namespace

QString redacted(QStringView text, int maxLength)
{
    constexpr qsizetype longest = 16384;
    const QStringView t = text.first(std::min(text.size(), std::max<qsizetype>(0, std::min<qsizetype>(longest, qsizetype(maxLength) * 4 + 256))));
    QString out;
    bool expectSecret = false;
    for (qsizetype i = 0; i < t.size() && out.size() <= maxLength;) {
        if (isBreak(t[i]) || t[i] == u':' || t[i] == u'=') {
            if (t[i] == u',' || t[i] == u';' || t[i] == u'}' || t[i] == u'.')
                expectSecret = false;
            out += t[i++];
            continue;
        }
        if (t[i].isDigit() || t[i].isUpper()) {
            QString shape;
            if (const qsizetype length = groupedNumber(t, i, shape); length > 0) {
                out += u'{' + shape + u'}';
                i += length;
                continue;
            }
        }
        qsizetype end = i;
        while (end < t.size() && !isBreak(t[end]))
            ++end;
        QStringView word = t.sliced(i, end - i);
        // "key=value" and "key:value" are two words; addresses with a scheme stay one.
        if (const qsizetype cut = word.indexOf(u'='), colon = word.indexOf(u':'); !word.contains(u"://") && std::max(cut, colon) > 0) {
            const qsizetype first = cut > 0 && colon > 0 ? std::min(cut, colon) : std::max(cut, colon);
            if (namesASecret(word.first(first)) || replacement(word).isEmpty())
                word = word.first(first);
        }
        i += word.size();
        const bool trailing = word.endsWith(u'.');
        const QStringView bare = trailing ? word.chopped(1) : word;
        if (namesASecret(bare)) {
            const QStringView rest = t.sliced(i).trimmed();
            const qsizetype mark = rest.startsWith(u'"') || rest.startsWith(u'\'') ? 1 : 0;
            const QStringView after = rest.sliced(mark).trimmed();
            expectSecret = after.startsWith(u':') || after.startsWith(u'=')
                || (bare.compare(u"bearer", Qt::CaseInsensitive) == 0 || bare.compare(u"basic", Qt::CaseInsensitive) == 0);
            out += word;
            continue;
        }
        if (const QString shape = replacement(bare); !shape.isEmpty())
            out += u'{' + shape + u'}' + (trailing ? u"."_s : QString());
        else if (expectSecret)
            out += u"{secret}"_s;
        else
            out += word;
        expectSecret = false;
    }
    if (out.size() > maxLength || t.size() < text.size()) {
        out.truncate(std::max(0, maxLength - 1));
        out += u'…';
    }
    return out;
}

} // namespace drawbridge
