// SPDX-License-Identifier: Apache-2.0
#include "edits/boundaryedits.h"

#include "edits/names.h"
#include "edits/removal.h"
#include "edits/zones.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

QString kindName(ZoneKind kind)
{
    switch (kind) {
    case ZoneKind::Custom: break;
    case ZoneKind::Internet: return QCoreApplication::translate("Edits", "Internet");
    case ZoneKind::ClientDevice: return QCoreApplication::translate("Edits", "Client device");
    case ZoneKind::Partner: return QCoreApplication::translate("Edits", "Partner");
    case ZoneKind::ThirdParty: return QCoreApplication::translate("Edits", "Third party");
    case ZoneKind::Edge: return QCoreApplication::translate("Edits", "Edge");
    case ZoneKind::Application: return QCoreApplication::translate("Edits", "Application");
    case ZoneKind::Data: return QCoreApplication::translate("Edits", "Data");
    case ZoneKind::Management: return QCoreApplication::translate("Edits", "Management");
    case ZoneKind::CardholderData: return QCoreApplication::translate("Edits", "Cardholder data");
    case ZoneKind::NonProduction: return QCoreApplication::translate("Edits", "Non-production");
    }
    return QCoreApplication::translate("Edits", "Trust boundary");
}

// A parent that does not exist, or would put the boundary inside itself, is taken from `fallback`.
TrustBoundary sound(const Draft &draft, TrustBoundary boundary, BoundaryId fallback)
{
    if (boundary.parent && (!draft.contains(boundary.parent) || liesIn(draft, boundary.parent, boundary.id)))
        boundary.parent = fallback;
    boundary.trust = std::clamp(boundary.trust, TrustBoundary::unknownTrust, 4);
    return boundary;
}

// The innermost boundary that holds all of them.
BoundaryId commonBoundary(const Draft &draft, const QSet<ElementId> &elements)
{
    bool first = true;
    BoundaryId common;
    for (const ElementId &id : elements) {
        const BoundaryId boundary = draft.value(id).boundary;
        if (first)
            common = boundary;
        first = false;
        while (common && !liesIn(draft, boundary, common))
            common = draft.value(common).parent;
    }
    return common;
}

void enter(Draft &draft, const QSet<ElementId> &elements, BoundaryId boundary)
{
    QSet<ElementId> moved;
    for (const ElementId &id : elements) {
        const Element *found = draft.find(id);
        if (!found || found->boundary == boundary)
            continue;
        Element element = *found;
        element.boundary = boundary;
        draft.put(element);
        moved.insert(id);
    }
    growAroundMembers(draft, moved);
}

} // namespace

int usualTrust(ZoneKind kind)
{
    switch (kind) {
    case ZoneKind::Custom: return TrustBoundary::unknownTrust;
    case ZoneKind::Internet: return 0;
    case ZoneKind::ClientDevice: return 0;
    case ZoneKind::Partner: return 1;
    case ZoneKind::ThirdParty: return 1;
    case ZoneKind::Edge: return 1;
    case ZoneKind::NonProduction: return 1;
    case ZoneKind::Application: return 2;
    case ZoneKind::Data: return 3;
    case ZoneKind::Management: return 3;
    case ZoneKind::CardholderData: return 4;
    }
    return TrustBoundary::unknownTrust;
}

TrustBoundary newBoundary(const ThreatModel &model, ZoneKind kind)
{
    QSet<QString> taken;
    for (const TrustBoundary &boundary : model.boundaries)
        taken.insert(boundary.name);
    TrustBoundary boundary;
    boundary.id = BoundaryId::create();
    boundary.kind = kind;
    boundary.name = freeName(taken, kindName(kind));
    boundary.trust = usualTrust(kind);
    return boundary;
}

