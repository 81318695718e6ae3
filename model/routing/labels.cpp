// SPDX-License-Identifier: Apache-2.0
#include "routing/labels.h"

#include "routing/geometry.h"

#include <QHash>

#include <limits>
#include <optional>
#include <vector>

namespace drawbridge::routing {

namespace {

constexpr double endRoom = 14; // arrow heads and corners stay visible
constexpr double furtherOff = 13; // than a label beside its line
constexpr double cell = 128;

struct Entry
{
    QRectF box;
    int flow; // −1: not a flow's line
    double cost;
    bool isLine = false;
    bool isBorder = false; // of a zone: better not, but it hides nothing
};

// What a label must not cover, in buckets by place.
class Crowd
{
public:
    int add(const Entry &entry)
    {
        const int index = int(m_entries.size());
        m_entries.push_back(entry);
        visit(entry.box, [&](quint64 key) { m_buckets[key].append(index); });
        return index;
    }
    void remove(int entry) { m_entries[size_t(entry)].cost = 0; }
    // Costs of a label at `box`; a flow's own line costs nothing. Stops adding up at `enough`.
    double cost(const QRectF &box, int flow, double enough = std::numeric_limits<double>::infinity(), bool borders = true) const
    {
        double sum = 0;
        m_seen.clear();
        visit(box, [&](quint64 key) {
            const auto at = sum < enough ? m_buckets.constFind(key) : m_buckets.constEnd();
            if (at == m_buckets.constEnd())
                return;
            for (const int i : *at) {
                const Entry &entry = m_entries[size_t(i)];
                // Lines have no area: grow a little, then measure what is covered.
                const double width = std::min(entry.box.right() + 1, box.right()) - std::max(entry.box.left() - 1, box.left());
                const double height = std::min(entry.box.bottom() + 1, box.bottom()) - std::max(entry.box.top() - 1, box.top());
                if (width <= 0 || height <= 0 || entry.cost <= 0 || (entry.isBorder && !borders) || (entry.flow == flow && flow >= 0) || std::find(m_seen.begin(), m_seen.end(), i) != m_seen.end())
                    continue;
                m_seen.push_back(i);
                sum += entry.cost * (entry.isLine ? std::max(width, height) / 20 + 0.5 : width * height / 200 + 1);
            }
        });
        return sum;
    }

    // Whether a label there would hide something, or be hidden.
    bool collides(const QRectF &box, int flow) const { return cost(box, flow, 1e-9, false) > 0; }

private:
    template <class Visit> static void visit(const QRectF &box, const Visit &visit)
    {
        const auto cellOf = [](double place) { return int(std::floor(std::clamp(place, -1e8, 1e8) / cell)); };
        const int left = cellOf(box.left()), right = cellOf(box.right()), top = cellOf(box.top()), bottom = cellOf(box.bottom());
        if ((right - left + 1.0) * (bottom - top + 1.0) > 4096)
            return; // far larger than a diagram's parts: not worth looking at
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x)
                visit(quint64(quint32(x)) << 32 | quint32(y));
        }
    }
    std::vector<Entry> m_entries;
    mutable std::vector<int> m_seen; // in the cells looked at so far
    QHash<quint64, QList<int>> m_buckets;
};

struct Candidate
{
    QPointF center;
    double cost;
};

QRectF boxAt(const QPointF &center, const QSizeF &size)
{
    return QRectF(center - QPointF(size.width() / 2, size.height() / 2), size);
}

QList<Candidate> candidates(const QList<QPointF> &points, const QSizeF &label)
{
    QList<Candidate> result;
    double longest = 0;
    for (qsizetype i = 0; i + 1 < points.size(); ++i)
        longest = std::max(longest, std::abs(points[i + 1].x() - points[i].x()) + std::abs(points[i + 1].y() - points[i].y()));
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPointF a = points[i], b = points[i + 1];
        const double length = std::abs(b.x() - a.x()) + std::abs(b.y() - a.y());
        const bool horizontal = isNear(a.y(), b.y());
        const double needed = (horizontal ? label.width() : label.height()) + 2 * endRoom;
        const double free = length - needed;
        // Horizontal pieces carry text best; long ones before short ones; the middle before the ends.
        const double base = (horizontal ? 0 : 2) + 3 * (1 - length / std::max(longest, 1.0)) + (free < 0 ? 8 - free / 4 : 0);
        constexpr double places[] = {0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9, 0.05, 0.95, 0.0, 1.0};
        for (const double t : places) {
            if (free < 0 && t != 0.5)
                break;
            const double s = free < 0 ? 0.5 : (needed / 2 + t * free) / std::max(length, 1e-6);
            const QPointF on = a + (b - a) * s;
            const double offCenter = std::abs(t - 0.5) * 1.5;
            result.append({on, base + offCenter});
            // Beside the line, where the line itself is too short or crowded.
            const QPointF aside = horizontal ? QPointF(0, label.height() / 2 + 3) : QPointF(label.width() / 2 + 4, 0);
            result.append({on - aside, base + offCenter + 3});
            result.append({on + aside, base + offCenter + 3.2});
            // Further off, where another line runs beside it: better than lying on a shape, and still seen to belong to it.
            const QPointF further = aside + (horizontal ? QPointF(0, furtherOff) : QPointF(furtherOff, 0));
            result.append({on - further, base + offCenter + 9});
            result.append({on + further, base + offCenter + 9.2});
            // Where it cannot be told whose it is, it is still better off than on a shape.
            result.append({on - aside * 2.2, base + offCenter + 16});
            result.append({on + aside * 2.2, base + offCenter + 16.2});
        }
    }
    return result;
}

