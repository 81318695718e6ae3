// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tuple>

namespace drawbridge {

// One field of an entity: its language-neutral name and where it lives. Every entity lists its fields once, in
// `static constexpr auto fields()`; columns of the project file, the journal, field-wise merge and the names in the
// view of changes all come from that list. A name, once released, changes only with a migration.
template <class T, class M> struct Property
{
    using Type = M;
    const char *name;
    M T::*member;
};

template <class T, class M> constexpr Property<T, M> property(const char *name, M T::*member) { return {name, member}; }

// Calls visit(property) for each field of T, in the order of its list.
template <class T, class Visit> constexpr void forEachField(Visit &&visit)
{
    std::apply([&](const auto &...p) { (visit(p), ...); }, T::fields());
}

} // namespace drawbridge
