// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "attackpaths/attackgraph.h"

#include <optional>

namespace drawbridge {

// A chain of steps from a start to a goal.
struct AttackChain
{
    std::vector<quint32> steps; // rows, in order
    Chance chance = certainChance; // the product
};

struct SearchLimits
{
    const std::vector<bool> *withoutChanges = nullptr; // changes that are made: their steps are gone
    int strongBarriers = 0; // a chain may pass at most so many; steps with more are not taken
};

// The most probable chain (Dijkstra over −ln of the chances, here by their products; ENGINE section 6.2). None: no chain.
std::optional<AttackChain> bestChain(const AttackGraph &graph, quint32 start, quint32 goal, const SearchLimits &limits = {});

// The most probable chain to every node at once: chances (0: none) and the last step (-1: none).
struct ChainTree
{
    std::vector<Chance> chances;
    std::vector<int> by;
};
ChainTree chainsFrom(const AttackGraph &graph, quint32 start, const SearchLimits &limits = {});
AttackChain chainTo(const AttackGraph &graph, const ChainTree &tree, quint32 goal);

// Steps of chains whose chance is at least `threshold`: best to the step × the step × best from it. Sorted.
std::vector<quint32> stepsAbove(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, const SearchLimits &limits = {});

// How many chains without a circle have at least the chance; counting ends at `most`.
int countChains(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, int most, const SearchLimits &limits = {});

// The cheapest set of changes after which no chain with at least the chance is left; rows, sorted. Empty: there is none.
std::vector<quint32> cheapestChanges(const AttackGraph &graph, quint32 start, quint32 goal, Chance threshold, const SearchLimits &limits = {});

} // namespace drawbridge
