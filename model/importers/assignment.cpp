// SPDX-License-Identifier: Apache-2.0
#include "importers/assignment.h"

#include "importers/compose/products.h"
#include "importers/joining.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

bool isGeneric(const QString &word)
{
    static const QSet<QString> generic{u"service"_s, u"services"_s, u"svc"_s, u"api"_s, u"apis"_s, u"rest"_s, u"server"_s, u"backend"_s, u"app"_s, u"application"_s, u"ms"_s, u"microservice"_s, u"host"_s,
                                       u"url"_s, u"uri"_s, u"base"_s, u"upstream"_s, u"addr"_s, u"address"_s, u"endpoint"_s, u"port"_s, u"http"_s, u"https"_s, u"internal"_s, u"public"_s, u"web"_s,
                                       u"the"_s, u"latest"_s, u"openapi"_s, u"swagger"_s, u"spec"_s, u"specification"_s, u"postman"_s, u"collection"_s, u"json"_s, u"yaml"_s, u"yml"_s, u"and"_s, u"of"_s, u"for"_s};
    if (generic.contains(word))
        return true;
    // v1, v2beta, 1, 2
    return word[0].isDigit() || (word[0] == u'v' && word.size() > 1 && word[1].isDigit());
}

// One form for "orders" and "order", "categories" and "category".
QString singular(const QString &word)
{
    if (word.size() > 4 && word.endsWith("ies"_L1))
        return word.chopped(3) + u'y';
    if (word.size() > 3 && word.endsWith(u's') && !word.endsWith("ss"_L1))
        return word.chopped(1);
    return word;
}

QStringList meaningful(const QStringList &words, const QSet<QString> &common)
{
    QStringList result;
    for (const QString &word : words) {
        if (!isGeneric(word) && !common.contains(word))
            result.append(singular(word));
    }
    return result;
}

// A deployed process that is nobody's product, or a gateway.
struct Deployed
{
    Element element;
    bool own = false;
    bool gateway = false;
    QStringList names; // under which others reach it
    QSet<int> ports; // that the host offers
};

// What leads a path to a target.
struct Route
{
    ElementId target;
    QStringList prefixes; // of the path
    QList<QStringList> words; // of its first parts
};

class Assigner
{
public:
    Assigner(const ThreatModel &model, const Source &source, qsizetype specifications) : m_model(model), m_source(source), m_specifications(specifications)
    {
        for (const ElementId &id : model.elements.sortedIds()) {
            const Element element = model.elements.value(id);
            if (element.kind != ElementKind::Process || !isDeployment(model.sources.value(element.provenance.source)))
                continue;
            Deployed deployed;
            deployed.element = element;
            deployed.own = true;
            deployed.gateway = element.subkind == u"gateway" || element.subkind == u"load_balancer";
            deployed.names.append(element.name.toLower());
            for (const StatedFact &fact : element.facts) {
                if (fact.name == u"product")
                    deployed.own = false;
                else if (fact.name == u"host_name")
                    deployed.names.append(fact.value.toLower());
                else if (fact.name == u"published_port")
                    addPorts(deployed.ports, fact.value.section(u':', -2, -2));
            }
            if (deployed.own || deployed.gateway)
                m_deployed.append(deployed);
        }
        commonWords();
    }

    Assignment run()
    {
        Assignment assignment;
        QList<Operation> operations;
        for (const OperationId &id : m_model.operations.sortedIds()) {
            const Operation operation = m_model.operations.value(id);
            if (operation.service == m_source.service)
                operations.append(operation);
        }
        if (operations.isEmpty() || describesOthers())
            return assignment;
        const Deployed *entry = entryOf();
        if (entry && !passesOn(*entry)) {
            for (const Operation &operation : std::as_const(operations))
                assignment.service.insert(operation.id, entry->element.id);
            // A web server in front of the one service that it talks to.
            assignment.entry = gatewayBefore(entry->element.id);
            return assignment;
        }
        const QList<Route> routes = entry ? routesFrom(entry->element.id) : routesToAll();
        for (const Operation &operation : std::as_const(operations)) {
            if (const ElementId target = targetOf(operation, routes))
                assignment.service.insert(operation.id, target);
        }
        if (entry && !assignment.service.isEmpty())
            assignment.entry = entry->element.id;
        return assignment;
    }

private:
    static void addPorts(QSet<int> &ports, const QString &range)
    {
        const int first = range.section(u'-', 0, 0).toInt(), last = range.section(u'-', -1).toInt();
        for (int port = first; port > 0 && port <= std::min(last, first + 100); ++port)
            ports.insert(port);
    }

