// SPDX-License-Identifier: Apache-2.0
#include "importers/openapisecurity.h"

#include "importers/importtext.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

SchemeType schemeType(const QString &type)
{
    const QString name = type.toLower();
    if (name == u"apikey")
        return SchemeType::ApiKey;
    if (name == u"http" || name == u"basic")
        return SchemeType::Http;
    if (name == u"oauth2")
        return SchemeType::OAuth2;
    if (name == u"openidconnect")
        return SchemeType::OpenIdConnect;
    if (name == u"mutualtls")
        return SchemeType::MutualTls;
    return SchemeType::Unknown;
}

// Swagger 2.0 has names of its own for two of the flows.
QString flowType(const QString &type)
{
    if (type == u"accessCode")
        return u"authorizationCode"_s;
    if (type == u"application")
        return u"clientCredentials"_s;
    return type;
}

bool isOpenToAll(const QList<SecurityAlternative> &alternatives)
{
    return std::all_of(alternatives.begin(), alternatives.end(), [](const SecurityAlternative &alternative) { return alternative.uses.isEmpty(); });
}

} // namespace

void OpenApiSecurity::readSchemes(const SpecNode &schemes, const QString &keyPrefix)
{
    for (qsizetype i = 0; i < schemes.size() && schemes.isObject(); ++i) {
        const SpecNode node = m_context.files.resolve(schemes.at(i));
        SecurityScheme scheme;
        scheme.name = schemes.keyAt(i);
        const QString key = keyPrefix + scheme.name;
        scheme.id = SchemeId::named(m_context.file.name, key);
        scheme.service = serviceIdFor(m_context);
        scheme.provenance = declaredAt(m_context, key, schemes.keyRefAt(i));
        if (!node.isObject())
            m_context.diagnostics.warn(ImportText::tr("This security scheme is not described; it counts as one of an unknown kind. Describe its type."), schemes.keyRefAt(i));
        scheme.type = schemeType(node[u"type"].text());
        scheme.description = shortText(m_context, node[u"description"], 500);
        scheme.location = node[u"in"].text().toLower().left(40);
        if (scheme.type == SchemeType::ApiKey)
            scheme.parameterName = shortened(node[u"name"].text(), 200);
        scheme.httpScheme = node[u"type"].text().toLower() == u"basic" ? u"basic"_s : shortened(node[u"scheme"].text().toLower(), 60);
        scheme.bearerFormat = shortText(m_context, node[u"bearerFormat"], 60);
        scheme.openIdConnectUrl = node[u"openIdConnectUrl"].text().left(2000);
        if (const SpecNode flows = node[u"flows"]; flows.isObject()) {
            for (qsizetype f = 0; f < flows.size(); ++f) {
                if (flows.keyUtf8(f).substr(0, 2) != "x-")
                    addFlow(scheme, flows.keyAt(f), flows.at(f));
            }
        } else if (scheme.type == SchemeType::OAuth2) {
            addFlow(scheme, node[u"flow"].text(), node);
        }
        m_schemes.insert(scheme.name, scheme.id);
        m_context.model.schemes.insert(scheme);
    }
}

void OpenApiSecurity::addFlow(SecurityScheme &scheme, const QString &type, const SpecNode &node)
{
    OAuthFlow flow;
    flow.type = flowType(shortened(type, 60));
    flow.authorizationUrl = node[u"authorizationUrl"].text().left(2000);
    flow.tokenUrl = node[u"tokenUrl"].text().left(2000);
    flow.refreshUrl = node[u"refreshUrl"].text().left(2000);
    const SpecNode scopes = node[u"scopes"];
    for (qsizetype i = 0; i < scopes.size(); ++i)
        flow.scopes.append(shortened(scopes.isObject() ? scopes.keyAt(i) : scopes.at(i).text(), 200));
    flow.scopes.sort();
    scheme.flows.append(flow);
}

void OpenApiSecurity::readDefault(const SpecNode &root)
{
    const SpecNode security = root[u"security"];
    if (!security.exists())
        return;
    const std::optional<QList<SecurityAlternative>> alternatives = requirements(security);
    if (!alternatives)
        return;
    m_alternatives = *alternatives;
    m_default = isOpenToAll(m_alternatives) ? AuthDeclaration::ExplicitlyPublic : AuthDeclaration::Declared;
}

// `security: []` and `security: [{}]` both say that nobody has to prove anything; without the key the document's
// default holds; without that, nothing is said.
void OpenApiSecurity::apply(Operation &operation, const SpecNode &node)
{
    const SpecNode security = node[u"security"];
    const std::optional<QList<SecurityAlternative>> own = security.exists() ? requirements(security) : std::nullopt;
    if (own) {
        operation.security = *own;
        operation.authDeclaration = isOpenToAll(*own) ? AuthDeclaration::ExplicitlyPublic : AuthDeclaration::Declared;
        return;
    }
    operation.security = m_alternatives;
    operation.authDeclaration = m_default == AuthDeclaration::Declared ? AuthDeclaration::Inherited : m_default;
}

std::optional<QList<SecurityAlternative>> OpenApiSecurity::requirements(const SpecNode &security)
{
    if (!security.isArray()) {
        m_context.diagnostics.warn(ImportText::tr("The security requirement is not a list; it is left out. Write a list of objects, one for each alternative."), security.ref());
        return std::nullopt;
    }
    QList<SecurityAlternative> alternatives;
    for (qsizetype i = 0; i < security.size(); ++i) {
        const SpecNode node = security.at(i);
        if (!node.isObject()) {
            m_context.diagnostics.warn(ImportText::tr("This security requirement is no object; it is left out. Write the scheme's name with a list of scopes."), node.ref());
            continue;
        }
        SecurityAlternative alternative;
        for (qsizetype u = 0; u < node.size(); ++u) {
            SchemeUse use;
            use.name = node.keyAt(u);
            use.scheme = m_schemes.value(use.name);
            const SpecNode scopes = node.at(u);
            for (qsizetype s = 0; s < scopes.size() && scopes.isArray(); ++s)
                use.scopes.append(shortened(scopes.at(s).text(), 200));
            if (!use.scheme && !m_unknown.contains(use.name)) {
                m_unknown.insert(use.name);
                m_context.diagnostics.warn(ImportText::tr("The security scheme “%1” is used but not defined; how callers prove who they are is unknown. Define it, or correct the name.")
                                               .arg(shortened(use.name, 80)),
                                           node.keyRefAt(u));
            }
            alternative.uses.append(use);
        }
        alternatives.append(alternative);
    }
    // A list of nothing but wrong entries says nothing; an empty list says a lot.
    if (alternatives.isEmpty() && security.size() > 0)
        return std::nullopt;
    return alternatives;
}

} // namespace drawbridge
