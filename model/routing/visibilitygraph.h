// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/rectindex.h"
#include "routing/routinggrid.h"

#include <array>

namespace drawbridge::routing {

// What the graph of a diagram is made of.
struct VisibilityInput
{
    const std::vector<QRectF> *shapes = nullptr;
    const RectIndex *index = nullptr; // of the shapes
    std::vector<char> isEnd;          // for each shape: whether paths that are looked for begin or end there
    std::vector<QPointF> points;      // free points at which they begin or end: waypoints
    std::vector<std::pair<QPointF, QPointF>> straight; // pieces that are there already
    QList<QRectF> zones, titleAreas;
};

// The orthogonal visibility graph of a diagram of any size: lines beside, between and away from the middle of shapes, each
// only as long as it is free, and where they cross. Where a RoutingGrid has all crossings of all lines, and so grows with
// the square of the shapes, this one grows with the shapes and with how far one can see between them.
class VisibilityGraph
{
public:
    explicit VisibilityGraph(const VisibilityInput &input);

    // Points from `from` to `to` (middles of shapes included), empty where there is no way within `mostWork` crossings.
    // `heading`: the direction in which the path came to a free start, of length 1; null: not known.
    QList<QPointF> find(const PathEnd &from, const PathEnd &to, const PortUse &ports, const QPointF &heading, qint64 mostWork);
    // Makes further paths avoid crossing this one and running along it; −1 takes that back.
    void occupy(const QList<QPointF> &points, int by = 1);
    // Crossings of lines looked at so far.
    qint64 expanded() const { return m_expanded; }
    // The same for making the graph itself.
    qint64 size() const { return qint64(m_crossings.size()); }

private:
    // A free piece of a line.
    struct Segment
    {
        double at, low, high;
        float weight;
        bool needed; // not to be left out for another one beside it
        int first = 0, last = 0; // its crossings: [first, last) in the order along it
    };
    // Where two segments cross; small, as searches walk over very many.
    struct Crossing
    {
        float x, y;
        int line[2];             // the segments: vertical, horizontal
        int up = -1, down = -1;  // the next crossings on the vertical one
        unsigned short alongX = 0, alongY = 0; // paths on the piece to the right, downwards
        bool costly = false;                   // on a zone's border or title
    };
    struct State
    {
        float cost = 0;
        int previous = -1;
        unsigned stamp = 0;
        bool closed = false;
    };
    // Where a path from or to a shape meets the graph.
    struct Port
    {
        int vertex = -1; // -1: that side is closed
        bool vertical = false;
        Side side = Side::Left;
        double distance = 0; // from the border
    };

    void addLinesBeside(const VisibilityInput &input);
    void addLinesAt(const VisibilityInput &input);
    void addFree(bool horizontal, double at, double seed, float weight, bool needed);
    void addPiece(bool horizontal, double at, double low, double high, float weight, bool needed);
    static void thin(std::vector<Segment> &segments, double apart);
    static void settle(std::vector<Segment> &segments);
    void cross();
    void mark(const VisibilityInput &input);
    std::array<Port, 4> portsOf(int shape) const;
    int vertexAt(const QPointF &point) const;
    std::vector<Crossing>::const_iterator firstFrom(const Segment &line, double x) const;
    // The crossing before or after on the same line; -1.
    int next(int vertex, bool vertical, int step) const
    {
        const Crossing &here = m_crossings[size_t(vertex)];
        if (vertical)
            return step > 0 ? here.down : here.up;
        const size_t there = size_t(vertex + step);
        return there < m_crossings.size() && m_crossings[there].line[1] == here.line[1] ? vertex + step : -1;
    }
    QPointF pointOf(int vertex) const { return QPointF(m_segments[0][size_t(m_crossings[size_t(vertex)].line[0])].at, m_segments[1][size_t(m_crossings[size_t(vertex)].line[1])].at); }
    int segmentAt(bool horizontal, double at, double place) const;
    QList<QPointF> pathTo(int state, const PathEnd &from, const PathEnd &to) const;

    const std::vector<QRectF> &m_shapes;
    const RectIndex &m_index;
    std::vector<Segment> m_segments[2]; // vertical, horizontal; by place
    std::vector<Crossing> m_crossings;  // in the order of the horizontal segments and along each
    std::vector<int> m_onVertical;      // the same in the order of the vertical segments and along each
    QList<QRectF> m_zones;                          // as many as have a bit
    std::vector<quint64> m_inside;                  // which zones each crossing lies in, a bit each
    std::vector<State> m_states;                    // two per crossing: arrived horizontally, vertically
    unsigned m_stamp = 0;
    qint64 m_expanded = 0;
};

} // namespace drawbridge::routing
