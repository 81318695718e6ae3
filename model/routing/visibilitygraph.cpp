// SPDX-License-Identifier: Apache-2.0
#include "routing/visibilitygraph.h"

#include "routing/routingcosts.h"

#include <numeric>
#include <unordered_map>

namespace drawbridge::routing {

namespace {

constexpr double slack = 1e-3;
constexpr double strip = 256;
constexpr size_t manyShapes = 400;

// Which strips of vertical lines a horizontal one can cross.
int stripOf(double at) { return int(std::floor(std::clamp(at, -1e8, 1e8) / strip)); }

} // namespace

VisibilityGraph::VisibilityGraph(const VisibilityInput &input) : m_shapes(*input.shapes), m_index(*input.index)
{
    addLinesBeside(input);
    addLinesAt(input);
    for (std::vector<Segment> &segments : m_segments) {
        settle(segments);
        thin(segments, m_shapes.size() <= manyShapes ? 4 : 16);
    }
    cross();
    mark(input);
}

void VisibilityGraph::addPiece(bool horizontal, double at, double low, double high, float weight, bool needed)
{
    if (high - low > 1)
        m_segments[horizontal].push_back({at, low, high, weight, needed});
}

// The whole free line through the point at `seed`, if that is free itself.
void VisibilityGraph::addFree(bool horizontal, double at, double seed, float weight, bool needed)
{
    constexpr double beyond = 4 * comfortable;
    const double low = m_index.freeUntil(horizontal, at, seed, -1, clearance, beyond), high = m_index.freeUntil(horizontal, at, seed, 1, clearance, beyond);
    if (low < seed && high > seed)
        addPiece(horizontal, at, low, high, weight, needed);
}

void VisibilityGraph::addLinesBeside(const VisibilityInput &input)
{
    for (size_t s = 0; s < m_shapes.size(); ++s) {
        const QRectF &r = m_shapes[s];
        for (const bool horizontal : {false, true}) { // the line beside the side, not the way out of it
            const double low = horizontal ? r.left() : r.top(), high = horizontal ? r.right() : r.bottom();
            const double middle = (low + high) / 2;
            for (const int direction : {-1, 1}) {
                const double border = horizontal ? (direction > 0 ? r.bottom() : r.top()) : (direction > 0 ? r.right() : r.left());
                const double end = border + direction * widestGap;
                const double nearer = std::min(border, end), farther = std::max(border, end);
                const QRectF area = horizontal ? QRectF(QPointF(low, nearer), QPointF(high, farther)) : QRectF(QPointF(nearer, low), QPointF(farther, high));
                double gap = widestGap;
                m_index.visit(area, [&](int i) {
                    const QRectF &other = m_shapes[size_t(i)];
                    if (size_t(i) == s || !overlap(other, area))
                        return;
                    const double there = horizontal ? (direction > 0 ? other.top() : other.bottom()) : (direction > 0 ? other.left() : other.right());
                    gap = std::min(gap, std::max(0.0, (there - border) * direction));
                });
                if (gap > 4 * comfortable)
                    addFree(horizontal, border + direction * comfortable, middle, huggingWeight, false);
                if (gap >= 2 * clearance && gap < widestGap)
                    addFree(horizontal, border + direction * gap / 2, middle, 1, false);
                if (input.isEnd[s]) { // the way out
                    const double centre = horizontal ? r.center().x() : r.center().y(), outside = border + direction * clearance;
                    const double until = m_index.freeUntil(!horizontal, centre, outside, direction, clearance, 4 * comfortable);
                    if ((until - outside) * direction > 0)
                        addPiece(!horizontal, centre, std::min(border, until), std::max(border, until), 1, true);
                }
            }
        }
    }
}

void VisibilityGraph::addLinesAt(const VisibilityInput &input)
{
    m_zones = input.zones.mid(0, 64);
    for (const QRectF &zone : std::as_const(m_zones)) { // ways around zones, seen from their corners
        const QRectF beside = grown(zone, comfortable);
        for (const double y : {beside.top(), beside.bottom()}) {
            for (const double x : {beside.left(), beside.right()}) {
                addFree(true, y, x, huggingWeight, false);
                addFree(false, x, y, huggingWeight, false);
            }
        }
    }
    for (const QPointF &point : input.points) {
        addFree(true, point.y(), point.x(), 1, true);
        addFree(false, point.x(), point.y(), 1, true);
    }
    for (const auto &[a, b] : input.straight) {
        const bool horizontal = isNear(a.y(), b.y());
        const QRectF box = boxOf(a, b);
        addPiece(horizontal, horizontal ? a.y() : a.x(), horizontal ? box.left() : box.top(), horizontal ? box.right() : box.bottom(), 1, true);
    }
}

// Sorted by place; what lies on each other becomes one.
void VisibilityGraph::settle(std::vector<Segment> &segments)
{
    const auto before = [](const Segment &a, const Segment &b) {
        return a.at != b.at ? a.at < b.at : a.low != b.low ? a.low < b.low : a.high != b.high ? a.high < b.high : a.weight != b.weight ? a.weight < b.weight : a.needed < b.needed;
    };
    std::sort(segments.begin(), segments.end(), before);
    for (size_t i = 1; i < segments.size(); ++i) {
        if (isNear(segments[i].at, segments[i - 1].at))
            segments[i].at = segments[i - 1].at;
    }
    std::sort(segments.begin(), segments.end(), before);
    std::vector<Segment> result;
    for (const Segment &segment : segments) {
        if (result.empty() || result.back().at != segment.at || segment.low > result.back().high + slack) {
            result.push_back(segment);
            continue;
        }
        result.back().high = std::max(result.back().high, segment.high);
        result.back().weight = std::min(result.back().weight, segment.weight);
        result.back().needed = result.back().needed || segment.needed;
    }
    segments = std::move(result);
}

// Of lines close beside each other one is enough: paths that share it are pulled apart later. The longest stay.
void VisibilityGraph::thin(std::vector<Segment> &segments, double apart)
{
    std::vector<int> order(segments.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const Segment &s = segments[size_t(a)], &t = segments[size_t(b)];
        const double lengthS = s.high - s.low, lengthT = t.high - t.low;
        return s.needed != t.needed ? s.needed : lengthS != lengthT ? lengthS > lengthT : a < b;
    });
    std::unordered_map<int, std::vector<int>> kept; // by place
    const auto placeOf = [apart](double at) { return int(std::floor(std::clamp(at, -1e8, 1e8) / apart)); };
    std::vector<bool> stays(segments.size(), false);
    for (const int i : order) {
        const Segment &segment = segments[size_t(i)];
        const int place = placeOf(segment.at);
        bool covered = false;
        for (int near = place - 1; near <= place + 1 && !covered && !segment.needed; ++near) {
            const auto at = kept.find(near);
            covered = at != kept.end() && std::any_of(at->second.begin(), at->second.end(), [&](int k) {
                const Segment &other = segments[size_t(k)];
                return std::abs(other.at - segment.at) < apart && other.low <= segment.low + slack && other.high >= segment.high - slack;
            });
        }
        if (covered)
            continue;
        stays[size_t(i)] = true;
        kept[place].push_back(i);
    }
    size_t next = 0;
    for (size_t i = 0; i < segments.size(); ++i) {
        if (stays[i])
            segments[next++] = segments[i];
    }
    segments.resize(next);
}

