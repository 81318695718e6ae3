// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "threatmodel/delta.h"

#include <functional>

namespace drawbridge {

struct RequirementInput
{
    const ThreatModel &model;
    const QList<Finding> &findings;
    std::function<QString(const QString &control)> controlName;    // "Rate limit"
    std::function<QStringList(const Finding &)> controlsOf; // kinds that close it, best first
};

// One requirement per control and service for findings that are open or to be mitigated: what has to be there so that
// they are answered. A requirement for the same control on the same service that exists takes new findings up; nothing
// that a person wrote is changed. Deterministic order; ids are random.
Delta deriveRequirements(const RequirementInput &input);

// The chain that a requirement stands in, for people: assets that it protects, findings that it answers, controls on its
// subject, actions that bring it.
struct Trace
{
    QStringList assets;
    QStringList findings; // fingerprints
    QList<Control> controls;
    QList<Action> actions;
};
Trace traceOf(const ThreatModel &model, const Requirement &requirement);

} // namespace drawbridge
