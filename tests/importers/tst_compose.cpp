// SPDX-License-Identifier: Apache-2.0
// Docker Compose files: what they say of a system, and how it joins what specifications say.
#include "importers/joining.h"
#include "merge/merge.h"
#include "support/importtext.h"
#include "threatmodel/codec.h"
#include "threatmodel/delta.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray shopCompose = R"(name: shop
services:
  shop-web:
    image: acme/shop-web:${VERSION:-latest}
    ports: ["8080:80"]
    environment:
      - USERS_SERVICE=shop-users:8081
      - ORDERS_SERVICE=http://shop-orders:${ORDERS_PORT:-8082}
    depends_on: [shop-users, shop-orders]
  shop-users:
    image: acme/shop-users:2.1
    environment:
      DB_HOST: database
      DB_PORT: 5432
      DB_USER: shop
      DB_PASSWORD: kx7Qm2-vT9zLp4w
      JWT_SECRET: shop
      JWT_EXPIRATION: 604800000
  shop-orders:
    build: ./orders
    environment:
      DATABASE_URL: postgresql+asyncpg://shop:kx7Qm2-vT9zLp4w@database:5432/orders
      PAYMENT_URL: https://api.pay.dev/v1
      CACHE: redis://cache:6379/0
  database:
    image: postgres:11.5
    environment: {POSTGRES_PASSWORD: kx7Qm2-vT9zLp4w}
  cache:
    image: redis:7
    ports: ["127.0.0.1:6379:6379"]
)";

const QByteArray shopSpec = R"(openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'http://localhost:8080'}]
paths:
  /users/{id}: {get: {security: [{b: []}], responses: {'200': {description: ok}}}}
  /users: {get: {security: [{b: []}], responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/U'}}}}}}}, post: {security: [], responses: {'201': {description: ok}}}}
  /api/v1/orders/{id}: {get: {security: [{b: []}], responses: {'200': {description: ok}}}}
components:
  securitySchemes: {b: {type: http, scheme: bearer}}
  schemas: {U: {type: object, properties: {email: {type: string}}}}
)";

QString factOf(const Element &element, const QString &name)
{
    for (const StatedFact &fact : element.facts) {
        if (fact.name == name)
            return fact.value;
    }
    return {};
}

Secret secretOf(const ThreatModel &model, const QString &holder, const QString &name)
{
    for (const Secret &secret : model.secrets) {
        if (model.elements.value(secret.element).name == holder && secret.name == name)
            return secret;
    }
    return {};
}

QString serviceOf(const ThreatModel &model, const QString &method, const QString &path)
{
    return model.elements.value(operationOf(model, method, path).service).name;
}

} // namespace

class TestCompose : public QObject
{
    Q_OBJECT

private:
    ImportText m_import;

    ThreatModel modelOf(const QByteArray &compose) { return m_import.import(compose, u"docker-compose.yml"_s).model; }

    ThreatModel joined(const QByteArray &compose, const QByteArray &spec)
    {
        const auto result = m_import.run({m_import.write(u"docker-compose.yml"_s, compose), m_import.write(u"api.yaml"_s, spec)});
        if (!result)
            qFatal("not imported: %s", qPrintable(result.error().message));
        return result->model;
    }

private slots:
    void services()
    {
        const ThreatModel model = modelOf(shopCompose);
        QVERIFY(validate(model).isEmpty());
        const Element database = elementOf(model, u"database"_s), cache = elementOf(model, u"cache"_s), web = elementOf(model, u"shop-web"_s);
        QCOMPARE(database.kind, ElementKind::DataStore);
        QCOMPARE(database.subkind, u"database_sql"_s);
        QCOMPARE(database.technology, u"PostgreSQL 11.5"_s);
        QCOMPARE(factOf(database, u"out_of_support"_s), u"PostgreSQL 11"_s);
        QCOMPARE(cache.subkind, u"cache"_s);
        QCOMPARE(factOf(cache, u"access"_s), u"open"_s);
        QCOMPARE(factOf(database, u"access"_s), u"credentials"_s);
        QCOMPARE(web.subkind, u"gateway"_s);
        QCOMPARE(factOf(web, u"image_mutable"_s), u"latest"_s);
        QCOMPARE(factOf(web, u"published_port"_s), u"0.0.0.0:8080:80/tcp"_s);
        QCOMPARE(factOf(elementOf(model, u"shop-orders"_s), u"built"_s), u"./orders"_s);
        QCOMPARE(factOf(elementOf(model, u"shop-users"_s), u"token_lifetime"_s), u"604800"_s);
        QCOMPARE(web.networks, QStringList{u"shop_default"_s});
        QCOMPARE(model.boundaries.value(web.boundary).kind, ZoneKind::Edge);
        QCOMPARE(model.boundaries.value(database.boundary).kind, ZoneKind::Data);
        QCOMPARE(elementOf(model, u"api.pay.dev"_s).kind, ElementKind::ExternalEntity);
        for (const Element &element : model.elements) {
            QVERIFY2(!element.provenance.at.isNull(), qPrintable(element.name));
            for (const StatedFact &fact : element.facts)
                QVERIFY2(fact.at.line > 0, qPrintable(fact.name));
        }
    }

