// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/secrets.h"

#include "importers/compose/products.h"
#include "samples/samples.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr auto processMark = "process:"_L1;

// Random in each process and kept nowhere.
QByteArray processKey()
{
    static const QByteArray key = [] {
        QByteArray bytes(32, Qt::Uninitialized);
        QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
        return bytes;
    }();
    return key;
}

QString fingerprintOf(const QString &value)
{
    return processMark + QString::fromLatin1(QMessageAuthenticationCode::hash(value.toUtf8(), processKey(), QCryptographicHash::Sha256).toHex());
}

bool has(const QStringList &words, std::initializer_list<QLatin1StringView> any)
{
    return std::any_of(any.begin(), any.end(), [&](QLatin1StringView word) { return words.contains(word); });
}

// What a variable of this name holds; empty where it holds no secret.
QString kindOf(const QStringList &words)
{
    if (words.isEmpty())
        return {};
    const QString last = words.last();
    // Names of places, switches and lengths around a secret, and what is public by nature.
    static const QStringList notItself{u"file"_s, u"path"_s, u"dir"_s, u"length"_s, u"expiration"_s, u"expiry"_s, u"expires"_s, u"ttl"_s, u"lifetime"_s, u"age"_s, u"enabled"_s, u"alias"_s,
                                       u"type"_s, u"header"_s, u"name"_s, u"id"_s, u"policy"_s, u"algorithm"_s, u"alg"_s, u"encoder"_s, u"hash"_s, u"rounds"_s, u"hint"_s, u"prefix"_s,
                                       u"url"_s, u"uri"_s, u"endpoint"_s, u"audience"_s, u"issuer"_s, u"version"_s, u"format"_s, u"location"_s, u"store"_s, u"in"_s, u"arn"_s, u"size"_s,
                                       u"bits"_s, u"minutes"_s, u"seconds"_s, u"hours"_s, u"days"_s, u"ms"_s, u"count"_s, u"limit"_s, u"max"_s, u"min"_s, u"required"_s, u"allow"_s, u"method"_s};
    if (notItself.contains(last) || has(words, {"public"_L1, "publishable"_L1, "allow"_L1, "empty"_L1, "min"_L1, "max"_L1}))
        return {};
    if (has(words, {"password"_L1, "passwd"_L1, "passphrase"_L1, "pwd"_L1}) || last == u"pass" || last == u"pw" || last == u"requirepass")
        return u"password"_s;
    const bool keyLike = last == u"key" || last == u"secret" || last == u"keys" || last == u"base" || last == u"salt" || last == u"pepper";
    if (keyLike && has(words, {"private"_L1}))
        return u"private_key"_s;
    if (keyLike && has(words, {"jwt"_L1, "signing"_L1, "session"_L1, "cookie"_L1, "token"_L1, "auth"_L1, "app"_L1, "nextauth"_L1, "hmac"_L1, "jws"_L1}) && !has(words, {"client"_L1, "api"_L1, "access"_L1}))
        return u"signing_key"_s;
    if (words == QStringList{u"secret"_s, u"key"_s} || (words.size() > 2 && words.last() == u"base" && words[words.size() - 2] == u"key") || (words.size() > 1 && words.contains(u"secret"_s) && last == u"key" && !has(words, {"access"_L1, "api"_L1, "aws"_L1, "stripe"_L1, "s3"_L1, "client"_L1})))
        return u"signing_key"_s;
    if (keyLike && has(words, {"encryption"_L1, "master"_L1, "cipher"_L1, "crypt"_L1, "salt"_L1}))
        return u"signing_key"_s;
    if (last == u"apikey" || last == u"secret" || last == u"credential" || last == u"credentials"
        || (last == u"key" && has(words, {"api"_L1, "access"_L1, "secret"_L1, "account"_L1, "license"_L1, "storage"_L1, "subscription"_L1})))
        return u"api_key"_s;
    if (last == u"token" || last == u"pat")
        return u"token"_s;
    return {};
}

// The password inside "scheme://user:password@host", "user:password@host:port" and "… password=… …".
QString passwordInside(const QString &value)
{
    static const QRegularExpression userInfo(u"(?:^|//)[^\\s:/@]*:([^\\s/@]+)@[\\w(.\\[$-]"_s);
    if (const auto match = userInfo.match(value.left(4096)); match.hasMatch())
        return match.captured(1);
    static const QRegularExpression keyed(u"(?:^|[;\\s?&])(?:password|pwd)=([^;\\s&]+)"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = keyed.match(value.left(4096)); match.hasMatch())
        return match.captured(1);
    return {};
}

