// SPDX-License-Identifier: Apache-2.0
#include "reach/reachgraph.h"

#include "threatmodel/modelindex.h"

#include <QMap>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace drawbridge {

namespace {

// Finer kinds of processes that hand on what callers send, as importers and people write them.
bool passesRequestsOn(const Element &element)
{
    static const QSet<QString> kinds = {QStringLiteral("gateway"), QStringLiteral("api_gateway"),   QStringLiteral("load_balancer"),
                                        QStringLiteral("web"),     QStringLiteral("reverse_proxy"), QStringLiteral("proxy"),
                                        QStringLiteral("ingress"), QStringLiteral("cdn"),           QStringLiteral("waf")};
    return element.kind == ElementKind::Process && kinds.contains(element.subkind);
}

// Zones whose members usually see one another; outside them strangers merely stand side by side.
bool connectsMembers(const TrustBoundary &zone)
{
    switch (zone.kind) {
    case ZoneKind::Edge:
    case ZoneKind::Application:
    case ZoneKind::Data:
    case ZoneKind::Management:
    case ZoneKind::CardholderData:
    case ZoneKind::NonProduction: return true;
    case ZoneKind::Custom: return zone.trust >= 2;
    default: return false;
    }
}

auto orderOf(const ReachLink &link) { return std::make_tuple(link.from, link.to, int(link.kind), link.flow.uuid(), link.evidence); }

} // namespace

bool moreAvailable(ActorClass a, ActorClass b)
{
    if (a == ActorClass::NotAnActor || b == ActorClass::NotAnActor)
        return a != ActorClass::NotAnActor && b == ActorClass::NotAnActor;
    return int(a) < int(b);
}

ActorClass actorClassOf(const ThreatModel &model, const Element &element)
{
    if (element.actorClass != ActorClass::NotAnActor)
        return element.actorClass;
    if (const TrustBoundary *zone = model.boundaries.find(element.boundary)) {
        switch (zone->kind) {
        case ZoneKind::Internet:
        case ZoneKind::ClientDevice: return ActorClass::Anonymous;
        case ZoneKind::Partner:
        case ZoneKind::ThirdParty: return ActorClass::Partner;
        case ZoneKind::Management: return ActorClass::Privileged;
        default: break;
        }
    }
    for (const BoundaryId &zone : boundaryChain(model, element.boundary)) {
        const int trust = model.boundaries.find(zone)->trust;
        if (trust != TrustBoundary::unknownTrust)
            return trust >= 2 ? ActorClass::Internal : ActorClass::Anonymous;
    }
    return ActorClass::Anonymous;
}

PublishedPort publishedPort(const QString &value)
{
    PublishedPort port;
    const QString text = value.trimmed();
    if (text.startsWith(u'[')) {
        port.address = text.mid(1, text.indexOf(u']') - 1);
    } else if (const QStringList parts = text.split(u':'); parts.size() > 2) {
        port.address = parts.first();
    } else if (parts.size() == 2 && (parts.first().contains(u'.') || parts.first() == u"localhost")) {
        port.address = parts.first(); // "127.0.0.1:80"
    }
    port.loopback = port.address.startsWith(QStringLiteral("127.")) || port.address == u"::1" || port.address == u"localhost";
    return port;
}

ReachGraph::ReachGraph(const ThreatModel &model, const Options &options)
{
    for (const ElementId &id : model.elements.sortedIds()) {
        const auto *row = model.elements.find(id);
        if (row->parent)
            continue; // parts of a service carry no meaning of their own
        ReachNode node;
        node.element = id;
        node.name = row->name;
        node.external = row->kind == ElementKind::ExternalEntity;
        node.passes = passesRequestsOn(*row);
        node.initiates = row->kind != ElementKind::DataStore;
        if (node.external)
            node.actor = actorClassOf(model, *row);
        m_rows.insert(id, int(m_nodes.size()));
        m_nodes.push_back(std::move(node));
    }
    m_elementCount = quint32(m_nodes.size());
    addFlows(model);
    addNetworks(model, options);
    addPorts(model);
    addZones(model, options);
    index();
}

quint32 ReachGraph::placeNode(ReachNode::Kind kind, const QString &name)
{
    if (kind == ReachNode::Outside || kind == ReachNode::Host) { // there is one of each; places differ even where names do not
        for (quint32 i = m_elementCount; i < m_nodes.size(); ++i) {
            if (m_nodes[i].kind == kind)
                return i;
        }
    }
    ReachNode node;
    node.kind = kind;
    node.name = name;
    node.passes = kind == ReachNode::Network || kind == ReachNode::Zone;
    if (kind == ReachNode::Outside)
        node.actor = ActorClass::Anonymous;
    else if (kind == ReachNode::Host)
        node.actor = ActorClass::Privileged;
    m_nodes.push_back(node);
    return quint32(m_nodes.size() - 1);
}

void ReachGraph::link(ReachLink link)
{
    if (link.from != link.to)
        m_links.push_back(std::move(link));
}

void ReachGraph::addFlows(const ThreatModel &model)
{
    for (const FlowId &id : model.flows.sortedIds()) {
        const DataFlow *row = model.flows.find(id);
        const int from = nodeOf(row->source), to = nodeOf(row->target);
        if (from < 0 || to < 0)
            continue;
        ReachLink flow;
        flow.from = quint32(from);
        flow.to = quint32(to);
        flow.certainty = row->confirmed ? Certainty::Certain : Certainty::Likely;
        flow.flow = id;
        flow.at = row->provenance.at;
        flow.authenticated = row->authenticated.value == Truth::Yes;
        link(flow);
        if (row->bidirectional) {
            std::swap(flow.from, flow.to);
            link(flow);
        }
    }
}

