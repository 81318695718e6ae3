// SPDX-License-Identifier: Apache-2.0
#include "merge/renames.h"

#include "merge/references.h"

namespace drawbridge {

namespace {

// Entities that say where they come from, by (source, key) within their table.
template <class T> concept HasProvenance = requires(const T &t) { t.provenance; };

template <HasProvenance T> QHash<std::pair<SourceId, QString>, Id<T>> byKey(const Table<T> &table)
{
    QHash<std::pair<SourceId, QString>, Id<T>> ids;
    for (const T &row : table) {
        if (!row.provenance.source || row.provenance.key.isEmpty())
            continue;
        const std::pair key(row.provenance.source, row.provenance.key);
        const auto it = ids.find(key);
        if (it == ids.end())
            ids.insert(key, row.id);
        else
            *it = {}; // a key that several share says nothing
    }
    return ids;
}

// Parameters and inline schemas of the operation that appeared take the ids of those of the one that is gone.
void matchParts(QHash<QUuid, QUuid> &ids, const ThreatModel &from, const Operation &appeared, const ThreatModel &to, const Operation &gone)
{
    const auto matchFields = [&](const auto &belongsBefore, const auto &belongsNow) {
        QHash<std::pair<int, QString>, FieldId> before;
        for (const Field &field : to.fields) {
            if (belongsBefore(field))
                before.insert({int(field.location), field.path}, field.id);
        }
        for (const Field &field : from.fields) {
            const FieldId id = belongsNow(field) ? before.value({int(field.location), field.path}) : FieldId();
            if (id)
                ids.insert(field.id.uuid(), id.uuid());
        }
    };
    matchFields([&](const Field &f) { return !f.schema && f.operation == gone.id; },
                [&](const Field &f) { return !f.schema && f.operation == appeared.id; });
    for (const Body &now : appeared.bodies) {
        const auto before = std::find_if(gone.bodies.begin(), gone.bodies.end(), [&](const Body &b) {
            return b.isRequest == now.isRequest && b.status == now.status && b.mediaType == now.mediaType;
        });
        if (before == gone.bodies.end() || now.schema == before->schema)
            continue;
        if (from.schemas.value(now.schema).kind != SchemaKind::Inline || to.schemas.value(before->schema).kind != SchemaKind::Inline)
            continue;
        if (ids.contains(now.schema.uuid()))
            continue;
        ids.insert(now.schema.uuid(), before->schema.uuid());
        const SchemaId schemaBefore = before->schema, schemaNow = now.schema;
        matchFields([&](const Field &f) { return f.schema && f.schema == schemaBefore; }, [&](const Field &f) { return f.schema && f.schema == schemaNow; });
    }
}

} // namespace

ThreatModel withIds(const ThreatModel &imported, const QHash<QUuid, QUuid> &ids)
{
    if (ids.isEmpty())
        return imported;
    ThreatModel result;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        for (T row : imported.*(t.table)) {
            forEachId(row, [&](auto &id) {
                if (const auto it = ids.constFind(id.uuid()); it != ids.constEnd())
                    id = std::decay_t<decltype(id)>(*it);
            });
            if constexpr (std::is_same_v<T, Control>) {
                if (const auto it = ids.constFind(row.subject.id); it != ids.constEnd())
                    row.subject.id = *it;
            } else if constexpr (std::is_same_v<T, Placement>) {
                row.id = Placement::idFor(row.diagram, row.element);
            } else if constexpr (std::is_same_v<T, BoundaryPlacement>) {
                row.id = BoundaryPlacement::idFor(row.diagram, row.boundary);
            } else if constexpr (std::is_same_v<T, FlowPlacement>) {
                row.id = FlowPlacement::idFor(row.diagram, row.flow);
            } else if constexpr (std::is_same_v<T, DataFlow>) {
                std::sort(row.operations.begin(), row.operations.end());
            }
            (result.*(t.table)).insert(row);
        }
    });
    return result;
}

ThreatModel withProjectIds(const ThreatModel &imported, const ThreatModel &project)
{
    QHash<QUuid, QUuid> ids;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (HasProvenance<T>) {
            const auto known = byKey(project.*(t.table));
            const auto now = byKey(imported.*(t.table));
            for (auto it = now.begin(); it != now.end(); ++it) {
                const Id<T> id = known.value(it.key());
                if (id && *it && id != *it && !(project.*(t.table)).contains(*it) && !(imported.*(t.table)).contains(id))
                    ids.insert(it->uuid(), id.uuid());
            }
        }
    });
    return withIds(imported, ids);
}

ThreatModel withRenames(const ThreatModel &imported, const ThreatModel &project, const QList<RenameOffer> &renames)
{
    QHash<QUuid, QUuid> ids;
    for (const RenameOffer &offer : renames) {
        const Operation *appeared = imported.operations.find(offer.appeared);
        const Operation *gone = project.operations.find(offer.gone);
        if (!appeared || !gone || imported.operations.contains(offer.gone) || project.operations.contains(offer.appeared))
            continue;
        ids.insert(offer.appeared.uuid(), offer.gone.uuid());
        matchParts(ids, imported, *appeared, project, *gone);
    }
    return withIds(imported, ids);
}

QList<RenameOffer> renameOffers(const ThreatModel &base, const ThreatModel &project, const ThreatModel &imported)
{
    using Key = std::pair<SourceId, QString>;
    const auto onlyIn = [](const ThreatModel &model, const auto &absent) {
        QHash<Key, OperationId> found;
        for (const Operation &operation : model.operations) {
            if (operation.operationId.isEmpty() || absent(operation.id))
                continue;
            const Key key(operation.provenance.source, operation.operationId);
            const auto it = found.find(key);
            if (it == found.end())
                found.insert(key, operation.id);
            else
                *it = {}; // an operationId that several share names nobody
        }
        return found;
    };
    const auto gone = onlyIn(base, [&](OperationId id) { return imported.operations.contains(id) || !project.operations.contains(id); });
    const auto appeared = onlyIn(imported, [&](OperationId id) { return base.operations.contains(id) || project.operations.contains(id); });
    QList<RenameOffer> offers;
    for (auto it = gone.begin(); it != gone.end(); ++it) {
        const OperationId now = appeared.value(it.key());
        if (*it && now)
            offers.append({*it, now});
    }
    std::sort(offers.begin(), offers.end(), [&](const RenameOffer &a, const RenameOffer &b) {
        return std::pair(base.operations.value(a.gone).path, a.gone) < std::pair(base.operations.value(b.gone).path, b.gone);
    });
    return offers;
}

} // namespace drawbridge
