// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history/comparison.h"

// What a comparison says of a thing or a finding, in a word.
namespace drawbridge::changewords {

QString of(ChangeKind kind);
QString of(FindingChange::What what);

} // namespace drawbridge::changewords
