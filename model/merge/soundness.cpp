// SPDX-License-Identifier: Apache-2.0
#include "merge/soundness.h"

#include "threatmodel/validate.h"

#include <QCoreApplication>
#include <QSet>

namespace drawbridge {

namespace {

// Puts back everything of the preferred side that something in the merged model refers to; to stand on a diagram is no
// reason to come back.
void bringBack(const MergeInput &in, ThreatModel &merged, MergeConflicts *conflicts)
{
    for (bool again = true; again;) {
        again = false;
        ThreatModel missing;
        forEachTable([&](const auto &t) {
            if (t.role == TableRole::Placement)
                return;
            for (const auto &row : merged.*(t.table)) {
                forEachId(row, [&]<class U>(const Id<U> &id) {
                    if (!id || (merged.*tableOf<U>()).contains(id))
                        return;
                    if (const U *found = (in.preferred().*tableOf<U>()).find(id))
                        (missing.*tableOf<U>()).insert(*found);
                });
            }
        });
        forEachTable([&](const auto &t) {
            using T = typename std::decay_t<decltype(t)>::Entity;
            for (const T &row : missing.*(t.table)) {
                again = true;
                (merged.*(t.table)).insert(row);
                if (!conflicts || t.role == TableRole::Placement)
                    continue;
                MergeConflict conflict = conflictAbout(in, row, "");
                const QString removed = QCoreApplication::translate("Merge", "removed");
                const QString needed = QCoreApplication::translate("Merge", "in use");
                conflict.mine = in.prefer == MergeSide::Mine ? needed : removed;
                conflict.theirs = in.prefer == MergeSide::Mine ? removed : needed;
                conflicts->append(conflict);
            }
        });
    }
}

bool liesInItself(const ThreatModel &model, BoundaryId boundary)
{
    QSet<BoundaryId> seen;
    for (BoundaryId id = model.boundaries.value(boundary).parent; id && !seen.contains(id); id = model.boundaries.value(id).parent) {
        if (id == boundary)
            return true;
        seen.insert(id);
    }
    return false;
}

// One side put A into B, the other B into A: such nests become what they are on the preferred side.
void untangle(const MergeInput &in, ThreatModel &merged, MergeConflicts *conflicts)
{
    const auto report = [&](const auto &entity) {
        if (conflicts)
            conflicts->append(conflictAbout(in, entity, "parent"));
    };
    for (bool again = true; again;) {
        again = false;
        QList<TrustBoundary> tangled;
        for (const TrustBoundary &boundary : merged.boundaries) {
            if (liesInItself(merged, boundary.id))
                tangled.append(boundary);
        }
        for (TrustBoundary &boundary : tangled) {
            const BoundaryId parent = in.preferred().boundaries.value(boundary.id).parent;
            if (boundary.parent == parent)
                continue;
            again = true;
            report(boundary);
            boundary.parent = parent;
            merged.boundaries.insert(boundary);
        }
    }
    // Likewise parts of parts: the repair would remove them.
    for (bool again = true; again;) {
        again = false;
        QSet<ElementId> tangled;
        for (const Element &element : merged.elements) {
            if (element.parent && (merged.elements.value(element.parent).parent || element.parent == element.id))
                tangled << element.id << element.parent;
        }
        for (const ElementId &id : std::as_const(tangled)) {
            Element element = merged.elements.value(id);
            const ElementId parent = in.preferred().elements.value(id).parent;
            if (element.parent == parent)
                continue;
            again = true;
            report(element);
            element.parent = parent;
            merged.elements.insert(element);
        }
    }
}

} // namespace

void makeSound(const MergeInput &in, ThreatModel &merged, MergeConflicts *conflicts)
{
    bringBack(in, merged, conflicts);
    untangle(in, merged, conflicts);
    bringBack(in, merged, conflicts);
    const Delta repairs = repair(merged);
    if (conflicts) {
        const auto dropped = [&](const auto &changes) {
            for (const auto &change : changes) {
                if (change.after)
                    continue;
                MergeConflict conflict = conflictAbout(in, *change.before, "");
                const QString removed = QCoreApplication::translate("Merge", "removed what it needs");
                const QString added = QCoreApplication::translate("Merge", "added or changed");
                conflict.mine = in.prefer == MergeSide::Mine ? removed : added;
                conflict.theirs = in.prefer == MergeSide::Mine ? added : removed;
                conflicts->append(conflict);
            }
        };
        dropped(repairs.elements);
        dropped(repairs.flows);
        dropped(repairs.operations);
    }
    apply(merged, repairs);
}

} // namespace drawbridge
