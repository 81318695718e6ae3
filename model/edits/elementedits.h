// SPDX-License-Identifier: Apache-2.0
// Adding, changing and removing elements. Pure: (model, arguments) → Delta that keeps the model sound; empty where the
// arguments name nothing that exists.
#pragma once

#include "threatmodel/delta.h"

#include <QPointF>
#include <QSet>

namespace drawbridge {

// An element with a fresh id and a name that no other one has ("Process 2"), not yet in the model.
Element newElement(const ThreatModel &model, ElementKind kind);

// Adds the element and shows it on the diagram with its upper left corner at `at`. Without a boundary of its own it
// comes into the innermost one that is drawn around its middle. A null diagram: in the model only.
Delta addElement(const ThreatModel &model, const Element &element, DiagramId diagram = {}, QPointF at = {});

// The element as in `after` (its id says which). References to what does not exist stay as they were. In another
// boundary than before: boundaries grow around it wherever it is shown.
Delta setElement(const ThreatModel &model, const Element &after);
Delta renameElement(const ThreatModel &model, ElementId element, const QString &name);

// A person vouches for what was inferred, or puts things in or out of scope.
Delta confirmElements(const ThreatModel &model, const QSet<ElementId> &elements);
Delta setInScope(const ThreatModel &model, const QSet<ElementId> &elements, bool inScope);

// With their parts, flows, operations, security schemes, schemas that only they use, placements and controls.
Delta removeElements(const ThreatModel &model, const QSet<ElementId> &elements);

} // namespace drawbridge
