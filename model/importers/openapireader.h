// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/openapischemas.h"
#include "importers/openapisecurity.h"

namespace drawbridge {

// Reads one Swagger or OpenAPI document into the model: openapi.cpp the document itself, openapioperations.cpp paths,
// webhooks, callbacks and what hangs on an operation.
class OpenApiReader
{
public:
    explicit OpenApiReader(ImportContext &context);

    Result<void> run();

private:
    // Where operations are found: under a path, a webhook's name or a callback's expression.
    struct Place
    {
        OperationKind kind;
        QString path;
        QString keyPrefix; // before "METHOD path"
    };

    QStringList servers(const SpecNode &node);
    QStringList swaggerServers(const SpecNode &schemes);
    void paths(const SpecNode &paths);
    void webhooks(const SpecNode &webhooks);
    void pathItem(const Place &place, const SpecNode &node, const SourceRef &at, int depth);
    void operation(const Place &place, const QString &method, const SpecNode &reference, const SpecNode &item, const SourceRef &at, int depth);
    void parameters(Operation &operation, const SpecNode &node, const SpecNode &item);
    void swaggerBody(Operation &operation, const SpecNode &parameter, const SpecNode &node);
    void requestBody(Operation &operation, const SpecNode &reference);
    void responses(Operation &operation, const SpecNode &node);
    void response(Operation &operation, const QString &status, const SpecNode &node, const SpecNode &operationNode);
    void content(Operation &operation, Body body, const SpecNode &content, Response *response);
    void addBody(Operation &operation, const Body &body, const SpecNode &schema, OpenApiSchemas::BodySchema *read);
    void errorExample(Response &response, const SpecNode &example);
    void headers(Operation &operation, Response &response, const SpecNode &headers);
    void callbacks(const Operation &operation, const SpecNode &callbacks, int depth);
    void synthesise(const Operation &operation, const QSet<QString> &declared);
    QStringList mediaTypes(const SpecNode &node, QStringView key);
    void addField(const Field &field)
    {
        if (m_schemas.hasRoom(field.provenance.at))
            m_context.model.fields.insert(field);
    }

    ImportContext &m_context;
    const bool m_isSwagger;
    OpenApiSchemas m_schemas;
    OpenApiSecurity m_security;
    QStringList m_servers;
    QHash<QString, QString> m_templates; // path without its variables' names → path
    int m_synthesised = 0;
    SourceRef m_firstSynthesised;
    QString m_exampleOfSynthesised;
    int m_operations = 0;
};

} // namespace drawbridge
