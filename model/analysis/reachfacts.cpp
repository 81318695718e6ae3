// SPDX-License-Identifier: Apache-2.0
// Facts from the reach graph: exposure of elements and operations, neighbours, dominators, guards.
#include "analysis/facts.h"

#include "reach/dominators.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

bool contains(const SymbolSet &set, int symbol) { return symbol >= 0 && std::binary_search(set.begin(), set.end(), symbol); }

} // namespace

void Facts::spreadExposure()
{
    const int registers = m_symbols.intern(QStringLiteral("register"));
    const int required = m_symbols.intern(QStringLiteral("required"));
    bool anywhere = false;
    for (const FactRef ref : project.operations) {
        const OperationFacts &op = operations[ref.index];
        if (contains(op.roles, registers) && op.auth != required)
            anywhere = true;
    }
    // An account of one service of the system usually opens its neighbours.
    for (ElementFacts &element : elements)
        element.selfRegistration = anywhere;

    // Rows of elements are nodes of the graph: both are the elements without parts in the order of their ids.
    const auto hasControl = [this](quint32 row, const char *kind) {
        const Control *stated = statedControl({FactKind::Element, 1, row}, m_symbols.intern(QString::fromLatin1(kind)));
        return stated && stated->state == ControlState::Present;
    };
    ReachGraph::Options graphOptions;
    graphOptions.isolated = [&](const Element &element) { return hasControl(quint32(rowOf(element.id)), "network_policy"); };
    m_reach = std::make_unique<ReachGraph>(m_model, graphOptions);
    ExposureOptions options;
    options.selfRegistration = anywhere;
    options.authenticates = [&](quint32 row) { return hasControl(row, "authn_user") || hasControl(row, "mtls"); };
    m_exposures = drawbridge::exposures(*m_reach, options);
    m_passedOn.reserve(m_exposures.size());
    for (quint32 i = 0; i < m_exposures.size(); ++i)
        m_passedOn.push_back(passedOn(*m_reach, m_exposures, i, options));
    for (quint32 i = 0; i < elements.size(); ++i)
        elements[i].reach = m_exposures[i].actor;
}

void Facts::exposeOperation(OperationFacts &op)
{
    if (op.service < 0)
        return;
    const ElementFacts &service = elements[size_t(op.service)];
    const Exposure &around = m_exposures[size_t(op.service)];
    ActorClass reach = ActorClass::NotAnActor, raised = ActorClass::NotAnActor; // before and after the last hop asks who calls
    // Flows that name this operation say more than flows to the service.
    for (const FlowId &id : m_index.flowsOf(op.row->id)) {
        for (const quint32 row : m_reach->linksTo(quint32(op.service))) {
            const ReachLink &link = m_reach->links()[row];
            if (link.flow != id || !moreAvailable(m_passedOn[link.from], reach))
                continue;
            reach = raised = m_passedOn[link.from];
            op.route = m_exposures[link.from].route;
            op.route.push_back(row);
        }
    }
    if (reach == ActorClass::NotAnActor) {
        reach = around.arriving;
        raised = around.actor;
        op.route = around.route;
    }
    if (reach == ActorClass::NotAnActor) {
        // A contract with an address, but nobody drawn who calls: assume what its address invites.
        const bool offered = op.document >= 0;
        op.exposed = offered ? Truth::Unknown : Truth::No;
        op.exposureClass = offered ? ActorClass::Anonymous : ActorClass::NotAnActor;
        op.exposure = exposureValue(op.exposureClass);
        return;
    }
    const int required = m_symbols.find(QStringLiteral("required"));
    const int none = m_symbols.find(QStringLiteral("none"));
    const int optional = m_symbols.find(QStringLiteral("optional"));
    const ActorClass starting = op.route.empty() ? reach : m_reach->nodes()[m_reach->links()[op.route.front()].from].actor;
    if (op.auth == required) {
        if (!moreAvailable(ActorClass::Customer, reach)) // anybody, or accounts of some kind
            reach = service.selfRegistration ? ActorClass::SelfRegistered : reach == ActorClass::SelfRegistered ? reach : ActorClass::Customer;
    } else if (op.auth == none || op.auth == optional) {
        // The flow is drawn for people with accounts, but neither a proxy on the way nor this operation asks for one.
        if (reach == starting && (reach == ActorClass::SelfRegistered || reach == ActorClass::Customer))
            reach = ActorClass::Anonymous;
    } else {
        reach = raised;
    }
    op.exposureClass = reach;
    op.exposure = exposureValue(reach);
    // ENGINE section 2 of the catalogue: an actor in a zone of trust ≤ 1 can send it a request.
    op.exposed = moreAvailable(ActorClass::Partner, reach) ? Truth::No : Truth::Yes;
}

