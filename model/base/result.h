// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sourceref.h"

#include <optional>
#include <utility>
#include <variant>

namespace drawbridge {

// Why something failed, in words for the person: what happened, what it means, what to do.
struct Error
{
    QString message;
    SourceRef where;

    bool operator==(const Error &) const = default;
};

// A value, or the error that prevented it.
template <class T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_value(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_value(std::in_place_index<1>, std::move(error)) {}

    bool isOk() const { return m_value.index() == 0; }
    explicit operator bool() const { return isOk(); }

    T &value() { return std::get<0>(m_value); }
    const T &value() const { return std::get<0>(m_value); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    const Error &error() const { return std::get<1>(m_value); }

private:
    std::variant<T, Error> m_value;
};

// Success, or the error.
template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool isOk() const { return !m_error; }
    explicit operator bool() const { return isOk(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

} // namespace drawbridge
