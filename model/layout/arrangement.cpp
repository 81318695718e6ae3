// SPDX-License-Identifier: Apache-2.0
#include "layout/arrangement.h"

#include "layout/channels.h"
#include "layout/columns.h"
#include "layout/refinement.h"
#include "layout/uncrossing.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace drawbridge {

using namespace arrangement;

namespace {

constexpr double widestGap = 216; // for a label

// How far columns and bands may grow before they are folded.
struct Folding
{
    double maxColumnHeight = 1e9;
    double maxWidth = 1e9;
    Split split = Split::Chunks;
    bool fullHeight = true; // zones that stand alone in their column take the height of the page
};

double ratioOf(const QSizeF &size)
{
    return size.height() > 0 ? size.width() / size.height() : 1;
}

// A connected group: as the placer has it where that fits, folded where not.
Block placeComponent(const FlatGraph &graph, const FlatPlacer &placer, const Folding &folding)
{
    const std::optional<QList<QPointF>> centres = placer(graph);
    QList<QList<int>> columns;
    if (centres && centres->size() == graph.sizes.size()) {
        QRectF bounds;
        Block block;
        for (qsizetype i = 0; i < graph.sizes.size(); ++i) {
            const QSizeF &size = graph.sizes[i];
            const QRectF rect((*centres)[i] - QPointF(size.width(), size.height()) / 2, size);
            bounds = bounds.united(rect);
            block.items.append(int(i));
            block.rects.append(rect);
        }
        if (bounds.height() <= folding.maxColumnHeight && bounds.width() <= folding.maxWidth) {
            for (QRectF &rect : block.rects)
                rect.translate(-bounds.topLeft());
            block.size = bounds.size();
            return block;
        }
        columns = columnsOf(graph.sizes, *centres);
    } else {
        QList<int> all(graph.sizes.size());
        std::iota(all.begin(), all.end(), 0);
        columns.append(all);
    }
    return assemble(splitColumns(columns, graph.sizes, folding.maxColumnHeight, folding.split), graph.sizes, folding.maxWidth, graph.columnGap);
}

// Arranges one request under one way of folding.
class Arranger
{
public:
    Arranger(const LayoutRequest &request, const FlatPlacer &placer, const Folding &folding)
        : m_request(request), m_placer(placer), m_folding(folding), m_nodeCount(int(request.nodes.size()))
    {
        m_positions.nodes.resize(request.nodes.size());
        m_positions.clusters.resize(request.clusters.size());
        m_children.resize(request.clusters.size() + 1);
        for (int i = 0; i < m_nodeCount; ++i)
            m_children[request.nodes[i].cluster + 1].append(i);
        for (int c = 0; c < request.clusters.size(); ++c)
            m_children[request.clusters[c].parent + 1].append(m_nodeCount + c);
        m_sizes.resize(m_nodeCount + request.clusters.size());
        for (int i = 0; i < m_nodeCount; ++i)
            m_sizes[i] = request.nodes[i].size;
    }

    LayoutPositions run()
    {
        // Zones from the inside out; requests come without cycles (layoutcodec checks).
        Block root = arrangeChildren(-1);
        m_size = root.size;
        stretch(root);
        place(root, {0, 0});
        return m_positions;
    }

    // Of the page before stretch().
    QSizeF unstretched() const { return m_size; }

private:
    // The child of `cluster` in which a node lies; -1 where it lies elsewhere.
    int childWith(int node, int cluster) const
    {
        int item = node;
        int up = m_request.nodes[node].cluster;
        while (up != cluster) {
            if (up < 0)
                return -1;
            item = m_nodeCount + up;
            up = m_request.clusters[up].parent;
        }
        return item;
    }

    Block arrangeChildren(int cluster)
    {
        const QList<int> items = m_children[cluster + 1];
        for (const int item : items) {
            if (item >= m_nodeCount)
                arrangeCluster(item - m_nodeCount);
        }
        return cluster < 0 ? arrangeColumns(items) : arrangeGroup(items, cluster);
    }

    void arrangeCluster(int cluster)
    {
        const Block block = arrangeChildren(cluster);
        m_blocks.insert(cluster, block);
        const QSizeF minimum = m_request.clusters[cluster].minimum;
        m_sizes[m_nodeCount + cluster] =
            QSizeF(block.size.width() + 2 * margin, block.size.height() + titleHeight + 2 * margin * 0.75).expandedTo(minimum.expandedTo({160, 96}));
    }

