// SPDX-License-Identifier: Apache-2.0
// Several inputs make one system: what specifications describe meets the services that deployment files run.
#pragma once

#include "base/diagnostics.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// A file that says which services run, rather than what one of them offers.
bool isDeployment(const Source &source);

// Joins the specifications of a model with its deployment files, where it has both; changes nothing else. A
// specification belongs to the deployed service that its server addresses, its name or its being the only one point to;
// behind a gateway each operation belongs to the service that the gateway's routes, or the first parts of the path,
// name. Operations that nothing assigns stay on the service of their specification, with a warning. The inferred store
// gives way to deployed ones, callers come in where the deployment lets them. Run it on what the sources say alone,
// before diagrams are added; the order in which sources were read does not matter.
void joinDeployments(ThreatModel &model, Diagnostics &diagnostics);

// Keeps what each source says alone in `baselines`, for the next import into a project. Before joinDeployments.
void keepAlone(ThreatModel &model);

// The import together with what the other sources of the project said last time: where a deployment file is among them,
// all are joined anew, as if they had been imported at once.
void joinWithProject(ThreatModel &imported, const ThreatModel &project, Diagnostics &diagnostics);

} // namespace drawbridge
