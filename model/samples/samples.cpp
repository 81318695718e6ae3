// SPDX-License-Identifier: Apache-2.0
#include "samples/samples.h"

#include "samples/checksums.h"
#include "samples/tokens.h"

#include <QDate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype longestLookedAt = 4096;

// Counts of characters, made once: they decide which checks are worth running.
struct Census
{
    qsizetype digits = 0, letters = 0, upper = 0, hex = 0, dots = 0, at = 0, colons = 0, dashes = 0, spaces = 0, stars = 0, other = 0;

    explicit Census(QStringView t)
    {
        for (QChar c : t) {
            const char16_t u = c.unicode();
            if (u >= u'0' && u <= u'9') {
                ++digits;
                ++hex;
            } else if ((u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z')) {
                ++letters;
                upper += u <= u'Z';
                hex += (u | 0x20) <= u'f';
            } else if (u == u'.') {
                ++dots;
            } else if (u == u'@') {
                ++at;
            } else if (u == u':') {
                ++colons;
            } else if (u == u'-') {
                ++dashes;
            } else if (u == u' ') {
                ++spaces;
            } else if (u == u'*' || u == u'\u2022') {
                ++stars;
            } else {
                ++other;
            }
        }
    }
};

QString compacted(QStringView t)
{
    QString out;
    out.reserve(t.size());
    for (QChar c : t) {
        if (c != u' ' && c != u'-' && c != u'.')
            out += c;
    }
    return out;
}

bool isPlaceholder(QStringView t)
{
    static constexpr QStringView words[] = {u"string", u"xxx", u"xxxx", u"null", u"none", u"todo", u"tbd", u"n/a", u"example", u"value", u"text", u"foo", u"bar"};
    if ((t.startsWith(u"{{") && t.endsWith(u"}}")) || (t.startsWith(u'<') && t.endsWith(u'>') && !t.contains(u' ')) || (t.startsWith(u"${") && t.endsWith(u'}'))
        || (t.startsWith(u'{') && t.endsWith(u'}') && !t.contains(u':') && !t.contains(u'"')) || (t.startsWith(u'%') && t.endsWith(u'%') && t.size() > 2))
        return true;
    if (t.startsWith(u"your", Qt::CaseInsensitive) && t.size() < 40 && (t.contains(u'_') || t.contains(u'-') || t.contains(u' ')))
        return true;
    return std::any_of(std::begin(words), std::end(words), [&](QStringView w) { return t.compare(w, Qt::CaseInsensitive) == 0; });
}

void addEmail(QStringView t, QStringList &shapes)
{
    const qsizetype at = t.indexOf(u'@');
    const QStringView host = t.sliced(at + 1);
    const qsizetype dot = host.lastIndexOf(u'.');
    if (at < 1 || at > 64 || host.size() > 253 || dot < 1 || host.size() - dot - 1 < 2)
        return;
    const auto plain = [](QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'-'; };
    const auto local = [&](QChar c) { return plain(c) || c == u'_' || c == u'+' || c == u'\'' || c == u'%'; };
    const QStringView tld = host.sliced(dot + 1);
    if (!std::all_of(t.begin(), t.begin() + at, local) || !std::all_of(host.begin(), host.end(), plain)
        || !std::all_of(tld.begin(), tld.end(), [](QChar c) { return c.isLetter(); }))
        return;
    shapes << u"email"_s;
    // Names reserved for documentation (RFC 2606).
    if (host.compare(u"example.com", Qt::CaseInsensitive) == 0 || host.compare(u"example.org", Qt::CaseInsensitive) == 0
        || host.compare(u"example.net", Qt::CaseInsensitive) == 0 || tld.compare(u"test", Qt::CaseInsensitive) == 0
        || tld.compare(u"invalid", Qt::CaseInsensitive) == 0 || tld.compare(u"example", Qt::CaseInsensitive) == 0)
        shapes << u"email:dummy"_s;
}

void addUrl(QStringView t, qsizetype scheme, QStringList &shapes)
{
    if (!std::all_of(t.begin(), t.begin() + scheme, [](QChar c) { return c.isLetterOrNumber() || c == u'+' || c == u'.' || c == u'-'; }))
        return;
    shapes << u"url"_s;
    if (t.startsWith(u"http:", Qt::CaseInsensitive))
        shapes << u"url:cleartext"_s;
    const QStringView rest = t.sliced(scheme + 3);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != u'/' && rest[end] != u'?' && rest[end] != u'#')
        ++end;
    const QStringView authority = rest.first(end);
    const qsizetype at = authority.lastIndexOf(u'@');
    if (at > 0) {
        const qsizetype colon = authority.indexOf(u':');
        if (colon >= 0 && colon + 1 < at && !isPlaceholder(authority.sliced(colon + 1, at - colon - 1)))
            shapes << u"url:credentials"_s;
    }
    for (QStringView mark : {QStringView(u"X-Amz-Signature="), QStringView(u"X-Goog-Signature="), QStringView(u"&sig="), QStringView(u"?sig="),
                             QStringView(u"&Signature=")}) {
        if (rest.contains(mark)) {
            shapes << u"url:signed"_s;
            break;
        }
    }
}

