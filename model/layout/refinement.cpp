// SPDX-License-Identifier: Apache-2.0
#include "layout/refinement.h"

#include "layout/arrangement.h"
#include "layout/channels.h"
#include "layout/picturecost.h"

#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace drawbridge {

using namespace arrangement;

namespace {

constexpr qint64 mostWork = 2'500'000; // of routing, all placings together
constexpr qint64 workEach = 800;       // of pulling lines apart, placing labels and counting, per flow
constexpr qint64 workPair = 40;        // the same, per two flows
constexpr qsizetype mostNodes = 120, mostEdges = 100; // larger pictures take too long to be routed several times
constexpr int mostTrials = 200;
constexpr int mostInVain = 60; // trials after one another without a gain
constexpr double least = 0.5;  // smaller gains are not worth a change

qint64 workOf(const LayoutRequest &request, const PictureCost &cost)
{
    const qint64 edges = request.edges.size();
    return cost.work + workEach * edges + workPair * edges * edges;
}

class Refiner
{
public:
    Refiner(const LayoutRequest &request, LayoutPositions start, const PictureCost &cost) : m_request(request), m_best(std::move(start)), m_cost(cost)
    {
        for (int e = 0; e < int(request.edges.size()); ++e) {
            if (request.edges[e].from != request.edges[e].to)
                m_edges.append(e);
        }
    }

    LayoutPositions run(qint64 work)
    {
        if (m_edges.isEmpty())
            return m_best;
        // A change that is none, or known, costs nothing, but there may be nothing else.
        int inVain = 0, trials = 0;
        for (int attempt = 0; attempt < 10 * mostTrials && trials < mostTrials && inVain < mostInVain && work > 0 && m_cost.disturbing > 0; ++attempt) {
            LayoutPositions next = m_best;
            if (!change(next) || m_tried.contains(keyOf(next)))
                continue;
            m_tried.insert(keyOf(next));
            ++trials;
            const PictureCost cost = pictureCost(m_request, next);
            work -= workOf(m_request, cost);
            ++inVain;
            if (cost.sum() < m_cost.sum() - least) {
                m_best = std::move(next);
                m_cost = cost;
                inVain = 0;
            }
        }
        return m_best;
    }

private:
    static size_t keyOf(const LayoutPositions &positions)
    {
        size_t key = 0;
        for (const QRectF &rect : positions.nodes)
            key = qHashMulti(key, rect.x(), rect.y());
        return key;
    }

    int below(int count) { return m_random.bounded(count); }

    bool change(LayoutPositions &next)
    {
        // Mostly where something disturbs.
        const QList<int> &edges = m_cost.edges.isEmpty() || below(4) == 0 ? m_edges : m_cost.edges;
        const LayoutRequest::Edge &edge = m_request.edges[edges[below(int(edges.size()))]];
        const bool fromEnd = below(2) == 0;
        const int node = fromEnd ? edge.from : edge.to, other = fromEnd ? edge.to : edge.from;
        switch (below(9)) {
        case 0:
        case 1:
        case 2: return swapWithAny(next, node);
        case 3:
        case 4: return swapWithNeighbour(next, node);
        case 5:
        case 6: return lineUp(next, node, other);
        case 7: return widen(next, node, other);
        default: return turnUpsideDown(next, m_request.nodes[node].cluster);
        }
    }

    bool isFree(const LayoutPositions &positions, int node, const QRectF &rect, int ignored = -1) const
    {
        const QRectF room = rect.adjusted(-roomBeside, -roomAbove, roomBeside, roomAbove);
        for (int i = 0; i < int(positions.nodes.size()); ++i) {
            if (i != node && i != ignored && positions.nodes[i].intersects(room))
                return false;
        }
        const int cluster = m_request.nodes[node].cluster;
        for (int c = 0; c < int(positions.clusters.size()); ++c) {
            if (!holds(c, cluster) && positions.clusters[c].intersects(room))
                return false;
        }
        if (cluster < 0)
            return true;
        return positions.clusters[cluster].adjusted(margin / 2, titleHeight + margin / 2, -margin / 2, -margin / 2).contains(rect);
    }

    // Whether zone `outer` is `cluster`, or lies around it.
    bool holds(int outer, int cluster) const
    {
        for (; cluster >= 0; cluster = m_request.clusters[cluster].parent) {
            if (cluster == outer)
                return true;
        }
        return false;
    }

    // With a shape of the same size in the same zone.
    bool swapWithAny(LayoutPositions &next, int node)
    {
        QList<int> others;
        for (int i = 0; i < int(m_request.nodes.size()); ++i) {
            if (i != node && m_request.nodes[i].cluster == m_request.nodes[node].cluster && next.nodes[i].size() == next.nodes[node].size())
                others.append(i);
        }
        if (others.isEmpty())
            return false;
        const int other = others[below(int(others.size()))];
        if (m_request.nodes[node].cluster < 0 && m_request.nodes[node].rank != m_request.nodes[other].rank)
            return false;
        std::swap(next.nodes[node], next.nodes[other]);
        return true;
    }

