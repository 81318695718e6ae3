// SPDX-License-Identifier: Apache-2.0
#include "routing/nudging.h"

#include <numeric>

namespace drawbridge::routing {

namespace {

constexpr double wantedSpacing = 14;
constexpr double leastSpacing = 2;
constexpr double overlapSlack = 8; // pieces whose ends come this close are kept apart too
constexpr double smallStep = 26;   // steps up to this are straightened where there is room
constexpr double reach = 160;      // a piece moves at most this far

struct Piece
{
    int path = 0;
    int index = 0; // among the pieces of its path
    bool horizontal = false;
    double at = 0;       // y of a horizontal piece, x of a vertical one
    double original = 0; // before any nudging: pieces that shared a line have it in common
    bool pinned = false;
};

struct Span
{
    double low, high;
};

double along(const QPointF &p, bool horizontal)
{
    return horizontal ? p.x() : p.y();
}

double across(const QPointF &p, bool horizontal)
{
    return horizontal ? p.y() : p.x();
}

Span sideOf(const QRectF &rect, bool horizontal)
{
    const Span side = horizontal ? Span{rect.top(), rect.bottom()} : Span{rect.left(), rect.right()};
    const double inset = std::min(sideInset, (side.high - side.low) / 4);
    return {side.low + inset, side.high - inset};
}

class Nudger
{
public:
    Nudger(std::vector<Path> &paths, const std::vector<QRectF> &shapes) : m_paths(paths), m_shapes(shapes)
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
        takeOutSteps();
        for (int round = 0; round < 2; ++round) {
            spread(true);
            spread(false);
        }
        takeOutSteps();
        for (Path &path : m_paths)
            path.points = simplified(path.points);
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
        for (size_t i = 0; i < m_shapes.size(); ++i) {
            const bool own = (isFirst && int(i) == path.from) || (isLast && int(i) == path.to);
            if (own)
                continue;
            const Span shape = piece.horizontal ? Span{m_shapes[i].left(), m_shapes[i].right()} : Span{m_shapes[i].top(), m_shapes[i].bottom()};
            if (shape.low >= span.high + clearance || shape.high <= span.low - clearance)
                continue;
            const Span other = piece.horizontal ? Span{m_shapes[i].top(), m_shapes[i].bottom()} : Span{m_shapes[i].left(), m_shapes[i].right()};
            // Shapes that the path leaves or enters next door need room for the arrow head.
            const bool isEnd = int(i) == path.from || int(i) == path.to;
            const double keep = isEnd ? comfortable : 2 * clearance;
            if (piece.at >= (other.low + other.high) / 2)
                free.low = std::max(free.low, std::min(piece.at, other.high + keep));
            else
                free.high = std::min(free.high, std::max(piece.at, other.low - keep));
        }
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

    // Whether the piece, at `at`, would lie on a piece of another path.
    bool isTaken(const Piece &piece, double at, const Span &span) const
    {
        for (const Piece &other : m_pieces) {
            if (other.path == piece.path || other.horizontal != piece.horizontal || std::abs(other.at - at) >= 6)
                continue;
            const Span there = spanOf(other);
            if (there.low < span.high - 1 && there.high > span.low + 1)
                return true;
        }
        return false;
    }

    // Two parallel pieces with a small step between them become one line where both can reach it.
    void takeOutSteps()
    {
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
                    if (isTaken(first, wanted, both))
                        continue;
                    move(first, wanted);
                    move(second, wanted);
                    break;
                }
            }
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

    // < 0: a belongs on the lower side of b.
    double order(const Piece &a, const Piece &b) const
    {
        if (std::abs(a.original - b.original) > 1)
            return a.original - b.original;
        const int preference = partsFirst(a, b, 1) + partsFirst(a, b, -1);
        if (preference != 0)
            return preference;
        return a.at != b.at ? a.at - b.at : a.path != b.path ? a.path - b.path : a.index - b.index;
    }