// 2020-01-31, optionally with a time after T or a space.
void addDate(QStringView t, QStringList &shapes)
{
    if (t.size() < 10 || t.size() > 35 || t[4] != u'-' || t[7] != u'-')
        return;
    const QDate date(t.first(4).toInt(), t.sliced(5, 2).toInt(), t.sliced(8, 2).toInt());
    if (!date.isValid())
        return;
    if (t.size() == 10)
        shapes << u"date"_s;
    else if (t[10] == u'T' || t[10] == u't' || t[10] == u' ')
        shapes << u"date-time"_s;
}

void addSlashDate(QStringView t, QStringList &shapes)
{
    if (t.size() != 10 || t[2] != t[5] || (t[2] != u'/' && t[2] != u'.'))
        return;
    const int a = t.first(2).toInt(), b = t.sliced(3, 2).toInt(), year = t.sliced(6).toInt();
    if (QDate(year, a, b).isValid() || QDate(year, b, a).isValid())
        shapes << u"date"_s;
}

bool isIpv4(QStringView t, bool &isPrivate)
{
    int parts[4] = {0, 0, 0, 0}, part = 0, length = 0;
    for (QChar c : t) {
        if (c == u'.') {
            if (length == 0 || ++part > 3)
                return false;
            length = 0;
        } else {
            if (c < u'0' || c > u'9' || ++length > 3)
                return false;
            parts[part] = parts[part] * 10 + c.unicode() - u'0';
        }
    }
    if (part != 3 || length == 0 || *std::max_element(parts, parts + 4) > 255)
        return false;
    isPrivate = parts[0] == 10 || parts[0] == 127 || (parts[0] == 172 && parts[1] >= 16 && parts[1] < 32) || (parts[0] == 192 && parts[1] == 168)
        || (parts[0] == 169 && parts[1] == 254);
    return true;
}

bool isIpv6(QStringView t)
{
    int groups = 0, length = 0, gaps = 0;
    for (qsizetype i = 0; i < t.size(); ++i) {
        if (t[i] == u':') {
            if (i > 0 && t[i - 1] == u':')
                ++gaps;
            groups += length > 0;
            length = 0;
        } else if (++length > 4) {
            return false;
        }
    }
    groups += length > 0;
    return gaps <= 1 && (groups == 8 || (gaps == 1 && groups < 8 && groups > 0));
}

bool isMac(QStringView t)
{
    if (t.size() != 17)
        return false;
    for (qsizetype i = 2; i < 17; i += 3) {
        if (t[i] != t[2])
            return false;
    }
    return t[2] == u':' || t[2] == u'-';
}

bool isUuid(QStringView t) { return t.size() == 36 && t[8] == u'-' && t[13] == u'-' && t[18] == u'-' && t[23] == u'-'; }

// "-0.1276", at least three decimals: what a position looks like.
bool isCoordinate(QStringView t)
{
    const qsizetype dot = t.indexOf(u'.');
    if (dot < 1 || t.size() - dot - 1 < 3)
        return false;
    bool ok = false;
    const double value = t.toDouble(&ok);
    return ok && value >= -180 && value <= 180;
}

bool isIcd10(QStringView t)
{
    return t.size() >= 3 && t.size() <= 8 && t[0] >= u'A' && t[0] <= u'T' && t[1].isDigit() && (t[2].isDigit() || t[2].isUpper())
        && (t.size() == 3 || (t[3] == u'.' && t.size() > 4));
}

QString passwordHash(QStringView t)
{
    if (t.size() == 60 && (t.startsWith(u"$2a$") || t.startsWith(u"$2b$") || t.startsWith(u"$2y$")))
        return u"bcrypt"_s;
    if (t.startsWith(u"$argon2"))
        return u"argon2"_s;
    if (t.startsWith(u"$scrypt$") || t.startsWith(u"scrypt:"))
        return u"scrypt"_s;
    return t.startsWith(u"pbkdf2") ? u"pbkdf2"_s : QString();
}

void addNumbers(QStringView t, const Census &n, QStringList &shapes)
{
    const bool grouped = n.digits >= 9 && ((n.dashes == 2 && t.size() > 7 && t[3] == u'-' && t[7] == u'-') || (n.spaces >= 2 && n.dashes == 0 && n.digits <= 12));
    if (n.digits >= 8 && n.digits <= 15 && (t[0] == u'+' || t[0] == u'(' || grouped) && n.letters == 0 && n.dots == 0 && n.other <= 3 && n.colons == 0)
        shapes << u"phone"_s;
    const QString compact = compacted(t);
    if (compact.size() == n.digits && n.digits >= 12 && n.digits <= 19 && isCardNumber(compact)) {
        shapes << u"card-number"_s;
        if (isTestCardNumber(compact))
            shapes << u"card-number:test"_s;
    }
    if (n.letters >= 2 && compact.size() >= 15 && compact.size() <= 34 && isIban(compact.toUpper()))
        shapes << u"iban"_s;
    if (compact.size() >= 8 && compact.size() <= 18) {
        for (const QString &country : nationalIds(compact.toUpper(), t))
            shapes << u"national-id:"_s + country;
    }
}

} // namespace

