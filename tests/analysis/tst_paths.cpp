// SPDX-License-Identifier: Apache-2.0
// Attack paths from whole models: the worked example of the design, what closes a path, and what is none.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "threatmodel/delta.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// A small system of the shape of the design's example: a gateway, an identity service with whereabouts of vehicles behind
// random ids, and a forum whose posts list the vehicle of their author.
const QString forum = uR"(
zone internet 0; zone app 3
actor visitor in internet
service web in app kind=gateway
service identity in app; service community in app
flow visitor -> web https; flow web -> identity http; flow web -> community http
op identity POST /identity/signup auth=none role=register
op identity GET /identity/vehicle/{vehicleId}/location auth=bearer ref(vehicleId:format=uuid) resp(latitude:loc.precise)
op community GET /community/posts/recent auth=bearer resp[] Post(author.vehicleid, author.nickname, title)
)"_s;

} // namespace

class TestPaths : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;

    AnalysisResult run(const QString &text)
    {
        const Result<ThreatModel> model = parseExampleModel(text);
        if (!model) {
            qWarning().noquote() << model.error().message;
            return {};
        }
        return run(*model);
    }
    AnalysisResult run(const ThreatModel &model)
    {
        Progress progress;
        return analyze(model, *m_catalogue, {}, progress);
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(m_catalogue);
    }

    void workedExample()
    {
        const AnalysisResult result = run(forum);
        QCOMPARE(result.paths.size(), 1);
        const AttackPath &path = result.paths.first();
        QCOMPARE(path.rule, u"PATH-001"_s);
        QCOMPARE(path.actor, ActorClass::Anonymous);
        QCOMPARE(path.goals, QStringList{u"identity: Position"_s});
        QCOMPARE(path.risk, 68.6);
        QCOMPARE(path.band, Band::Critical);
        QVERIFY(qAbs(path.chance - 0.857375) < 1e-6);
        QList<StepKind> attacks;
        for (const PathStep &step : path.steps) {
            if (step.kind != StepKind::Connect && step.kind != StepKind::SignIn)
                attacks << step.kind;
            QVERIFY(!step.say.toString().contains(u"{1}"_s) && !step.say.toString().contains(u"{2}"_s));
            QVERIFY(!step.route.isEmpty());
            QVERIFY2(m_catalogue->standards().entry(u"attack"_s, step.technique), qPrintable(step.technique));
        }
        QCOMPARE(attacks, (QList<StepKind>{StepKind::Register, StepKind::Harvest, StepKind::ObjectReference}));
        // Ownership on one operation or the id left out of the posts: either cuts it.
        QStringList cuts;
        for (const PathChange &change : path.changes) {
            if (change.clears.contains(path.fingerprint))
                cuts << change.control;
        }
        QVERIFY(cuts.contains(u"object_authz"_s));
        QVERIFY(cuts.contains(u"minimisation"_s));
        QCOMPARE(path.cut.size(), 1);
        // The path is a finding like others.
        const auto finding = std::find_if(result.findings.begin(), result.findings.end(), [&](const Finding &f) { return f.fingerprint == path.fingerprint; });
        QVERIFY(finding != result.findings.end());
        QCOMPARE(finding->kind, FindingKind::Path);
        QCOMPARE(finding->bandByRisk, finding->band); // no rule sets a floor
        QCOMPARE(finding->risk, path.risk);
        QCOMPARE(finding->occurrences.first().evidence.size(), path.steps.size());
        QVERIFY(!finding->remedies.isEmpty());
    }

    void theCutIsARealOne()
    {
        const AnalysisResult before = run(forum);
        for (const PathChange &change : before.paths.first().changes) {
            Result<ThreatModel> model = parseExampleModel(forum);
            Control control;
            control.id = ControlId::create();
            control.kind = change.control;
            control.subject = change.at;
            control.state = ControlState::Present;
            model->controls.insert(control);
            // Leaving ids out of an answer shows in the contract, not as a control on the finding.
            if (change.control == u"minimisation")
                continue;
            QVERIFY2(run(*model).paths.isEmpty(), qPrintable(change.control));
        }
    }

    void decisionsCount()
    {
        const AnalysisResult before = run(forum);
        Result<ThreatModel> model = parseExampleModel(forum);
        for (const Finding &finding : before.findings) {
            if (finding.rule != u"PATH-010")
                continue;
            Decision decision;
            decision.id = DecisionId::create();
            decision.number = 1;
            decision.fingerprint = finding.fingerprint;
            decision.rule = finding.rule;
            decision.state = DecisionState::FalsePositive;
            decision.contextDigest = finding.contextDigest;
            model->decisions.insert(decision);
        }
        QCOMPARE(model->decisions.size(), 1);
        QVERIFY(run(*model).paths.isEmpty());
    }

    void unrelatedThingsChangeNothing()
    {
        const AnalysisResult before = run(forum);
        const AnalysisResult after = run(forum + u"\nservice lonely in app; store files in app; op lonely GET /ping auth=bearer"_s);
        QCOMPARE(after.paths.size(), 1);
        QCOMPARE(after.paths.first().fingerprint, before.paths.first().fingerprint);
        QCOMPARE(after.paths.first().steps, before.paths.first().steps);
        QCOMPARE(run(forum).paths, before.paths);
    }

    void noPath_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u"zone internet 0"_s;
        QTest::newRow("questions alone") << u"zone internet 0; zone app 3; actor c in internet class=customer; service s in app; flow c -> s https\n"
                                            "op s GET /patients/{patient_id} auth=bearer ref(patient_id:integer) resp(diagnosis:health.record)"_s;
        QTest::newRow("nothing restricted") << u"zone internet 0; zone app 3; actor v in internet; service s in app; flow v -> s https\n"
                                               "op s GET /weather auth=none resp(temperature)"_s;
    }
    void noPath()
    {
        QFETCH(QString, text);
        QVERIFY(run(text).paths.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
