// SPDX-License-Identifier: Apache-2.0
// From matches to findings: causes, absorption, folding, controls, exposure, remedies, decisions, determinism.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/decisions.h"
#include "analysis/examplemodel.h"
#include "analysis/facts.h"
#include "threatmodel/threats.h"

#include "support/randommodel.h"

#include <QTest>

using namespace drawbridge;

namespace {

const QString shopSystem = QStringLiteral("zone internet 0; zone app 3\nactor visitor in internet\nservice shop in app\nflow visitor -> shop https\n");

ThreatModel modelOf(const QString &text)
{
    const Result<ThreatModel> model = parseExampleModel(text);
    if (!model)
        qFatal("%d: %s", model.error().where.line, qPrintable(model.error().message));
    return *model;
}

} // namespace

class TestAnalysis : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;

    AnalysisResult analysed(const ThreatModel &model, QDate date = QDate(2026, 11, 22))
    {
        Progress progress;
        return analyze(model, *m_catalogue, {date}, progress);
    }
    static const Finding *find(const AnalysisResult &result, const char *rule, std::optional<FindingKind> kind = {})
    {
        for (const Finding &f : result.findings) {
            if (f.rule == QLatin1StringView(rule) && (!kind || f.kind == *kind))
                return &f;
        }
        return nullptr;
    }
    static int count(const AnalysisResult &result, const char *rule)
    {
        return int(std::count_if(result.findings.begin(), result.findings.end(), [&](const Finding &f) { return f.rule == QLatin1StringView(rule); }));
    }
    static Decision decided(const Finding &finding, DecisionState state)
    {
        Decision d;
        d.id = DecisionId::named(u"test", finding.fingerprint + nameOf(state));
        d.number = 1;
        d.fingerprint = finding.fingerprint;
        d.rule = finding.rule;
        d.findingTitle = finding.subjectName;
        d.state = state;
        d.reason = QStringLiteral("because");
        d.contextDigest = finding.contextDigest;
        return d;
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(diagnostics.list().isEmpty());
    }

    void specificAbsorbsGeneral()
    {
        const AnalysisResult result = analysed(modelOf(shopSystem + QStringLiteral(
            "op shop PUT /users/{user_id}/password auth=bearer role=password_change req(password:cred.password)")));
        const Finding *f = find(result, "AUTHN-012");
        QVERIFY(f);
        QVERIFY(f->absorbed.contains(QStringLiteral("AUTHN-011")) && f->absorbed.contains(QStringLiteral("AUTHZ-001")));
        QVERIFY(!find(result, "AUTHN-011"));
        QVERIFY(!find(result, "AUTHZ-001"));
    }

    void manyFindingsOfOneRuleFold()
    {
        QString text = shopSystem;
        for (int i = 0; i < 5; ++i)
            text += QStringLiteral("op shop POST /thing%1 auth=none; ").arg(i);
        QCOMPARE(count(analysed(modelOf(text)), "AUTHN-001"), 5);
        text += QStringLiteral("op shop POST /thing5 auth=none");
        const AnalysisResult result = analysed(modelOf(text));
        QCOMPARE(count(result, "AUTHN-001"), 1);
        QCOMPARE(find(result, "AUTHN-001")->occurrences.size(), 6);
        QCOMPARE(find(result, "AUTHN-001")->subjectName, QStringLiteral("shop"));
    }

    void namesSayWhatTheCauseIs()
    {
        const AnalysisResult result = analysed(modelOf(shopSystem + QStringLiteral(
            "op shop POST /signup auth=none role=register\nop shop GET /orders/{order_id} auth=bearer ref(order_id:integer) resp(email:pii.contact)\n"
            "op shop POST /otp auth=none role=otp_verify req OtpForm(otp:cred.otp/max4)")));
        QCOMPARE(find(result, "AUTHZ-001", FindingKind::Weakness)->subjectName, QStringLiteral("shop: orders"));
        QCOMPARE(find(result, "AUTHN-008")->subjectName, QStringLiteral("OtpForm.otp"));
    }

    // Two findings of one rule never look the same in a list or on an agenda.
    void namesTellCausesApart()
    {
        const auto names = [](const AnalysisResult &result, const char *rule) {
            QStringList found;
            for (const Finding &f : result.findings) {
                if (f.rule == QLatin1StringView(rule))
                    found << f.subjectName;
            }
            found.sort();
            return found;
        };
        // By the class of data that the cause ends in.
        const AnalysisResult doors = analysed(modelOf(QStringLiteral(
            "zone internet 0; zone app 3; actor visitor in internet; service users in app; store accounts in app; flow visitor -> users https; flow users -> accounts sql\n"
            "op users POST /people auth=bearer req(phone:pii.contact/max20, surname:pii.name/max20)\n"
            "op users PUT /people/{id} auth=bearer ref(id) req(phone:pii.contact, surname:pii.name)")));
        QCOMPARE(names(doors, "PATH-006"), (QStringList{QStringLiteral("users: Contact data"), QStringLiteral("users: Names of people")}));
        // By the other end of the flow, only where two end in one place.
        const QString database = QStringLiteral("zone internet 0; zone data 3; actor browser in internet; store orders-db in data; flow browser -> orders-db https carries(pii.address)\n");
        QCOMPARE(names(analysed(modelOf(database)), "AUTHZ-014"), QStringList{QStringLiteral("orders-db")});
        QCOMPARE(names(analysed(modelOf(database + QStringLiteral("actor kiosk in internet; flow kiosk -> orders-db https carries(pii.address)"))), "AUTHZ-014"),
                 (QStringList{QStringLiteral("browser · orders-db"), QStringLiteral("kiosk · orders-db")}));
    }

    void fingerprintsSurviveUnrelatedChanges()
    {
        const QString base = shopSystem + QStringLiteral("op shop POST /orders auth=none req(item)\n");
        const AnalysisResult before = analysed(modelOf(base));
        ThreatModel model = modelOf(base + QStringLiteral("op shop GET /things auth=bearer; op shop POST /safe auth=bearer"));
        // Titles and places are not identity.
        for (const ElementId &id : model.elements.sortedIds()) {
            Element element = *model.elements.find(id);
            element.name += QStringLiteral(" (renamed)");
            element.provenance.at.line += 7;
            model.elements.insert(element);
        }
        for (const OperationId &id : model.operations.sortedIds()) {
            Operation op = *model.operations.find(id);
            op.provenance.at = {QStringLiteral("elsewhere.yaml"), {}, 99, 3};
            op.summary = QStringLiteral("Anything");
            model.operations.insert(op);
        }
        const AnalysisResult after = analysed(model);
        QVERIFY(find(before, "AUTHN-001") && find(after, "AUTHN-001"));
        QCOMPARE(find(after, "AUTHN-001")->fingerprint, find(before, "AUTHN-001")->fingerprint);
        QCOMPARE(find(after, "AUTHN-001")->fingerprint.size(), 64);
    }

    void equalModelsGiveEqualResults()
    {
        const ThreatModel model = modelOf(shopSystem + QStringLiteral("op shop POST /a auth=none req(email:pii.contact); op shop GET /b/{id} auth=bearer resp(iban:fin.account)\n"
                                                                  "op shop POST /login auth=none role=login req(user, password:cred.password)"));
        // The same rows inserted in the opposite order, so that hash tables differ.
        ThreatModel other;
        forEachTable([&](const auto &table) {
            auto ids = (model.*(table.table)).sortedIds();
            std::reverse(ids.begin(), ids.end());
            for (const auto &id : ids)
                (other.*(table.table)).insert(*(model.*(table.table)).find(id));
        });
        const AnalysisResult a = analysed(model), b = analysed(other);
        QVERIFY(a.findings.size() > 3);
        QCOMPARE(a.findings, b.findings);
        QCOMPARE(a.data, b.data);
        QCOMPARE(a.suppressed, b.suppressed);
        QCOMPARE(a.heat, b.heat);
        for (qsizetype i = 1; i < a.findings.size(); ++i) {
            if (a.findings[i - 1].kind == a.findings[i].kind)
                QVERIFY(a.findings[i - 1].risk >= a.findings[i].risk);
        }
    }

    void exposure_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("exposure");
        const QString op = QStringLiteral("op s GET /x auth=%1");
        QTest::newRow("anonymous") << QStringLiteral("zone internet 0; actor a in internet; service s; flow a -> s https; ") + op.arg(QStringLiteral("none")) << 1.0;
        QTest::newRow("customers") << QStringLiteral("zone internet 0; actor a in internet; service s; flow a -> s https; ") + op.arg(QStringLiteral("bearer")) << 0.65;
        QTest::newRow("self-registered") << QStringLiteral("zone internet 0; actor a in internet; service s; flow a -> s https; op s POST /signup auth=none role=register; ")
                                                + op.arg(QStringLiteral("bearer")) << 0.85;
        QTest::newRow("partner") << QStringLiteral("zone partner 1; actor a in partner; service s; flow a -> s https; ") + op.arg(QStringLiteral("bearer")) << 0.5;
        QTest::newRow("behind a service") << QStringLiteral("zone internet 0; actor a in internet; service front; service s; flow a -> front https; flow front -> s https; ")
                                                 + op.arg(QStringLiteral("none")) << 0.35;
        QTest::newRow("behind a gateway") << QStringLiteral("zone internet 0; actor a in internet; service g kind=gateway; service s; flow a -> g https; flow g -> s https; ")
                                                 + op.arg(QStringLiteral("none")) << 1.0;
        QTest::newRow("staff") << QStringLiteral("zone management 4; actor a in management; service s; flow a -> s https; ") + op.arg(QStringLiteral("none")) << 0.2;
    }
    void exposure()
    {
        QFETCH(QString, text);
        QFETCH(double, exposure);
        const ThreatModel model = modelOf(text);
        const AnalysisResult result = analysed(model);
        for (const Operation &op : model.operations) {
            if (op.path == u"/x")
                QCOMPARE(result.exposure.value(op.id.uuid()), exposure);
        }
    }

    void controlsAreInherited_data()
    {
        QTest::addColumn<QString>("control");
        QTest::addColumn<bool>("closes");
        QTest::newRow("on the service") << QStringLiteral("control object_authz on shop asserted") << true;
        QTest::newRow("on its zone") << QStringLiteral("control object_authz on app asserted") << true;
        QTest::newRow("on the project") << QStringLiteral("control object_authz on project asserted") << true;
        QTest::newRow("on the operation") << QStringLiteral("control object_authz on \"GET /orders/{order_id}\" asserted") << true;
        QTest::newRow("on another zone") << QStringLiteral("control object_authz on internet asserted") << false;
        QTest::newRow("another control") << QStringLiteral("control rate_limit on shop asserted") << false;
        QTest::newRow("only planned") << QStringLiteral("control object_authz on shop planned") << false;
        QTest::newRow("run out") << QStringLiteral("control object_authz on shop asserted expires=2026-11-21") << false;
        QTest::newRow("not run out yet") << QStringLiteral("control object_authz on shop asserted expires=2026-11-22") << true;
    }
    void controlsAreInherited()
    {
        QFETCH(QString, control);
        QFETCH(bool, closes);
        const AnalysisResult result = analysed(modelOf(shopSystem + QStringLiteral("op shop GET /orders/{order_id} auth=bearer\n") + control));
        QCOMPARE(find(result, "AUTHZ-001") == nullptr, closes);
    }

    void anAnswerTurnsAQuestionIntoAWeakness()
    {
        const QString base = shopSystem + QStringLiteral("op shop POST /login auth=none role=login req(user, password:cred.password)\n");
        QVERIFY(find(analysed(modelOf(base)), "AUTHN-007", FindingKind::Question));
        const AnalysisResult no = analysed(modelOf(base + QStringLiteral("control brute_force_protection on shop absent asserted")));
        QVERIFY(find(no, "AUTHN-007", FindingKind::Weakness) && !find(no, "AUTHN-007", FindingKind::Question));
        QVERIFY(!find(analysed(modelOf(base + QStringLiteral("control brute_force_protection on shop asserted"))), "AUTHN-007"));
    }

    // What a remedy promises is what happens when the control is there.
    void remediesHold()
    {
        const QString base = shopSystem + QStringLiteral("op shop POST /signup auth=none role=register\nop shop GET /orders/{order_id} auth=bearer ref(order_id:integer) resp(email:pii.contact)\n");
        const Finding *f = nullptr;
        const AnalysisResult result = analysed(modelOf(base));
        f = find(result, "AUTHZ-001", FindingKind::Weakness);
        QVERIFY(f && !f->remedies.isEmpty());
        QCOMPARE(f->remedies.first().control, QStringLiteral("object_authz"));
        QVERIFY(f->remedies.first().closes);
        QCOMPARE(f->remedies.first().riskAfter, 0.0);
        for (const Remedy &remedy : f->remedies) {
            const AnalysisResult after = analysed(modelOf(base + QStringLiteral("control %1 on shop asserted").arg(remedy.control)));
            const Finding *left = find(after, "AUTHZ-001", FindingKind::Weakness);
            QCOMPARE(left == nullptr, remedy.closes);
            QVERIFY(remedy.riskAfter <= f->risk);
        }
    }

    void acceptedUntilADate()
    {
        ThreatModel model = modelOf(shopSystem + QStringLiteral("op shop POST /orders auth=none req(item)"));
        Decision d = decided(*find(analysed(model), "AUTHN-001"), DecisionState::Accepted);
        d.expires = QStringLiteral("2026-12-31");
        model.decisions.insert(d);
        AnalysisResult result = analysed(model, QDate(2026, 12, 31));
        QCOMPARE(find(result, "AUTHN-001")->status, FindingStatus::Accepted);
        QCOMPARE(find(result, "AUTHN-001")->decision, d.id);
        result = analysed(model, QDate(2027, 1, 1));
        QCOMPARE(find(result, "AUTHN-001")->status, FindingStatus::Reopened);
        QCOMPARE(find(result, "AUTHN-001")->reopenedBecause.toString(), QStringLiteral("The decision ended on 2026-12-31."));
        // Taking it back appends a reversal.
        Decision reversal = d;
        reversal.id = DecisionId::named(u"test", u"reversal");
        reversal.number = 2;
        reversal.state = DecisionState::Open;
        model.decisions.insert(reversal);
        QCOMPARE(find(analysed(model), "AUTHN-001")->status, FindingStatus::Open);
    }

    void aWorseContextReopens()
    {
        const QString partner = QStringLiteral("zone partner 1; zone app 3\nactor visitor in partner\nservice shop in app\nflow visitor -> shop https\nop shop POST /orders auth=none req(item)");
        ThreatModel before = modelOf(partner);
        const Decision d = decided(*find(analysed(before), "AUTHN-001"), DecisionState::Accepted);
        before.decisions.insert(d);
        QCOMPARE(find(analysed(before), "AUTHN-001")->status, FindingStatus::Accepted);
        ThreatModel after = modelOf(QString(partner).replace(QStringLiteral("actor visitor in partner"), QStringLiteral("zone internet 0\nactor visitor in internet")));
        after.decisions.insert(d);
        const AnalysisResult reopened = analysed(after);
        QCOMPARE(find(reopened, "AUTHN-001")->status, FindingStatus::Reopened);
        QCOMPARE(find(reopened, "AUTHN-001")->reopenedBecause.toString(), QStringLiteral("It was decided when the callers were “partner”; now they are “anonymous”."));
        // A new class of data, too.
        ThreatModel more = modelOf(QString(partner).replace(QStringLiteral("req(item)"), QStringLiteral("req(item, iban:fin.account)")));
        more.decisions.insert(d);
        QCOMPARE(find(analysed(more), "AUTHN-001")->status, FindingStatus::Reopened);
    }

    void gettingBetterDoesNotReopen()
    {
        FindingContext then{3, ActorClass::Anonymous, Ease::Trivial, 2, {QStringLiteral("pii.contact"), QStringLiteral("pii.name")}};
        FindingContext now{2, ActorClass::Partner, Ease::Hard, 1, {QStringLiteral("pii.name")}};
        QVERIFY(worsened(then, now).text.isEmpty());
        QVERIFY(!worsened(now, then).text.isEmpty());
        QCOMPARE(FindingContext::fromDigest(then.digest()), std::optional(then));
        QVERIFY(!FindingContext::fromDigest(QStringLiteral("anything")));
        QVERIFY(!FindingContext::fromDigest(QStringLiteral("1;s=1;a=99;e=1;z=1;c=")));
    }

    void scopesReachFurther()
    {
        const QString two = shopSystem + QStringLiteral("service other in app\nflow visitor -> other https\nop shop POST /a auth=none; op shop POST /b auth=none; op other POST /c auth=none");
        const auto status = [&](DecisionScope scope) {
            ThreatModel model = modelOf(two);
            const AnalysisResult plain = analysed(model);
            const Finding *onA = nullptr;
            for (const Finding &f : plain.findings) {
                if (f.subjectName == u"POST /a")
                    onA = &f;
            }
            Decision d = decided(*onA, DecisionState::FalsePositive);
            d.scope = scope;
            model.decisions.insert(d);
            QStringList closed;
            for (const Finding &f : analysed(model).findings) {
                if (f.rule == u"AUTHN-001" && f.status == FindingStatus::FalsePositive)
                    closed << f.subjectName;
            }
            closed.sort();
            return closed.join(u' ');
        };
        QCOMPARE(status(DecisionScope::Cause), QStringLiteral("POST /a"));
        QCOMPARE(status(DecisionScope::RuleOnElement), QStringLiteral("POST /a POST /b"));
        QCOMPARE(status(DecisionScope::RuleEverywhere), QStringLiteral("POST /a POST /b POST /c"));
    }

    void whatIsGoneIsSaid()
    {
        const ThreatModel before = modelOf(shopSystem + QStringLiteral("op shop POST /orders auth=none"));
        const Decision d = decided(*find(analysed(before), "AUTHN-001"), DecisionState::Accepted);
        ThreatModel after = modelOf(shopSystem + QStringLiteral("op shop POST /orders auth=bearer"));
        after.decisions.insert(d);
        const AnalysisResult result = analysed(after);
        const Finding *gone = find(result, "AUTHN-001");
        QVERIFY(gone);
        QCOMPARE(gone->status, FindingStatus::Gone);
        QCOMPARE(gone->risk, 0.0);
        QCOMPARE(gone->subjectName, QStringLiteral("POST /orders"));
    }

    void suppressionsNameTheirLine()
    {
        const AnalysisResult result = analysed(modelOf(shopSystem + QStringLiteral(
            "op shop PUT /users/{user_id}/password auth=bearer role=password_change req(password:cred.password)\ncontrol object_authz on shop asserted")));
        const bool found = std::any_of(result.suppressed.begin(), result.suppressed.end(), [](const Suppression &s) {
            return s.rule == u"AUTHN-012" && s.line == u"has(op, object_authz)";
        });
        QVERIFY(found);
    }

    void cancellable()
    {
        Progress progress;
        progress.cancel();
        QVERIFY(analyze(modelOf(shopSystem), *m_catalogue, {}, progress).cancelled);
    }

    // Whatever a model holds, the analysis ends, twice with the same result.
    void randomModels()
    {
        for (quint32 seed = 1; seed <= 60; ++seed) {
            QRandomGenerator random(seed);
            const ThreatModel model = testing::randomModel(random, int(seed));
            const AnalysisResult a = analysed(model), b = analysed(model);
            QVERIFY2(a.findings == b.findings, qPrintable(QString::number(seed)));
            for (const Finding &f : a.findings) {
                QVERIFY(f.risk >= 0 && f.risk <= 100);
                QVERIFY(f.status == FindingStatus::Gone || !f.occurrences.isEmpty());
                QVERIFY(m_catalogue->rule(f.rule) || f.rule == QLatin1StringView(threatRule));
                QCOMPARE(f.fingerprint.isEmpty(), false);
            }
        }
    }

    // Schemas that refer to themselves and to each other, wide and deep, end too.
    void cyclicSchemas()
    {
        ThreatModel model = modelOf(shopSystem + QStringLiteral("op shop POST /a auth=none req Node(email:pii.contact)"));
        QList<SchemaId> ids;
        for (int i = 0; i < 40; ++i) {
            Schema schema;
            schema.id = SchemaId::named(u"test", QString::number(i));
            schema.name = QStringLiteral("S%1").arg(i);
            ids << schema.id;
            model.schemas.insert(schema);
        }
        Schema node = *std::find_if(model.schemas.begin(), model.schemas.end(), [](const Schema &s) { return s.name == u"Node"; });
        node.includes = {node.id, ids[0]};
        node.variants = ids;
        model.schemas.insert(node);
        for (int i = 0; i < 40; ++i) {
            Schema schema = *model.schemas.find(ids[i]);
            schema.includes = {ids[(i + 1) % 40], node.id};
            model.schemas.insert(schema);
            for (int j = 0; j < 100; ++j) {
                Field field;
                field.id = FieldId::named(u"test", QStringLiteral("%1 %2").arg(i).arg(j));
                field.schema = ids[i];
                field.path = field.name = QStringLiteral("f%1").arg(j);
                field.schemaRef = ids[(i * 7 + j) % 40];
                model.fields.insert(field);
            }
        }
        const AnalysisResult result = analysed(model);
        QVERIFY(find(result, "AUTHN-001"));
    }

    // Adding a control never raises a risk or adds a finding.
    void controlsNeverHurt()
    {
        const QString base = shopSystem + QStringLiteral(
            "store db in app\nflow shop -> db sql\nop shop POST /login auth=none role=login req(user, password:cred.password)\n"
            "op shop POST /signup auth=none role=register req(email:pii.contact)\nop shop GET /orders/{order_id} auth=bearer ref(order_id:integer) resp(email:pii.contact)\n"
            "op shop POST /orders auth=bearer req(price:price/number, url:fetch_url)\nop shop GET /posts auth=bearer resp[](author.email:pii.contact)\n");
        const AnalysisResult before = analysed(modelOf(base));
        QHash<QString, double> risks;
        for (const Finding &f : before.findings)
            risks.insert(f.fingerprint, f.risk);
        for (const ControlInfo &control : m_catalogue->controls()) {
            const AnalysisResult after = analysed(modelOf(base + QStringLiteral("control %1 on project asserted").arg(control.id)));
            for (const Finding &f : after.findings) {
                if (f.rule.startsWith(u"MODEL-"))
                    continue;
                QVERIFY2(risks.contains(f.fingerprint), qPrintable(control.id + u' ' + f.rule));
                QVERIFY2(f.risk <= risks.value(f.fingerprint), qPrintable(control.id + u' ' + f.rule));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
