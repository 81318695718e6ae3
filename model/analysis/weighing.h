// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "analysis/firing.h"

#include <functional>

namespace drawbridge {

// Weighs matches: impact by the data, its owner's business and what applies to it; exposure by who reaches the place;
// likelihood by ease and safeguards. The figures are the project's (risksettings.h), the formula is risk.h's.
class Weighing
{
public:
    // All outlive it. Expressions of a rule are evaluated with the variables that `evaluator` has.
    Weighing(RuleEvaluator &evaluator, const Catalogue &catalogue);

    const RiskSettings &settings() const { return m_settings; }
    // A match of a rule, with its reasons; `assumedControl`: as if a person had said that it is there, -1: none.
    void weigh(Firing &firing, int assumedControl);
    // Impact, exposure, sensitivity and the reasons for a thing that no rule describes: a threat by hand. Magnitudes as of
    // an effect; likelihood as for `ease`.
    void weighAs(Firing &firing, const Magnitudes &magnitudes, Sensitivity sensitivity, Ease ease);

private:
    bool touchesProfile(FactRef subject);
    bool isAbout(FactRef subject, const std::function<bool(const QString &dataClass)> &wanted);
    Criticality criticalityOf(FactRef subject);
    // Business context: what audience and environment make of an impact.
    Parts inContext(Parts impact, FactRef subject, QStringList &because);
    Parts detectionOf(FactRef subject);
    void weighPlace(Firing &firing);

    RuleEvaluator &m_evaluator;
    const Catalogue &m_catalogue;
    const ProjectInfo m_project;
    const RiskSettings m_settings;
};

} // namespace drawbridge
