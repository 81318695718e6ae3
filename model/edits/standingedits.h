// SPDX-License-Identifier: Apache-2.0
// How things stand on a diagram beyond their place: locked, collapsed, in front, opened, of one size. Pure:
// (model, arguments) → Delta that keeps the model sound; empty where the arguments name nothing that stands there.
#pragma once

#include "edits/selection.h"
#include "threatmodel/delta.h"

namespace drawbridge {

// What is locked is neither moved nor resized by gestures or layout. Flows cannot be locked.
Delta setLocked(const ThreatModel &model, DiagramId diagram, const Selection &selection, bool locked);
// Whether moving the selection would move something locked: itself, or what stands in a boundary of it.
bool isHeldByLock(const ThreatModel &model, DiagramId diagram, const Selection &selection);

// Collapsed boundaries are drawn as one box. Expanded ones let those around them grow.
Delta setCollapsed(const ThreatModel &model, DiagramId diagram, const QSet<BoundaryId> &boundaries, bool collapsed);

// Among the elements of the diagram, keeping the order of those that move.
Delta bringToFront(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements);
Delta sendToBack(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements);

// Opened flows are drawn on their own and list their operations.
Delta setOpened(const ThreatModel &model, DiagramId diagram, const QSet<FlowId> &flows, bool opened);

enum class SameSize { Width, Height, Both };
// As wide or high as `like`, around the same middle.
Delta makeSameSize(const ThreatModel &model, DiagramId diagram, const QSet<ElementId> &elements, ElementId like, SameSize what);

} // namespace drawbridge
