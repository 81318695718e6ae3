// SPDX-License-Identifier: Apache-2.0
#include "importers/importtext.h"
#include "importers/openapireader.h"
#include "importers/systembuilder.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// A path without the names of its variables: two paths that differ in these alone answer the same requests.
QString templateOf(const QString &path)
{
    QString text;
    bool inside = false;
    for (const QChar c : path) {
        if (c == u'}' || c == u'/')
            inside = false;
        if (!inside)
            text += c;
        if (c == u'{')
            inside = true;
    }
    return text;
}

} // namespace

OpenApiReader::OpenApiReader(ImportContext &context)
    : m_context(context), m_isSwagger(context.format.id.startsWith("swagger"_L1)), m_schemas(context), m_security(context)
{
}

Result<void> OpenApiReader::run()
{
    const SpecNode root = m_context.root;
    const SpecNode components = m_context.files.resolve(root[u"components"]);
    if (!m_isSwagger && (m_context.format.version == u"3" || m_context.format.version == u"3.0")) {
        m_context.diagnostics.note(ImportText::tr("The version “%1” is read as OpenAPI 3.0; write it in full, as in “3.0.3”.").arg(m_context.format.version), root[u"openapi"].ref());
    }
    if (!root[u"info"].isObject() && !root.has(u"paths") && !root.has(u"webhooks") && !root.has(u"components") && !root.has(u"definitions"))
        return Error{ImportText::tr("The document names its format but describes nothing: “info” and “paths” are missing. Choose a complete specification."), root.ref()};
    SpecNode info = m_context.files.resolve(root[u"info"]);
    if (!info.isObject())
        m_context.diagnostics.warn(ImportText::tr("The document has no “info” object; its service is named after the file. Add a title and a version."), root.ref());

    Source source = sourceFor(m_context);
    source.title = shortText(m_context, info[u"title"], 200);
    source.version = shortText(m_context, info[u"version"], 80);
    m_servers = m_isSwagger ? swaggerServers(root[u"schemes"]) : servers(root[u"servers"]);
    source.servers = m_servers;
    if (m_isSwagger)
        m_security.readSchemes(m_context.files.resolve(root[u"securityDefinitions"]), u"#/securityDefinitions/"_s);
    else
        m_security.readSchemes(m_context.files.resolve(components[u"securitySchemes"]), u"#/components/securitySchemes/"_s);
    m_security.readDefault(root);
    source.defaultSecurity = m_security.defaultDeclaration();
    m_context.model.sources.insert(source);

    m_schemas.addDefinitions(m_context.files.resolve(m_isSwagger ? root[u"definitions"] : components[u"schemas"]));
    paths(m_context.files.resolve(root[u"paths"]));
    for (const char16_t *key : {u"webhooks", u"x-webhooks"})
        webhooks(m_context.files.resolve(root[key]));
    m_schemas.finish();

    if (m_synthesised > 0) {
        m_context.diagnostics.note(ImportText::tr("%1 path variables are not declared as parameters, the first in %2; they are taken as required. Declare them with a type.")
                                       .arg(m_synthesised)
                                       .arg(m_exampleOfSynthesised),
                                   m_firstSynthesised);
    }
    if (m_operations == 0)
        m_context.diagnostics.warn(ImportText::tr("The document describes no operation, so its service has no interface to analyse. Check “paths”."), root.ref());

    ServiceFacts facts;
    facts.name = shortened(source.title, 60);
    facts.description = shortText(m_context, info[u"description"], 500);
    facts.at = info[u"title"].exists() ? info[u"title"].ref() : root.ref();
    addSystem(m_context, facts);
    return {};
}

// URLs as written, with variables replaced by their defaults.
QStringList OpenApiReader::servers(const SpecNode &list)
{
    QStringList urls;
    for (qsizetype i = 0; i < list.size() && list.isArray() && urls.size() < 50; ++i) {
        const SpecNode server = m_context.files.resolve(list.at(i));
        if (!server[u"url"].isScalar())
            continue;
        QString url = server[u"url"].text().left(2000);
        const SpecNode variables = server[u"variables"];
        for (qsizetype v = 0; v < variables.size() && variables.isObject(); ++v) {
            const SpecNode variable = variables.at(v);
            if (variable[u"default"].isScalar())
                url.replace(u'{' + variables.keyAt(v) + u'}', variable[u"default"].text().left(500));
        }
        url = shortened(url, 2000);
        if (!urls.contains(url))
            urls.append(url);
    }
    return urls;
}

QStringList OpenApiReader::swaggerServers(const SpecNode &schemes)
{
    const QString host = shortened(m_context.root[u"host"].text(), 300);
    const QString base = shortened(m_context.root[u"basePath"].text(), 500);
    if (host.isEmpty())
        return base.isEmpty() ? QStringList() : QStringList{base};
    QStringList urls;
    for (qsizetype i = 0; i < qMin<qsizetype>(schemes.size(), 8) && schemes.isArray(); ++i)
        urls.append(shortened(schemes.at(i).text(), 20) + "://"_L1 + host + base);
    if (urls.isEmpty())
        urls.append("//"_L1 + host + base); // the scheme under which the file was served: not known here
    return urls;
}

void OpenApiReader::paths(const SpecNode &paths)
{
    if (paths.exists() && !paths.isObject()) {
        m_context.diagnostics.warn(ImportText::tr("“paths” is no object, so no operation can be read from it. Write each path as a key."), paths.ref());
        return;
    }
    for (qsizetype i = 0; i < paths.size() && !m_context.progress.isCancelled(); ++i) {
        const std::string_view key = paths.keyUtf8(i);
        if (key.substr(0, 2) == "x-" || key == "$ref")
            continue;
        const QString path = paths.keyAt(i);
        const SourceRef at = paths.keyRefAt(i);
        const QString shape = templateOf(path);
        if (const auto same = m_templates.constFind(shape); same != m_templates.constEnd() && *same != path) {
            m_context.diagnostics.warn(ImportText::tr("The paths “%1” and “%2” answer the same requests; which one does is left to chance. Join them.")
                                           .arg(shortened(*same, 100), shortened(path, 100)),
                                       at);
        }
        m_templates.insert(shape, path);
        pathItem({OperationKind::Operation, path, {}}, paths.at(i), at, 0);
    }
}

void OpenApiReader::webhooks(const SpecNode &webhooks)
{
    for (qsizetype i = 0; i < webhooks.size() && webhooks.isObject(); ++i) {
        if (webhooks.keyUtf8(i).substr(0, 2) != "x-")
            pathItem({OperationKind::Webhook, webhooks.keyAt(i), u"webhook "_s}, webhooks.at(i), webhooks.keyRefAt(i), 0);
    }
}

Result<void> importOpenApi(ImportContext &context)
{
    return OpenApiReader(context).run();
}

} // namespace drawbridge
