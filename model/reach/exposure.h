// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reach/reachgraph.h"

namespace drawbridge {

// Who can deliver a request to a node, and how.
struct Exposure
{
    ActorClass actor = ActorClass::NotAnActor;   // most available class; NotAnActor: no route
    ActorClass arriving = ActorClass::NotAnActor; // the class that arrives, before the last hop asks who calls
    Certainty certainty = Certainty::Certain;    // of the weakest link of the route
    std::vector<quint32> route;                  // links from where the request begins
    int raisedBy = -1; // position in `route` of the link at which the required class rose last; -1: nowhere

    bool operator==(const Exposure &) const = default;
};

struct ExposureOptions
{
    // Whether a node that passes requests on asks callers who they are (rows of elements).
    std::function<bool(quint32)> authenticates;
    bool selfRegistration = false; // anybody may open an account: proof of identity keeps out nobody for long
};

// The exposure of every node, ENGINE section 4: a fixpoint over links (without the merely possible ones) in which an
// authenticated hop raises the required class, and a process that does not pass requests on makes it Internal.
// Shortest routes of the most available class; ties by node and link.
std::vector<Exposure> exposures(const ReachGraph &graph, const ExposureOptions &options = {});

// The class as which requests of a node arrive at the next one, given the exposures.
ActorClass passedOn(const ReachGraph &graph, const std::vector<Exposure> &exposures, quint32 node, const ExposureOptions &options);

} // namespace drawbridge
