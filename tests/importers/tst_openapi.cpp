// SPDX-License-Identifier: Apache-2.0
// One test for each thing in real specifications that importers trip over.
#include "support/importtext.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

// A document around some paths and components.
QByteArray document(const QByteArray &paths, const QByteArray &components = {}, const QByteArray &more = {})
{
    return "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n" + more + "paths:\n" + paths + (components.isEmpty() ? QByteArray() : "components:\n" + components);
}

QByteArray schemas(const QByteArray &text)
{
    return document("  {}\n", "  schemas:\n" + text);
}

QStringList names(const ThreatModel &model, const QList<SchemaId> &ids)
{
    QStringList list;
    for (const SchemaId &id : ids)
        list.append(model.schemas.value(id).name);
    return list;
}

} // namespace

class TestOpenApi : public QObject
{
    Q_OBJECT

private:
    ImportText m_import;

    static QString security(const Operation &operation)
    {
        QStringList alternatives;
        for (const SecurityAlternative &alternative : operation.security) {
            QStringList uses;
            for (const SchemeUse &use : alternative.uses)
                uses.append(use.name);
            alternatives.append(uses.isEmpty() ? u"-"_s : uses.join(u'+'));
        }
        return alternatives.join(u'|');
    }

private slots:
    void effectiveSecurity_data()
    {
        QTest::addColumn<QByteArray>("ofDocument");
        QTest::addColumn<QByteArray>("ofOperation");
        QTest::addColumn<AuthDeclaration>("declaration");
        QTest::addColumn<QString>("effective");
        using A = AuthDeclaration;
        QTest::newRow("nothing at all") << QByteArray() << QByteArray() << A::Undeclared << QString();
        QTest::newRow("taken over") << QByteArray("[{b: []}]") << QByteArray() << A::Inherited << u"b"_s;
        QTest::newRow("own") << QByteArray("[{b: []}]") << QByteArray("[{k: []}]") << A::Declared << u"k"_s;
        QTest::newRow("own, without default") << QByteArray() << QByteArray("[{k: []}]") << A::Declared << u"k"_s;
        QTest::newRow("lifted") << QByteArray("[{b: []}]") << QByteArray("[]") << A::ExplicitlyPublic << QString();
        QTest::newRow("lifted by an empty object") << QByteArray("[{b: []}]") << QByteArray("[{}]") << A::ExplicitlyPublic << u"-"_s;
        QTest::newRow("optional") << QByteArray() << QByteArray("[{}, {b: []}]") << A::Declared << u"-|b"_s;
        QTest::newRow("optional by default") << QByteArray("[{b: []}, {}]") << QByteArray() << A::Inherited << u"b|-"_s;
        QTest::newRow("either or") << QByteArray() << QByteArray("[{b: []}, {k: []}]") << A::Declared << u"b|k"_s;
        QTest::newRow("both") << QByteArray() << QByteArray("[{b: [], k: []}]") << A::Declared << u"b+k"_s;
        QTest::newRow("public by default") << QByteArray("[]") << QByteArray() << A::ExplicitlyPublic << QString();
        QTest::newRow("wrong type of the default") << QByteArray("bearer") << QByteArray() << A::Undeclared << QString();
        QTest::newRow("wrong type of its own") << QByteArray("[{b: []}]") << QByteArray("bearer") << A::Inherited << u"b"_s;
        QTest::newRow("null") << QByteArray("[{b: []}]") << QByteArray("null") << A::Inherited << u"b"_s;
        QTest::newRow("wrong entries") << QByteArray("[{b: []}]") << QByteArray("[b]") << A::Inherited << u"b"_s;
        QTest::newRow("not defined") << QByteArray() << QByteArray("[{x: []}]") << A::Declared << u"x"_s;
    }
    void effectiveSecurity()
    {
        QFETCH(QByteArray, ofDocument);
        QFETCH(QByteArray, ofOperation);
        const QByteArray op = ofOperation.isEmpty() ? QByteArray("{}") : "{security: " + ofOperation + "}";
        const ImportResult result = m_import.import(document("  /a: {get: " + op + "}\n", "  securitySchemes: {b: {type: http, scheme: bearer}, k: {type: apiKey, in: header, name: X}}\n",
                                                             ofDocument.isEmpty() ? QByteArray() : "security: " + ofDocument + "\n"));
        const Operation operation = operationOf(result.model, u"GET"_s, u"/a"_s);
        QTEST(operation.authDeclaration, "declaration");
        QTEST(security(operation), "effective");
        for (const SecurityAlternative &alternative : operation.security) {
            for (const SchemeUse &use : alternative.uses)
                QCOMPARE(bool(use.scheme), use.name != u"x");
        }
    }