const Coverage &Facts::coverage(int control, std::optional<ControlState> assumed)
{
    const auto key = std::make_pair(control, assumed ? int(*assumed) : -1);
    auto it = m_coverages.find(key);
    if (it == m_coverages.end()) {
        it = m_coverages
                 .emplace(key, std::make_unique<Coverage>(*m_reach,
                                                          [&](quint32 row) {
                                                              const ControlState known = this->control({FactKind::Element, 1, row}, control).state;
                                                              if (assumed && (*assumed == ControlState::Present || known == ControlState::Unknown))
                                                                  return *assumed;
                                                              return known;
                                                          }))
                 .first;
    }
    return *it->second;
}

const FactList &Facts::neighbours(quint32 element)
{
    if (m_neighbours.empty())
        m_neighbours.resize(elements.size());
    std::optional<FactList> &list = m_neighbours[element];
    if (!list) {
        list.emplace();
        for (const quint32 row : m_reach->neighboursOf(element, Certainty::Likely))
            list->push_back({FactKind::Element, 1, row});
    }
    return *list;
}

const FactList &Facts::reachable(quint32 element)
{
    if (m_reachable.empty())
        m_reachable.resize(elements.size());
    if (!m_reachable[element]) {
        std::vector<bool> seen(elements.size());
        std::vector<quint32> queue = {element};
        seen[element] = true;
        for (size_t at = 0; at < queue.size(); ++at) {
            const quint32 from = queue[at];
            if (from != element && elements[from].row->kind != ElementKind::Process)
                continue; // strangers and stores do not go on
            for (const FactRef next : neighbours(from)) {
                if (!seen[next.index]) {
                    seen[next.index] = true;
                    queue.push_back(next.index);
                }
            }
        }
        FactList list;
        for (quint32 row = 0; row < seen.size(); ++row) {
            if (seen[row] && row != element)
                list.push_back({FactKind::Element, 1, row});
        }
        m_reachable[element] = std::move(list);
    }
    return *m_reachable[element];
}

const FactList &Facts::dominators(quint32 element)
{
    if (m_dominators.empty()) {
        m_dominators.resize(elements.size());
        // One root before all actors; strangers are entered by nobody.
        const auto &nodes = m_reach->nodes();
        const quint32 root = quint32(nodes.size());
        std::vector<std::vector<quint32>> successors(nodes.size() + 1);
        for (quint32 i = 0; i < nodes.size(); ++i) {
            if (nodes[i].actor != ActorClass::NotAnActor)
                successors[root].push_back(i);
            for (const quint32 row : m_reach->linksFrom(i)) {
                const ReachLink &link = m_reach->links()[row];
                if (link.certainty != Certainty::Possible && !nodes[link.to].external)
                    successors[i].push_back(link.to);
            }
        }
        const std::vector<int> immediate = immediateDominators(successors, root);
        for (quint32 i = 0; i < elements.size(); ++i) {
            for (int at = immediate[i]; at >= 0 && at != int(root); at = immediate[size_t(at)]) {
                if (quint32(at) < elements.size() && !nodes[size_t(at)].external)
                    m_dominators[i].push_back({FactKind::Element, 1, quint32(at)});
            }
            std::sort(m_dominators[i].begin(), m_dominators[i].end());
        }
    }
    return m_dominators[element];
}

const FactList &Facts::callers(quint32 element)
{
    if (m_callers.empty()) {
        m_callers.resize(elements.size());
        for (quint32 from = 0; from < elements.size(); ++from) {
            for (const FactRef to : neighbours(from))
                m_callers[to.index].push_back({FactKind::Element, 1, from});
        }
    }
    return m_callers[element];
}

const FactList &Facts::bypassed(quint32 element)
{
    if (m_bypassed.empty()) {
        m_bypassed.resize(elements.size());
        for (quint32 proxy = 0; proxy < elements.size(); ++proxy) {
            if (!m_reach->nodes()[proxy].passes)
                continue;
            const Coverage through(*m_reach, [&](quint32 row) { return row == proxy ? ControlState::Present : ControlState::Absent; });
            for (quint32 i = 0; i < elements.size(); ++i) {
                // Only what outsiders reach either way: workloads behind the gateway are no doors.
                const bool outside = elements[i].reach != ActorClass::NotAnActor && !moreAvailable(ActorClass::Partner, elements[i].reach);
                if (i != proxy && outside && elements[i].row->kind == ElementKind::Process && !m_reach->nodes()[i].passes && through.bypassable(i))
                    m_bypassed[i].push_back({FactKind::Element, 1, proxy});
            }
        }
    }
    return m_bypassed[element];
}

const QString &Facts::routeText(quint32 element, bool around)
{
    QString &text = m_routeTexts[{element, around}];
    const FactList &proxies = bypassed(element);
    if (proxies.empty() || !text.isEmpty())
        return text;
    const quint32 proxy = proxies.front().index;
    const Coverage through(*m_reach, [&](quint32 row) { return row == proxy ? ControlState::Present : ControlState::Absent; });
    const std::vector<quint32> route = around ? through.openRoute(element) : through.guardedRoute(element);
    QStringList names;
    for (const quint32 row : route) {
        const ReachLink &link = m_reach->links()[row];
        const ReachNode &from = m_reach->nodes()[link.from];
        if (names.isEmpty())
            names << (from.kind == ReachNode::Element ? from.name : link.evidence);
        if (link.to < m_reach->elementCount())
            names << m_reach->nodes()[link.to].name;
    }
    return text = names.join(QStringLiteral(" → "));
}

