// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/geometry.h"

#include <vector>

namespace drawbridge::routing {

enum class Side { Left, Right, Top, Bottom };

// How many flows leave or enter at each side of each shape: crowded sides cost more.
class PortUse
{
public:
    explicit PortUse(size_t shapes) : m_counts(shapes * 4, 0) {}
    void add(int shape, Side side, int by = 1) { m_counts[size_t(shape) * 4 + size_t(side)] += by; }
    double cost(int shape, Side side, const QRectF &rect) const;

private:
    std::vector<int> m_counts;
};

// What a grid is made of.
struct GridInput
{
    const std::vector<QRectF> *shapes = nullptr; // all shapes of the diagram
    std::vector<int> obstacles;                  // those that paths go around
    std::vector<double> extraX, extraY;          // further lines: waypoints, straight flows
    QList<QRectF> zones, titleAreas;
};

// One end of a path: the middle of a shape, or a free point.
struct PathEnd
{
    int shape = -1;
    QPointF point;
};

// The lines beside, between and through the middle of shapes, and the cheapest way along them. A crossing of lines
// inside a shape (grown by the clearance) is blocked, except on the middle lines of the two shapes to be joined.
class RoutingGrid
{
public:
    // `haste`: at least 1; above, long paths are found sooner and may be dearer than the cheapest by that factor.
    explicit RoutingGrid(const GridInput &input, double haste = 1);
    // Of the grid that these shapes would need, without making it.
    static qint64 sizeOf(const GridInput &input);

    // Points from `from` to `to` (middles of shapes included), empty where there is no way within `mostWork` crossings.
    // `heading`: the direction in which the path came to a free start, of length 1; null: not known.
    QList<QPointF> find(const PathEnd &from, const PathEnd &to, const PortUse &ports, const QPointF &heading, qint64 mostWork);
    // Makes further paths avoid crossing this one and, a little, running along it; −1 takes that back.
    void occupy(const QList<QPointF> &points, int by = 1);
    // Crossings of lines looked at so far: a measure of work that does not depend on the machine.
    qint64 expanded() const { return m_expanded; }
    // The same for making the grid itself.
    qint64 size() const { return qint64(m_columns) * m_rows; }

private:
    int indexOf(const std::vector<double> &values, double value) const;
    int vertex(int column, int row) const { return row * m_columns + column; }

    const std::vector<QRectF> &m_shapes;
    const double m_haste;
    std::vector<double> m_x, m_y;
    std::vector<float> m_weightX, m_weightY; // of running along that line
    int m_columns = 0, m_rows = 0;
    std::vector<int> m_owner;       // shape that blocks the crossing; free, or several
    std::vector<unsigned char> m_costly; // on a zone's border or title
    QList<QRectF> m_zones;               // as many as have a bit
    std::vector<quint64> m_inside;       // which zones each crossing lies in, a bit each
    std::vector<unsigned short> m_alongX, m_alongY; // flows on the piece to the right, downwards

    std::vector<unsigned short> m_crowdX, m_crowdY; // the same, with those on lines next to it

    struct State
    {
        float cost = 0;
        int previous = -1;
        unsigned stamp = 0;
        bool closed = false;
    };
    std::vector<State> m_states; // two per crossing: arrived horizontally, vertically
    unsigned m_stamp = 0;
    qint64 m_expanded = 0;
};

} // namespace drawbridge::routing
