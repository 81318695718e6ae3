// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>

namespace drawbridge {

// Language-neutral names of enum values, as files and the command line's JSON write them. An enum E that is
// stored declares `std::span<const char *const> namesOf(E)`-like data through EnumNames<E>, in enums.h.
template <class E> struct EnumNames;

template <class E> QString nameOf(E value)
{
    const int i = int(value);
    return i >= 0 && i < int(std::size(EnumNames<E>::names)) ? QString::fromLatin1(EnumNames<E>::names[i]) : QString();
}

template <class E> std::optional<E> fromName(QStringView name)
{
    for (int i = 0; i < int(std::size(EnumNames<E>::names)); ++i) {
        if (name == QLatin1StringView(EnumNames<E>::names[i]))
            return E(i);
    }
    return std::nullopt;
}

} // namespace drawbridge
