// SPDX-License-Identifier: Apache-2.0
// People's words on findings, kept through a change that gives the findings other fingerprints.
#pragma once

#include "analysis/catalogue.h"
#include "base/progress.h"
#include "threatmodel/delta.h"

namespace drawbridge {

// To be applied to the project before an import that replaces services is merged: controls that stand on such a service go
// to each of those that take over its operations, threats, threads, actions and requirements to the one that takes over
// most. Without it they would hold the replaced service back.
Delta moveToHeirs(const ThreatModel &project, const ThreatModel &imported);

// To be applied to `after`, the project with the import. For each finding of `before` that people spoke about and that
// `after` no longer has:
//  - the decision in force is repeated on the findings that stand where it stood, on the whole or on the places that they
//    share, with the evidence it was taken on, so that it reopens where things became worse; then it is withdrawn on the old;
//  - actions and requirements are linked to them as well, threads move to the one that took over most.
// A decision about a rule on an element goes on for the services that took over the element's operations.
// Nothing where nobody spoke or nothing got lost; costs up to two runs of the analysis. `at`: ISO 8601 with time zone.
Delta carryOver(const ThreatModel &before, const ThreatModel &after, const Catalogue &catalogue, const QString &at, Progress &progress);
// The same by the program's rules and the packs of the project, which are read only where somebody spoke about a finding.
Delta carryOver(const ThreatModel &before, const ThreatModel &after, const QString &at, Progress &progress);

} // namespace drawbridge
