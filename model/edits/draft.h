// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

#include <QHash>

#include <optional>
#include <tuple>

namespace drawbridge {

// A model with changes on top that costs the size of the changes: edits are written against it and read back what they
// have changed so far, so that small edits compose into larger ones. Keeps a reference to the model.
class Draft
{
public:
    explicit Draft(const ThreatModel &base) : m_base(base) {}

    // As changed so far; nullptr when there is none (any more). Valid until the next put() or remove() of a T.
    template <class T> const T *find(const Id<T> &id) const
    {
        const auto &changed = overlay<T>();
        const auto it = changed.constFind(id);
        if (it != changed.constEnd())
            return *it ? &**it : nullptr;
        return (m_base.*tableOf<T>()).find(id);
    }
    template <class T> bool contains(const Id<T> &id) const { return find(id) != nullptr; }
    template <class T> T value(const Id<T> &id) const
    {
        const T *found = find(id);
        return found ? *found : T{};
    }
    // Adds, or replaces the one with the same id.
    template <class T> void put(const T &entity) { overlay<T>().insert(entity.id, entity); }
    template <class T> void remove(const Id<T> &id) { overlay<T>().insert(id, std::nullopt); }

    // Calls visit(const T &) for all rows as changed so far, in no particular order. Costs the size of the table.
    template <class T, class Visit> void forEach(Visit &&visit) const
    {
        const auto &changed = overlay<T>();
        for (const T &row : m_base.*tableOf<T>()) {
            if (!changed.contains(row.id))
                visit(row);
        }
        for (const std::optional<T> &row : changed) {
            if (row)
                visit(*row);
        }
    }
    // Copies of the rows for which accept(row) holds, sorted by id.
    template <class T, class Accept> QList<T> where(Accept &&accept) const
    {
        QList<T> rows;
        forEach<T>([&](const T &row) {
            if (accept(row))
                rows.append(row);
        });
        std::sort(rows.begin(), rows.end(), [](const T &a, const T &b) { return a.id < b.id; });
        return rows;
    }

    // What has changed, lists sorted by id; rows that are as they were do not appear.
    Delta delta() const
    {
        Delta result;
        forEachTable([&](const auto &t) {
            using T = typename std::decay_t<decltype(t)>::Entity;
            QList<Change<T>> &changes = changesOf<T>(result);
            const auto &changed = overlay<T>();
            for (auto it = changed.begin(); it != changed.end(); ++it) {
                const T *before = (m_base.*(t.table)).find(it.key());
                Change<T> change{before ? std::optional<T>(*before) : std::nullopt, *it};
                if (change.before != change.after)
                    changes.append(std::move(change));
            }
            std::sort(changes.begin(), changes.end(), [](const Change<T> &a, const Change<T> &b) { return a.id() < b.id(); });
        });
        return result;
    }

private:
    template <class T> using Overlay = QHash<Id<T>, std::optional<T>>;
    template <class Tables> struct OverlaysOf;
    template <class... T> struct OverlaysOf<std::tuple<TableInfo<T>...>>
    {
        using Type = std::tuple<Overlay<T>...>;
    };
    template <class T> Overlay<T> &overlay() { return std::get<Overlay<T>>(m_overlays); }
    template <class T> const Overlay<T> &overlay() const { return std::get<Overlay<T>>(m_overlays); }

    const ThreatModel &m_base;
    typename OverlaysOf<decltype(allTables())>::Type m_overlays;
};

} // namespace drawbridge
