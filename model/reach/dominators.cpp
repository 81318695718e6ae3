// SPDX-License-Identifier: Apache-2.0
#include "reach/dominators.h"

#include <utility>

namespace drawbridge {

std::vector<int> immediateDominators(const std::vector<std::vector<quint32>> &successors, quint32 root)
{
    const size_t count = successors.size();
    std::vector<int> number(count, -1); // in postorder
    std::vector<quint32> order;         // postorder
    std::vector<std::vector<quint32>> predecessors(count);
    // Depth first without recursion: models may be long chains.
    std::vector<std::pair<quint32, size_t>> stack = {{root, 0}};
    std::vector<bool> seen(count);
    seen[root] = true;
    while (!stack.empty()) {
        auto &[node, next] = stack.back();
        if (next < successors[node].size()) {
            const quint32 to = successors[node][next++];
            predecessors[to].push_back(node);
            if (!seen[to]) {
                seen[to] = true;
                stack.push_back({to, 0});
            }
        } else {
            number[node] = int(order.size());
            order.push_back(node);
            stack.pop_back();
        }
    }

    std::vector<int> dominator(count, -1);
    dominator[root] = int(root);
    const auto meet = [&](int a, int b) {
        while (a != b) {
            while (number[size_t(a)] < number[size_t(b)])
                a = dominator[size_t(a)];
            while (number[size_t(b)] < number[size_t(a)])
                b = dominator[size_t(b)];
        }
        return a;
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = order.size(); i-- > 0;) {
            const quint32 node = order[i];
            if (node == root)
                continue;
            int best = -1;
            for (const quint32 from : predecessors[node]) {
                if (dominator[from] >= 0)
                    best = best < 0 ? int(from) : meet(best, int(from));
            }
            if (best != dominator[node]) {
                dominator[node] = best;
                changed = true;
            }
        }
    }
    dominator[root] = -1;
    return dominator;
}

} // namespace drawbridge
