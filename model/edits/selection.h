// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/values.h"

#include <QSet>

namespace drawbridge {

// What a person has selected: things of several kinds at once.
struct Selection
{
    QSet<ElementId> elements;
    QSet<FlowId> flows;
    QSet<BoundaryId> boundaries;

    bool isEmpty() const { return elements.isEmpty() && flows.isEmpty() && boundaries.isEmpty(); }
    bool operator==(const Selection &) const = default;
};

} // namespace drawbridge
