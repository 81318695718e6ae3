// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>

#include <algorithm>
#include <cmath>
#include <vector>

namespace drawbridge {

// Items of a large picture by place, in equal cells: a strip that a shift of the view leaves is drawn without a walk over
// all of them. Holds positions in the order of drawing; made anew when asked after something moved.
class ItemIndex
{
public:
    // The area of all of them: tells whether looking things up is worth making the index.
    template <class Items> void measure(const Items &items)
    {
        m_bounds = {};
        for (const auto *item : items)
            m_bounds |= item->bounds;
    }
    // After measuring the same items.
    template <class Items> void build(const Items &items)
    {
        const double across = std::sqrt(double(items.size()) / 4);
        m_columns = m_rows = std::clamp(int(across), 1, 128);
        m_cells.assign(size_t(m_columns) * size_t(m_rows), {});
        m_large.clear();
        for (size_t i = 0; i < items.size(); ++i) {
            const Cells cells = cellsOf(items[i]->bounds);
            if ((cells.right - cells.left + 1) * (cells.bottom - cells.top + 1) > 24) {
                m_large.push_back(int(i));
                continue;
            }
            each(cells, [&](std::vector<int> &cell) { cell.push_back(int(i)); });
        }
    }

    // Whether looking things up is quicker than a walk.
    bool isWorthwhile(const QRectF &area) const
    {
        const QRectF part = area & m_bounds;
        return part.width() * part.height() < m_bounds.width() * m_bounds.height() / 4;
    }

    // Positions of those that may touch `area`, ascending.
    std::vector<int> near(const QRectF &area)
    {
        std::vector<int> found = m_large;
        each(cellsOf(area), [&](const std::vector<int> &cell) { found.insert(found.end(), cell.begin(), cell.end()); });
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

private:
    struct Cells
    {
        int left, right, top, bottom;
    };
    Cells cellsOf(const QRectF &rect) const
    {
        const auto cell = [](double at, double from, double size, int count) { return std::clamp(int(std::clamp((at - from) / std::max(size, 1.0) * count, -1.0, 1e6)), 0, count - 1); };
        return {cell(rect.left(), m_bounds.left(), m_bounds.width(), m_columns), cell(rect.right(), m_bounds.left(), m_bounds.width(), m_columns),
                cell(rect.top(), m_bounds.top(), m_bounds.height(), m_rows), cell(rect.bottom(), m_bounds.top(), m_bounds.height(), m_rows)};
    }
    template <class Visit> void each(const Cells &cells, const Visit &visit)
    {
        for (int y = cells.top; y <= cells.bottom; ++y) {
            for (int x = cells.left; x <= cells.right; ++x)
                visit(m_cells[size_t(y) * size_t(m_columns) + size_t(x)]);
        }
    }

    QRectF m_bounds;
    int m_columns = 1, m_rows = 1;
    std::vector<std::vector<int>> m_cells;
    std::vector<int> m_large; // across many cells
};

} // namespace drawbridge
