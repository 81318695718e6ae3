// SPDX-License-Identifier: Apache-2.0
// What people said about a specification's findings when a deployment file then puts its operations on other services.
#include "analysis/analysis.h"
#include "analysis/decisions.h"
#include "carryover/carryover.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "importers/joining.h"
#include "merge/merge.h"
#include "support/importtext.h"
#include "threatmodel/validate.h"

#include <QTest>

#include <set>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray spec = R"(openapi: 3.0.3
info: {title: Harbour, version: '1'}
servers: [{url: 'http://localhost:8080'}]
paths:
  /berths/{berth_id}: {get: {security: [{b: []}], parameters: [{name: berth_id, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}}}}
  /berths: {post: {security: [], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}, responses: {'201': {description: ok}}}}
  /pilots/{pilot_id}: {get: {security: [{b: []}], parameters: [{name: pilot_id, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}}}}
  /pilots: {post: {security: [], requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Person'}}}}, responses: {'201': {description: ok}}}}
components:
  securitySchemes: {b: {type: http, scheme: bearer}}
  schemas: {Person: {type: object, properties: {email: {type: string, format: email}, passport_number: {type: string}}}}
)";

const QByteArray deployment = R"(name: harbour
services:
  harbour-web:
    image: acme/harbour-web:1
    ports: ["8080:80"]
    environment: [BERTHS_SERVICE=harbour-berths:8081, PILOTS_SERVICE=harbour-pilots:8082]
  harbour-berths: {image: 'acme/harbour-berths:1'}
  harbour-pilots: {image: 'acme/harbour-pilots:1'}
)";

const QString moment = u"2026-11-22T10:00:00+00:00"_s;

using Place = std::tuple<QString, OperationId, FieldId>; // rule, where

Place placeOf(const Finding &finding, const Occurrence &occurrence) { return {finding.rule, occurrence.operation, occurrence.field}; }

} // namespace

class TestCarryOver : public QObject
{
    Q_OBJECT

private:
    ImportText m_import;
    std::shared_ptr<const Catalogue> m_catalogue;
    ThreatModel m_before, m_joined; // of the specification alone; with the deployment, before anything is carried over

    QList<Finding> findings(const ThreatModel &model) const
    {
        Progress progress;
        return analyze(model, *m_catalogue, {QDate(2026, 11, 22)}, progress).findings;
    }
    ThreatModel joined(ThreatModel project)
    {
        auto result = m_import.run({m_import.write(u"docker-compose.yml"_s, deployment)});
        if (!result)
            qFatal("not imported");
        joinWithProject(result->model, project, result->diagnostics);
        apply(project, moveToHeirs(project, result->model));
        apply(project, reimport(project, result->model).delta);
        return project;
    }
    ThreatModel carried(const ThreatModel &before) const
    {
        ThreatModel after = const_cast<TestCarryOver *>(this)->joined(before);
        Progress progress;
        apply(after, carryOver(before, after, *m_catalogue, moment, progress));
        return after;
    }
    static Decision decisionOn(const Finding &finding, DecisionState state, DecisionScope scope = DecisionScope::Cause, const QString &place = {})
    {
        Decision decision;
        decision.fingerprint = decisionFingerprint(finding, scope, place);
        decision.rule = finding.rule;
        decision.state = state;
        decision.scope = scope;
        decision.reason = u"agreed"_s;
        decision.owner = u"Ann"_s;
        decision.decidedAt = u"2026-11-01T09:00:00+00:00"_s;
        decision.contextDigest = finding.contextDigest;
        return decision;
    }
    ThreatModel decided(const QList<Decision> &decisions) const
    {
        ThreatModel model = m_before;
        apply(model, decide(model, decisions));
        return model;
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        auto result = m_import.run({m_import.write(u"api.yaml"_s, spec)});
        QVERIFY(bool(result));
        joinWithProject(result->model, {}, result->diagnostics);
        apply(m_before, reimport({}, result->model).delta);
        m_joined = joined(m_before);
        // Otherwise nothing is tried: the deployment has to give most findings other fingerprints.
        QSet<QString> then, now;
        for (const Finding &f : findings(m_before))
            then.insert(f.fingerprint);
        for (const Finding &f : findings(m_joined))
            now.insert(f.fingerprint);
        QVERIFY((then - now).size() > then.size() / 2);
    }

    void nothingSaidNothingCarried() { QVERIFY(m_joined == carried(m_before)); }