    // Inside a zone: connected groups from left to right along the flows, what is not connected in a column or grid.
    Block arrangeGroup(const QList<int> &items, int cluster)
    {
        if (items.isEmpty())
            return {};
        QHash<int, int> indexOf;
        for (int i = 0; i < items.size(); ++i)
            indexOf.insert(items[i], i);
        QList<QPair<int, int>> edges;
        QList<int> group(items.size());
        std::iota(group.begin(), group.end(), 0);
        const auto find = [&](int i) {
            while (group[i] != i)
                i = group[i] = group[group[i]];
            return i;
        };
        for (const LayoutRequest::Edge &edge : m_request.edges) {
            const int from = indexOf.value(childWith(edge.from, cluster), -1), to = indexOf.value(childWith(edge.to, cluster), -1);
            if (from < 0 || to < 0 || from == to)
                continue;
            edges.append({from, to});
            group[find(from)] = find(to);
        }
        QList<QList<int>> components;
        QHash<int, int> componentOf;
        QList<int> single;
        QList<int> sizeOf(items.size(), 0);
        for (int i = 0; i < items.size(); ++i)
            ++sizeOf[find(i)];
        for (int i = 0; i < items.size(); ++i) {
            if (sizeOf[find(i)] == 1) {
                single.append(i);
                continue;
            }
            if (!componentOf.contains(find(i))) {
                componentOf.insert(find(i), int(components.size()));
                components.append(QList<int>());
            }
            components[componentOf.value(find(i))].append(i);
        }
        QList<Block> blocks;
        for (const QList<int> &component : std::as_const(components)) {
            FlatGraph graph;
            graph.columnGap = gap;
            for (const LayoutRequest::Edge &edge : m_request.edges) { // labels stand between the columns
                const int from = indexOf.value(childWith(edge.from, cluster), -1), to = indexOf.value(childWith(edge.to, cluster), -1);
                if (from >= 0 && to >= 0 && from != to && component.contains(from))
                    graph.columnGap = qBound(graph.columnGap, edge.label.width() + labelRoom, widestGap);
            }
            graph.rowGap = rowGap;
            QHash<int, int> local;
            for (const int i : component) {
                local.insert(i, int(graph.sizes.size()));
                graph.sizes.append(m_sizes[items[i]]);
            }
            for (const auto &[from, to] : std::as_const(edges)) {
                if (local.contains(from) && local.contains(to))
                    graph.edges.append({local.value(from), local.value(to)});
            }
            Block block = placeComponent(graph, m_placer, m_folding);
            for (int &i : block.items)
                i = items[component[i]];
            blocks.append(block);
        }
        if (!single.isEmpty()) {
            QList<QSizeF> sizes;
            for (const int i : std::as_const(single))
                sizes.append(m_sizes[items[i]]);
            QList<int> column(sizes.size());
            std::iota(column.begin(), column.end(), 0);
            Block block = assemble(splitColumns({column}, sizes, m_folding.maxColumnHeight, Split::Chunks), sizes, 1e9, gap * 0.5);
            for (int &i : block.items)
                i = items[single[i]];
            blocks.append(block);
        }
        if (blocks.size() == 1)
            return blocks.first();
        double area = 0, widest = 0;
        for (const Block &block : std::as_const(blocks)) {
            area += (block.size.width() + gap) * (block.size.height() + rowGap);
            widest = qMax(widest, block.size.width());
        }
        return shelve(blocks, qMin(m_folding.maxWidth, qMax(widest, std::sqrt(area * 1.6))));
    }

    int rankOf(int item) const
    {
        return item < m_nodeCount ? qMax(0, m_request.nodes[item].rank) : m_request.clusters[item - m_nodeCount].rank;
    }

    // On the page: top-level zones and loose nodes in columns by rank, all columns of one height, as maps of zones are
    // usually drawn. Wraps into bands where that gets too wide.
    Block arrangeColumns(const QList<int> &items)
    {
        QMap<int, QList<int>> byRank;
        for (const int item : items)
            byRank[rankOf(item)].append(item);
        const QList<Column> columns = splitColumns(byRank.values(), m_sizes, qMax(m_folding.maxColumnHeight, 400.0), m_folding.split);
        // Many flows between the zones need a wide channel for their lines and labels.
        int between = 0;
        for (const LayoutRequest::Edge &edge : m_request.edges)
            between += childWith(edge.from, -1) != childWith(edge.to, -1);
        double widestLabel = 0;
        for (const LayoutRequest::Edge &edge : m_request.edges) {
            if (childWith(edge.from, -1) != childWith(edge.to, -1))
                widestLabel = qMax(widestLabel, edge.label.width());
        }
        const double widerBy = qBound(0.0, 8.0 * (between - 5), 176.0);
        Block block = assemble(columns, m_sizes, m_folding.maxWidth, qMax(gap + widerBy, qMin(widestLabel + labelRoom, widestGap)));
        // One band: zones that stand alone in their column take its full height.
        const auto isZoneAlone = [&](const Column &column) { return column.items.size() == 1 && column.items.first() >= m_nodeCount; };
        const bool zoneAlone = m_folding.fullHeight && std::any_of(columns.cbegin(), columns.cend(), isZoneAlone);
        if (zoneAlone && columns.size() >= 2 && block.bands == 1) {
            double height = qMax(block.size.height(), block.size.width() / maxRatio);
            for (qsizetype i = 0; i < block.items.size(); ++i) {
                const bool isAlone = std::any_of(columns.cbegin(), columns.cend(), [&](const Column &column) { return isZoneAlone(column) && column.items.first() == block.items[i]; });
                QRectF &rect = block.rects[i];
                if (isAlone) {
                    rect.setTop(0);
                    rect.setHeight(height);
                } else {
                    rect.translate(0, (height - block.size.height()) / 2);
                }
            }
            block.size.setHeight(height);
        }
        return block;
    }