    // Words that all services share ("crapi-web", "crapi-identity") tell none of them apart.
    void commonWords()
    {
        QHash<QString, int> counts;
        int services = 0;
        for (const Deployed &deployed : std::as_const(m_deployed)) {
            if (!deployed.own)
                continue;
            ++services;
            const QStringList words = wordsOf(deployed.element.name);
            for (const QString &word : QSet<QString>(words.begin(), words.end()))
                ++counts[word];
        }
        for (auto it = counts.constBegin(); it != counts.constEnd(); ++it) {
            if (services > 1 && *it == services)
                m_common.insert(it.key());
        }
    }

    // Its servers are a host that the deployment calls outside.
    bool describesOthers() const
    {
        for (const QString &server : m_source.servers) {
            if (m_model.elements.contains(ElementId::named(QString(), u"third-party:"_s + QUrl(server).host().toLower())))
                return true;
        }
        return false;
    }

    bool passesOn(const Deployed &deployed) const
    {
        return (deployed.gateway || deployed.element.subkind == u"web") && !routesFrom(deployed.element.id).isEmpty();
    }

    const Deployed *only(const std::function<bool(const Deployed &)> &condition) const
    {
        const Deployed *found = nullptr;
        for (const Deployed &deployed : m_deployed) {
            if (!condition(deployed))
                continue;
            if (found)
                return nullptr;
            found = &deployed;
        }
        return found;
    }

    static bool offersAnApi(const Deployed &deployed)
    {
        return deployed.own && !deployed.gateway && deployed.element.subkind != u"web" && deployed.element.subkind != u"worker" && deployed.element.subkind != u"admin_ui";
    }

    // Where callers of the specification come in: by address, by name, as the only gateway or service there is.
    const Deployed *entryOf() const
    {
        for (const QString &server : m_source.servers) {
            const QUrl url(server);
            const QString host = url.host().toLower();
            const int port = url.port(url.scheme() == u"https" ? 443 : 80);
            for (const Deployed &deployed : m_deployed) {
                if (deployed.names.contains(host))
                    return &deployed;
            }
            const bool local = host == u"localhost" || host.startsWith("127."_L1) || host == u"0.0.0.0" || host.startsWith("192.168."_L1) || host.startsWith("10."_L1);
            if (local && !host.isEmpty()) {
                if (const Deployed *offering = only([&](const Deployed &d) { return d.ports.contains(port); }))
                    return offering;
            }
        }
        if (const Deployed *named = byName())
            return named;
        if (m_specifications > 1 && only(offersAnApi) == nullptr) {
            // Several services and several specifications: paths may still tell.
            return only([](const Deployed &d) { return d.gateway; });
        }
        if (const Deployed *gateway = only([](const Deployed &d) { return d.gateway; }); gateway && passesOn(*gateway))
            return gateway;
        return only(offersAnApi);
    }

    // "orders.yaml", titled "Orders API": the service orders.
    const Deployed *byName() const
    {
        const QStringList title = meaningful(wordsOf(m_source.title), m_common);
        const QStringList stem = meaningful(wordsOf(QFileInfo(m_source.path).completeBaseName()), m_common);
        const Deployed *found = nullptr;
        for (const Deployed &deployed : m_deployed) {
            if (!offersAnApi(deployed))
                continue;
            const QStringList name = meaningful(wordsOf(deployed.element.name), m_common);
            if (name.isEmpty() || (name != title && name != stem))
                continue;
            if (found)
                return nullptr;
            found = &deployed;
        }
        return found;
    }

