// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/modelindex.h"

namespace drawbridge {

namespace {

template <class Key, class Value> void sortLists(QHash<Key, QList<Value>> &hash)
{
    for (QList<Value> &list : hash)
        std::sort(list.begin(), list.end());
}

} // namespace

ModelIndex::ModelIndex(const ThreatModel &model)
{
    for (const DataFlow &flow : model.flows) {
        m_flowsFrom[flow.source].append(flow.id);
        m_flowsTo[flow.target].append(flow.id);
        for (const OperationId &operation : flow.operations)
            m_flowsOfOperation[operation].append(flow.id);
    }
    for (const Operation &operation : model.operations)
        m_operations[operation.service].append(operation.id);
    for (const Field &field : model.fields) {
        if (field.schema)
            m_fieldsOfSchema[field.schema].append(field.id);
        else
            m_parameters[field.operation].append(field.id);
    }
    for (const Element &element : model.elements) {
        if (element.boundary)
            m_members[element.boundary].append(element.id);
        if (element.parent)
            m_parts[element.parent].append(element.id);
    }
    for (const TrustBoundary &boundary : model.boundaries) {
        if (boundary.parent)
            m_children[boundary.parent].append(boundary.id);
    }
    for (const Placement &placement : model.placements) {
        m_placements[placement.diagram].append(placement.id);
        m_placementsOf[placement.element].append(placement.id);
    }
    for (const BoundaryPlacement &placement : model.boundaryPlacements)
        m_boundaryPlacements[placement.diagram].append(placement.id);

    sortLists(m_flowsFrom);
    sortLists(m_flowsTo);
    sortLists(m_operations);
    sortLists(m_flowsOfOperation);
    sortLists(m_fieldsOfSchema);
    sortLists(m_parameters);
    sortLists(m_members);
    sortLists(m_children);
    sortLists(m_parts);
    sortLists(m_placements);
    sortLists(m_placementsOf);
    sortLists(m_boundaryPlacements);
}

bool isDetail(const ThreatModel &model, const DataFlow &flow)
{
    const Element *source = model.elements.find(flow.source);
    const Element *target = model.elements.find(flow.target);
    return (source && source->parent) || (target && target->parent);
}

QList<BoundaryId> boundaryChain(const ThreatModel &model, BoundaryId boundary)
{
    QList<BoundaryId> chain;
    while (boundary && !chain.contains(boundary)) {
        const TrustBoundary *found = model.boundaries.find(boundary);
        if (!found)
            break;
        chain.append(boundary);
        boundary = found->parent;
    }
    return chain;
}

QList<BoundaryId> crossedBoundaries(const ThreatModel &model, const DataFlow &flow)
{
    const Element *source = model.elements.find(flow.source);
    const Element *target = model.elements.find(flow.target);
    const QList<BoundaryId> from = source ? boundaryChain(model, source->boundary) : QList<BoundaryId>();
    const QList<BoundaryId> to = target ? boundaryChain(model, target->boundary) : QList<BoundaryId>();
    QList<BoundaryId> crossed;
    for (const BoundaryId &id : from) {
        if (!to.contains(id))
            crossed.append(id);
    }
    for (const BoundaryId &id : to) {
        if (!from.contains(id))
            crossed.append(id);
    }
    std::sort(crossed.begin(), crossed.end());
    return crossed;
}

} // namespace drawbridge
