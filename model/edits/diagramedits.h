// SPDX-License-Identifier: Apache-2.0
// Adding, naming, ordering and removing diagrams. Pure: (model, arguments) → Delta that keeps the model sound.
#pragma once

#include "threatmodel/delta.h"

#include <QSet>

namespace drawbridge {

// A diagram with a fresh id and a free name, last in order; not yet in the model.
Diagram newDiagram(const ThreatModel &model);
Delta addDiagram(const ThreatModel &model, const Diagram &diagram);
// The diagram as in `after` (its id says which); a subject that does not exist stays as it was.
Delta setDiagram(const ThreatModel &model, const Diagram &after);
Delta renameDiagram(const ThreatModel &model, DiagramId diagram, const QString &name);
// What stands on them stays in the model.
Delta removeDiagrams(const ThreatModel &model, const QSet<DiagramId> &diagrams);

} // namespace drawbridge
