// SPDX-License-Identifier: Apache-2.0
#include "layout/incrementalplacement.h"

#include "layout/arrangement.h"
#include "layout/layeredplacer.h"

#include <cmath>

namespace drawbridge {

using namespace arrangement;

namespace {

constexpr double clearance = 24; // around new things
constexpr double step = 32;      // of the search for a free place

// Keeps what stands already and finds places for the rest, one piece after another.
class IncrementalPlacer
{
public:
    explicit IncrementalPlacer(const LayoutRequest &request) : m_request(request)
    {
        m_positions.nodes.resize(request.nodes.size());
        m_positions.clusters.resize(request.clusters.size());
        m_placed.resize(request.nodes.size());
        for (int i = 0; i < request.nodes.size(); ++i) {
            const LayoutRequest::Node &node = request.nodes[i];
            m_placed[i] = node.fixed;
            if (node.fixed) {
                m_positions.nodes[i] = QRectF(node.position, node.size);
                enclose(node.cluster, m_positions.nodes[i]);
            }
        }
    }

    LayoutPositions run()
    {
        // Zones of which nothing stands yet come as a whole, arranged inside.
        for (int c = 0; c < m_request.clusters.size(); ++c) {
            const int parent = m_request.clusters[c].parent;
            if (m_positions.clusters[c].isNull() && (parent < 0 || !m_positions.clusters[parent].isNull()))
                placeZone(c);
        }
        for (int i = 0; i < m_request.nodes.size(); ++i) {
            if (!m_placed[i])
                placeNode(i);
        }
        return m_positions;
    }

private:
    bool isInside(int cluster, int outer) const
    {
        for (; cluster >= 0; cluster = m_request.clusters[cluster].parent) {
            if (cluster == outer)
                return true;
        }
        return outer < 0;
    }

    static QRectF around(const QRectF &rect) { return rect.adjusted(-margin, -titleHeight - margin * 0.75, margin, margin * 0.75); }

    // The zone's rectangle once it holds `rect`.
    QRectF grown(int cluster, const QRectF &rect) const
    {
        const QRectF wanted = around(rect);
        const QRectF now = m_positions.clusters[cluster];
        return now.isNull() ? wanted : now.united(wanted);
    }

    void enclose(int cluster, QRectF rect)
    {
        for (; cluster >= 0; cluster = m_request.clusters[cluster].parent) {
            m_positions.clusters[cluster] = grown(cluster, rect);
            rect = m_positions.clusters[cluster];
        }
    }

    // Whether `rect` may stand there as a member of `cluster`: touches nothing, and no zone that grows for it swallows
    // or meets anything foreign.
    bool isFree(const QRectF &rect, int cluster) const
    {
        const QRectF room = rect.adjusted(-clearance, -clearance, clearance, clearance);
        for (int i = 0; i < m_placed.size(); ++i) {
            if (m_placed[i] && m_positions.nodes[i].intersects(room))
                return false;
        }
        for (int c = 0; c < m_request.clusters.size(); ++c) {
            if (!m_positions.clusters[c].isNull() && !isInside(cluster, c) && m_positions.clusters[c].intersects(room))
                return false;
        }
        QRectF inner = rect;
        for (int zone = cluster; zone >= 0; zone = m_request.clusters[zone].parent) {
            const QRectF bigger = grown(zone, inner);
            if (bigger == m_positions.clusters[zone])
                return true; // nothing outside grows either
            for (int i = 0; i < m_placed.size(); ++i) {
                if (m_placed[i] && !isInside(m_request.nodes[i].cluster, zone) && m_positions.nodes[i].intersects(bigger))
                    return false;
            }
            for (int c = 0; c < m_request.clusters.size(); ++c) {
                if (!m_positions.clusters[c].isNull() && !isInside(c, zone) && !isInside(zone, c) && m_positions.clusters[c].intersects(bigger))
                    return false;
            }
            inner = bigger;
        }
        return true;
    }

    QRectF everything() const
    {
        QRectF all;
        for (int i = 0; i < m_placed.size(); ++i) {
            if (m_placed[i])
                all = all.united(m_positions.nodes[i]);
        }
        for (const QRectF &rect : m_positions.clusters)
            all = all.united(rect);
        return all;
    }

