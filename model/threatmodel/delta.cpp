// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/delta.h"

namespace drawbridge {

namespace {

template <class T> void applyList(Table<T> &table, const QList<Change<T>> &changes)
{
    for (const Change<T> &change : changes) {
        if (change.after)
            table.insert(*change.after);
        else
            table.remove(change.id());
    }
}

template <class T> void sortById(QList<Change<T>> &changes)
{
    std::sort(changes.begin(), changes.end(), [](const Change<T> &a, const Change<T> &b) { return a.id() < b.id(); });
}

template <class T> void diffTable(QList<Change<T>> &changes, const Table<T> &from, const Table<T> &to)
{
    for (const T &before : from) {
        const T *after = to.find(before.id);
        if (!after)
            changes.append({before, std::nullopt});
        else if (!(*after == before))
            changes.append({before, *after});
    }
    for (const T &after : to) {
        if (!from.contains(after.id))
            changes.append({std::nullopt, after});
    }
    sortById(changes);
}

template <class T> void composeList(QList<Change<T>> &out, const QList<Change<T>> &first, const QList<Change<T>> &second)
{
    QHash<typename Table<T>::Key, Change<T>> merged;
    for (const Change<T> &change : first)
        merged.insert(change.id(), change);
    for (const Change<T> &change : second) {
        const auto it = merged.find(change.id());
        if (it == merged.end())
            merged.insert(change.id(), change);
        else
            it->after = change.after;
    }
    for (const Change<T> &change : std::as_const(merged)) {
        if (change.before != change.after)
            out.append(change);
    }
    sortById(out);
}

} // namespace

bool Delta::isEmpty() const
{
    return size() == 0;
}

bool Delta::touchesMeaning() const
{
    bool touches = false;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        touches = touches || (t.role == TableRole::Meaning && !changesOf<T>(*this).isEmpty());
    });
    return touches;
}

qsizetype Delta::size() const
{
    qsizetype count = 0;
    forEachTable([&](const auto &t) { count += changesOf<typename std::decay_t<decltype(t)>::Entity>(*this).size(); });
    return count;
}

void apply(ThreatModel &model, const Delta &delta)
{
    forEachTable([&](const auto &t) { applyList(model.*(t.table), changesOf<typename std::decay_t<decltype(t)>::Entity>(delta)); });
}

Delta inverse(const Delta &delta)
{
    Delta result = delta;
    forEachTable([&](const auto &t) {
        for (auto &change : changesOf<typename std::decay_t<decltype(t)>::Entity>(result))
            std::swap(change.before, change.after);
    });
    return result;
}

Delta diff(const ThreatModel &from, const ThreatModel &to)
{
    Delta result;
    forEachTable([&](const auto &t) {
        diffTable(changesOf<typename std::decay_t<decltype(t)>::Entity>(result), from.*(t.table), to.*(t.table));
    });
    return result;
}

Delta compose(const Delta &first, const Delta &second)
{
    Delta result;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        composeList(changesOf<T>(result), changesOf<T>(first), changesOf<T>(second));
    });
    return result;
}

} // namespace drawbridge
