// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/addresses.h"
#include "importers/compose/deployment.h"
#include "importers/compose/secrets.h"
#include "importers/importtext.h"
#include "importers/sharedparts.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

bool anyOf(const QStringList &words, std::initializer_list<QLatin1StringView> list)
{
    return std::any_of(list.begin(), list.end(), [&](QLatin1StringView word) { return words.contains(word); });
}

// Variables that hold an address which the service calls.
bool namesAnAddress(const QStringList &words)
{
    return anyOf(words, {"host"_L1, "hosts"_L1, "hostname"_L1, "server"_L1, "servers"_L1, "url"_L1, "urls"_L1, "uri"_L1, "addr"_L1, "address"_L1, "addresses"_L1, "endpoint"_L1, "endpoints"_L1, "service"_L1,
                         "broker"_L1, "brokers"_L1, "dsn"_L1, "upstream"_L1, "upstreams"_L1, "backend"_L1, "nodes"_L1, "node"_L1, "seeds"_L1, "bootstrap"_L1, "connection"_L1, "connect"_L1, "database"_L1, "db"_L1,
                         "redis"_L1, "api"_L1, "gateway"_L1, "proxy"_L1, "target"_L1, "targets"_L1, "location"_L1, "base"_L1, "smtp"_L1, "sql"_L1, "mongo"_L1, "link"_L1, "origin"_L1, "relay"_L1, "webhook"_L1, "svc"_L1});
}

// Variables that hold the service's own address, or those who may call it.
bool namesItself(const QStringList &words)
{
    return anyOf(words, {"domain"_L1, "allowed"_L1, "cors"_L1, "origins"_L1, "redirect"_L1, "callback"_L1, "public"_L1, "external"_L1, "virtual"_L1, "letsencrypt"_L1, "issuer"_L1, "site"_L1, "frontend"_L1, "advertised"_L1,
                         "cookie"_L1, "from"_L1, "email"_L1, "trusted"_L1, "listen"_L1, "bind"_L1, "self"_L1, "www"_L1})
           || words == QStringList{u"app"_s, u"url"_s} || words == QStringList{u"base"_s, u"url"_s} || words == QStringList{u"root"_s, u"url"_s} || words == QStringList{u"host"_s}
           || words == QStringList{u"hostname"_s} || words == QStringList{u"server"_s, u"name"_s} || words == QStringList{u"app"_s, u"host"_s};
}

// "http" where a driver is written into the scheme: "postgresql+asyncpg".
QString plainScheme(const QString &scheme)
{
    QString plain = scheme.section(u'+', 0, 0);
    if (plain == u"postgres")
        plain = u"postgresql"_s;
    if (scheme == u"mongodb+srv")
        return scheme;
    return plain == u"tcp" || plain == u"udp" || plain == u"sb" ? QString() : plain;
}

class Connections
{
public:
    explicit Connections(Deployment &deployment) : m_deployment(deployment) {}

    void run()
    {
        for (const Workload &workload : std::as_const(m_deployment.workloads)) {
            m_workload = &workload;
            m_service = workload.service;
            for (const ComposeVariable &variable : m_service->environment)
                variableOf(variable);
            if (!m_service->command.isEmpty()) {
                for (const Address &address : addressesIn(m_service->command.text))
                    connect(address, u"command"_s, m_service->command.at, false);
                commandSecrets();
            }
            for (const ComposeText &label : m_service->labels)
                routeLabel(label);
            dependencies(m_service->links, true);
            dependencies(m_service->dependsOn, false);
        }
        finish();
    }

private:
    // A flow with what is known about it; several settings may speak of one.
    struct Link
    {
        QString target; // service, or "\n" + host
        QString protocol;
        int port = 0;
        Truth encrypted = Truth::Unknown;
        bool credential = false;
        bool declared = false; // an address says so, not only the order of starting
        QList<StatedFact> facts;
        SourceRef at;
    };