    // The last resort for what folding cannot make page-like, a single wide zone for example: more room in between.
    void stretch(Block &block) const
    {
        const double ratio = ratioOf(block.size);
        if (block.items.isEmpty() || (ratio >= minRatio && ratio <= maxRatio))
            return;
        QSizeF wanted = block.size;
        if (ratio > maxRatio)
            wanted.setHeight(block.size.width() / maxRatio);
        else
            wanted.setWidth(block.size.height() * minRatio);
        const double fx = wanted.width() / block.size.width(), fy = wanted.height() / block.size.height();
        for (QRectF &rect : block.rects) {
            if (block.rects.size() == 1 && m_nodeCount <= block.items.first())
                rect = QRectF(QPointF(0, 0), wanted);
            else
                rect.moveCenter({rect.center().x() * fx, rect.center().y() * fy});
        }
        block.size = wanted;
    }

    // Final places, from the outside in; contents are spread over the room that a zone got.
    void place(const Block &block, const QPointF &origin)
    {
        for (qsizetype i = 0; i < block.items.size(); ++i) {
            const QRectF rect = block.rects[i].translated(origin);
            if (block.items[i] < m_nodeCount) {
                m_positions.nodes[block.items[i]] = rect;
                continue;
            }
            const int cluster = block.items[i] - m_nodeCount;
            m_positions.clusters[cluster] = rect;
            Block inner = m_blocks.value(cluster);
            const QRectF room = rect.adjusted(margin, titleHeight + margin * 0.75, -margin, -margin * 0.75);
            spread(inner, room.size());
            place(inner, room.topLeft());
        }
    }

    // Uses room to spare: a single column is spread evenly over the height, anything else is centred.
    static void spread(Block &block, const QSizeF &room)
    {
        const double spareWidth = room.width() - block.size.width(), spareHeight = room.height() - block.size.height();
        bool oneColumn = block.items.size() > 1;
        for (qsizetype i = 1; i < block.rects.size(); ++i)
            oneColumn = oneColumn && block.rects[i].top() >= block.rects[i - 1].bottom();
        const double share = oneColumn ? spareHeight / double(block.items.size() + 1) : 0;
        for (qsizetype i = 0; i < block.rects.size(); ++i)
            block.rects[i].translate(spareWidth / 2, oneColumn ? share * double(i + 1) : spareHeight / 2);
        block.size = room;
    }

