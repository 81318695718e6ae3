// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>
#include <string_view>

namespace drawbridge {

// The first thing that is not JSON in a text: simdjson is fast but says little about what is wrong, and where.
struct JsonProblem
{
    quint32 offset = 0; // bytes
    QString message;    // what is wrong, and what to do about it
};

// Strict by RFC 8259, without recursion.
std::optional<JsonProblem> findJsonProblem(std::string_view text);

// True for a number as JSON writes it.
bool isJsonNumber(std::string_view text);

} // namespace drawbridge