    ElementId gatewayBefore(const ElementId &service) const
    {
        const Deployed *found = only([&](const Deployed &d) {
            return d.gateway && d.element.id != service && std::any_of(m_model.flows.begin(), m_model.flows.end(), [&](const DataFlow &flow) {
                return flow.source == d.element.id && flow.target == service;
            });
        });
        return found ? found->element.id : ElementId();
    }

    QList<Route> routesFrom(const ElementId &gateway) const
    {
        QMap<ElementId, Route> routes;
        for (const FlowId &id : m_model.flows.sortedIds()) {
            const DataFlow flow = m_model.flows.value(id);
            if (flow.source != gateway)
                continue;
            const auto target = std::find_if(m_deployed.begin(), m_deployed.end(), [&](const Deployed &d) { return d.own && d.element.id == flow.target; });
            if (target == m_deployed.end() || target->element.subkind == u"web" || target->element.subkind == u"worker")
                continue;
            Route &route = routes[flow.target];
            if (!route.target)
                route = routeTo(*target);
            for (const StatedFact &fact : flow.facts) {
                if (fact.name == u"path_prefix")
                    route.prefixes.append(fact.value);
                const QStringList words = fact.name == u"stated_by" ? meaningful(wordsOf(fact.value), m_common) : QStringList();
                if (!words.isEmpty() && !route.words.contains(words))
                    route.words.append(words);
            }
        }
        return routes.values();
    }

    QList<Route> routesToAll() const
    {
        QList<Route> routes;
        for (const Deployed &deployed : m_deployed) {
            if (offersAnApi(deployed))
                routes.append(routeTo(deployed));
        }
        // By name alone one service is not enough to tell that paths name services.
        return routes.size() > 1 ? routes : QList<Route>();
    }

    Route routeTo(const Deployed &deployed) const
    {
        Route route;
        route.target = deployed.element.id;
        const QStringList words = meaningful(wordsOf(deployed.element.name), m_common);
        if (!words.isEmpty())
            route.words.append(words);
        return route;
    }

    ElementId targetOf(const Operation &operation, const QList<Route> &routes) const
    {
        QStringList paths{operation.path};
        for (const QString &server : operation.servers.isEmpty() ? m_source.servers : operation.servers) {
            const QString base = QUrl(server).path();
            if (base.size() > 1)
                paths.append((base.endsWith(u'/') ? base.chopped(1) : base) + operation.path);
        }
        // The longest route that a gateway states.
        const Route *best = nullptr;
        qsizetype length = -1;
        for (const Route &route : routes) {
            for (const QString &prefix : route.prefixes) {
                const bool fits = std::any_of(paths.begin(), paths.end(), [&](const QString &path) {
                    return path.startsWith(prefix) && (prefix.endsWith(u'/') || path.size() == prefix.size() || path[prefix.size()] == u'/');
                });
                if (fits && prefix.size() > length) {
                    best = &route;
                    length = prefix.size();
                }
            }
        }
        if (best)
            return best->target;
        if (routes.size() == 1)
            return routes.first().target;
        for (auto path = paths.crbegin(); path != paths.crend(); ++path) {
            int looked = 0;
            for (const QString &segment : path->split(u'/', Qt::SkipEmptyParts)) {
                const QStringList words = meaningful(wordsOf(segment), {});
                if (segment.startsWith(u'{') || segment.startsWith(u':') || looked >= 2)
                    break;
                if (words.isEmpty())
                    continue; // api, v2
                ++looked;
                QSet<ElementId> fitting;
                for (const Route &route : routes) {
                    if (route.words.contains(words))
                        fitting.insert(route.target);
                }
                if (fitting.size() == 1)
                    return *fitting.begin();
            }
        }
        return {};
    }

    const ThreatModel &m_model;
    const Source &m_source;
    const qsizetype m_specifications;
    QList<Deployed> m_deployed; // by id
    QSet<QString> m_common;
};

} // namespace

Assignment assignOperations(const ThreatModel &model, const Source &source, qsizetype specifications)
{
    return Assigner(model, source, specifications).run();
}

} // namespace drawbridge
