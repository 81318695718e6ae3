// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "spec/spectree.h"
#include "spec/treebuilder.h"

namespace drawbridge {

// Reads JSON or YAML (UTF-8, or UTF-16 and UTF-32 with a byte order mark) from memory. The error says what is wrong at
// which place and what to do; what was read but looks wrong (duplicate keys, what is nested too deep, invalid bytes,
// more than one document …) goes to `diagnostics`. `fileName` is only a name. Never throws; time and memory are bounded.
Result<std::shared_ptr<const SpecTree>> parseSpec(const QByteArray &bytes, const QString &fileName, Diagnostics &diagnostics,
                                                  const SpecLimits &limits = {});

} // namespace drawbridge