    // How far two pieces that face each other should be apart.
    double wanted(const Piece &a, const Piece &b) const
    {
        const double labels = std::min(m_paths[size_t(a.path)].labelHeight, m_paths[size_t(b.path)].labelHeight);
        return a.horizontal && labels > 0 ? std::max(wantedSpacing, labels + 4) : wantedSpacing;
    }

    static bool facing(const Span &a, const Span &b) { return a.low < b.high + overlapSlack && b.low < a.high + overlapSlack; }

    void spread(bool horizontal)
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
            for (size_t k = i + 1; k < lines.size() && m_pieces[size_t(lines[k])].at - a.at < 2 * wantedSpacing; ++k) {
                const Piece &b = m_pieces[size_t(lines[k])];
                if (a.path != b.path && b.at - a.at < wanted(a, b) - 0.5 && facing(spanA, spanOf(b)))
                    group[size_t(root(lines[k]))] = root(lines[i]);
            }
        }
        std::vector<std::vector<int>> members(m_pieces.size());
        for (const int i : lines)
            members[size_t(root(i))].push_back(i);
        for (const int i : lines) {
            std::vector<int> &bundle = members[size_t(i)];
            if (bundle.size() > 1)
                spreadBundle(bundle);
        }
    }

    void spreadBundle(std::vector<int> &bundle)
    {
        const auto piece = [&](int i) -> Piece & { return m_pieces[size_t(i)]; };
        // Exchange neighbours until the order suits; preferences need not be transitive, hence the bound.
        for (size_t pass = 0; pass < bundle.size(); ++pass) {
            bool changed = false;
            for (size_t i = 0; i + 1 < bundle.size(); ++i) {
                if (order(piece(bundle[i]), piece(bundle[i + 1])) > 0) {
                    std::swap(bundle[i], bundle[i + 1]);
                    changed = true;
                }
            }
            if (!changed)
                break;
        }
        const size_t n = bundle.size();
        std::vector<Span> rooms, spans;
        double middle = 0;
        for (const int i : bundle) {
            rooms.push_back(room(piece(i)));
            spans.push_back(spanOf(piece(i)));
            middle += piece(i).at / double(n);
        }
        std::vector<double> place(n);
        for (double scale = 1; scale * wantedSpacing >= leastSpacing; scale *= 0.82) {
            const auto spacing = [&](size_t i, size_t k) { return scale * wanted(piece(bundle[i]), piece(bundle[k])); };
            // Steps from the first piece; only pieces that face each other keep apart.
            std::vector<double> step(n, 0);
            for (size_t i = 1; i < n; ++i) {
                for (size_t k = 0; k < i; ++k) {
                    if (facing(spans[i], spans[k]))
                        step[i] = std::max(step[i], step[k] + spacing(i, k));
                }
            }
            const double widest = *std::max_element(step.begin(), step.end());
            for (size_t i = 0; i < n; ++i)
                place[i] = middle - widest / 2 + step[i];
            // Into their rooms: push forwards from the low limits, then back from the high ones.
            for (size_t i = 0; i < n; ++i) {
                place[i] = std::max(place[i], rooms[i].low);
                for (size_t k = 0; k < i; ++k) {
                    if (facing(spans[i], spans[k]))
                        place[i] = std::max(place[i], place[k] + spacing(i, k));
                }
            }
            for (size_t i = n; i-- > 0;) {
                place[i] = std::min(place[i], rooms[i].high);
                for (size_t k = i + 1; k < n; ++k) {
                    if (facing(spans[i], spans[k]))
                        place[i] = std::min(place[i], place[k] - spacing(i, k));
                }
            }
            bool fits = true;
            for (size_t i = 0; i < n; ++i)
                fits = fits && place[i] >= rooms[i].low - 1e-6;
            if (fits) {
                for (size_t i = 0; i < n; ++i)
                    apply(piece(bundle[i]), std::round(place[i] * 2) / 2);
                return;
            }
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
    std::vector<Piece> m_pieces;
    std::vector<int> m_first; // index of the first piece of each path
};

} // namespace

void nudge(std::vector<Path> &paths, const std::vector<QRectF> &shapes)
{
    Nudger(paths, shapes).run();
}

} // namespace drawbridge::routing
