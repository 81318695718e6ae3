// SPDX-License-Identifier: Apache-2.0
// Leaves of the rule language, cut into words.
#pragma once

#include "analysis/ruleexpression.h"

#include <QString>

#include <vector>

namespace drawbridge {

struct RuleToken
{
    enum Kind { End, Word, Number, String, Symbol } kind = End; // Symbol: operators and punctuation
    QString text;
    int offset = 0;
};

// Words may hold dots, hyphens and a final star: cred.*, explicitly-public. The last token is End; empty with an error.
std::vector<RuleToken> ruleTokens(const QString &text, ExpressionError &error);

} // namespace drawbridge