    void parameters()
    {
        const ImportResult result = m_import.import(document("  /a/{id}:\n"
                                                             "    parameters:\n"
                                                             "      - {name: id, in: path, schema: {type: string}}\n"
                                                             "      - {name: limit, in: query, schema: {type: integer}}\n"
                                                             "      - {name: limit, in: header, schema: {type: string}}\n"
                                                             "    get:\n"
                                                             "      parameters:\n"
                                                             "        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 10}}\n"
                                                             "        - {$ref: '#/components/parameters/P'}\n"
                                                             "        - {name: filter, in: query, content: {application/json: {schema: {type: string, pattern: '^a$'}}}}\n"
                                                             "        - {$ref: '#/components/parameters/None'}\n"
                                                             "        - text\n"
                                                             "    put: {}\n",
                                                             "  parameters: {P: {name: c, in: cookie, schema: {$ref: '#/components/schemas/S'}}}\n"
                                                             "  schemas: {S: {type: string, format: uuid}}\n"));
        const ThreatModel &model = result.model;
        QCOMPARE(fieldOf(model, u"GET /a/{id}"_s, u"limit"_s).provenance.key.isEmpty(), false);
        int get = 0;
        int put = 0;
        for (const Field &field : model.fields) {
            if (field.operation == operationOf(model, u"GET"_s, u"/a/{id}"_s).id)
                ++get;
            if (field.operation == operationOf(model, u"PUT"_s, u"/a/{id}"_s).id)
                ++put;
            if (field.name == u"limit" && field.location == FieldLocation::Query && field.required)
                QCOMPARE(field.maximum, 10.0);
        }
        QCOMPARE(get, 5);
        QCOMPARE(put, 3);
        const Field cookie = fieldOf(model, u"GET /a/{id}"_s, u"c"_s);
        QCOMPARE(cookie.location, FieldLocation::Cookie);
        QCOMPARE(cookie.format, u"uuid"_s);
        QCOMPARE(model.schemas.value(cookie.schemaRef).name, u"S"_s);
        QCOMPARE(fieldOf(model, u"GET /a/{id}"_s, u"filter"_s).pattern, u"^a$"_s);
        QVERIFY(fieldOf(model, u"PUT /a/{id}"_s, u"id"_s).required); // whatever the file says
        QCOMPARE(result.diagnostics.count(Severity::Warning), 2);
    }