    void connections()
    {
        const ThreatModel model = modelOf(shopCompose);
        const DataFlow orders = flowOf(model, u"shop-web"_s, u"shop-orders"_s);
        QCOMPARE(orders.protocol, u"http"_s);
        QCOMPARE(orders.encrypted.value, Truth::No);
        QCOMPARE(orders.provenance.at.line, 8);
        QCOMPARE(flowOf(model, u"shop-web"_s, u"shop-users"_s).encrypted.value, Truth::Unknown);
        QCOMPARE(flowOf(model, u"shop-users"_s, u"database"_s).protocol, u"postgresql"_s);
        QCOMPARE(flowOf(model, u"shop-users"_s, u"database"_s).authenticated.value, Truth::Yes);
        QCOMPARE(flowOf(model, u"shop-orders"_s, u"database"_s).protocol, u"postgresql"_s);
        QCOMPARE(flowOf(model, u"shop-orders"_s, u"cache"_s).authenticated.value, Truth::No);
        QCOMPARE(flowOf(model, u"shop-orders"_s, u"api.pay.dev"_s).encrypted.value, Truth::Yes);
        QVERIFY(flowOf(model, u"Anonymous callers"_s, u"shop-web"_s).id);
        QVERIFY(flowOf(model, u"Users of the container host"_s, u"cache"_s).id);
        QVERIFY(!flowOf(model, u"Anonymous callers"_s, u"cache"_s).id);
    }

    void secrets()
    {
        const ThreatModel model = modelOf(shopCompose);
        const Secret users = secretOf(model, u"shop-users"_s, u"DB_PASSWORD"_s), orders = secretOf(model, u"shop-orders"_s, u"DATABASE_URL"_s);
        QCOMPARE(users.kind, u"password"_s);
        QCOMPARE(users.strength, u"strong"_s);
        QCOMPARE(orders.kind, u"connection_string"_s);
        QCOMPARE(users.fingerprint, orders.fingerprint);
        QCOMPARE(users.fingerprint, secretOf(model, u"database"_s, u"POSTGRES_PASSWORD"_s).fingerprint);
        const Secret key = secretOf(model, u"shop-users"_s, u"JWT_SECRET"_s);
        QCOMPARE(key.kind, u"signing_key"_s);
        QCOMPARE(key.strength, u"dictionary"_s); // the name of the project
        QVERIFY(key.fingerprint != users.fingerprint);
        QVERIFY(users.provenance.at.line > 0);
        // The value is nowhere in the model, and the same file gives the same bytes.
        QVERIFY(!QString::fromLatin1(encodeModel(model)).contains(u"kx7Qm2"_s));
        for (const Secret &secret : model.secrets)
            QVERIFY(!secret.fingerprint.contains(u':'));
        QVERIFY(modelOf(shopCompose) == model);
    }

