// SPDX-License-Identifier: Apache-2.0
#include "importers/drawnzones.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace drawbridge {

namespace {

constexpr double padding = 20; // around the members of a curve
constexpr double titleRoom = 36; // above them
constexpr double leastPadding = 8; // between what stuck out and the border that was moved for it
constexpr double bent = 1.25; // length over distance of the ends: what curves more than this wraps something
constexpr double longestExtension = 0.6; // of the line itself, for it to be read as going on to the border

using Outline = QList<QPointF>; // closed by the line from its last point to its first

// Even-odd: how often a ray to the right crosses the outline.
bool isInside(const Outline &outline, const QPointF &p)
{
    bool inside = false;
    for (qsizetype i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const QPointF &a = outline[i], &b = outline[j];
        if ((a.y() > p.y()) != (b.y() > p.y()) && p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

QRectF boundsOf(const Outline &outline)
{
    double left = 0, top = 0, right = 0, bottom = 0;
    for (qsizetype i = 0; i < outline.size(); ++i) {
        left = i ? std::min(left, outline[i].x()) : outline[i].x();
        right = i ? std::max(right, outline[i].x()) : outline[i].x();
        top = i ? std::min(top, outline[i].y()) : outline[i].y();
        bottom = i ? std::max(bottom, outline[i].y()) : outline[i].y();
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

double lengthOf(const Outline &line)
{
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        length += QLineF(line[i - 1], line[i]).length();
    return length;
}

double areaOf(const Outline &polygon)
{
    double twice = 0;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
        twice += a.x() * b.y() - b.x() * a.y();
    }
    return std::abs(twice) / 2;
}

// Position along the border of a rectangle, clockwise from its upper left corner, 0 to 4; whole numbers are corners.
double alongBorder(const QRectF &r, const QPointF &p)
{
    const double x = (p.x() - r.left()) / r.width(), y = (p.y() - r.top()) / r.height();
    const double distance[] = {std::abs(y), std::abs(1 - x), std::abs(1 - y), std::abs(x)}; // top, right, bottom, left
    switch (std::min_element(std::begin(distance), std::end(distance)) - std::begin(distance)) {
    case 0: return std::clamp(x, 0.0, 0.999);
    case 1: return 1 + std::clamp(y, 0.0, 0.999);
    case 2: return 2 + std::clamp(1 - x, 0.0, 0.999);
    default: return 3 + std::clamp(1 - y, 0.0, 0.999);
    }
}

// Where the line would leave the rectangle if it went on: at the nearest side where that is near, else straight on.
QPointF exitOf(const QRectF &r, const QPointF &before, const QPointF &end)
{
    if (!r.contains(end))
        return {std::clamp(end.x(), r.left(), r.right()), std::clamp(end.y(), r.top(), r.bottom())};
    const std::pair<double, QPointF> sides[] = {{end.y() - r.top(), {end.x(), r.top()}},
                                                {r.right() - end.x(), {r.right(), end.y()}},
                                                {r.bottom() - end.y(), {end.x(), r.bottom()}},
                                                {end.x() - r.left(), {r.left(), end.y()}}};
    const auto nearest = std::min_element(std::begin(sides), std::end(sides), [](const auto &a, const auto &b) { return a.first < b.first; });
    if (nearest->first <= 0.2 * std::min(r.width(), r.height()))
        return nearest->second;
    const QPointF way = end - before;
    double step = std::numeric_limits<double>::max();
    if (way.x() != 0)
        step = std::min(step, ((way.x() > 0 ? r.right() : r.left()) - end.x()) / way.x());
    if (way.y() != 0)
        step = std::min(step, ((way.y() > 0 ? r.bottom() : r.top()) - end.y()) / way.y());
    return way.isNull() ? nearest->second : end + way * step;
}

struct Region
{
    enum class Kind { Box, Wrap, Side };
    Kind kind = Kind::Box;
    QString key;
    QRectF rect; // of a box
    Outline outline;
    QSet<qsizetype> members; // indices of nodes
    double area = 0;
    qsizetype parent = -1;
};

class Membership
{
public:
    Membership(const DrawnDiagram &diagram, const DrawnMeaning &meaning) : m_meaning(meaning)
    {
        for (const DrawnShape &node : diagram.nodes) {
            if (node.rect.isValid())
                m_nodes.append(node);
        }
        for (const DrawnShape &zone : diagram.zones) {
            if (zone.rect.isValid())
                addBox(zone);
        }
        for (const DrawnShape &node : std::as_const(m_nodes))
            m_bounds |= node.rect;
        for (const Region &region : std::as_const(m_regions))
            m_bounds |= region.rect;
        m_bounds.adjust(-padding, -padding, padding, padding);
        for (const DrawnCurve &curve : diagram.curves)
            addCurve(curve);
    }

    DrawnMembership run()
    {
        QHash<QString, qsizetype> byKey;
        for (qsizetype i = 0; i < m_regions.size(); ++i)
            byKey.insert(m_regions[i].key, i);
        for (qsizetype i = 0; i < m_regions.size(); ++i) {
            const auto said = m_meaning.parentOfZone.constFind(m_regions[i].key);
            m_regions[i].parent = said == m_meaning.parentOfZone.cend() ? parentOf(i) : acyclic(i, byKey.value(*said, -1));
        }
        for (qsizetype i = 0; i < m_regions.size(); ++i) {
            if (m_regions[i].parent >= 0)
                m_result.parentOfZone.insert(m_regions[i].key, m_regions[m_regions[i].parent].key);
        }
        QHash<qsizetype, qsizetype> regionOf;
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            const auto said = m_meaning.zoneOfNode.constFind(m_nodes[i].key);
            const qsizetype innermost = said == m_meaning.zoneOfNode.cend() ? innermostOf(i) : byKey.value(*said, -1);
            if (innermost < 0)
                continue;
            regionOf.insert(i, innermost);
            m_result.zoneOfNode.insert(m_nodes[i].key, m_regions[innermost].key);
        }
        drawRects(regionOf);
        return m_result;
    }

private:
    bool isOutside(qsizetype node) const { return m_meaning.outsiders.contains(m_nodes[node].key); }

    QSet<qsizetype> inside(const Outline &outline) const
    {
        QSet<qsizetype> members;
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            if (isInside(outline, m_nodes[i].rect.center()))
                members.insert(i);
        }
        return members;
    }

    void addBox(const DrawnShape &zone)
    {
        Region region;
        region.key = zone.key;
        region.rect = zone.rect;
        region.outline = {zone.rect.topLeft(), zone.rect.topRight(), zone.rect.bottomRight(), zone.rect.bottomLeft()};
        region.members = inside(region.outline);
        region.area = zone.rect.width() * zone.rect.height();
        m_regions.append(region);
    }

    void addCurve(const DrawnCurve &curve)
    {
        const Outline line = smoothLine(curve.points);
        Region region;
        region.key = curve.key;
        if (line.size() >= 2 && lengthOf(line) > bent * QLineF(line.first(), line.last()).length()) {
            region.kind = Region::Kind::Wrap;
            region.outline = line;
            region.members = inside(line);
        }
        if (region.members.isEmpty()) {
            region.kind = Region::Kind::Side;
            cutOff(line, region);
        }
        region.area = areaOf(region.outline);
        // What a line separates has to agree with the other zones; what it wraps may overlap them, as drawn.
        const bool agrees = region.kind == Region::Kind::Wrap
            || std::all_of(m_regions.begin(), m_regions.end(), [&](const Region &other) {
                   return !other.members.intersects(region.members) || other.members.contains(region.members) || region.members.contains(other.members);
               });
        if (region.members.isEmpty() || !agrees)
            m_result.separators.append(curve.key);
        else
            m_regions.append(region);
    }

    // The side of the drawing that the line is about; no members where that is not clear.
    void cutOff(const Outline &line, Region &region) const
    {
        if (line.size() < 2 || m_nodes.isEmpty())
            return;
        const QPointF from = exitOf(m_bounds, line[1], line.first()), to = exitOf(m_bounds, line[line.size() - 2], line.last());
        if (QLineF(from, line.first()).length() + QLineF(to, line.last()).length() > longestExtension * lengthOf(line))
            return;
        Outline cut = line;
        cut.prepend(from);
        cut.append(to);
        const double start = alongBorder(m_bounds, from), end = alongBorder(m_bounds, to);
        // From where the line ends on along the border, clockwise, to where it begins.
        const QPointF corners[] = {m_bounds.topLeft(), m_bounds.topRight(), m_bounds.bottomRight(), m_bounds.bottomLeft()};
        double at = end;
        while (true) {
            const double corner = std::floor(at) + 1;
            const double remaining = start >= at ? start - at : start + 4 - at;
            if (corner - at >= remaining)
                break;
            cut.append(corners[int(corner) % 4]);
            at = corner >= 4 ? corner - 4 : corner;
            if (cut.size() > line.size() + 8)
                break;
        }
        const QSet<qsizetype> here = inside(cut);
        QSet<qsizetype> there;
        for (qsizetype i = 0; i < m_nodes.size(); ++i) {
            if (!here.contains(i))
                there.insert(i);
        }
        region.outline = cut;
        if (here.isEmpty() || there.isEmpty())
            return;
        const auto outsidersIn = [&](const QSet<qsizetype> &side) { return std::count_if(side.begin(), side.end(), [&](qsizetype i) { return isOutside(i); }); };
        const qsizetype outHere = outsidersIn(here), outThere = outsidersIn(there);
        const bool outer = m_meaning.outerCurves.contains(region.key);
        // Outsiders on one side only tell which side is which.
        if ((outHere == 0) != (outThere == 0)) {
            region.members = (outHere == 0) != outer ? here : there;
            return;
        }
        // Else a corner or a strip that is cut off is what it is about.
        const double share = areaOf(cut) / (m_bounds.width() * m_bounds.height());
        const double sidesApart = std::abs(std::floor(start) - std::floor(end));
        if (sidesApart == 2 || (share > 0.4 && share < 0.6))
            return;
        region.members = share < 0.5 ? here : there;
    }

    bool holds(const Region &outer, const Region &inner) const
    {
        if (outer.kind == Region::Kind::Box && inner.kind == Region::Kind::Box) {
            const QRectF common = outer.rect.intersected(inner.rect);
            return common.width() * common.height() >= 0.8 * inner.area;
        }
        if (inner.members.isEmpty())
            return isInside(outer.outline, boundsOf(inner.outline).center());
        return outer.members.contains(inner.members);
    }

    // The smallest region around another.
    qsizetype parentOf(qsizetype index) const
    {
        const Region &inner = m_regions[index];
        const auto size = [&](qsizetype i) {
            const Region &r = m_regions[i];
            const bool boxes = r.kind == Region::Kind::Box && inner.kind == Region::Kind::Box;
            return std::make_tuple(boxes ? 0 : r.members.size(), r.area, i);
        };
        qsizetype best = -1;
        for (qsizetype i = 0; i < m_regions.size(); ++i) {
            if (i == index || !holds(m_regions[i], inner))
                continue;
            const bool boxes = m_regions[i].kind == Region::Kind::Box && inner.kind == Region::Kind::Box;
            const auto own = std::make_tuple(boxes ? 0 : inner.members.size(), inner.area, index);
            if (size(i) <= own)
                continue;
            if (best < 0 || std::tie(m_regions[i].area, i) < std::tie(m_regions[best].area, best))
                best = i;
        }
        return acyclic(index, best); // mixed kinds compare differently
    }

    // The parent, unless that would close a circle.
    qsizetype acyclic(qsizetype index, qsizetype parent) const
    {
        for (qsizetype i = parent; i >= 0; i = m_regions[i].parent) {
            if (i == index)
                return -1;
        }
        return parent;
    }

    int depthOf(qsizetype region) const
    {
        int depth = 0;
        for (qsizetype i = region; i >= 0; i = m_regions[i].parent)
            ++depth;
        return depth;
    }

    qsizetype innermostOf(qsizetype node) const
    {
        qsizetype best = -1;
        std::pair<int, double> found;
        for (qsizetype i = 0; i < m_regions.size(); ++i) {
            if (!m_regions[i].members.contains(node))
                continue;
            const std::pair<int, double> here(depthOf(i), -m_regions[i].area);
            if (best < 0 || here > found) {
                best = i;
                found = here;
            }
        }
        return best;
    }

    void drawRects(const QHash<qsizetype, qsizetype> &regionOf)
    {
        QList<QRectF> rects;
        for (const Region &region : std::as_const(m_regions))
            rects.append(region.kind == Region::Kind::Box ? region.rect : QRectF());
        const auto around = [&](qsizetype zone, const QRectF &content) {
            if (m_regions[zone].kind != Region::Kind::Box)
                rects[zone] |= content.adjusted(-padding, -titleRoom, padding, padding);
            else if (!rects[zone].contains(content))
                rects[zone] |= content.adjusted(-leastPadding, -leastPadding, leastPadding, leastPadding);
        };
        for (auto it = regionOf.begin(); it != regionOf.end(); ++it)
            around(it.value(), m_nodes[it.key()].rect);
        QList<qsizetype> order(m_regions.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return depthOf(a) > depthOf(b); });
        for (const qsizetype zone : std::as_const(order)) {
            if (m_regions[zone].parent >= 0 && rects[zone].isValid())
                around(m_regions[zone].parent, rects[zone]);
        }
        for (qsizetype i = 0; i < m_regions.size(); ++i) {
            if (rects[i].isValid())
                m_result.rects.insert(m_regions[i].key, rects[i]);
        }
    }

    const DrawnMeaning &m_meaning;
    QList<DrawnShape> m_nodes;
    QList<Region> m_regions;
    QRectF m_bounds;
    DrawnMembership m_result;
};

} // namespace

QList<QPointF> smoothLine(const QList<QPointF> &points)
{
    constexpr int steps = 12;
    QList<QPointF> line;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        // Catmull-Rom: through all points, the ends repeated.
        const QPointF p0 = points[std::max<qsizetype>(i - 1, 0)], p1 = points[i], p2 = points[i + 1], p3 = points[std::min(i + 2, points.size() - 1)];
        for (int step = 0; step < steps; ++step) {
            const double t = double(step) / steps;
            line.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t));
        }
    }
    if (!points.isEmpty())
        line.append(points.last());
    return line;
}

DrawnMembership membershipOf(const DrawnDiagram &diagram, const DrawnMeaning &meaning)
{
    return Membership(diagram, meaning).run();
}

} // namespace drawbridge
