// SPDX-License-Identifier: Apache-2.0
#include "carryover/succession.h"

#include <algorithm>

namespace drawbridge {

namespace {

QString methodAndPath(const Operation &operation) { return operation.method + u' ' + operation.path; }

// Rows keep their ids through most changes; a row that came anew is known by its name.
bool sameOperation(OperationId a, const ThreatModel &before, OperationId b, const ThreatModel &after)
{
    if (a == b)
        return true;
    if (after.operations.contains(a)) // it is still there, as another one
        return false;
    const Operation *was = before.operations.find(a), *is = after.operations.find(b);
    return was && is && methodAndPath(*was) == methodAndPath(*is);
}

bool sameField(FieldId a, const ThreatModel &before, FieldId b, const ThreatModel &after)
{
    if (a == b)
        return true;
    if (after.fields.contains(a))
        return false;
    const Field *was = before.fields.find(a), *is = after.fields.find(b);
    return was && is && was->path == is->path && was->location == is->location;
}

} // namespace

QList<ElementId> heirsOf(ElementId element, const ThreatModel &before, const ThreatModel &after)
{
    QHash<ElementId, int> heirs;
    if (after.elements.contains(element))
        return {};
    for (const Operation &operation : before.operations) {
        if (operation.service != element)
            continue;
        if (const Operation *now = after.operations.find(operation.id); now && now->service)
            ++heirs[now->service];
    }
    QList<ElementId> list = heirs.keys();
    std::sort(list.begin(), list.end(), [&](ElementId a, ElementId b) { return heirs.value(a) != heirs.value(b) ? heirs.value(a) > heirs.value(b) : a < b; });
    return list;
}

QList<Successor> successorsOf(const Finding &gone, const ThreatModel &before, const QList<Finding> &now, const ThreatModel &after)
{
    QHash<QUuid, QList<ElementId>> heirs; // of the elements that it stood on
    for (const Occurrence &then : gone.occurrences) {
        if (then.subject.kind == SubjectKind::Element && !heirs.contains(then.subject.id))
            heirs.insert(then.subject.id, heirsOf(ElementId(then.subject.id), before, after));
    }
    const auto stoodOn = [&](const Occurrence &then, const Occurrence &place) {
        if (then.operation.isNull() != place.operation.isNull() || then.field.isNull() != place.field.isNull())
            return false;
        if (!place.operation.isNull() && !sameOperation(then.operation, before, place.operation, after))
            return false;
        if (!place.field.isNull())
            return sameField(then.field, before, place.field, after);
        if (!place.operation.isNull() || then.subject == place.subject)
            return true;
        return then.subject.kind == SubjectKind::Element && place.subject.kind == SubjectKind::Element
               && heirs.value(then.subject.id).contains(ElementId(place.subject.id));
    };
    QList<Successor> list;
    for (const Finding &finding : now) {
        if (finding.rule != gone.rule || finding.kind != gone.kind)
            continue;
        Successor successor{&finding, {}};
        for (qsizetype i = 0; i < finding.occurrences.size(); ++i) {
            const auto it = std::find_if(gone.occurrences.begin(), gone.occurrences.end(), [&](const Occurrence &then) { return stoodOn(then, finding.occurrences[i]); });
            if (it != gone.occurrences.end())
                successor.places.append({it - gone.occurrences.begin(), i});
        }
        if (!successor.places.isEmpty())
            list.append(successor);
    }
    std::sort(list.begin(), list.end(), [](const Successor &a, const Successor &b) { return a.finding->fingerprint < b.finding->fingerprint; });
    return list;
}

} // namespace drawbridge