    void judgedSecrets_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("kind"); // empty: no secret
        QTest::addColumn<QString>("strength");
        QTest::addColumn<bool>("placeholder");
        const auto row = [](const char *line, const char *kind, const char *strength = "", bool placeholder = false) {
            QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(kind) << QString::fromLatin1(strength) << placeholder;
        };
        row("DB_PASSWORD=hunter2", "password", "dictionary");
        row("DB_PASSWORD=Zk4", "password", "short");
        row("DB_PASSWORD=${DB_PASSWORD}", "password", "", true);
        row("DB_PASSWORD=${DB_PASSWORD:-secret}", "password", "dictionary");
        row("DB_PASSWORD=xxxxxxxxxx", "password", "", true);
        row("DB_PASSWORD=changeme", "password", "dictionary", true);
        row("DB_PASSWORD_FILE=/run/secrets/db", "");
        row("DB_PASSWORD=/run/secrets/db", "");
        row("DB_PASSWORD=", "");
        row("PASSWORD_MIN_LENGTH=12", "");
        row("MYSQL_ALLOW_EMPTY_PASSWORD=yes", "");
        row("JWT_SECRET=aB3xZq9LmN2vCx7T", "signing_key", "strong");
        row("SECRET_KEY_BASE=abc", "signing_key", "dictionary");
        row("AWS_SECRET_ACCESS_KEY=Vq8sX2mZ9pLk4TtRw3Yb", "api_key", "strong");
        row("AWS_ACCESS_KEY_ID=notasecret", "");
        row("KEYBOARD=qwerty", "");
        row("TOKEN_EXPIRATION=3600", "");
        row("BROKER=amqp://guest:guest@mq:5672", "connection_string", "dictionary");
        row("STRIPE_PUBLISHABLE_KEY=pk_live_abcdef", "");
    }
    void judgedSecrets()
    {
        QFETCH(QByteArray, line);
        QTEST(secretOf(modelOf("services:\n  a:\n    image: acme/a:1\n    environment:\n      - " + line + "\n"), u"a"_s, QString::fromLatin1(line).section(u'=', 0, 0)).kind, "kind");
        const ThreatModel model = modelOf("services:\n  a:\n    image: acme/a:1\n    environment:\n      - " + line + "\n");
        for (const Secret &secret : model.secrets) {
            QTEST(secret.strength, "strength");
            QTEST(secret.placeholder, "placeholder");
        }
    }

    void joinsTheSpecification()
    {
        const ThreatModel model = joined(shopCompose, shopSpec);
        QVERIFY(validate(model).isEmpty());
        QCOMPARE(serviceOf(model, u"GET"_s, u"/users"_s), u"shop-users"_s);
        QCOMPARE(serviceOf(model, u"POST"_s, u"/users"_s), u"shop-users"_s);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/users/{id}"_s), u"shop-users"_s);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/api/v1/orders/{id}"_s), u"shop-orders"_s);
        QVERIFY(!elementOf(model, u"Shop"_s).id);
        QVERIFY(!elementOf(model, u"Shop data"_s).id);
        QCOMPARE(flowOf(model, u"Signed-in users"_s, u"shop-web"_s).operations.size(), 3);
        QCOMPARE(flowOf(model, u"Anonymous callers"_s, u"shop-web"_s).operations.size(), 1);
        QCOMPARE(flowOf(model, u"shop-web"_s, u"shop-users"_s).operations.size(), 3);
        QCOMPARE(flowOf(model, u"shop-web"_s, u"shop-orders"_s).operations.size(), 1);
        QCOMPARE(flowOf(model, u"shop-web"_s, u"shop-orders"_s).encrypted.value, Truth::No);
    }

    void pathsAreNoServices()
    {
        const ThreatModel model = m_import.import(shopSpec).model;
        QCOMPARE(serviceOf(model, u"GET"_s, u"/users"_s), u"Shop"_s);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/api/v1/orders/{id}"_s), u"Shop"_s);
    }

    void whatNothingAssigns()
    {
        QByteArray spec = shopSpec;
        spec.replace("/api/v1/orders/{id}", "/billing/{id}");
        const auto result = m_import.run({m_import.write(u"docker-compose.yml"_s, shopCompose), m_import.write(u"api.yaml"_s, spec)});
        QVERIFY(result);
        QCOMPARE(serviceOf(result->model, u"GET"_s, u"/billing/{id}"_s), u"Shop"_s);
        QCOMPARE(serviceOf(result->model, u"GET"_s, u"/users"_s), u"shop-users"_s);
        QVERIFY(flowOf(result->model, u"shop-web"_s, u"Shop"_s).operations.size() == 1);
        QVERIFY(std::any_of(result->diagnostics.list().begin(), result->diagnostics.list().end(), [](const Diagnostic &d) { return d.message.contains(u"/billing/{id}"_s); }));
    }

    void theOnlyService()
    {
        const QByteArray compose = "services:\n  api: {build: ., ports: ['5000:5000'], environment: {DATABASE_URL: 'mysql://u:p@db/x'}}\n  db: {image: 'mysql:8'}\n  ui: {image: acme/frontend, ports: ['3000:3000']}\n";
        QByteArray spec = shopSpec;
        spec.replace("http://localhost:8080", "https://api.shop.dev");
        const ThreatModel model = joined(compose, spec);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/users"_s), u"api"_s);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/api/v1/orders/{id}"_s), u"api"_s);
        QCOMPARE(flowOf(model, u"Signed-in users"_s, u"api"_s).operations.size(), 3);
        QVERIFY(!elementOf(model, u"Shop data"_s).id);
    }

    void orderAndTime()
    {
        const QString compose = m_import.write(u"docker-compose.yml"_s, shopCompose), spec = m_import.write(u"api.yaml"_s, shopSpec);
        const auto import = [&](ThreatModel project, const QStringList &paths) {
            auto result = m_import.run(paths);
            if (!result)
                qFatal("not imported");
            joinWithProject(result->model, project, result->diagnostics);
            apply(project, reimport(project, result->model).delta);
            return project;
        };
        const ThreatModel once = import({}, {compose, spec});
        const ThreatModel specFirst = import(import({}, {spec}), {compose}), composeFirst = import(import({}, {compose}), {spec});
        const auto same = [](ThreatModel a, ThreatModel b) {
            a.baselines = b.baselines = {};
            return diff(a, b).isEmpty();
        };
        QVERIFY(same(once, import({}, {spec, compose})));
        QVERIFY(same(once, specFirst));
        QVERIFY(same(once, composeFirst));
        for (const ThreatModel &project : {once, specFirst, composeFirst}) {
            QVERIFY(validate(project).isEmpty());
            for (const QStringList &paths : {QStringList{compose}, QStringList{spec}, QStringList{compose, spec}})
                QVERIFY(same(project, import(project, paths)));
            const ThreatModel again = import(project, {compose});
            QVERIFY(again == import(again, {compose}));
        }
    }

    void portForms_data()
    {
        QTest::addColumn<QByteArray>("port");
        QTest::addColumn<QString>("value");
        QTest::newRow("short") << QByteArray("\"80:8080\"") << u"0.0.0.0:80:8080/tcp"_s;
        QTest::newRow("container only") << QByteArray("8080") << u"0.0.0.0::8080/tcp"_s;
        QTest::newRow("loopback") << QByteArray("\"127.0.0.1:80:8080\"") << u"127.0.0.1:80:8080/tcp"_s;
        QTest::newRow("loopback by default") << QByteArray("\"${IP:-127.0.0.1}:80:8080\"") << u"127.0.0.1:80:8080/tcp"_s;
        QTest::newRow("ipv6 loopback") << QByteArray("\"[::1]:80:8080/udp\"") << u"[::1]:80:8080/udp"_s;
        QTest::newRow("range") << QByteArray("\"8000-8010:8080-8090\"") << u"0.0.0.0:8000-8010:8080/tcp"_s;
        QTest::newRow("long") << QByteArray("{target: 8080, published: 80, host_ip: 127.0.0.1}") << u"127.0.0.1:80:8080/tcp"_s;
        QTest::newRow("nonsense") << QByteArray("\"a:b\"") << QString();
    }
    void portForms()
    {
        QFETCH(QByteArray, port);
        QTEST(factOf(elementOf(modelOf("services:\n  a:\n    image: acme/a:1\n    ports:\n      - " + port + "\n"), u"a"_s), u"published_port"_s), "value");
    }

    void overlaysAndExtends()
    {
        const ThreatModel model = modelOf("x-common: &common\n  restart: always\n  privileged: true\nservices:\n"
                                          "  base: {image: 'acme/base:1', environment: {A_URL: 'http://b:80', LOG: x}}\n"
                                          "  a: {<<: *common, extends: base, environment: {LOG: y}}\n  b: {image: 'acme/b:1'}\n");
        QCOMPARE(factOf(elementOf(model, u"a"_s), u"privileged"_s), u"yes"_s);
        QCOMPARE(factOf(elementOf(model, u"a"_s), u"image"_s), u"acme/base:1"_s);
        QVERIFY(flowOf(model, u"a"_s, u"b"_s).id);
    }

    void overlays()
    {
        const QString base = m_import.write(u"over/compose.yaml"_s, "services:\n  a: {image: 'acme/a:1', environment: {B: 'http://b:80'}}\n  b: {image: 'acme/b:1'}\n");
        const QString usual = m_import.write(u"over/compose.override.yaml"_s, "services:\n  a: {privileged: true, ports: ['80:80']}\n");
        const QString other = m_import.write(u"over/compose.prod.yaml"_s, "services:\n  a: {image: 'acme/a:2'}\n");
        const auto folder = m_import.run({m_import.path(u"over"_s)});
        QVERIFY(folder);
        QCOMPARE(factOf(elementOf(folder->model, u"a"_s), u"privileged"_s), u"yes"_s);
        QCOMPARE(factOf(elementOf(folder->model, u"a"_s), u"image"_s), u"acme/a:1"_s);
        QCOMPARE(std::count_if(folder->model.elements.begin(), folder->model.elements.end(), [](const Element &e) { return e.name == u"a"; }), 1);
        QCOMPARE(folder->model.sources.size(), 2);
        const auto named = m_import.run({other, base});
        QVERIFY(named);
        QCOMPARE(factOf(elementOf(named->model, u"a"_s), u"image"_s), u"acme/a:2"_s);
        QVERIFY(flowOf(named->model, u"a"_s, u"b"_s).id);
        const ThreatModel alone = m_import.run({usual})->model;
        QCOMPARE(factOf(elementOf(alone, u"a"_s), u"privileged"_s), u"yes"_s);
    }

    void filesBeside()
    {
        m_import.write(u"beside/.env"_s, "# values\nexport PORT=8081\nSECRET='aB3xZq9LmN2vCx7T'\n");
        m_import.write(u"beside/app.env"_s, "JWT_SECRET=${SECRET}\nB_URL=http://b:${PORT}/\n");
        const QString file = m_import.write(u"beside/compose.yaml"_s, "services:\n  a: {image: 'acme/a:1', env_file: app.env}\n  b: {image: 'acme/b:1'}\n");
        const ThreatModel model = m_import.run({file})->model;
        const Secret secret = secretOf(model, u"a"_s, u"JWT_SECRET"_s);
        QCOMPARE(secret.strength, u"strong"_s);
        QCOMPARE(secret.provenance.at.file, u"app.env"_s);
        QCOMPARE(secret.provenance.at.line, 1);
        QVERIFY(flowOf(model, u"a"_s, u"b"_s).id);
    }

    void routesOfAGateway()
    {
        const QByteArray compose = "services:\n  router: {image: 'traefik:v3', ports: ['80:80']}\n"
                                   "  one: {image: 'acme/one:1', labels: ['traefik.http.routers.x.rule=PathPrefix(`/users`)']}\n"
                                   "  two: {image: 'acme/two:1', labels: ['traefik.http.routers.y.rule=PathPrefix(`/api`)']}\n";
        QByteArray spec = shopSpec;
        spec.replace("http://localhost:8080", "http://localhost");
        const ThreatModel model = joined(compose, spec);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/users/{id}"_s), u"one"_s);
        QCOMPARE(serviceOf(model, u"GET"_s, u"/api/v1/orders/{id}"_s), u"two"_s);
        QCOMPARE(flowOf(model, u"Signed-in users"_s, u"router"_s).operations.size(), 3);
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("circle") << QByteArray("services:\n  a: {image: x, extends: b}\n  b: {extends: a, image: y}\n");
        QTest::newRow("unknown") << QByteArray("services:\n  a: {image: x, extends: zz, depends_on: [q, a], links: ['r:s']}\n");
        QTest::newRow("odd shapes") << QByteArray("services:\n  a: {image: [1], ports: {x: y}, environment: 5, networks: {n: }, volumes: [[]], depends_on: 3, labels: [1], secrets: {a: b}, command: {a: b}, build: }\n  b: 3\n  c:\n");
        QTest::newRow("nested variables") << "services:\n  a: {image: '" + QByteArray("${A:-").repeated(400) + QByteArray("}").repeated(400) + "'}\n";
        QTest::newRow("outside") << QByteArray("include: [../../../etc/passwd]\nservices:\n  a: {image: x, env_file: [../../../etc/passwd, /etc/hosts], extends: {file: /etc/fstab, service: a}}\n");
    }
    void hostile()
    {
        QFETCH(QByteArray, text);
        const auto result = m_import.run({m_import.write(u"docker-compose.yml"_s, text)});
        QVERIFY(result);
        QVERIFY(validate(result->model).isEmpty());
        QVERIFY(elementOf(result->model, u"a"_s).id);
    }
};

QTEST_GUILESS_MAIN(TestCompose)
#include "tst_compose.moc"
