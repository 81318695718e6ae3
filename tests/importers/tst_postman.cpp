// SPDX-License-Identifier: Apache-2.0
#include "importers/postmanurl.h"
#include "spec/parsespec.h"
#include "support/importtext.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

// Readable JSON: ' stands for a quotation mark, ` for one inside a text.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('`', "\\\"").replace('\'', '"');
}

// A collection of these requests (members of an item, as JSON).
QByteArray collection(const QByteArrayList &items, const QByteArray &more = {})
{
    return json("{'info': {'name': 'C', 'schema': 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'}, ") + more + json("'item': [{") + items.join("}, {")
        + "}]}";
}

ThreatModel imported(const QByteArray &text)
{
    ImportText import;
    const ImportResult result = import.import(text, u"c.json"_s);
    return validate(result.model).isEmpty() ? result.model : ThreatModel();
}

QStringList ways(const Operation &operation)
{
    QStringList list;
    for (const SecurityAlternative &alternative : operation.security) {
        QStringList names;
        for (const SchemeUse &use : alternative.uses)
            names.append(use.name);
        list.append(names.join(u'+'));
    }
    return list;
}

} // namespace

class TestPostman : public QObject
{
    Q_OBJECT
private slots:
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("query");
        QTest::newRow("plain") << json("'https://a.test/x/1?p=1&q#f'") << u"https://a.test"_s << u"/x/1"_s << u"p=1 q="_s;
        QTest::newRow("variable") << json("'{{base}}/x/{{id}}'") << u"https://b.test/v1"_s << u"/x/{{id}}"_s << QString();
        QTest::newRow("unknown variable") << json("'{{other}}/x'") << u"{{other}}"_s << u"/x"_s << QString();
        QTest::newRow("host is a variable") << json("'http://{{h}}:{{port}}/x'") << u"http://{{h}}:{{port}}"_s << u"/x"_s << QString();
        QTest::newRow("variable of a variable") << json("'{{outer}}/x'") << u"https://b.test/v1"_s << u"/x"_s << QString();
        QTest::newRow("cycle") << json("'{{one}}/x'") << u"{{one}}"_s << u"/x"_s << QString();
        QTest::newRow("whole address") << json("'{{base}}'") << u"https://b.test"_s << u"/v1"_s << QString();
        QTest::newRow("nothing") << json("''") << QString() << u"/"_s << QString();
        QTest::newRow("no protocol") << json("'api.test/x'") << u"api.test"_s << u"/x"_s << QString();
        QTest::newRow("port, no protocol") << json("'localhost:3000/x/'") << u"localhost:3000"_s << u"/x/"_s << QString();
        QTest::newRow("path only") << json("'/x/y'") << QString() << u"/x/y"_s << QString();
        QTest::newRow("password") << json("'https://u:p@a.test/x'") << u"https://a.test"_s << u"/x"_s << QString();
        QTest::newRow("address in the path") << json("'https://a.test/go/https://b.test'") << u"https://a.test"_s << u"/go/https://b.test"_s << QString();
        QTest::newRow("question mark in a variable") << json("'{{a?b}}/x?y=1'") << u"{{a?b}}"_s << u"/x"_s << u"y=1"_s;
        QTest::newRow("parts") << json("{'protocol': 'https', 'host': ['a', 'test'], 'port': '8443', 'path': ['x', {'value': ':id'}]}") << u"https://a.test:8443"_s
                               << u"/x/:id"_s << QString();
        QTest::newRow("raw wins, query from parts") << json("{'raw': '{{base}}/x?p=1', 'host': '{{base}}', 'query': [{'key': 'p', 'value': '2'}, {'key': 'z'}, 5]}")
                                                    << u"https://b.test/v1"_s << u"/x"_s << u"p=2 z="_s;
        QTest::newRow("open braces") << json("'{{base/x?{{'") << u"{{base"_s << u"/x"_s << u"{{="_s;
        QTest::newRow("null") << QByteArray("null") << QString() << u"/"_s << QString();
        QTest::newRow("list") << QByteArray("[1]") << QString() << u"/"_s << QString();
    }
    void addresses()
    {
        QFETCH(QByteArray, url);
        Diagnostics diagnostics;
        const auto tree = parseSpec(json("{'v': [{'key': 'base', 'value': 'https://b.test/v1'}, {'key': 'outer', 'value': '{{base}}'}, {'key': 'one', 'value': '{{two}}'}, {'id': 'two', 'value': '{{one}}'}, {'key': 'other', 'value': 'off', 'disabled': true}], 'url': ") + url + "}",
                                    u"x.json"_s, diagnostics);
        QVERIFY(tree);
        PostmanVariables variables;
        variables.add((*tree)->root()[u"v"]);
        const PostmanUrl parsed = parsePostmanUrl((*tree)->root()[u"url"], variables);
        QTEST(parsed.server, "server");
        QTEST(parsed.path, "path");
        QStringList query;
        for (const PostmanUrl::Parameter &parameter : parsed.query)
            query.append(parameter.name + u'=' + parameter.text);
        const QString found = query.join(u' ');
        QTEST(found, "query");
        QCOMPARE(parsed.hasCredentials, QTest::currentDataTag() == QByteArray("password"));
    }

    void authentication_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("ways");
        QTest::addColumn<QString>("declaration");
        const auto row = [](const char *name, const QByteArray &request, const QString &found, const QString &declaration) {
            QTest::newRow(name) << request << found << declaration;
        };
        row("inherited", json("'method': 'GET'"), u"basic"_s, u"inherited"_s);
        row("null inherits", json("'auth': null"), u"basic"_s, u"inherited"_s);
        row("public", json("'auth': {'type': 'noauth'}"), QString(), u"explicitly-public"_s);
        row("own", json("'auth': {'type': 'bearer', 'bearer': {'token': 'x'}}"), u"bearer"_s, u"declared"_s);
        row("digest", json("'auth': {'type': 'digest'}"), u"digest"_s, u"declared"_s);
        row("key in query", json("'auth': {'type': 'apikey', 'apikey': [{'key': 'in', 'value': 'query'}, {'key': 'key', 'value': 'k'}]}"), u"k in query"_s, u"declared"_s);
        row("header token", json("'auth': {'type': 'noauth'}, 'header': [{'key': 'authorization', 'value': 'Token {{t}}'}]"), u"authorization"_s, u"declared"_s);
        row("header bearer", json("'auth': {'type': 'noauth'}, 'header': 'Authorization: Bearer {{t}}'"), u"bearer"_s, u"declared"_s);
        row("disabled header", json("'auth': {'type': 'noauth'}, 'header': [{'key': 'Authorization', 'value': 'Bearer x', 'disabled': true}]"), QString(), u"explicitly-public"_s);
        row("home-made header", json("'auth': {'type': 'noauth'}, 'header': [{'key': 'X-Auth-Token', 'value': '{{t}}'}, {'key': 'X-CSRF-Token', 'value': 'x'}]"), u"X-Auth-Token"_s,
            u"declared"_s);
        row("session cookie", json("'auth': {'type': 'noauth'}, 'header': [{'key': 'Cookie', 'value': 'a=1; PHPSESSID={{s}}'}]"), u"PHPSESSID in cookie"_s, u"declared"_s);
        row("only a theme", json("'auth': {'type': 'noauth'}, 'header': [{'key': 'Cookie', 'value': 'theme=1'}]"), QString(), u"explicitly-public"_s);
        row("wrong type", json("'auth': 5"), u"basic"_s, u"inherited"_s);
    }
    void authentication()
    {
        QFETCH(QByteArray, request);
        const ThreatModel model = imported(collection({json("'request': {'url': 'https://a.test/x', ") + request + "}"}, json("'auth': {'type': 'basic'}, ")));
        const Operation operation = operationOf(model, u"GET"_s, u"/x"_s);
        QVERIFY(operation.id);
        const QString found = ways(operation).join(u' ');
        QTEST(found, "ways");
        const QString declaration = nameOf(operation.authDeclaration);
        QTEST(declaration, "declaration");
    }

    // Several requests to one address are one operation; what they show adds up.
    void requestsAddUp()
    {
        const ThreatModel model = imported(collection({json("'name': 'A', 'request': {'method': 'POST', 'url': '{{b}}/x?p=1', 'body': {'mode': 'raw', 'raw': '{`a`: 1}'}}"),
                                                       json("'name': 'B', 'request': {'method': 'POST', 'url': '{{c}}/x?q=1', 'header': 'Authorization: Bearer {{t}}', 'body': {'mode': 'raw', 'raw': '{`a`: `x`, `b`: [{`c`: true}]}'}}"),
                                                       json("'name': 'C', 'request': {'method': 'PUT', 'url': '{{b}}/x'}")}));
        QCOMPARE(model.operations.size(), 2);
        const Operation operation = operationOf(model, u"POST"_s, u"/x"_s);
        QCOMPARE(operation.summary, u"A"_s);
        QCOMPARE(ways(operation), (QStringList{u"bearer"_s, QString()}));
        QVERIFY(fieldOf(model, u"POST /x"_s, u"p"_s).id);
        QVERIFY(fieldOf(model, u"POST /x"_s, u"q"_s).id);
        QCOMPARE(fieldOf(model, u"POST /x request"_s, u"a"_s).type, u"integer|string"_s);
        QCOMPARE(fieldOf(model, u"POST /x request"_s, u"b[].c"_s).type, u"boolean"_s);
        QVERIFY(fieldOf(model, u"POST /x request"_s, u"b"_s).isArray);
    }

    // Nothing of what a sample holds is kept.
    void valuesAreNotKept()
    {
        const ThreatModel model = imported(collection({json("'request': {'method': 'POST', 'url': 'https://a.test/x?mail=jo@secret.example', 'header': [{'key': 'X-Api-Key', 'value': 'sk_live_51H8secretsecret'}], 'body': {'mode': 'raw', 'raw': '{`password`: `hunter2secret`, `n`: 4111111111111111}'}}, 'response': [{'code': 400, 'body': '{`error`: `jo@secret.example`}'}]")}));
        QVERIFY(!model.operations.isEmpty());
        for (const Field &field : model.fields) {
            for (const QString &text : field.exampleShapes + QStringList{field.description, field.name, field.path})
                QVERIFY2(!text.contains(u"secret"_s) && !text.contains(u"4111"_s), qPrintable(text));
        }
        for (const Operation &operation : model.operations) {
            for (const Response &response : operation.responses)
                QVERIFY(!response.exampleTexts.join(u' ').contains(u"secret"_s));
        }
        for (const SecurityScheme &scheme : model.schemes)
            QVERIFY(!scheme.name.contains(u"secret"_s));
    }

    void foldersInFolders()
    {
        QByteArray inner = json("'name': 'r', 'request': 'https://a.test/deep'");
        for (int i = 0; i < 60; ++i)
            inner = json("'name': 'f") + QByteArray::number(i) + json("', 'item': [{") + inner + "}]";
        const ThreatModel model = imported(collection({inner}));
        const Operation operation = operationOf(model, u"GET"_s, u"/deep"_s);
        QVERIFY(operation.id);
        QCOMPARE(operation.tags.first(), u"f59"_s);
        QVERIFY(operation.tags.size() <= 20);
    }

    // With work that grows with the square of the text, this would run into the time limit of the test.
    void nothingButBraces()
    {
        const QByteArray open(600'000, '{');
        const QByteArray bodies[] = {open, open + "}}"};
        for (const QByteArray &text : bodies) {
            const QByteArray request = json("'name': 'r', 'request': {'method': 'POST', 'url': 'https://a.test/") + text + json("', 'body': {'mode': 'raw', 'raw': '") + text
                                       + json("', 'options': {'raw': {'language': 'json'}}}}");
            QCOMPARE(imported(collection({request})).operations.size(), 1);
        }
    }

    void environmentsAreRecognised()
    {
        ImportText import;
        const auto result = import.run({import.write(u"e.json"_s, json("{'name': 'E', 'values': [{'key': 'a', 'value': 'b'}], '_postman_variable_scope': 'environment'}"))});
        QVERIFY(!result);
        QVERIFY(result.error().message.contains(u"Postman environment"_s));
    }
};

QTEST_GUILESS_MAIN(TestPostman)
#include "tst_postman.moc"