void VisibilityGraph::cross()
{
    std::vector<Segment> &vertical = m_segments[0], &horizontal = m_segments[1];
    if (vertical.empty() || horizontal.empty())
        return;
    const int first = stripOf(horizontal.front().at), last = stripOf(horizontal.back().at);
    std::vector<std::vector<int>> strips(size_t(last - first) + 1);
    for (size_t i = 0; i < vertical.size(); ++i) {
        for (int k = std::max(first, stripOf(vertical[i].low - slack)); k <= std::min(last, stripOf(vertical[i].high + slack)); ++k)
            strips[size_t(k - first)].push_back(int(i));
    }
    for (size_t h = 0; h < horizontal.size(); ++h) {
        Segment &line = horizontal[h];
        line.first = int(m_crossings.size());
        const std::vector<int> &near = strips[size_t(stripOf(line.at) - first)];
        for (auto it = std::lower_bound(near.begin(), near.end(), line.low - slack, [&](int i, double at) { return vertical[size_t(i)].at < at; });
             it != near.end() && vertical[size_t(*it)].at <= line.high + slack; ++it) {
            const Segment &other = vertical[size_t(*it)];
            if (other.low > line.at + slack || other.high < line.at - slack)
                continue;
            m_crossings.push_back({float(other.at), float(line.at), {*it, int(h)}});
        }
        line.last = int(m_crossings.size());
    }
    const size_t count = m_crossings.size();
    for (const Crossing &crossing : m_crossings)
        ++vertical[size_t(crossing.line[0])].last;
    int sum = 0;
    for (Segment &line : vertical) {
        line.first = sum;
        sum += line.last;
        line.last = line.first;
    }
    m_onVertical.resize(count);
    for (size_t i = 0; i < count; ++i) { // from top to bottom
        Segment &line = vertical[size_t(m_crossings[i].line[0])];
        if (line.last > line.first) {
            const int above = m_onVertical[size_t(line.last) - 1];
            m_crossings[i].up = above;
            m_crossings[size_t(above)].down = int(i);
        }
        m_onVertical[size_t(line.last++)] = int(i);
    }
}

