// SPDX-License-Identifier: Apache-2.0
#include "edits/controledits.h"

#include "edits/draft.h"
#include "edits/subjects.h"

namespace drawbridge {

ControlId controlId(const QString &kind, const Subject &subject)
{
    return ControlId::named(u"control", kind + u' ' + nameOf(subject.kind) + u' ' + subject.id.toString(QUuid::Id128));
}

const Control *findControl(const ThreatModel &model, const QString &kind, const Subject &subject)
{
    const Control *best = model.controls.find(controlId(kind, subject));
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
    if (control.kind.isEmpty() || !subjectExists(model, control.subject))
        return delta;
    Control after = control;
    if (const Control *before = findControl(model, control.kind, control.subject)) {
        after.id = before->id;
        after.provenance = before->provenance;
        changeIn(delta, *before, after);
    } else {
        after.id = controlId(control.kind, control.subject);
        addTo(delta, after);
    }
    return delta;
}

Delta setControls(const ThreatModel &model, const QList<Control> &controls)
{
    Draft draft(model);
    for (const Control &control : controls) {
        const Delta one = setControl(model, control);
        for (const Change<Control> &change : one.controls)
            draft.put(*change.after);
    }
    return draft.delta();
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
