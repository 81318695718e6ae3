// SPDX-License-Identifier: Apache-2.0
#include "merge/describe.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

QString on(const ThreatModel &model, const QString &thing, DiagramId diagram)
{
    return QCoreApplication::translate("Merge", "%1 on the diagram %2").arg(thing, model.diagrams.value(diagram).name);
}

} // namespace

QString displayName(const ThreatModel &, const ProjectInfo &info)
{
    return info.name.isEmpty() ? QCoreApplication::translate("Merge", "The project") : info.name;
}

QString displayName(const ThreatModel &, const Source &source)
{
    return source.path;
}

QString displayName(const ThreatModel &, const TrustBoundary &boundary)
{
    return boundary.name;
}

QString displayName(const ThreatModel &, const Element &element)
{
    return element.name;
}

QString displayName(const ThreatModel &model, const DataFlow &flow)
{
    const QString ends = QStringLiteral("%1 → %2").arg(model.elements.value(flow.source).name, model.elements.value(flow.target).name);
    return flow.name.isEmpty() ? ends : QStringLiteral("%1 (%2)").arg(flow.name, ends);
}

QString displayName(const ThreatModel &, const SecurityScheme &scheme)
{
    return scheme.name;
}

QString displayName(const ThreatModel &, const Operation &operation)
{
    return operation.method.isEmpty() ? operation.path : operation.method + u' ' + operation.path;
}

QString displayName(const ThreatModel &, const Schema &schema)
{
    return schema.name;
}

QString displayName(const ThreatModel &model, const Field &field)
{
    if (field.schema)
        return model.schemas.value(field.schema).name + u'.' + field.path;
    return QCoreApplication::translate("Merge", "%1 of %2").arg(field.name, displayName(model, model.operations.value(field.operation)));
}

QString displayName(const ThreatModel &model, const Control &control)
{
    const QString subject = [&] {
        switch (control.subject.kind) {
        case SubjectKind::Project: return displayName(model, model.project());
        case SubjectKind::Element: return valueText(model, ElementId(control.subject.id));
        case SubjectKind::Flow: return valueText(model, FlowId(control.subject.id));
        case SubjectKind::Boundary: return valueText(model, BoundaryId(control.subject.id));
        case SubjectKind::Operation: return valueText(model, OperationId(control.subject.id));
        case SubjectKind::Field: return valueText(model, FieldId(control.subject.id));
        case SubjectKind::Schema: return valueText(model, SchemaId(control.subject.id));
        case SubjectKind::Scheme: return valueText(model, SchemeId(control.subject.id));
        case SubjectKind::Source: return valueText(model, SourceId(control.subject.id));
        case SubjectKind::Asset: return valueText(model, DataAssetId(control.subject.id));
        }
        return QString();
    }();
    return QCoreApplication::translate("Merge", "%1 of %2").arg(control.kind, subject);
}

QString displayName(const ThreatModel &, const Decision &decision)
{
    return decision.findingTitle.isEmpty() ? decision.rule : decision.findingTitle;
}

QString displayName(const ThreatModel &, const DataAsset &asset)
{
    return asset.name;
}

QString displayName(const ThreatModel &, const Secret &secret)
{
    return secret.name;
}

QString displayName(const ThreatModel &, const Threat &threat)
{
    return threat.title;
}

QString displayName(const ThreatModel &, const RulePack &pack)
{
    return pack.name;
}

QString displayName(const ThreatModel &, const Person &person)
{
    return person.name;
}

QString displayName(const ThreatModel &, const Version &version)
{
    return version.name.isEmpty() ? QCoreApplication::translate("Merge", "Version %1").arg(version.number) : version.name;
}

QString displayName(const ThreatModel &, const Comment &comment)
{
    return comment.text;
}

QString displayName(const ThreatModel &, const Requirement &requirement)
{
    return requirement.title;
}

QString displayName(const ThreatModel &, const Action &action)
{
    return action.title;
}

QString displayName(const ThreatModel &, const Checkpoint &checkpoint)
{
    return checkpoint.name;
}

