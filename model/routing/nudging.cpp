// SPDX-License-Identifier: Apache-2.0
#include "routing/nudging.h"

#include "routing/nudgedpiece.h"
#include "routing/pieceindex.h"

#include <array>
#include <numeric>
#include <set>
#include <unordered_map>

namespace drawbridge::routing {

namespace {

constexpr double nearest = 8;      // of parallel pieces, where there is room
constexpr double smallStep = 26;   // steps up to this are straightened where there is room
constexpr double tooNearBorder = 6; // of a zone: a line there cannot be told from it
constexpr double besideBorder = 10;
constexpr double longBeside = 24;
constexpr double reach = 160;      // a piece moves at most this far
constexpr size_t mostCompared = 400; // pieces of one bundle that are compared each with each

class Nudger
{
public:
    Nudger(std::vector<Path> &paths, const std::vector<QRectF> &shapes, const RectIndex &index, const QList<QRectF> &zones)
        : m_paths(paths), m_shapes(shapes), m_index(index), m_zones(zones)
    {
        m_first.reserve(paths.size());
        for (size_t p = 0; p < paths.size(); ++p) {
            m_first.push_back(int(m_pieces.size()));
            const QList<QPointF> &points = paths[p].points;
            for (qsizetype i = 0; i + 1 < points.size(); ++i) {
                Piece piece;
                piece.path = int(p);
                piece.index = int(i);
                piece.horizontal = isNear(points[i].y(), points[i + 1].y());
                piece.at = piece.original = across(points[i], piece.horizontal);
                for (const QPointF &waypoint : paths[p].waypoints) {
                    if (grown(boxOf(points[i], points[i + 1]), 1e-3).contains(waypoint))
                        piece.pinned = true;
                }
                m_pieces.push_back(piece);
            }
        }
        m_first.push_back(int(m_pieces.size()));
    }

    void run()
    {
        takeOutSteps(true);
        for (int round = 0; round < 2; ++round) {
            spread(true, false);
            spread(false, false);
        }
        takeOutSteps(false);
        // What still lies too close after the pieces around it have moved, without changing any order again.
        spread(true, true);
        spread(false, true);
        keepOffBorders();
        for (Path &path : m_paths)
            path.points = simplified(path.points, path.waypoints);
    }

private:
    int count(int path) const { return m_first[size_t(path) + 1] - m_first[size_t(path)]; }
    const Piece &pieceOf(int path, int index) const { return m_pieces[size_t(m_first[size_t(path)] + index)]; }

    Span spanOf(const Piece &piece) const
    {
        const QList<QPointF> &points = m_paths[size_t(piece.path)].points;
        const double a = along(points[piece.index], piece.horizontal), b = along(points[piece.index + 1], piece.horizontal);
        return {std::min(a, b), std::max(a, b)};
    }

