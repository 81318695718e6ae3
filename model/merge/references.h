// SPDX-License-Identifier: Apache-2.0
// Walks the ids in an entity, whatever its type: its own, and those of all that it refers to.
#pragma once

#include "threatmodel/codec.h"

namespace drawbridge {

template <class T> struct IsId : std::false_type {};
template <class T> struct IsId<Id<T>> : std::true_type {};
template <class T> struct IsList : std::false_type {};
template <class T> struct IsList<QList<T>> : std::true_type {};

// Whether values of V can hold ids at all; keeps lists of strings from being detached.
template <class V> constexpr bool mayHoldIds()
{
    if constexpr (IsList<V>::value)
        return mayHoldIds<typename V::value_type>();
    else
        return IsId<V>::value || HasFields<V>;
}

// Calls visit(Id<U> &) for each id in a value, also those in lists and parts; not for the source in a Provenance, which
// says where an entity comes from even when that source is gone.
template <class V, class Visit> void forEachId(V &value, Visit &&visit)
{
    using T = std::remove_const_t<V>;
    if constexpr (IsId<T>::value) {
        visit(value);
    } else if constexpr (IsList<T>::value) {
        if constexpr (mayHoldIds<typename T::value_type>()) {
            for (auto &item : value)
                forEachId(item, visit);
        }
    } else if constexpr (std::is_same_v<T, Provenance>) {
    } else if constexpr (HasFields<T>) {
        forEachField<T>([&](const auto &p) { forEachId(value.*(p.member), visit); });
    }
}

} // namespace drawbridge
