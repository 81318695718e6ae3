// SPDX-License-Identifier: Apache-2.0
#include "samples/tokens.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype longestJwt = 4096;

// Signing keys that examples and tutorials use; they end up in production.
constexpr const char *guessableKeys[] = {"secret",     "random",        "password",    "changeme",    "your-256-bit-secret", "your-secret-key",
                                         "key",        "jwt",           "secretkey",   "secret_key",  "secret-key",          "mysecret",
                                         "my-secret",  "my_secret",     "supersecret", "super-secret", "jwtsecret",          "jwt_secret",
                                         "jwt-secret", "SECRET_KEY",    "test",        "dev",         "admin",               "123456",
                                         "crapi",      "shhhhh",        "qwerty",      "default",     "token",               "s3cr3t",
                                         "private",    "your_secret_key", "mysecretkey", "example",   "hello",               ""};

bool isBase64Url(QStringView t)
{
    return !t.isEmpty() && std::all_of(t.begin(), t.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    });
}

QJsonObject decoded(QStringView part)
{
    const QByteArray::FromBase64Result bytes =
        QByteArray::fromBase64Encoding(part.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return bytes.decodingStatus == QByteArray::Base64DecodingStatus::Ok ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
}

bool signedWithGuessableKey(QStringView value, qsizetype lastDot)
{
    const QByteArray signedPart = value.first(lastDot).toLatin1();
    const QByteArray signature =
        QByteArray::fromBase64(value.sliced(lastDot + 1).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return std::any_of(std::begin(guessableKeys), std::end(guessableKeys), [&](const char *key) {
        return QMessageAuthenticationCode::hash(signedPart, key, QCryptographicHash::Sha256) == signature;
    });
}

} // namespace

QStringList jwtShapes(QStringView value)
{
    if (value.size() < 20 || value.size() > longestJwt || !value.startsWith(u"ey"))
        return {};
    const qsizetype first = value.indexOf(u'.'), last = value.lastIndexOf(u'.');
    if (first < 8 || last == first || value.sliced(first + 1, last - first - 1).contains(u'.'))
        return {};
    const QStringView head = value.first(first), body = value.sliced(first + 1, last - first - 1), signature = value.sliced(last + 1);
    if (!isBase64Url(head) || !isBase64Url(body) || (!signature.isEmpty() && !isBase64Url(signature)))
        return {};
    const QString algorithm = decoded(head)["alg"_L1].toString();
    if (algorithm.isEmpty() || algorithm.size() > 16)
        return {};
    QStringList shapes{u"jwt"_s, u"jwt:alg="_s + algorithm};
    const QJsonObject claims = decoded(body);
    if (claims.contains("exp"_L1) && claims.contains("iat"_L1)) {
        const double hours = (claims["exp"_L1].toDouble() - claims["iat"_L1].toDouble()) / 3600;
        if (hours > 0 && hours < 1e6)
            shapes << u"jwt:hours="_s + QString::number(qint64(std::ceil(hours)));
    } else if (!claims.isEmpty() && !claims.contains("exp"_L1)) {
        shapes << u"jwt:no-expiry"_s;
    }
    if (algorithm == "HS256"_L1 && !signature.isEmpty() && signedWithGuessableKey(value, last))
        shapes << u"jwt:weak-key"_s;
    return shapes;
}

QString keyShape(QStringView value)
{
    if (value.startsWith(u"-----BEGIN ")) {
        const QStringView head = value.first(std::min<qsizetype>(value.size(), 64));
        if (head.contains(u"PRIVATE KEY"))
            return u"private-key"_s;
        if (head.contains(u"PUBLIC KEY"))
            return u"public-key"_s;
        return head.contains(u"CERTIFICATE") ? u"certificate"_s : QString();
    }
    if (value.startsWith(u"ssh-rsa ") || value.startsWith(u"ssh-ed25519 ") || value.startsWith(u"ecdsa-sha2-"))
        return u"public-key"_s;
    struct Vendor { QLatin1StringView prefix, name; int length; };
    static constexpr Vendor vendors[] = {
        {"AKIA"_L1, "aws"_L1, 20},          {"ASIA"_L1, "aws"_L1, 20},           {"ghp_"_L1, "github"_L1, 36},       {"gho_"_L1, "github"_L1, 36},
        {"ghu_"_L1, "github"_L1, 36},       {"ghs_"_L1, "github"_L1, 36},        {"github_pat_"_L1, "github"_L1, 40}, {"glpat-"_L1, "gitlab"_L1, 24},
        {"sk_live_"_L1, "stripe"_L1, 24},   {"rk_live_"_L1, "stripe"_L1, 24},    {"sk_test_"_L1, "stripe-test"_L1, 24}, {"whsec_"_L1, "stripe"_L1, 24},
        {"xoxb-"_L1, "slack"_L1, 24},       {"xoxp-"_L1, "slack"_L1, 24},        {"xoxa-"_L1, "slack"_L1, 24},       {"xoxr-"_L1, "slack"_L1, 24},
        {"xoxs-"_L1, "slack"_L1, 24},       {"xapp-"_L1, "slack"_L1, 24},        {"AIza"_L1, "google"_L1, 39},       {"ya29."_L1, "google"_L1, 30},
        {"SG."_L1, "sendgrid"_L1, 40},      {"npm_"_L1, "npm"_L1, 36},           {"pypi-"_L1, "pypi"_L1, 40},        {"dop_v1_"_L1, "digitalocean"_L1, 64},
        {"hf_"_L1, "huggingface"_L1, 30},   {"shpat_"_L1, "shopify"_L1, 36},     {"sq0atp-"_L1, "square"_L1, 26},    {"EAACEdEose0cBA"_L1, "facebook"_L1, 20},
        {"sk-"_L1, "model-provider"_L1, 40}, {"key-"_L1, "mailgun"_L1, 36},      {"AccountKey="_L1, "azure"_L1, 40}};
    for (const Vendor &vendor : vendors) {
        if (!value.startsWith(vendor.prefix) || value.size() < vendor.length || value.size() > 512)
            continue;
        const QStringView rest = value.sliced(vendor.prefix.size());
        // "sk_live_xxxxxxxx" and "AKIA..." are how manuals write a key, not keys.
        if (rest.contains(u' ') || rest.contains(u"...") || rest.contains(u"xxxx", Qt::CaseInsensitive) || entropyOf(rest) < 2.5)
            return {};
        return u"api-key:"_s + vendor.name;
    }
    if ((value.startsWith(u"pk_live_") || value.startsWith(u"pk_test_")) && value.size() >= 20)
        return u"publishable-key"_s;
    return {};
}

double entropyOf(QStringView value)
{
    const qsizetype n = std::min<qsizetype>(value.size(), 256);
    if (n == 0)
        return 0;
    std::array<int, 128> counts{};
    for (QChar c : value.first(n))
        ++counts[size_t(c.unicode()) % 128];
    double bits = 0;
    for (int count : counts) {
        if (count > 0)
            bits -= double(count) / double(n) * std::log2(double(count) / double(n));
    }
    return bits;
}

bool isGuessable(QStringView value)
{
    static constexpr QStringView words[] = {
        u"password",  u"passw0rd", u"password1", u"password123", u"pass123",    u"pass",     u"secret",   u"changeme", u"change-me",
        u"change_me", u"admin",    u"admin123",  u"administrator", u"root",     u"toor",     u"123456",   u"12345678", u"123456789",
        u"qwerty",    u"letmein",  u"welcome",   u"welcome1",    u"default",    u"guest",    u"user",     u"test",     u"test123",
        u"testing",   u"postgres", u"mysql",     u"mongo",       u"redis",      u"rabbitmq", u"minio",    u"minioadmin", u"elastic",
        u"1234",      u"0000",     u"1111",      u"12345",       u"abc123",     u"iloveyou", u"master",   u"secret123", u"s3cr3t",
        u"p@ssw0rd",  u"p@ssword", u"pa$$word",  u"crapi",       u"hunter2",    u"demo",     u"dev",      u"supersecret", u"correct horse battery staple"};
    if (value.size() > 32)
        return false;
    const QString lower = value.toString().toLower();
    return std::find(std::begin(words), std::end(words), QStringView(lower)) != std::end(words);
}

} // namespace drawbridge
