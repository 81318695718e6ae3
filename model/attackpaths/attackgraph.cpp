// SPDX-License-Identifier: Apache-2.0
#include "attackpaths/attackgraph.h"

#include <algorithm>

namespace drawbridge {

quint32 AttackGraph::node(const CapabilityNode &node)
{
    const QString key = QString::number(int(node.capability)) + u' ' + node.element.toString() + u' ' + node.detail;
    const auto known = m_nodeRows.constFind(key);
    if (known != m_nodeRows.constEnd())
        return *known;
    m_nodes.push_back(node);
    m_from.emplace_back();
    m_to.emplace_back();
    m_nodeRows.insert(key, quint32(m_nodes.size() - 1));
    return quint32(m_nodes.size() - 1);
}

quint32 AttackGraph::change(const AttackChange &change)
{
    const QString key = change.control + u' ' + change.at.id.toString();
    const auto known = m_changeRows.constFind(key);
    if (known != m_changeRows.constEnd())
        return *known;
    m_changes.push_back(change);
    m_changeRows.insert(key, quint32(m_changes.size() - 1));
    return quint32(m_changes.size() - 1);
}

void AttackGraph::add(AttackStep step)
{
    if (step.from == step.to || step.chance <= 0)
        return;
    std::sort(step.changes.begin(), step.changes.end());
    step.changes.erase(std::unique(step.changes.begin(), step.changes.end()), step.changes.end());
    const quint32 row = quint32(m_steps.size());
    m_from[step.from].push_back(row);
    m_to[step.to].push_back(row);
    m_steps.push_back(std::move(step));
}

} // namespace drawbridge
