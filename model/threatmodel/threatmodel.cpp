// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/threatmodel.h"

namespace drawbridge {

namespace {

QUuid pairId(const char *kind, const QUuid &a, const QUuid &b)
{
    return namedUuid(QString::fromLatin1(kind), a.toString(QUuid::Id128) + b.toString(QUuid::Id128));
}

} // namespace

Id<ProjectInfo> ProjectInfo::theId()
{
    return Id<ProjectInfo>::named(u"drawbridge", u"project");
}

PlacementId Placement::idFor(DiagramId diagram, ElementId element)
{
    return PlacementId(pairId("placement", diagram.uuid(), element.uuid()));
}

BoundaryPlacementId BoundaryPlacement::idFor(DiagramId diagram, BoundaryId boundary)
{
    return BoundaryPlacementId(pairId("boundary-placement", diagram.uuid(), boundary.uuid()));
}

FlowPlacementId FlowPlacement::idFor(DiagramId diagram, FlowId flow)
{
    return FlowPlacementId(pairId("flow-placement", diagram.uuid(), flow.uuid()));
}

Id<ImportBaseline> ImportBaseline::idFor(SourceId source)
{
    return Id<ImportBaseline>(pairId("baseline", source.uuid(), {}));
}

} // namespace drawbridge