QStringList shapesOf(QStringView value)
{
    QStringView t = value.trimmed();
    if (t.isEmpty())
        return {u"empty"_s};
    const bool cut = t.size() > longestLookedAt;
    t = t.first(std::min(t.size(), longestLookedAt));
    if (isPlaceholder(t))
        return {u"placeholder"_s};

    QStringList shapes;
    const Census n(t);
    if (const QString key = keyShape(t); !key.isEmpty())
        shapes << key;
    if (cut || t.size() > 1024 || n.spaces > 12) { // prose or a blob: only what is recognised by its beginning
        if (t.startsWith(u"ey"))
            shapes << jwtShapes(value.size() <= longestLookedAt ? t : QStringView());
        if (t.contains(u"\n\tat ") || t.contains(u"\n    at ") || t.contains(u"Traceback (most recent call last)"))
            shapes << u"stack-trace"_s;
        if (shapes.isEmpty())
            shapes << u"text"_s;
        std::sort(shapes.begin(), shapes.end());
        return shapes;
    }

    const bool noSpace = n.spaces == 0;
    if (t.size() <= 5 && (t == u"true" || t == u"false"))
        return {u"boolean"_s};
    if (n.digits == t.size()) {
        shapes << u"integer"_s;
        if (t.size() <= 8)
            shapes << u"digits:"_s + QString::number(t.size());
    } else if (n.digits > 0 && n.dots == 1 && n.digits + n.dots + n.dashes == t.size() && n.dashes <= 1) {
        shapes << (isCoordinate(t) ? u"coordinate"_s : u"decimal"_s);
    }
    if (n.stars >= 3 || (t.size() >= 4 && t.startsWith(u"xxxx", Qt::CaseInsensitive)))
        shapes << u"masked"_s;
    if (n.at == 1 && noSpace && n.dots > 0)
        addEmail(t, shapes);
    if (n.colons > 0 && noSpace) {
        if (const qsizetype scheme = t.indexOf(u"://"); scheme > 0 && scheme < 20)
            addUrl(t, scheme, shapes);
    }
    bool isPrivate = false;
    if (n.dots == 3 && n.digits + 3 == t.size() && isIpv4(t, isPrivate)) {
        shapes << u"ipv4"_s;
        if (isPrivate)
            shapes << u"ipv4:private"_s;
    }
    if (n.colons >= 2 && n.hex + n.colons == t.size()) {
        if (isMac(t))
            shapes << u"mac"_s;
        else if (isIpv6(t))
            shapes << u"ipv6"_s;
    } else if (n.dashes == 5 && n.hex == 12 && isMac(t)) {
        shapes << u"mac"_s;
    }
    const bool uuid = n.dashes == 4 && n.hex == 32 && isUuid(t);
    if (uuid)
        shapes << u"uuid"_s;
    if (n.dashes >= 2 && n.digits >= 8)
        addDate(t, shapes);
    else if (n.digits == 8 && t.size() == 10)
        addSlashDate(t, shapes);
    if (n.digits >= 8 && !uuid)
        addNumbers(t, n, shapes);
    else if (t.size() == 18 || t.size() == 16 || t.size() == 9)
        addNumbers(t, n, shapes);
    if (n.digits >= 2 && t.size() <= 8 && n.upper >= 1 && isIcd10(t))
        shapes << u"icd-10"_s;
    if (n.dots >= 2 && t.startsWith(u"ey"))
        shapes << jwtShapes(t);
    if (const QString hash = t.size() >= 20 ? passwordHash(t) : QString(); !hash.isEmpty())
        shapes << hash;
    if (noSpace && t.size() >= 20 && t.size() <= 512 && !uuid) {
        if (n.hex == t.size()) {
            shapes << u"hex:"_s + QString::number(t.size());
        } else if (shapes.isEmpty() && n.digits > 0 && n.letters > n.digits / 4 && n.upper > 0 && n.upper < n.letters && n.colons == 0 && n.dots <= 2) {
            const double entropy = entropyOf(t);
            if (entropy >= 4.0)
                shapes << u"high-entropy"_s;
            else if (entropy >= 3.5)
                shapes << u"opaque"_s;
        }
    }
    if (noSpace && t.size() > 2 && (t[0] == u'/' || t.startsWith(u"./") || (t.size() > 3 && t[1] == u':' && t[2] == u'\\')))
        shapes << u"path"_s;
    if (t.size() > 3 && t[0] == u'<' && t.back() == u'>')
        shapes << u"markup"_s;
    if (isGuessable(t))
        shapes << u"guessable"_s;
    if (shapes.isEmpty())
        shapes << (noSpace ? u"word"_s : u"text"_s);
    std::sort(shapes.begin(), shapes.end());
    shapes.erase(std::unique(shapes.begin(), shapes.end()), shapes.end());
    return shapes;
}

} // namespace drawbridge
