// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

#include <functional>

namespace drawbridge {

// Several edits as one: each is made of the model that those before it leave.
inline Delta together(const ThreatModel &model, const QList<std::function<Delta(const ThreatModel &)>> &edits)
{
    ThreatModel after = model;
    Delta all;
    for (const auto &edit : edits) {
        const Delta one = edit(after);
        apply(after, one);
        all = compose(all, one);
    }
    return all;
}

} // namespace drawbridge
