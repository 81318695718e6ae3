// SPDX-License-Identifier: Apache-2.0
// Threats that people write: findings like all others, with a risk from their word or an estimate, and decisions that hold.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "analysis/ruleinfo.h"
#include "edits/threatedits.h"
#include "threatmodel/threats.h"

#include <QTest>

using namespace drawbridge;

class TestThreats : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    ThreatModel m_model;

    AnalysisResult analysed(const ThreatModel &model)
    {
        Progress progress;
        return analyze(model, *m_catalogue, {QDate(2026, 11, 22)}, progress);
    }
    static const Finding *find(const AnalysisResult &result, const QString &fingerprint)
    {
        for (const Finding &f : result.findings) {
            if (f.fingerprint == fingerprint)
                return &f;
        }
        return nullptr;
    }
    ElementId element(const QString &name) const
    {
        for (const Element &e : m_model.elements) {
            if (e.name == name)
                return e.id;
        }
        return {};
    }
    ThreatModel with(const Threat &threat, Threat *created = nullptr) const
    {
        ThreatModel model = m_model;
        apply(model, addThreat(model, threat, created));
        return model;
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        const Result<ThreatModel> model = parseExampleModel(QStringLiteral(
            "zone internet 0; zone app 3\nactor visitor in internet\nservice shop in app\nservice back in app\nflow visitor -> shop https\n"
            "op shop GET /users/{user_id} auth=bearer resp(email:pii.contact)"));
        QVERIFY(model);
        m_model = *model;
    }

    void severityDecidesTheBand_data()
    {
        QTest::addColumn<int>("severity");
        QTest::addColumn<int>("band");
        QTest::newRow("critical") << int(ThreatSeverity::Critical) << int(Band::Critical);
        QTest::newRow("high") << int(ThreatSeverity::High) << int(Band::High);
        QTest::newRow("medium") << int(ThreatSeverity::Medium) << int(Band::Medium);
        QTest::newRow("low") << int(ThreatSeverity::Low) << int(Band::Low);
        QTest::newRow("note") << int(ThreatSeverity::Note) << int(Band::Note);
    }

    void severityDecidesTheBand()
    {
        QFETCH(int, severity);
        QFETCH(int, band);
        Threat threat, made;
        threat.title = QStringLiteral("Somebody reads the printouts");
        threat.description = QStringLiteral("They lie about.");
        threat.mitigation = QStringLiteral("A shredder.");
        threat.stride = {QStringLiteral("I"), QStringLiteral("X")};
        threat.severity = ThreatSeverity(severity);
        threat.subject = {SubjectKind::Element, element(QStringLiteral("shop")).uuid()};
        const AnalysisResult result = analysed(with(threat, &made));
        const Finding *f = find(result, threatFingerprint(made.id));
        QVERIFY(f);
        QCOMPARE(f->rule, QLatin1StringView(threatRule));
        QCOMPARE(int(f->band), band);
        QCOMPARE(f->kind, FindingKind::Weakness);
        QCOMPARE(f->service, element(QStringLiteral("shop")));
        const RuleInfo words = wordsOf(*f, m_catalogue->rule(f->rule));
        QCOMPARE(words.title, threat.title);
        QCOMPARE(words.fix, threat.mitigation);
        QCOMPARE(words.stride, QStringList{QStringLiteral("I")});
        QVERIFY(std::abs(f->risk - 100 * f->factors.impact / 10 * f->factors.exposure * f->factors.likelihood) < 0.06);
    }

    void estimateFollowsExposureAndData()
    {
        Threat near, far;
        near.title = far.title = QStringLiteral("Abuse");
        near.subject = {SubjectKind::Element, element(QStringLiteral("shop")).uuid()}; // holds contact data, open to visitors
        far.subject = {SubjectKind::Element, element(QStringLiteral("back")).uuid()};
        Threat a, b;
        const AnalysisResult one = analysed(with(near, &a)), two = analysed(with(far, &b));
        QVERIFY(find(one, threatFingerprint(a.id))->risk > find(two, threatFingerprint(b.id))->risk);
    }

    void likelihoodTimesImpact()
    {
        Threat threat;
        threat.title = QStringLiteral("Abuse");
        double before = -1;
        for (int i = 1; i <= 5; ++i) {
            threat.likelihood = threat.impact = i;
            Threat made;
            const AnalysisResult result = analysed(with(threat, &made));
            const double risk = find(result, threatFingerprint(made.id))->risk;
            QVERIFY(risk > before);
            before = risk;
        }
        QCOMPARE(before, 95.0);
    }

    void decisionsHoldWhenReworded()
    {
        Threat threat, made;
        threat.title = QStringLiteral("Abuse");
        ThreatModel model = with(threat, &made);
        Decision decision;
        decision.id = DecisionId::create();
        decision.number = 1;
        decision.fingerprint = threatFingerprint(made.id);
        decision.rule = QLatin1StringView(threatRule);
        decision.findingTitle = made.title;
        decision.state = DecisionState::Accepted;
        model.decisions.insert(decision);
        QCOMPARE(find(analysed(model), decision.fingerprint)->status, FindingStatus::Accepted);
        made.title = QStringLiteral("Abuse of the printer");
        apply(model, changeThreat(model, made));
        QCOMPARE(find(analysed(model), decision.fingerprint)->status, FindingStatus::Accepted);
        apply(model, removeThreats(model, {made.id}));
        QCOMPARE(find(analysed(model), decision.fingerprint)->status, FindingStatus::Gone);
    }

    void editsKeepTheModelSound()
    {
        Threat threat;
        QVERIFY(addThreat(m_model, threat).isEmpty()); // no title
        threat.title = QStringLiteral("  A \n threat ");
        threat.subject = {SubjectKind::Element, QUuid::createUuid()};
        QVERIFY(addThreat(m_model, threat).isEmpty()); // no such thing
        threat.subject = {};
        Threat first, second;
        ThreatModel model = m_model;
        apply(model, addThreat(model, threat, &first));
        apply(model, addThreat(model, threat, &second));
        QCOMPARE(first.title, QStringLiteral("A threat"));
        QCOMPARE(first.number, 1);
        QCOMPARE(second.number, 2);
        QCOMPARE(threatOf(model, threatFingerprint(second.id))->id, second.id);
        second.number = 77;
        second.likelihood = 9;
        const Delta change = changeThreat(model, second);
        const ThreatModel before = model;
        apply(model, change);
        QCOMPARE(model.threats.find(second.id)->number, 2);
        QCOMPARE(model.threats.find(second.id)->likelihood, 5);
        apply(model, inverse(change));
        QVERIFY(model == before);
    }
};

QTEST_GUILESS_MAIN(TestThreats)
#include "tst_threats.moc"
