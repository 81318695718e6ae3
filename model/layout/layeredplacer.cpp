// SPDX-License-Identifier: Apache-2.0
#include "layout/layeredplacer.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Column of each box: one right of its rightmost predecessor; an arrow back to a box that is still open is ignored.
QList<int> layersOf(const FlatGraph &graph)
{
    const qsizetype n = graph.sizes.size();
    QList<QList<int>> out(n);
    for (const FlatGraph::Edge &edge : graph.edges)
        out[edge.from].append(edge.to);
    enum State { Unseen, Open, Done };
    QList<State> state(n, Unseen);
    QList<int> finished; // depth-first finishing order: reversed, it is topological for what is no cycle
    QList<bool> hasForward(n, false);
    QList<QList<int>> forward(n);
    for (int start = 0; start < n; ++start) {
        if (state[start] != Unseen)
            continue;
        QList<std::pair<int, int>> stack{{start, 0}};
        state[start] = Open;
        while (!stack.isEmpty()) {
            auto &[box, next] = stack.last();
            if (next == out[box].size()) {
                state[box] = Done;
                finished.append(box);
                stack.removeLast();
                continue;
            }
            const int to = out[box][next++];
            if (state[to] == Open)
                continue;
            forward[box].append(to);
            if (state[to] == Unseen) {
                state[to] = Open;
                stack.append({to, 0});
            }
        }
    }
    QList<int> layer(n, 0);
    for (auto it = finished.crbegin(); it != finished.crend(); ++it) {
        for (const int to : std::as_const(forward[*it]))
            layer[to] = qMax(layer[to], layer[*it] + 1);
    }
    return layer;
}

} // namespace

std::optional<QList<QPointF>> placeInLayers(const FlatGraph &graph)
{
    const qsizetype n = graph.sizes.size();
    const QList<int> layer = layersOf(graph);
    QList<QList<int>> columns;
    for (int i = 0; i < n; ++i) {
        while (columns.size() <= layer[i])
            columns.append(QList<int>());
        columns[layer[i]].append(i);
    }
    QList<QList<int>> neighbours(n);
    for (const FlatGraph::Edge &edge : graph.edges) {
        neighbours[edge.from].append(edge.to);
        neighbours[edge.to].append(edge.from);
    }
    QList<double> y(n, 0);
    const auto restack = [&](const QList<int> &column) {
        double height = -graph.rowGap;
        for (const int i : column)
            height += graph.sizes[i].height() + graph.rowGap;
        double top = -height / 2;
        for (const int i : column) {
            y[i] = top + graph.sizes[i].height() / 2;
            top += graph.sizes[i].height() + graph.rowGap;
        }
    };
    for (const QList<int> &column : std::as_const(columns))
        restack(column);
    for (int sweep = 0; sweep < 6; ++sweep) {
        for (qsizetype c = 0; c < columns.size(); ++c) {
            QList<int> &column = columns[sweep % 2 ? columns.size() - 1 - c : c];
            QList<double> wanted(n, 0);
            for (const int i : std::as_const(column)) {
                double sum = 0;
                for (const int other : std::as_const(neighbours[i]))
                    sum += y[other];
                wanted[i] = neighbours[i].isEmpty() ? y[i] : sum / double(neighbours[i].size());
            }
            std::stable_sort(column.begin(), column.end(), [&](int a, int b) { return wanted[a] < wanted[b]; });
            restack(column);
        }
    }
    QList<QPointF> centres(n);
    double x = 0;
    for (const QList<int> &column : std::as_const(columns)) {
        double width = 0;
        for (const int i : column)
            width = qMax(width, graph.sizes[i].width());
        for (const int i : column)
            centres[i] = {x + width / 2, y[i]};
        x += width + graph.columnGap;
    }
    return centres;
}

} // namespace drawbridge
