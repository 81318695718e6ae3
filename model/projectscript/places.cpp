// SPDX-License-Identifier: Apache-2.0
#include "projectscript/places.h"

namespace drawbridge {

std::optional<Subject> placeNamed(const ThreatModel &model, const QString &name)
{
    if (name.isEmpty())
        return Subject{};
    for (const ElementId &id : model.elements.sortedIds()) {
        if (model.elements.find(id)->name == name)
            return Subject{SubjectKind::Element, id.uuid()};
    }
    for (const BoundaryId &id : model.boundaries.sortedIds()) {
        if (model.boundaries.find(id)->name == name)
            return Subject{SubjectKind::Boundary, id.uuid()};
    }
    for (const OperationId &id : model.operations.sortedIds()) {
        const Operation *operation = model.operations.find(id);
        if (operation->method + QLatin1Char(' ') + operation->path == name)
            return Subject{SubjectKind::Operation, id.uuid()};
    }
    for (const FlowId &id : model.flows.sortedIds()) {
        const DataFlow *flow = model.flows.find(id);
        if (flow->name == name || model.elements.value(flow->source).name + QStringLiteral(" → ") + model.elements.value(flow->target).name == name)
            return Subject{SubjectKind::Flow, id.uuid()};
    }
    for (const FieldId &id : model.fields.sortedIds()) {
        const Field *field = model.fields.find(id);
        if (const Schema *schema = model.schemas.find(field->schema); schema && schema->name + QLatin1Char('.') + field->path == name)
            return Subject{SubjectKind::Field, id.uuid()};
    }
    return std::nullopt;
}

const Finding *findingNamed(const ThreatModel &model, const QList<Finding> &findings, const QString &rule, const QString &name)
{
    // What is open before what is decided, a cause of that name before everything at a service of that name.
    for (const bool wantsOpen : {true, false}) {
        for (const bool exact : {true, false}) {
            for (const Finding &finding : findings) {
                const bool open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
                if (finding.rule == rule && open == wantsOpen
                    && (exact ? finding.subjectName == name : model.elements.value(finding.service).name == name || name.isEmpty()))
                    return &finding;
            }
        }
    }
    return nullptr;
}

} // namespace drawbridge
