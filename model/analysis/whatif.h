// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

namespace drawbridge {

// What one edit would do to one finding.
struct WhatIfChange
{
    enum class Kind { Closed, Lowered, Raised, Appeared };
    Kind kind = Kind::Closed;
    QString fingerprint;
    double before = 0, after = 0; // risk
    bool operator==(const WhatIfChange &) const = default;
};

// What an edit would close, lower, raise or bring, by how much the risk changes, then fingerprint.
struct WhatIf
{
    QList<WhatIfChange> changes;
    double heatBefore = 0, heatAfter = 0; // of the project
    int count(WhatIfChange::Kind kind) const;
    bool isNothing() const { return changes.isEmpty(); }
    bool operator==(const WhatIf &) const = default;
};

// Compares two runs. Only findings that need a decision count; hygiene does not.
WhatIf compareRuns(const AnalysisResult &before, const AnalysisResult &after);

} // namespace drawbridge
