// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/attackpath.h"
#include "analysis/catalogue.h"
#include "analysis/facts.h"

namespace drawbridge {

struct PathResult
{
    QList<Finding> findings; // of kind path, one for each path
    QList<AttackPath> paths; // risk descending, then fingerprint
};

// Searches chains from actors up to partners to every crown jewel, once for each attack-path rule of the catalogue (ENGINE
// section 6.2), and makes one path of all that share a choke. `findings` carry their status.
PathResult findAttackPaths(Facts &facts, const Catalogue &catalogue, const QList<Finding> &findings);

} // namespace drawbridge
