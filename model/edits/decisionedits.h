// SPDX-License-Identifier: Apache-2.0
// What people decide about findings. Decisions are only ever appended, so that the history stays. Pure functions.
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

// The decisions in force: of each fingerprint the one with the highest number. Those taken back have state Open.
QHash<QString, Decision> decisionsInForce(const ThreatModel &model);

// Appends the decisions with the next numbers, in this order; `id` and `number` of the arguments are replaced. Those
// without a fingerprint are left out.
Delta decide(const ThreatModel &model, const QList<Decision> &decisions);
// Takes the decision in force back by appending one with state Open; nothing where none is in force.
Delta withdrawDecision(const ThreatModel &model, const QString &fingerprint, const QString &reason, const QString &decidedBy,
                       const QString &decidedAt);

} // namespace drawbridge
