// SPDX-License-Identifier: Apache-2.0
#include "canvas/snapping.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace drawbridge {

namespace {

// One direction: the rectangle as an interval along it, with the interval across it.
struct Span
{
    double from, to, acrossFrom, acrossTo;
    double middle() const { return (from + to) / 2; }
};

Span spanOf(const QRectF &r, bool horizontal)
{
    return horizontal ? Span{r.left(), r.right(), r.top(), r.bottom()} : Span{r.top(), r.bottom(), r.left(), r.right()};
}

QLineF line(bool horizontal, double along1, double across1, double along2, double across2)
{
    return horizontal ? QLineF(along1, across1, along2, across2) : QLineF(across1, along1, across2, along2);
}

bool overlapsAcross(const Span &a, const Span &b) { return a.acrossFrom < b.acrossTo && b.acrossFrom < a.acrossTo; }

struct Candidate
{
    double shift;
    QList<QLineF> guides;
};

// Edges and centres on one line.
std::optional<Candidate> byAlignment(const Span &moving, const QList<Span> &others, double reach, bool horizontal)
{
    double best = reach;
    double at = 0;
    std::optional<double> shift;
    for (const Span &other : others) {
        const double mine[] = {moving.from, moving.middle(), moving.to};
        const double theirs[] = {other.from, other.middle(), other.to};
        for (int i = 0; i < 3; ++i) {
            for (int k = 0; k < 3; ++k) {
                if ((i == 1) != (k == 1)) // an edge on a centre means nothing
                    continue;
                const double d = theirs[k] - mine[i];
                if (std::abs(d) < best) {
                    best = std::abs(d);
                    shift = d;
                    at = theirs[k];
                }
            }
        }
    }
    if (!shift)
        return {};
    // The guide runs along all that stand on it.
    double first = moving.acrossFrom, last = moving.acrossTo;
    for (const Span &other : others) {
        for (const double edge : {other.from, other.middle(), other.to}) {
            if (std::abs(edge - at) < 0.01) {
                first = std::min(first, other.acrossFrom);
                last = std::max(last, other.acrossTo);
            }
        }
    }
    return Candidate{*shift, {line(horizontal, at, first - 8, at, last + 8)}};
}

// The same gap on both sides, or the gap that the next two already have.
std::optional<Candidate> byGaps(const Span &moving, const QList<Span> &others, double reach, bool horizontal)
{
    QList<Span> row;
    for (const Span &other : others) {
        if (overlapsAcross(moving, other))
            row.append(other);
    }
    std::sort(row.begin(), row.end(), [](const Span &a, const Span &b) { return a.from < b.from; });
    const Span *before = nullptr, *beforeThat = nullptr, *after = nullptr, *afterThat = nullptr;
    for (const Span &span : std::as_const(row)) {
        if (span.to <= moving.from + reach) {
            beforeThat = before;
            before = &span;
        } else if (span.from >= moving.to - reach) {
            if (!after)
                after = &span;
            else if (!afterThat)
                afterThat = &span;
        }
    }
    const double across = (moving.acrossFrom + moving.acrossTo) / 2;
    const double length = moving.to - moving.from;
    std::optional<Candidate> best;
    const auto offer = [&](double from, const QList<QLineF> &guides) {
        const double shift = from - moving.from;
        if (std::abs(shift) < reach && (!best || std::abs(shift) < std::abs(best->shift)))
            best = Candidate{shift, guides};
    };
    if (before && after) {
        const double gap = (after->from - before->to - length) / 2;
        if (gap > 0)
            offer(before->to + gap, {line(horizontal, before->to, across, before->to + gap, across), line(horizontal, after->from - gap, across, after->from, across)});
    }
    if (before && beforeThat) {
        const double gap = before->from - beforeThat->to;
        if (gap > 0)
            offer(before->to + gap, {line(horizontal, beforeThat->to, across, before->from, across), line(horizontal, before->to, across, before->to + gap, across)});
    }
    if (after && afterThat) {
        const double gap = afterThat->from - after->to;
        if (gap > 0)
            offer(after->from - gap - length, {line(horizontal, after->to, across, afterThat->from, across), line(horizontal, after->from - gap, across, after->from, across)});
    }
    return best;
}

} // namespace

