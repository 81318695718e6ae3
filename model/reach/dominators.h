// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <vector>

namespace drawbridge {

// The immediate dominator of each node: the last node that every path from the root to it passes; -1 for the root and for
// what the root does not reach. Iterates over reverse postorder (Cooper, Harvey, Kennedy: A Simple, Fast Dominance
// Algorithm), which suits graphs of this size.
std::vector<int> immediateDominators(const std::vector<std::vector<quint32>> &successors, quint32 root);

} // namespace drawbridge