    // How far the piece can move aside without touching a shape, leaving the side of its own shape, or turning back the
    // last bit of its path into the shape that it leaves.
    Span room(const Piece &piece) const
    {
        const Path &path = m_paths[size_t(piece.path)];
        const bool isFirst = piece.index == 0, isLast = piece.index == count(piece.path) - 1;
        Span free{piece.at - reach, piece.at + reach};
        const Span span = spanOf(piece);
        const Span near{free.low - 2 * comfortable, free.high + 2 * comfortable};
        m_index.visit(areaOf({span.low - clearance, span.high + clearance}, near, piece.horizontal), [&](int i) {
            const bool own = (isFirst && i == path.from) || (isLast && i == path.to);
            if (own)
                return;
            const QRectF &rect = m_shapes[size_t(i)];
            const Span shape = piece.horizontal ? Span{rect.left(), rect.right()} : Span{rect.top(), rect.bottom()};
            if (shape.low >= span.high + clearance || shape.high <= span.low - clearance)
                return;
            const Span other = piece.horizontal ? Span{rect.top(), rect.bottom()} : Span{rect.left(), rect.right()};
            // Shapes that the path leaves or enters next door need room for the arrow head.
            const bool isEnd = i == path.from || i == path.to;
            const double keep = isEnd ? comfortable : 2 * clearance;
            if (piece.at >= (other.low + other.high) / 2)
                free.low = std::max(free.low, std::min(piece.at, other.high + keep));
            else
                free.high = std::min(free.high, std::max(piece.at, other.low - keep));
        });
        const auto limit = [&](int shape) {
            const Span side = sideOf(m_shapes[size_t(shape)], piece.horizontal);
            free.low = std::max(free.low, side.low);
            free.high = std::min(free.high, side.high);
        };
        if (isFirst)
            limit(path.from);
        if (isLast)
            limit(path.to);
        // A neighbour that is the path's end must keep its direction and room for its arrow head.
        const auto keepNeighbour = [&](int point, int shape) {
            const QPointF border = path.points[point];
            const double edge = across(border, piece.horizontal);
            const QRectF &rect = m_shapes[size_t(shape)];
            const double middle = piece.horizontal ? rect.center().y() : rect.center().x();
            if (edge > middle)
                free.low = std::max(free.low, std::min(piece.at, edge + comfortable));
            else
                free.high = std::min(free.high, std::max(piece.at, edge - comfortable));
        };
        if (piece.index == 1)
            keepNeighbour(0, path.from);
        if (piece.index == count(piece.path) - 2)
            keepNeighbour(int(path.points.size()) - 1, path.to);
        // The pieces next to it must still reach their waypoints.
        for (const QPointF &waypoint : path.waypoints) {
            for (const int i : {piece.index - 1, piece.index + 1}) {
                if (i < 0 || i >= count(piece.path) || !grown(boxOf(path.points[i], path.points[i + 1]), 1e-3).contains(waypoint))
                    continue;
                const double place = across(waypoint, piece.horizontal);
                if (piece.at > place - 1e-3)
                    free.low = std::max(free.low, place);
                if (piece.at < place + 1e-3)
                    free.high = std::min(free.high, place);
            }
        }
        if (piece.pinned || free.low > free.high)
            return {piece.at, piece.at};
        return free;
    }

    void move(Piece &piece, double at)
    {
        piece.at = at;
        QList<QPointF> &points = m_paths[size_t(piece.path)].points;
        for (const int i : {piece.index, piece.index + 1}) {
            if (piece.horizontal)
                points[i].setY(at);
            else
                points[i].setX(at);
        }
    }

    // The same while pieces are looked up by place: the neighbours grow or shrink with it.
    void moveIndexed(Piece &piece, double at)
    {
        move(piece, at);
        for (int i = std::max(0, piece.index - 1); i <= std::min(count(piece.path) - 1, piece.index + 1); ++i)
            putInPlace(m_first[size_t(piece.path)] + i);
    }

    void putInPlace(int piece)
    {
        const Piece &p = m_pieces[size_t(piece)];
        const QList<QPointF> &points = m_paths[size_t(p.path)].points;
        m_places[p.horizontal].put(piece, boxOf(points[p.index], points[p.index + 1]));
    }

    static QRectF areaOf(const Span &span, const Span &across, bool horizontal)
    {
        return horizontal ? QRectF(QPointF(span.low, across.low), QPointF(span.high, across.high)) : QRectF(QPointF(across.low, span.low), QPointF(across.high, span.high));
    }

    // Whether the piece, at `at`, would lie on a piece of another path.
    bool isTaken(const Piece &piece, double at, const Span &span) const
    {
        bool taken = false;
        m_places[piece.horizontal].visit(areaOf(span, {at - nearest, at + nearest}, piece.horizontal), [&](int i) {
            const Piece &other = m_pieces[size_t(i)];
            if (taken || other.path == piece.path || std::abs(other.at - at) >= nearest)
                return;
            const Span there = spanOf(other);
            taken = there.low < span.high - 1 && there.high > span.low + 1;
        });
        return taken;
    }

    // How often the path crosses others.
    int crossings(int path) const
    {
        int sum = 0;
        for (int i = 0; i < count(path); ++i) {
            const Piece &piece = pieceOf(path, i);
            const Span span = spanOf(piece);
            sum += m_places[!piece.horizontal].count(areaOf(span, {piece.at, piece.at}, piece.horizontal), [&](int k, QPointF &where) {
                const Piece &other = m_pieces[size_t(k)];
                if (other.path == path || other.at <= span.low || other.at >= span.high)
                    return false;
                where = piece.horizontal ? QPointF(other.at, piece.at) : QPointF(piece.at, other.at);
                const Span there = spanOf(other);
                return piece.at > there.low && piece.at < there.high;
            });
        }
        return sum;
    }

