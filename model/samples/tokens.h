// SPDX-License-Identifier: Apache-2.0
// Secrets by their form: signed tokens, vendors' key prefixes, key files, randomness.
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

namespace drawbridge {

// Shapes of a JSON web token ("jwt", "jwt:alg=HS256", "jwt:weak-key", "jwt:no-expiry", "jwt:hours=12"); empty for anything else.
QStringList jwtShapes(QStringView value);
// "api-key:aws", "private-key", "public-key", "certificate", "publishable-key"; empty for anything else.
QString keyShape(QStringView value);
// Bits per character (Shannon) of the first 256 characters.
double entropyOf(QStringView value);
// A word that stands first in every list of guesses, in lower case: "password", "changeme", "secret" …
bool isGuessable(QStringView value);

} // namespace drawbridge
