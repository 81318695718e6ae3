// SPDX-License-Identifier: Apache-2.0
#include "attackpaths/mincut.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Dinic: blocking flows in level graphs until the sink is cut off.
class Flow
{
public:
    Flow(quint32 nodes, const std::vector<CutEdge> &edges) : m_out(nodes)
    {
        for (const CutEdge &edge : edges) {
            m_out[edge.from].push_back(quint32(m_arcs.size()));
            m_arcs.push_back({edge.to, edge.cost});
            m_out[edge.to].push_back(quint32(m_arcs.size()));
            m_arcs.push_back({edge.from, 0});
        }
    }

    qint64 run(quint32 source, quint32 sink)
    {
        qint64 total = 0;
        while (total < uncuttable && levels(source)[sink] >= 0) {
            m_next.assign(m_out.size(), 0);
            while (const qint64 pushed = push(source, sink, uncuttable))
                total += pushed;
        }
        return total;
    }

    const std::vector<int> &levels(quint32 source)
    {
        m_level.assign(m_out.size(), -1);
        m_level[source] = 0;
        std::vector<quint32> queue = {source};
        for (size_t at = 0; at < queue.size(); ++at) {
            for (const quint32 arc : m_out[queue[at]]) {
                const quint32 to = m_arcs[arc].to;
                if (m_arcs[arc].left > 0 && m_level[to] < 0) {
                    m_level[to] = m_level[queue[at]] + 1;
                    queue.push_back(to);
                }
            }
        }
        return m_level;
    }

private:
    struct Arc
    {
        quint32 to;
        qint64 left;
    };

    // Depth is bounded by the number of levels, that is, by the nodes of an attack graph; the search keeps its own stack.
    qint64 push(quint32 source, quint32 sink, qint64 most)
    {
        std::vector<quint32> path; // arcs
        quint32 node = source;
        while (node != sink) {
            size_t &next = m_next[node];
            bool moved = false;
            for (; next < m_out[node].size(); ++next) {
                const Arc &arc = m_arcs[m_out[node][next]];
                if (arc.left > 0 && m_level[arc.to] == m_level[node] + 1) {
                    path.push_back(m_out[node][next]);
                    node = arc.to;
                    moved = true;
                    break;
                }
            }
            if (moved)
                continue;
            if (path.empty())
                return 0;
            const quint32 back = path.back();
            path.pop_back();
            node = m_arcs[back ^ 1].to;
            ++m_next[node];
        }
        for (const quint32 arc : path)
            most = std::min(most, m_arcs[arc].left);
        for (const quint32 arc : path) {
            m_arcs[arc].left -= most;
            m_arcs[arc ^ 1].left += most;
        }
        return most;
    }

    std::vector<std::vector<quint32>> m_out;
    std::vector<Arc> m_arcs; // an edge and, at the next row, its reverse
    std::vector<int> m_level;
    std::vector<size_t> m_next;
};

} // namespace

MinCut minimumCut(quint32 nodes, const std::vector<CutEdge> &edges, quint32 source, quint32 sink)
{
    MinCut cut;
    Flow flow(nodes, edges);
    cut.cost = flow.run(source, sink);
    if (cut.cost >= uncuttable)
        return cut;
    const std::vector<int> reached = flow.levels(source);
    for (quint32 row = 0; row < edges.size(); ++row) {
        if (reached[edges[row].from] >= 0 && reached[edges[row].to] < 0)
            cut.edges.push_back(row);
    }
    return cut;
}

} // namespace drawbridge