QString displayName(const ThreatModel &, const Review &review)
{
    return review.title;
}

QString displayName(const ThreatModel &, const LogEntry &entry)
{
    return entry.text;
}

QString displayName(const ThreatModel &, const Diagram &diagram)
{
    return diagram.name;
}

QString displayName(const ThreatModel &model, const Placement &placement)
{
    return on(model, valueText(model, placement.element), placement.diagram);
}

QString displayName(const ThreatModel &model, const BoundaryPlacement &placement)
{
    return on(model, valueText(model, placement.boundary), placement.diagram);
}

QString displayName(const ThreatModel &model, const FlowPlacement &placement)
{
    return on(model, valueText(model, placement.flow), placement.diagram);
}

QString displayName(const ThreatModel &model, const ImportBaseline &baseline)
{
    return valueText(model, baseline.source);
}

Subject subjectOf(const ProjectInfo &) { return {}; }
Subject subjectOf(const Source &source) { return {SubjectKind::Source, source.id.uuid()}; }
Subject subjectOf(const TrustBoundary &boundary) { return {SubjectKind::Boundary, boundary.id.uuid()}; }
Subject subjectOf(const Element &element) { return {SubjectKind::Element, element.id.uuid()}; }
Subject subjectOf(const DataFlow &flow) { return {SubjectKind::Flow, flow.id.uuid()}; }
Subject subjectOf(const SecurityScheme &scheme) { return {SubjectKind::Scheme, scheme.id.uuid()}; }
Subject subjectOf(const Operation &operation) { return {SubjectKind::Operation, operation.id.uuid()}; }
Subject subjectOf(const Schema &schema) { return {SubjectKind::Schema, schema.id.uuid()}; }
Subject subjectOf(const Field &field) { return {SubjectKind::Field, field.id.uuid()}; }
Subject subjectOf(const Control &control) { return control.subject; }
Subject subjectOf(const Decision &) { return {}; }
Subject subjectOf(const DataAsset &asset) { return {SubjectKind::Asset, asset.id.uuid()}; }
Subject subjectOf(const Secret &secret) { return {SubjectKind::Element, secret.element.uuid()}; }
Subject subjectOf(const Threat &threat) { return threat.subject; }
Subject subjectOf(const RulePack &) { return {}; }
Subject subjectOf(const Person &) { return {}; }
Subject subjectOf(const Version &) { return {}; }
Subject subjectOf(const Comment &comment) { return comment.subject; }
Subject subjectOf(const Requirement &requirement) { return requirement.subject; }
Subject subjectOf(const Action &action) { return action.subject; }
Subject subjectOf(const Checkpoint &) { return {}; }
Subject subjectOf(const Review &) { return {}; }
Subject subjectOf(const LogEntry &entry) { return entry.subject; }
Subject subjectOf(const Diagram &) { return {}; }
Subject subjectOf(const Placement &placement) { return {SubjectKind::Element, placement.element.uuid()}; }
Subject subjectOf(const BoundaryPlacement &placement) { return {SubjectKind::Boundary, placement.boundary.uuid()}; }
Subject subjectOf(const FlowPlacement &placement) { return {SubjectKind::Flow, placement.flow.uuid()}; }
Subject subjectOf(const ImportBaseline &baseline) { return {SubjectKind::Source, baseline.source.uuid()}; }

QString nothingText()
{
    return QCoreApplication::translate("Merge", "nothing");
}

QString valueText(bool value)
{
    return value ? QCoreApplication::translate("Merge", "yes") : QCoreApplication::translate("Merge", "no");
}

QString valueText(double value)
{
    return QString::number(value, 'g', 12);
}

QString valueText(const Fact &fact)
{
    return fact.evidence.isEmpty() ? nameOf(fact.value) : QStringLiteral("%1 (%2)").arg(nameOf(fact.value), fact.evidence);
}

QString valueText(const Point &point)
{
    return QStringLiteral("(%1; %2)").arg(valueText(point.x), valueText(point.y));
}

} // namespace drawbridge
