// SPDX-License-Identifier: Apache-2.0
#include "history/comparison.h"
#include "history/versions.h"
#include "support/randomedit.h"
#include "support/randommodel.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestHistory : public QObject
{
    Q_OBJECT
private slots:
    void aVersionIsTheModel()
    {
        for (uint seed = 1; seed <= 10; ++seed) {
            QRandomGenerator random(seed);
            ThreatModel model = testing::randomModel(random, 8);
            const Version version = makeVersion(model, u" Before  release "_s, u"by-hand"_s, u"Ann"_s, u"2026-11-22T10:00:00+01:00"_s);
            QCOMPARE(version.name, u"Before release"_s);
            const Result<ThreatModel> opened = openVersion(version);
            QVERIFY(opened.isOk());
            QVERIFY(*opened == withoutHistory(model));
            QVERIFY(compareModels(*opened, model).isEmpty());

            QVERIFY(!isNewestVersion(model, version));
            apply(model, addVersion(model, version));
            const Version again = makeVersion(model, {}, u"import"_s, {}, {});
            QVERIFY(isNewestVersion(model, again)); // versions are no part of a version
            QCOMPARE(again.number, version.number + 1);
            QCOMPARE(versionsOf(model).constFirst().id, version.id);
        }
    }

    void damagedBytesAreRefused()
    {
        QRandomGenerator random(3);
        Version version = makeVersion(testing::randomModel(random, 6), {}, u"by-hand"_s, {}, {});
        for (int i = 0; i < 300; ++i) {
            Version bad = version;
            if (random.bounded(2))
                bad.snapshot.truncate(random.bounded(int(bad.snapshot.size())));
            else
                bad.snapshot[random.bounded(int(bad.snapshot.size()))] ^= char(1 + random.bounded(255));
            (void)openVersion(bad); // an error or a model, never a crash
        }
        version.snapshot = "rubbish";
        QVERIFY(!openVersion(version).isOk());
    }

    void removingAVersionLeavesNoReference()
    {
        QRandomGenerator random(5);
        ThreatModel model = testing::randomModel(random, 12);
        QVERIFY(!model.reviews.isEmpty());
        const VersionId id = model.reviews.begin()->before;
        QVERIFY(model.versions.contains(id));
        const Delta delta = removeVersion(model, id);
        const ThreatModel before = model;
        apply(model, delta);
        QVERIFY(!model.versions.contains(id));
        for (const Review &review : model.reviews)
            QVERIFY(review.before != id && review.after != id);
        apply(model, inverse(delta));
        QVERIFY(model == before);
    }

    void thingsAreComparedInWords()
    {
        ThreatModel before, after;
        Element service;
        service.id = ElementId::create();
        service.name = u"orders"_s;
        before.elements.insert(service);
        service.technology = u"Go"_s;
        service.provenance.key = u"elsewhere"_s; // where it stands in a file says nothing
        after.elements.insert(service);
        Element store;
        store.id = ElementId::create();
        store.name = u"db"_s;
        after.elements.insert(store);
        DataFlow flow;
        flow.id = FlowId::create();
        flow.source = service.id;
        flow.target = store.id;
        after.flows.insert(flow); // comes with the store
        Operation operation;
        operation.id = OperationId::create();
        operation.service = service.id;
        operation.method = u"GET"_s;
        operation.path = u"/orders"_s;
        before.operations.insert(operation);
        Field parameter;
        parameter.id = FieldId::create();
        parameter.operation = operation.id;
        parameter.name = u"limit"_s;
        before.fields.insert(parameter); // goes with the operation

        Decision decision;
        decision.id = DecisionId::create();
        decision.findingTitle = u"No limit"_s;
        decision.state = DecisionState::FalsePositive;
        decision.reason = u"The gateway has one."_s;
        decision.decidedBy = u"Ida"_s;
        after.decisions.insert(decision);

        const QList<ThingChange> changes = compareModels(before, after);
        QCOMPARE(changes.size(), 4);
        QCOMPARE(changes[3].name, u"No limit"_s);
        QCOMPARE(changes[3].fields, (QList<FieldChange>{{u"State"_s, u"nothing"_s, u"false positive"_s}, {u"Reason"_s, u"nothing"_s, u"The gateway has one."_s},
                                                        {u"Decided by"_s, u"nothing"_s, u"Ida"_s}}));
        QCOMPARE(changes[0].kind, ChangeKind::Added);
        QCOMPARE(changes[0].name, u"db"_s);
        QCOMPARE(changes[1].kind, ChangeKind::Changed);
        QCOMPARE(changes[1].fields, (QList<FieldChange>{{u"Technology"_s, u"nothing"_s, u"Go"_s}}));
        QCOMPARE(changes[2].kind, ChangeKind::Removed);
        QCOMPARE(changes[2].name, u"GET /orders"_s);
        QCOMPARE(changes[2].group, u"Operations"_s);
    }

    void findingsAreCompared()
    {
        const auto finding = [](const QString &id, double risk, FindingStatus status = FindingStatus::Open) {
            Finding f;
            f.fingerprint = id;
            f.risk = risk;
            f.status = status;
            return f;
        };
        const QList<FindingChange> changes
            = compareFindings({finding(u"same"_s, 5), finding(u"gone"_s, 9), finding(u"worse"_s, 5), finding(u"decided"_s, 7), finding(u"better"_s, 8)},
                              {finding(u"same"_s, 5), finding(u"new"_s, 3), finding(u"worse"_s, 6), finding(u"decided"_s, 7, FindingStatus::Accepted), finding(u"better"_s, 1)},
                              [](const Finding &f) { return f.fingerprint; });
        QStringList said;
        for (const FindingChange &change : changes)
            said << u"%1 %2"_s.arg(int(change.what)).arg(change.fingerprint);
        QCOMPARE(said, (QStringList{u"0 new"_s, u"1 gone"_s, u"2 worse"_s, u"3 better"_s, u"4 decided"_s}));
    }

    // Every difference that an edit makes is found, and nothing else is told.
    void comparedAfterRandomEdits()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 30; ++round) {
            const ThreatModel before = testing::randomModel(random, 10);
            QVERIFY(compareModels(before, before).isEmpty());
            ThreatModel restyled = before; // how its report looks is no change of the system
            ProjectInfo info = restyled.project();
            info.reportSettings = {{u"paper"_s, u"letter"_s}};
            restyled.info.insert(info);
            QVERIFY(compareModels(before, restyled).isEmpty());
            ThreatModel after = before;
            const Element old = *before.elements.begin();
            Element changed = old;
            changed.name += u" (new)"_s;
            after.elements.insert(changed);
            const QList<ThingChange> forth = compareModels(before, after), back = compareModels(after, before);
            QCOMPARE(forth.size(), old.parent ? 0 : 1);
            QCOMPARE(back.size(), forth.size());
            if (!forth.isEmpty()) {
                QCOMPARE(forth[0].fields[0].before, back[0].fields[0].after);
                QCOMPARE(forth[0].fields[0].after, back[0].fields[0].before);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
