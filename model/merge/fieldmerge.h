// SPDX-License-Identifier: Apache-2.0
// The three-way merge of one entity, field by field. Behind mergeModels() and reimport().
#pragma once

#include "merge/describe.h"
#include "merge/merge.h"

namespace drawbridge {

// The three models, and which side a conflict keeps.
struct MergeInput
{
    const ThreatModel &base;
    const ThreatModel &mine;
    const ThreatModel &theirs;
    MergeSide prefer;

    const ThreatModel &preferred() const { return prefer == MergeSide::Mine ? mine : theirs; }
};

// Where conflicts are collected. A null pointer collects none.
using MergeConflicts = QList<MergeConflict>;

// Lists in which the order says nothing: what either side added or removed counts.
template <class V> constexpr bool isSetLike()
{
    return std::is_same_v<V, QStringList> || std::is_same_v<V, QList<OperationId>> || std::is_same_v<V, QList<SchemaId>>;
}

// Order as on the preferred side, then what only the other side has.
template <class V> V mergeSets(const V &base, const V &preferred, const V &other)
{
    V result;
    for (const auto &item : preferred) {
        if (other.contains(item) || !base.contains(item))
            result.append(item);
    }
    for (const auto &item : other) {
        if (!base.contains(item) && !preferred.contains(item))
            result.append(item);
    }
    return result;
}

// Fields of which people need not decide: where a thing stands in its file, and what only programs read.
template <class T> bool isQuiet(const char *field)
{
    const QLatin1StringView name(field);
    if constexpr (std::is_same_v<T, ImportBaseline>)
        return true;
    else
        return name == QLatin1StringView("provenance") || name == QLatin1StringView("sha256") || name == QLatin1StringView("bytes");
}

template <class T> MergeConflict conflictAbout(const MergeInput &in, const T &entity, const char *field)
{
    const ThreatModel &names = in.preferred();
    MergeConflict conflict;
    conflict.subject = subjectOf(entity);
    conflict.entityName = displayName(names, entity);
    conflict.table = QString::fromLatin1(std::get<TableInfo<T>>(allTables()).name);
    conflict.field = QString::fromLatin1(field);
    return conflict;
}

// A provenance is merged part by part and in silence; the flag says what mine has found out about the source.
Provenance mergeProvenance(const Provenance &base, const Provenance &mine, const Provenance &theirs, MergeSide prefer);

template <class T> T mergeFields(const MergeInput &in, const T &base, const T &mine, const T &theirs, MergeConflicts *conflicts)
{
    T result = in.prefer == MergeSide::Mine ? mine : theirs;
    forEachField<T>([&](const auto &p) {
        using V = typename std::decay_t<decltype(p)>::Type;
        const V &b = base.*(p.member), &m = mine.*(p.member), &t = theirs.*(p.member);
        V &r = result.*(p.member);
        if (m == t || b == t) {
            r = m;
        } else if (b == m) {
            r = t;
        } else if constexpr (std::is_same_v<V, Provenance>) {
            r = mergeProvenance(b, m, t, in.prefer);
        } else if constexpr (isSetLike<V>()) {
            r = in.prefer == MergeSide::Mine ? mergeSets(b, m, t) : mergeSets(b, t, m);
        } else if (conflicts && !isQuiet<T>(p.name)) {
            MergeConflict conflict = conflictAbout(in, mine, p.name);
            conflict.base = valueText(in.base, b);
            conflict.mine = valueText(in.mine, m);
            conflict.theirs = valueText(in.theirs, t);
            conflicts->append(conflict);
        }
    });
    return result;
}

// A place is one thing: x from one side and y from the other would be nobody's. One that a person chose wins.
template <class T> T mergePlaces(const MergeInput &in, const T &base, const T &mine, const T &theirs, MergeConflicts *conflicts)
{
    if (mine == theirs || base == theirs)
        return mine;
    if (base == mine)
        return theirs;
    if (mine.placed != theirs.placed)
        return mine.placed ? mine : theirs;
    if (mine.byPerson != theirs.byPerson)
        return mine.byPerson ? mine : theirs;
    if (conflicts) {
        const auto place = [](const T &p) { return valueText(Point{p.x, p.y}); };
        MergeConflict conflict = conflictAbout(in, mine, "x");
        conflict.base = base.placed ? place(base) : nothingText();
        conflict.mine = place(mine);
        conflict.theirs = place(theirs);
        conflicts->append(conflict);
    }
    return in.prefer == MergeSide::Mine ? mine : theirs;
}
inline Placement mergeFields(const MergeInput &in, const Placement &base, const Placement &mine, const Placement &theirs, MergeConflicts *conflicts)
{
    return mergePlaces(in, base, mine, theirs, conflicts);
}
inline BoundaryPlacement mergeFields(const MergeInput &in, const BoundaryPlacement &base, const BoundaryPlacement &mine,
                                     const BoundaryPlacement &theirs, MergeConflicts *conflicts)
{
    return mergePlaces(in, base, mine, theirs, conflicts);
}

// Whether two versions say the same, wherever it stands in the file.
template <class T> bool saysTheSame(const T &a, const T &b)
{
    bool same = true;
    forEachField<T>([&](const auto &p) {
        if constexpr (!std::is_same_v<typename std::decay_t<decltype(p)>::Type, Provenance>)
            same = same && a.*(p.member) == b.*(p.member);
    });
    return same;
}

} // namespace drawbridge