    // Two parallel pieces with a small step between them become one line where both can reach it. Before the pieces are
    // spread, many paths share a line and may go on doing so.
    void takeOutSteps(bool mayShare)
    {
        m_places[0] = m_places[1] = {};
        for (int i = 0; i < int(m_pieces.size()); ++i)
            putInPlace(i);
        for (int p = 0; p < int(m_paths.size()); ++p) {
            for (int i = 0; i + 2 < count(p); ++i) {
                Piece &first = m_pieces[size_t(m_first[size_t(p)] + i)];
                Piece &second = m_pieces[size_t(m_first[size_t(p)] + i + 2)];
                const double step = std::abs(first.at - second.at);
                if (step < 1e-6 || step > smallStep)
                    continue;
                const Span a = room(first), b = room(second);
                const double low = std::max(a.low, b.low), high = std::min(a.high, b.high);
                if (low > high)
                    continue;
                const Span spanA = spanOf(first), spanB = spanOf(second);
                const Span both{std::min(spanA.low, spanB.low), std::max(spanA.high, spanB.high)};
                for (const double at : {(first.at + second.at) / 2, first.at, second.at}) {
                    const double wanted = std::clamp(at, low, high);
                    if (!mayShare && isTaken(first, wanted, both))
                        continue;
                    const double firstAt = first.at, secondAt = second.at;
                    const int before = crossings(p);
                    moveIndexed(first, wanted);
                    moveIndexed(second, wanted);
                    if (crossings(p) <= before) {
                        if (mayShare)
                            first.original = second.original = wanted;
                        break;
                    }
                    moveIndexed(first, firstAt);
                    moveIndexed(second, secondAt);
                }
            }
        }
    }

    // Pieces that came to run along a border move to a distance at which they can be told from it, where there is room.
    void keepOffBorders()
    {
        std::vector<QRectF> zones;
        std::copy_if(m_zones.begin(), m_zones.end(), std::back_inserter(zones), isUsable);
        if (zones.empty())
            return;
        const RectIndex index(zones);
        m_places[0] = m_places[1] = {};
        for (int i = 0; i < int(m_pieces.size()); ++i)
            putInPlace(i);
        for (Piece &piece : m_pieces) {
            const Span span = spanOf(piece);
            const double at = piece.at;
            std::set<int> near;
            index.visit(areaOf(span, {at - tooNearBorder, at + tooNearBorder}, piece.horizontal), [&](int i) { near.insert(i); });
            for (const int i : near) {
                const QRectF &zone = zones[size_t(i)];
                const Span beside = piece.horizontal ? Span{zone.left(), zone.right()} : Span{zone.top(), zone.bottom()};
                if (std::min(span.high, beside.high) - std::max(span.low, beside.low) < longBeside)
                    continue;
                for (const double border : {piece.horizontal ? zone.top() : zone.left(), piece.horizontal ? zone.bottom() : zone.right()}) {
                    if (std::abs(at - border) < tooNearBorder && piece.at == at)
                        moveOff(piece, border);
                }
            }
        }
    }

    void moveOff(Piece &piece, double border)
    {
        for (int i = std::max(0, piece.index - 1); i <= std::min(count(piece.path) - 1, piece.index + 1); ++i) {
            const Span there = spanOf(pieceOf(piece.path, i));
            if (there.high - there.low < 1)
                return; // one line with the piece after next: that would bend
        }
        const Span free = room(piece), span = spanOf(piece);
        const double before = piece.at;
        const int crossed = crossings(piece.path);
        for (const double side : {before >= border ? 1.0 : -1.0, before >= border ? -1.0 : 1.0}) {
            const double wanted = border + side * besideBorder;
            if (wanted < free.low || wanted > free.high || isTaken(piece, wanted, span))
                continue;
            moveIndexed(piece, wanted);
            if (crossings(piece.path) <= crossed)
                return;
            moveIndexed(piece, before);
        }
    }

