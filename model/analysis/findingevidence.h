// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/firing.h"
#include "analysis/ruleexpression.h"

namespace drawbridge {

class Vocabulary;

// The lines that prove a match, as its rule says them, each with its place in a source. The variables of the rule stand
// in `evaluator`; it is used up to its allowance.
QList<Evidence> evidenceOf(const Firing &firing, RuleEvaluator &evaluator, const Vocabulary &vocabulary);

} // namespace drawbridge
