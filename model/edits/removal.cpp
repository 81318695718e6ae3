// SPDX-License-Identifier: Apache-2.0
#include "edits/removal.h"

namespace drawbridge {

namespace {

// Only what exists: a null id would otherwise stand for everything that refers to nothing.
template <class T> QSet<Id<T>> existing(const Draft &draft, QSet<Id<T>> ids)
{
    ids.removeIf([&](const Id<T> &id) { return !draft.contains(id); });
    return ids;
}

template <class T> void removeRowsOn(Draft &draft, const QSet<QUuid> &subjects)
{
    const QList<T> rows = draft.where<T>([&](const T &row) { return row.subject.kind != SubjectKind::Project && subjects.contains(row.subject.id); });
    for (const T &row : rows)
        draft.remove(row.id);
}

// Controls and threats on things that are gone say nothing any more. Comments, actions and requirements stay: they are
// records of what people said and agreed.
void removeWordsOn(Draft &draft, const QSet<QUuid> &subjects)
{
    removeRowsOn<Control>(draft, subjects);
    removeRowsOn<Threat>(draft, subjects);
}

template <class T> void collect(QSet<QUuid> &uuids, const QSet<Id<T>> &ids)
{
    for (const Id<T> &id : ids)
        uuids.insert(id.uuid());
}

// Of the schemas that might go, those that something else still refers to stay, with all that they refer to.
QSet<SchemaId> unused(const Draft &draft, QSet<SchemaId> candidates)
{
    QHash<SchemaId, QSet<SchemaId>> refers;
    QList<SchemaId> reached;
    draft.forEach<Operation>([&](const Operation &operation) {
        for (const Body &body : operation.bodies)
            reached.append(body.schema);
    });
    draft.forEach<Field>([&](const Field &field) {
        if (!field.schema)
            reached.append(field.schemaRef);
        else if (field.schemaRef)
            refers[field.schema].insert(field.schemaRef);
    });
    draft.forEach<Schema>([&](const Schema &schema) {
        for (const SchemaId &id : schema.includes + schema.variants)
            refers[schema.id].insert(id);
        if (!candidates.contains(schema.id))
            reached.append(schema.id);
    });
    QSet<SchemaId> seen;
    while (!reached.isEmpty()) {
        const SchemaId id = reached.takeLast();
        if (!id || seen.contains(id))
            continue;
        seen.insert(id);
        candidates.remove(id);
        for (const SchemaId &next : refers.value(id))
            reached.append(next);
    }
    return candidates;
}

void removeSchemas(Draft &draft, const QSet<SchemaId> &schemas)
{
    if (schemas.isEmpty())
        return;
    QSet<QUuid> gone;
    collect(gone, schemas);
    const QList<Field> fields = draft.where<Field>([&](const Field &field) { return field.schema && schemas.contains(field.schema); });
    for (const Field &field : fields) {
        gone.insert(field.id.uuid());
        draft.remove(field.id);
    }
    for (const SchemaId &id : schemas)
        draft.remove(id);
    removeWordsOn(draft, gone);
}

// Removes the operations but leaves their schemas, which are returned as candidates.
QSet<SchemaId> takeOperations(Draft &draft, const QSet<OperationId> &operations)
{
    QSet<QUuid> gone;
    collect(gone, operations);
    QSet<SchemaId> candidates;
    const QList<Schema> schemas = draft.where<Schema>([&](const Schema &s) { return s.operation && operations.contains(s.operation); });
    for (Schema schema : schemas) {
        candidates.insert(schema.id);
        schema.operation = {};
        draft.put(schema);
    }
    const QList<Field> parameters = draft.where<Field>([&](const Field &f) { return f.operation && operations.contains(f.operation); });
    for (const Field &field : parameters) {
        gone.insert(field.id.uuid());
        draft.remove(field.id);
    }
    const QList<DataFlow> flows = draft.where<DataFlow>([&](const DataFlow &flow) {
        return std::any_of(flow.operations.begin(), flow.operations.end(), [&](const OperationId &id) { return operations.contains(id); });
    });
    for (DataFlow flow : flows) {
        flow.operations.removeIf([&](const OperationId &id) { return operations.contains(id); });
        draft.put(flow);
    }
    for (const OperationId &id : operations)
        draft.remove(id);
    removeWordsOn(draft, gone);
    return candidates;
}

} // namespace

void removeElements(Draft &draft, const QSet<ElementId> &asked)
{
    QSet<ElementId> elements = existing(draft, asked);
    if (elements.isEmpty())
        return;
    draft.forEach<Element>([&](const Element &element) {
        if (element.parent && elements.contains(element.parent))
            elements.insert(element.id);
    });
    QSet<FlowId> flows;
    draft.forEach<DataFlow>([&](const DataFlow &flow) {
        if (elements.contains(flow.source) || elements.contains(flow.target))
            flows.insert(flow.id);
    });
    removeFlows(draft, flows);

    QSet<OperationId> operations;
    draft.forEach<Operation>([&](const Operation &operation) {
        if (elements.contains(operation.service))
            operations.insert(operation.id);
    });
    QSet<SchemaId> candidates = takeOperations(draft, operations);
    const QList<Source> sources = draft.where<Source>([&](const Source &source) { return source.service && elements.contains(source.service); });
    QSet<SourceId> orphaned;
    for (Source source : sources) {
        orphaned.insert(source.id);
        source.service = {};
        draft.put(source);
    }
    draft.forEach<Schema>([&](const Schema &schema) {
        if (orphaned.contains(schema.provenance.source))
            candidates.insert(schema.id);
    });
    if (!candidates.isEmpty())
        removeSchemas(draft, unused(draft, candidates));

    QSet<QUuid> gone;
    collect(gone, elements);
    const QList<SecurityScheme> schemes = draft.where<SecurityScheme>([&](const SecurityScheme &s) { return elements.contains(s.service); });
    for (const SecurityScheme &scheme : schemes) {
        gone.insert(scheme.id.uuid());
        draft.remove(scheme.id);
    }
    if (!schemes.isEmpty()) {
        // An operation of another service may name a scheme of this one: the name stays, the reference goes.
        QSet<SchemeId> ids;
        for (const SecurityScheme &scheme : schemes)
            ids.insert(scheme.id);
        QList<Operation> changed;
        draft.forEach<Operation>([&](const Operation &operation) {
            Operation after = operation;
            bool uses = false;
            for (SecurityAlternative &alternative : after.security) {
                for (SchemeUse &use : alternative.uses) {
                    if (ids.contains(use.scheme)) {
                        use.scheme = {};
                        uses = true;
                    }
                }
            }
            if (uses)
                changed.append(after);
        });
        for (const Operation &operation : changed)
            draft.put(operation);
    }

    QSet<DiagramId> diagrams;
    draft.forEach<Diagram>([&](const Diagram &diagram) {
        if (diagram.subject && elements.contains(diagram.subject))
            diagrams.insert(diagram.id);
    });
    removeDiagrams(draft, diagrams);
    const QList<Placement> placements = draft.where<Placement>([&](const Placement &p) { return elements.contains(p.element); });
    for (const Placement &placement : placements)
        draft.remove(placement.id);
    removeWordsOn(draft, gone);
    const QList<Secret> secrets = draft.where<Secret>([&](const Secret &s) { return elements.contains(s.element); });
    for (const Secret &secret : secrets)
        draft.remove(secret.id);
    for (const ElementId &id : elements)
        draft.remove(id);
}

void removeFlows(Draft &draft, const QSet<FlowId> &asked)
{
    const QSet<FlowId> flows = existing(draft, asked);
    if (flows.isEmpty())
        return;
    const QList<FlowPlacement> placements = draft.where<FlowPlacement>([&](const FlowPlacement &p) { return flows.contains(p.flow); });
    for (const FlowPlacement &placement : placements)
        draft.remove(placement.id);
    QSet<QUuid> gone;
    collect(gone, flows);
    removeWordsOn(draft, gone);
    for (const FlowId &id : flows)
        draft.remove(id);
}

void removeOperations(Draft &draft, const QSet<OperationId> &asked)
{
    const QSet<OperationId> operations = existing(draft, asked);
    const QSet<SchemaId> candidates = takeOperations(draft, operations);
    if (!candidates.isEmpty())
        removeSchemas(draft, unused(draft, candidates));
}

void removeBoundaries(Draft &draft, const QSet<BoundaryId> &asked)
{
    const QSet<BoundaryId> boundaries = existing(draft, asked);
    if (boundaries.isEmpty())
        return;
    const auto outside = [&](BoundaryId id) {
        while (boundaries.contains(id))
            id = draft.value(id).parent;
        return id;
    };
    const QList<Element> members = draft.where<Element>([&](const Element &e) { return boundaries.contains(e.boundary); });
    for (Element element : members) {
        element.boundary = outside(element.boundary);
        draft.put(element);
    }
    const QList<TrustBoundary> nested
        = draft.where<TrustBoundary>([&](const TrustBoundary &b) { return boundaries.contains(b.parent) && !boundaries.contains(b.id); });
    for (TrustBoundary boundary : nested) {
        boundary.parent = outside(boundary.parent);
        draft.put(boundary);
    }
    const QList<BoundaryPlacement> placements
        = draft.where<BoundaryPlacement>([&](const BoundaryPlacement &p) { return boundaries.contains(p.boundary); });
    for (const BoundaryPlacement &placement : placements)
        draft.remove(placement.id);
    QSet<QUuid> gone;
    collect(gone, boundaries);
    removeWordsOn(draft, gone);
    for (const BoundaryId &id : boundaries)
        draft.remove(id);
}

void removeDiagrams(Draft &draft, const QSet<DiagramId> &asked)
{
    const QSet<DiagramId> diagrams = existing(draft, asked);
    if (diagrams.isEmpty())
        return;
    const auto on = [&](const auto &placement) { return diagrams.contains(placement.diagram); };
    const QList<Placement> placements = draft.where<Placement>(on);
    for (const Placement &placement : placements)
        draft.remove(placement.id);
    const QList<BoundaryPlacement> boundaryPlacements = draft.where<BoundaryPlacement>(on);
    for (const BoundaryPlacement &placement : boundaryPlacements)
        draft.remove(placement.id);
    const QList<FlowPlacement> flowPlacements = draft.where<FlowPlacement>(on);
    for (const FlowPlacement &placement : flowPlacements)
        draft.remove(placement.id);
    for (const DiagramId &id : diagrams)
        draft.remove(id);
}

} // namespace drawbridge
