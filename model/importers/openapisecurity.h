// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/importcontext.h"

namespace drawbridge {

// Who may call: the security schemes of a document, its default requirement, and what holds for each operation.
class OpenApiSecurity
{
public:
    explicit OpenApiSecurity(ImportContext &context) : m_context(context) {}

    void readSchemes(const SpecNode &schemes, const QString &keyPrefix);
    void readDefault(const SpecNode &root);
    AuthDeclaration defaultDeclaration() const { return m_default; }
    // Sets authDeclaration and security of the operation.
    void apply(Operation &operation, const SpecNode &node);

private:
    void addFlow(SecurityScheme &scheme, const QString &type, const SpecNode &flow);
    std::optional<QList<SecurityAlternative>> requirements(const SpecNode &security);

    ImportContext &m_context;
    QHash<QString, SchemeId> m_schemes;
    QSet<QString> m_unknown; // schemes that were reported as not defined
    AuthDeclaration m_default = AuthDeclaration::Undeclared;
    QList<SecurityAlternative> m_alternatives;
};

} // namespace drawbridge
