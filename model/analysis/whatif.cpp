// SPDX-License-Identifier: Apache-2.0
#include "analysis/whatif.h"

#include <QMap>

#include <algorithm>
#include <cmath>

namespace drawbridge {

namespace {

QMap<QString, double> openRisks(const AnalysisResult &result)
{
    QMap<QString, double> risks;
    for (const Finding &finding : result.findings) {
        if (finding.kind != FindingKind::Hygiene && (finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened))
            risks.insert(finding.fingerprint, finding.risk);
    }
    return risks;
}

} // namespace

int WhatIf::count(WhatIfChange::Kind kind) const
{
    return int(std::count_if(changes.begin(), changes.end(), [&](const WhatIfChange &change) { return change.kind == kind; }));
}

WhatIf compareRuns(const AnalysisResult &before, const AnalysisResult &after)
{
    const QMap<QString, double> then = openRisks(before), now = openRisks(after);
    WhatIf result;
    result.heatBefore = before.projectHeat;
    result.heatAfter = after.projectHeat;
    for (auto it = then.begin(); it != then.end(); ++it) {
        if (!now.contains(it.key()))
            result.changes.append({WhatIfChange::Kind::Closed, it.key(), *it, 0});
        else if (now.value(it.key()) < *it - 0.04)
            result.changes.append({WhatIfChange::Kind::Lowered, it.key(), *it, now.value(it.key())});
        else if (now.value(it.key()) > *it + 0.04)
            result.changes.append({WhatIfChange::Kind::Raised, it.key(), *it, now.value(it.key())});
    }
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (!then.contains(it.key()))
            result.changes.append({WhatIfChange::Kind::Appeared, it.key(), 0, *it});
    }
    std::stable_sort(result.changes.begin(), result.changes.end(), [](const WhatIfChange &a, const WhatIfChange &b) {
        if (a.kind != b.kind)
            return int(a.kind) < int(b.kind);
        return std::abs(a.after - a.before) > std::abs(b.after - b.before);
    });
    return result;
}

} // namespace drawbridge
