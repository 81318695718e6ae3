// SPDX-License-Identifier: Apache-2.0
#include "samples/samples.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

QString jwt(const QByteArray &header, const QByteArray &claims, const QByteArray &key)
{
    constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray body = header.toBase64(options) + '.' + claims.toBase64(options);
    return QString::fromLatin1(body + '.' + QMessageAuthenticationCode::hash(body, key, QCryptographicHash::Sha256).toBase64(options));
}

} // namespace

class TestSamples : public QObject
{
    Q_OBJECT

private slots:
    void shapes_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QString &value, const QStringList &expected) { QTest::newRow(name) << value << expected; };
        row("nothing", u""_s, {u"empty"_s});
        row("variable", u"{{token}}"_s, {u"placeholder"_s});
        row("filler", u"string"_s, {u"placeholder"_s});
        row("angle brackets", u"<password>"_s, {u"placeholder"_s});
        row("word", u"blue"_s, {u"word"_s});
        row("sentence", u"a blue house"_s, {u"text"_s});
        row("four digits", u"9999"_s, {u"digits:4"_s, u"integer"_s});
        row("decimal", u"12.5"_s, {u"decimal"_s});
        row("position", u"-0.12765"_s, {u"coordinate"_s});
        row("email", u"jane.doe@acme.io"_s, {u"email"_s});
        row("documentation email", u"jane@example.com"_s, {u"email"_s, u"email:dummy"_s});
        row("no email", u"foo@bar"_s, {u"word"_s});
        row("url", u"https://acme.io/a"_s, {u"url"_s});
        row("cleartext url", u"http://acme.io/a"_s, {u"url"_s, u"url:cleartext"_s});
        row("url with password", u"postgres://app:s3cr3tX@db/x"_s, {u"url"_s, u"url:credentials"_s});
        row("url with variable for a password", u"postgres://app:${PW}@db/x"_s, {u"url"_s});
        row("signed url", u"https://b.s3.amazonaws.com/k?X-Amz-Signature=abc"_s, {u"url"_s, u"url:signed"_s});
        row("uuid", u"3fa85f64-5717-4562-b3fc-2c963f66afa6"_s, {u"uuid"_s});
        row("ipv4", u"8.8.4.4"_s, {u"ipv4"_s});
        row("private ipv4", u"10.0.0.7"_s, {u"ipv4"_s, u"ipv4:private"_s});
        row("no ipv4", u"1.2.3.400"_s, {u"word"_s});
        row("ipv6", u"2001:db8::1"_s, {u"ipv6"_s});
        row("mac", u"00:1B:44:11:3A:B7"_s, {u"mac"_s});
        row("date", u"1984-02-29"_s, {u"date"_s});
        row("no date", u"1985-02-29"_s, {u"word"_s});
        row("date and time", u"2020-01-31T10:00:00Z"_s, {u"date-time"_s});
        row("phone", u"+49 30 1234567"_s, {u"phone"_s});
        row("iban", u"DE89 3704 0044 0532 0130 00"_s, {u"iban"_s});
        row("iban with a wrong check digit", u"DE88 3704 0044 0532 0130 00"_s, {u"text"_s});
        row("test card", u"4111 1111 1111 1111"_s, {u"card-number"_s, u"card-number:test"_s});
        row("card", u"4539578763621486"_s, {u"card-number"_s, u"integer"_s});
        row("no card", u"4539578763621487"_s, {u"integer"_s});
        row("cpf", u"529.982.247-25"_s, {u"national-id:cpf"_s});
        row("dni", u"12345678Z"_s, {u"national-id:dni"_s});
        row("dni with the wrong letter", u"12345678A"_s, {u"word"_s});
        row("codice fiscale", u"RSSMRA85T10A562S"_s, {u"national-id:codice-fiscale"_s});
        row("ssn", u"078-05-1120"_s, {u"national-id:ssn"_s});
        row("bcrypt", u"$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW"_s, {u"bcrypt"_s});
        row("aws key", u"AKIAIOSFODNN7EXAMPLE"_s, {u"api-key:aws"_s});
        row("manual's key", u"sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"_s, {u"word"_s});
        row("private key", u"-----BEGIN RSA PRIVATE KEY-----\nMIIB"_s, {u"private-key"_s});
        row("random", u"dGhpc0lzQVJhbmRvbTEyMzQ1Njc4OTBRWmx4"_s, {u"high-entropy"_s});
        row("hash", u"5f4dcc3b5aa765d61d8327deb882cf99"_s, {u"hex:32"_s});
        row("first guess", u"Password123"_s, {u"guessable"_s});
        row("masked", u"**** 1234"_s, {u"masked"_s});
        row("path", u"/etc/passwd"_s, {u"path"_s});
        row("icd", u"E11.9"_s, {u"icd-10"_s});
    }
    void shapes()
    {
        QFETCH(QString, value);
        QFETCH(QStringList, expected);
        const QStringList got = shapesOf(value);
        QVERIFY2(got == expected, qPrintable(got.join(u' ')));
    }

    void tokens()
    {
        const QByteArray header = R"({"alg":"HS256","typ":"JWT"})", claims = R"({"sub":"1","iat":1000000,"exp":1086400})";
        QCOMPARE(shapesOf(jwt(header, claims, "random")), (QStringList{u"jwt"_s, u"jwt:alg=HS256"_s, u"jwt:hours=24"_s, u"jwt:weak-key"_s}));
        QCOMPARE(shapesOf(jwt(header, claims, "3uJ-9xQwLz8!")), (QStringList{u"jwt"_s, u"jwt:alg=HS256"_s, u"jwt:hours=24"_s}));
        QCOMPARE(shapesOf(jwt(R"({"alg":"RS256"})", R"({"sub":"1"})", "random")), (QStringList{u"jwt"_s, u"jwt:alg=RS256"_s, u"jwt:no-expiry"_s}));
        QVERIFY(!shapesOf(u"eyNot.a.token").contains(u"jwt"_s));
    }

    void redaction_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"The order was not found."_s << u"The order was not found."_s;
        QTest::newRow("email") << u"Unknown user jane@acme.io."_s << u"Unknown user {email}."_s;
        QTest::newRow("password in JSON") << uR"({"password": "Tr0ub4dor"})"_s << uR"({"password": "{secret}"})"_s;
        QTest::newRow("key and value") << u"token=abc123 expired"_s << u"token={secret} expired"_s;
        QTest::newRow("bearer") << u"Authorization: Bearer abcdef"_s << u"Authorization: Bearer {secret}"_s;
        QTest::newRow("card") << u"card 4539 5787 6362 1486 declined"_s << u"card {card-number} declined"_s;
        QTest::newRow("address") << u"cannot reach 10.0.0.7"_s << u"cannot reach {ipv4}"_s;
        QTest::newRow("status stays") << u"value of status has to be 'delivered'"_s << u"value of status has to be 'delivered'"_s;
    }
    void redaction()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(redacted(text, 200), expected);
    }

    void redactionIsBounded()
    {
        const QString result = redacted(QString(100000, u'z'), 50);
        QCOMPARE(result.size(), 50);
        QVERIFY(result.endsWith(u'…'));
        QCOMPARE(redacted(u"abc", 0), u"…"_s);
    }

    // Any bytes: nothing but an answer is expected.
    void survivesAnything()
    {
        quint32 state = 12345;
        for (int round = 0; round < 2000; ++round) {
            QString text;
            const int length = int(state % 90);
            for (int i = 0; i < length; ++i) {
                state = state * 1664525u + 1013904223u;
                static constexpr char16_t alphabet[] = u"0123456789abcABC.:-+@/=*$ {}<>ey\u00e9\xd800" u"\"'";
                text += QChar(alphabet[(state >> 8) % (std::size(alphabet) - 1)]);
            }
            state = state * 1664525u + 1013904223u;
            QVERIFY(!shapesOf(text).isEmpty());
            QVERIFY(redacted(text, 40).size() <= 40);
        }
    }
};

QTEST_GUILESS_MAIN(TestSamples)
#include "tst_samples.moc"
