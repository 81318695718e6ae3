// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <vector>

namespace drawbridge {

// An edge that can be taken away for a price.
struct CutEdge
{
    quint32 from = 0, to = 0;
    qint64 cost = 0; // uncuttable: cannot be taken away
};
constexpr qint64 uncuttable = qint64(1) << 40;

struct MinCut
{
    qint64 cost = 0; // at least `uncuttable`: there is no cut
    std::vector<quint32> edges; // rows, sorted; empty where there is no cut or nothing to cut
};

// The cheapest edges without which nothing leads from source to sink (Dinic's maximum flow; the cut nearest to the source).
MinCut minimumCut(quint32 nodes, const std::vector<CutEdge> &edges, quint32 source, quint32 sink);

} // namespace drawbridge