const FactList &Facts::twins(quint32 operation)
{
    if (m_twins.empty()) {
        m_twins.resize(operations.size());
        QHash<QString, FactList> byPath;
        for (const FactRef ref : project.operations) {
            const OperationFacts &op = operations[ref.index];
            // A path without a name in it, such as /{id}, is no sign of one resource.
            if (op.service >= 0 && op.resource.size() > 2 && !op.row->path.contains(QStringLiteral("health"), Qt::CaseInsensitive))
                byPath[op.row->method.toUpper() + u' ' + op.templated].push_back(ref);
        }
        for (const FactList &same : std::as_const(byPath)) {
            for (const FactRef a : same) {
                for (const FactRef b : same) {
                    if (operations[a.index].service != operations[b.index].service)
                        m_twins[a.index].push_back(b);
                }
            }
        }
        for (FactList &list : m_twins)
            std::sort(list.begin(), list.end());
    }
    return m_twins[operation];
}

namespace {

// vehicle_id, vehicleId and vehicleid are one name; a bare "id" says nothing of what it selects.
QString idName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain.size() > 3 ? plain : QString();
}

} // namespace

const FactList &Facts::idSources(quint32 row)
{
    if (!m_idListsReady) {
        m_idListsReady = true;
        static const QStringList people = {QStringLiteral("author"),   QStringLiteral("user"),     QStringLiteral("owner"),  QStringLiteral("customer"),
                                           QStringLiteral("creator"),  QStringLiteral("sender"),   QStringLiteral("member"), QStringLiteral("seller"),
                                           QStringLiteral("reviewer"), QStringLiteral("receiver"), QStringLiteral("buyer"),  QStringLiteral("driver")};
        for (const FactRef ref : project.operations) {
            OperationFacts &op = operations[ref.index];
            if (op.ownAccount || !op.objectRefs.empty() || op.row->method.toUpper() != u"GET")
                continue;
            needFields(op);
            QSet<QString> seen;
            for (const FactRef field : op.responseFields) {
                if (field.depth < 2)
                    continue;
                const Field &f = *fields[field.index].row;
                const QString name = idName(f.name);
                if (!name.endsWith(u"id") || seen.contains(name))
                    continue;
                // What the answer says of other people: author.vehicleid, or vehicleId in a schema named after a person.
                QStringList holders = nameTokens(f.path.section(u'.', -2, -2));
                if (!f.path.contains(u'.') && fields[field.index].schema >= 0)
                    holders = nameTokens(schemas[size_t(fields[field.index].schema)].row->name);
                if (std::none_of(holders.begin(), holders.end(), [&](const QString &token) { return people.contains(token); }))
                    continue;
                seen.insert(name);
                m_idLists[name].push_back(ref);
            }
        }
    }
    OperationFacts &op = operations[row];
    if (!op.sourcesReady) {
        op.sourcesReady = true;
        for (const FactRef ref : op.objectRefs) {
            for (const FactRef source : m_idLists.value(idName(fields[objectRefs[ref.index].field].row->name))) {
                if (source.index != row && operations[source.index].resource != op.resource)
                    op.idSources.push_back(source);
            }
        }
        std::sort(op.idSources.begin(), op.idSources.end());
        op.idSources.erase(std::unique(op.idSources.begin(), op.idSources.end()), op.idSources.end());
    }
    return op.idSources;
}

QList<QUuid> Facts::routeOf(FactRef of) const
{
    if (of.kind == FactKind::Drift)
        return routeOf(drifts[of.index].thing);
    if (of.kind == FactKind::DataHop) {
        // From where the data starts, hop by hop.
        QList<QUuid> way;
        for (const FactRef step : dataHops[of.index].way) {
            const DataHopFacts &hop = dataHops[step.index];
            if (way.isEmpty())
                way.append(elements[hop.from].row->id.uuid());
            way << flows[hop.flow].row->id.uuid() << elements[hop.to].row->id.uuid();
        }
        return way;
    }
    if (of.kind == FactKind::Flow) {
        const FlowFacts &flow = flows[of.index];
        return {elements[flow.source].row->id.uuid(), flow.row->id.uuid(), elements[flow.target].row->id.uuid()};
    }
    if (of.kind == FactKind::Operation)
        return m_reach->drawn(operations[of.index].route);
    if (of.kind != FactKind::Element)
        return {};
    const QList<QUuid> route = m_reach->drawn(m_exposures[of.index].route);
    const bool actor = m_reach->nodes()[of.index].external;
    return route.isEmpty() && actor ? QList<QUuid>{elements[of.index].row->id.uuid()} : route;
}

} // namespace drawbridge
