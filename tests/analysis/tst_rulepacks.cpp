// SPDX-License-Identifier: Apache-2.0
// Packs of rules that a project brings along, and the remarks of the linter.
#include "analysis/analysis.h"
#include "analysis/examplemodel.h"
#include "analysis/rulelint.h"
#include "analysis/rulepacks.h"
#include "edits/ruleedits.h"

#include <QTest>

using namespace drawbridge;

class TestRulePacks : public QObject
{
    Q_OBJECT

private:
    static QString withWhere(const QString &lines)
    {
        QString text = rulePackTemplate(QStringLiteral("own"));
        return text.replace(QStringLiteral("  - op.roles intersects {payment, transfer}\n"), lines);
    }
    static QStringList remarks(const QString &text)
    {
        QStringList list;
        const RulePackReport report = checkRulePack(QStringLiteral("p"), text); // its list must outlive the loop
        for (const Diagnostic &d : report.diagnostics.list())
            list << QStringLiteral("%1:%2 %3").arg(d.where.line).arg(d.where.column).arg(d.message);
        return list;
    }

private slots:
    void theTemplateIsRight()
    {
        const RulePackReport report = checkRulePack(QStringLiteral("Own"), rulePackTemplate(QStringLiteral("Own rules")));
        QVERIFY2(report.diagnostics.list().isEmpty(), qPrintable(report.diagnostics.list().value(0).message));
        QCOMPARE(report.summary.rules, 1);
        QCOMPARE(report.summary.examples, 2);
        QCOMPARE(report.summary.failures, 0);
    }

    void mistakesStandAtTheirLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("remark"); // begins with
        const QString rules = rulePackTemplate(QStringLiteral("own"));
        QTest::newRow("an unknown attribute") << withWhere(QStringLiteral("  - op.rolls intersects {payment}\n")) << QStringLiteral("10:8 kind 'operation' has no attribute 'rolls'");
        QTest::newRow("an unknown word") << withWhere(QStringLiteral("  - op.roles intersects {paiment}\n")) << QStringLiteral("10:26 'paiment' is not a value of op_role");
        QTest::newRow("lines that exclude each other") << withWhere(QStringLiteral("  - op.roles intersects {payment}\n  - op.method == GET\n  - op.method in {POST, PUT}\n"))
                                                       << QStringLiteral("12:5 rule own/PAY-001 can never match: this line and line 11 exclude each other");
        QTest::newRow("a repeated line") << withWhere(QStringLiteral("  - op.roles intersects {payment}\n  - op.exposed\n  - op.exposed\n")) << QStringLiteral("12:5 rule own/PAY-001: this line repeats line 11");
        QTest::newRow("an exception that never applies")
            << QString(rules).replace(QStringLiteral("  - has(op, idempotency)\n"), QStringLiteral("  - has(op, idempotency)\n  - op.roles disjoint {payment, transfer}\n"))
            << QStringLiteral("14:5 rule own/PAY-001: this line never suppresses, because line 10 excludes it");
        QTest::newRow("a rule to absorb that does not exist") << QString(rules).replace(QStringLiteral("  ease: moderate\n"), QStringLiteral("  ease: moderate\n  absorbs: [core/NOPE-1]\n"))
                                                              << QStringLiteral("4:3 rule own/PAY-001 absorbs core/NOPE-1, which does not exist");
        QTest::newRow("no mapping") << QString(rules).replace(QStringLiteral("  maps: {stride: [T], owasp: [API6], cwe: [837]}\n"), QString()) << QStringLiteral("4:3 rule own/PAY-001 maps to nothing");
        QTest::newRow("a failing example") << QString(rules).replace(QStringLiteral("expect: {weakness: 1}"), QStringLiteral("expect: {weakness: 2}"))
                                           << QStringLiteral("24:5 example 'paid twice' expected weakness 2, got 1");
    }
    void mistakesStandAtTheirLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, remark);
        const QStringList list = remarks(text);
        QVERIFY2(std::any_of(list.begin(), list.end(), [&](const QString &r) { return r.startsWith(remark); }), qPrintable(list.join(u'\n')));
    }

    void packsJudgeTheirProject()
    {
        ThreatModel model = *parseExampleModel(QStringLiteral("zone internet 0; zone app 3\nactor visitor in internet\nservice shop in app\nflow visitor -> shop https\n"
                                                              "op shop POST /payments auth=bearer role=payment req(amount:amount)\n"));
        Diagnostics diagnostics;
        Progress progress;
        const auto found = [&] {
            const auto catalogue = loadCatalogue({}, rulePackFiles(model, diagnostics), diagnostics);
            return analyze(model, *catalogue, {QDate(2026, 11, 22)}, progress).findings;
        };
        const QList<Finding> before = found();
        RulePack pack;
        Delta delta = addRulePack(model, QStringLiteral("Ours"), rulePackTemplate(QStringLiteral("own")), &pack);
        apply(model, delta);
        const RuleEffectReport added = compareFindings(before, found());
        QCOMPARE(added.appeared.size(), 1);
        QCOMPARE(added.appeared.first().rule, QStringLiteral("own/PAY-001"));
        QVERIFY(added.gone.isEmpty() && added.changed.isEmpty());
        const QList<Finding> with = found();
        apply(model, enableRulePack(model, pack.id, false));
        QCOMPARE(compareFindings(with, found()).gone.size(), 1);
        apply(model, enableRulePack(model, pack.id, true));
        apply(model, changeRulePack(model, pack.id, QString(pack.text).replace(QStringLiteral("I: 0.6"), QStringLiteral("I: 1"))));
        QCOMPARE(compareFindings(with, found()).changed.size(), 1);
        QVERIFY(!diagnostics.hasErrors());
    }

    void whatIsTooLargeIsLeftOut()
    {
        ThreatModel model;
        apply(model, addRulePack(model, QStringLiteral("big"), QString(largestRulePack + 1, u'#')));
        Diagnostics diagnostics;
        QVERIFY(rulePackFiles(model, diagnostics).isEmpty());
        QVERIFY(diagnostics.hasErrors());
    }

    void theShippedRulesHaveNoRemarks()
    {
        Diagnostics diagnostics;
        lintRules(QStringList(), diagnostics);
        QStringList lines;
        for (const Diagnostic &d : diagnostics.list()) {
            if (d.severity != Severity::Note)
                lines << toText(d);
        }
        QCOMPARE(lines.join(u'\n'), QString());
    }
};

QTEST_GUILESS_MAIN(TestRulePacks)
#include "tst_rulepacks.moc"
