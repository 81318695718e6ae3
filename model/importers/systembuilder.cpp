// SPDX-License-Identifier: Apache-2.0
#include "importers/systembuilder.h"

#include "importers/importtext.h"
#include "importers/sharedparts.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// What all documents share has a key but no file.
const QString shared;

// A group of callers who prove in the same way who they are.
struct Caller
{
    const char16_t *key;
    const char *name; // translated where it is used
    const char16_t *subkind;
    ActorClass actorClass;
};

constexpr Caller anonymous{u"actor:anonymous", QT_TRANSLATE_NOOP("Import", "Anonymous callers"), u"browser", ActorClass::Anonymous};
constexpr Caller users{u"actor:user", QT_TRANSLATE_NOOP("Import", "Signed-in users"), u"browser", ActorClass::Customer};
constexpr Caller passwordClients{u"actor:password", QT_TRANSLATE_NOOP("Import", "Password clients"), u"client", ActorClass::Customer};
constexpr Caller keyClients{u"actor:api-key", QT_TRANSLATE_NOOP("Import", "API key clients"), u"client", ActorClass::Customer};
constexpr Caller oauthUsers{u"actor:oauth", QT_TRANSLATE_NOOP("Import", "Users of OAuth apps"), u"browser", ActorClass::Customer};
constexpr Caller oauthClients{u"actor:oauth-client", QT_TRANSLATE_NOOP("Import", "OAuth clients"), u"partner_system", ActorClass::Partner};
constexpr Caller tlsPartners{u"actor:mutual-tls", QT_TRANSLATE_NOOP("Import", "Mutual-TLS partners"), u"partner_system", ActorClass::Partner};
constexpr Caller otherCallers{u"actor:other", QT_TRANSLATE_NOOP("Import", "Authenticated callers"), u"client", ActorClass::Customer};

// From the weakest proof of a person to the strongest of a system: where several schemes are asked for together, the
// last one says most about who calls.
constexpr const Caller *callers[] = {&anonymous, &otherCallers, &passwordClients, &keyClients, &oauthUsers, &users, &oauthClients, &tlsPartners};

int rankOf(const Caller *caller)
{
    return int(std::find(std::begin(callers), std::end(callers), caller) - std::begin(callers));
}

const Caller *callerOf(const SecurityScheme *scheme)
{
    if (!scheme)
        return &otherCallers;
    switch (scheme->type) {
    case SchemeType::ApiKey:
        // A cookie is a browser's session; a key in the Authorization header is a token of somebody who signed in.
        return scheme->location == u"cookie" || scheme->parameterName.compare("authorization"_L1, Qt::CaseInsensitive) == 0 ? &users : &keyClients;
    case SchemeType::Http: return scheme->httpScheme == u"bearer" ? &users : scheme->httpScheme.isEmpty() ? &otherCallers : &passwordClients;
    case SchemeType::OAuth2: {
        const bool systemsOnly = !scheme->flows.isEmpty() && std::all_of(scheme->flows.begin(), scheme->flows.end(), [](const OAuthFlow &flow) {
            return flow.type == u"clientCredentials";
        });
        return systemsOnly ? &oauthClients : &oauthUsers;
    }
    case SchemeType::OpenIdConnect: return &users;
    case SchemeType::MutualTls: return &tlsPartners;
    case SchemeType::Unknown: break;
    }
    return &otherCallers;
}

