// SPDX-License-Identifier: Apache-2.0
#include "wholegraph.h"

#include "layout/layoutcodec.h"

#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>

#include <poll.h>
#include <sys/wait.h>
#include <csignal>
#include <unistd.h>

namespace drawbridge {

namespace {

constexpr double pointsPerInch = 72; // one scene unit is one point
constexpr qsizetype mostNodes = 150, mostEdges = 300; // well below a second
constexpr int longest = 4000; // milliseconds; never reached at that size unless Graphviz hangs
constexpr int longestRank = 200; // room for labels

void set(void *object, const char *name, const QByteArray &value)
{
    agsafeset(object, const_cast<char *>(name), const_cast<char *>(value.constData()), const_cast<char *>(""));
}

QByteArray inches(double units)
{
    return QByteArray::number(units / pointsPerInch, 'f', 4);
}

class WholeGraph
{
public:
    explicit WholeGraph(const LayoutRequest &request) : m_request(request) {}

    std::optional<LayoutPositions> place()
    {
        QByteArray name("g");
        Agraph_t *graph = agopen(name.data(), Agdirected, nullptr);
        if (!graph)
            return std::nullopt;
        double label = 0;
        for (const LayoutRequest::Edge &edge : m_request.edges)
            label = std::max(label, edge.label.width());
        set(graph, "rankdir", "LR");
        set(graph, "nodesep", inches(arrangement::rowGap));
        set(graph, "ranksep", inches(std::clamp(label + 40, arrangement::gap, double(longestRank))));
        set(graph, "splines", "none");
        for (qsizetype c = 0; c < m_request.clusters.size(); ++c)
            m_clusters.append(nullptr);
        for (int c = 0; c < m_request.clusters.size(); ++c)
            cluster(graph, c);
        for (qsizetype i = 0; i < m_request.nodes.size(); ++i) {
            const LayoutRequest::Node &node = m_request.nodes[i];
            QByteArray id = QByteArray::number(i);
            Agnode_t *made = agnode(node.cluster < 0 ? graph : m_clusters[node.cluster], id.data(), 1);
            set(made, "shape", "box");
            set(made, "fixedsize", "true");
            set(made, "label", "");
            set(made, "width", inches(node.size.width()));
            set(made, "height", inches(node.size.height()));
            m_nodes.append(made);
        }
        for (const LayoutRequest::Edge &edge : m_request.edges) {
            if (edge.from != edge.to)
                agedge(graph, m_nodes[edge.from], m_nodes[edge.to], nullptr, 1);
        }
        if (gvLayout(gvContext(), graph, "dot") != 0)
            return std::nullopt;
        LayoutPositions positions;
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            const pointf p = ND_coord(m_nodes[i]);
            const QSizeF size = m_request.nodes[i].size;
            positions.nodes.append(QRectF(QPointF(p.x, -p.y) - QPointF(size.width(), size.height()) / 2, size)); // Graphviz counts upwards
        }
        positions.clusters.resize(m_request.clusters.size());
        for (qsizetype c = m_request.clusters.size() - 1; c >= 0; --c) { // inner ones come later
            const boxf box = GD_bb(m_clusters[c]);
            QRectF &rect = positions.clusters[c];
            rect = QRectF(QPointF(box.LL.x, -box.UR.y), QPointF(box.UR.x, -box.LL.y));
            // The margin that dot gives in some directions only.
            const auto hold = [&](const QRectF &inner) {
                using namespace arrangement;
                rect |= inner.adjusted(-0.75 * margin, -titleHeight - 0.5 * margin, 0.75 * margin, 0.75 * margin);
            };
            for (qsizetype i = 0; i < positions.nodes.size(); ++i) {
                if (m_request.nodes[i].cluster == int(c))
                    hold(positions.nodes[i]);
            }
            for (qsizetype inner = c + 1; inner < m_request.clusters.size(); ++inner) {
                if (m_request.clusters[inner].parent == int(c))
                    hold(positions.clusters[inner]);
            }
        }
        return positions;
    }

private:
    Agraph_t *cluster(Agraph_t *graph, int c)
    {
        if (!m_clusters[c]) {
            const int parent = m_request.clusters[c].parent;
            Agraph_t *outer = parent < 0 ? graph : cluster(graph, parent);
            QByteArray id = "cluster" + QByteArray::number(c);
            m_clusters[c] = agsubg(outer, id.data(), 1);
            set(m_clusters[c], "margin", QByteArray::number(arrangement::margin * 0.75));
            // A label makes room for the title.
            set(m_clusters[c], "label", "title");
            set(m_clusters[c], "fontsize", "18");
        }
        return m_clusters[c];
    }

    const LayoutRequest &m_request;
    QList<Agraph_t *> m_clusters;
    QList<Agnode_t *> m_nodes;
};

// What the other process writes until it ends; nothing where it takes too long.
QByteArray readAll(int from)
{
    QByteArray all;
    char buffer[65536];
    for (;;) {
        pollfd waiting{from, POLLIN, 0};
        if (poll(&waiting, 1, longest) <= 0)
            return {};
        const ssize_t count = read(from, buffer, sizeof buffer);
        if (count <= 0)
            return count < 0 ? QByteArray() : all;
        all.append(buffer, count);
    }
}

} // namespace

std::optional<LayoutPositions> placeWholeWithGraphviz(const LayoutRequest &request)
{
    QList<bool> filled(request.clusters.size(), false);
    for (const LayoutRequest::Node &node : request.nodes) {
        for (int c = node.cluster; c >= 0; c = request.clusters[c].parent)
            filled[c] = true;
    }
    if (request.nodes.size() > mostNodes || request.edges.size() > mostEdges || filled.contains(false))
        return std::nullopt;
    int ends[2];
    if (pipe(ends) != 0)
        return std::nullopt;
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        const std::optional<LayoutPositions> positions = WholeGraph(request).place();
        const QByteArray answer = positions ? encodePositions(*positions) : QByteArray();
        for (qsizetype done = 0; done < answer.size();) {
            const ssize_t count = write(ends[1], answer.constData() + done, size_t(answer.size() - done));
            if (count <= 0)
                break;
            done += count;
        }
        _exit(0);
    }
    close(ends[1]);
    const QByteArray answer = child > 0 ? readAll(ends[0]) : QByteArray();
    close(ends[0]);
    if (child < 0)
        return std::nullopt;
    if (answer.isEmpty())
        kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const Result<LayoutPositions> positions = decodePositions(answer, request);
    return positions ? std::optional(*positions) : std::nullopt;
}

} // namespace drawbridge