Snap snap(const QRectF &moving, const QList<QRectF> &others, double reach, double grid)
{
    Snap result;
    const auto find = [&others](const QRectF &rect, bool horizontal, double near) {
        QList<Span> spans;
        spans.reserve(others.size());
        for (const QRectF &other : others)
            spans.append(spanOf(other, horizontal));
        const Span span = spanOf(rect, horizontal);
        return std::make_pair(byAlignment(span, spans, near, horizontal), byGaps(span, spans, near, horizontal));
    };
    for (const bool horizontal : {true, false}) {
        const auto [aligned, gaps] = find(moving, horizontal, reach);
        double shift = 0;
        if (aligned && (!gaps || std::abs(aligned->shift) <= std::abs(gaps->shift) + 0.01))
            shift = aligned->shift;
        else if (gaps)
            shift = gaps->shift;
        else if (grid > 0)
            shift = std::round(spanOf(moving, horizontal).from / grid) * grid - spanOf(moving, horizontal).from;
        if (horizontal)
            result.offset.setX(shift);
        else
            result.offset.setY(shift);
    }
    // What holds where it comes to rest is shown: also what both directions brought about together.
    const QRectF rest = moving.translated(result.offset);
    for (const bool horizontal : {true, false}) {
        const auto [aligned, gaps] = find(rest, horizontal, 0.05);
        if (aligned)
            result.guides += aligned->guides;
        if (gaps)
            result.gaps += gaps->guides;
    }
    return result;
}

EdgeSnap snapEdges(const QRectF &rect, Qt::Edges edges, const QList<QRectF> &others, double reach, double grid)
{
    EdgeSnap result{rect, {}, {}};
    const auto place = [&](double edge, double opposite, bool horizontal) {
        double best = reach, at = grid > 0 ? std::round(edge / grid) * grid : edge;
        const auto offer = [&](double value) {
            if (std::abs(value - edge) < best) {
                best = std::abs(value - edge);
                at = value;
            }
        };
        for (const QRectF &other : others) {
            const Span span = spanOf(other, horizontal);
            offer(span.from);
            offer(span.to);
            offer(edge < opposite ? opposite - (span.to - span.from) : opposite + (span.to - span.from));
        }
        return at;
    };
    if (edges & Qt::LeftEdge)
        result.rect.setLeft(place(rect.left(), rect.right(), true));
    if (edges & Qt::RightEdge)
        result.rect.setRight(place(rect.right(), rect.left(), true));
    if (edges & Qt::TopEdge)
        result.rect.setTop(place(rect.top(), rect.bottom(), false));
    if (edges & Qt::BottomEdge)
        result.rect.setBottom(place(rect.bottom(), rect.top(), false));
    // What holds where it comes to rest is shown.
    for (const bool horizontal : {true, false}) {
        const Span mine = spanOf(result.rect, horizontal);
        const bool first = bool(edges & (horizontal ? Qt::LeftEdge : Qt::TopEdge)), last = bool(edges & (horizontal ? Qt::RightEdge : Qt::BottomEdge));
        if (!first && !last)
            continue;
        const double edge = first ? mine.from : mine.to;
        double from = mine.acrossFrom, to = mine.acrossTo;
        bool inLine = false, equal = false;
        for (const QRectF &other : others) {
            const Span span = spanOf(other, horizontal);
            if (std::abs(span.from - edge) < 0.01 || std::abs(span.to - edge) < 0.01) {
                inLine = true;
                from = std::min(from, span.acrossFrom);
                to = std::max(to, span.acrossTo);
            }
            if (std::abs((span.to - span.from) - (mine.to - mine.from)) < 0.01) {
                equal = true;
                result.sizes.append(line(horizontal, span.from, span.acrossTo + 8, span.to, span.acrossTo + 8));
            }
        }
        if (inLine)
            result.guides.append(line(horizontal, edge, from - 8, edge, to + 8));
        if (equal)
            result.sizes.append(line(horizontal, mine.from, mine.acrossTo + 8, mine.to, mine.acrossTo + 8));
    }
    return result;
}

} // namespace drawbridge
