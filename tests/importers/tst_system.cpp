// SPDX-License-Identifier: Apache-2.0
// The system that is drawn around a service, and its diagrams.
#include "support/importtext.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

class TestSystem : public QObject
{
    Q_OBJECT

private:
    ImportText m_import;

    ImportResult service(const QByteArray &scheme, const QByteArray &more = {}, const QByteArray &paths = "  /a: {get: {security: [{s: []}]}}\n")
    {
        return m_import.import("openapi: 3.1.0\ninfo: {title: Svc, version: '1'}\n" + more + "paths:\n" + paths + "components: {securitySchemes: {s: " + scheme + "}}\n");
    }

private slots:
    void callers_data()
    {
        QTest::addColumn<QByteArray>("scheme");
        QTest::addColumn<QString>("name");
        QTest::addColumn<ActorClass>("actor");
        using A = ActorClass;
        QTest::newRow("bearer") << QByteArray("{type: http, scheme: bearer}") << u"Signed-in users"_s << A::Customer;
        QTest::newRow("basic") << QByteArray("{type: http, scheme: basic}") << u"Password clients"_s << A::Customer;
        QTest::newRow("key") << QByteArray("{type: apiKey, in: header, name: X-Key}") << u"API key clients"_s << A::Customer;
        QTest::newRow("session cookie") << QByteArray("{type: apiKey, in: cookie, name: sid}") << u"Signed-in users"_s << A::Customer;
        QTest::newRow("token as key") << QByteArray("{type: apiKey, in: header, name: Authorization}") << u"Signed-in users"_s << A::Customer;
        QTest::newRow("oauth") << QByteArray("{type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://i.example/a', tokenUrl: 'https://i.example/t', scopes: {}}}}")
                               << u"Users of OAuth apps"_s << A::Customer;
        QTest::newRow("oauth, systems") << QByteArray("{type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://i.example/t', scopes: {}}}}") << u"OAuth clients"_s << A::Partner;
        QTest::newRow("openid") << QByteArray("{type: openIdConnect, openIdConnectUrl: 'https://i.example/c'}") << u"Signed-in users"_s << A::Customer;
        QTest::newRow("mutual tls") << QByteArray("{type: mutualTLS}") << u"Mutual-TLS partners"_s << A::Partner;
        QTest::newRow("unknown") << QByteArray("{type: magic}") << u"Authenticated callers"_s << A::Customer;
    }
    void callers()
    {
        QFETCH(QByteArray, scheme);
        QFETCH(QString, name);
        const ImportResult result = service(scheme);
        const Element caller = elementOf(result.model, name);
        QVERIFY(!caller.id.isNull());
        QTEST(caller.actorClass, "actor");
        QCOMPARE(result.model.boundaries.value(caller.boundary).trust, 0);
        const DataFlow flow = flowOf(result.model, name, u"Svc"_s);
        QCOMPARE(flow.operations.size(), 1);
        QCOMPARE(flow.authenticated.value, Truth::Yes);
    }

    void anonymousCallers()
    {
        // Explicitly public: nobody proves anything. Nothing said: not known.
        const ImportResult open = service("{type: http, scheme: bearer}", {}, "  /a: {get: {security: []}}\n  /b: {get: {security: [{}, {s: []}]}}\n");
        QCOMPARE(flowOf(open.model, u"Anonymous callers"_s, u"Svc"_s).authenticated.value, Truth::No);
        QCOMPARE(flowOf(open.model, u"Anonymous callers"_s, u"Svc"_s).operations.size(), 2);
        QCOMPARE(flowOf(open.model, u"Signed-in users"_s, u"Svc"_s).operations.size(), 1);
        const ImportResult silent = service("{type: http, scheme: bearer}", {}, "  /a: {get: {}}\n");
        QCOMPARE(flowOf(silent.model, u"Anonymous callers"_s, u"Svc"_s).authenticated.value, Truth::Unknown);
    }

