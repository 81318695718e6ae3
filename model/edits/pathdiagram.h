// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

// A diagram of one attack path: its elements in the order of its steps, from left to right, with the boundaries that they
// stand in. `fingerprint` is that of the path's finding. Elements that do not exist are left out; without any, nothing.
struct PathDiagram
{
    DiagramId diagram; // the new one; null: nothing to show
    Delta delta;
};
PathDiagram makePathDiagram(const ThreatModel &model, const QString &name, const QString &fingerprint, const QList<ElementId> &elements);

} // namespace drawbridge