    // Walking both paths from a shared line towards `direction` (+1: to the right or down) until they part: −1 if a
    // leaves to the lower side (up or left of the walk along the first line), 1 if b does, 0 if they do not part.
    int partsFirst(const Piece &a, const Piece &b, int direction) const
    {
        struct Walker
        {
            int path, index, step; // step through the pieces of the path
        };
        const auto begin = [&](const Piece &piece) {
            const QList<QPointF> &points = m_paths[size_t(piece.path)].points;
            const bool forwards = along(points[piece.index + 1], piece.horizontal) > along(points[piece.index], piece.horizontal);
            return Walker{piece.path, piece.index, forwards == (direction > 0) ? 1 : -1};
        };
        Walker wa = begin(a), wb = begin(b);
        bool horizontal = a.horizontal;
        int heading = direction;
        int flip = 1; // whether "left of the walk" still means the lower side of the first line
        // Left of a walk to the right is up (lower y); left of a walk down is right (higher x).
        const int leftIsLow = horizontal == (direction > 0) ? 1 : -1;
        for (int guard = 0; guard < 64; ++guard) {
            // Where each turns, and to which side of the walk (−1 left, 1 right; 0: it ends).
            const auto turn = [&](const Walker &w, double &where) {
                const Piece &piece = pieceOf(w.path, w.index);
                const int next = w.index + w.step;
                const int corner = w.step > 0 ? w.index + 1 : w.index;
                const double cornerAlong = originalAlong(w.path, corner, horizontal, piece);
                where = cornerAlong * heading;
                if (next < 0 || next >= count(w.path))
                    return 0;
                const QList<QPointF> &points = m_paths[size_t(w.path)].points;
                const QPointF d = w.step > 0 ? points[next + 1] - points[next] : points[next] - points[next + 1];
                const double side = horizontal ? d.y() * heading : -d.x() * heading; // > 0: to the right of the walk
                return side > 0 ? 1 : -1;
            };
            double whereA = 0, whereB = 0;
            const int turnA = turn(wa, whereA), turnB = turn(wb, whereB);
            int aIs = 0; // −1: a is left of b
            if (std::abs(whereA - whereB) < 1 && turnA == turnB) {
                if (turnA == 0)
                    return 0;
                const int newHeading = horizontal ? turnA * heading : -turnA * heading;
                wa.index += wa.step;
                wb.index += wb.step;
                horizontal = !horizontal;
                heading = newHeading;
                continue;
            }
            if (std::abs(whereA - whereB) < 1)
                aIs = turnA < turnB ? -1 : 1;
            else if (whereA < whereB)
                aIs = turnA; // a turns off first, or ends (0)
            else
                aIs = -turnB;
            return aIs * leftIsLow * flip;
        }
        return 0;
    }

    double originalAlong(int path, int corner, bool horizontal, const Piece &piece) const
    {
        // A corner's place along this piece is the line of the piece that follows it.
        const int other = corner == piece.index ? piece.index - 1 : piece.index + 1;
        if (other < 0 || other >= count(path))
            return along(m_paths[size_t(path)].points[corner], horizontal);
        return pieceOf(path, other).original;
    }

    // The sides of shapes at which a piece leaves or enters: shape times 2, plus one for the right or lower side; −1.
    std::array<int, 2> portsOf(const Piece &piece) const
    {
        const Path &path = m_paths[size_t(piece.path)];
        const auto side = [&](int shape, const QPointF &end) {
            const QRectF &r = m_shapes[size_t(shape)];
            return 2 * shape + int(along(end, piece.horizontal) > along(r.center(), piece.horizontal));
        };
        return {piece.index == 0 ? side(path.from, path.points.first()) : -1,
                piece.index == count(piece.path) - 1 ? side(path.to, path.points.last()) : -1};
    }

    // The direction in which both pieces leave the side of a shape that they share, 0 where they share none. Ports of one
    // side may change places however far apart the paths were found.
    int awayFromSharedSide(const Piece &a, const Piece &b) const
    {
        for (const int first : portsOf(a)) {
            for (const int second : portsOf(b)) {
                if (first >= 0 && first == second)
                    return first % 2 ? 1 : -1;
            }
        }
        return 0;
    }

    // < 0: a belongs on the lower side of b.
    double order(const Piece &a, const Piece &b) const
    {
        const double apart = a.original - b.original;
        if (const int away = awayFromSharedSide(a, b); away != 0) {
            if (const int preference = partsFirst(a, b, away))
                return preference;
        }
        if (std::abs(apart) > 1)
            return apart;
        const int preference = partsFirst(a, b, 1) + partsFirst(a, b, -1);
        if (preference != 0)
            return preference;
        return a.at != b.at ? a.at - b.at : a.path != b.path ? a.path - b.path : a.index - b.index;
    }

