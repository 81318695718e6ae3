// SPDX-License-Identifier: Apache-2.0
// What controls, answers, decisions and business context make of findings; what of it all is covered.
#include "analysis/analysis.h"
#include "analysis/controlscope.h"
#include "analysis/decisions.h"
#include "analysis/examplemodel.h"
#include "analysis/facts.h"
#include "analysis/jurisdictions.h"
#include "analysis/questions.h"
#include "analysis/riskprofile.h"
#include "analysis/risksettings.h"
#include "analysis/whatif.h"
#include "coverage/coverage.h"
#include "coverage/standardsevidence.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"

#include "support/randommodel.h"

#include <QTest>

using namespace drawbridge;

namespace {

const QDate today(2026, 11, 22);

const QString shop = QStringLiteral(
    "zone internet 0; zone inner 3; zone app 3 in inner\nactor visitor in internet\nservice shop in app\nstore db in app\n"
    "flow visitor -> shop https\nflow shop -> db sql\n"
    "op shop POST /signup auth=none role=register\n"
    "op shop GET /orders/{order_id} auth=bearer ref(order_id:integer) resp(email:pii.contact)\n"
    "op shop GET /invoices/{invoice_id} auth=bearer ref(invoice_id:integer) resp(iban:fin.account)\n");

Subject zoneNamed(const ThreatModel &model, const char *name)
{
    for (const TrustBoundary &zone : model.boundaries) {
        if (zone.name == QLatin1StringView(name))
            return {SubjectKind::Boundary, zone.id.uuid()};
    }
    return {};
}

Subject elementNamed(const ThreatModel &model, const char *name)
{
    for (const Element &element : model.elements) {
        if (element.name == QLatin1StringView(name))
            return {SubjectKind::Element, element.id.uuid()};
    }
    return {};
}

Subject operationAt(const ThreatModel &model, const char *path)
{
    for (const Operation &operation : model.operations) {
        if (operation.path == QLatin1StringView(path))
            return {SubjectKind::Operation, operation.id.uuid()};
    }
    return {};
}

Control control(const char *kind, const Subject &subject, ControlState state, const QString &expires = {})
{
    Control c;
    c.kind = QString::fromLatin1(kind);
    c.subject = subject;
    c.state = state;
    c.expires = expires;
    return c;
}

} // namespace

