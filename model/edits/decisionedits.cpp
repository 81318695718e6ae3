// SPDX-License-Identifier: Apache-2.0
#include "edits/decisionedits.h"

namespace drawbridge {

QHash<QString, Decision> decisionsInForce(const ThreatModel &model)
{
    QHash<QString, Decision> latest;
    for (const Decision &decision : model.decisions) {
        const auto it = latest.find(decision.fingerprint);
        if (it == latest.end())
            latest.insert(decision.fingerprint, decision);
        // Two copies of a project may have given out the same number before they were merged.
        else if (std::pair(it->number, it->id) < std::pair(decision.number, decision.id))
            *it = decision;
    }
    return latest;
}

Delta decide(const ThreatModel &model, const QList<Decision> &decisions)
{
    qint64 number = 0;
    for (const Decision &decision : model.decisions)
        number = std::max(number, decision.number);
    Delta delta;
    for (Decision decision : decisions) {
        if (decision.fingerprint.isEmpty())
            continue;
        decision.id = DecisionId::create();
        decision.number = ++number;
        addTo(delta, decision);
    }
    return delta;
}

Delta withdrawDecision(const ThreatModel &model, const QString &fingerprint, const QString &reason, const QString &decidedBy,
                       const QString &decidedAt)
{
    Decision decision = decisionsInForce(model).value(fingerprint);
    if (decision.state == DecisionState::Open)
        return {};
    decision.state = DecisionState::Open;
    decision.reason = reason;
    decision.decidedBy = decidedBy;
    decision.decidedAt = decidedAt;
    decision.expires.clear();
    decision.reference.clear();
    return decide(model, {decision});
}

} // namespace drawbridge