Delta addBoundary(const ThreatModel &model, const TrustBoundary &boundary, DiagramId diagram, const QRectF &rect)
{
    Draft draft(model);
    if (!boundary.id || draft.contains(boundary.id))
        return {};
    TrustBoundary added = sound(draft, boundary, {});
    if (!draft.contains(diagram)) {
        draft.put(added);
        return draft.delta();
    }
    QRectF drawn = rect.normalized();
    drawn.setWidth(std::max(drawn.width(), 2 * boundaryMargin));
    drawn.setHeight(std::max(drawn.height(), boundaryMargin + boundaryTitleHeight));
    // Never into one that lies wholly inside: those come into the new one.
    QSet<BoundaryId> inside;
    draft.forEach<BoundaryPlacement>([&](const BoundaryPlacement &p) {
        if (p.diagram == diagram && p.placed && drawn.contains(rectOf(p)))
            inside.insert(p.boundary);
    });
    if (!added.parent)
        added.parent = boundaryAt(draft, diagram, drawn.center(), inside);
    draft.put(added);
    draft.put(BoundaryPlacement{BoundaryPlacement::idFor(diagram, added.id), diagram, added.id, drawn.x(), drawn.y(), drawn.width(),
                                drawn.height(), true, true});
    for (const BoundaryId &id : inside) {
        TrustBoundary nested = draft.value(id);
        if (nested.parent == added.parent && !liesIn(draft, added.id, id)) {
            nested.parent = added.id;
            draft.put(nested);
        }
    }
    QSet<ElementId> members;
    draft.forEach<Placement>([&](const Placement &p) {
        if (p.diagram == diagram && p.placed && drawn.contains(rectOf(p)) && draft.value(p.element).boundary == added.parent)
            members.insert(p.element);
    });
    enter(draft, members, added.id);
    growAround(draft, diagram, added.parent, rectOf(draft.value(BoundaryPlacement::idFor(diagram, added.id))));
    return draft.delta();
}

Delta groupElements(const ThreatModel &model, const TrustBoundary &boundary, const QSet<ElementId> &elements)
{
    Draft draft(model);
    QSet<ElementId> members = elements;
    members.removeIf([&](const ElementId &id) { return !draft.contains(id); });
    if (!boundary.id || draft.contains(boundary.id) || members.isEmpty())
        return {};
    TrustBoundary added = boundary;
    added.parent = commonBoundary(draft, members);
    draft.put(sound(draft, added, {}));
    enter(draft, members, added.id);
    return draft.delta();
}

Delta setBoundary(const ThreatModel &model, const TrustBoundary &after)
{
    Draft draft(model);
    const TrustBoundary *before = draft.find(after.id);
    if (!before)
        return {};
    const TrustBoundary changed = sound(draft, after, before->parent);
    const bool moved = changed.parent != before->parent;
    draft.put(changed);
    if (moved) {
        const QList<BoundaryPlacement> placements
            = draft.where<BoundaryPlacement>([&](const BoundaryPlacement &p) { return p.boundary == changed.id && p.placed; });
        for (const BoundaryPlacement &placement : placements)
            growAround(draft, placement.diagram, changed.parent, rectOf(placement));
    }
    return draft.delta();
}

Delta renameBoundary(const ThreatModel &model, BoundaryId boundary, const QString &name)
{
    TrustBoundary after = model.boundaries.value(boundary);
    after.name = name;
    return setBoundary(model, after);
}

Delta moveIntoBoundary(const ThreatModel &model, const QSet<ElementId> &elements, BoundaryId boundary)
{
    Draft draft(model);
    if (boundary && !draft.contains(boundary))
        return {};
    enter(draft, elements, boundary);
    return draft.delta();
}

Delta removeBoundaries(const ThreatModel &model, const QSet<BoundaryId> &boundaries)
{
    Draft draft(model);
    removeBoundaries(draft, boundaries);
    return draft.delta();
}

BoundaryId boundaryAt(const ThreatModel &model, DiagramId diagram, QPointF at)
{
    return boundaryAt(Draft(model), diagram, at);
}

} // namespace drawbridge
