// SPDX-License-Identifier: Apache-2.0
#include "edits/zones.h"

#include "threatmodel/folding.h"

namespace drawbridge {

void growAround(Draft &draft, DiagramId diagram, BoundaryId boundary, QRectF content)
{
    QSet<BoundaryId> seen; // a model from outside may nest in a circle until it is repaired
    for (; boundary && !seen.contains(boundary); boundary = draft.value(boundary).parent) {
        seen.insert(boundary);
        const BoundaryPlacement *found = draft.find(BoundaryPlacement::idFor(diagram, boundary));
        if (!found || !found->placed)
            continue;
        const QRectF needed = rectOf(*found).united(enclosing(content));
        BoundaryPlacement placement = *found;
        placement.x = needed.x();
        placement.y = needed.y();
        placement.width = needed.width();
        placement.height = needed.height();
        if (placement != *found)
            draft.put(placement);
        content = needed;
    }
}

void growAroundMembers(Draft &draft, const QSet<ElementId> &elements)
{
    const QList<Placement> placements = draft.where<Placement>([&](const Placement &p) { return p.placed && elements.contains(p.element); });
    for (const Placement &placement : placements) {
        const BoundaryId boundary = draft.value(placement.element).boundary;
        const BoundaryPlacementId id = BoundaryPlacement::idFor(placement.diagram, boundary);
        if (boundary && !draft.contains(id)) {
            const QRectF rect = enclosing(rectOf(placement));
            draft.put(BoundaryPlacement{id, placement.diagram, boundary, rect.x(), rect.y(), rect.width(), rect.height(), true, false});
        }
        growAround(draft, placement.diagram, boundary, rectOf(placement));
    }
}

bool isFolded(const Draft &draft, DiagramId diagram, BoundaryId boundary, bool itself)
{
    QSet<BoundaryId> seen;
    for (BoundaryId id = itself ? boundary : draft.value(boundary).parent; id && !seen.contains(id); id = draft.value(id).parent) {
        seen.insert(id);
        const BoundaryPlacement *placement = draft.find(BoundaryPlacement::idFor(diagram, id));
        if (placement && placement->placed && placement->collapsed)
            return true;
    }
    return false;
}

BoundaryId boundaryAt(const Draft &draft, DiagramId diagram, QPointF at, const QSet<BoundaryId> &except)
{
    BoundaryId best;
    int bestDepth = -1;
    const QList<BoundaryPlacement> hits = draft.where<BoundaryPlacement>(
        [&](const BoundaryPlacement &p) { return p.diagram == diagram && p.placed && rectOf(p).contains(at) && !except.contains(p.boundary); });
    for (const BoundaryPlacement &hit : hits) {
        int depth = 0;
        QSet<BoundaryId> seen;
        for (BoundaryId id = hit.boundary; id && !seen.contains(id); id = draft.value(id).parent) {
            seen.insert(id);
            ++depth;
        }
        if (depth > bestDepth && !isFolded(draft, diagram, hit.boundary, true)) {
            bestDepth = depth;
            best = hit.boundary;
        }
    }
    return best;
}

bool liesIn(const Draft &draft, BoundaryId inner, BoundaryId outer)
{
    QSet<BoundaryId> seen;
    for (; inner && !seen.contains(inner); inner = draft.value(inner).parent) {
        if (inner == outer)
            return true;
        seen.insert(inner);
    }
    return false;
}

QSet<BoundaryId> withNested(const Draft &draft, QSet<BoundaryId> boundaries)
{
    QHash<BoundaryId, QList<BoundaryId>> children;
    draft.forEach<TrustBoundary>([&](const TrustBoundary &b) {
        if (b.parent)
            children[b.parent].append(b.id);
    });
    QList<BoundaryId> open(boundaries.begin(), boundaries.end());
    while (!open.isEmpty()) {
        for (const BoundaryId &child : children.value(open.takeLast())) {
            if (!boundaries.contains(child)) {
                boundaries.insert(child);
                open.append(child);
            }
        }
    }
    return boundaries;
}

QRectF contentOf(const Draft &draft, DiagramId diagram, BoundaryId boundary)
{
    QSet<BoundaryId> inside = withNested(draft, {boundary});
    QRectF content;
    draft.forEach<Placement>([&](const Placement &p) {
        const BoundaryId zone = p.diagram == diagram && p.placed ? draft.value(p.element).boundary : BoundaryId();
        if (zone && inside.contains(zone) && !isFolded(draft, diagram, zone, true))
            content = content.united(rectOf(p));
    });
    inside.remove(boundary);
    draft.forEach<BoundaryPlacement>([&](const BoundaryPlacement &p) {
        if (p.diagram == diagram && p.placed && inside.contains(p.boundary) && !isFolded(draft, diagram, p.boundary, false))
            content = content.united(shownRect(p));
    });
    return content;
}

} // namespace drawbridge
