// SPDX-License-Identifier: Apache-2.0
// The worked examples of the risk formula (ENGINE 7.2) and its aggregation.
#include "analysis/risk.h"

#include <QTest>

using namespace drawbridge;

class TestRisk : public QObject
{
    Q_OBJECT

private slots:
    void workedExamples_data()
    {
        QTest::addColumn<int>("sensitivity");
        QTest::addColumn<double>("confidentiality");
        QTest::addColumn<double>("integrity");
        QTest::addColumn<double>("availability");
        QTest::addColumn<int>("volume");
        QTest::addColumn<int>("criticality");
        QTest::addColumn<bool>("uplift");
        QTest::addColumn<int>("actor");
        QTest::addColumn<int>("ease");
        QTest::addColumn<double>("effect"); // of one observed control; 0: none
        QTest::addColumn<double>("risk");
        QTest::addColumn<int>("band");
        const auto row = [](const char *name, Sensitivity s, double c, double i, double a, Volume v, Criticality k, bool up, ActorClass actor, Ease ease,
                            double effect, double risk, Band band) {
            QTest::newRow(name) << int(s) << c << i << a << int(v) << int(k) << up << int(actor) << int(ease) << effect << risk << int(band);
        };
        using S = Sensitivity;
        using A = ActorClass;
        row("passwords to anyone", S::Critical, 1, 0, 0, Volume::Bulk, Criticality::Normal, false, A::Anonymous, Ease::Trivial, 0, 95.0, Band::Critical);
        row("password change on any account", S::Critical, 1, 1, 0, Volume::Bulk, Criticality::Normal, false, A::SelfRegistered, Ease::Trivial, 0, 80.8, Band::Critical);
        row("short one-time code", S::Critical, 1, 0, 0, Volume::Many, Criticality::Normal, false, A::Anonymous, Ease::Trivial, 0, 80.8, Band::Critical);
        row("dictionary word as signing key", S::Critical, 1, 1, 0, Volume::Bulk, Criticality::Normal, false, A::Anonymous, Ease::Easy, 0, 75.0, Band::Critical);
        row("location of any vehicle", S::Restricted, 1, 0, 0, Volume::Bulk, Criticality::Normal, false, A::SelfRegistered, Ease::Trivial, 0, 64.6, Band::Critical);
        row("random ids, one record", S::Restricted, 1, 0, 0, Volume::One, Criticality::Normal, false, A::SelfRegistered, Ease::Easy, 0.3, 25.0, Band::Medium);
        row("token over cleartext", S::Critical, 1, 0, 0, Volume::Bulk, Criticality::Normal, false, A::Anonymous, Ease::Moderate, 0, 50.0, Band::High);
        row("request forgery", S::Restricted, 0.8, 0, 0, Volume::Bulk, Criticality::Normal, false, A::SelfRegistered, Ease::Trivial, 0, 51.7, Band::High);
        row("staff list to any customer", S::Confidential, 1, 0, 0, Volume::Bulk, Criticality::Normal, false, A::Customer, Ease::Easy, 0, 24.4, Band::Medium);
        row("account enumeration", S::Confidential, 0.5, 0, 0, Volume::Many, Criticality::Normal, false, A::Anonymous, Ease::Trivial, 0, 20.2, Band::Medium);
        row("no known rate limit", S::Internal, 0, 0, 0.5, Volume::Bulk, Criticality::Normal, false, A::Anonymous, Ease::Trivial, 0, 19.0, Band::Medium);
        row("card number in a log", S::Restricted, 1, 0, 0, Volume::Bulk, Criticality::Normal, true, A::Partner, Ease::Moderate, 0, 22.5, Band::Medium);
        row("store without disk encryption", S::Restricted, 1, 0, 0, Volume::Bulk, Criticality::Normal, false, A::Internal, Ease::Hard, 0, 7.0, Band::Low);
        row("vital element is capped", S::Critical, 1, 1, 1, Volume::Bulk, Criticality::Vital, true, A::Anonymous, Ease::Trivial, 0, 95.0, Band::Critical);
        row("low criticality", S::Restricted, 1, 0, 0, Volume::Bulk, Criticality::Low, false, A::SelfRegistered, Ease::Trivial, 0, 51.7, Band::High);
    }
    void workedExamples()
    {
        QFETCH(int, sensitivity);
        QFETCH(double, confidentiality);
        QFETCH(double, integrity);
        QFETCH(double, availability);
        QFETCH(int, volume);
        QFETCH(int, criticality);
        QFETCH(bool, uplift);
        QFETCH(int, actor);
        QFETCH(int, ease);
        QFETCH(double, effect);
        QFETCH(double, risk);
        QFETCH(int, band);
        const Parts impact = impactOf(Sensitivity(sensitivity), {confidentiality, integrity, availability, 0}, Volume(volume), Criticality(criticality), uplift);
        QList<std::pair<double, ControlQuality>> controls;
        if (effect > 0)
            controls.append({effect, ControlQuality::Observed});
        const int tenths = riskOf(impact, toParts(exposureOf(ActorClass(actor))), likelihoodOf(Ease(ease), controls));
        QCOMPARE(tenths / 10.0, risk);
        QCOMPARE(int(bandOf(tenths)), band);
    }

    void aggregation()
    {
        QCOMPARE(aggregated(646, 8), 743);
        QCOMPARE(aggregated(646, 1), 646);
        QCOMPARE(aggregated(500, 16), 600);
        QCOMPARE(aggregated(500, 100000), 600); // the factor stops growing at 16
        QCOMPARE(aggregated(950, 16), 1000);
    }

    void heat()
    {
        QCOMPARE(heatOf({65, 65, 65}), 85.5);
        QCOMPARE(heatOf(QList<double>(10, 10)), 17.8);
        QCOMPARE(heatOf({}), 0.0);
        QCOMPARE(heatOf({100, 100}), 100.0);
    }

    void qualitiesScaleEffects()
    {
        QCOMPARE(likelihoodOf(Ease::Trivial, {{0.3, ControlQuality::Asserted}}), Parts(7363)); // .95 × (1 − .3 × .75)
        QCOMPARE(likelihoodOf(Ease::Theoretical, {{0.9, ControlQuality::Observed}}), Parts(200));
        QVERIFY(likelihoodOf(Ease::Trivial, {{0.5, ControlQuality::Inferred}}) > likelihoodOf(Ease::Trivial, {{0.5, ControlQuality::Observed}}));
    }

private:
    static double exposureOf(ActorClass actor)
    {
        switch (actor) {
        case ActorClass::Anonymous: return 1.0;
        case ActorClass::SelfRegistered: return 0.85;
        case ActorClass::Customer: return 0.65;
        case ActorClass::Partner: return 0.5;
        case ActorClass::Internal: return 0.35;
        case ActorClass::Privileged: return 0.2;
        default: return 0.1;
        }
    }
};

QTEST_GUILESS_MAIN(TestRisk)
#include "tst_risk.moc"
