// SPDX-License-Identifier: Apache-2.0
#include "importers/detect.h"

#include <QRegularExpression>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

DetectedFormat known(const char16_t *id, const char16_t *name, const QString &version = {})
{
    DetectedFormat format;
    format.id = QString::fromUtf16(id);
    format.name = QString::fromUtf16(name);
    format.version = version;
    return format;
}

DetectedFormat imported(const char16_t *id, const char16_t *name, const QString &version)
{
    DetectedFormat format = known(id, name, version);
    format.imported = true;
    return format;
}

DetectedFormat openApi(const SpecNode &root)
{
    if (const SpecNode swagger = root[u"swagger"]; swagger.isScalar() && swagger.kind() != SpecNode::Kind::Null) {
        const QString version = swagger.text();
        DetectedFormat format = imported(u"swagger-2.0", u"Swagger 2.0", version);
        format.unsupported = !version.startsWith(u'2');
        return format;
    }
    const SpecNode openapi = root[u"openapi"];
    if (!openapi.isScalar() || openapi.kind() == SpecNode::Kind::Null)
        return {};
    const QString version = openapi.text();
    if (version.startsWith("3.1"_L1))
        return imported(u"openapi-3.1", u"OpenAPI 3.1", version);
    if (version.startsWith("3.2"_L1))
        return imported(u"openapi-3.2", u"OpenAPI 3.2", version);
    DetectedFormat format = imported(u"openapi-3.0", u"OpenAPI 3.0", version);
    format.unsupported = version != u"3" && !version.startsWith("3."_L1);
    return format;
}

DetectedFormat postman(const SpecNode &root)
{
    const SpecNode info = root[u"info"];
    if (info.isObject() && root[u"item"].isArray()) {
        QString schema = info[u"schema"].text();
        if (schema.isEmpty())
            schema = info[u"_postman_schema"].text();
        if (schema.contains("2.0"_L1))
            return imported(u"postman-2.0", u"Postman collection v2.0", u"2.0.0"_s);
        return imported(u"postman-2.1", u"Postman collection v2.1", u"2.1.0"_s);
    }
    if (root[u"values"].isArray() && (root.has(u"_postman_variable_scope") || root.has(u"_postman_exported_at")))
        return known(u"postman-environment", u"Postman environment");
    if (root[u"requests"].isArray() && root.has(u"order"))
        return known(u"postman-1", u"Postman collection v1");
    return {};
}

// “services” alone may be anything: one of them has to look like a container.
bool isCompose(const SpecNode &root)
{
    const SpecNode services = root[u"services"];
    if (!services.isObject())
        return root[u"include"].isArray() && !root.has(u"jobs") && (root.size() == 1 || root.has(u"networks") || root.has(u"volumes"));
    for (qsizetype i = 0; i < qMin<qsizetype>(services.size(), 200); ++i) {
        for (const char16_t *key : {u"image", u"build", u"extends", u"container_name", u"depends_on", u"ports", u"env_file", u"environment", u"networks", u"volumes", u"deploy"}) {
            if (services.at(i).has(key))
                return true;
        }
    }
    return false;
}