class TestCoverage : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    ThreatModel m_model;

    AnalysisResult analysed(const ThreatModel &model, const QDate &date = today)
    {
        Progress progress;
        AnalysisOptions options;
        options.date = date;
        return analyze(model, *m_catalogue, options, progress);
    }
    ThreatModel with(const ThreatModel &model, const Control &c) const
    {
        ThreatModel after = model;
        apply(after, setControl(model, c));
        return after;
    }
    // The findings of a rule that count.
    static QList<Finding> open(const AnalysisResult &result, const char *rule)
    {
        QList<Finding> list;
        for (const Finding &f : result.findings) {
            if (f.rule == QLatin1StringView(rule) && (f.status == FindingStatus::Open || f.status == FindingStatus::Reopened))
                list.append(f);
        }
        return list;
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        const Result<ThreatModel> model = parseExampleModel(shop);
        QVERIFY(model);
        m_model = *model;
        QVERIFY(!open(analysed(m_model), "AUTHZ-001").isEmpty());
    }

    // A control on the operation, its service, a zone around that, or the project answers the operation's finding.
    void controlsAreInherited_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<bool>("both"); // closes the finding on the other operation too
        QTest::newRow("operation") << QStringLiteral("operation") << false;
        QTest::newRow("service") << QStringLiteral("service") << true;
        QTest::newRow("zone") << QStringLiteral("zone") << true;
        QTest::newRow("outer zone") << QStringLiteral("outer") << true;
        QTest::newRow("project") << QStringLiteral("project") << true;
    }

    void controlsAreInherited()
    {
        QFETCH(QString, where);
        QFETCH(bool, both);
        const Subject subject = where == u"operation" ? operationAt(m_model, "/orders/{order_id}")
                                : where == u"service" ? elementNamed(m_model, "shop")
                                : where == u"zone"    ? zoneNamed(m_model, "app")
                                : where == u"outer"   ? zoneNamed(m_model, "inner")
                                                      : Subject{};
        const ThreatModel after = with(m_model, control("object_authz", subject, ControlState::Present));
        int orders = 0, invoices = 0;
        for (const Finding &f : open(analysed(after), "AUTHZ-001")) {
            for (const Occurrence &o : f.occurrences) {
                orders += after.operations.value(o.operation).path == u"/orders/{order_id}";
                invoices += after.operations.value(o.operation).path == u"/invoices/{invoice_id}";
            }
        }
        QCOMPARE(orders, 0);
        QCOMPARE(invoices == 0, both);
        const QList<EffectiveControl> there = effectiveControls(after, operationAt(after, "/orders/{order_id}"), today);
        QCOMPARE(there.size(), 1);
        QCOMPARE(there.first().inherited, where != u"operation");
        QCOMPARE(there.first().control.subject, subject);
    }

    // The engine and the list in the inspector agree on which word counts, whatever the model.
    void engineAndListAgree()
    {
        for (quint32 seed = 1; seed <= 40; ++seed) {
            QRandomGenerator random(seed);
            const ThreatModel model = testing::randomModel(random, 12);
            Facts facts(model, m_catalogue->lexicons(), m_catalogue->symbols(), today);
            for (const FactRef ref : facts.project.operations) {
                for (const EffectiveControl &known : effectiveControls(model, facts.subjectOf(ref), today)) {
                    const Control *stated = facts.statedControl(ref, facts.symbols().find(known.control.kind));
                    if (known.expired || known.control.state == ControlState::Unknown)
                        QVERIFY(!stated);
                    else
                        QVERIFY(stated && stated->subject == known.control.subject);
                }
            }
        }
    }

    void nearestWordWins()
    {
        ThreatModel model = with(m_model, control("object_authz", {}, ControlState::Present));
        model = with(model, control("object_authz", operationAt(model, "/orders/{order_id}"), ControlState::Absent));
        const QList<Finding> left = open(analysed(model), "AUTHZ-001");
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().kind, FindingKind::Weakness);
        // "Unknown" says nothing: the word further out counts.
        model = with(model, control("object_authz", operationAt(model, "/orders/{order_id}"), ControlState::Unknown));
        QVERIFY(open(analysed(model), "AUTHZ-001").isEmpty());
    }

    void anAnswerEnds()
    {
        const Subject service = elementNamed(m_model, "shop");
        const ThreatModel model = with(m_model, control("object_authz", service, ControlState::Present, QStringLiteral("2027-01-01")));
        QVERIFY(open(analysed(model), "AUTHZ-001").isEmpty());
        const QDate later(2027, 1, 2);
        const AnalysisResult reopened = analysed(model, later);
        QVERIFY(!open(reopened, "AUTHZ-001").isEmpty());
        const QList<EffectiveControl> known = effectiveControls(model, service, later);
        QCOMPARE(known.size(), 1);
        QVERIFY(known.first().expired);
        for (const Question &question : questionsOf(model, reopened, later)) {
            if (question.control == u"object_authz")
                QVERIFY(question.ranOut && question.ranOut->control.expires == u"2027-01-01");
        }
    }

    void whatIfSaysWhatTheEditDoes()
    {
        const AnalysisResult before = analysed(m_model);
        const ThreatModel model = with(m_model, control("object_authz", {}, ControlState::Present));
        const AnalysisResult after = analysed(model);
        const WhatIf preview = compareRuns(before, after);
        QVERIFY(preview.count(WhatIfChange::Kind::Closed) > 0);
        QVERIFY(preview.heatAfter < preview.heatBefore);
        for (const WhatIfChange &change : preview.changes) {
            const auto there = [&](const AnalysisResult &result) {
                return std::any_of(result.findings.begin(), result.findings.end(), [&](const Finding &f) { return f.fingerprint == change.fingerprint; });
            };
            QCOMPARE(there(after), change.kind != WhatIfChange::Kind::Closed);
            QCOMPARE(there(before), change.kind != WhatIfChange::Kind::Appeared);
        }
        QVERIFY(compareRuns(before, before).isNothing());
    }

    // A question stands for all findings that the same safeguard at the same place would answer.
    void questionsAreAskedOnce()
    {
        const AnalysisResult result = analysed(m_model);
        const QList<Question> questions = questionsOf(m_model, result, today);
        QVERIFY(!questions.isEmpty());
        QSet<QString> keys, findings;
        for (const Question &question : questions) {
            QVERIFY(!keys.contains(question.key));
            keys.insert(question.key);
            for (const QString &fingerprint : question.findings) {
                QVERIFY(!findings.contains(fingerprint));
                findings.insert(fingerprint);
            }
        }
        for (const Finding &f : result.findings)
            QCOMPARE(findings.contains(f.fingerprint), f.kind == FindingKind::Question && !f.asks.isEmpty());
        // "Yes" settles those; "no" makes at least one of them a weakness and leaves none of them a question.
        const Question &first = questions.first();
        const AnalysisResult yes = analysed(with(m_model, control(qPrintable(first.control), first.point, ControlState::Present)));
        int left = 0;
        for (const Finding &f : yes.findings)
            left += first.findings.contains(f.fingerprint);
        QVERIFY(left < first.findings.size());
        QList<Control> absent = {control(qPrintable(first.control), first.point, ControlState::Absent)};
        for (const QString &other : first.others)
            absent << control(qPrintable(other), first.point, ControlState::Absent);
        ThreatModel model = m_model;
        apply(model, setControls(model, absent));
        for (const Question &question : questionsOf(model, analysed(model), today))
            QVERIFY2(question.key != first.key, qPrintable(question.key));
    }

    void threeRunsOfRisk()
    {
        ThreatModel model = with(m_model, control("object_authz", elementNamed(m_model, "shop"), ControlState::Planned));
        AnalysisOptions options;
        options.date = today;
        Progress progress;
        const AnalysisResult current = analysed(model);
        const RiskProfile profile = riskProfile(model, *m_catalogue, options, current, progress);
        bool closes = false;
        for (const Finding &f : current.findings) {
            const RiskTriple triple = profile.findings.value(f.fingerprint);
            QCOMPARE(triple.current, f.risk);
            QVERIFY(triple.inherent >= triple.current - 0.05);
            QVERIFY(triple.target <= triple.current + 0.05);
            closes = closes || (f.rule == u"AUTHZ-001" && triple.target == 0);
        }
        QVERIFY(closes);
        QVERIFY(profile.project.target < profile.project.current);
    }

    void decisionOnOnePlaceLeavesTheOthers()
    {
        // Two operations on the same things share one cause.
        const Result<ThreatModel> open = parseExampleModel(shop + QStringLiteral("op shop DELETE /orders/{order_id} auth=bearer ref(order_id:integer)\n"));
        QVERIFY(open);
        const AnalysisResult before = analysed(*open);
        const Finding *several = nullptr;
        for (const Finding &f : before.findings) {
            if (f.occurrences.size() > 1 && f.kind != FindingKind::Hygiene)
                several = &f;
        }
        QVERIFY(several);
        QSet<QString> keys;
        for (const Occurrence &o : several->occurrences)
            keys.insert(o.key);
        QCOMPARE(keys.size(), several->occurrences.size());

        Decision decision;
        decision.rule = several->rule;
        decision.state = DecisionState::FalsePositive;
        decision.scope = DecisionScope::Occurrence;
        decision.reason = QStringLiteral("a public list");
        decision.contextDigest = several->contextDigest;
        ThreatModel model = *open;
        for (qsizetype i = 0; i < several->occurrences.size(); ++i) {
            decision.fingerprint = decisionFingerprint(*several, DecisionScope::Occurrence, several->occurrences[i].key);
            QCOMPARE(findingOfDecision(decision.fingerprint), several->fingerprint);
            apply(model, decide(model, {decision}));
            const AnalysisResult after = analysed(model);
            for (const Finding &f : after.findings) {
                if (f.fingerprint != several->fingerprint)
                    continue;
                const bool all = i + 1 == several->occurrences.size();
                QCOMPARE(f.status, all ? FindingStatus::FalsePositive : FindingStatus::Open);
                QVERIFY(f.risk <= several->risk);
                QCOMPARE(std::count_if(f.occurrences.begin(), f.occurrences.end(), [](const Occurrence &o) { return o.status == FindingStatus::FalsePositive; }), i + 1);
            }
        }
        // Taking one back opens that place again.
        apply(model, withdrawDecision(model, decision.fingerprint, {}, {}, {}));
        for (const Finding &f : analysed(model).findings) {
            if (f.fingerprint == several->fingerprint)
                QCOMPARE(f.status, FindingStatus::Open);
        }
    }

    void rulesAreDecidedOnElementsAndEverywhere()
    {
        const AnalysisResult before = analysed(m_model);
        const QList<Finding> findings = open(before, "AUTHZ-001");
        Decision decision;
        decision.rule = findings.first().rule;
        decision.state = DecisionState::FalsePositive;
        decision.reason = QStringLiteral("checked elsewhere");
        for (const DecisionScope scope : {DecisionScope::RuleOnElement, DecisionScope::RuleEverywhere}) {
            decision.scope = scope;
            decision.fingerprint = decisionFingerprint(findings.first(), scope);
            ThreatModel model = m_model;
            apply(model, decide(model, {decision}));
            QVERIFY(open(analysed(model), "AUTHZ-001").isEmpty());
            // It holds on when the finding that it was taken on is gone.
            QSet<OperationId> gone;
            for (const Occurrence &o : findings.first().occurrences)
                gone.insert(o.operation);
            for (const OperationId &id : gone)
                model.operations.remove(id);
            QVERIFY(open(analysed(model), "AUTHZ-001").isEmpty());
            apply(model, withdrawDecision(model, decision.fingerprint, {}, {}, {}));
            QCOMPARE(open(analysed(model), "AUTHZ-001").size(), findings.size() - 1);
        }
    }

    void changesSinceADecisionAreSaid()
    {
        FindingContext then, now;
        then.actor = ActorClass::Partner;
        now.actor = ActorClass::Anonymous;
        now.classes = {QStringLiteral("pii.contact")};
        QCOMPARE(changesSince(then, now).size(), 2);
        QCOMPARE(worsened(then, now), changesSince(then, now).first());
        QVERIFY(worsened(now, then).text.isEmpty()); // better never reopens
        QCOMPARE(changesSince(now, then).size(), 2); // but is said
    }

    // Business context moves the figures in the direction that it says.
    void contextMovesRisk_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("direction");
        QTest::newRow("vital") << QStringLiteral("vital") << 1;
        QTest::newRow("low") << QStringLiteral("low") << -1;
        QTest::newRow("children") << QStringLiteral("children") << 1;
        QTest::newRow("test") << QStringLiteral("test") << -1;
        QTest::newRow("production") << QStringLiteral("production") << 0;
        QTest::newRow("settings") << QStringLiteral("settings") << -1;
        QTest::newRow("nonsense") << QStringLiteral("nonsense") << 0;
    }

    void contextMovesRisk()
    {
        QFETCH(QString, what);
        QFETCH(int, direction);
        ThreatModel model = m_model;
        ProjectInfo info = model.project();
        info.id = ProjectInfo::theId();
        if (what == u"vital")
            info.criticality = Criticality::Vital;
        else if (what == u"low")
            info.criticality = Criticality::Low;
        else if (what == u"children")
            info.audience = Audience::Children;
        else if (what == u"test" || what == u"production")
            info.environment = what;
        else if (what == u"settings")
            info.riskSettings = {{QStringLiteral("exposure.self-registered"), QStringLiteral("0.3")}};
        else
            info.riskSettings = {{QStringLiteral("exposure.self-registered"), QStringLiteral("much")}, {QStringLiteral("no.such"), QStringLiteral("4")}};
        model.info.insert(info);
        const double before = open(analysed(m_model), "AUTHZ-001").first().risk, after = open(analysed(model), "AUTHZ-001").first().risk;
        QCOMPARE(after > before ? 1 : after < before ? -1 : 0, direction);
    }

    // Where a law is in force, what it covers weighs more, whether or not somebody ticked the profile.
    void aJurisdictionBringsItsLaw()
    {
        const auto risk = [&](const char *places) {
            const auto model = parseExampleModel(QStringLiteral("zone internet 0; zone app 3\nactor visitor in internet\nservice clinic in app\nflow visitor -> clinic https\n"
                                                                "op clinic GET /visits/{visit_id} auth=bearer ref(visit_id:format=uuid) resp(note:health.record)\n%1")
                                                     .arg(QString::fromLatin1(places)));
            return model ? open(analysed(*model), "AUTHZ-001").value(0).risk : -1;
        };
        const double nowhere = risk("");
        QVERIFY(nowhere > 0);
        QCOMPARE(risk("project jurisdictions(BR)"), nowhere);
        QVERIFY(risk("project jurisdictions(DE)") > nowhere);
        QCOMPARE(risk("project jurisdictions(EU)"), risk("project jurisdictions(br, no)"));
        QVERIFY(isInside(QStringLiteral("de"), {QStringLiteral("EU")}) && !isInside(QStringLiteral("NO"), {QStringLiteral("EU")}));
    }

    void settingsStayWithinBounds()
    {
        RiskSettings settings = RiskSettings::from({{QStringLiteral("ease.hard"), QStringLiteral("7")}, {QStringLiteral("band.high"), QStringLiteral("-3")},
                                                    {QStringLiteral("volume.one"), QStringLiteral("nan")}});
        QCOMPARE(settings.value(RiskFigure::EaseHard), 1.0);
        QCOMPARE(settings.value(RiskFigure::BandHigh), 0.1);
        QVERIFY(settings.isUsual(RiskFigure::VolumeOne));
        QCOMPARE(RiskSettings::from(settings.changed()), settings);
        QVERIFY(RiskSettings().changed().isEmpty());
    }

    void owaspRatingFollowsTheMatrix()
    {
        RiskFactors factors;
        factors.impact = 10;
        factors.exposure = factors.likelihood = 1;
        QCOMPARE(QLatin1StringView(owaspRating(factors).severity), QLatin1StringView("critical"));
        QCOMPARE(owaspRating(factors).likelihood, 9.0);
        factors.impact = 1;
        QCOMPARE(QLatin1StringView(owaspRating(factors).severity), QLatin1StringView("medium"));
        factors.exposure = factors.likelihood = 0.1;
        QCOMPARE(QLatin1StringView(owaspRating(factors).severity), QLatin1StringView("note"));
    }

    void matrixTellsControlsFromNothing()
    {
        Progress progress;
        const auto cell = [&](const ThreatModel &model, const char *path) {
            const CoverageRuns runs = coverageRuns(model, *m_catalogue, today, progress);
            const CoverageMatrix matrix = coverageOf(model, *m_catalogue, runs.result, runs.controlsOff, CoverageScheme::OwaspApi);
            for (const CoverageRow &row : matrix.rows) {
                if (row.subject == operationAt(model, path))
                    return row.cells.first(); // API1: object-level authorization
            }
            return CoverageCell();
        };
        QVERIFY(cell(m_model, "/orders/{order_id}").state >= CoverageState::Asked);
        QCOMPARE(cell(m_model, "/signup").state, CoverageState::NothingFound);
        const ThreatModel safe = with(m_model, control("object_authz", elementNamed(m_model, "shop"), ControlState::Present));
        const CoverageCell held = cell(safe, "/orders/{order_id}");
        QCOMPARE(held.state, CoverageState::Controlled);
        QVERIFY(held.held.contains(QStringLiteral("AUTHZ-001")));
    }

    void everyRowHasEveryCategory()
    {
        Progress progress;
        for (quint32 seed = 1; seed <= 10; ++seed) {
            QRandomGenerator random(seed);
            const ThreatModel model = testing::randomModel(random, 10);
            const CoverageRuns runs = coverageRuns(model, *m_catalogue, today, progress);
            for (const CoverageScheme scheme : {CoverageScheme::Stride, CoverageScheme::OwaspApi}) {
                const CoverageMatrix one = coverageOf(model, *m_catalogue, runs.result, runs.controlsOff, scheme);
                int cells = 0;
                for (const CoverageRow &row : one.rows)
                    QCOMPARE(row.cells.size(), one.categories.size());
                for (const CoverageState state : {CoverageState::NotApplicable, CoverageState::NotJudged, CoverageState::NothingFound, CoverageState::Controlled,
                                                  CoverageState::Asked, CoverageState::Found})
                    cells += one.count(state);
                QCOMPARE(cells, int(one.rows.size() * one.categories.size()));
                QCOMPARE(coverageOf(model, *m_catalogue, runs.result, runs.controlsOff, scheme), one);
            }
        }
    }

    void standardsTellSpecificFromCatchAll()
    {
        Progress progress;
        const CoverageRuns runs = coverageRuns(m_model, *m_catalogue, today, progress);
        const QList<StandardTable> tables = standardsEvidence(m_model, *m_catalogue, runs.result, today);
        QCOMPARE(tables.size(), 7);
        const auto clause = [&](const char *key, const char *id) {
            for (const StandardTable &table : tables) {
                for (const StandardClause &c : table.clauses) {
                    if (table.key == QLatin1StringView(key) && c.id == QLatin1StringView(id))
                        return c;
                }
            }
            return StandardClause();
        };
        QCOMPARE(clause("owasp-api-2023", "API1:2023").catchAll, false);
        QVERIFY(!(clause("owasp-api-2023", "API1:2023").weaknesses + clause("owasp-api-2023", "API1:2023").questions).isEmpty());
        QVERIFY(clause("pci-dss-4", "6.2.4").catchAll);
        for (const StandardTable &table : tables) {
            for (const StandardClause &c : table.clauses)
                QVERIFY(!c.catchAll || c.evidence == ClauseEvidence::CatchAll || c.evidence == ClauseEvidence::NotTouched);
        }
        // A control alone informs a clause whose rules it answers.
        const ThreatModel safe = with(m_model, control("object_authz", {}, ControlState::Present));
        const CoverageRuns again = coverageRuns(safe, *m_catalogue, today, progress);
        for (const StandardTable &table : standardsEvidence(safe, *m_catalogue, again.result, today)) {
            for (const StandardClause &c : table.clauses) {
                if (table.key == u"owasp-api-2023" && c.id == u"API1:2023")
                    QVERIFY(!c.controls.isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
