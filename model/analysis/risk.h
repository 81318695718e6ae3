// SPDX-License-Identifier: Apache-2.0
// The risk formula (ENGINE section 7): risk = 100 × impact/10 × exposure × likelihood, computed in integers of one
// ten-thousandth, so that every machine gets the same digits.
#pragma once

#include "analysis/finding.h"
#include "analysis/risksettings.h"
#include "analysis/rule.h"
#include "classification/classification.h"

namespace drawbridge {

// A number of ten-thousandths: 1.0 is 10,000.
using Parts = qint64;
constexpr Parts wholePart = 10000;
Parts toParts(double value);
inline double fromParts(Parts parts) { return double(parts) / double(wholePart); }
// a × b of two such numbers, rounded half up.
inline Parts times(Parts a, Parts b) { return (a * b + wholePart / 2) / wholePart; }

// What an asset of a sensitivity needs, 0 to 10.
Parts confidentialityNeed(Sensitivity sensitivity, const RiskSettings &settings = {});
Parts integrityNeed(Sensitivity sensitivity, const RiskSettings &settings = {});
Parts availabilityNeed(Sensitivity sensitivity, const RiskSettings &settings = {});

struct Magnitudes
{
    double confidentiality = 0, integrity = 0, availability = 0, accountability = 0;
};
// 0 to 10: the greatest need × magnitude × volume × criticality; `uplift` adds 1 where a compliance profile is touched.
Parts impactOf(Sensitivity sensitivity, const Magnitudes &magnitudes, Volume volume, Criticality criticality, bool uplift,
               const RiskSettings &settings = {});

Parts exposureParts(ActorClass actor, const RiskSettings &settings = {});
Parts easeOf(Ease ease, const RiskSettings &settings = {});
// How much a control counts by how sure it is: observed 1.0, declared 0.9, asserted 0.75, inferred 0.4.
Parts qualityOf(ControlQuality quality, const RiskSettings &settings = {});
// 0.02 to 0.98: ease × product of (1 − effect × quality) × detection.
Parts likelihoodOf(Ease ease, const QList<std::pair<double, ControlQuality>> &controls, Parts detection = wholePart,
                   const RiskSettings &settings = {});

// In tenths, 0 to 1000, rounded half up.
int riskOf(Parts impact, Parts exposure, Parts likelihood);
// Of a finding with n occurrences whose worst has `worst` tenths: × (1 + 0.05 × min(4, log2 n)), at most 1000.
int aggregated(int worst, qsizetype occurrences);
Band bandOf(int tenths, const RiskSettings &settings = {});
// Heat of an element: p-norm with p = 4 of the risks (0 to 100) on it, at most 100.
double heatOf(const QList<double> &risks);

} // namespace drawbridge
