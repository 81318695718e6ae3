// SPDX-License-Identifier: Apache-2.0
#include "edits/controledits.h"

namespace drawbridge {

namespace {

bool exists(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Project: return subject.id.isNull();
    case SubjectKind::Element: return model.elements.contains(ElementId(subject.id));
    case SubjectKind::Flow: return model.flows.contains(FlowId(subject.id));
    case SubjectKind::Boundary: return model.boundaries.contains(BoundaryId(subject.id));
    case SubjectKind::Operation: return model.operations.contains(OperationId(subject.id));
    case SubjectKind::Field: return model.fields.contains(FieldId(subject.id));
    case SubjectKind::Schema: return model.schemas.contains(SchemaId(subject.id));
    case SubjectKind::Scheme: return model.schemes.contains(SchemeId(subject.id));
    case SubjectKind::Source: return model.sources.contains(SourceId(subject.id));
    case SubjectKind::Asset: return model.assets.contains(DataAssetId(subject.id));
    }
    return false;
}

ControlId idFor(const QString &kind, const Subject &subject)
{
    return ControlId::named(u"control", kind + u' ' + nameOf(subject.kind) + u' ' + subject.id.toString(QUuid::Id128));
}

} // namespace

const Control *findControl(const ThreatModel &model, const QString &kind, const Subject &subject)
{
    const Control *best = model.controls.find(idFor(kind, subject));
    if (best && best->kind == kind && best->subject == subject)
        return best;
    best = nullptr;
    for (auto it = model.controls.begin(); it != model.controls.end(); ++it) {
        if (it->kind == kind && it->subject == subject && (!best || it->id < best->id))
            best = &*it;
    }
    return best;
}

Delta setControl(const ThreatModel &model, const Control &control)
{
    Delta delta;
    if (control.kind.isEmpty() || !exists(model, control.subject))
        return delta;
    Control after = control;
    if (const Control *before = findControl(model, control.kind, control.subject)) {
        after.id = before->id;
        after.provenance = before->provenance;
        changeIn(delta, *before, after);
    } else {
        after.id = idFor(control.kind, control.subject);
        addTo(delta, after);
    }
    return delta;
}

Delta removeControls(const ThreatModel &model, const QSet<ControlId> &controls)
{
    Delta delta;
    for (const ControlId &id : controls) {
        if (const Control *control = model.controls.find(id))
            removeIn(delta, *control);
    }
    std::sort(delta.controls.begin(), delta.controls.end(), [](const auto &a, const auto &b) { return a.id() < b.id(); });
    return delta;
}

} // namespace drawbridge