    void variableOf(const ComposeVariable &variable)
    {
        const QString &value = variable.value.text;
        if (const std::optional<JudgedSecret> judged = judgeSecret(variable.name, value, variable.value.open, m_deployment.names + accountNames()))
            addSecret(variable.name, *judged, variable.value.at);
        if (value.isEmpty())
            return;
        if (const ServiceElsewhere *elsewhere = m_deployment.products.ofVariable(variable.name)) {
            link(u'\n' + elsewhere->host, {}, 0, Truth::Unknown, true, variable.name, variable.value.at, true);
            m_elsewhere.insert(elsewhere->host, elsewhere);
        }
        const QStringList words = wordsOf(variable.name);
        for (Address address : addressesIn(value)) {
            const bool known = m_deployment.serviceOfHost.contains(address.host);
            if (known && address.scheme.isEmpty() && address.port == 0 && !namesAnAddress(words))
                continue; // a word that is also a name
            if (address.port == 0)
                address.port = portBeside(variable.name);
            if (!known && (namesItself(words) || (address.scheme.isEmpty() && !namesAnAddress(words))))
                continue;
            connect(address, variable.name, variable.value.at, passwordBeside(variable.name));
        }
    }

    // DB_HOST: DB_PORT.
    int portBeside(const QString &name) const
    {
        const QString stem = name.left(std::max(name.lastIndexOf(u'_'), name.lastIndexOf(u'.')));
        if (stem.isEmpty())
            return 0;
        for (const ComposeVariable &other : m_service->environment) {
            if (other.name.compare(stem + "_PORT"_L1, Qt::CaseInsensitive) == 0 || other.name.compare(stem + ".port"_L1, Qt::CaseInsensitive) == 0)
                return other.value.text.toInt();
        }
        return 0;
    }
    bool passwordBeside(const QString &name) const
    {
        const QString stem = name.left(std::max(name.lastIndexOf(u'_'), name.lastIndexOf(u'.')));
        return !stem.isEmpty() && std::any_of(m_service->environment.begin(), m_service->environment.end(), [&](const ComposeVariable &other) {
            return other.name.startsWith(stem, Qt::CaseInsensitive) && anyOf(wordsOf(other.name), {"password"_L1, "passwd"_L1, "pass"_L1, "pwd"_L1}) && (other.value.open || !other.value.text.isEmpty());
        });
    }
    // Names of accounts and databases: a password that equals one is no secret.
    QStringList accountNames() const
    {
        QStringList names;
        for (const ComposeVariable &variable : m_service->environment) {
            const QString last = wordsOf(variable.name).value(wordsOf(variable.name).size() - 1);
            static const QStringList accounts{u"user"_s, u"username"_s, u"db"_s, u"database"_s, u"login"_s, u"account"_s};
            if (accounts.contains(last) && variable.value.text.size() < 40)
                names.append(variable.value.text);
        }
        return names;
    }

    void connect(const Address &address, const QString &by, const SourceRef &at, bool credential)
    {
        const auto known = m_deployment.serviceOfHost.constFind(address.host);
        QString protocol = plainScheme(address.scheme);
        const Truth encrypted = encryptionOf(protocol);
        if (known != m_deployment.serviceOfHost.constEnd()) {
            if (*known == m_service->name)
                return;
            const Workload &target = m_deployment.workloads[*known];
            if (protocol.isEmpty())
                protocol = protocolOf(target, address.port);
            if (protocol.isEmpty() && target.product && address.port == 0)
                protocol = target.product->protocol;
            // One's own service behind a port of its own: interfaces speak HTTP unless something says otherwise.
            if (protocol.isEmpty() && !target.product && anyOf(wordsOf(by), {"service"_L1, "url"_L1, "uri"_L1, "api"_L1, "upstream"_L1, "backend"_L1, "gateway"_L1, "endpoint"_L1}))
                protocol = u"http"_s;
            const bool plain = address.scheme == u"http" || address.scheme == u"ws";
            return link(*known, protocol, address.port, plain ? Truth::No : encrypted, address.credential || credential, by, at, true);
        }
        if (isLocalAddress(address.host) || !isPublicHost(address.host) || by == u"command")
            return;
        const bool plain = address.scheme == u"http" || address.scheme == u"ws";
        if (protocol.isEmpty() && (address.port == 25 || address.port == 587 || address.port == 465 || wordsOf(by).contains(u"smtp"_s)))
            protocol = u"smtp"_s;
        link(u'\n' + address.host, protocol, address.port, plain ? Truth::No : encrypted, address.credential || credential, by, at, true);
    }