    void selfRegistration()
    {
        const QByteArray rest = "  /a: {get: {security: [{s: []}]}}\n";
        const auto actor = [&](const QByteArray &paths) {
            return elementOf(service("{type: http, scheme: bearer}", {}, rest + paths).model, u"Signed-in users"_s).actorClass;
        };
        QCOMPARE(actor("  /signup: {post: {security: []}}\n"), ActorClass::SelfRegistered);
        QCOMPARE(actor("  /user: {post: {operationId: register_user, security: []}}\n"), ActorClass::SelfRegistered);
        QCOMPARE(actor("  /signup: {post: {security: [{s: []}]}}\n"), ActorClass::Customer); // needs a session already
        QCOMPARE(actor("  /cash-registers: {post: {security: []}}\n"), ActorClass::Customer); // a word, not a part of one
    }

    void transport_data()
    {
        QTest::addColumn<QByteArray>("servers");
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<Truth>("encrypted");
        QTest::newRow("https") << QByteArray("[{url: 'https://x.example'}]") << u"https"_s << Truth::Yes;
        QTest::newRow("http") << QByteArray("[{url: 'http://x.example'}]") << u"http"_s << Truth::No;
        QTest::newRow("both") << QByteArray("[{url: 'https://x.example'}, {url: 'http://x.example'}]") << u"http"_s << Truth::No;
        QTest::newRow("local only") << QByteArray("[{url: 'http://localhost:8080'}]") << u"http"_s << Truth::Unknown;
        QTest::newRow("local beside") << QByteArray("[{url: 'http://127.0.0.1'}, {url: 'https://x.example'}]") << u"https"_s << Truth::Yes;
        QTest::newRow("relative") << QByteArray("[{url: /v1}]") << QString() << Truth::Unknown;
        QTest::newRow("none") << QByteArray("[]") << QString() << Truth::Unknown;
    }
    void transport()
    {
        QFETCH(QByteArray, servers);
        const ImportResult result = service("{type: http, scheme: bearer}", "servers: " + servers + "\n");
        const DataFlow flow = flowOf(result.model, u"Signed-in users"_s, u"Svc"_s);
        QTEST(flow.protocol, "protocol");
        QTEST(flow.encrypted.value, "encrypted");
        QVERIFY(!flow.encrypted.evidence.isEmpty());
    }

    void identityProvider()
    {
        const QByteArray oauth = "{type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://login.example/a', tokenUrl: 'https://login.example/t', scopes: {}}}}";
        const ImportResult other = service(oauth);
        const Element provider = elementOf(other.model, u"Identity provider"_s);
        QCOMPARE(provider.technology, u"login.example"_s);
        QCOMPARE(other.model.boundaries.value(provider.boundary).kind, ZoneKind::ThirdParty);
        QCOMPARE(flowOf(other.model, u"Svc"_s, u"Identity provider"_s).encrypted.value, Truth::Yes);
        QVERIFY(!flowOf(other.model, u"Users of OAuth apps"_s, u"Identity provider"_s).id.isNull());
        const ImportResult own = service(oauth, "servers: [{url: 'https://login.example/api'}]\n");
        QCOMPARE(own.model.boundaries.value(elementOf(own.model, u"Identity provider"_s).boundary).kind, ZoneKind::Application);
    }

    void store()
    {
        const auto stored = [&](const QByteArray &paths) { return elementOf(service("{type: http, scheme: bearer}", {}, paths).model, u"Svc data"_s); };
        const Element inferred = stored("  /users: {post: {}}\n  /users/{id}: {get: {}}\n");
        QVERIFY(!inferred.id.isNull() && !inferred.confirmed);
        QCOMPARE(inferred.provenance.origin, Origin::Inferred);
        QVERIFY(!stored("  /list: {get: {responses: {'200': {content: {application/json: {schema: {type: array, items: {type: object}}}}}}}}\n").id.isNull());
        QVERIFY(stored("  /ping: {get: {}}\n  /calculate: {post: {}}\n").id.isNull());
        const ImportResult result = service("{type: http, scheme: bearer}", {}, "  /users: {post: {}}\n  /users/{id}: {get: {}}\n");
        const TrustBoundary data = result.model.boundaries.value(elementOf(result.model, u"Svc data"_s).boundary);
        QCOMPARE(data.trust, 3);
        QCOMPARE(result.model.boundaries.value(data.parent).trust, 2);
    }