// The best place that hides nothing, if there is one.
std::optional<QPointF> freePlace(const Crowd &crowd, const QList<QPointF> &points, const QSizeF &label, int flow)
{
    std::optional<Candidate> best;
    for (const Candidate &candidate : candidates(points, label)) {
        if ((!best || candidate.cost < best->cost - 1e-9) && !crowd.collides(boxAt(candidate.center, label), flow))
            best = candidate;
    }
    return best ? std::optional(best->center) : std::nullopt;
}

} // namespace

void placeLabels(const RoutingRequest &request, QList<Route> &routes)
{
    constexpr double shapeCost = 60, titleCost = 20, labelCost = 30, lineCost = 6, borderCost = 1.5;
    Crowd crowd;
    for (const RoutingShape &shape : request.shapes)
        crowd.add({grown(shape.rect, 3), -1, shapeCost});
    for (const QRectF &title : request.titleAreas)
        crowd.add({title, -1, titleCost});
    for (const QRectF &zone : request.zones) {
        crowd.add({QRectF(zone.topLeft(), QSizeF(0, zone.height())), -1, borderCost, true, true});
        crowd.add({QRectF(zone.topRight(), QSizeF(0, zone.height())), -1, borderCost, true, true});
        crowd.add({QRectF(zone.topLeft(), QSizeF(zone.width(), 0)), -1, borderCost, true, true});
        crowd.add({QRectF(zone.bottomLeft(), QSizeF(zone.width(), 0)), -1, borderCost, true, true});
    }
    std::vector<int> order;
    std::vector<double> lengths(size_t(routes.size()), 0);
    for (qsizetype f = 0; f < routes.size(); ++f) {
        const QList<QPointF> &points = routes[f].points;
        for (qsizetype i = 0; i + 1 < points.size(); ++i) {
            const QRectF box = boxOf(points[i], points[i + 1]);
            lengths[size_t(f)] += box.width() + box.height();
            if (box.width() < 1 || box.height() < 1)
                crowd.add({box, int(f), lineCost, true});
        }
        if (points.size() >= 2 && !request.flows[f].label.isEmpty())
            order.push_back(int(f));
    }
    // Short flows have the fewest places, so they choose first.
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        const double la = lengths[size_t(a)], lb = lengths[size_t(b)];
        return la != lb ? la < lb : a < b;
    });
    // Afterwards each that lies on something looks again: others may have left it room, or it can go where they do not.
    std::vector<int> placed(size_t(routes.size()), -1);
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        bool changed = false;
        for (const int f : order) {
            const RoutingFlow &flow = request.flows[f];
            if (round > 0 && (flow.labelMoved || crowd.cost(boxAt(routes[f].labelCenter, flow.label), f) <= 0))
                continue;
            if (placed[size_t(f)] >= 0)
                crowd.remove(placed[size_t(f)]);
            const QPointF before = routes[f].labelCenter;
            double fewest = 0;
            bool any = false;
            for (const Candidate &candidate : candidates(routes[f].points, flow.label)) {
                if (any && candidate.cost >= fewest)
                    continue;
                const double cost = candidate.cost + crowd.cost(boxAt(candidate.center, flow.label), f, any ? fewest - candidate.cost : std::numeric_limits<double>::infinity());
                if (!any || cost < fewest - 1e-9) {
                    fewest = cost;
                    routes[f].labelCenter = candidate.center;
                    any = true;
                }
            }
            if (flow.labelMoved)
                routes[f].labelCenter += flow.labelOffset;
            changed = changed || routes[f].labelCenter != before;
            placed[size_t(f)] = crowd.add({grown(boxAt(routes[f].labelCenter, flow.label), 2), f, labelCost});
        }
        if (!changed)
            break;
    }
    // What still lies on something is narrowed where that gives it room. A label that a person moved keeps its width, but
    // its offset is from the same place.
    for (const int f : order) {
        const RoutingFlow &flow = request.flows[f];
        Route &route = routes[f];
        const QPointF offset = flow.labelMoved ? flow.labelOffset : QPointF();
        if (flow.leastLabel <= 0 || !crowd.collides(boxAt(route.labelCenter - offset, flow.label), f))
            continue;
        for (const double part : {0.8, 0.65, 0.5, 0.4}) {
            const QSizeF narrow(std::max(flow.leastLabel, part * flow.label.width()), flow.label.height());
            if (narrow.width() >= flow.label.width())
                break;
            const std::optional<QPointF> center = freePlace(crowd, route.points, narrow, f);
            if (!center)
                continue;
            route.labelCenter = *center + offset;
            route.labelWidth = flow.labelMoved ? 0 : narrow.width();
            crowd.remove(placed[size_t(f)]);
            placed[size_t(f)] = crowd.add({grown(labelBox(route, flow.label), 2), f, labelCost});
            break;
        }
    }
}

} // namespace drawbridge::routing

namespace drawbridge {

QRectF labelBox(const Route &route, const QSizeF &label)
{
    if (label.isEmpty())
        return {};
    return routing::boxAt(route.labelCenter, QSizeF(route.labelWidth > 0 ? route.labelWidth : label.width(), label.height()));
}

} // namespace drawbridge
