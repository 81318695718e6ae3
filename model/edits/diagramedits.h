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
// Another diagram that shows the same things at the same places, right after it in order. Its id comes first.
std::pair<DiagramId, Delta> copyDiagram(const ThreatModel &model, DiagramId diagram);
// The diagram that details a process: the process with its parts, what exchanges data with it, and their flows, waiting
// for a place. The one there is, with an empty Delta, where it has one already; a null id where there is no such process.
std::pair<DiagramId, Delta> detailElement(const ThreatModel &model, ElementId process);
// One place up (-1) or down (1) among the diagrams in order; nothing at either end.
Delta moveDiagram(const ThreatModel &model, DiagramId diagram, int by);
// In the order of lists: by position, then by id.
QList<Diagram> diagramsInOrder(const ThreatModel &model);
Delta renameDiagram(const ThreatModel &model, DiagramId diagram, const QString &name);
// What stands on them stays in the model.
Delta removeDiagrams(const ThreatModel &model, const QSet<DiagramId> &diagrams);

} // namespace drawbridge
