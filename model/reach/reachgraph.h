// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <functional>
#include <vector>

namespace drawbridge {

enum class LinkKind { Flow, PublishedPort, Network, Zone };
DRAWBRIDGE_NAMES(LinkKind, "flow", "published-port", "network", "zone");

// A possible connection, from the one who opens it to the one who accepts it.
struct ReachLink
{
    quint32 from = 0, to = 0; // nodes
    LinkKind kind = LinkKind::Flow;
    Certainty certainty = Certainty::Certain; // a flow somebody drew; likely: deployed so; possible: nothing forbids it
    FlowId flow;              // of a flow
    QString evidence;         // of others: the network, the published port or the zone by name
    SourceRef at;             // the place that states it
    bool authenticated = false; // a flow on which the caller proves who it is

    bool operator==(const ReachLink &) const = default;
};

// An element, or a place in which all members can connect to one another, or the world outside.
struct ReachNode
{
    enum Kind { Element, Network, Zone, Outside, Host } kind = Element;
    ElementId element; // of an element
    QString name;
    bool external = false; // an external entity: requests begin here
    bool passes = false;   // hands a caller's request on: gateway, load balancer, reverse proxy, or a place
    bool initiates = true; // false for a data store: it answers, it does not connect to neighbours
    ActorClass actor = ActorClass::NotAnActor; // of external entities, of the outside and of the host
};

// The graph of possible connections of one model. Nodes 0 … elementCount()-1 are the elements without parts, in the order
// of their ids; networks, zones and the two ends of published ports follow. Links are sorted by (from, to, kind, flow).
class ReachGraph
{
public:
    struct Options
    {
        // Whether the network lets nothing but drawn flows and published ports into the element.
        std::function<bool(const drawbridge::Element &)> isolated;
    };
    explicit ReachGraph(const ThreatModel &model, const Options &options = {});

    const std::vector<ReachNode> &nodes() const { return m_nodes; }
    const std::vector<ReachLink> &links() const { return m_links; }
    quint32 elementCount() const { return m_elementCount; }
    // -1: not an element of the graph.
    int nodeOf(ElementId element) const { return m_rows.value(element, -1); }

    // Rows of links that begin or end at a node, sorted.
    const std::vector<quint32> &linksFrom(quint32 node) const { return m_from[node]; }
    const std::vector<quint32> &linksTo(quint32 node) const { return m_to[node]; }

    // Elements to which the element can open a connection (through networks and zones too), at the given certainty or
    // above, sorted; never itself.
    std::vector<quint32> neighboursOf(quint32 element, Certainty atLeast) const;
    // The links from one element to another with at most one place between: the shortest and most certain. Empty: none.
    std::vector<quint32> connection(quint32 from, quint32 to, Certainty atLeast) const;

    // Elements and flows along links, in order, without places: what is drawn of a route.
    QList<QUuid> drawn(const std::vector<quint32> &links) const;

private:
    quint32 placeNode(ReachNode::Kind kind, const QString &name);
    void link(ReachLink link);
    void addFlows(const ThreatModel &model);
    void addNetworks(const ThreatModel &model, const Options &options);
    void addPorts(const ThreatModel &model);
    void addZones(const ThreatModel &model, const Options &options);
    void index();

    std::vector<ReachNode> m_nodes;
    std::vector<ReachLink> m_links;
    std::vector<std::vector<quint32>> m_from, m_to;
    QHash<ElementId, int> m_rows;
    quint32 m_elementCount = 0;
};

// Who stands behind an external entity: as stated, else as its zone tells.
ActorClass actorClassOf(const ThreatModel &model, const Element &element);

// True when `a` is open to more people than `b`; NotAnActor is open to nobody.
bool moreAvailable(ActorClass a, ActorClass b);

// A published port as stated by the fact `published_port`: "8080:80", "127.0.0.1:8080:80/tcp", "[::1]:80:80".
struct PublishedPort
{
    QString address;       // empty: every address of the host
    bool loopback = false; // only programs on the host itself
};
PublishedPort publishedPort(const QString &value);

} // namespace drawbridge
