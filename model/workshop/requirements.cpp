// SPDX-License-Identifier: Apache-2.0
#include "workshop/requirements.h"

#include <QCoreApplication>
#include <QMap>

namespace drawbridge {

namespace {

struct RequirementsText
{
    Q_DECLARE_TR_FUNCTIONS(Requirements)
};

bool wantsAnswer(const Finding &finding)
{
    return finding.kind != FindingKind::Hygiene
           && (finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened || finding.status == FindingStatus::Mitigated);
}

} // namespace

Delta deriveRequirements(const RequirementInput &input)
{
    // Keyed by control and service, in a stable order.
    QMap<std::pair<QString, QUuid>, QStringList> wanted;
    for (const Finding &finding : input.findings) {
        const QStringList controls = wantsAnswer(finding) ? input.controlsOf(finding) : QStringList();
        if (!controls.isEmpty())
            wanted[{controls.constFirst(), finding.service.uuid()}].append(finding.fingerprint);
    }
    int number = 0;
    QHash<std::pair<QString, QUuid>, const Requirement *> known;
    for (const Requirement &requirement : input.model.requirements) {
        number = std::max(number, requirement.number);
        if (!requirement.control.isEmpty())
            known.insert({requirement.control, requirement.subject.id}, &requirement);
    }
    Delta delta;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        it->sort();
        if (const Requirement *before = known.value(it.key())) {
            Requirement after = *before;
            for (const QString &fingerprint : std::as_const(*it)) {
                if (!after.findings.contains(fingerprint))
                    after.findings.append(fingerprint);
            }
            after.findings.sort();
            changeIn(delta, *before, after);
            continue;
        }
        const auto &[control, service] = it.key();
        const QString name = input.controlName(control);
        const Element *element = input.model.elements.find(ElementId(service));
        Requirement requirement;
        requirement.id = RequirementId::create();
        requirement.number = ++number;
        requirement.control = control;
        requirement.subject = element ? Subject{SubjectKind::Element, service} : Subject();
        requirement.title = element ? RequirementsText::tr("%1 on %2").arg(name, element->name) : name;
        requirement.findings = *it;
        addTo(delta, requirement);
    }
    return delta;
}

Trace traceOf(const ThreatModel &model, const Requirement &requirement)
{
    Trace trace;
    for (const DataAssetId &id : requirement.assets)
        trace.assets.append(model.assets.value(id).name);
    trace.assets.sort();
    trace.findings = requirement.findings;
    for (const Control &control : model.controls) {
        if (control.kind == requirement.control && (control.subject == requirement.subject || control.subject.kind == SubjectKind::Project))
            trace.controls.append(control);
    }
    std::sort(trace.controls.begin(), trace.controls.end(), [](const Control &a, const Control &b) { return a.id < b.id; });
    // The same control may be required of several services: the action is about the same thing or an answer to the same finding.
    const auto brings = [&](const Action &action) {
        const auto shared = [&](const QString &fingerprint) { return requirement.findings.contains(fingerprint); };
        return action.controls.contains(requirement.control)
               && (action.subject == requirement.subject || action.subject.kind == SubjectKind::Project || std::any_of(action.findings.begin(), action.findings.end(), shared));
    };
    for (const Action &action : model.actions) {
        if (action.requirements.contains(requirement.id) || brings(action))
            trace.actions.append(action);
    }
    std::sort(trace.actions.begin(), trace.actions.end(), [](const Action &a, const Action &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    return trace;
}

} // namespace drawbridge
