// SPDX-License-Identifier: Apache-2.0
#include "importers/postmanauth.h"

#include <QRegularExpression>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// A parameter of an "auth": a list of {key, value} in v2.1, an object in v2.0.
SpecNode parameter(const SpecNode &auth, QStringView name)
{
    const SpecNode details = auth[auth[u"type"].text()];
    if (details.isObject())
        return details[name];
    for (qsizetype i = 0; i < qMin<qsizetype>(details.size(), 100); ++i) {
        if (details.at(i)[u"key"].text() == name)
            return details.at(i)[u"value"];
    }
    return {};
}

bool looksLikeJwt(const QString &value)
{
    static const QRegularExpression jwt(u"^eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]*$"_s);
    return jwt.match(value.left(4096)).hasMatch();
}

QString oauthFlow(const QString &grant)
{
    if (grant.startsWith("authorization_code"_L1))
        return u"authorizationCode"_s;
    if (grant == u"password_credentials" || grant == u"password")
        return u"password"_s;
    if (grant == u"client_credentials")
        return u"clientCredentials"_s;
    if (grant == u"implicit")
        return u"implicit"_s;
    return {};
}

} // namespace

SchemeUse PostmanAuth::use(SecurityScheme scheme, const SpecNode &at)
{
    const QString key = u"auth:"_s + scheme.name;
    scheme.id = SchemeId::named(m_context.file.name, key);
    if (!m_context.model.schemes.contains(scheme.id)) {
        scheme.service = serviceIdFor(m_context);
        scheme.provenance = declaredAt(m_context, key, at.ref());
        m_context.model.schemes.insert(scheme);
    } else if (!scheme.bearerFormat.isEmpty()) {
        SecurityScheme known = m_context.model.schemes.value(scheme.id);
        if (known.bearerFormat.isEmpty()) { // another request shows what the tokens are
            known.bearerFormat = scheme.bearerFormat;
            m_context.model.schemes.insert(known);
        }
    }
    return {scheme.id, scheme.name, {}};
}

SchemeUse PostmanAuth::apiKey(const QString &location, const QString &name, const SpecNode &at)
{
    SecurityScheme scheme;
    scheme.type = SchemeType::ApiKey;
    scheme.location = location;
    scheme.parameterName = shortened(name, 200);
    scheme.name = location == u"header" ? scheme.parameterName : scheme.parameterName + " in "_L1 + location;
    return use(scheme, at);
}

SchemeUse PostmanAuth::http(const QString &word, const SpecNode &at, const QString &bearerFormat)
{
    SecurityScheme scheme;
    scheme.type = SchemeType::Http;
    scheme.httpScheme = word;
    scheme.name = word;
    scheme.bearerFormat = bearerFormat;
    return use(scheme, at);
}

std::optional<PostmanAuth::Declared> PostmanAuth::declared(const SpecNode &auth)
{
    if (!auth.isObject())
        return std::nullopt; // null or absent: inherited
    const QString type = shortened(auth[u"type"].text().toLower(), 60);
    if (type.isEmpty() || type == u"inherit")
        return std::nullopt;
    if (type == u"noauth")
        return Declared{AuthDeclaration::ExplicitlyPublic, {}};
    Declared result{AuthDeclaration::Declared, {}};
    const auto text = [&](QStringView name) { return shortened(parameter(auth, name).text(), 2000); };
    SchemeUse scheme;
    if (type == u"bearer") {
        scheme = http(u"bearer"_s, auth, looksLikeJwt(parameter(auth, u"token").text()) ? u"JWT"_s : QString());
    } else if (type == u"jwt" || type == u"asap") {
        scheme = http(u"bearer"_s, auth, u"JWT"_s);
    } else if (type == u"basic" || type == u"digest" || type == u"hawk" || type == u"ntlm") {
        scheme = http(type, auth);
    } else if (type == u"awsv4") {
        scheme = http(u"aws4-hmac-sha256"_s, auth);
    } else if (type == u"edgegrid") {
        scheme = http(u"eg1-hmac-sha256"_s, auth);
    } else if (type == u"oauth1") {
        scheme = http(u"oauth"_s, auth);
    } else if (type == u"apikey") {
        scheme = apiKey(text(u"in") == u"query" ? u"query"_s : u"header"_s, text(u"key").isEmpty() ? u"key"_s : text(u"key"), auth);
    } else if (type == u"oauth2") {
        SecurityScheme oauth;
        oauth.type = SchemeType::OAuth2;
        oauth.name = u"oauth2"_s;
        OAuthFlow flow;
        flow.type = oauthFlow(text(u"grant_type"));
        flow.authorizationUrl = text(u"authUrl");
        flow.tokenUrl = text(u"accessTokenUrl");
        flow.refreshUrl = text(u"refreshTokenUrl");
        flow.scopes = text(u"scope").split(u' ', Qt::SkipEmptyParts);
        flow.scopes.sort();
        if (!flow.type.isEmpty()) {
            oauth.flows.append(flow);
            oauth.name += u' ' + flow.type;
        }
        scheme = use(oauth, auth);
        scheme.scopes = flow.scopes;
    } else {
        SecurityScheme other;
        other.name = type;
        scheme = use(other, auth);
    }
    result.uses.uses.append(scheme);
    return result;
}

std::optional<SchemeUse> PostmanAuth::ofHeader(const QString &name, const QString &value, const SpecNode &at)
{
    const QString lower = name.toLower();
    if (lower == u"authorization") {
        const QString word = value.section(u' ', 0, 0).toLower();
        if (word == u"bearer")
            return http(word, at, looksLikeJwt(value.section(u' ', 1, 1)) ? u"JWT"_s : QString());
        if (word == u"basic" || word == u"digest" || word == u"hawk" || word == u"ntlm" || word == u"negotiate" || word.startsWith("aws4-"_L1))
            return http(word, at);
        return apiKey(u"header"_s, name, at); // a token under a name of its own, as in "Token …"
    }
    if (lower == u"cookie") {
        static const QRegularExpression session(u"(^|;)\\s*([^=;]*(sess|sid|auth|token|jwt)[^=;]*)="_s, QRegularExpression::CaseInsensitiveOption);
        const QRegularExpressionMatch match = session.match(value.left(4096));
        if (!match.hasMatch())
            return std::nullopt;
        return apiKey(u"cookie"_s, match.captured(2).trimmed(), at);
    }
    static const QRegularExpression credentials(
        u"authorization|(api|access|app|private|secret|subscription)-?_?key|(auth|access|session|user|api|id|private|security|admin|login|refresh|jwt)-?_?token"
        u"|^(x-)?(auth|token|jwt|session|session-?id|apikey)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression others(u"csrf|xsrf|proxy|www-authenticate|postman"_s, QRegularExpression::CaseInsensitiveOption);
    if (credentials.match(lower).hasMatch() && !others.match(lower).hasMatch())
        return apiKey(u"header"_s, name, at);
    return std::nullopt;
}

std::optional<SchemeUse> PostmanAuth::ofQuery(const QString &name, const SpecNode &at)
{
    static const QRegularExpression credentials(u"^(api|access|app|subscription)[-_]?key$|^(access|auth|api|session)[-_]?token$|^app_?id$|^jwt$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    if (!credentials.match(name).hasMatch())
        return std::nullopt;
    return apiKey(u"query"_s, name, at);
}

SchemeUse PostmanAuth::ofAddress(const SpecNode &at)
{
    return http(u"basic"_s, at);
}

} // namespace drawbridge
