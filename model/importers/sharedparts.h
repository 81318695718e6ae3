// SPDX-License-Identifier: Apache-2.0
// Parts of a system that all documents share: their keys name no file, and no source owns them.
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// The zone of a kind: Internet, Edge, Application, Data (inside Application), Management, ThirdParty; Custom is the machine
// that runs containers. Adds it, and the zone around it, where the model has none yet.
BoundaryId sharedZone(ThreatModel &model, ZoneKind kind, const SourceRef &at);

// Anybody on the network.
ElementId anonymousCallers(ThreatModel &model, const SourceRef &at);
// Whoever works on the machine that runs the containers.
ElementId hostUsers(ThreatModel &model, const SourceRef &at);
// A host outside the system that something in it calls.
ElementId thirdParty(ThreatModel &model, const QString &host, const QString &name, const QString &subkind, const SourceRef &at);

} // namespace drawbridge
