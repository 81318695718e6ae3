// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "classification/classification.h"
#include "history/versions.h"
#include "threatmodel/threats.h"

#include <QRectF>

namespace drawbridge::testing {

// A small system in which every section of a report has something to say. Its threats are written by hand: what is
// expected of it does not change with the rules.
class GoldenSystem
{
public:
    GoldenSystem()
    {
        using namespace Qt::StringLiterals;
        ProjectInfo info;
        info.id = ProjectInfo::theId();
        info.name = u"Ferry tickets"_s;
        info.owner = u"Booking team"_s;
        info.description = u"Sells tickets for ferries."_s;
        info.scope = u"The booking service and its store."_s;
        info.assumptions = u"- The hosts are patched weekly.\n- The bank holds card numbers."_s;
        model.info.insert(info);
        Person ada;
        ada.id = PersonId(id());
        ada.name = u"Ada Moreau"_s;
        ada.role = u"Engineer"_s;
        model.people.insert(ada);
        const BoundaryId internet = zone(u"Internet"_s, 0, {0, 0, 220, 200}), inside = zone(u"Ferry office"_s, 2, {300, 0, 520, 200});
        customer = element(u"Customers"_s, ElementKind::ExternalEntity, internet, 30, 60);
        booking = element(u"Booking"_s, ElementKind::Process, inside, 340, 60);
        store = element(u"Bookings | \"kept\" <2 years>"_s, ElementKind::DataStore, inside, 620, 60);
        const FlowId calls = flow(u"Book a passage"_s, customer, booking, Truth::Yes), writes = flow(QString(), booking, store, Truth::Unknown);
        Operation order;
        order.id = OperationId(id());
        order.service = booking;
        order.method = u"POST"_s;
        order.path = u"/bookings/{bookingId}/passengers"_s;
        order.provenance = at(12);
        model.operations.insert(order);
        Schema schema;
        schema.id = SchemaId(id());
        schema.name = u"Passenger"_s;
        schema.provenance = at(40);
        model.schemas.insert(schema);
        Field field;
        field.id = FieldId(id());
        field.schema = schema.id;
        field.name = field.path = u"passportNumber"_s;
        field.provenance = at(44);
        model.fields.insert(field);
        result.data.append({field.id, schema.name, u"pii.id"_s, u"plain"_s, Certainty::Likely, {u"name token passport"_s}});
        DataClass passport;
        passport.id = u"pii.id"_s;
        passport.title = u"Identity document"_s;
        passport.sensitivity = Sensitivity::Restricted;
        passport.personal = true;
        result.classes.append(passport);
        const QList<QUuid> way{customer.uuid(), calls.uuid(), booking.uuid()};
        finding(u"A caller reads the passengers of others"_s, 74.2, Band::Critical, order, way);
        Finding &agreed = finding(u"Nothing limits how often a code is tried"_s, 41.0, Band::High, order, way);
        Finding &accepted = finding(u"=cmd|' /C calc'!A1 is taken as a name"_s, 12.5, Band::Low, order, {});
        decide(agreed, DecisionState::Mitigated, u"Ten tries per hour from the next release."_s, QString());
        decide(accepted, DecisionState::Accepted, u"Names are shown to staff only"_s, u"2027-06-30"_s);
        Action action;
        action.id = ActionId(id());
        action.number = 1;
        action.title = u"Limit tries per account"_s;
        action.owner = ada.name;
        action.due = u"2026-10-01"_s;
        action.findings = {agreed.fingerprint};
        action.verification = u"Load test LT-4"_s;
        model.actions.insert(action);
        Requirement requirement;
        requirement.id = RequirementId(id());
        requirement.number = 1;
        requirement.title = u"Attempts are limited"_s;
        requirement.subject = {SubjectKind::Element, booking.uuid()};
        requirement.findings = {agreed.fingerprint};
        model.requirements.insert(requirement);
        Control log;
        log.id = ControlId(id());
        log.kind = u"audit_log"_s;
        log.subject = {SubjectKind::Element, booking.uuid()};
        log.state = ControlState::Present;
        log.evidence = u"Every booking is in the journal"_s;
        model.controls.insert(log);
        Version version = makeVersion(model, u"Before launch"_s, u"by-hand"_s, ada.name, u"2026-09-01T09:00:00Z"_s);
        version.id = VersionId(id());
        model.versions.insert(version);
        Element changed = model.elements.value(booking);
        changed.technology = u"Kotlin"_s;
        model.elements.insert(changed);
        Checkpoint checkpoint;
        checkpoint.id = CheckpointId(id());
        checkpoint.name = u"Before release"_s;
        checkpoint.checklist = {{u"Critical findings are decided."_s, true, ada.name, u"2026-09-02T10:00:00Z"_s}, {u"The report was read."_s, false, {}, {}}};
        checkpoint.signOffs = {{u"Booking"_s, ada.name, u"2026-09-02T10:30:00Z"_s, version.id, u"With action A-1."_s}};
        model.checkpoints.insert(checkpoint);
        Review review;
        review.id = ReviewId(id());
        review.number = 1;
        review.title = u"Launch review"_s;
        review.startedAt = u"2026-09-01T08:00:00Z"_s;
        review.endedAt = u"2026-09-01T09:00:00Z"_s;
        review.facilitator = ada.name;
        review.participants = {ada.name, u"Bo Lindt"_s};
        review.agenda = {{u"f:1"_s, agreed.fingerprint, agreed.subject, agreed.own.title, AgendaState::Settled}};
        model.reviews.insert(review);
        Q_UNUSED(writes)
    }