    // With the one above or below in the same column, whatever their sizes.
    bool swapWithNeighbour(LayoutPositions &next, int node)
    {
        int other = -1;
        for (int i = 0; i < int(m_request.nodes.size()); ++i) {
            if (i != node && m_request.nodes[i].cluster == m_request.nodes[node].cluster && std::abs(next.nodes[i].center().x() - next.nodes[node].center().x()) < 1
                && next.nodes[i].top() > next.nodes[node].top() && (other < 0 || next.nodes[i].top() < next.nodes[other].top()))
                other = i;
        }
        if (other < 0)
            return false;
        QRectF &upper = next.nodes[node], &lower = next.nodes[other];
        const double top = upper.top(), bottom = lower.bottom();
        lower.moveTop(top);
        upper.moveBottom(bottom);
        return isFree(next, node, upper) && isFree(next, other, lower);
    }

    // Level with the other end of a flow, or as far beside it as a line needs.
    bool lineUp(LayoutPositions &next, int node, int other)
    {
        QRectF &rect = next.nodes[node];
        constexpr double steps[] = {0, 0, 0, -24, 24, -48, 48};
        const double wanted = std::round(next.nodes[other].center().y() + steps[below(7)]);
        if (std::abs(rect.center().y() - wanted) < 1)
            return false;
        rect.moveCenter({rect.center().x(), wanted});
        return isFree(next, node, rect);
    }

    // Makes room in a channel that the flow passes.
    bool widen(LayoutPositions &next, int node, int other)
    {
        const double from = std::min(next.nodes[node].left(), next.nodes[other].left()), to = std::max(next.nodes[node].right(), next.nodes[other].right());
        QList<Channel> passed;
        for (const Channel &channel : channelsOf(next)) {
            if (channel.left > from && channel.right < to)
                passed.append(channel);
        }
        if (passed.isEmpty())
            return false;
        constexpr double room = 48, widest = 360;
        const Channel &channel = passed[below(int(passed.size()))];
        if (channel.right - channel.left + room > widest)
            return false;
        addRoom(next, {{channel.at, room}});
        QRectF all;
        for (const auto &list : {next.nodes, next.clusters}) {
            for (const QRectF &rect : list)
                all |= rect;
        }
        return all.width() < widestRatio * all.height();
    }

    // What stands in a zone (of the page: -1, nothing), from top to bottom the other way round.
    bool turnUpsideDown(LayoutPositions &next, int cluster)
    {
        if (cluster < 0)
            return false;
        double top = 1e18, bottom = -1e18;
        const auto isInner = [&](int c) { return c != cluster && holds(cluster, c); };
        for (int i = 0; i < int(next.nodes.size()); ++i) {
            if (m_request.nodes[i].cluster == cluster) {
                top = std::min(top, next.nodes[i].top());
                bottom = std::max(bottom, next.nodes[i].bottom());
            }
        }
        for (int c = 0; c < int(next.clusters.size()); ++c) {
            if (isInner(c)) {
                top = std::min(top, next.clusters[c].top());
                bottom = std::max(bottom, next.clusters[c].bottom());
            }
        }
        // Inner zones keep their inside, so that titles stay at the top.
        for (int i = 0; i < int(next.nodes.size()); ++i) {
            if (m_request.nodes[i].cluster == cluster)
                next.nodes[i].moveTop(top + bottom - next.nodes[i].bottom());
        }
        for (int c = 0; c < int(next.clusters.size()); ++c) {
            if (m_request.clusters[c].parent != cluster)
                continue;
            const double by = top + bottom - next.clusters[c].bottom() - next.clusters[c].top();
            for (int inner = 0; inner < int(next.clusters.size()); ++inner) {
                if (holds(c, inner))
                    next.clusters[inner].translate(0, by);
            }
            for (int i = 0; i < int(next.nodes.size()); ++i) {
                if (holds(c, m_request.nodes[i].cluster))
                    next.nodes[i].translate(0, by);
            }
        }
        return true;
    }

    static constexpr double roomBeside = 40, roomAbove = 24;
    static constexpr double widestRatio = 2.7;
    const LayoutRequest &m_request;
    LayoutPositions m_best;
    PictureCost m_cost;
    QList<int> m_edges;
    QSet<size_t> m_tried;
    QRandomGenerator m_random{1}; // always the same
};

} // namespace

int mostCandidates(const LayoutRequest &request)
{
    return request.nodes.size() > mostNodes || request.edges.size() > mostEdges ? 1 : request.nodes.size() > mostNodes / 2 ? 4 : 12;
}

LayoutPositions refined(const LayoutRequest &request, const QList<LayoutPositions> &candidates)
{
    if (candidates.size() == 1 && mostCandidates(request) == 1)
        return candidates.first();
    qsizetype best = -1;
    PictureCost lowest;
    qint64 work = mostWork;
    for (qsizetype i = 0; i < candidates.size() && work > 0; ++i) {
        const PictureCost cost = pictureCost(request, candidates[i]);
        work -= workOf(request, cost);
        if (best < 0 || cost.sum() < lowest.sum()) {
            best = i;
            lowest = cost;
        }
    }
    return Refiner(request, candidates[best], lowest).run(work);
}

} // namespace drawbridge