    // Whatever was decided about a place is decided about it afterwards, or reopened for a reason that is told.
    void everyDecisionStays()
    {
        QList<Decision> decisions;
        std::set<Place> places;
        for (const Finding &f : findings(m_before)) {
            decisions << decisionOn(f, DecisionState::Accepted);
            for (const Occurrence &o : f.occurrences) {
                if (!o.operation.isNull())
                    places.insert(placeOf(f, o));
            }
        }
        const ThreatModel after = carried(decided(decisions));
        QVERIFY(validate(after).isEmpty());
        qsizetype kept = 0;
        for (const Finding &f : findings(after)) {
            for (const Occurrence &o : f.occurrences) {
                if (!places.contains(placeOf(f, o)))
                    continue;
                const bool reopened = f.status == FindingStatus::Reopened && !f.reopenedBecause.text.isEmpty();
                QVERIFY2(reopened || f.status == FindingStatus::Accepted || o.status == FindingStatus::Accepted, qPrintable(f.rule + u' ' + f.subjectName));
                kept += !reopened;
            }
        }
        QVERIFY(kept > 3);
        // What went over is no longer listed as gone.
        for (const Decision &decision : decisionsInForce(after)) {
            if (decision.state == DecisionState::Open)
                QCOMPARE(decision.decidedAt, moment);
        }
        // A second time there is nothing left to do.
        Progress progress;
        QVERIFY(carryOver(m_before, after, *m_catalogue, moment, progress).isEmpty());
    }

    void aDecisionOnOnePlaceStaysOnIt()
    {
        const QList<Finding> list = findings(m_before);
        const auto many = std::find_if(list.begin(), list.end(), [](const Finding &f) { return f.occurrences.size() > 1 && !f.occurrences.first().operation.isNull(); });
        QVERIFY(many != list.end());
        const Occurrence place = many->occurrences.first();
        const ThreatModel after = carried(decided({decisionOn(*many, DecisionState::FalsePositive, DecisionScope::Occurrence, place.key)}));
        qsizetype there = 0;
        for (const Finding &f : findings(after)) {
            for (const Occurrence &o : f.occurrences) {
                const bool same = placeOf(f, o) == placeOf(*many, place);
                QCOMPARE(o.status == FindingStatus::FalsePositive, same && f.kind == many->kind);
                there += same;
            }
        }
        QVERIFY(there > 0);
    }

    void aRuleOnTheServiceGoesOnForItsHeirs()
    {
        const QList<Finding> list = findings(m_before);
        const auto own = std::find_if(list.begin(), list.end(), [](const Finding &f) { return f.rule == u"AUTHZ-001"; });
        QVERIFY(own != list.end());
        const ThreatModel after = carried(decided({decisionOn(*own, DecisionState::Accepted, DecisionScope::RuleOnElement)}));
        qsizetype there = 0;
        for (const Finding &f : findings(after)) {
            if (f.rule != own->rule)
                continue;
            QCOMPARE(f.status, FindingStatus::Accepted);
            ++there;
        }
        QVERIFY(there > 1);
    }

    void answersActionsAndThreadsGoAlong()
    {
        const QList<Finding> list = findings(m_before);
        const auto own = std::find_if(list.begin(), list.end(), [](const Finding &f) { return f.rule == u"AUTHZ-001"; });
        QVERIFY(own != list.end());
        const Subject service{SubjectKind::Element, own->service.uuid()};
        ThreatModel before = m_before;
        Control control;
        control.kind = u"mfa"_s;
        control.subject = service;
        control.state = ControlState::Present;
        apply(before, setControl(before, control));
        Delta delta;
        Action action;
        action.id = ActionId::create();
        action.title = u"Check owners"_s;
        action.subject = service;
        action.findings = {own->fingerprint};
        addTo(delta, action);
        Comment comment;
        comment.id = CommentId::create();
        comment.subject = service;
        comment.finding = own->fingerprint;
        comment.text = u"Who owns a berth?"_s;
        addTo(delta, comment);
        apply(before, delta);

        const ThreatModel after = carried(before);
        QSet<QString> now;
        for (const Finding &f : findings(after))
            now.insert(f.fingerprint);
        QVERIFY(!after.elements.contains(own->service));
        QCOMPARE(after.controls.size(), 2); // on each of the two that took over
        for (const Control &c : after.controls)
            QVERIFY(after.elements.contains(ElementId(c.subject.id)));
        const Action carriedAction = after.actions.value(action.id);
        QVERIFY(after.elements.contains(ElementId(carriedAction.subject.id)));
        QVERIFY(std::any_of(carriedAction.findings.begin(), carriedAction.findings.end(), [&](const QString &f) { return now.contains(f); }));
        QVERIFY(now.contains(after.comments.value(comment.id).finding));
        QVERIFY(after.elements.contains(ElementId(after.comments.value(comment.id).subject.id)));
    }
};

QTEST_GUILESS_MAIN(TestCarryOver)
#include "tst_carryover.moc"
