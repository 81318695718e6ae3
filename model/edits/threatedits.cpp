// SPDX-License-Identifier: Apache-2.0
#include "edits/threatedits.h"

#include "edits/draft.h"
#include "edits/subjects.h"
#include "threatmodel/threats.h"

namespace drawbridge {

namespace {

void tidy(Threat &threat)
{
    threat.title = threat.title.simplified();
    QStringList letters;
    for (const QString &letter : std::as_const(threat.stride)) {
        if (letter.size() == 1 && QStringLiteral("STRIDE").contains(letter) && !letters.contains(letter))
            letters << letter;
    }
    letters.sort();
    threat.stride = letters;
    threat.cwe.sort();
    threat.cwe.removeDuplicates();
    threat.likelihood = std::clamp(threat.likelihood, 0, 5);
    threat.impact = std::clamp(threat.impact, 0, 5);
}

} // namespace

Delta addThreat(const ThreatModel &model, Threat threat, Threat *created)
{
    tidy(threat);
    if (threat.title.isEmpty() || !subjectExists(model, threat.subject))
        return {};
    int number = 0;
    for (const Threat &other : model.threats)
        number = std::max(number, other.number);
    threat.number = number + 1;
    if (threat.id.isNull() || model.threats.contains(threat.id))
        threat.id = ThreatId::create();
    Draft draft(model);
    draft.put(threat);
    if (created)
        *created = threat;
    return draft.delta();
}

Delta changeThreat(const ThreatModel &model, Threat threat)
{
    tidy(threat);
    const Threat *before = model.threats.find(threat.id);
    if (!before || threat.title.isEmpty() || !subjectExists(model, threat.subject))
        return {};
    threat.number = before->number;
    Draft draft(model);
    draft.put(threat);
    return draft.delta();
}

Delta removeThreats(const ThreatModel &model, const QSet<ThreatId> &threats)
{
    Draft draft(model);
    for (const ThreatId &id : threats) {
        if (model.threats.contains(id))
            draft.remove(id);
    }
    return draft.delta();
}

const Threat *threatOf(const ThreatModel &model, const QString &fingerprint)
{
    for (const Threat &threat : model.threats) {
        if (threatFingerprint(threat.id) == fingerprint)
            return model.threats.find(threat.id);
    }
    return nullptr;
}

} // namespace drawbridge
