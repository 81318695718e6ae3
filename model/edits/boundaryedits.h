// SPDX-License-Identifier: Apache-2.0
// Drawing, nesting and removing boundaries. Pure: (model, arguments) → Delta that keeps the model sound; empty where the
// arguments name nothing that exists.
#pragma once

#include "threatmodel/delta.h"

#include <QRectF>
#include <QSet>

namespace drawbridge {

// A boundary with a fresh id and a name that no other one has, with the level of trust that its kind suggests; not yet
// in the model.
TrustBoundary newBoundary(const ThreatModel &model, ZoneKind kind);
// 0 (anyone) to 4 (restricted); unknownTrust for a custom one.
int usualTrust(ZoneKind kind);

// Adds the boundary and draws it; elements and boundaries that lie wholly inside the rectangle come into it, as far as
// they were in the boundary around it. Without a parent of its own it comes into the innermost one around its middle.
Delta addBoundary(const ThreatModel &model, const TrustBoundary &boundary, DiagramId diagram, const QRectF &rect);
// Adds the boundary around these elements, inside the innermost boundary that holds them all.
Delta groupElements(const ThreatModel &model, const TrustBoundary &boundary, const QSet<ElementId> &elements);

// The boundary as in `after` (its id says which). A parent that does not exist or lies inside it stays as it was.
Delta setBoundary(const ThreatModel &model, const TrustBoundary &after);
Delta renameBoundary(const ThreatModel &model, BoundaryId boundary, const QString &name);
// Null: out of all boundaries. Boundaries grow around their new members wherever these are shown.
Delta moveIntoBoundary(const ThreatModel &model, const QSet<ElementId> &elements, BoundaryId boundary);
// Members and nested boundaries move to the next boundary outside.
Delta removeBoundaries(const ThreatModel &model, const QSet<BoundaryId> &boundaries);

// The innermost boundary drawn around a point; null where there is none.
BoundaryId boundaryAt(const ThreatModel &model, DiagramId diagram, QPointF at);

} // namespace drawbridge
