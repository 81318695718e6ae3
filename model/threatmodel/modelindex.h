// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Who refers to whom, computed from a model in one pass. Belongs to the copy that it was made from; lists are sorted
// by id. Make a new one after a change.
class ModelIndex
{
public:
    explicit ModelIndex(const ThreatModel &model);

    QList<FlowId> flowsFrom(ElementId element) const { return m_flowsFrom.value(element); }
    QList<FlowId> flowsTo(ElementId element) const { return m_flowsTo.value(element); }
    QList<OperationId> operationsOf(ElementId service) const { return m_operations.value(service); }
    QList<FlowId> flowsOf(OperationId operation) const { return m_flowsOfOperation.value(operation); }
    QList<FieldId> fieldsOf(SchemaId schema) const { return m_fieldsOfSchema.value(schema); }
    QList<FieldId> parametersOf(OperationId operation) const { return m_parameters.value(operation); }
    QList<ElementId> membersOf(BoundaryId boundary) const { return m_members.value(boundary); }
    QList<BoundaryId> childrenOf(BoundaryId boundary) const { return m_children.value(boundary); }
    QList<ElementId> partsOf(ElementId parent) const { return m_parts.value(parent); }
    QList<PlacementId> placementsOn(DiagramId diagram) const { return m_placements.value(diagram); }
    QList<PlacementId> placementsOf(ElementId element) const { return m_placementsOf.value(element); }
    QList<BoundaryPlacementId> boundaryPlacementsOn(DiagramId diagram) const { return m_boundaryPlacements.value(diagram); }

private:
    QHash<ElementId, QList<FlowId>> m_flowsFrom, m_flowsTo;
    QHash<ElementId, QList<OperationId>> m_operations;
    QHash<OperationId, QList<FlowId>> m_flowsOfOperation;
    QHash<SchemaId, QList<FieldId>> m_fieldsOfSchema;
    QHash<OperationId, QList<FieldId>> m_parameters;
    QHash<BoundaryId, QList<ElementId>> m_members;
    QHash<BoundaryId, QList<BoundaryId>> m_children;
    QHash<ElementId, QList<ElementId>> m_parts;
    QHash<DiagramId, QList<PlacementId>> m_placements;
    QHash<ElementId, QList<PlacementId>> m_placementsOf;
    QHash<DiagramId, QList<BoundaryPlacementId>> m_boundaryPlacements;
};

// Whether one of the flow's ends is a part of a service (Element::parent): drawn on service diagrams, not analysed.
bool isDetail(const ThreatModel &model, const DataFlow &flow);

// Boundaries from the one given outwards to the root; stops at a cycle.
QList<BoundaryId> boundaryChain(const ThreatModel &model, BoundaryId boundary);

// Boundaries that the flow crosses: those that hold exactly one of its ends. Sorted by id.
QList<BoundaryId> crossedBoundaries(const ThreatModel &model, const DataFlow &flow);

} // namespace drawbridge
