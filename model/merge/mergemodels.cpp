// SPDX-License-Identifier: Apache-2.0
#include "merge/mergemodels.h"

#include "merge/soundness.h"

#include <QCoreApplication>
#include <QSet>

namespace drawbridge {

namespace {

template <class T> void appendRemoval(const MergeInput &in, MergeConflicts &conflicts, const T &kept, bool mineRemoved)
{
    MergeConflict conflict = conflictAbout(in, kept, "");
    const QString removed = QCoreApplication::translate("Merge", "removed");
    const QString changed = QCoreApplication::translate("Merge", "changed");
    conflict.mine = mineRemoved ? removed : changed;
    conflict.theirs = mineRemoved ? changed : removed;
    conflict.base = displayName(in.base, kept);
    conflicts.append(conflict);
}

// Whether the row belongs to or refers to something that `side` removed: then that removal is the conflict, not each
// thing that went along with it.
template <class T> bool wentAlong(const MergeInput &in, const ThreatModel &side, const T &row)
{
    bool found = false;
    forEachId(row, [&]<class U>(const Id<U> &id) {
        if (id.uuid() != row.id.uuid())
            found = found || ((in.base.*tableOf<U>()).contains(id) && !(side.*tableOf<U>()).contains(id));
    });
    return found;
}

template <class T>
void mergeTable(const MergeInput &in, ThreatModel &merged, const TableInfo<T> &t, MergeConflicts &conflicts)
{
    const Table<T> &base = in.base.*(t.table), &mine = in.mine.*(t.table), &theirs = in.theirs.*(t.table);
    Table<T> &result = merged.*(t.table); // begins as mine
    static const T none{};
    // What theirs has: new, changed, or removed by mine.
    for (const T &theirRow : theirs) {
        const T *b = base.find(theirRow.id);
        const T *m = mine.find(theirRow.id);
        if (!m) {
            if (!b) {
                result.insert(theirRow);
            } else if (!(*b == theirRow)) {
                if (t.role != TableRole::Placement && !saysTheSame(*b, theirRow) && !wentAlong(in, in.mine, theirRow))
                    appendRemoval(in, conflicts, theirRow, true);
                if ((in.prefer == MergeSide::Theirs || t.role == TableRole::Placement) && !saysTheSame(*b, theirRow))
                    result.insert(theirRow);
            }
        } else if (!(*m == theirRow)) {
            T start = b ? *b : none;
            start.id = theirRow.id;
            const T after = mergeFields(in, start, *m, theirRow, &conflicts);
            if (!(after == *m))
                result.insert(after);
        }
    }
    // What theirs has removed.
    for (const T &before : base) {
        const T *m = mine.find(before.id);
        if (!m || theirs.contains(before.id))
            continue;
        if (saysTheSame(*m, before)) {
            result.remove(before.id);
            continue;
        }
        if (t.role != TableRole::Placement && !wentAlong(in, in.theirs, *m))
            appendRemoval(in, conflicts, *m, false);
        // A place that one side changed stays as long as the thing itself does; makeSound() sees to that.
        if (in.prefer == MergeSide::Theirs && t.role != TableRole::Placement)
            result.remove(before.id);
    }
}

QHash<QString, Decision> inForce(const ThreatModel &model)
{
    QHash<QString, Decision> latest;
    for (const Decision &decision : model.decisions) {
        const auto it = latest.find(decision.fingerprint);
        if (it == latest.end() || std::pair(it->number, it->id) < std::pair(decision.number, decision.id))
            latest.insert(decision.fingerprint, decision);
    }
    return latest;
}

// Where both sides decided, the preferred side's decisions come last, so that they are in force; and where both decided
// the same finding differently, somebody has to know.
void orderDecisions(const MergeInput &in, ThreatModel &merged, MergeConflicts &conflicts)
{
    const auto addedBy = [&](const ThreatModel &side, const ThreatModel &other) {
        QList<Decision> added;
        for (const Decision &decision : side.decisions) {
            if (!in.base.decisions.contains(decision.id) && !other.decisions.contains(decision.id))
                added.append(decision);
        }
        std::sort(added.begin(), added.end(),
                  [](const Decision &a, const Decision &b) { return std::pair(a.number, a.id) < std::pair(b.number, b.id); });
        return added;
    };
    const bool keepMine = in.prefer == MergeSide::Mine;
    const ThreatModel &other = keepMine ? in.theirs : in.mine;
    const QList<Decision> first = addedBy(other, in.preferred()), second = addedBy(in.preferred(), other);
    if (first.isEmpty() || second.isEmpty())
        return;
    qint64 number = 0;
    for (const Decision &decision : merged.decisions) {
        const bool added = std::any_of(first.begin(), first.end(), [&](const Decision &d) { return d.id == decision.id; })
            || std::any_of(second.begin(), second.end(), [&](const Decision &d) { return d.id == decision.id; });
        if (!added)
            number = std::max(number, decision.number);
    }
    for (Decision decision : first + second) {
        decision.number = ++number;
        merged.decisions.insert(decision);
    }
    const QHash<QString, Decision> base = inForce(in.base), mine = inForce(in.mine), theirs = inForce(in.theirs);
    for (auto it = mine.begin(); it != mine.end(); ++it) {
        const Decision before = base.value(it.key()), their = theirs.value(it.key());
        if (!their.id || it->id == their.id || it->id == before.id || their.id == before.id || it->state == their.state)
            continue;
        MergeConflict conflict = conflictAbout(in, *it, "state");
        conflict.base = before.id ? nameOf(before.state) : nothingText();
        conflict.mine = QStringLiteral("%1: %2").arg(nameOf(it->state), valueText(it->reason));
        conflict.theirs = QStringLiteral("%1: %2").arg(nameOf(their.state), valueText(their.reason));
        conflicts.append(conflict);
    }
}

} // namespace

Provenance mergeProvenance(const Provenance &base, const Provenance &mine, const Provenance &theirs, MergeSide prefer)
{
    Provenance result = prefer == MergeSide::Mine ? mine : theirs;
    forEachField<Provenance>([&](const auto &p) {
        if (base.*(p.member) == mine.*(p.member))
            result.*(p.member) = theirs.*(p.member);
        else if (base.*(p.member) == theirs.*(p.member))
            result.*(p.member) = mine.*(p.member);
    });
    return result;
}

ThreatModel mergeRows(const MergeInput &in, MergeConflicts &conflicts)
{
    ThreatModel merged = in.mine;
    forEachTable([&](const auto &t) { mergeTable(in, merged, t, conflicts); });
    orderDecisions(in, merged, conflicts);
    return merged;
}

void sortConflicts(MergeConflicts &conflicts)
{
    const auto key = [](const MergeConflict &c) {
        return std::tuple(c.table, c.entityName, c.subject.id, c.field, c.base, c.mine, c.theirs);
    };
    std::sort(conflicts.begin(), conflicts.end(), [&](const MergeConflict &a, const MergeConflict &b) { return key(a) < key(b); });
    conflicts.erase(std::unique(conflicts.begin(), conflicts.end(), [&](const MergeConflict &a, const MergeConflict &b) { return key(a) == key(b); }),
                    conflicts.end());
}

MergeCounts countsOf(const Delta &delta)
{
    MergeCounts counts;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if (t.role == TableRole::Placement || std::is_same_v<T, Source> || std::is_same_v<T, ProjectInfo>)
            return;
        for (const Change<T> &change : changesOf<T>(delta)) {
            if (!change.before)
                ++counts.added;
            else if (!change.after)
                ++counts.removed;
            else if (!saysTheSame(*change.before, *change.after))
                ++counts.changed;
        }
    });
    return counts;
}

MergeResult mergeModels(const ThreatModel &base, const ThreatModel &mine, const ThreatModel &theirs, MergeSide prefer)
{
    const MergeInput in{base, mine, theirs, prefer};
    MergeResult result;
    ThreatModel merged = mergeRows(in, result.conflicts);
    makeSound(in, merged, &result.conflicts);
    result.delta = diff(mine, merged);
    result.counts = countsOf(result.delta);
    sortConflicts(result.conflicts);
    return result;
}

} // namespace drawbridge
