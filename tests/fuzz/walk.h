// SPDX-License-Identifier: Apache-2.0
// Touches everything that a tree offers, and aborts where it contradicts itself.
#pragma once

#include "spec/spectree.h"

#include <cstdlib>

namespace drawbridge::fuzz {

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline void walk(const SpecNode &node, int depth, int &budget)
{
    require(depth <= 256);
    if (--budget < 0)
        return;
    require(node.exists());
    require(node.line() >= 1 && node.column() >= 1);
    (void)node.text();
    (void)node.toNumber();
    (void)node.toBool();
    (void)node.ref();
    for (qsizetype i = 0; i < node.size(); ++i) {
        const SpecNode child = node.at(i);
        if (node.isObject()) {
            // A byte order mark inside a text does not survive the way to QString.
            require(node[node.keyAt(i)].exists() || node.keyUtf8(i).substr(0, 3) == "\xef\xbb\xbf");
            require(node.keyRefAt(i).line >= 1);
        }
        walk(child, depth + 1, budget);
    }
}

inline void walkAll(const SpecTree &tree)
{
    for (qsizetype i = 0; i < tree.documentCount(); ++i) {
        int budget = 20000;
        walk(tree.document(i), 1, budget);
    }
}

} // namespace drawbridge::fuzz