    void link(const QString &target, const QString &protocol, int port, Truth encrypted, bool credential, const QString &by, const SourceRef &at, bool declared)
    {
        QList<Link> &links = m_links[m_service->name];
        auto same = std::find_if(links.begin(), links.end(), [&](const Link &l) { return l.target == target && (l.protocol == protocol || l.protocol.isEmpty() || protocol.isEmpty()); });
        if (same == links.end()) {
            if (links.size() >= 500)
                return;
            links.append({target, protocol, port, encrypted, credential, declared, {}, at});
            same = links.end() - 1;
        }
        if (same->protocol.isEmpty())
            same->protocol = protocol;
        if (same->port == 0)
            same->port = port;
        if (declared && !same->declared) {
            same->declared = true;
            same->at = at;
        }
        // One way without encryption is enough.
        if (encrypted == Truth::No || same->encrypted == Truth::Unknown)
            same->encrypted = encrypted;
        same->credential = same->credential || credential;
        if (!by.isEmpty())
            same->facts.append({u"stated_by"_s, by, Origin::Declared, at});
    }

    // "traefik.http.routers.x.rule=PathPrefix(`/orders`)": the gateway sends such paths here.
    void routeLabel(const ComposeText &label)
    {
        if (!label.text.startsWith("traefik.http.routers."_L1))
            return;
        static const QRegularExpression prefix(u"Path(?:Prefix)?\\(([^)]*)\\)"_s);
        static const QRegularExpression quoted(u"[`'\"](/[^`'\"]*)[`'\"]"_s);
        for (const Workload &gateway : std::as_const(m_deployment.workloads)) {
            if (!gateway.product || gateway.product->name != u"Traefik")
                continue;
            const ComposeService *before = std::exchange(m_service, gateway.service);
            const QString target = m_workload->service->name;
            link(target, u"http"_s, 0, Truth::Unknown, false, u"label"_s, label.at, true);
            const auto rule = prefix.match(label.text);
            auto each = quoted.globalMatch(rule.captured(1));
            while (each.hasNext())
                m_links[m_service->name].last().facts.append({u"path_prefix"_s, shortened(each.next().captured(1), 120), Origin::Declared, label.at});
            m_service = before;
        }
    }

    void dependencies(const QList<ComposeDependency> &list, bool linked)
    {
        for (const ComposeDependency &dependency : list) {
            const auto target = m_deployment.workloads.constFind(dependency.service);
            if (target == m_deployment.workloads.constEnd()) {
                m_deployment.context.diagnostics.warn(ImportText::tr("There is no service “%1” here to depend on; this is left out. Correct its name.").arg(shortened(dependency.service, 80)), dependency.at);
                continue;
            }
            // What has to finish first prepares something; nobody talks to it.
            if (dependency.service == m_service->name || dependency.condition == u"service_completed_successfully")
                continue;
            const QList<Link> &links = m_links[m_service->name];
            const bool known = std::any_of(links.begin(), links.end(), [&](const Link &l) { return l.target == dependency.service; });
            if (!known)
                link(dependency.service, protocolOf(*target, 0), 0, Truth::Unknown, false, linked ? u"links"_s : u"depends_on"_s, dependency.at, linked);
        }
    }

    // Passwords given to a program as options.
    void commandSecrets()
    {
        static const QRegularExpression option(u"--?(requirepass|masterauth|password|pass|token|api-key|secret|master-key|root-password)[= ]+(\\S+)"_s, QRegularExpression::CaseInsensitiveOption);
        auto each = option.globalMatch(m_service->command.text.left(4096));
        for (int i = 0; each.hasNext() && i < 20; ++i) {
            const auto match = each.next();
            if (const std::optional<JudgedSecret> judged = judgeSecret(match.captured(1) == u"requirepass" || match.captured(1) == u"masterauth" ? u"password"_s : match.captured(1), match.captured(2), false, m_deployment.names))
                addSecret(u"--"_s + match.captured(1), *judged, m_service->command.at);
        }
    }