    // Height of the label that may come to lie on the piece, 0 where there is none.
    double labelOn(const Piece &piece) const
    {
        const Span span = spanOf(piece);
        const QSizeF size = m_paths[size_t(piece.path)].labelSize;
        return piece.horizontal && span.high - span.low > size.width() ? std::max(0.0, size.height()) : 0;
    }

    double wanted(const Piece &a, const Piece &b) const { return wantedSpacing(labelOn(a), labelOn(b)); }

    void spread(bool horizontal, bool keepPlaces)
    {
        std::vector<int> lines;
        for (size_t i = 0; i < m_pieces.size(); ++i) {
            if (m_pieces[i].horizontal == horizontal)
                lines.push_back(int(i));
        }
        std::sort(lines.begin(), lines.end(), [&](int a, int b) {
            const double x = m_pieces[size_t(a)].at, y = m_pieces[size_t(b)].at;
            return x != y ? x < y : a < b;
        });
        // Groups: pieces closer than the spacing that face each other, and what hangs together through them.
        std::vector<int> group(m_pieces.size());
        std::iota(group.begin(), group.end(), 0);
        const auto root = [&](int i) {
            while (group[size_t(i)] != i)
                i = group[size_t(i)] = group[size_t(group[size_t(i)])];
            return i;
        };
        for (size_t i = 0; i < lines.size(); ++i) {
            const Piece &a = m_pieces[size_t(lines[i])];
            const Span spanA = spanOf(a);
            for (size_t k = i + 1; k < lines.size() && m_pieces[size_t(lines[k])].at - a.at < 2 * usualSpacing; ++k) {
                const Piece &b = m_pieces[size_t(lines[k])];
                if (a.path != b.path && b.at - a.at < wanted(a, b) - 0.5 && facing(spanA, spanOf(b)))
                    group[size_t(root(lines[k]))] = root(lines[i]);
            }
        }
        // Ports of one side that stand in the wrong order, however far apart.
        std::unordered_map<int, std::vector<int>> ports;
        for (const int i : lines) {
            for (const int side : portsOf(m_pieces[size_t(i)])) {
                if (side >= 0)
                    ports[side].push_back(i);
            }
        }
        for (const auto &[side, pieces] : ports) {
            if (keepPlaces || pieces.size() > mostCompared)
                continue;
            for (size_t i = 0; i < pieces.size(); ++i) {
                for (size_t k = i + 1; k < pieces.size(); ++k) {
                    if (order(m_pieces[size_t(pieces[i])], m_pieces[size_t(pieces[k])]) > 0) {
                        for (size_t between = i + 1; between <= k; ++between)
                            group[size_t(root(pieces[between]))] = root(pieces[i]);
                    }
                }
            }
        }
        std::vector<std::vector<int>> members(m_pieces.size());
        for (const int i : lines)
            members[size_t(root(i))].push_back(i);
        for (const int i : lines) {
            const std::vector<int> &bundle = members[size_t(i)];
            if (bundle.size() > 1)
                spreadBundle(bundle, keepPlaces);
        }
    }

    // The pieces of a bundle from the lower side to the higher one: of those that nothing has to precede, the lowest
    // first. Wishes of pairs may contradict each other; then the place decides.
    std::vector<int> ordered(const std::vector<int> &bundle, const std::vector<Span> &rooms, const std::vector<Span> &spans, const std::vector<bool> &keeps) const
    {
        const size_t n = bundle.size();
        std::vector<std::vector<int>> after(n);
        std::vector<int> before(n, 0);
        for (size_t i = 0; i < n; ++i) {
            for (size_t k = i + 1; k < n && n <= mostCompared; ++k) {
                if (!facing(spans[i], spans[k]))
                    continue;
                double wish = order(m_pieces[size_t(bundle[i])], m_pieces[size_t(bundle[k])]);
                if (rooms[i].low > rooms[k].high || rooms[k].low > rooms[i].high)
                    wish = rooms[i].low - rooms[k].low; // they cannot change places
                else if (const double apart = m_pieces[size_t(bundle[i])].at - m_pieces[size_t(bundle[k])].at; (keeps[i] || keeps[k]) && std::abs(apart) > 0.5)
                    wish = apart;
                after[wish > 0 ? k : i].push_back(int(wish > 0 ? i : k));
                ++before[wish > 0 ? i : k];
            }
        }
        std::vector<bool> done(n, false);
        std::vector<int> result;
        size_t open = 0; // all before it are done
        while (result.size() < n) {
            while (done[open])
                ++open;
            size_t next = n;
            for (size_t i = open; i < n; ++i) {
                if (done[i])
                    continue;
                if (next == n || before[i] < before[next]) // bundles come sorted by place
                    next = i;
                if (before[next] <= 0)
                    break;
            }
            done[next] = true;
            result.push_back(int(next));
            for (const int i : after[next])
                --before[size_t(i)];
        }
        return result;
    }

