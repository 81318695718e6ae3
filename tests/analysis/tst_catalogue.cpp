// SPDX-License-Identifier: Apache-2.0
// The shipped catalogue: every rule loads without a complaint and its own examples hold.
#include "analysis/catalogue.h"

#include <QFile>
#include <QTest>

using namespace drawbridge;

class TestCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void shippedRulesHold()
    {
        Diagnostics diagnostics;
        const RuleTestSummary summary = testRules({}, diagnostics);
        for (const Diagnostic &d : diagnostics.list())
            qWarning().noquote() << toText(d);
        QVERIFY(diagnostics.list().isEmpty());
        QCOMPARE(summary.failures, 0);
        QVERIFY(summary.rules > 0);
        QVERIFY(summary.examples >= 2 * summary.rules);
    }

    void loadsAtStart()
    {
        Diagnostics diagnostics;
        const std::shared_ptr<const Catalogue> catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(diagnostics.list().isEmpty());
        const RuleInfo *rule = catalogue->rule(QStringLiteral("AUTHN-012"));
        QVERIFY(rule);
        QCOMPARE(rule->cwe, (QList<int>{620, 639, 862}));
        QCOMPARE(rule->standards.value(QStringLiteral("nist-800-53r5")), (QStringList{QStringLiteral("AC-3"), QStringLiteral("IA-11"), QStringLiteral("IA-5")}));
        QVERIFY(!rule->why.isEmpty() && !rule->fix.isEmpty());
        QVERIFY(!catalogue->rule(QStringLiteral("AUTHN-999")));
        QVERIFY(catalogue->control(QStringLiteral("object_authz")));
        QVERIFY(catalogue->standards().entry(QStringLiteral("cwe"), QStringLiteral("CWE-639")));
        // Only numbers of PCI DSS and CIS may be shown, never their titles.
        for (const QString &framework : {QStringLiteral("pci-dss-4"), QStringLiteral("cis-v8")}) {
            for (const Standards::Entry &entry : catalogue->standards().framework(framework)->entries)
                QVERIFY2(entry.title.isEmpty(), qPrintable(entry.id));
        }
    }

    // The reference in the README says what the program knows. To renew it: DRAWBRIDGE_UPDATE=1.
    void referenceIsCurrent()
    {
        Diagnostics diagnostics;
        const std::shared_ptr<const Catalogue> catalogue = loadCatalogue({}, diagnostics);
        const QString path = QStringLiteral(PROJECT_ROOT "/model/analysis/README.md");
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        file.close();
        const QString heading = QStringLiteral("## Reference (generated; `tst_catalogue` compares it)\n");
        const qsizetype at = text.indexOf(heading);
        QVERIFY(at > 0);
        const QString wanted = text.left(at) + heading + ruleLanguageReference(catalogue->vocabulary());
        if (qEnvironmentVariableIsSet("DRAWBRIDGE_UPDATE")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(wanted.toUtf8());
        } else {
            QCOMPARE(text, wanted);
        }
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
