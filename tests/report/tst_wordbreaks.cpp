// SPDX-License-Identifier: Apache-2.0
#include "report/wordbreaks.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestWordBreaks : public QObject
{
    Q_OBJECT
private slots:
    // A text in lines of at most so many characters, as a narrow column would have it.
    void lines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("longest");
        QTest::addColumn<QString>("lines");
        QTest::newRow("camelCase") << u"customerAccountIdentifier"_s << 16 << u"customerAccount Identifier"_s;
        QTest::newRow("acronym") << u"parseHTTPServerName"_s << 10 << u"parseHTTP ServerName"_s;
        QTest::newRow("path") << u"/orders/{orderId}/invoices/{invoiceId}"_s << 20 << u"/orders/{orderId}/ invoices/{invoiceId}"_s;
        QTest::newRow("bracket opens the line") << u"configuration[identifier]"_s << 16 << u"configuration [identifier]"_s;
        QTest::newRow("host") << u"api.mypremiumdealership.com"_s << 25 << u"api.mypremiumdealership. com"_s;
        QTest::newRow("url") << u"https://shop.harbour-market.example/api"_s << 24 << u"https://shop.harbour- market.example/api"_s;
        QTest::newRow("snake_case") << u"code_security_and_analysis"_s << 15 << u"code_security_ and_analysis"_s;
        QTest::newRow("no place at all") << u"abcdefghijklmnopqrst"_s << 8 << u"abcdefgh ijklmnop qrst"_s;
    }
    void lines()
    {
        QFETCH(QString, text);
        QFETCH(int, longest);
        QFETCH(QString, lines);
        QStringList made;
        qsizetype from = 0;
        while (text.size() - from > longest) {
            const qsizetype at = wordBreak(text, from, from + longest);
            QVERIFY(at > from && at <= from + longest);
            made.append(text.mid(from, at - from));
            from = at;
        }
        made.append(text.mid(from));
        QCOMPARE(made.join(u' '), lines);
    }

    // Whatever the text, a break goes forward, not beyond the limit, and tears no character apart.
    void isAlwaysPossible()
    {
        const QString text = u"a\u0301\U0001F600//__{}[]..ABcdEF\u00e9\u0301::\U0001F469\U0001F680x"_s;
        for (qsizetype from = 0; from < text.size() - 1; ++from) {
            for (qsizetype limit = from + 1; limit < text.size(); ++limit) {
                const qsizetype at = wordBreak(text, from, limit);
                QVERIFY(at > from && at <= limit);
                QVERIFY(at == from + 1 || !text[at].isLowSurrogate());
            }
        }
    }

    void partsAreTheWords()
    {
        QStringList parts;
        forEachWordPart(u"GET /orders/{orderId} of  shopAPI.v2", [&](QStringView part) { parts.append(part.toString()); });
        QCOMPARE(parts.join(u'|'), u"GET|/|orders/|{order|Id}|of|shop|API.|v2"_s);
    }
};

QTEST_APPLESS_MAIN(TestWordBreaks)
#include "tst_wordbreaks.moc"