void VisibilityGraph::mark(const VisibilityInput &input)
{
    const size_t count = m_crossings.size();
    m_states.resize(2 * count + 1);
    const auto eachIn = [&](const QRectF &area, const auto &visit) {
        const std::vector<Segment> &lines = m_segments[1];
        for (auto line = std::lower_bound(lines.begin(), lines.end(), area.top(), [](const Segment &s, double at) { return s.at < at; });
             line != lines.end() && line->at <= area.bottom(); ++line) {
            const auto to = m_crossings.begin() + line->last;
            for (auto it = firstFrom(*line, area.left()); it != to && it->x <= area.right(); ++it)
                visit(size_t(it - m_crossings.begin()));
        }
    };
    constexpr double near = 6;
    for (const QRectF &zone : input.zones) {
        for (const QRectF &border : {QRectF(zone.left() - near, zone.top(), 2 * near, zone.height()), QRectF(zone.right() - near, zone.top(), 2 * near, zone.height()),
                                     QRectF(zone.left(), zone.top() - near, zone.width(), 2 * near), QRectF(zone.left(), zone.bottom() - near, zone.width(), 2 * near)})
            eachIn(border, [this](size_t i) { m_crossings[i].costly = true; });
    }
    for (const QRectF &title : input.titleAreas)
        eachIn(title, [this](size_t i) { m_crossings[i].costly = true; });
    m_inside.assign(count, 0);
    for (qsizetype z = 0; z < m_zones.size(); ++z)
        eachIn(m_zones[z], [&](size_t i) { m_inside[i] |= quint64(1) << z; });
}

int VisibilityGraph::segmentAt(bool horizontal, double at, double place) const
{
    const std::vector<Segment> &lines = m_segments[horizontal];
    for (auto it = std::lower_bound(lines.begin(), lines.end(), at - slack, [](const Segment &s, double value) { return s.at < value; });
         it != lines.end() && it->at <= at + slack; ++it) {
        if (it->low <= place + slack && it->high >= place - slack)
            return int(it - lines.begin());
    }
    return -1;
}

// The first crossing of a horizontal segment that is not left of `x`.
std::vector<VisibilityGraph::Crossing>::const_iterator VisibilityGraph::firstFrom(const Segment &line, double x) const
{
    return std::lower_bound(m_crossings.begin() + line.first, m_crossings.begin() + line.last, x, [](const Crossing &c, double value) { return c.x < value; });
}

int VisibilityGraph::vertexAt(const QPointF &point) const
{
    const int line = segmentAt(true, point.y(), point.x());
    if (line < 0)
        return -1;
    const int at = int(firstFrom(m_segments[1][size_t(line)], point.x() - 0.01) - m_crossings.begin());
    return at < m_segments[1][size_t(line)].last && isNear(pointOf(at).x(), point.x()) ? at : -1;
}

std::array<VisibilityGraph::Port, 4> VisibilityGraph::portsOf(int shape) const
{
    const QRectF &r = m_shapes[size_t(shape)];
    std::array<Port, 4> ports;
    for (const Side side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
        Port &port = ports[size_t(side)];
        port.side = side;
        port.vertical = side == Side::Top || side == Side::Bottom;
        const bool forwards = side == Side::Right || side == Side::Bottom;
        const double border = side == Side::Left ? r.left() : side == Side::Right ? r.right() : side == Side::Top ? r.top() : r.bottom();
        const int line = segmentAt(!port.vertical, port.vertical ? r.center().x() : r.center().y(), border + (forwards ? clearance : -clearance));
        if (line < 0)
            continue;
        const Segment &segment = m_segments[!port.vertical][size_t(line)];
        for (int i = forwards ? segment.first : segment.last - 1; i >= segment.first && i < segment.last; i += forwards ? 1 : -1) {
            const int vertex = port.vertical ? m_onVertical[size_t(i)] : i;
            const double distance = ((port.vertical ? pointOf(vertex).y() : pointOf(vertex).x()) - border) * (forwards ? 1 : -1);
            if (distance < slack)
                continue;
            port.vertex = vertex;
            port.distance = distance;
            break;
        }
    }
    return ports;
}

void VisibilityGraph::occupy(const QList<QPointF> &points, int by)
{
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QRectF box = boxOf(points[i - 1], points[i]);
        const bool horizontal = box.width() >= box.height();
        const double low = (horizontal ? box.left() : box.top()) - slack, high = (horizontal ? box.right() : box.bottom()) + slack;
        const int line = segmentAt(horizontal, horizontal ? box.top() : box.left(), (low + high) / 2);
        if (line < 0)
            continue;
        const Segment &segment = m_segments[horizontal][size_t(line)];
        const auto vertexOn = [&](int k) { return horizontal ? k : m_onVertical[size_t(k)]; };
        const auto placeOf = [&](int k) { return horizontal ? pointOf(vertexOn(k)).x() : pointOf(vertexOn(k)).y(); };
        int first = segment.first, last = segment.last;
        while (first < last) { // the first crossing that is not before `low`
            const int middle = (first + last) / 2;
            if (placeOf(middle) < low)
                first = middle + 1;
            else
                last = middle;
        }
        for (int k = first; k + 1 < segment.last && placeOf(k + 1) <= high; ++k) {
            Crossing &crossing = m_crossings[size_t(vertexOn(k))];
            (horizontal ? crossing.alongX : crossing.alongY) += by;
        }
    }
}

} // namespace drawbridge::routing
