// SPDX-License-Identifier: Apache-2.0
#include "edits/interfaceedits.h"

#include "edits/removal.h"

namespace drawbridge {

namespace {

template <class T, class Edit> Delta changeEach(const ThreatModel &model, const QSet<Id<T>> &ids, Edit &&edit)
{
    Draft draft(model);
    for (const Id<T> &id : ids) {
        if (const T *found = draft.find(id)) {
            T entity = *found;
            edit(entity);
            draft.put(entity);
        }
    }
    return draft.delta();
}

} // namespace

Delta setDataClass(const ThreatModel &model, const QSet<FieldId> &fields, const QString &dataClass)
{
    return changeEach<Field>(model, fields, [&](Field &field) { field.dataClass = dataClass; });
}

Delta setSemantic(const ThreatModel &model, const QSet<FieldId> &fields, const QString &semantic)
{
    return changeEach<Field>(model, fields, [&](Field &field) { field.semantic = semantic; });
}

Delta setRoles(const ThreatModel &model, const QSet<OperationId> &operations, const QStringList &roles)
{
    QStringList sorted = roles;
    sorted.sort();
    sorted.removeDuplicates();
    return changeEach<Operation>(model, operations, [&](Operation &operation) { operation.roles = sorted; });
}

Delta removeOperations(const ThreatModel &model, const QSet<OperationId> &operations)
{
    Draft draft(model);
    removeOperations(draft, operations);
    return draft.delta();
}

} // namespace drawbridge
