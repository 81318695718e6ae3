// SPDX-License-Identifier: Apache-2.0
#include "graphvizplacer.h"

#include "layout/layeredplacer.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>

namespace drawbridge {

namespace {

constexpr double pointsPerInch = 72; // one scene unit is one point
// Measured on two cores: dot takes 6 s at 3,000 nodes and does not end at 4,000.
constexpr qsizetype maxNodesForDot = 1200;
constexpr qsizetype maxEdgesForDot = 3000;
constexpr qsizetype maxNodes = 6000;

void set(void *object, const char *name, const QByteArray &value)
{
    agsafeset(object, const_cast<char *>(name), const_cast<char *>(value.constData()), const_cast<char *>(""));
}

QByteArray inches(double units)
{
    return QByteArray::number(units / pointsPerInch, 'f', 4);
}

// sfdp knows no sizes in its forces; what still overlaps is pushed apart, row by row.
void separate(const FlatGraph &graph, QList<QPointF> &centres)
{
    QList<int> order(centres.size());
    for (int i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](int a, int b) { return std::make_pair(centres[a].y(), a) < std::make_pair(centres[b].y(), b); });
    double rowHeight = 0;
    for (const QSizeF &size : graph.sizes)
        rowHeight = qMax(rowHeight, size.height() + graph.rowGap);
    // Rows of equal height keep the order from top to bottom; within a row boxes keep their order from left to right.
    const qsizetype perRow = qMax<qsizetype>(1, qsizetype(std::sqrt(double(order.size()) * 0.7)));
    double y = 0;
    for (qsizetype start = 0; start < order.size(); start += perRow) {
        QList<int> row = order.mid(start, perRow);
        std::sort(row.begin(), row.end(), [&](int a, int b) { return std::make_pair(centres[a].x(), a) < std::make_pair(centres[b].x(), b); });
        double x = 0;
        for (const int i : std::as_const(row)) {
            centres[i] = {x + graph.sizes[i].width() / 2, y};
            x += graph.sizes[i].width() + graph.columnGap;
        }
        y += rowHeight;
    }
}

} // namespace

std::optional<QList<QPointF>> placeWithGraphviz(const FlatGraph &graph)
{
    if (graph.sizes.size() > maxNodes)
        return placeInLayers(graph);
    const bool useDot = graph.sizes.size() <= maxNodesForDot && graph.edges.size() <= maxEdgesForDot;

    static GVC_t *context = gvContext();
    QByteArray name("g");
    Agraph_t *g = agopen(name.data(), Agdirected, nullptr);
    if (!g)
        return std::nullopt;
    set(g, "rankdir", "LR");
    set(g, "nodesep", inches(graph.rowGap));
    set(g, "ranksep", inches(graph.columnGap));
    set(g, "start", "1"); // sfdp: a fixed seed
    QList<Agnode_t *> nodes;
    for (qsizetype i = 0; i < graph.sizes.size(); ++i) {
        QByteArray id = QByteArray::number(i);
        Agnode_t *node = agnode(g, id.data(), 1);
        set(node, "shape", "box");
        set(node, "fixedsize", "true");
        set(node, "label", "");
        set(node, "width", inches(graph.sizes[i].width()));
        set(node, "height", inches(graph.sizes[i].height()));
        nodes.append(node);
    }
    for (const FlatGraph::Edge &edge : graph.edges) {
        if (edge.from != edge.to)
            agedge(g, nodes[edge.from], nodes[edge.to], nullptr, 1);
    }
    set(g, "splines", "none");
    if (gvLayout(context, g, useDot ? "dot" : "sfdp") != 0)
        return std::nullopt;
    QList<QPointF> centres;
    for (Agnode_t *node : std::as_const(nodes)) {
        const pointf p = ND_coord(node);
        centres.append({p.x, -p.y}); // Graphviz counts upwards
    }
    if (!useDot)
        separate(graph, centres);
    return centres;
}

} // namespace drawbridge