// A value that nobody could sign in with: filler, a path, a switch.
bool isNoSecret(const QString &value)
{
    if (value.startsWith(u'/') || value.startsWith("./"_L1) || value.startsWith("classpath:"_L1) || value.startsWith("file:"_L1))
        return true;
    static const QStringList switches{u"true"_s, u"false"_s, u"yes"_s, u"no"_s, u"none"_s, u"null"_s, u"on"_s, u"off"_s};
    return switches.contains(value.toLower());
}

bool isFiller(const QString &value)
{
    static const QRegularExpression filler(u"^(x{3,}|\\*{3,}|\\.{3,}|<.*>|\\[.*\\]|\\{\\{?.*\\}\\}?|your[-_ ].*|.*[-_ ]here|change[-_ ]?me.*|replace[-_ ]?me.*|todo|tbd|insert[-_ ].*|placeholder.*|example[-_ ].*)$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return filler.match(value.left(200)).hasMatch();
}

// Whether the value falls apart into words that stand at the top of every list of passwords, and names of the system.
bool madeOfWords(QString value, const QStringList &names)
{
    value = value.toLower();
    QStringList words = Products::shipped().weakWords();
    for (const QString &name : names) {
        for (const QString &word : wordsOf(name) + QStringList{name.toLower()}) {
            if (word.size() > 2)
                words.append(word);
        }
    }
    if (value.isEmpty() || value.size() > 64)
        return false;
    // reach[i]: the first i characters are words, digits and signs.
    std::vector<bool> reach(size_t(value.size()) + 1);
    reach[0] = true;
    qsizetype letters = 0;
    for (qsizetype i = 0; i < value.size(); ++i) {
        letters += value[i].isLetter();
        if (!reach[size_t(i)])
            continue;
        if (!value[i].isLetter())
            reach[size_t(i) + 1] = true;
        for (const QString &word : std::as_const(words)) {
            if (QStringView(value).sliced(i).startsWith(word))
                reach[size_t(i + word.size())] = true;
        }
    }
    const qsizetype others = value.size() - letters;
    return reach.back() && (letters == 0 ? others <= 8 : others <= 6);
}

QString strengthOf(const QString &value, const QString &kind, const QStringList &names)
{
    if (shapesOf(value).contains(u"guessable"_s) || madeOfWords(value, names))
        return u"dictionary"_s;
    // 128 bits of a key are 16 bytes at the very least.
    return value.size() < (kind == u"signing_key" ? 16 : 10) ? u"short"_s : u"strong"_s;
}

} // namespace

std::optional<JudgedSecret> judgeSecret(const QString &name, const QString &value, bool open, const QStringList &names)
{
    JudgedSecret secret;
    QString text = value.trimmed();
    if (value.contains("-----BEGIN"_L1) && value.contains("PRIVATE KEY"_L1)) {
        secret.kind = u"private_key"_s;
    } else if (const QString inside = passwordInside(text); !inside.isEmpty()) {
        secret.kind = u"connection_string"_s;
        text = inside;
    } else {
        secret.kind = kindOf(wordsOf(name));
        if (secret.kind.isEmpty()) {
            const QStringList shapes = shapesOf(text);
            const bool key = std::any_of(shapes.begin(), shapes.end(), [](const QString &shape) { return shape.startsWith("api-key:"_L1); });
            if (!key)
                return std::nullopt;
            secret.kind = u"api_key"_s;
        }
    }
    if (isNoSecret(text) || (text.isEmpty() && !open))
        return std::nullopt;
    secret.placeholder = open || isFiller(text) || text.startsWith(u'$') || shapesOf(text).contains(u"placeholder"_s);
    if (text.isEmpty() || (secret.placeholder && !madeOfWords(text, {})))
        secret.fingerprint = fingerprintOf(name + u'\n' + text); // says nothing of what will stand there
    else
        secret.fingerprint = fingerprintOf(text);
    if (!open && (!secret.placeholder || madeOfWords(text, {})))
        secret.strength = secret.kind == u"private_key" ? u"strong"_s : strengthOf(text, secret.kind, names);
    return secret;
}

void nameEqualSecrets(ThreatModel &model)
{
    const auto place = [&](const Secret &secret) { return model.sources.value(secret.provenance.source).path + u'\n' + secret.provenance.key; };
    QHash<QString, QString> first; // fingerprint of the process → least place
    QList<Secret> secrets;
    for (const Secret &secret : std::as_const(model.secrets)) {
        if (!secret.fingerprint.startsWith(processMark))
            continue;
        secrets.append(secret);
        QString &least = first[secret.fingerprint];
        if (const QString own = place(secret); least.isEmpty() || own < least)
            least = own;
    }
    for (Secret secret : std::as_const(secrets)) {
        secret.fingerprint = namedUuid(u"secret", first.value(secret.fingerprint)).toString(QUuid::Id128).left(16);
        model.secrets.insert(secret);
    }
}

} // namespace drawbridge
