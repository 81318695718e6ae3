// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/importcontext.h"
#include "importers/postmanurl.h"

namespace drawbridge {

// How the requests of a collection prove who sends them: declared by "auth" (inherited from collection to folder to
// request), or put by hand into a header, a cookie or the address.
class PostmanAuth
{
public:
    explicit PostmanAuth(ImportContext &context) : m_context(context) {}

    // What "auth" of a collection, folder or request says. Not declared: what is around it holds.
    struct Declared
    {
        AuthDeclaration declaration = AuthDeclaration::Undeclared;
        SecurityAlternative uses;
    };
    std::optional<Declared> declared(const SpecNode &auth);

    // The scheme that a header stands for; none where it carries no credentials.
    std::optional<SchemeUse> ofHeader(const QString &name, const QString &value, const SpecNode &at);
    std::optional<SchemeUse> ofQuery(const QString &name, const SpecNode &at);
    // User and password in the address.
    SchemeUse ofAddress(const SpecNode &at);

private:
    SchemeUse use(SecurityScheme scheme, const SpecNode &at);
    SchemeUse apiKey(const QString &location, const QString &name, const SpecNode &at);
    SchemeUse http(const QString &word, const SpecNode &at, const QString &bearerFormat = {});

    ImportContext &m_context;
};

} // namespace drawbridge
