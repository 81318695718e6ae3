// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/judge.h"

namespace drawbridge {

// The findings that stand for the threats which people wrote or other tools' models brought: one each, kind Weakness, rule
// `threatRule`, fingerprint threatFingerprint(id). Risk comes from the person's severity (the middle of its band), else from
// likelihood and impact of 1 to 5, else it is estimated from what the subject holds and who reaches it. By id.
QList<Finding> threatFindings(const ThreatModel &model, Facts &facts, Judge &judge);

} // namespace drawbridge
