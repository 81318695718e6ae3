// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Where the operations of a specification run.
struct Assignment
{
    ElementId entry; // the deployed service through which callers come in; null: none in front of the services
    QHash<OperationId, ElementId> service; // operations that nothing assigns are missing; empty: nothing fits
};

// Judges by server addresses, routes of gateways, names and paths (see joinDeployments). Without side effects.
// `specifications`: how many there are to share the deployed services.
Assignment assignOperations(const ThreatModel &model, const Source &source, qsizetype specifications);

} // namespace drawbridge
