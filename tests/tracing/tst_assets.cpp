// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "edits/assetedits.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

const Catalogue &catalogue()
{
    static const std::shared_ptr<const Catalogue> loaded = [] {
        Diagnostics diagnostics;
        return loadCatalogue({}, diagnostics);
    }();
    return *loaded;
}

AnalysisResult analysed(const ThreatModel &model)
{
    Progress progress;
    return analyze(model, catalogue(), {QDate(2026, 1, 1)}, progress);
}

ThreatModel clinic()
{
    const Result<ThreatModel> model = parseExampleModel(u"zone internet 0; zone app 3\n"
                                                        "actor patient in internet class=customer\n"
                                                        "service clinic in app\n"
                                                        "store records in app\n"
                                                        "flow patient -> clinic http\n"
                                                        "flow clinic -> records sql\n"
                                                        "op clinic POST /patients auth=none req Patient(email:pii.contact, diagnosis:health.record)\n"
                                                        "op clinic GET /patients auth=none resp[] Patient(email:pii.contact, diagnosis:health.record)"_s);
    Q_ASSERT(model);
    return *model;
}

const AssetView *assetWith(const AnalysisResult &result, const QString &dataClass)
{
    for (const AssetView &view : result.assets) {
        if (view.asset.classes.contains(dataClass))
            return &view;
    }
    return nullptr;
}

double riskOf(const AnalysisResult &result, const QString &rule)
{
    for (const Finding &finding : result.findings) {
        if (finding.rule == rule)
            return finding.risk;
    }
    return -1;
}

} // namespace

class TestAssets : public QObject
{
    Q_OBJECT

private slots:
    void proposes()
    {
        const AnalysisResult result = analysed(clinic());
        const AssetView *health = assetWith(result, u"health.record"_s);
        QVERIFY(health);
        QVERIFY(!health->stored);
        QCOMPARE(health->asset.subjectType, u"patient"_s);
        QCOMPARE(health->sensitivity, Sensitivity::Restricted);
        QCOMPARE(health->volume, u"bulk"_s); // the list hands out many at once
        QCOMPARE(result.assets.first().sensitivity, Sensitivity::Restricted);
        // The matrix names every place: two operations, two flows, three elements.
        QStringList places;
        for (const ProtectionRow &row : result.protection.value(health->asset.id))
            places << nameOf(row.place);
        QCOMPARE(places, (QStringList{u"entry"_s, u"flow"_s, u"flow"_s, u"service"_s, u"store"_s, u"person"_s, u"exit"_s}));
        const ProtectionRow &way = result.protection.value(health->asset.id)[1];
        QVERIFY(way.isGap(Protection::Transport) || result.protection.value(health->asset.id)[2].isGap(Protection::Transport));
    }

    void editsMoveTheRisk()
    {
        ThreatModel model = clinic();
        const AnalysisResult before = analysed(model);
        DataAsset asset = assetWith(before, u"health.record"_s)->asset;
        const double risk = riskOf(before, u"AUTHN-002"_s);
        QVERIFY(risk > 0);
        asset.sensitivity = u"internal"_s;
        asset.volume = u"one"_s;
        const Delta edit = setAsset(model, asset);
        ThreatModel edited = model;
        apply(edited, edit);
        QVERIFY(validate(edited).isEmpty());
        const AnalysisResult after = analysed(edited);
        QVERIFY(assetWith(after, u"health.record"_s)->stored);
        QCOMPARE(after.assets.size(), before.assets.size());
        QVERIFY2(riskOf(after, u"AUTHN-002"_s) < risk, qPrintable(QString::number(riskOf(after, u"AUTHN-002"_s))));
        // The explanation names the asset where it decided.
        bool named = false;
        for (const Finding &finding : after.findings)
            named = named || finding.factors.impactWhy.arguments.contains(asset.name);
        QVERIFY(named);
        apply(edited, inverse(edit));
        QCOMPARE(edited, model);
    }

    void mergesSetsAsideRemoves()
    {
        ThreatModel model = clinic();
        const AnalysisResult before = analysed(model);
        const DataAsset health = assetWith(before, u"health.record"_s)->asset;
        const DataAsset contact = assetWith(before, u"pii.contact"_s)->asset;
        QVERIFY(health.id != contact.id);

        ThreatModel merged = model;
        apply(merged, mergeAssets(model, health, {contact}));
        QVERIFY(validate(merged).isEmpty());
        const AnalysisResult one = analysed(merged);
        QCOMPARE(one.assets.size(), before.assets.size() - 1);
        QCOMPARE(assetWith(one, u"pii.contact"_s)->asset.id, health.id);

        ThreatModel aside = model;
        apply(aside, setAside(model, contact));
        const AnalysisResult less = analysed(aside);
        QVERIFY(!assetWith(less, u"pii.contact"_s));
        QVERIFY(assetWith(less, u"health.record"_s));

        ThreatModel again = merged;
        apply(again, removeAsset(merged, health.id));
        QCOMPARE(analysed(again).assets, before.assets);
    }

    void diagramHoldsOnlyWhatHasIt()
    {
        const ThreatModel model = clinic();
        const AnalysisResult result = analysed(model);
        const DataAsset asset = assetWith(result, u"health.record"_s)->asset;
        QSet<ElementId> elements;
        for (const DataHop &hop : result.trace.hops) {
            if (asset.classes.contains(hop.dataClass))
                elements << hop.from << hop.to;
        }
        const AssetDiagram made = diagramOfAsset(model, asset, elements);
        ThreatModel after = model;
        apply(after, made.delta);
        QVERIFY(validate(after).isEmpty());
        QCOMPARE(after.diagrams.value(made.diagram).kind, DiagramKind::Asset);
        QCOMPARE(after.diagrams.value(made.diagram).asset, asset.id);
        QVERIFY(after.assets.contains(asset.id));
        int placed = 0;
        for (const Placement &placement : after.placements)
            placed += placement.diagram == made.diagram && elements.contains(placement.element);
        QCOMPARE(placed, int(elements.size()));
        apply(after, inverse(made.delta));
        QCOMPARE(after, model);
    }

    // The word of a person on a field comes first, and takes it out of its asset.
    void notSensitive()
    {
        ThreatModel model = clinic();
        const AnalysisResult before = analysed(model);
        const AssetView health = *assetWith(before, u"health.record"_s);
        for (const FieldId &id : health.fields) {
            Field field = model.fields.value(id);
            field.dataClass = u"none.public"_s;
            model.fields.insert(field);
        }
        const AnalysisResult after = analysed(model);
        QVERIFY(!assetWith(after, u"health.record"_s));
        for (const DataHop &hop : after.trace.hops)
            QVERIFY(hop.dataClass != u"health.record");
    }
};

QTEST_GUILESS_MAIN(TestAssets)
#include "tst_assets.moc"
