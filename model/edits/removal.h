// SPDX-License-Identifier: Apache-2.0
// Taking things out of a draft together with what cannot stand without them. Behind the public edits.
#pragma once

#include "edits/draft.h"

#include <QSet>

namespace drawbridge {

// Elements with their parts, flows, operations, security schemes, the schemas that only they use, the diagrams that
// detail them, placements and controls. Sources that they stood for stay, without a service: what a person removed does
// not come back with the next import.
void removeElements(Draft &draft, const QSet<ElementId> &elements);
// With their placements and controls.
void removeFlows(Draft &draft, const QSet<FlowId> &flows);
// With their parameters and the schemas that only they use; flows carry them no longer.
void removeOperations(Draft &draft, const QSet<OperationId> &operations);
// Members and nested boundaries move to the next boundary outside that stays.
void removeBoundaries(Draft &draft, const QSet<BoundaryId> &boundaries);
// With the placements on them; the things themselves stay.
void removeDiagrams(Draft &draft, const QSet<DiagramId> &diagrams);

} // namespace drawbridge