bool isLocalHost(const QString &host)
{
    static const QRegularExpression local(
        u"^(localhost|.*\\.localhost|.*\\.local|host\\.docker\\.internal|127\\..*|0\\.0\\.0\\.0|\\[?::1\\]?|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return local.match(host).hasMatch();
}

struct Transport
{
    QString protocol; // empty: not known
    Fact encrypted;
};

// What the server URLs say about the way to the service.
Transport transportOf(const QStringList &servers)
{
    QString plain;
    QString secure;
    bool local = false;
    for (const QString &server : servers) {
        const QUrl url(server);
        const QString scheme = url.scheme().toLower();
        if (scheme == u"https" || scheme == u"wss") {
            if (secure.isEmpty())
                secure = server;
        } else if (scheme == u"http" || scheme == u"ws") {
            if (isLocalHost(url.host()))
                local = true;
            else if (plain.isEmpty())
                plain = server;
        }
    }
    Transport transport;
    if (!plain.isEmpty()) {
        transport.protocol = u"http"_s;
        transport.encrypted = {Truth::No, Origin::Declared, ImportText::tr("The server %1 is offered without encryption.").arg(shortened(plain, 100))};
    } else if (!secure.isEmpty()) {
        transport.protocol = u"https"_s;
        transport.encrypted = {Truth::Yes, Origin::Declared, ImportText::tr("The server is %1.").arg(shortened(secure, 100))};
    } else if (local) {
        transport.protocol = u"http"_s;
        transport.encrypted = {Truth::Unknown, Origin::Inferred, ImportText::tr("Only a server for development is declared.")};
    } else {
        transport.encrypted = {Truth::Unknown, Origin::Inferred, ImportText::tr("The specification names no server with a protocol.")};
    }
    return transport;
}

bool isRegistration(const Operation &operation)
{
    static const QRegularExpression words(u"(^|[^a-z])(sign-?_?up|register|registration|enroll|create-?_?account)($|[^a-z])"_s, QRegularExpression::CaseInsensitiveOption);
    return operation.method == u"POST" && (words.match(operation.path).hasMatch() || words.match(operation.operationId).hasMatch());
}

// "/users" is a collection where "/users/{id}" stands beside it, or where reading it gives a list.
bool exposesCollection(const Operation &operation, const QSet<QString> &paths)
{
    if (operation.kind != OperationKind::Operation)
        return false;
    QString path = operation.path;
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString last = path.sliced(path.lastIndexOf(u'/') + 1);
    if (last.isEmpty())
        return false;
    if (last.startsWith(u'{') || last.startsWith(u':'))
        return path.count(u'/') > 1 && paths.contains(path.left(path.lastIndexOf(u'/')));
    return operation.method == u"GET" && std::any_of(operation.bodies.begin(), operation.bodies.end(), [](const Body &body) { return !body.isRequest && body.isArray; });
}

// Builds the rows around one service.
class SystemBuilder
{
public:
    SystemBuilder(ImportContext &context, const ServiceFacts &facts)
        : m_context(context), m_model(context.model), m_facts(facts), m_service(serviceIdFor(context)), m_source(m_model.sources.value(sourceIdFor(context)))
    {
        for (const Operation &operation : m_model.operations) {
            if (operation.service == m_service)
                m_operations.append(operation);
        }
        std::sort(m_operations.begin(), m_operations.end(), [](const Operation &a, const Operation &b) { return a.id < b.id; });
        m_transport = transportOf(m_source.servers);
    }

    void build()
    {
        service();
        inbound();
        receivers();
        identityProviders();
        store();
    }

private:
    Provenance inferred(const QString &key, bool ofThisSource = true) const
    {
        return {Origin::Inferred, ofThisSource ? m_source.id : SourceId(), key, m_facts.at, false};
    }

    BoundaryId zone(ZoneKind kind) { return sharedZone(m_model, kind, m_facts.at); }
    BoundaryId internet() { return zone(ZoneKind::Internet); }
    BoundaryId application() { return zone(ZoneKind::Application); }
    BoundaryId data() { return zone(ZoneKind::Data); }
    BoundaryId thirdParties() { return zone(ZoneKind::ThirdParty); }

    void service()
    {
        Element element;
        element.id = m_service;
        element.kind = ElementKind::Process;
        element.subkind = u"service"_s;
        element.name = m_facts.name.isEmpty() ? QFileInfo(m_source.path).completeBaseName() : m_facts.name;
        element.technology = m_facts.technology;
        element.description = m_facts.description;
        element.boundary = application();
        element.provenance = declaredAt(m_context, u"service"_s, m_facts.at);
        m_model.elements.insert(element);
        m_name = element.name;
    }

    // Adds an element that other sources may have added as well.
    ElementId sharedElement(Element element)
    {
        if (const Element *known = m_model.elements.find(element.id)) {
            // The most available kind of caller decides how exposed a service is.
            if (element.actorClass < known->actorClass && element.actorClass != ActorClass::NotAnActor) {
                Element changed = *known;
                changed.actorClass = element.actorClass;
                m_model.elements.insert(changed);
            }
            return element.id;
        }
        m_model.elements.insert(element);
        return element.id;
    }

    ElementId callerElement(const Caller &caller)
    {
        Element element;
        const QString key = QString::fromUtf16(caller.key);
        element.id = ElementId::named(shared, key);
        element.kind = ElementKind::ExternalEntity;
        element.name = ImportText::tr(caller.name);
        element.subkind = QString::fromUtf16(caller.subkind);
        element.boundary = internet();
        element.actorClass = caller.actorClass;
        if (m_selfRegistration && (&caller == &users || &caller == &oauthUsers || &caller == &passwordClients))
            element.actorClass = ActorClass::SelfRegistered;
        element.provenance = inferred(key, false);
        return sharedElement(element);
    }

    DataFlow flow(const QString &key, const QString &name, ElementId from, ElementId to)
    {
        DataFlow result;
        result.id = FlowId::named(m_source.path, key);
        result.name = name;
        result.source = from;
        result.target = to;
        result.provenance = inferred(key);
        return result;
    }

    static QString flowName(const QList<const Operation *> &operations)
    {
        if (operations.size() == 1)
            return shortened(operations.first()->method + u' ' + operations.first()->path, 48);
        return ImportText::tr("%1 operations").arg(operations.size());
    }

    static QList<OperationId> idsOf(const QList<const Operation *> &operations)
    {
        QList<OperationId> ids;
        for (const Operation *operation : operations)
            ids.append(operation->id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    }

    // One flow from each group of callers; an operation with alternatives belongs to several.
    void inbound()
    {
        QMap<int, QList<const Operation *>> byCaller; // by rank
        bool undeclared = false;
        for (const Operation &operation : m_operations) {
            if (operation.kind != OperationKind::Operation)
                continue;
            QSet<int> ranks;
            for (const SecurityAlternative &alternative : operation.security) {
                const Caller *caller = &anonymous;
                for (const SchemeUse &use : alternative.uses) {
                    const Caller *other = callerOf(m_model.schemes.find(use.scheme));
                    if (caller == &anonymous || rankOf(other) > rankOf(caller))
                        caller = other;
                }
                ranks.insert(rankOf(caller));
            }
            if (operation.security.isEmpty())
                ranks.insert(rankOf(&anonymous));
            if (operation.authDeclaration == AuthDeclaration::Undeclared)
                undeclared = true;
            if (ranks.contains(rankOf(&anonymous)) && isRegistration(operation))
                m_selfRegistration = true;
            for (int rank : std::as_const(ranks))
                byCaller[rank].append(&operation);
        }
        for (auto it = byCaller.constBegin(); it != byCaller.constEnd(); ++it) {
            const Caller &caller = *callers[it.key()];
            const QString key = u"flow:"_s + QString::fromUtf16(caller.key);
            DataFlow in = flow(key, flowName(it.value()), callerElement(caller), m_service);
            in.protocol = m_transport.protocol;
            in.encrypted = m_transport.encrypted;
            in.operations = idsOf(it.value());
            in.provenance.origin = Origin::Declared;
            if (&caller != &anonymous)
                in.authenticated = {Truth::Yes, Origin::Declared, ImportText::tr("The specification asks for it.")};
            else if (undeclared)
                in.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The specification does not say who may call some of these operations.")};
            else
                in.authenticated = {Truth::No, Origin::Declared, ImportText::tr("The specification says that anybody may call these operations.")};
            m_model.flows.insert(in);
        }
    }

    // Those whom the service calls: addresses that subscribers or callers gave.
    void receivers()
    {
        const auto add = [&](OperationKind kind, const QString &key, const QString &name) {
            QList<const Operation *> sent;
            QStringList targets;
            for (const Operation &operation : std::as_const(m_operations)) {
                if (operation.kind == kind) {
                    sent.append(&operation);
                    targets.append(operation.path);
                }
            }
            if (sent.isEmpty())
                return;
            Element element;
            element.id = ElementId::named(m_source.path, key);
            element.kind = ElementKind::ExternalEntity;
            element.subkind = u"third_party_api"_s;
            element.name = name;
            element.boundary = thirdParties();
            element.provenance = inferred(key);
            element.provenance.at = sent.first()->provenance.at;
            m_model.elements.insert(element);
            DataFlow out = flow(u"flow:"_s + key, flowName(sent), m_service, element.id);
            out.operations = idsOf(sent);
            // Callback URLs may be written out; webhooks never say where they go.
            const Transport transport = kind == OperationKind::Callback ? transportOf(targets) : Transport();
            out.protocol = transport.protocol;
            out.encrypted = transport.protocol.isEmpty() ? Fact{Truth::Unknown, Origin::Inferred, ImportText::tr("The receiver's address is not known before it runs.")} : transport.encrypted;
            out.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The specification does not say how the receiver knows the sender.")};
            m_model.flows.insert(out);
        };
        add(OperationKind::Webhook, u"receiver:webhooks"_s, ImportText::tr("Webhook receivers"));
        add(OperationKind::Callback, u"receiver:callbacks"_s, ImportText::tr("Callback receivers"));
    }

    void identityProviders()
    {
        QString ownHost;
        for (const QString &server : std::as_const(m_source.servers)) {
            if (ownHost.isEmpty())
                ownHost = QUrl(server).host().toLower();
        }
        QList<const SecurityScheme *> schemes;
        for (const SecurityScheme &scheme : m_model.schemes) {
            if (scheme.service == m_service && (scheme.type == SchemeType::OAuth2 || scheme.type == SchemeType::OpenIdConnect))
                schemes.append(&scheme);
        }
        std::sort(schemes.begin(), schemes.end(), [](const SecurityScheme *a, const SecurityScheme *b) { return a->id < b->id; });
        for (const SecurityScheme *scheme : std::as_const(schemes)) {
            QStringList urls{scheme->openIdConnectUrl};
            for (const OAuthFlow &oauth : scheme->flows)
                urls += {oauth.authorizationUrl, oauth.tokenUrl};
            urls.removeAll(QString());
            urls.sort();
            QSet<QString> hosts;
            for (const QString &url : std::as_const(urls)) {
                const QString host = QUrl(url).host().toLower();
                if (!hosts.contains(host))
                    identityProvider(*scheme, url, host, host.isEmpty() || host == ownHost);
                hosts.insert(host);
            }
        }
    }

    void identityProvider(const SecurityScheme &scheme, const QString &url, const QString &host, bool own)
    {
        const QString key = own ? u"identity-provider"_s : u"identity-provider:"_s + host;
        Element element;
        element.id = ElementId::named(own ? m_source.path : shared, key);
        element.kind = ElementKind::ExternalEntity;
        element.subkind = u"identity_provider"_s;
        element.name = ImportText::tr("Identity provider");
        element.technology = shortened(host, 100);
        element.boundary = own ? application() : thirdParties();
        element.provenance = inferred(key, own);
        element.provenance.at = scheme.provenance.at;
        sharedElement(element);

        const Transport transport = transportOf({url});
        DataFlow verify = flow(u"flow:verify:"_s + key, ImportText::tr("Verify tokens"), m_service, element.id);
        verify.protocol = transport.protocol;
        verify.encrypted = transport.encrypted;
        verify.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The specification does not say.")};
        m_model.flows.insert(verify);

        const Caller *caller = callerOf(&scheme);
        const ElementId from = ElementId::named(shared, QString::fromUtf16(caller->key));
        if (!m_model.elements.contains(from))
            return; // the scheme is declared but no operation asks for it
        DataFlow signIn = flow(u"flow:sign-in:"_s + key + u':' + QString::fromUtf16(caller->key), ImportText::tr("Sign in"), from, element.id);
        signIn.protocol = transport.protocol;
        signIn.encrypted = transport.encrypted;
        signIn.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The specification does not say.")};
        m_model.flows.insert(signIn);
    }

    void store()
    {
        QSet<QString> paths;
        for (const Operation &operation : std::as_const(m_operations))
            paths.insert(operation.path);
        const Operation *evidence = nullptr;
        for (const Operation &operation : std::as_const(m_operations)) {
            if (exposesCollection(operation, paths) && (!evidence || operation.provenance.key < evidence->provenance.key))
                evidence = &operation;
        }
        if (!evidence)
            return;
        Element element;
        element.id = ElementId::named(m_source.path, u"store");
        element.kind = ElementKind::DataStore;
        element.subkind = u"database"_s;
        element.name = ImportText::tr("%1 data").arg(shortened(m_name, 40));
        element.boundary = data();
        element.confirmed = false;
        element.provenance = inferred(u"store"_s);
        element.provenance.at = evidence->provenance.at;
        m_model.elements.insert(element);
        DataFlow access = flow(u"flow:store"_s, ImportText::tr("Reads and writes"), m_service, element.id);
        access.confirmed = false;
        access.encrypted = {Truth::Unknown, Origin::Inferred, ImportText::tr("The store is inferred: the service exposes collections.")};
        access.authenticated = access.encrypted;
        m_model.flows.insert(access);
    }

    ImportContext &m_context;
    ThreatModel &m_model;
    const ServiceFacts m_facts;
    const ElementId m_service;
    const Source m_source;
    QString m_name;
    QList<Operation> m_operations; // of this service, by id
    Transport m_transport;
    bool m_selfRegistration = false;
};

} // namespace

void addSystem(ImportContext &context, const ServiceFacts &facts)
{
    SystemBuilder(context, facts).build();
}

} // namespace drawbridge
