// SPDX-License-Identifier: Apache-2.0
// Check digits of cards, accounts and national identifiers. All take the value without separators.
#pragma once

#include <QStringList>
#include <QStringView>

namespace drawbridge {

bool luhn(QStringView digits);
// ISO 13616: length by country and remainder 1 modulo 97. Upper case, no spaces.
bool isIban(QStringView text);
// 12 to 19 digits, prefix of a card network, Luhn.
bool isCardNumber(QStringView digits);
// Published by payment companies for testing.
bool isTestCardNumber(QStringView digits);
// Country systems whose pattern and check digits the value satisfies: "cpf", "dni", "pesel" …; sorted.
// `compact`: upper case, separators removed; `written`: as it stood.
QStringList nationalIds(QStringView compact, QStringView written);

} // namespace drawbridge
