// SPDX-License-Identifier: Apache-2.0
#include "layout/uncrossing.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <vector>

namespace drawbridge {

namespace {

constexpr int mostNodes = 400;
constexpr qint64 mostWork = 5'000'000; // pairs of flows looked at
constexpr int mostRounds = 4;
constexpr double crossingCost = 160; // in units of length
constexpr double backwardCost = 0.6; // per unit that a flow runs from right to left
constexpr double apart = 24;         // of shapes beside one another
constexpr double least = 1;          // smaller gains are not worth moving anything

double side(const QPointF &a, const QPointF &b, const QPointF &p)
{
    return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
}

class Uncrossing
{
public:
    Uncrossing(const LayoutRequest &request, LayoutPositions &positions) : m_request(request), m_positions(positions), m_edgesAt(size_t(request.nodes.size()))
    {
        for (const LayoutRequest::Edge &edge : request.edges) {
            if (edge.from == edge.to)
                continue;
            const int index = int(m_edges.size());
            m_edges.push_back({edge.from, edge.to});
            m_edgesAt[size_t(edge.from)].push_back(index);
            m_edgesAt[size_t(edge.to)].push_back(index);
        }
    }

    void run()
    {
        QHash<int, std::vector<int>> members;
        std::vector<int> clusters;
        for (int i = 0; i < int(m_request.nodes.size()); ++i) {
            if (m_request.nodes[i].fixed)
                continue;
            std::vector<int> &list = members[m_request.nodes[i].cluster];
            if (list.empty())
                clusters.push_back(m_request.nodes[i].cluster);
            list.push_back(i);
        }
        std::sort(clusters.begin(), clusters.end());
        for (int round = 0; round < mostRounds; ++round) {
            bool changed = false;
            for (const int cluster : clusters) {
                const std::vector<int> &nodes = members[cluster];
                for (size_t a = 0; a < nodes.size(); ++a) {
                    for (size_t b = a + 1; b < nodes.size() && m_work < mostWork; ++b)
                        changed = (fit(nodes[a], nodes[b]) && swapIfBetter(nodes[a], nodes[b])) || changed;
                }
            }
            if (!changed || m_work >= mostWork)
                return;
        }
    }

private:
    struct Edge
    {
        int from, to;
    };

    // Each would stand where the other does without touching anything new.
    bool fit(int a, int b) const
    {
        if (m_edgesAt[size_t(a)].empty() && m_edgesAt[size_t(b)].empty())
            return false;
        const QRectF &p = m_positions.nodes[a], &q = m_positions.nodes[b];
        if (p.size() == q.size())
            return true;
        // One above the other in one column.
        return std::abs(p.height() - q.height()) < 0.5 && std::abs(p.center().x() - q.center().x()) < 1 && m_request.nodes[a].rank == m_request.nodes[b].rank
               && isClear(QRectF(q.center() - QPointF(p.width(), p.height()) / 2, p.size()), a, b) && isClear(QRectF(p.center() - QPointF(q.width(), q.height()) / 2, q.size()), a, b);
    }

    bool isClear(const QRectF &rect, int a, int b) const
    {
        const QRectF room = rect.adjusted(-apart, 0, apart, 0);
        for (int i = 0; i < int(m_positions.nodes.size()); ++i) {
            if (i != a && i != b && m_positions.nodes[i].intersects(room))
                return false;
        }
        return true;
    }

    void swapPlaces(int a, int b)
    {
        const QPointF p = m_positions.nodes[a].center(), q = m_positions.nodes[b].center();
        m_positions.nodes[a].moveCenter(q);
        m_positions.nodes[b].moveCenter(p);
    }

    QPointF centre(int node) const { return m_positions.nodes[node].center(); }

    bool cross(const Edge &s, const Edge &t) const
    {
        if (s.from == t.from || s.from == t.to || s.to == t.from || s.to == t.to)
            return false;
        const QPointF a = centre(s.from), b = centre(s.to), c = centre(t.from), d = centre(t.to);
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    // Of the flows at two nodes.
    double cost(int a, int b)
    {
        std::vector<int> own = m_edgesAt[size_t(a)];
        own.insert(own.end(), m_edgesAt[size_t(b)].begin(), m_edgesAt[size_t(b)].end());
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
        double sum = 0;
        for (const int i : own) {
            const Edge &edge = m_edges[size_t(i)];
            const QPointF d = centre(edge.to) - centre(edge.from);
            sum += std::abs(d.x()) + std::abs(d.y()) + (d.x() < 0 ? -d.x() * backwardCost : 0);
            for (int k = 0; k < int(m_edges.size()); ++k) {
                if (k != i && cross(edge, m_edges[size_t(k)]) && !(k < i && std::binary_search(own.begin(), own.end(), k))) // once per pair
                    sum += crossingCost;
            }
        }
        m_work += qint64(own.size()) * qint64(m_edges.size());
        return sum;
    }

    bool swapIfBetter(int a, int b)
    {
        const double before = cost(a, b);
        swapPlaces(a, b);
        if (cost(a, b) < before - least)
            return true;
        swapPlaces(a, b);
        return false;
    }

    const LayoutRequest &m_request;
    LayoutPositions &m_positions;
    std::vector<Edge> m_edges;
    std::vector<std::vector<int>> m_edgesAt;
    qint64 m_work = 0;
};

} // namespace

void uncross(const LayoutRequest &request, LayoutPositions &positions)
{
    if (request.nodes.size() <= mostNodes && positions.nodes.size() == request.nodes.size())
        Uncrossing(request, positions).run();
}

} // namespace drawbridge
