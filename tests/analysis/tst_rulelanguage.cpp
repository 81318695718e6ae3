// SPDX-License-Identifier: Apache-2.0
// The rule language: errors with their places, three-valued logic, quantifiers, groups.
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "analysis/facts.h"

#include <QTest>

using namespace drawbridge;

namespace {

CatalogueFiles vocabularyFiles()
{
    CatalogueFiles files = shippedCatalogueFiles();
    files.shipped.clear();
    return files;
}

QStringList complaints(const QByteArray &rules)
{
    CatalogueFiles files = vocabularyFiles();
    files.own = {{QStringLiteral("pay.yaml"), rules}};
    Diagnostics diagnostics;
    Catalogue::test(files, diagnostics);
    QStringList lines;
    for (const Diagnostic &d : diagnostics.list())
        lines << toText(d);
    return lines;
}

const char *const frame = R"(drawbridge-rules: 1
namespace: acme
rules:
- id: PAY-001
  revision: 1.0
  title: A rule
  kind: weakness
  subject: operation as op
  where:
%1
  cause: [op.service, op]
  effect: {of: confidential, C: 1}
  ease: easy
  why: because
  fix: so
  examples:
  - {name: yes it is, expect: {weakness: 1}, model: "zone internet 0; actor a in internet; service s; flow a -> s https; op s GET /a auth=none"}
  - {name: it is not, expect: {}, model: "service s; op s DELETE /a auth=bearer"}
)";

} // namespace