    // `keeps`: pieces that keep their place in the order.
    BundlePlan planFor(const std::vector<int> &bundle, const std::vector<bool> &keeps) const
    {
        BundlePlan plan;
        std::vector<Span> rooms, spans;
        for (const int i : bundle) {
            rooms.push_back(room(m_pieces[size_t(i)]));
            spans.push_back(spanOf(m_pieces[size_t(i)]));
        }
        for (const int i : ordered(bundle, rooms, spans, keeps)) {
            plan.members.push_back(i);
            plan.pieces.push_back(bundle[size_t(i)]);
            plan.rooms.push_back(rooms[size_t(i)]);
            plan.spans.push_back(spans[size_t(i)]);
            plan.label.push_back(labelOn(m_pieces[size_t(bundle[size_t(i)])]));
        }
        plan.fit();
        return plan;
    }

    void spreadBundle(const std::vector<int> &bundle, bool keepPlaces)
    {
        constexpr double tooTight = 0.45;
        std::vector<bool> keeps(bundle.size(), keepPlaces);
        BundlePlan plan = planFor(bundle, keeps);
        // A better order is not worth lines that touch: crossings can be followed, lines on each other cannot. What gets
        // too tight keeps its place, and all that there is only where that does not help.
        constexpr int attempts = 4;
        for (int attempt = 0; !keepPlaces && plan.least < tooTight && attempt < attempts; ++attempt) {
            bool more = false;
            for (size_t i = 0; i < plan.members.size(); ++i) {
                if (plan.scale[i] < tooTight && !keeps[size_t(plan.members[i])])
                    more = keeps[size_t(plan.members[i])] = true;
            }
            if (!more || attempt + 1 == attempts)
                keeps.assign(bundle.size(), true);
            BundlePlan next = planFor(bundle, keeps);
            if (next.least > plan.least)
                plan = std::move(next);
            if (!more)
                break;
        }
        const size_t n = bundle.size();
        // Pushing from the wanted places upwards and downwards gives two solutions; so is what lies between them, and
        // it keeps the pieces together around where they were.
        std::vector<double> upwards(n), downwards(n);
        for (size_t i = 0; i < n; ++i) {
            const double at = std::clamp(m_pieces[size_t(plan.pieces[i])].at, plan.rooms[i].low, plan.rooms[i].high);
            upwards[i] = at;
            downwards[i] = at;
        }
        plan.pushUp(upwards);
        plan.pushDown(downwards);
        for (size_t i = 0; i < n; ++i) {
            const double place = (std::min(upwards[i], plan.high[i]) + std::max(downwards[i], plan.low[i])) / 2;
            apply(m_pieces[size_t(plan.pieces[i])], std::round(place * 2) / 2);
        }
    }

    // Neighbours in the bundle may have moved since: look again before moving.
    void apply(Piece &piece, double at)
    {
        const Span free = room(piece);
        move(piece, std::clamp(at, free.low, free.high));
    }

    std::vector<Path> &m_paths;
    const std::vector<QRectF> &m_shapes;
    const RectIndex &m_index; // of the shapes
    const QList<QRectF> &m_zones;
    PieceIndex m_places[2]; // of vertical and horizontal pieces, while steps are taken out
    std::vector<Piece> m_pieces;
    std::vector<int> m_first; // index of the first piece of each path
};

} // namespace

void nudge(std::vector<Path> &paths, const std::vector<QRectF> &shapes, const RectIndex &index, const QList<QRectF> &zones)
{
    Nudger(paths, shapes, index, zones).run();
}

} // namespace drawbridge::routing
