// SPDX-License-Identifier: Apache-2.0
// A careful specification, broken in one place at a time: the rule speaks up, and is silent again when the change is
// taken back. One row a change; add yours.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "importers/importer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestChangedSpec : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(!diagnostics.hasErrors());
        QFile file(QStringLiteral(TEST_DATA "/analysis/bookshop.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_spec = QString::fromUtf8(file.readAll());
    }

    void changes_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *name, const char *rule, const QString &from, const QString &to) {
            QTest::addRow("%s: %s", rule, name) << QString::fromLatin1(rule) << from << to;
        };
        row("cleartext server", "CONF-001", u"url: https://api.bookshop.example"_s, u"url: http://api.bookshop.example"_s);
        row("a helper to fill the database", "CONF-005", u"/newsletter/covers:"_s, u"/createdb:"_s);
        row("metrics without sign-in", "CONF-006", u"  /me:\n    get:\n      operationId: getMe\n"_s, u"  /metrics:\n    get:\n      operationId: metrics\n      security: []\n"_s);
        row("errors with stack traces", "CONF-007", u"message: {type: string}"_s, u"message: {type: string}\n        stackTrace: {type: string}"_s);
        row("a real key as example", "CONF-009", u"paymentToken: {type: string, maxLength: 200}"_s,
            u"paymentToken: {type: string, maxLength: 200}\n                aws_key: {type: string, example: AKIAQ7ZT5WXJ3M9RUVKB}"_s);
        row("a GET that deletes", "CONF-013", u"  /books:\n    get:\n      operationId: listBooks"_s, u"  /books/delete:\n    get:\n      operationId: deleteBooks"_s);
        row("raw card data", "DATA-003", u"paymentToken: {type: string, maxLength: 200}"_s,
            u"cardNumber: {type: string, maxLength: 19}\n                cvc: {type: string, maxLength: 4}"_s);
        row("e-mail in the query", "DATA-005", u"{name: state, in: query, schema: {type: string, enum: [new, used]}}"_s,
            u"{name: email, in: query, schema: {type: string, format: email}}"_s);
        row("password in an answer", "DATA-008", u"nickname: {type: string}"_s, u"nickname: {type: string}\n        password: {type: string}"_s);
        row("whole social security number", "DATA-009", u"nickname: {type: string}"_s, u"nickname: {type: string}\n        ssn: {type: string}"_s);
        row("body without properties", "INPUT-001", u"            schema: {$ref: '#/components/schemas/NewOrder'}"_s, u"            schema: {type: object}"_s);
        row("filter expression", "INPUT-003", u"{name: state, in: query, schema: {type: string, enum: [new, used]}}"_s, u"{name: filter, in: query, schema: {type: string}}"_s);
        row("search words", "INPUT-004", u"{name: state, in: query, schema: {type: string, enum: [new, used]}}"_s, u"{name: q, in: query, schema: {type: string}}"_s);
        row("path from the caller", "INPUT-005", u"wrapping: {type: string, maxLength: 40}"_s, u"template_path: {type: string, maxLength: 40}"_s);
        row("command from the caller", "INPUT-006", u"caption: {type: string, maxLength: 80}"_s, u"shell_command: {type: string, maxLength: 80}"_s);
        row("XML", "INPUT-008", u"          application/json:\n            schema: {$ref: '#/components/schemas/SignUp'}"_s,
            u"          application/xml:\n            schema: {$ref: '#/components/schemas/SignUp'}"_s);
        row("upload", "INPUT-010", u"          application/json:\n            schema:\n              type: object\n              additionalProperties: false\n              properties:\n                caption: {type: string, maxLength: 80}"_s,
            u"          multipart/form-data:\n            schema:\n              type: object\n              properties:\n                cover: {type: string, format: binary}"_s);
        row("regular expression", "INPUT-011", u"{name: state, in: query, schema: {type: string, enum: [new, used]}}"_s, u"{name: regex, in: query, schema: {type: string}}"_s);
        row("negative quantity", "INPUT-012", u"quantity: {type: integer, minimum: 1, maximum: 20}"_s, u"quantity: {type: integer}"_s);
        row("identity in a header", "INPUT-013", u"{name: state, in: query, schema: {type: string, enum: [new, used]}}"_s, u"{name: X-User-Id, in: header, schema: {type: string}}"_s);
        row("repetition", "LIMIT-005", u"wrapping: {type: string, maxLength: 40}"_s, u"number_of_repeats: {type: integer}"_s);
        row("unbounded list", "LIMIT-002",
            u"        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 100}}\n        - {name: cursor, in: query, schema: {type: string, maxLength: 64}}\n"_s, u""_s);
        row("unbounded array", "LIMIT-003", u"labels: {type: array, maxItems: 5,"_s, u"labels: {type: array,"_s);
        row("messages for strangers", "LIMIT-004",
            u"captcha_token: {type: string, maxLength: 2000}\n      responses:\n        '202': {description: Mail is sent if the account exists}\n        '429': {description: Slow down}"_s,
            u"hint: {type: string, maxLength: 2000}\n      responses:\n        '202': {description: Mail is sent if the account exists}"_s);
        row("order without limits", "BIZ-001",
            u"        '201': {description: Placed}\n        '429': {description: Slow down}\n"_s, u"        '201': {description: Placed}\n"_s);
        row("payment without a key", "BIZ-002",
            u"        - {name: orderId, in: path, required: true, schema: {type: string, format: uuid}}\n        - {name: Idempotency-Key, in: header, required: true, schema: {type: string, maxLength: 64}}"_s,
            u"        - {name: orderId, in: path, required: true, schema: {type: string, format: uuid}}"_s);
        row("price from the client", "BIZ-003", u"wrapping: {type: string, maxLength: 40}"_s, u"price: {type: integer, minimum: 0}"_s);
        row("codes without limits", "BIZ-004", u"        '200': {description: Applied}\n        '429': {description: Slow down}\n"_s, u"        '200': {description: Applied}\n"_s);
        row("state from the client", "BIZ-005", u"gift: {type: boolean}"_s, u"status: {type: string, enum: [open, paid, returned]}"_s);
        row("address to fetch", "OUT-001", u"caption: {type: string, maxLength: 80}"_s, u"source_url: {type: string, format: uri}"_s);
        row("webhook destination", "OUT-003", u"caption: {type: string, maxLength: 80}"_s, u"callback_url: {type: string, format: uri}"_s);
        row("events from anybody", "OUT-007", u"  /newsletter/covers:\n    post:\n      operationId: addCover\n"_s, u"  /webhooks/payments:\n    post:\n      operationId: paymentEvent\n      security: []\n"_s);
        row("nothing erases", "PRIV-006", u"    delete:\n      operationId: deleteMe\n"_s, u"    head:\n      operationId: headMe\n"_s);
        row("nothing shows people their data", "PRIV-007", u"  /me:\n    get:\n      operationId: getMe\n"_s, u"  /shelves:\n    get:\n      operationId: getShelves\n"_s);
    }
    void changes()
    {
        QFETCH(QString, rule);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QCOMPARE(m_spec.count(from), 1); // the row still says what it changes
        QVERIFY2(!findingsIn(m_spec).contains(rule), "the careful specification already has it");
        QString changed = m_spec;
        changed.replace(from, to);
        const QStringList found = findingsIn(changed);
        QVERIFY2(found.contains(rule), qPrintable(u"found only: "_s + found.join(u' ')));
        QVERIFY(!analysed(m_spec).contains(rule)); // once more, for nothing of the change may stick
    }

private:
    QStringList findingsIn(const QString &spec)
    {
        const auto known = m_known.constFind(spec);
        return known != m_known.constEnd() ? *known : *m_known.insert(spec, analysed(spec));
    }

    QStringList analysed(const QString &spec) const
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"bookshop.yaml"_s));
        if (!file.open(QIODevice::WriteOnly))
            return {u"no file"_s};
        file.write(spec.toUtf8());
        file.close();
        Progress progress;
        const Result<ImportResult> imported = importInputs({file.fileName()}, {}, progress);
        if (!imported)
            return {u"not imported"_s};
        QStringList rules;
        for (const Finding &finding : analyze(imported->model, *m_catalogue, {QDate(2026, 11, 22)}, progress).findings)
            rules << finding.rule;
        rules.sort();
        rules.removeDuplicates();
        return rules;
    }

    std::shared_ptr<const Catalogue> m_catalogue;
    QString m_spec;
    QHash<QString, QStringList> m_known;
};

QTEST_GUILESS_MAIN(TestChangedSpec)
#include "tst_changedspec.moc"
