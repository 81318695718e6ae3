// SPDX-License-Identifier: Apache-2.0
// Who can reach a thing of any kind.
#include "analysis/facts.h"

#include <algorithm>

namespace drawbridge {

ActorClass Facts::actorOf(FactRef of) const
{
    switch (of.kind) {
    case FactKind::Operation: return operations[of.index].exposureClass;
    case FactKind::Element:
        if (elements[of.index].reach != ActorClass::NotAnActor || elements[of.index].operations.empty())
            return elements[of.index].reach;
        break; // nobody is drawn who calls it: what its contract invites
    case FactKind::Flow: {
        const FlowFacts &flow = flows[of.index];
        const ActorClass a = elements[flow.source].reach, b = elements[flow.target].reach;
        return moreAvailable(b, a) ? b : a;
    }
    case FactKind::ObjectRef: return operations[objectRefs[of.index].operation].exposureClass;
    case FactKind::Drift: return actorOf(drifts[of.index].thing);
    case FactKind::DataHop: return actorOf({FactKind::Flow, 1, dataHops[of.index].flow});
    default: break;
    }
    // The most available way to any operation that it concerns.
    const FactList *list = nullptr;
    if (of.kind == FactKind::Scheme)
        list = &schemes[of.index].operations;
    else if (of.kind == FactKind::Document)
        list = &documents[of.index].operations;
    else if (of.kind == FactKind::Collection)
        list = &collections[of.index].operations;
    else if (of.kind == FactKind::Element)
        list = &elements[of.index].operations;
    else if (of.kind == FactKind::Project)
        list = &project.operations;
    ActorClass best = ActorClass::NotAnActor;
    if (list) {
        for (const FactRef ref : *list) {
            if (moreAvailable(operations[ref.index].exposureClass, best))
                best = operations[ref.index].exposureClass;
        }
        return best;
    }
    const int row = rowOf(serviceOf(of));
    return row < 0 ? ActorClass::Anonymous : elements[size_t(row)].reach;
}

double Facts::exposureOf(FactRef of) const { return exposureValue(actorOf(of)); }

} // namespace drawbridge
