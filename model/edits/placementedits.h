// SPDX-License-Identifier: Apache-2.0
// Where things stand on a diagram. Pure: (model, arguments) → Delta that keeps the model sound. Positions are upper left
// corners in scene units. What is moved counts as placed by a person; boundaries grow so that they contain their members.
#pragma once

#include "edits/selection.h"
#include "threatmodel/delta.h"

#include <QPointF>
#include <QHash>
#include <QRectF>

namespace drawbridge {

// Whether what is dropped inside the drawing of another boundary belongs to it from now on.
enum class ZoneRule { Keep, FollowPlace };

Delta moveElements(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, QPointF> &to, ZoneRule rule = ZoneRule::Keep);
// By an offset: boundaries take along all that stands in them; flows between things that move keep their shape.
Delta moveSelection(const ThreatModel &model, DiagramId diagram, const Selection &selection, QPointF by, ZoneRule rule = ZoneRule::FollowPlace);
// Never below 24 × 24.
Delta resizeElement(const ThreatModel &model, DiagramId diagram, ElementId element, const QRectF &rect);
// Never smaller than what stands in it.
Delta resizeBoundary(const ThreatModel &model, DiagramId diagram, BoundaryId boundary, const QRectF &rect);

enum class Alignment { Left, Center, Right, Top, Middle, Bottom };
Delta alignElements(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, Alignment alignment);
// Equal gaps between neighbours; the outermost two stay. Needs at least three.
Delta distributeElements(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, Qt::Orientation orientation);

// Shows elements of the model on a diagram, with the boundaries they stand in; those already there stay where they are.
Delta showElements(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, QPointF> &at);
// Takes things off a diagram; they stay in the model.
Delta takeOff(const ThreatModel &model, DiagramId diagram, const Selection &selection);
// Lets the next layout find a place for everything on the diagram, also for what a person has placed.
Delta forgetPlaces(const ThreatModel &model, DiagramId diagram);

} // namespace drawbridge