void ReachGraph::addNetworks(const ThreatModel &model, const Options &options)
{
    QMap<QString, std::vector<quint32>> networks;
    for (quint32 i = 0; i < m_elementCount; ++i) {
        for (const QString &network : model.elements.find(m_nodes[i].element)->networks)
            networks[network].push_back(i);
    }
    for (auto it = networks.begin(); it != networks.end(); ++it) {
        if (it->size() < 2)
            continue;
        const quint32 place = placeNode(ReachNode::Network, it.key());
        for (const quint32 member : *it) {
            const auto *element = model.elements.find(m_nodes[member].element);
            ReachLink attached;
            attached.kind = LinkKind::Network;
            attached.certainty = Certainty::Likely;
            attached.evidence = it.key();
            attached.at = element->provenance.at;
            attached.from = member;
            attached.to = place;
            // Strangers come in over flows; one that is attached here, such as a stand-in for a provider, only answers.
            if (m_nodes[member].initiates && !m_nodes[member].external)
                link(attached);
            std::swap(attached.from, attached.to);
            if (!options.isolated || !options.isolated(*element))
                link(attached);
        }
    }
}

void ReachGraph::addPorts(const ThreatModel &model)
{
    for (quint32 i = 0; i < m_elementCount; ++i) {
        for (const StatedFact &fact : model.elements.find(m_nodes[i].element)->facts) {
            if (fact.name != u"published_port")
                continue;
            ReachLink port;
            port.kind = LinkKind::PublishedPort;
            port.certainty = Certainty::Likely;
            port.from = publishedPort(fact.value).loopback ? placeNode(ReachNode::Host, {}) : placeNode(ReachNode::Outside, {});
            port.to = i;
            port.evidence = fact.value;
            port.at = fact.at;
            link(port);
        }
    }
}

void ReachGraph::addZones(const ThreatModel &model, const Options &options)
{
    QMap<BoundaryId, std::vector<quint32>> zones;
    for (quint32 i = 0; i < m_elementCount; ++i) {
        const auto *element = model.elements.find(m_nodes[i].element);
        // Where a deployment names networks, these say more than the zone.
        if (m_nodes[i].external || !element->networks.isEmpty())
            continue;
        if (const TrustBoundary *zone = model.boundaries.find(element->boundary); zone && connectsMembers(*zone))
            zones[zone->id].push_back(i);
    }
    for (auto it = zones.begin(); it != zones.end(); ++it) {
        if (it->size() < 2)
            continue;
        const TrustBoundary &zone = *model.boundaries.find(it.key());
        const quint32 place = placeNode(ReachNode::Zone, zone.name);
        for (const quint32 member : *it) {
            ReachLink inside;
            inside.kind = LinkKind::Zone;
            inside.certainty = Certainty::Possible;
            inside.evidence = zone.name;
            inside.at = zone.provenance.at;
            inside.from = member;
            inside.to = place;
            if (m_nodes[member].initiates)
                link(inside);
            std::swap(inside.from, inside.to);
            if (!options.isolated || !options.isolated(*model.elements.find(m_nodes[member].element)))
                link(inside);
        }
    }
}

void ReachGraph::index()
{
    std::stable_sort(m_links.begin(), m_links.end(), [](const ReachLink &a, const ReachLink &b) { return orderOf(a) < orderOf(b); });
    m_from.resize(m_nodes.size());
    m_to.resize(m_nodes.size());
    for (quint32 row = 0; row < m_links.size(); ++row) {
        m_from[m_links[row].from].push_back(row);
        m_to[m_links[row].to].push_back(row);
    }
}

std::vector<quint32> ReachGraph::neighboursOf(quint32 element, Certainty atLeast) const
{
    std::vector<quint32> found;
    for (const quint32 row : m_from[element]) {
        if (m_links[row].certainty > atLeast)
            continue;
        const quint32 to = m_links[row].to;
        if (to < m_elementCount) {
            found.push_back(to);
            continue;
        }
        for (const quint32 next : m_from[to]) {
            if (m_links[next].certainty <= atLeast && m_links[next].to != element)
                found.push_back(m_links[next].to);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<quint32> ReachGraph::connection(quint32 from, quint32 to, Certainty atLeast) const
{
    std::vector<quint32> best;
    const auto better = [&](Certainty certainty, size_t length) {
        if (best.empty())
            return true;
        Certainty known = Certainty::Certain;
        for (const quint32 row : best)
            known = std::max(known, m_links[row].certainty);
        return std::make_tuple(int(certainty), length) < std::make_tuple(int(known), best.size());
    };
    for (const quint32 row : m_from[from]) {
        const ReachLink &first = m_links[row];
        if (first.certainty > atLeast)
            continue;
        if (first.to == to && better(first.certainty, 1)) {
            best = {row};
            continue;
        }
        if (first.to < m_elementCount)
            continue;
        for (const quint32 next : m_from[first.to]) {
            const Certainty certainty = std::max(first.certainty, m_links[next].certainty);
            if (m_links[next].to == to && certainty <= atLeast && better(certainty, 2))
                best = {row, next};
        }
    }
    return best;
}

QList<QUuid> ReachGraph::drawn(const std::vector<quint32> &route) const
{
    QList<QUuid> ids;
    const auto add = [&](const QUuid &id) {
        if (!id.isNull() && (ids.isEmpty() || ids.last() != id))
            ids.append(id);
    };
    for (const quint32 row : route) {
        const ReachLink &link = m_links[row];
        add(m_nodes[link.from].element.uuid());
        add(link.flow.uuid());
        add(m_nodes[link.to].element.uuid());
    }
    return ids;
}

} // namespace drawbridge
