// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

namespace drawbridge {

// A figure with no control counted (inherent), as modelled (current), and with what is planned in place (target).
struct RiskTriple
{
    double inherent = 0, current = 0, target = 0;
    bool operator==(const RiskTriple &) const = default;
};

// Three runs of the same analysis (ENGINE 7.3).
struct RiskProfile
{
    QHash<QString, RiskTriple> findings; // risk, by fingerprint of the current run; never below 0, inherent never below current
    QHash<ElementId, RiskTriple> elements; // heat
    QHash<BoundaryId, RiskTriple> zones;   // heat
    RiskTriple project;                    // heat
    int bands[3][5] = {};                  // open weaknesses by run (inherent, current, target) and band
    bool operator==(const RiskProfile &) const = default;
};

// `current` is the run as modelled with the same options. Runs twice more, without explanations; none where no control is
// stated or shown. Nothing when cancelled.
RiskProfile riskProfile(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, const AnalysisResult &current,
                        Progress &progress);

// The OWASP Risk Rating (likelihood and impact of 0 to 9, and the severity of its matrix), for tickets and exports; it is
// not used for ranking. Likelihood is the mean of exposure and likelihood, impact the impact, each on that scale.
struct OwaspRating
{
    double likelihood = 0, impact = 0;
    const char *severity = "note"; // note, low, medium, high, critical
};
OwaspRating owaspRating(const RiskFactors &factors);

} // namespace drawbridge