    // The free place nearest to the wanted one, in rings around it; right of everything where there is none near.
    QPointF freePlace(const QSizeF &size, const QPointF &wanted, int cluster) const
    {
        if (isFree(QRectF(wanted, size), cluster))
            return wanted;
        for (int ring = 1; ring <= 60; ++ring) {
            std::optional<QPointF> best;
            double bestDistance = 0;
            for (int dx = -ring; dx <= ring; ++dx) {
                for (int dy = -ring; dy <= ring; dy += std::abs(dx) == ring ? 1 : 2 * ring) {
                    const QPointF place = wanted + QPointF(dx, dy) * step;
                    const double distance = std::hypot(dx, dy);
                    if ((!best || distance < bestDistance) && isFree(QRectF(place, size), cluster)) {
                        best = place;
                        bestDistance = distance;
                    }
                }
            }
            if (best)
                return *best;
        }
        const QRectF all = everything();
        return {all.right() + gap, all.top() + titleHeight + margin};
    }

    // Where something would best stand: right of what flows into it, left of what it flows to, else in its zone.
    QPointF wantedPlace(const QList<int> &nodes, const QSizeF &size, int cluster) const
    {
        QPointF sum;
        int count = 0;
        for (const LayoutRequest::Edge &edge : m_request.edges) {
            const bool fromNew = nodes.contains(edge.from), toNew = nodes.contains(edge.to);
            if (fromNew == toNew)
                continue;
            const int other = fromNew ? edge.to : edge.from;
            if (!m_placed[other])
                continue;
            const QRectF &rect = m_positions.nodes[other];
            sum += fromNew ? QPointF(rect.left() - gap - size.width(), rect.center().y() - size.height() / 2)
                           : QPointF(rect.right() + gap, rect.center().y() - size.height() / 2);
            ++count;
        }
        const QRectF zone = cluster < 0 ? QRectF() : m_positions.clusters[cluster];
        if (count > 0) {
            QPointF wanted = sum / count;
            if (!zone.isNull()) {
                wanted.setX(qBound(zone.left() + margin, wanted.x(), qMax(zone.left() + margin, zone.right() - margin - size.width())));
                wanted.setY(qMax(zone.top() + titleHeight + margin * 0.75, wanted.y()));
            }
            return wanted;
        }
        if (!zone.isNull())
            return {zone.left() + margin, zone.bottom() - margin * 0.75 + rowGap};
        const QRectF all = everything();
        return all.isNull() ? QPointF(0, 0) : QPointF(all.left(), all.bottom() + gap);
    }

    void placeNode(int i)
    {
        const LayoutRequest::Node &node = m_request.nodes[i];
        const QPointF place = freePlace(node.size, wantedPlace({i}, node.size, node.cluster), node.cluster);
        m_positions.nodes[i] = QRectF(place, node.size);
        m_placed[i] = true;
        enclose(node.cluster, m_positions.nodes[i]);
    }

    void placeZone(int cluster)
    {
        LayoutRequest inner;
        QList<int> nodes, clusters;
        for (int c = 0; c < m_request.clusters.size(); ++c) {
            if (isInside(c, cluster))
                clusters.append(c);
        }
        for (const int c : std::as_const(clusters)) {
            LayoutRequest::Cluster copy = m_request.clusters[c];
            copy.parent = int(clusters.indexOf(copy.parent));
            inner.clusters.append(copy);
        }
        for (int i = 0; i < m_request.nodes.size(); ++i) {
            if (!m_placed[i] && clusters.contains(m_request.nodes[i].cluster)) {
                LayoutRequest::Node copy = m_request.nodes[i];
                copy.cluster = int(clusters.indexOf(copy.cluster));
                inner.nodes.append(copy);
                nodes.append(i);
            }
        }
        for (const LayoutRequest::Edge &edge : m_request.edges) {
            if (nodes.contains(edge.from) && nodes.contains(edge.to))
                inner.edges.append({int(nodes.indexOf(edge.from)), int(nodes.indexOf(edge.to)), edge.label});
        }
        const LayoutPositions arranged = arrange(inner, placeInLayers);
        const qsizetype outermost = clusters.indexOf(cluster);
        const QRectF whole = arranged.clusters[outermost];
        const int parent = m_request.clusters[cluster].parent;
        const QPointF place = freePlace(whole.size(), wantedPlace(nodes, whole.size(), parent), parent);
        const QPointF offset = place - whole.topLeft();
        for (qsizetype k = 0; k < nodes.size(); ++k) {
            m_positions.nodes[nodes[k]] = arranged.nodes[k].translated(offset);
            m_placed[nodes[k]] = true;
        }
        for (qsizetype k = 0; k < clusters.size(); ++k)
            m_positions.clusters[clusters[k]] = arranged.clusters[k].translated(offset);
        enclose(parent, m_positions.clusters[cluster]);
    }

    const LayoutRequest &m_request;
    LayoutPositions m_positions;
    QList<bool> m_placed;
};

} // namespace

LayoutPositions placeIncrementally(const LayoutRequest &request)
{
    return IncrementalPlacer(request).run();
}

} // namespace drawbridge