    void addSecret(const QString &name, const JudgedSecret &judged, const SourceRef &at)
    {
        if (m_workload->standsIn)
            return;
        const QString key = u"secret:"_s + m_service->name + u':' + name;
        Secret secret;
        secret.id = SecretId::named(m_deployment.context.file.name, key);
        secret.element = m_workload->element.id;
        secret.name = name;
        secret.kind = judged.kind;
        secret.fingerprint = judged.fingerprint;
        secret.strength = judged.strength;
        secret.placeholder = judged.placeholder;
        secret.provenance = m_deployment.declared(key, at);
        m_deployment.context.model.secrets.insert(secret);
    }

    void finish()
    {
        for (auto it = m_links.constBegin(); it != m_links.constEnd(); ++it) {
            const Workload &from = m_deployment.workloads[it.key()];
            for (const Link &link : it.value())
                flow(from, link, it.value());
        }
    }

    void flow(const Workload &from, const Link &link, const QList<Link> &siblings)
    {
        const bool outside = link.target.startsWith(u'\n');
        const QString to = outside ? link.target.mid(1) : link.target;
        const bool several = std::count_if(siblings.begin(), siblings.end(), [&](const Link &l) { return l.target == link.target; }) > 1;
        const QString key = u"flow:"_s + from.service->name + u"->"_s + to + (several ? u':' + link.protocol : QString());
        DataFlow flow;
        flow.id = FlowId::named(m_deployment.context.file.name, key);
        flow.source = from.element.id;
        flow.protocol = link.protocol;
        flow.provenance = link.declared ? m_deployment.declared(key, link.at) : m_deployment.inferred(key, link.at);
        if (outside) {
            const ServiceElsewhere *known = m_elsewhere.value(to);
            flow.target = thirdParty(m_deployment.context.model, to, known ? known->name : to, known ? known->subkind : wordsOf(to).contains(u"smtp"_s) ? u"mail_service"_s : u"third_party_api"_s, link.at);
            if (isReservedHost(to))
                flow.confirmed = false;
        } else {
            flow.target = m_deployment.workloads[to].element.id;
        }
        const Workload *target = outside ? nullptr : &m_deployment.workloads[to];
        flow.name = nameOf(target, link.protocol);
        flow.encrypted = {link.encrypted, link.encrypted == Truth::Unknown ? Origin::Inferred : Origin::Declared,
                          link.encrypted == Truth::Unknown ? ImportText::tr("The deployment file does not say.") : ImportText::tr("The address says %1.").arg(link.protocol)};
        if (link.credential)
            flow.authenticated = {Truth::Yes, Origin::Inferred, ImportText::tr("The deployment file gives a credential for it.")};
        else if (target && accessOf(*target) == u"open")
            flow.authenticated = {Truth::No, Origin::Inferred, ImportText::tr("%1 starts without asking for a credential, and no setting here changes that.").arg(target->product->name)};
        else
            flow.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The deployment file does not say.")};
        flow.facts = link.facts;
        if (link.port > 0)
            flow.facts.append({u"port"_s, QString::number(link.port), Origin::Declared, link.at});
        std::stable_sort(flow.facts.begin(), flow.facts.end(), [](const StatedFact &a, const StatedFact &b) { return std::tie(a.name, a.value) < std::tie(b.name, b.value); });
        m_deployment.flows.append(flow);
    }

    static QString nameOf(const Workload *target, const QString &protocol)
    {
        if (!target)
            return ImportText::tr("Calls");
        const QString &subkind = target->element.subkind;
        if (subkind == u"broker")
            return ImportText::tr("Messages");
        if (target->element.kind == ElementKind::DataStore)
            return ImportText::tr("Reads and writes");
        if (subkind == u"mail_sink" && protocol != u"http")
            return ImportText::tr("Mail");
        return ImportText::tr("Calls");
    }

    Deployment &m_deployment;
    const Workload *m_workload = nullptr;
    const ComposeService *m_service = nullptr;
    QMap<QString, QList<Link>> m_links; // by the service that calls
    QHash<QString, const ServiceElsewhere *> m_elsewhere;
};

} // namespace

void addConnections(Deployment &deployment)
{
    Connections(deployment).run();
}

} // namespace drawbridge
