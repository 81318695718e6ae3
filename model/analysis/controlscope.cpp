// SPDX-License-Identifier: Apache-2.0
#include "analysis/controlscope.h"

#include "threatmodel/modelindex.h"

#include <QMap>

namespace drawbridge {

namespace {

void addAround(QList<Subject> &holders, const ThreatModel &model, ElementId id)
{
    const Element *element = model.elements.find(id);
    // A part of a service stands for its service.
    for (int depth = 0; element && depth < 8; ++depth) {
        holders.append({SubjectKind::Element, element->id.uuid()});
        if (!element->parent)
            break;
        element = model.elements.find(element->parent);
    }
    if (!element)
        return;
    for (const BoundaryId &zone : boundaryChain(model, element->boundary))
        holders.append({SubjectKind::Boundary, zone.uuid()});
}

} // namespace

QList<Subject> controlHolders(const ThreatModel &model, const Subject &subject)
{
    QList<Subject> holders;
    const auto addOperation = [&](OperationId id) {
        if (const Operation *operation = model.operations.find(id)) {
            holders.append({SubjectKind::Operation, id.uuid()});
            addAround(holders, model, operation->service);
        }
    };
    switch (subject.kind) {
    case SubjectKind::Project: break;
    case SubjectKind::Element: addAround(holders, model, ElementId(subject.id)); break;
    case SubjectKind::Operation: addOperation(OperationId(subject.id)); break;
    case SubjectKind::Flow:
        holders.append(subject);
        if (const DataFlow *flow = model.flows.find(FlowId(subject.id))) {
            // Nothing is built into somebody else's system: towards one, the caller's own safeguards count.
            const Element *target = model.elements.find(flow->target);
            addAround(holders, model, target && target->kind == ElementKind::ExternalEntity ? flow->source : flow->target);
        }
        break;
    case SubjectKind::Boundary:
        for (const BoundaryId &zone : boundaryChain(model, BoundaryId(subject.id)))
            holders.append({SubjectKind::Boundary, zone.uuid()});
        break;
    case SubjectKind::Field:
        holders.append(subject);
        if (const Field *field = model.fields.find(FieldId(subject.id)))
            addOperation(field->operation);
        break;
    case SubjectKind::Scheme:
        holders.append(subject);
        if (const SecurityScheme *scheme = model.schemes.find(SchemeId(subject.id)))
            addAround(holders, model, scheme->service);
        break;
    default: holders.append(subject); break;
    }
    holders.append(Subject{});
    return holders;
}

bool hasExpired(const Control &control, const QDate &date)
{
    const QDate expires = QDate::fromString(control.expires.left(10), Qt::ISODate);
    return date.isValid() && expires.isValid() && expires < date;
}

QList<EffectiveControl> effectiveControls(const ThreatModel &model, const Subject &subject, const QDate &date)
{
    const QList<Subject> holders = controlHolders(model, subject);
    // Rank: whether it says something still; how near; how sure; id.
    const auto better = [&](const Control &a, const Control &b) {
        const bool saysA = a.state != ControlState::Unknown && !hasExpired(a, date);
        const bool saysB = b.state != ControlState::Unknown && !hasExpired(b, date);
        if (saysA != saysB)
            return saysA;
        const qsizetype nearA = holders.indexOf(a.subject), nearB = holders.indexOf(b.subject);
        if (nearA != nearB)
            return nearA < nearB;
        if (a.quality != b.quality)
            return int(a.quality) > int(b.quality);
        return a.id < b.id;
    };
    QMap<QString, Control> best;
    for (const Control &control : model.controls) {
        if (!holders.contains(control.subject))
            continue;
        const auto it = best.find(control.kind);
        if (it == best.end())
            best.insert(control.kind, control);
        else if (better(control, *it))
            *it = control;
    }
    QList<EffectiveControl> list;
    for (const Control &control : std::as_const(best))
        list.append({control, !(control.subject == holders.first()), hasExpired(control, date)});
    return list;
}

} // namespace drawbridge