    void receivers()
    {
        const ImportResult result = m_import.import("openapi: 3.1.0\ninfo: {title: Svc, version: '1'}\n"
                                                    "paths: {/a: {post: {callbacks: {c: {'{$request.body#/u}': {post: {}}}}}}, /b: {post: {callbacks: {c: {'{$request.body#/u}': {post: {}}}}}}}\n"
                                                    "webhooks: {w: {post: {}}}\n");
        QCOMPARE(flowOf(result.model, u"Svc"_s, u"Callback receivers"_s).operations.size(), 2);
        QCOMPARE(flowOf(result.model, u"Svc"_s, u"Webhook receivers"_s).operations.size(), 1);
        QCOMPARE(flowOf(result.model, u"Anonymous callers"_s, u"Svc"_s).operations.size(), 2);
    }

    void serviceDiagram()
    {
        QByteArray paths;
        for (int i = 0; i < 40; ++i)
            paths += "  /v1/r" + QByteArray::number(i) + ": {get: {}, post: {}}\n  /v1/r" + QByteArray::number(i) + "/{id}: {get: {}}\n";
        const ImportResult result = service("{type: http, scheme: bearer}", {}, paths);
        const ThreatModel &model = result.model;
        QCOMPARE(model.diagrams.size(), 2);
        qsizetype parts = 0;
        qsizetype operations = 0;
        for (const Element &element : model.elements) {
            if (!element.parent)
                continue;
            ++parts;
            operations += flowOf(model, u"Anonymous callers"_s, element.name).operations.size();
        }
        QVERIFY(parts >= 2 && parts <= 24);
        QCOMPARE(operations, 120); // each stands in one part
        for (const Diagram &diagram : model.diagrams) {
            for (const Placement &placement : model.placements) {
                if (placement.diagram == diagram.id)
                    QCOMPARE(bool(model.elements.value(placement.element).parent) && diagram.kind == DiagramKind::Context, false);
            }
        }
        QCOMPARE(validate(model), QStringList());
        // A small service needs none.
        QCOMPARE(service("{type: http, scheme: bearer}").model.diagrams.size(), 1);
    }

    void partsByTag()
    {
        QByteArray paths;
        for (int i = 0; i < 20; ++i)
            paths += "  /p" + QByteArray::number(i) + ": {get: {tags: [" + (i % 2 ? "odd" : "even") + "]}}\n";
        const ImportResult result = service("{type: http, scheme: bearer}", {}, paths);
        QVERIFY(!elementOf(result.model, u"Odd"_s).id.isNull());
        QVERIFY(!elementOf(result.model, u"Even"_s).id.isNull());
        QCOMPARE(flowOf(result.model, u"Anonymous callers"_s, u"Odd"_s).operations.size(), 10);
    }

    void names()
    {
        const QByteArray title(5000, 'x');
        const ImportResult result = m_import.import("openapi: 3.0.3\ninfo: {title: '" + title + "', version: '1'}\npaths: {}\n");
        for (const Element &element : result.model.elements)
            QVERIFY(element.name.size() <= 64);
        QVERIFY(!elementOf(m_import.import("openapi: 3.0.3\ninfo: {}\npaths: {}\n", u"billing-api.yaml"_s).model, u"billing-api"_s).id.isNull());
    }
};

QTEST_GUILESS_MAIN(TestSystem)
#include "tst_system.moc"
