// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/facts.h"
#include "analysis/finding.h"
#include "analysis/risk.h"
#include "analysis/rule.h"

namespace drawbridge {

// One match of a rule: before grouping by cause.
struct Firing
{
    const Rule *rule = nullptr;
    FindingKind kind = FindingKind::Weakness;
    FactRef subject, each;
    QString anchor;      // of the cause, stable
    FactRef causeThing;  // last thing of the cause
    QStringList causeNames;
    QString causeLabel;  // last fixed text or name
    QString causeDetail; // a text or word that stands last in the cause: "orders", "otp", "Contact data"
    int tenths = 0;      // risk
    Parts impact = 0, exposure = 0, likelihood = 0;
    RiskFactors factors;
    Confidence confidence = Confidence::Likely;
    Ease ease = Ease::Moderate;
    int sensitivity = 0;
    std::vector<FactRef> places; // operations that the match stands for, when not the subject
};

} // namespace drawbridge
