// SPDX-License-Identifier: Apache-2.0
#include "classification/shippedlexicons.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestLexicons : public QObject
{
    Q_OBJECT

private slots:
    void tokens_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::newRow("cardHolderName") << u"card holder name"_s;
        QTest::newRow("IBANCode") << u"iban code"_s;
        QTest::newRow("shopperIP") << u"shopper ip"_s;
        QTest::newRow("userIDs") << u"user ids"_s;
        QTest::newRow("address_line-2") << u"address line 2"_s;
        QTest::newRow("address_line2") << u"address line2"_s;
        QTest::newRow("airline.passenger.name") << u"airline passenger name"_s;
        QTest::newRow("OAuthToken") << u"oauth token"_s;
        QTest::newRow("line1Text") << u"line1 text"_s;
        QTest::newRow("straße") << u"strasse"_s;
        QTest::newRow("contraseña") << u"contrasena"_s;
        QTest::newRow("$filter") << u"filter"_s;
        QTest::newRow("__") << u""_s;
    }
    void tokens()
    {
        QFETCH(QString, expected);
        QCOMPARE(nameTokens(QString::fromUtf8(QTest::currentDataTag())).join(u' '), expected);
    }

    void shippedOnesAreSound()
    {
        Diagnostics diagnostics;
        const Lexicons lexicons = test::shippedLexicons(&diagnostics);
        QVERIFY(diagnostics.list().isEmpty());
        QVERIFY(lexicons.classIds().contains(u"pii.contact"_s));
        QVERIFY(lexicons.dataClass(u"health.record"_s).special);
        QVERIFY(lexicons.dataClass(u"pii.dob"_s).personal);
        QVERIFY(!lexicons.dataClass(u"secret.api_key"_s).personal);
        QCOMPARE(lexicons.sensitivity(u"cred.password"_s), Sensitivity::Critical);
        QVERIFY(lexicons.dataClass(u"no.such"_s).id.isEmpty());
        for (const QString &id : lexicons.classIds())
            QVERIFY2(!lexicons.dataClass(id).title.isEmpty(), qPrintable(id));
        QVERIFY(lexicons.roles().contains(u"login"_s));
        QVERIFY(!lexicons.roles().contains(u"login_by_password"_s));
        QVERIFY(lexicons.matches(u"mutating_verbs"_s, u"create report"));
        QVERIFY(!lexicons.matches(u"mutating_verbs"_s, u"threads_created_rate"));
        QVERIFY(!lexicons.matches(u"no_such_list"_s, u"create"));
    }

    void usersExtendWithoutEditing()
    {
        QList<LexiconFile> files = test::shippedLexiconFiles();
        files << LexiconFile{u"ours.yaml"_s, "drawbridge-lexicon: 1\nadd:\n  classes:\n    pii.contact:\n      strong: [pager code]\nremove:\n  classes:\n    pii.contact:\n      strong: [skype]\n"};
        Diagnostics diagnostics;
        const Lexicons lexicons = Lexicons::load(files, diagnostics);
        QVERIFY(diagnostics.list().isEmpty());
        ThreatModel model;
        Field pager, skype;
        pager.id = FieldId::create();
        pager.name = pager.path = u"pagerCode"_s;
        skype.id = FieldId::create();
        skype.name = skype.path = u"skype"_s;
        model.fields.insert(pager);
        model.fields.insert(skype);
        const auto meanings = classifyFields(model, ModelIndex(model), lexicons);
        QCOMPARE(meanings.value(pager.id).classes.value(0).dataClass, u"pii.contact"_s);
        QVERIFY(meanings.value(skype.id).classes.isEmpty());
    }

    void mistakesAreReportedWithTheirPlace()
    {
        Diagnostics diagnostics;
        Lexicons::load({{u"bad.yaml"_s, "drawbridge-lexicon: 1\nclasses:\n  a.b:\n    title: A\n    stong: [word]\n"}}, diagnostics);
        QCOMPARE(diagnostics.list().size(), 1);
        QCOMPARE(diagnostics.list()[0].where.line, 5);
        QVERIFY(diagnostics.list()[0].message.contains(u"stong"_s));

        Diagnostics noLexicon;
        Lexicons::load({{u"other.yaml"_s, "rules: []\n"}}, noLexicon);
        QVERIFY(noLexicon.hasErrors());
        Diagnostics broken;
        Lexicons::load({{u"broken.yaml"_s, "a: [b\n"}}, broken);
        QVERIFY(broken.hasErrors());
    }
};

QTEST_GUILESS_MAIN(TestLexicons)
#include "tst_lexicons.moc"
