// SPDX-License-Identifier: Apache-2.0
#include "routing/rectindex.h"

namespace drawbridge::routing {

namespace {

constexpr double usualCell = 192;
constexpr double mostCells = 512; // along each side

} // namespace

RectIndex::RectIndex(const std::vector<QRectF> &rects) : m_rects(rects)
{
    if (!rects.empty()) {
        double left = rects[0].left(), right = rects[0].right(), top = rects[0].top(), bottom = rects[0].bottom();
        for (const QRectF &rect : rects) {
            left = std::min(left, rect.left());
            right = std::max(right, rect.right());
            top = std::min(top, rect.top());
            bottom = std::max(bottom, rect.bottom());
        }
        m_bounds = QRectF(QPointF(left, top), QPointF(right, bottom));
        m_columns = int(std::clamp(m_bounds.width() / usualCell, 1.0, mostCells));
        m_rows = int(std::clamp(m_bounds.height() / usualCell, 1.0, mostCells));
        m_width = std::max(1.0, m_bounds.width() / m_columns);
        m_height = std::max(1.0, m_bounds.height() / m_rows);
    }
    m_first.assign(size_t(m_columns) * size_t(m_rows) + 1, 0);
    const auto eachCell = [this](const QRectF &rect, const auto &visit) {
        for (int y = row(rect.top()); y <= row(rect.bottom()); ++y) {
            for (int x = column(rect.left()); x <= column(rect.right()); ++x)
                visit(size_t(y) * size_t(m_columns) + size_t(x));
        }
    };
    for (const QRectF &rect : rects)
        eachCell(rect, [this](size_t cell) { ++m_first[cell + 1]; });
    for (size_t cell = 1; cell < m_first.size(); ++cell)
        m_first[cell] += m_first[cell - 1];
    m_members.resize(size_t(m_first.back()));
    std::vector<int> next(m_first.begin(), m_first.end() - 1);
    for (size_t i = 0; i < rects.size(); ++i)
        eachCell(rects[i], [&](size_t cell) { m_members[size_t(next[cell]++)] = int(i); });
}

bool RectIndex::isHit(const QPointF &a, const QPointF &b, double margin, int except, int exceptToo) const
{
    bool hit = false;
    visit(grown(boxOf(a, b), margin), [&](int i) { hit = hit || (i != except && i != exceptToo && passesThrough(a, b, grown(m_rects[size_t(i)], margin))); });
    return hit;
}

double RectIndex::freeUntil(bool horizontal, double at, double from, int direction, double margin, double beyond) const
{
    const auto low = [&](const QRectF &r) { return (horizontal ? r.left() : r.top()) - margin; };
    const auto high = [&](const QRectF &r) { return (horizontal ? r.right() : r.bottom()) + margin; };
    const double end = direction > 0 ? std::max(high(m_bounds), from) + beyond : std::min(low(m_bounds), from) - beyond;
    constexpr double slack = 1e-3;
    bool found = false;
    double until = end;
    // Cell by cell: what is met in one is nearer than all that only lies in later ones.
    const double step = horizontal ? m_width : m_height;
    const double first = std::clamp(from, low(m_bounds), high(m_bounds));
    for (double here = first; !found && (here - end) * direction < 0; here += step * direction) {
        const double there = here + (step + margin) * direction;
        const QRectF area = horizontal ? QRectF(QPointF(std::min(here, there), at - margin), QPointF(std::max(here, there), at + margin))
                                       : QRectF(QPointF(at - margin, std::min(here, there)), QPointF(at + margin, std::max(here, there)));
        visit(area, [&](int i) {
            const QRectF &r = m_rects[size_t(i)];
            const double upper = (horizontal ? r.top() : r.left()) - margin, lower = (horizontal ? r.bottom() : r.right()) + margin;
            if (at <= upper + slack || at >= lower - slack)
                return;
            const double edge = direction > 0 ? low(r) : high(r);
            if ((edge - from) * direction < -slack && ((direction > 0 ? high(r) : low(r)) - from) * direction <= slack)
                return; // behind
            const double met = (edge - from) * direction < 0 ? from : edge;
            if (!found || (met - until) * direction < 0)
                until = met;
            found = true;
        });
    }
    return until;
}

} // namespace drawbridge::routing
