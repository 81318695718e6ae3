// SPDX-License-Identifier: Apache-2.0
#include "reach/exposure.h"

#include <queue>
#include <tuple>

namespace drawbridge {

namespace {

ActorClass raisedTo(ActorClass actor, ActorClass least) { return moreAvailable(actor, least) ? least : actor; }

ActorClass leavingAs(const ReachGraph &graph, quint32 node, ActorClass actor, const ExposureOptions &options)
{
    const ReachNode &n = graph.nodes()[node];
    if (n.external || n.kind != ReachNode::Element)
        return actor;
    if (!n.passes)
        return raisedTo(actor, ActorClass::Internal);
    if (options.authenticates && options.authenticates(node))
        return raisedTo(actor, options.selfRegistration ? ActorClass::SelfRegistered : ActorClass::Customer);
    return actor;
}

} // namespace

std::vector<Exposure> exposures(const ReachGraph &graph, const ExposureOptions &options)
{
    const auto &nodes = graph.nodes();
    const auto &links = graph.links();
    // Class, hops, node, link by which it was reached; the smallest is final when taken, because no hop lowers the class.
    using Entry = std::tuple<int, int, quint32, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    struct State
    {
        int by = -1, hops = 0, before = -1; // link, length, node before
        ActorClass actor = ActorClass::NotAnActor, arriving = ActorClass::NotAnActor;
        bool final = false, raised = false; // raised: by the last link
    };
    std::vector<State> states(nodes.size());
    for (quint32 i = 0; i < nodes.size(); ++i) {
        if (nodes[i].actor == ActorClass::NotAnActor)
            continue;
        states[i].actor = states[i].arriving = nodes[i].actor;
        queue.push({int(nodes[i].actor), 0, i, -1});
    }
    const ActorClass account = options.selfRegistration ? ActorClass::SelfRegistered : ActorClass::Customer;
    while (!queue.empty()) {
        const auto [actor, hops, node, by] = queue.top();
        queue.pop();
        State &state = states[node];
        if (state.final || int(state.actor) != actor || state.hops != hops || state.by != by)
            continue;
        state.final = true;
        const ActorClass leaving = leavingAs(graph, node, state.actor, options);
        const bool raises = leaving != state.actor;
        for (const quint32 row : graph.linksFrom(node)) {
            const ReachLink &link = links[row];
            if (link.certainty == Certainty::Possible || nodes[link.to].external)
                continue;
            const ActorClass reached = link.authenticated ? raisedTo(leaving, account) : leaving;
            State &next = states[link.to];
            const auto better = std::make_tuple(int(reached), hops + 1, int(row));
            if (next.actor != ActorClass::NotAnActor && std::make_tuple(int(next.actor), next.hops, next.by) <= better)
                continue;
            next.actor = reached;
            next.arriving = leaving;
            next.by = int(row);
            next.hops = hops + 1;
            next.before = int(node);
            next.raised = raises || reached != leaving;
            queue.push({int(reached), hops + 1, link.to, int(row)});
        }
    }

    std::vector<Exposure> result(nodes.size());
    for (quint32 i = 0; i < nodes.size(); ++i) {
        Exposure &exposure = result[i];
        exposure.actor = states[i].actor;
        exposure.arriving = states[i].arriving;
        std::vector<bool> raised;
        for (int at = int(i); states[size_t(at)].by >= 0; at = states[size_t(at)].before) {
            exposure.route.insert(exposure.route.begin(), quint32(states[size_t(at)].by));
            raised.insert(raised.begin(), states[size_t(at)].raised);
        }
        for (size_t k = 0; k < exposure.route.size(); ++k) {
            exposure.certainty = std::max(exposure.certainty, links[exposure.route[k]].certainty);
            if (raised[k])
                exposure.raisedBy = int(k);
        }
    }
    return result;
}

ActorClass passedOn(const ReachGraph &graph, const std::vector<Exposure> &exposures, quint32 node, const ExposureOptions &options)
{
    return leavingAs(graph, node, exposures[node].actor, options);
}

} // namespace drawbridge
