// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace drawbridge {

// Entities of one kind by id. Copies are cheap (implicitly shared); iteration order is arbitrary, so sort before
// anything is shown, written or compared.
template <class T> class Table
{
public:
    using Key = decltype(T::id);

    qsizetype size() const { return m_rows.size(); }
    bool isEmpty() const { return m_rows.isEmpty(); }
    bool contains(const Key &id) const { return m_rows.contains(id); }
    // Valid until the table changes; nullptr when there is none.
    const T *find(const Key &id) const
    {
        const auto it = m_rows.constFind(id);
        return it == m_rows.constEnd() ? nullptr : &*it;
    }
    // A default-constructed entity when there is none.
    T value(const Key &id) const { return m_rows.value(id); }
    // Adds, or replaces the one with the same id.
    void insert(const T &entity) { m_rows.insert(entity.id, entity); }
    void remove(const Key &id) { m_rows.remove(id); }
    void reserve(qsizetype count) { m_rows.reserve(count); }

    auto begin() const { return m_rows.constBegin(); }
    auto end() const { return m_rows.constEnd(); }

    QList<Key> sortedIds() const
    {
        QList<Key> ids = m_rows.keys();
        std::sort(ids.begin(), ids.end());
        return ids;
    }

    bool operator==(const Table &) const = default;

private:
    QHash<Key, T> m_rows;
};

} // namespace drawbridge