DetectedFormat other(const SpecNode &root)
{
    if (const SpecNode version = root[u"asyncapi"]; version.isScalar())
        return known(u"asyncapi", u"AsyncAPI", version.text());
    if (root[u"log"][u"entries"].isArray())
        return known(u"har", u"HTTP archive (HAR)", root[u"log"][u"version"].text());
    if (root.has(u"otmVersion"))
        return imported(u"otm", u"Open Threat Model", root[u"otmVersion"].text());
    if (root.has(u"threagile_version"))
        return known(u"threagile", u"Threagile model", root[u"threagile_version"].text());
    if (root[u"bomFormat"].text() == u"CycloneDX" || root[u"$schema"].text().contains("threat-model-library"_L1))
        return known(u"tmbom", u"TM-BOM", root[u"specVersion"].text());
    if (root[u"detail"].isObject() && (root.has(u"summary") || root[u"detail"].has(u"diagrams") || root[u"detail"].has(u"contributors")))
        return imported(u"threat-dragon", u"Threat Dragon model", root[u"version"].text());
    if (root.has(u"apiVersion") && root.has(u"kind"))
        return known(u"k8s", u"Kubernetes manifest", root[u"apiVersion"].text());
    if (isCompose(root))
        return imported(u"compose", u"Docker Compose file", root[u"version"].text());
    if ((root.has(u"actors") || root.has(u"elements")) && (root.has(u"flows") || root.has(u"dataflows")) && root.has(u"boundaries"))
        return known(u"pytm", u"pytm model");
    if (root[u"__schema"].isObject() || root[u"data"][u"__schema"].isObject())
        return known(u"graphql", u"GraphQL introspection");
    if (root.has(u"resourceSpans") || root[u"data"].at(0).has(u"spans"))
        return known(u"traces", u"telemetry traces");
    return {};
}

} // namespace

DetectedFormat detectFormat(const SpecNode &root)
{
    if (!root.isObject())
        return {};
    if (const DetectedFormat format = openApi(root); !format.isNull())
        return format;
    if (const DetectedFormat format = postman(root); !format.isNull())
        return format;
    if (const SpecNode inner = root[u"collection"]; inner.isObject()) {
        DetectedFormat format = postman(inner);
        format.wrapped = true;
        if (!format.isNull())
            return format;
    }
    return other(root);
}

DetectedFormat detectText(const QString &fileName, QByteArrayView bytes)
{
    const QString name = fileName.toLower();
    const QByteArrayView head = bytes.first(qMin<qsizetype>(bytes.size(), 8192));
    const auto ends = [&](QLatin1StringView suffix) { return name.endsWith(suffix); };
    const auto says = [&](QByteArrayView text) { return head.contains(text); };
    if (head.trimmed().startsWith('<')) {
        if (says("<ThreatModel") || ends(".tm7"_L1))
            return imported(u"tm7", u"Microsoft threat model (tm7)", {});
        if (says("<mxfile") || says("<mxGraphModel") || says("<mxlibrary") || ends(".drawio"_L1))
            return known(u"drawio", u"draw.io diagram");
        return {};
    }
    if (ends(".tm7"_L1))
        return imported(u"tm7", u"Microsoft threat model (tm7)", {});
    if (ends(".drawio"_L1))
        return known(u"drawio", u"draw.io diagram");
    if (ends(".proto"_L1))
        return known(u"proto", u"Protocol Buffers definition");
    if (ends(".graphql"_L1) || ends(".gql"_L1) || ends(".graphqls"_L1))
        return known(u"graphql", u"GraphQL schema");
    if (ends(".hcl"_L1))
        return known(u"threatcl", u"threatcl model");
    if (ends(".py"_L1) && says("pytm"))
        return known(u"pytm", u"pytm model");
    if (ends(".har"_L1))
        return known(u"har", u"HTTP archive (HAR)");
    if (ends(".otm"_L1))
        return known(u"otm", u"Open Threat Model");
    return {};
}

DetectedFormat formatNamed(const QString &name)
{
    const QString id = name.toLower();
    for (const DetectedFormat &format :
         {imported(u"openapi-3.0", u"OpenAPI 3.0", {}), imported(u"openapi-3.1", u"OpenAPI 3.1", {}), imported(u"openapi-3.2", u"OpenAPI 3.2", {}),
          imported(u"swagger-2.0", u"Swagger 2.0", {}), imported(u"postman-2.1", u"Postman collection v2.1", {}),
          imported(u"postman-2.0", u"Postman collection v2.0", {}), imported(u"threat-dragon", u"Threat Dragon model", {}),
          imported(u"otm", u"Open Threat Model", {}), imported(u"compose", u"Docker Compose file", {})}) {
        if (format.id == id || format.id.section(u'-', 0, 0) == id)
            return format;
    }
    return {};
}

} // namespace drawbridge
