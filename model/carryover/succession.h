// SPDX-License-Identifier: Apache-2.0
// Which findings stand, after a change of the model, where others stood before it.
#pragma once

#include "analysis/finding.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Services that took over from an element which is gone: those that now have its operations, the one with most of them
// first. Empty where the element is still there.
QList<ElementId> heirsOf(ElementId element, const ThreatModel &before, const ThreatModel &after);

// One place of a finding and the place of the other where it stands now; indexes into their occurrences.
struct PlaceMatch
{
    qsizetype before = 0, after = 0;
};

// A finding that took over places of another.
struct Successor
{
    const Finding *finding = nullptr; // of the second list
    QList<PlaceMatch> places;         // one per place of `finding` that the other stood on; never empty
    bool isWhole() const { return places.size() == finding->occurrences.size(); } // it stands nowhere else
};

// The findings of the same rule and kind that stand where `gone` stood, by fingerprint. Keeps pointers into `now`.
QList<Successor> successorsOf(const Finding &gone, const ThreatModel &before, const QList<Finding> &now, const ThreatModel &after);

} // namespace drawbridge
