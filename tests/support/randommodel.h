// SPDX-License-Identifier: Apache-2.0
// Seeded random models and edits for property tests.
#pragma once

#include "threatmodel/delta.h"

#include <QRandomGenerator>

namespace drawbridge::testing {

inline QString randomName(QRandomGenerator &random)
{
    static const QStringList names{QStringLiteral("users"), QStringLiteral("Ordermanagement"), QStringLiteral("Zahlung ü"), QStringLiteral("a"),
                                   QStringLiteral("a very long name that does not fit on one line of a symbol"), QStringLiteral("<b>=1+1</b>"), QString()};
    return names[random.bounded(int(names.size()))] + QString::number(random.bounded(100));
}

// A sound model with `size` elements and 1.5 × `size` flows, zones, operations, schemas, controls, decisions, a diagram
// and placements.
inline ThreatModel randomModel(QRandomGenerator &random, int size)
{
    ThreatModel model;
    ProjectInfo info;
    info.id = ProjectInfo::theId();
    info.name = randomName(random);
    model.info.insert(info);
    const auto uuid = [&] {
        return QUuid(random.generate(), ushort(random.generate()), ushort(random.generate()), uchar(random.generate()), uchar(random.generate()),
                     uchar(random.generate()), uchar(random.generate()), uchar(random.generate()), uchar(random.generate()), uchar(random.generate()),
                     uchar(random.generate()));
    };
    QList<BoundaryId> zones;
    for (int i = 0; i < 1 + size / 5; ++i) {
        TrustBoundary zone;
        zone.id = BoundaryId(uuid());
        zone.name = randomName(random);
        zone.trust = random.bounded(5);
        if (!zones.isEmpty() && random.bounded(2))
            zone.parent = zones[random.bounded(int(zones.size()))];
        zones.append(zone.id);
        model.boundaries.insert(zone);
    }
    Diagram diagram;
    diagram.id = DiagramId(uuid());
    diagram.name = QStringLiteral("System");
    model.diagrams.insert(diagram);
    for (const BoundaryId &id : zones) {
        if (random.bounded(3)) {
            const double x = random.bounded(1000), y = random.bounded(600);
            model.boundaryPlacements.insert({BoundaryPlacement::idFor(diagram.id, id), diagram.id, id, x, y, 300, 200, true, random.bounded(2) == 1});
        }
    }
    QList<ElementId> elements;
    QList<OperationId> operations;
    QList<SchemaId> schemas;
    for (int i = 0; i < size; ++i) {
        Element element;
        element.id = ElementId(uuid());
        element.kind = ElementKind(random.bounded(3));
        element.name = randomName(random);
        element.confirmed = random.bounded(2);
        if (random.bounded(4))
            element.boundary = zones[random.bounded(int(zones.size()))];
        elements.append(element.id);
        model.elements.insert(element);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.x = 160 * (i % 10);
        placement.y = 100 * (i / 10);
        placement.placed = true;
        model.placements.insert(placement);
        if (element.kind == ElementKind::Process) {
            Source source;
            source.id = SourceId(uuid());
            source.path = QStringLiteral("api/%1.yaml").arg(i);
            source.format = QStringLiteral("openapi-3.0");
            source.service = element.id;
            model.sources.insert(source);
            SecurityScheme scheme;
            scheme.id = SchemeId(uuid());
            scheme.service = element.id;
            scheme.name = QStringLiteral("bearerAuth");
            scheme.type = SchemeType::Http;
            scheme.httpScheme = QStringLiteral("bearer");
            model.schemes.insert(scheme);
            for (int k = random.bounded(3); k > 0; --k) {
                Schema schema;
                schema.id = SchemaId(uuid());
                schema.name = randomName(random);
                schema.provenance.origin = Origin::Declared;
                schema.provenance.source = source.id;
                schema.provenance.key = QStringLiteral("#/components/schemas/%1").arg(k);
                if (!schemas.isEmpty() && random.bounded(2))
                    schema.includes.append(schemas[random.bounded(int(schemas.size()))]);
                Field property;
                property.id = FieldId(uuid());
                property.schema = schema.id;
                property.name = property.path = QStringLiteral("email");
                property.type = QStringLiteral("string");
                if (!schemas.isEmpty() && random.bounded(2))
                    property.schemaRef = schemas[random.bounded(int(schemas.size()))];
                schemas.append(schema.id);
                model.schemas.insert(schema);
                model.fields.insert(property);
            }
            for (int k = random.bounded(4); k > 0; --k) {
                Operation operation;
                operation.id = OperationId(uuid());
                operation.service = element.id;
                operation.method = QStringLiteral("GET");
                operation.path = QStringLiteral("/%1/{id}").arg(k);
                if (random.bounded(2))
                    operation.security.append(SecurityAlternative{{SchemeUse{scheme.id, scheme.name, {}}}});
                if (!schemas.isEmpty() && random.bounded(2))
                    operation.bodies.append(Body{false, QStringLiteral("200"), QStringLiteral("application/json"), schemas[random.bounded(int(schemas.size()))], true, false});
                if (random.bounded(3) == 0) {
                    Schema body;
                    body.id = SchemaId(uuid());
                    body.kind = SchemaKind::Inline;
                    body.name = operation.path;
                    body.operation = operation.id;
                    operation.bodies.append(Body{true, {}, QStringLiteral("application/json"), body.id, false, true});
                    model.schemas.insert(body);
                }
                operations.append(operation.id);
                model.operations.insert(operation);
                Field field;
                field.id = FieldId(uuid());
                field.operation = operation.id;
                field.location = FieldLocation::Path;
                field.name = field.path = QStringLiteral("id");
                if (random.bounded(2))
                    field.maximum = random.generateDouble() * 1000;
                model.fields.insert(field);
            }
        }
    }
    for (int i = 0; !elements.isEmpty() && i < size * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = FlowId(uuid());
        flow.source = elements[random.bounded(int(elements.size()))];
        flow.target = elements[random.bounded(int(elements.size()))];
        flow.name = randomName(random);
        flow.encrypted.value = Truth(random.bounded(3));
        flow.confirmed = random.bounded(2);
        if (!operations.isEmpty() && random.bounded(2))
            flow.operations.append(operations[random.bounded(int(operations.size()))]);
        model.flows.insert(flow);
        if (random.bounded(4) == 0) {
            FlowPlacement bent;
            bent.id = FlowPlacement::idFor(diagram.id, flow.id);
            bent.diagram = diagram.id;
            bent.flow = flow.id;
            bent.waypoints = {{random.bounded(1000) / 4.0, 1}, {2, random.bounded(1000) / 4.0}};
            bent.labelMoved = true;
            bent.labelOffset = {-3.5, 12};
            model.flowPlacements.insert(bent);
        }
    }
    // What a specification says: a source per service with schemes, schemas and their fields.
    QList<ElementId> services = elements;
    services.removeIf([&](const ElementId &id) { return model.elements.value(id).kind != ElementKind::Process; });
    for (const ElementId &service : services) {
        Source source;
        source.id = SourceId(uuid());
        source.path = QStringLiteral("apis/%1.yaml").arg(randomName(random));
        source.format = QStringLiteral("openapi-3.0");
        source.bytes = qint64(random.generate()) * 3;
        source.servers = {QStringLiteral("https://api.example.com/v1"), QString()};
        source.defaultSecurity = AuthDeclaration(random.bounded(4));
        source.service = service;
        model.sources.insert(source);
        ImportBaseline baseline;
        baseline.id = ImportBaseline::idFor(source.id);
        baseline.source = source.id;
        baseline.snapshot = QByteArray(random.bounded(50), char(random.generate()));
        model.baselines.insert(baseline);
        SecurityScheme scheme;
        scheme.id = SchemeId(uuid());
        scheme.service = service;
        scheme.name = randomName(random);
        scheme.type = SchemeType(random.bounded(6));
        scheme.flows = {{QStringLiteral("implicit"), QStringLiteral("https://a.example"), {}, {}, {QStringLiteral("read"), QStringLiteral("write")}}};
        model.schemes.insert(scheme);
        QList<SchemaId> known;
        for (int i = random.bounded(4); i >= 0; --i) {
            Schema schema;
            schema.id = SchemaId(uuid());
            schema.name = randomName(random);
            schema.closed = Truth(random.bounded(3));
            if (!known.isEmpty())
                schema.includes = {known.constFirst()};
            schema.provenance = {Origin::Declared, source.id, schema.name, {source.path, QStringLiteral("/components/schemas"), 3, 5}, false};
            known.append(schema.id);
            model.schemas.insert(schema);
            Field field;
            field.id = FieldId(uuid());
            field.schema = schema.id;
            field.name = field.path = randomName(random);
            field.schemaRef = known[random.bounded(int(known.size()))];
            field.enumValues = {QStringLiteral("a"), QStringLiteral("ß"), QString()};
            if (random.bounded(2))
                field.maxLength = qint64(random.generate()) << 20;
            field.provenance = schema.provenance;
            model.fields.insert(field);
        }
        for (const OperationId &id : operations) {
            Operation operation = model.operations.value(id);
            if (operation.service != service)
                continue;
            operation.authDeclaration = AuthDeclaration::Declared;
            operation.security = {{{{scheme.id, scheme.name, {QStringLiteral("read")}}}}, {}};
            operation.bodies = {{true, {}, QStringLiteral("application/json"), known.constLast(), false, true}};
            operation.responses = {{QStringLiteral("200"), QStringLiteral("OK"), {QStringLiteral("ETag")}, {}}};
            operation.provenance = {Origin::Declared, source.id, operation.path, {source.path, QStringLiteral("/paths"), 7, 3}, false};
            model.operations.insert(operation);
        }
    }
    // What people said.
    for (int i = 0; i < size / 4; ++i) {
        Control control;
        control.id = ControlId(uuid());
        control.kind = QStringLiteral("rate_limit");
        control.subject = {SubjectKind::Element, elements[random.bounded(int(elements.size()))].uuid()};
        control.state = ControlState(random.bounded(4));
        model.controls.insert(control);
        Decision decision;
        decision.id = DecisionId(uuid());
        decision.number = i + 1;
        decision.fingerprint = QString::number(random.bounded(size));
        decision.rule = QStringLiteral("AUTHN-001");
        decision.state = DecisionState(random.bounded(7));
        decision.reason = randomName(random);
        decision.decidedAt = QStringLiteral("2026-11-22T10:00:00+01:00");
        model.decisions.insert(decision);
        Threat threat;
        threat.id = ThreatId(uuid());
        threat.number = i + 1;
        threat.title = randomName(random);
        threat.subject = control.subject;
        threat.stride = {QStringLiteral("T")};
        model.threats.insert(threat);
        Secret secret;
        secret.id = SecretId(uuid());
        secret.element = elements[random.bounded(int(elements.size()))];
        secret.name = randomName(random);
        secret.placeholder = random.bounded(2);
        model.secrets.insert(secret);
        DataAsset asset;
        asset.id = DataAssetId(uuid());
        asset.name = randomName(random);
        asset.classes = {QStringLiteral("pii.contact")};
        asset.sensitivity = random.bounded(2) ? QStringLiteral("restricted") : QString();
        model.assets.insert(asset);
        Requirement requirement;
        requirement.id = RequirementId(uuid());
        requirement.title = randomName(random);
        requirement.assets = {asset.id};
        model.requirements.insert(requirement);
        Action action;
        action.id = ActionId(uuid());
        action.title = randomName(random);
        action.state = ActionState(random.bounded(4));
        action.requirements = {requirement.id};
        model.actions.insert(action);
        Version version;
        version.id = VersionId(uuid());
        version.number = i + 1;
        version.snapshot = QByteArray(random.bounded(50), char(random.generate()));
        model.versions.insert(version);
        Review review;
        review.id = ReviewId(uuid());
        review.number = i + 1;
        review.before = version.id;
        review.agenda = {{QStringLiteral("1"), decision.fingerprint, control.subject, randomName(random), AgendaState(random.bounded(4))}};
        review.votes = {{QStringLiteral("1"), randomName(random), random.bounded(6), random.bounded(6), random.bounded(2) == 1}};
        model.reviews.insert(review);
        LogEntry entry;
        entry.id = LogEntryId(uuid());
        entry.number = i + 1;
        entry.review = review.id;
        entry.text = randomName(random);
        model.log.insert(entry);
        Comment question;
        question.id = CommentId(uuid());
        question.subject = control.subject;
        question.text = randomName(random);
        model.comments.insert(question);
        Comment answer = question;
        answer.id = CommentId(uuid());
        answer.thread = question.id;
        model.comments.insert(answer);
        Checkpoint checkpoint;
        checkpoint.id = CheckpointId(uuid());
        checkpoint.name = randomName(random);
        checkpoint.checklist = {{randomName(random), random.bounded(2) == 1, {}, {}}};
        checkpoint.signOffs = {{randomName(random), randomName(random), {}, version.id, {}}};
        model.checkpoints.insert(checkpoint);
        Person person;
        person.id = PersonId(uuid());
        person.name = randomName(random);
        model.people.insert(person);
        RulePack pack;
        pack.id = RulePackId(uuid());
        pack.name = randomName(random);
        pack.text = QStringLiteral("rules: []\n");
        model.rulePacks.insert(pack);
    }
    return model;
}

} // namespace drawbridge::testing
