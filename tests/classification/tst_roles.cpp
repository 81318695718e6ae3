// SPDX-License-Identifier: Apache-2.0
#include "classification/shippedlexicons.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestRoles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_lexicons = test::shippedLexicons(); }

    void roles_data()
    {
        QTest::addColumn<QString>("operation"); // METHOD path [operationId]
        QTest::addColumn<QStringList>("takes"); // names of request fields
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const QString &operation, const QStringList &takes, const QStringList &expected) {
            QTest::newRow(qPrintable(operation)) << operation << takes << expected;
        };
        row(u"POST /api/auth/login"_s, {u"email"_s, u"password"_s}, {u"login"_s});
        row(u"POST /session"_s, {u"user"_s, u"password"_s}, {u"login"_s});
        row(u"GET /users/login_history"_s, {}, {});
        row(u"POST /auth/signup"_s, {u"email"_s}, {u"register"_s});
        row(u"POST /users"_s, {u"name"_s, u"password"_s}, {u"register"_s});
        row(u"POST /users"_s, {u"name"_s}, {});
        row(u"PUT /users/{username}/password"_s, {u"password"_s}, {u"password_change"_s});
        row(u"POST /auth/forget-password"_s, {u"email"_s}, {u"password_reset_request"_s});
        row(u"POST /auth/reset-password"_s, {u"otp"_s, u"password"_s}, {u"password_reset_confirm"_s});
        row(u"POST /auth/v2/check-otp"_s, {u"otp"_s}, {u"otp_verify"_s});
        row(u"POST /oauth/token"_s, {u"client_secret"_s}, {u"token_issue"_s});
        row(u"GET /tokens/{id}/transfers"_s, {}, {});
        row(u"DELETE /v2/admin/videos/{id}"_s, {}, {u"admin"_s});
        row(u"GET /management/users/all"_s, {}, {u"admin"_s});
        row(u"GET /administered-drugs"_s, {}, {});
        row(u"GET /createdb"_s, {}, {u"seed"_s});
        row(u"GET /users/v1/_debug"_s, {}, {u"debug"_s});
        row(u"GET /evaluation_test_cases"_s, {}, {});
        row(u"POST /webhooks/stripe"_s, {}, {u"webhook_receive"_s});
        row(u"POST /webhooks"_s, {u"callbackUrl"_s}, {u"webhook_register"_s});
        row(u"POST /shop/orders"_s, {u"product_id"_s, u"quantity"_s}, {u"order"_s});
        row(u"POST /shop/apply_coupon"_s, {u"coupon_code"_s, u"amount"_s}, {u"coupon_apply"_s});
        row(u"POST /shop/orders/return_order"_s, {u"order_id"_s}, {u"refund"_s});
        row(u"POST /payments"_s, {u"amount"_s}, {u"payment"_s});
        row(u"GET /payments"_s, {}, {});
        row(u"GET /metrics"_s, {}, {u"metrics"_s});
        row(u"GET /healthz"_s, {}, {u"health"_s});
        row(u"POST /x/{id} userLogin"_s, {u"password"_s}, {u"login"_s});
        row(u"GET /x getLoginHistory"_s, {}, {});
    }
    void roles()
    {
        QFETCH(QString, operation);
        QFETCH(QStringList, takes);
        QFETCH(QStringList, expected);
        QStringList names;
        for (const RoleMatch &match : rolesOf(operation, takes, {})) {
            names << match.role;
            QVERIFY(!match.evidence.isEmpty());
        }
        QCOMPARE(names, expected);
    }

    void aPersonsWordReplacesInference()
    {
        const QList<RoleMatch> roles = rolesOf(u"POST /login"_s, {u"password"_s}, {u"payment"_s});
        QCOMPARE(roles.size(), 1);
        QCOMPARE(roles[0].role, u"payment"_s);
        QCOMPARE(roles[0].certainty, Certainty::Certain);
    }

private:
    QList<RoleMatch> rolesOf(const QString &text, const QStringList &takes, const QStringList &said)
    {
        ThreatModel model;
        Operation op;
        op.id = OperationId::named(u"test", text);
        op.method = text.section(u' ', 0, 0);
        op.path = text.section(u' ', 1, 1);
        op.operationId = text.section(u' ', 2, 2);
        op.roles = said;
        Schema schema;
        schema.id = SchemaId::named(u"test", u"Body");
        schema.kind = SchemaKind::Inline;
        schema.operation = op.id;
        schema.name = op.method + u' ' + op.path + u" request"_s;
        schema.type = u"object"_s;
        Body body;
        body.schema = schema.id;
        body.mediaType = u"application/json"_s;
        op.bodies = {body};
        model.operations.insert(op);
        model.schemas.insert(schema);
        for (const QString &name : takes) {
            Field f;
            f.id = FieldId::named(u"test", name);
            f.schema = schema.id;
            f.name = f.path = name;
            f.type = name == "amount"_L1 || name == "quantity"_L1 ? u"number"_s : u"string"_s;
            model.fields.insert(f);
        }
        const ModelIndex index(model);
        return inferRoles(model, index, m_lexicons, classifyFields(model, index, m_lexicons)).value(op.id);
    }

    Lexicons m_lexicons;
};

QTEST_GUILESS_MAIN(TestRoles)
#include "tst_roles.moc"
