// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reach/reachgraph.h"

namespace drawbridge {

// Whether every route from actors to an element passes something that has a control (ENGINE section 4), for one control
// and all elements at once. Routes of the most available kind count: those that actors up to partners have to it through
// proxies; only where there is none, those over other workloads.
class Coverage
{
public:
    // `state` says whether an element (by row) has the control.
    Coverage(const ReachGraph &graph, const std::function<ControlState(quint32)> &state);

    // The element's own control does not count; ask for it apart.
    // Yes: every route passes one that has it. No: a route is known to pass none. Unknown: a route passes only such
    // as may have it. An element without any route: No.
    Truth guarded(quint32 element) const;
    // Some route passes one that has it, another passes none.
    bool bypassable(quint32 element) const;
    bool reached(quint32 element) const { return scopeOf(element) != nullptr; }
    // Links of a shortest route that passes one that has the control, and of one that does not; empty: there is none.
    std::vector<quint32> guardedRoute(quint32 element) const;
    std::vector<quint32> openRoute(quint32 element) const;

private:
    struct Scope
    {
        bool throughWorkloads = false;
        // Per node the link by which it is first reached; -1: not; -2: routes begin there.
        std::vector<int> open; // passing none that has the control
        std::vector<int> bare; // passing only such as are known not to have it
        std::vector<bool> any; // reached at all
    };
    Scope search(bool throughWorkloads) const;
    const Scope *scopeOf(quint32 element) const;
    bool begins(quint32 node, bool throughWorkloads) const;
    bool expands(quint32 node, bool throughWorkloads) const;
    bool usable(quint32 link) const;
    std::vector<quint32> routeIn(const std::vector<int> &layer, quint32 node) const;
    std::vector<quint32> routeAvoiding(quint32 from, quint32 to, const std::vector<quint32> &passed, bool throughWorkloads) const;
    std::vector<quint32> routeThrough(quint32 element, const Scope &scope) const;

    const ReachGraph &m_graph;
    std::vector<ControlState> m_states;
    Scope m_outside, m_inside;
};

} // namespace drawbridge
