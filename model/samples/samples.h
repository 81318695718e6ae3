// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QStringView>

namespace drawbridge {

// What a sample value (example, default) looks like, as names of the checks that it passes, sorted: "email", "url",
// "uuid", "integer", "iban", "card-number", "card-number:test", "jwt", "jwt:alg=HS256", "jwt:weak-key", "private-key",
// "api-key:aws", "high-entropy", "date", "ipv4", "bcrypt" … Values themselves are never kept. (SENSITIVE-DATA 5)
// Never empty: what passes no check is "word" or "text", nothing is "empty", a variable or filler is "placeholder".
// "guessable" is a word from the top of every list of passwords; "digits:4" the length of a short number;
// "jwt:hours=12" the life of a token; "url:credentials" an address with user and password.
// Bounded work whatever the value; safe on any bytes.
QStringList shapesOf(QStringView value);

// The text with everything that looks like a secret or a personal value replaced by its shape in braces.
QString redacted(QStringView text, int maxLength);

} // namespace drawbridge
