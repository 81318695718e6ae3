// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "routing/geometry.h"

#include <vector>

namespace drawbridge::routing {

// Rectangles by place, in equal cells: what lies near a line costs no walk over all of them.
class RectIndex
{
public:
    explicit RectIndex(const std::vector<QRectF> &rects);

    // Calls `visit` with the number of each rectangle that may touch `area`: in no order to rely on, some more than once.
    template <class Visit> void visit(const QRectF &area, const Visit &visit) const
    {
        const int left = column(area.left()), right = column(area.right());
        const int top = row(area.top()), bottom = row(area.bottom());
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const size_t cell = size_t(y) * size_t(m_columns) + size_t(x);
                for (int i = m_first[cell]; i < m_first[cell + 1]; ++i)
                    visit(m_members[size_t(i)]);
            }
        }
    }

    // Whether a rectangle other than `except` and `exceptToo`, grown by `margin`, is touched by the piece a–b.
    bool isHit(const QPointF &a, const QPointF &b, double margin, int except, int exceptToo) const;

    // How far the line at `at` (y of a horizontal one) runs free from `from` towards `direction` (1 or -1) until it meets
    // a rectangle grown by `margin`; `beyond` outside all rectangles where it meets none.
    double freeUntil(bool horizontal, double at, double from, int direction, double margin, double beyond) const;

private:
    int column(double x) const { return cellOf((x - m_bounds.left()) / m_width, m_columns); }
    int row(double y) const { return cellOf((y - m_bounds.top()) / m_height, m_rows); }
    static int cellOf(double at, int count) { return at > 0 ? int(std::min(at, double(count - 1))) : 0; }

    const std::vector<QRectF> &m_rects;
    QRectF m_bounds;
    double m_width = 1, m_height = 1; // of a cell
    int m_columns = 1, m_rows = 1;
    std::vector<int> m_first, m_members; // of each cell
};

} // namespace drawbridge::routing