    const LayoutRequest &m_request;
    const FlatPlacer &m_placer;
    const Folding m_folding;
    const int m_nodeCount;
    QList<QList<int>> m_children; // of cluster + 1; items: nodes, then m_nodeCount + cluster
    QList<QSizeF> m_sizes;        // of items
    QHash<int, Block> m_blocks;   // contents of clusters
    LayoutPositions m_positions;
    QSizeF m_size;
};

// How far a picture is from page-like; folding costs a little, so that the plain arrangement wins where it is good.
constexpr double foldCost = 0.002;
double ugliness(const QSizeF &size, int folds)
{
    const double ratio = ratioOf(size);
    double badness = foldCost * folds;
    if (ratio < minRatio)
        badness += std::log(minRatio / ratio);
    if (ratio > maxRatio)
        badness += std::log(ratio / maxRatio);
    return badness;
}

// Whether zones hold their own nodes and nothing else, and nothing lies on anything.
bool isSound(const LayoutRequest &request, const LayoutPositions &positions)
{
    const auto holds = [&](qsizetype outer, int cluster) {
        for (; cluster >= 0; cluster = request.clusters[cluster].parent) {
            if (cluster == int(outer))
                return true;
        }
        return false;
    };
    for (qsizetype i = 0; i < positions.nodes.size(); ++i) {
        for (qsizetype k = 0; k < i; ++k) {
            if (positions.nodes[i].intersects(positions.nodes[k]))
                return false;
        }
        for (qsizetype c = 0; c < positions.clusters.size(); ++c) {
            const QRectF room = positions.clusters[c].adjusted(0, titleHeight, 0, 0);
            if (holds(c, request.nodes[i].cluster) ? !room.contains(positions.nodes[i]) : positions.clusters[c].intersects(positions.nodes[i]))
                return false;
        }
    }
    for (qsizetype c = 0; c < positions.clusters.size(); ++c) {
        const QSizeF minimum = request.clusters[c].minimum;
        if (positions.clusters[c].width() < minimum.width() || positions.clusters[c].height() < minimum.height())
            return false;
        for (qsizetype other = 0; other < c; ++other) {
            const QRectF &a = positions.clusters[c], &b = positions.clusters[other];
            if (holds(other, int(c)) ? !b.contains(a) : holds(c, int(other)) ? !a.contains(b) : a.intersects(b))
                return false;
        }
    }
    return true;
}

bool isKnown(const QList<LayoutPositions> &list, const LayoutPositions &positions)
{
    return std::any_of(list.cbegin(), list.cend(), [&](const LayoutPositions &known) { return known.nodes == positions.nodes && known.clusters == positions.clusters; });
}

// Distinct page-like arrangements, the plainest first; the one nearest to page-like where none is.
QList<LayoutPositions> arrangements(const LayoutRequest &request, const FlatPlacer &placer, Split split, bool fullHeight, int most)
{
    QList<LayoutPositions> good;
    std::optional<LayoutPositions> best;
    double bestUgliness = 0;
    int folds = 0;
    for (const double maxHeight : {1e9, 2400.0, 1600.0, 1100.0, 800.0, 560.0, 400.0}) {
        for (const double maxWidth : {1e9, 6000.0, 3600.0, 2400.0, 1600.0, 1200.0, 800.0, 560.0}) {
            Arranger arranger(request, placer, {maxHeight, maxWidth, split, fullHeight});
            LayoutPositions positions = arranger.run();
            const double badness = ugliness(arranger.unstretched(), folds++);
            if (badness <= foldCost * (folds - 1) && isSound(request, positions) && !isKnown(good, positions)) {
                good.append(positions);
                if (good.size() >= most)
                    return good;
            }
            if (!best || badness < bestUgliness) {
                best = std::move(positions);
                bestUgliness = badness;
            }
        }
    }
    return good.isEmpty() ? QList<LayoutPositions>{*best} : good;
}

// More room in one direction, so that the picture gets page-like; nothing where that would take too much.
std::optional<LayoutPositions> stretched(LayoutPositions positions)
{
    QRectF all;
    for (const QRectF &rect : std::as_const(positions.nodes))
        all |= rect;
    for (const QRectF &rect : std::as_const(positions.clusters))
        all |= rect;
    if (all.isEmpty())
        return std::nullopt;
    const double ratio = ratioOf(all.size());
    const double fx = std::max(1.0, minRatio / ratio), fy = std::max(1.0, ratio / maxRatio);
    constexpr double most = 1.6;
    if (fx > most || fy > most)
        return std::nullopt;
    for (QRectF &rect : positions.nodes)
        rect.moveCenter({rect.center().x() * fx, rect.center().y() * fy});
    for (QRectF &rect : positions.clusters)
        rect = QRectF(rect.x() * fx, rect.y() * fy, rect.width() * fx, rect.height() * fy);
    return positions;
}

} // namespace

LayoutPositions arrange(const LayoutRequest &request, const FlatPlacer &placer, const WholePlacer &whole)
{
    // A placer is costly and sees the same groups again under every folding.
    QList<QPair<FlatGraph, std::optional<QList<QPointF>>>> cache;
    const FlatPlacer cached = [&](const FlatGraph &graph) {
        for (const auto &[known, result] : std::as_const(cache)) {
            const bool sameEdges = std::equal(known.edges.cbegin(), known.edges.cend(), graph.edges.cbegin(), graph.edges.cend(),
                                              [](const FlatGraph::Edge &a, const FlatGraph::Edge &b) { return a.from == b.from && a.to == b.to; });
            if (known.sizes == graph.sizes && sameEdges)
                return result;
        }
        cache.append({graph, placer(graph)});
        return cache.last().second;
    };
    const int most = mostCandidates(request);
    QList<LayoutPositions> candidates;
    if (most > 1 && whole) {
        std::optional<LayoutPositions> positions = whole(request);
        if (positions) {
            widenChannels(request, *positions);
            positions = stretched(*positions);
        }
        if (positions && isSound(request, *positions))
            candidates.append(*positions);
    }
    for (const bool fullHeight : {true, false}) {
        for (const Split split : {Split::Interleaved, Split::Chunks}) {
            if (candidates.size() < most) {
                for (const LayoutPositions &positions : arrangements(request, cached, split, fullHeight, std::max(1, (most - 1) / 4))) {
                    if (!isKnown(candidates, positions))
                        candidates.append(positions);
                }
            }
        }
    }
    for (LayoutPositions &candidate : candidates)
        uncross(request, candidate);
    return refined(request, candidates);
}

} // namespace drawbridge