    ThreatModel model;
    AnalysisResult result;
    ElementId customer, booking, store;

private:
    QUuid id() { return QUuid::createUuidV5(QUuid(QStringLiteral("6f1e2a70-0000-4000-8000-0000000000f0")), QString::number(m_next++)); }
    static Provenance at(int line)
    {
        Provenance provenance;
        provenance.at = {QStringLiteral("ferry.yaml"), {}, line, 1};
        return provenance;
    }
    BoundaryId zone(const QString &name, int trust, const QRectF &rect)
    {
        if (model.diagrams.isEmpty()) {
            Diagram diagram;
            diagram.id = m_diagram = DiagramId(id());
            diagram.name = QStringLiteral("System context");
            model.diagrams.insert(diagram);
        }
        TrustBoundary boundary;
        boundary.id = BoundaryId(id());
        boundary.name = name;
        boundary.trust = trust;
        model.boundaries.insert(boundary);
        BoundaryPlacement placement;
        placement.id = BoundaryPlacement::idFor(m_diagram, boundary.id);
        placement.diagram = m_diagram;
        placement.boundary = boundary.id;
        placement.x = rect.x();
        placement.y = rect.y();
        placement.width = rect.width();
        placement.height = rect.height();
        placement.placed = true;
        model.boundaryPlacements.insert(placement);
        return boundary.id;
    }
    ElementId element(const QString &name, ElementKind kind, BoundaryId inside, double x, double y)
    {
        Element made;
        made.id = ElementId(id());
        made.name = name;
        made.kind = kind;
        made.boundary = inside;
        made.provenance = at(1);
        model.elements.insert(made);
        Placement placement;
        placement.id = Placement::idFor(m_diagram, made.id);
        placement.diagram = m_diagram;
        placement.element = made.id;
        placement.x = x;
        placement.y = y;
        placement.width = 160;
        placement.height = 60;
        placement.placed = true;
        model.placements.insert(placement);
        return made.id;
    }
    FlowId flow(const QString &name, ElementId from, ElementId to, Truth encrypted)
    {
        DataFlow made;
        made.id = FlowId(id());
        made.name = name;
        made.source = from;
        made.target = to;
        made.protocol = QStringLiteral("https");
        made.encrypted.value = encrypted;
        model.flows.insert(made);
        return made.id;
    }
    Finding &finding(const QString &title, double risk, Band band, const Operation &operation, const QList<QUuid> &route)
    {
        Threat threat;
        threat.id = ThreatId(id());
        threat.title = title;
        threat.description = QStringLiteral("Written down in the review.");
        threat.mitigation = QStringLiteral("Check who asks, in one place.");
        threat.stride = {QStringLiteral("I")};
        threat.cwe = {QStringLiteral("639")};
        threat.subject = {SubjectKind::Element, booking.uuid()};
        model.threats.insert(threat);
        Finding made;
        made.fingerprint = threatFingerprint(threat.id);
        made.rule = QString::fromLatin1(threatRule);
        made.own = {title, threat.description, threat.mitigation, threat.stride, {639}, {}};
        made.risk = risk;
        made.band = band;
        made.factors = {8, 0.85, 0.95, {}, {}, {}};
        made.service = booking;
        made.subject = threat.subject;
        made.subjectName = QStringLiteral("Booking");
        Occurrence occurrence;
        occurrence.operation = operation.id;
        occurrence.subject = {SubjectKind::Operation, operation.id.uuid()};
        occurrence.at = operation.provenance.at;
        occurrence.route = route;
        occurrence.evidence = {{{QStringLiteral("the path names the passenger with {1}"), {QStringLiteral("bookingId")}}, operation.provenance.at}};
        made.occurrences = {occurrence};
        result.findings.append(made);
        return result.findings.last();
    }
    void decide(Finding &finding, DecisionState state, const QString &why, const QString &until)
    {
        Decision decision;
        decision.id = DecisionId(id());
        decision.number = int(model.decisions.size()) + 1;
        decision.fingerprint = finding.fingerprint;
        decision.findingTitle = finding.own.title;
        decision.rule = finding.rule;
        decision.state = state;
        decision.reason = why;
        decision.decidedBy = QStringLiteral("Ada Moreau");
        decision.decidedAt = QStringLiteral("2026-09-01T08:30:00Z");
        decision.owner = QStringLiteral("Bo Lindt");
        decision.expires = until;
        model.decisions.insert(decision);
        finding.decision = decision.id;
        finding.status = state == DecisionState::Accepted ? FindingStatus::Accepted : FindingStatus::Mitigated;
    }

    DiagramId m_diagram;
    int m_next = 0;
};

} // namespace drawbridge::testing
