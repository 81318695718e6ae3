// SPDX-License-Identifier: Apache-2.0
// What a person does to several things of several kinds at once: remove, copy, paste, duplicate. Pure functions.
#pragma once

#include "edits/selection.h"
#include "threatmodel/delta.h"

#include <QPointF>

namespace drawbridge {

// Elements with what depends on them; members of a removed boundary that are not removed themselves move outwards.
Delta removeSelection(const ThreatModel &model, const Selection &selection);
// A person vouches for what was inferred.
Delta confirmSelection(const ThreatModel &model, const Selection &selection);

// The selected things as a small model of its own, for the clipboard (codec.h: encodeModel): elements, the boundaries
// selected with all that stands in them, the flows between the elements, and where they stand on the diagram. What
// belongs to an imported interface (operations, schemas, schemes) stays behind.
ThreatModel fragmentOf(const ThreatModel &model, const Selection &selection, DiagramId diagram);

struct PasteResult
{
    Delta delta;
    Selection pasted; // what to select now
};
// Adds a fragment, from this model or another, as new hand-made things, moved by an offset. Names that are taken are
// numbered. A fragment from outside is repaired first.
PasteResult paste(const ThreatModel &model, const ThreatModel &fragment, DiagramId diagram, QPointF by);
inline PasteResult duplicate(const ThreatModel &model, const Selection &selection, DiagramId diagram, QPointF by)
{
    return paste(model, fragmentOf(model, selection, diagram), diagram, by);
}

} // namespace drawbridge