class TestRuleLanguage : public QObject
{
    Q_OBJECT

private slots:
    void errors_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("expected"); // one line per error
        QTest::newRow("fine") << "  - op.method == GET" << "";
        QTest::newRow("attribute") << "  - op.role intersects {login}"
                                   << "pay.yaml:10:8: error: kind 'operation' has no attribute 'role'; did you mean 'roles' (set<op_role>)?";
        QTest::newRow("value") << "  - op.method == GET\n  - op.auth == requird"
                               << "pay.yaml:11:16: error: 'requird' is not a value of auth; did you mean 'required'?";
        QTest::newRow("order") << "  - op.auth < required" << "pay.yaml:10:13: error: cannot order 'auth' values with '<'; use auth_strength";
        QTest::newRow("quoted scalars keep columns") << "  - 'op.methd == GET'"
                                                     << "pay.yaml:10:9: error: kind 'operation' has no attribute 'methd'; did you mean 'method' (method)?";
        QTest::newRow("name") << "  - opp.method == GET" << "pay.yaml:10:5: error: unknown name 'opp'; did you mean 'op'?";
        QTest::newRow("function") << "  - hass(op, object_authz)" << "pay.yaml:10:5: error: unknown function 'hass'; did you mean 'has'?";
        QTest::newRow("control") << "  - has(op, object_auth)" << "pay.yaml:10:13: error: 'object_auth' is not a value of control; did you mean 'object_authz'?";
        QTest::newRow("no condition") << "  - op.service" << "pay.yaml:10:5: error: this is a ref<element>, expected a bool3";
        QTest::newRow("nested") << "  - any:\n    - op.method == GET\n    - none f in op.params: f.nme == \"a\""
                                << "pay.yaml:12:30: error: kind 'field' has no attribute 'nme'; did you mean 'name' (string)?";
        QTest::newRow("pattern") << "  - 'op.path matches \"(a+)+\"'"
                                 << "pay.yaml:10:26: error: ')+' is outside the subset of patterns that run in linear time";
        QTest::newRow("assignment") << "  - op.method = GET" << "pay.yaml:10:15: error: use '==' to compare";
        QTest::newRow("all errors at once") << "  - op.methd == GET\n  - op.auth == requird"
                                            << "pay.yaml:10:8: error: kind 'operation' has no attribute 'methd'; did you mean 'method' (method)?\n"
                                               "pay.yaml:11:16: error: 'requird' is not a value of auth; did you mean 'required'?";
        QTest::newRow("examples are run") << "  - op.method == POST"
                                          << "pay.yaml:17:5: error: example 'yes it is' expected weakness 1, got 0; leaf 1 was False: op.method == POST (rule acme/PAY-001)";
        QTest::newRow("unknown names the leaf") << "  - op.method == GET\n  - has(op, object_authz)"
                                                << "pay.yaml:18:5: error: example 'yes it is' expected weakness 1, got 0; leaf 2 was Unknown: has(op, object_authz) (rule acme/PAY-001)";
    }
    void errors()
    {
        QFETCH(QString, where);
        QFETCH(QString, expected);
        QCOMPARE(complaints(QString::fromLatin1(frame).arg(where).toUtf8()).join(u'\n'), expected);
    }

    void missingExamples()
    {
        QByteArray text = QString::fromLatin1(frame).arg(QStringLiteral("  - op.method == GET")).toUtf8();
        text = text.left(text.indexOf("  - {name: it is not"));
        QCOMPARE(complaints(text).join(u'\n'),
                 QStringLiteral("pay.yaml:4:3: error: rule acme/PAY-001 has no negative example (at least one positive and one negative are required)"));
    }

    void referencesAreChecked()
    {
        QByteArray text = QString::fromLatin1(frame).arg(QStringLiteral("  - op.method == GET")).toUtf8();
        text.replace("  why: because", "  maps: {nist: [AC-3, AC-99]}\n  why: because");
        QCOMPARE(complaints(text).join(u'\n'), QStringLiteral("pay.yaml:14:23: error: unknown reference nist AC-99 (standards.yaml)"));
    }

    void duplicateKeysAreMistakes()
    {
        QByteArray text = QString::fromLatin1(frame).arg(QStringLiteral("  - op.method == GET")).toUtf8();
        text.replace("  why: because", "  title: again\n  why: because");
        QVERIFY(!complaints(text).isEmpty());
    }

    // Kleene's tables: has() is True, False or Unknown by the state of a control.
    void threeValues_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("value"); // T, F, U
        const QString t = QStringLiteral("has(op, tls)"), f = QStringLiteral("has(op, waf)"), u = QStringLiteral("has(op, pkce)");
        const QString operands[] = {t, f, u};
        const char *ands[3][3] = {{"T", "F", "U"}, {"F", "F", "F"}, {"U", "F", "U"}};
        const char *ors[3][3] = {{"T", "T", "T"}, {"T", "F", "U"}, {"T", "U", "U"}};
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 3; ++j) {
                QTest::addRow("and %d %d", i, j) << QStringLiteral("%1 and %2").arg(operands[i], operands[j]) << QString::fromLatin1(ands[i][j]);
                QTest::addRow("or %d %d", i, j) << QStringLiteral("%1 or %2").arg(operands[i], operands[j]) << QString::fromLatin1(ors[i][j]);
            }
        }
        const auto row = [](const char *expression, const char *value) { QTest::newRow(expression) << QString::fromLatin1(expression) << QString::fromLatin1(value); };
        row("not has(op, pkce)", "U");
        row("not has(op, waf)", "T");
        row("lacks(op, pkce)", "F");
        row("lacks(op, waf)", "T");
        row("exists f in op.params: f.max_length > 3", "U"); // one is not stated, the other is 2
        row("exists f in op.params: f.max_length > 1", "T");
        row("all f in op.params: f.max_length > 1", "U");
        row("all f in op.params: f.max_length > 2", "F");
        row("none f in op.params: f.max_length > 1", "F");
        row("none f in op.params: f.max_length > 3", "U");
        row("count(f in op.params: f.has_max_length) == 1", "T");
        row("first(f in op.params: f.has_max_length).name == \"b\"", "T");
        row("first(f in op.params: f.name == \"z\").name == \"b\"", "U");
        row("count(those(f in op.params: f.type == string)) == 2", "T");
        row("op.auth == Unknown", "F");
        row("first(f in op.params: f.name == \"a\").max_length == Unknown", "T");
        row("op.path matches \"^/thing\"", "T");
        row("contains(op.path, \"THING\")", "T");
        row("op.auth_strength >= 2", "T");
        row("op.scopes subset {read, write}", "T");
        row("op.scopes disjoint {read}", "F");
        row("op.response_sensitivity <= internal", "T");
    }
    void threeValues()
    {
        QFETCH(QString, expression);
        QFETCH(QString, value);
        const Result<ThreatModel> model = parseExampleModel(QStringLiteral(
            "service s; op s GET /things auth=oauth(read) param(a, b:max2); control tls on s; control waf on s absent"));
        QVERIFY2(model.isOk(), qPrintable(model ? QString() : model.error().message));
        Diagnostics diagnostics;
        const auto catalogue = Catalogue::load(vocabularyFiles(), diagnostics);
        QVERIFY(diagnostics.list().isEmpty());
        SymbolPool symbols = catalogue->symbols();
        RuleScope scope;
        scope.bindings.push_back({QStringLiteral("op"), FactKind::Operation, 0});
        ExpressionError error;
        const RuleExpressionPtr compiled = compileExpression(expression, scope, {catalogue->vocabulary(), symbols, nullptr}, std::nullopt, error);
        QVERIFY2(compiled, qPrintable(error.message));
        Facts facts(*model, catalogue->lexicons(), symbols, QDate());
        RuleEvaluator evaluator(facts);
        evaluator.allow(10000);
        evaluator.variables[0] = facts.all(FactKind::Operation).front();
        const RuleValue result = evaluator.evaluate(*compiled);
        QCOMPARE(result.isUnknown() ? QStringLiteral("U") : result.isTrue() ? QStringLiteral("T") : QStringLiteral("F"), value);
    }

    void budgetEndsQuietly()
    {
        const Result<ThreatModel> model = parseExampleModel(QStringLiteral("service s; op s GET /things param(a, b, c, d)"));
        Diagnostics diagnostics;
        const auto catalogue = Catalogue::load(vocabularyFiles(), diagnostics);
        SymbolPool symbols = catalogue->symbols();
        RuleScope scope;
        scope.bindings.push_back({QStringLiteral("op"), FactKind::Operation, 0});
        ExpressionError error;
        const RuleExpressionPtr compiled = compileExpression(QStringLiteral("count(f in op.params: f.name == \"x\") == 0"), scope,
                                                             {catalogue->vocabulary(), symbols, nullptr}, std::nullopt, error);
        Facts facts(*model, catalogue->lexicons(), symbols, QDate());
        RuleEvaluator evaluator(facts);
        evaluator.variables[0] = facts.all(FactKind::Operation).front();
        evaluator.allow(5);
        QVERIFY(evaluator.evaluate(*compiled).isUnknown() || evaluator.exhausted());
        QVERIFY(evaluator.exhausted());
        evaluator.allow(1000);
        QVERIFY(evaluator.evaluate(*compiled).isTrue());
    }

    void exampleModelsSayWhatIsWrong()
    {
        const Result<ThreatModel> model = parseExampleModel(QStringLiteral("zone a 0\nservice s in b\n"));
        QVERIFY(!model.isOk());
        QCOMPARE(model.error().message, QStringLiteral("there is no zone 'b'"));
        QCOMPARE(model.error().where.line, 2);
    }

    // Hostile or broken rule files end in messages, never in a crash.
    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not yaml") << QByteArray("\t{[}");
        QTest::newRow("binary") << QByteArray("\0\1\2\3", 4);
        QTest::newRow("wrong shapes") << QByteArray("drawbridge-rules: 1\nnamespace: [a]\nrules:\n- [1, 2]\n- id: {a: b}\n  where: {x: y}\n  cause: op\n  effect: [1]\n  examples: {a: 1}\n");
        QTest::newRow("deep") << QByteArray("drawbridge-rules: 1\nnamespace: a\nrules:\n- id: A\n  subject: operation as op\n  where: ['" + QByteArray(400, '(') + "op']\n");
        QTest::newRow("cut") << QString::fromLatin1(frame).arg(QStringLiteral("  - op.method ==")).toUtf8();
        QTest::newRow("open string") << QString::fromLatin1(frame).arg(QStringLiteral("  - 'op.path == \"'")).toUtf8();
    }
    void brokenFiles()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!complaints(text).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRuleLanguage)
#include "tst_rulelanguage.moc"