    void synthesisedVariables_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("variables");
        QTest::newRow("one") << u"/a/{id}"_s << QStringList{u"id"_s};
        QTest::newRow("two in a segment") << u"/a/{b}...{c}"_s << QStringList{u"b"_s, u"c"_s};
        QTest::newRow("function") << u"/fn(x={x},y='{y}')"_s << QStringList{u"x"_s, u"y"_s};
        QTest::newRow("query") << u"/q?beta=true&x={x}"_s << QStringList{u"x"_s};
        QTest::newRow("twice the same") << u"/{a}/{a}"_s << QStringList{u"a"_s};
        QTest::newRow("unclosed") << u"/x/{open"_s << QStringList();
        QTest::newRow("pattern") << u"/x/{id:[0-9]+}"_s << QStringList{u"id"_s};
        QTest::newRow("empty") << u"/x/{}"_s << QStringList();
    }
    void synthesisedVariables()
    {
        QFETCH(QString, path);
        QFETCH(QStringList, variables);
        const ImportResult result = m_import.import(document("  \"" + path.toUtf8() + "\": {get: {}}\n"));
        QStringList found;
        for (const Field &field : result.model.fields) {
            QVERIFY(field.synthesised && field.required && field.location == FieldLocation::Path);
            found.append(field.name);
        }
        found.sort();
        QCOMPARE(found, variables);
        QCOMPARE(result.diagnostics.count(Severity::Note), variables.isEmpty() ? 0 : 1);
        QCOMPARE(operationOf(result.model, u"GET"_s, path).path, path); // exactly as written
    }

    void oddPaths()
    {
        const ImportResult result = m_import.import(document("  /a: {get: {}}\n  /a/: {get: {}}\n  /A: {get: {}}\n  '': {get: {}}\n  no-slash: {get: {}}\n"
                                                             "  x-note: {get: {}}\n  /u/{id}: {get: {}}\n  /u/{name}: {get: {}}\n  /frag#x: {get: {}}\n"));
        QCOMPARE(result.model.operations.size(), 8);
        int clashes = 0;
        for (const Diagnostic &diagnostic : result.diagnostics.list())
            clashes += diagnostic.message.contains(u"same requests"_s);
        QCOMPARE(clashes, 1);
    }

    void duplicatePaths()
    {
        const ImportResult result = m_import.import(document("  /a: {get: {}}\n  /a: {delete: {}, get: {summary: second}}\n"));
        QCOMPARE(result.model.operations.size(), 2);
        QVERIFY(operationOf(result.model, u"GET"_s, u"/a"_s).summary.isEmpty());
        QCOMPARE(result.diagnostics.count(Severity::Warning), 2);
    }

    void referencedOperations()
    {
        const ImportResult result = m_import.import(document("  /a: {get: {$ref: '#/x-ops/get'}, post: {$ref: 'nowhere.yaml'}}\n"
                                                             "  /b: {$ref: '#/x-ops/item', delete: {summary: beside}}\n"
                                                             "  /c: {$ref: '#/paths/~1c'}\n",
                                                             {}, "x-ops: {get: {summary: shared}, item: {put: {summary: put}, delete: {summary: behind}}}\n"));
        const ThreatModel &model = result.model;
        QCOMPARE(model.operations.size(), 4);
        QCOMPARE(operationOf(model, u"GET"_s, u"/a"_s).summary, u"shared"_s);
        QVERIFY(!operationOf(model, u"POST"_s, u"/a"_s).id.isNull());
        QCOMPARE(operationOf(model, u"DELETE"_s, u"/b"_s).summary, u"beside"_s);
        QCOMPARE(operationOf(model, u"PUT"_s, u"/b"_s).summary, u"put"_s);
        QCOMPARE(result.diagnostics.count(Severity::Warning), 2);
    }

    void wrongTypes()
    {
        const ImportResult result = m_import.import(document("  /a: {get: null, post: x, put: [], delete: 5, patch: {parameters: {a: 1}, tags: x, responses: [], requestBody: 1}}\n  /b: null\n",
                                                             "  schemas: {S: {type: [string, null], enum: [null, 1, a], required: true, properties: [], items: [{type: string}],"
                                                             " pattern: '(a+)+$', default: {}, minimum: '1', allOf: {}, nullable: 'yes', $ref: 5}, T: true, U: [], V: null, W: text}\n"
                                                             "  securitySchemes: {a: 1, b: null, c: [], d: {type: [x]}}\n",
                                                             "servers: x\ntags: 5\n"));
        QCOMPARE(result.model.operations.size(), 1);
        QCOMPARE(result.model.schemas.size(), 1);
        QCOMPARE(result.model.schemes.size(), 4);
        QCOMPARE(validate(result.model), QStringList());
    }

    void composition()
    {
        const ImportResult result = m_import.import(schemas("    Base: {type: object, properties: {id: {type: string}}}\n"
                                                            "    Extra: {type: object}\n"
                                                            "    All:\n      required: [own, inner]\n      properties: {own: {type: string}}\n"
                                                            "      allOf: [{$ref: '#/components/schemas/Base'}, {properties: {inner: {type: integer}}}]\n"
                                                            "    One: {oneOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Extra'}, {type: object, required: [v], properties: {v: {type: string}}}]}\n"
                                                            "    Self: {allOf: [{$ref: '#/components/schemas/Self'}, {type: object}]}\n"
                                                            "    Other: {$ref: '#/components/schemas/Base'}\n"
                                                            "    Holder:\n      properties:\n"
                                                            "        wrapped: {allOf: [{$ref: '#/components/schemas/Base'}], description: d}\n"
                                                            "        maybe: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Base'}]}\n"
                                                            "        either: {anyOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Extra'}]}\n"
                                                            "        sibling: {$ref: '#/components/schemas/Base', description: beside, readOnly: true}\n"
                                                            "        $ref: {type: integer}\n"));
        const ThreatModel &model = result.model;
        QCOMPARE(names(model, schemaOf(model, u"All"_s).includes), QStringList{u"Base"_s});
        QVERIFY(fieldOf(model, u"All"_s, u"own"_s).required);
        QVERIFY(fieldOf(model, u"All"_s, u"inner"_s).required);
        QCOMPARE(names(model, schemaOf(model, u"One"_s).variants), (QStringList{u"Base"_s, u"Extra"_s}));
        QVERIFY(!fieldOf(model, u"One"_s, u"v"_s).required);
        QVERIFY(schemaOf(model, u"Self"_s).includes.isEmpty());
        QCOMPARE(names(model, schemaOf(model, u"Other"_s).includes), QStringList{u"Base"_s});
        const auto reference = [&](const QString &path) { return model.schemas.value(fieldOf(model, u"Holder"_s, path).schemaRef); };
        QCOMPARE(reference(u"wrapped"_s).name, u"Base"_s);
        QCOMPARE(reference(u"maybe"_s).name, u"Base"_s);
        QVERIFY(fieldOf(model, u"Holder"_s, u"maybe"_s).nullable);
        QCOMPARE(names(model, reference(u"either"_s).variants), (QStringList{u"Base"_s, u"Extra"_s}));
        QCOMPARE(fieldOf(model, u"Holder"_s, u"sibling"_s).description, u"beside"_s);
        QVERIFY(fieldOf(model, u"Holder"_s, u"sibling"_s).readOnly);
        QCOMPARE(reference(u"sibling"_s).name, u"Base"_s);
        QCOMPARE(fieldOf(model, u"Holder"_s, u"$ref"_s).type, u"integer"_s);
        QCOMPARE(result.diagnostics.count(Severity::Warning), 1); // no operations
    }

    void fieldTypes()
    {
        const ImportResult result = m_import.import(schemas("    S:\n      additionalProperties: false\n      properties:\n"
                                                            "        both: {type: [string, integer, 'null']}\n"
                                                            "        old: {type: string, nullable: true}\n"
                                                            "        must: {type: string, required: true}\n"
                                                            "        tags: {type: array, maxItems: 5, items: {type: string, format: email, maxLength: 9}}\n"
                                                            "        grid: {type: array, items: {type: array, items: {type: number}}}\n"
                                                            "        lines: {type: array, items: {type: object, required: [sku], properties: {sku: {type: string}}}}\n"
                                                            "        address: {type: object, properties: {street: {type: string}, geo: {type: object, properties: {lat: {type: number}}}}}\n"
                                                            "        map: {type: object, additionalProperties: {type: object, properties: {v: {type: string}}}}\n"
                                                            "        plainMap: {type: object, additionalProperties: {type: string}}\n"
                                                            "        constant: {const: 7}\n"
                                                            "        range: {type: integer, minimum: 0, exclusiveMaximum: 10}\n"
                                                            "        anything: {}\n"
                                                            "        always: true\n"
                                                            "        marked: {type: string, x-pii: true}\n"
                                                            "        shown: {type: string, example: jane@example.org}\n"
                                                            "    List: {type: array, items: {$ref: '#/components/schemas/S'}}\n"
                                                            "    Map: {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}\n"));
        const ThreatModel &model = result.model;
        const auto field = [&](const QString &path) { return fieldOf(model, u"S"_s, path); };
        QCOMPARE(schemaOf(model, u"S"_s).closed, Truth::Yes);
        QCOMPARE(field(u"both"_s).type, u"string|integer"_s);
        QVERIFY(field(u"both"_s).nullable && field(u"old"_s).nullable && !field(u"must"_s).nullable);
        QVERIFY(field(u"must"_s).required);
        QVERIFY(field(u"tags"_s).isArray);
        QCOMPARE(field(u"tags"_s).type, u"string"_s);
        QCOMPARE(field(u"tags"_s).format, u"email"_s);
        QCOMPARE(field(u"tags"_s).maxItems, 5);
        QCOMPARE(field(u"tags"_s).maxLength, 9);
        QCOMPARE(field(u"grid"_s).type, u"number"_s);
        QVERIFY(field(u"lines[].sku"_s).required);
        QCOMPARE(field(u"lines"_s).type, u"object"_s);
        QCOMPARE(field(u"address"_s).type, u"object"_s);
        QCOMPARE(field(u"address.street"_s).type, u"string"_s);
        QCOMPARE(field(u"address.geo.lat"_s).type, u"number"_s);
        QCOMPARE(field(u"map.*.v"_s).type, u"string"_s);
        QVERIFY(field(u"plainMap.*"_s).id.isNull());
        QCOMPARE(field(u"constant"_s).enumValues, QStringList{u"7"_s});
        QCOMPARE(field(u"range"_s).maximum, 10.0);
        QVERIFY(!field(u"anything"_s).id.isNull() && !field(u"always"_s).id.isNull());
        QCOMPARE(field(u"marked"_s).annotation, u"x-pii"_s);
        QVERIFY(field(u"shown"_s).exampleShapes.contains(u"email"_s));
        QCOMPARE(field(u"address.street"_s).provenance.key, u"#/components/schemas/S/properties/address.street"_s);
        QCOMPARE(model.schemas.value(fieldOf(model, u"List"_s, u"[]"_s).schemaRef).name, u"S"_s);
        QCOMPARE(model.schemas.value(fieldOf(model, u"Map"_s, u"*"_s).schemaRef).name, u"S"_s);
        QCOMPARE(schemaOf(model, u"Map"_s).closed, Truth::No);
        QCOMPARE(schemaOf(model, u"List"_s).type, u"array"_s);
    }

    // Values of examples never get into the model.
    void examplesLeaveNoValues()
    {
        const ImportResult result = m_import.import(document("  /a: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {mail: {type: string, default: default-canary}}},"
                                                             " example: {mail: jane.canary@example.org}}}}, responses: {'400': {description: no, content: {application/json:"
                                                             " {example: {error: 'no user jane.canary@example.org'}}}}}}}\n"));
        const Operation operation = operationOf(result.model, u"POST"_s, u"/a"_s);
        QVERIFY(fieldOf(result.model, u"POST /a request"_s, u"mail"_s).exampleShapes.contains(u"email"_s));
        QCOMPARE(operation.responses.size(), 1);
        QCOMPARE(operation.responses[0].exampleTexts.size(), 1);
        QVERIFY(operation.responses[0].exampleTexts[0].contains(u"no user"_s));
        QVERIFY(!operation.responses[0].exampleTexts[0].contains(u"canary"_s));
        for (const Field &field : result.model.fields)
            QVERIFY(!field.exampleShapes.join(u' ').contains(u"canary"_s));
    }

    void bodies()
    {
        const ImportResult result = m_import.import(document("  /a:\n    post:\n      requestBody: {required: true, content: {application/json: {schema: &s {type: object, properties: {x: {type: string}}}},"
                                                             " application/xml: {schema: *s}, '': {schema: {$ref: '#/components/schemas/S'}}}}\n"
                                                             "      responses:\n"
                                                             "        '200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/S'}}}}}\n"
                                                             "        4XX: {content: {text/plain: {schema: {type: string}}}}\n"
                                                             "        default: {$ref: '#/components/responses/R'}\n",
                                                             "  schemas: {S: {type: object}}\n"
                                                             "  responses: {R: {headers: {Retry-After: {schema: {type: integer}}}, content: {application/json: {schema: {type: array, items: {type: object, properties: {y: {type: string}}}}}}}}\n"));
        const ThreatModel &model = result.model;
        const Operation operation = operationOf(model, u"POST"_s, u"/a"_s);
        QCOMPARE(operation.bodies.size(), 6);
        QVERIFY(operation.bodies[0].isRequest && operation.bodies[0].required);
        QCOMPARE(operation.bodies[0].schema, operation.bodies[1].schema); // written out twice, one schema
        QCOMPARE(model.schemas.value(operation.bodies[0].schema).name, u"POST /a request"_s);
        QCOMPARE(model.schemas.value(operation.bodies[0].schema).operation, operation.id);
        QCOMPARE(operation.bodies[2].mediaType, QString());
        QVERIFY(operation.bodies[3].isArray && operation.bodies[3].status == u"200"_s);
        QCOMPARE(model.schemas.value(operation.bodies[3].schema).name, u"S"_s);
        QVERIFY(operation.bodies[4].schema.isNull());
        QVERIFY(operation.bodies[5].isArray);
        QVERIFY(!fieldOf(model, u"POST /a response"_s, u"y"_s).id.isNull());
        QCOMPARE(operation.responses[2].headers, QStringList{u"Retry-After"_s});
        QCOMPARE(fieldOf(model, u"POST /a"_s, u"Retry-After"_s).location, FieldLocation::ResponseHeader);
    }

    void versions()
    {
        const ImportResult result = m_import.import("openapi: 3.0\ninfo: {title: T, version: 1.10}\npaths: {}\n");
        QCOMPARE(result.model.sources.begin()->version, u"1.10"_s);
        QCOMPARE(result.model.sources.begin()->formatVersion, u"3.0"_s);
        QCOMPARE(result.diagnostics.count(Severity::Note), 1);
    }

    void servers()
    {
        const ImportResult result = m_import.import(document("  /a: {get: {servers: [{url: /other}]}}\n  /b: {servers: [{url: 'https://b.example'}], get: {}}\n  /c: {get: {}}\n", {},
                                                             "servers: [{url: 'https://{host}:{port}/v1', variables: {host: {default: x.example}, port: {default: 8443}}}, {url: /rel}]\n"));
        QCOMPARE(result.model.sources.begin()->servers, (QStringList{u"https://x.example:8443/v1"_s, u"/rel"_s}));
        QCOMPARE(operationOf(result.model, u"GET"_s, u"/a"_s).servers, QStringList{u"/other"_s});
        QCOMPARE(operationOf(result.model, u"GET"_s, u"/b"_s).servers, QStringList{u"https://b.example"_s});
        QVERIFY(operationOf(result.model, u"GET"_s, u"/c"_s).servers.isEmpty());
    }

    void longChainsAndFanOut()
    {
        QByteArray chain;
        for (int i = 0; i < 3000; ++i)
            chain += "    S" + QByteArray::number(i) + ": {$ref: '#/components/schemas/S" + QByteArray::number(i + 1) + "'}\n";
        QCOMPARE(m_import.import(schemas(chain + "    S3000: {type: object}\n")).model.schemas.size(), 3001);

        QByteArray fan;
        for (int i = 0; i < 14; ++i) {
            fan += "    S" + QByteArray::number(i) + ": {type: object, properties: {";
            for (int p = 0; p < 8; ++p)
                fan += "p" + QByteArray::number(p) + ": {$ref: '#/components/schemas/S" + QByteArray::number(i + 1) + "'}, ";
            fan += "z: {type: string}}}\n";
        }
        const ImportResult result = m_import.import(schemas(fan + "    S14: {type: object}\n"));
        QCOMPARE(result.model.fields.size(), 14 * 9);
    }

    void deepInlineObjects()
    {
        QByteArray json = "{\"openapi\": \"3.0.3\", \"info\": {}, \"paths\": {}, \"components\": {\"schemas\": {\"S\": ";
        for (int i = 0; i < 1000; ++i)
            json += "{\"type\": \"object\", \"properties\": {\"a\": ";
        json += "{}" + QByteArray("}}").repeated(1000) + "}}}";
        const ImportResult result = m_import.import(json, u"deep.json"_s);
        QCOMPARE(result.model.schemas.size(), 1);
        QVERIFY(result.model.fields.size() > 20 && result.model.fields.size() < 40);
        QVERIFY(result.diagnostics.count(Severity::Warning) >= 2);
    }

    // A few hundred bytes that stand for billions of items, fields or lines of an error.
    void aliasesThatStandForMuch()
    {
        QByteArray yaml = "openapi: 3.0.3\ninfo: {}\nx0: &x0 {type: array, items: []}\ny0: &y0 []\n";
        for (int i = 1; i < 8; ++i) {
            const QByteArray n = QByteArray::number(i);
            const QByteArray before = QByteArray::number(i - 1);
            yaml += "x" + n + ": &x" + n + " {type: array, items: [" + QByteArrayList(6, "*x" + before).join(',') + "]}\n";
            yaml += "y" + n + ": &y" + n + " [" + QByteArrayList(6, "*y" + before).join(',') + "]\n";
        }
        yaml += "paths: {/a: {get: {responses: {'400': {content: {application/json: {example: *y7}}}}}}}\n"
                "components: {schemas: {S: {type: object, properties: {p: *x7}}}}\n";
        const ImportResult result = m_import.import(yaml);
        QCOMPARE(result.model.schemas.size(), 1);
        QCOMPARE(result.model.fields.size(), 1);
        QCOMPARE(result.diagnostics.count(Severity::Warning), 1);
    }

    void sharedPathItems()
    {
        QByteArray fields;
        for (int i = 0; i < 1000; ++i)
            fields += "f" + QByteArray::number(i) + ": {type: string}, ";
        QByteArray paths = "  /p: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {" + fields + "z: {}}}}}}}}\n";
        for (int i = 0; i < 250; ++i)
            paths += "  /p" + QByteArray::number(i) + ": {$ref: '#/paths/~1p'}\n";
        const ImportResult result = m_import.import(document(paths));
        QCOMPARE(result.model.operations.size(), 251);
        QVERIFY(result.model.fields.size() <= 200'000);
        QCOMPARE(result.diagnostics.count(Severity::Warning), 1);
    }

    void callbacksOfCallbacks()
    {
        const ImportResult result = m_import.import(document("  /a: {post: &op {callbacks: {c: {'{$url}': {post: {callbacks: {d: {'https://d.example/x': {post: {}}}}}}}}}}\n"
                                                             "  /b: {post: {callbacks: {c: {$ref: '#/components/callbacks/C'}}}}\n",
                                                             "  callbacks: {C: {'{$request.body#/u}': {post: {callbacks: {again: {$ref: '#/components/callbacks/C'}}}}}}\n"));
        int count = 0;
        for (const Operation &operation : result.model.operations)
            count += operation.kind == OperationKind::Callback;
        QVERIFY(count >= 4 && count < 10);
        QCOMPARE(validate(result.model), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
