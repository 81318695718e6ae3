// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/geometry.h"

#include <unordered_map>
#include <vector>

namespace drawbridge::routing {

// The horizontal or vertical pieces of paths by place, in equal cells, while they are moved about.
class PieceIndex
{
public:
    void put(int piece, const QRectF &box)
    {
        if (size_t(piece) >= m_where.size())
            m_where.resize(size_t(piece) + 1);
        const Cells cells = cellsOf(box);
        if (m_where[size_t(piece)] == cells)
            return;
        take(piece);
        m_where[size_t(piece)] = cells;
        each(m_where[size_t(piece)], [&](std::vector<int> &cell) { cell.push_back(piece); });
    }
    void take(int piece)
    {
        if (size_t(piece) >= m_where.size() || m_where[size_t(piece)].right < m_where[size_t(piece)].left)
            return;
        each(m_where[size_t(piece)], [&](std::vector<int> &cell) {
            for (int &member : cell) {
                if (member == piece) {
                    member = cell.back();
                    cell.pop_back();
                    break;
                }
            }
        });
        m_where[size_t(piece)] = {};
    }
    // Calls `visit` with pieces that may touch `area`: in no order to rely on, some more than once.
    template <class Visit> void visit(const QRectF &area, const Visit &visit) const
    {
        const Cells cells = cellsOf(area);
        for (int y = cells.top; y <= cells.bottom; ++y) {
            for (int x = cells.left; x <= cells.right; ++x) {
                if (const auto at = m_cells.find(key(x, y)); at != m_cells.end()) {
                    for (const int piece : at->second)
                        visit(piece);
                }
            }
        }
    }
    // The same, with each piece only once if it is the one that crosses at a point which `crossing` gives (no point: null).
    template <class Crossing> int count(const QRectF &area, const Crossing &crossing) const
    {
        int sum = 0;
        const Cells cells = cellsOf(area);
        for (int y = cells.top; y <= cells.bottom; ++y) {
            for (int x = cells.left; x <= cells.right; ++x) {
                const auto at = m_cells.find(key(x, y));
                if (at == m_cells.end())
                    continue;
                for (const int piece : at->second) {
                    QPointF where;
                    if (crossing(piece, where) && cell(where.x()) == x && cell(where.y()) == y)
                        ++sum;
                }
            }
        }
        return sum;
    }

private:
    struct Cells
    {
        int left = 0, right = -1, top = 0, bottom = -1;
        bool operator==(const Cells &) const = default;
    };
    static int cell(double at) { return int(std::floor(std::clamp(at, -1e8, 1e8) / 256)); }
    static Cells cellsOf(const QRectF &box) { return {cell(box.left()), cell(box.right()), cell(box.top()), cell(box.bottom())}; }
    static quint64 key(int x, int y) { return quint64(quint32(x)) << 32 | quint32(y); }
    template <class Visit> void each(const Cells &cells, const Visit &visit)
    {
        for (int y = cells.top; y <= cells.bottom; ++y) {
            for (int x = cells.left; x <= cells.right; ++x)
                visit(m_cells[key(x, y)]);
        }
    }

    std::vector<Cells> m_where; // of each piece
    std::unordered_map<quint64, std::vector<int>> m_cells;
};

} // namespace drawbridge::routing
