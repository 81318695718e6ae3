// SPDX-License-Identifier: Apache-2.0
#include "importers/importtext.h"
#include "importers/postmanreader.h"
#include "importers/systembuilder.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestFolder = 100;
constexpr int mostRequests = 20000;

// A description is a text, or an object with the text in it.
QString descriptionOf(ImportContext &context, const SpecNode &node, int maxLength)
{
    return shortText(context, node.isObject() ? node[u"content"] : node, maxLength);
}

QString versionOf(ImportContext &context, const SpecNode &node)
{
    if (!node.isObject())
        return shortText(context, node, 80);
    QStringList parts;
    for (const char16_t *key : {u"major", u"minor", u"patch"}) {
        if (node.has(key))
            parts.append(node[key].text().left(20));
    }
    return shortened(parts.join(u'.'), 80);
}

} // namespace

Result<void> PostmanReader::run()
{
    const SpecNode root = m_context.root;
    const SpecNode info = root[u"info"];
    m_variables.add(root[u"variable"]);
    m_variables.add(root[u"variables"]);

    Source source = sourceFor(m_context);
    source.title = shortText(m_context, info[u"name"], 200);
    source.version = versionOf(m_context, info[u"version"]);
    Folder collection;
    collection.auth = m_auth.declared(root[u"auth"]);
    source.defaultSecurity = collection.auth ? collection.auth->declaration : AuthDeclaration::Undeclared;
    m_scripts += int(root[u"event"].size());
    items(root[u"item"], collection, 0);
    source.servers = servers();
    m_context.model.sources.insert(source);
    for (Seen &seen : m_seen) {
        if (seen.server != source.servers.value(0) && !seen.server.isEmpty())
            seen.operation.servers = {seen.server};
        store(seen);
    }
    if (m_scripts > 0)
        m_context.diagnostics.note(ImportText::tr("Drawbridge never runs the scripts of a collection; this one holds %1.").arg(m_scripts), root.ref());
    if (m_seen.empty())
        m_context.diagnostics.warn(ImportText::tr("The collection holds no request, so its service has no interface to analyse."), root.ref());

    ServiceFacts facts;
    facts.name = shortened(source.title, 60);
    facts.description = descriptionOf(m_context, info[u"description"], 500);
    facts.at = info[u"name"].exists() ? info[u"name"].ref() : root.ref();
    addSystem(m_context, facts);
    return {};
}

// The most used first, then by name.
QStringList PostmanReader::servers() const
{
    QMap<QString, int> uses;
    for (const Seen &seen : m_seen) {
        if (!seen.server.isEmpty())
            ++uses[seen.server];
    }
    QStringList list = uses.keys();
    std::stable_sort(list.begin(), list.end(), [&](const QString &a, const QString &b) { return uses.value(a) > uses.value(b); });
    return list.mid(0, 50);
}

void PostmanReader::items(const SpecNode &list, const Folder &folder, int depth)
{
    if (!list.isArray()) {
        m_context.diagnostics.warn(ImportText::tr("This folder holds no list of requests; it is left out."), list.exists() ? list.ref() : m_context.root.ref());
        return;
    }
    if (depth > deepestFolder) {
        m_context.diagnostics.warn(ImportText::tr("Folders nested more than %1 deep are left out.").arg(deepestFolder), list.ref());
        return;
    }
    for (qsizetype i = 0; i < list.size() && !m_full && !m_context.progress.isCancelled(); ++i) {
        const SpecNode item = list.at(i);
        m_scripts += int(item[u"event"].size());
        if (item.has(u"item") && !item.has(u"request")) {
            Folder inner = folder;
            const QString name = shortText(m_context, item[u"name"], 100);
            if (!name.isEmpty() && !inner.names.contains(name) && inner.names.size() < 20)
                inner.names.append(name);
            if (const auto own = m_auth.declared(item[u"auth"]))
                inner.auth = own;
            m_variables.add(item[u"variable"]);
            if (item[u"item"].isArray())
                items(item[u"item"], inner, depth + 1);
            else
                m_context.diagnostics.warn(ImportText::tr("This folder holds no list of requests; it is left out."), item.ref());
            continue;
        }
        const SpecNode sent = item[u"request"];
        if (!sent.isObject() && !(sent.isString() && !sent.text().isEmpty())) {
            m_context.diagnostics.warn(ImportText::tr("This entry is neither a request nor a folder; it is left out."), item.ref());
            continue;
        }
        if (++m_requests > mostRequests) {
            m_full = true;
            m_context.diagnostics.warn(ImportText::tr("The collection holds more than %L1 requests; the rest is left out.").arg(mostRequests), item.ref());
            return;
        }
        request(item, sent, folder);
    }
}

void PostmanReader::request(const SpecNode &item, const SpecNode &request, const Folder &folder)
{
    const PostmanUrl url = parsePostmanUrl(request.isString() ? request : request[u"url"], m_variables);
    QString method = request.isString() ? QString() : shortened(request[u"method"].text().toUpper(), 40).remove(u' ');
    if (method.isEmpty())
        method = u"GET"_s;
    static const QSet<QString> known{u"GET"_s,   u"POST"_s, u"PUT"_s,  u"PATCH"_s, u"DELETE"_s, u"COPY"_s, u"HEAD"_s,     u"OPTIONS"_s,
                                     u"TRACE"_s, u"LINK"_s, u"LOCK"_s, u"PURGE"_s, u"UNLINK"_s, u"VIEW"_s, u"PROPFIND"_s, u"UNLOCK"_s};
    if (!known.contains(method))
        m_context.diagnostics.note(ImportText::tr("“%1” is no method of HTTP; the request is taken over as it is.").arg(method), request[u"method"].ref());
    const QString key = method + u' ' + url.path;
    const bool first = !m_byKey.contains(key);
    if (first) {
        m_byKey.insert(key, qsizetype(m_seen.size()));
        Seen seen;
        seen.operation.id = OperationId::named(m_context.file.name, key);
        seen.operation.service = serviceIdFor(m_context);
        seen.operation.method = method;
        seen.operation.path = url.path;
        seen.operation.provenance = declaredAt(m_context, key, request.isString() ? request.keyRef() : item.ref());
        seen.server = url.server;
        m_seen.push_back(seen);
    }
    Seen &seen = m_seen[size_t(m_byKey.value(key))];
    describe(seen, item, request, folder);

    QList<std::pair<QString, SpecNode>> headers; // name, and the node that holds the value
    QString mediaType;
    const SpecNode list = request[u"header"];
    if (list.isString()) { // v2.0 also has them as one text
        const QStringList lines = list.text().left(16384).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : lines)
            headers.append({line.trimmed(), list});
    }
    for (qsizetype i = 0; i < qMin<qsizetype>(list.size(), 200) && list.isArray(); ++i) {
        const SpecNode header = list.at(i);
        if (header.isString())
            headers.append({header.text().left(4096), header});
        else if (header[u"key"].isScalar() && !header[u"disabled"].toBool().value_or(false))
            headers.append({header[u"key"].text().left(300) + u": "_s + header[u"value"].text().left(4096), header});
    }
    for (const auto &[line, node] : std::as_const(headers)) {
        if (line.startsWith("content-type:"_L1, Qt::CaseInsensitive))
            mediaType = line.section(u':', 1).section(u';', 0, 0).trimmed().toLower().left(100);
    }
    security(seen, request, url, headers, folder, first);
    pathParameters(seen, url, request);
    for (const PostmanUrl::Parameter &query : url.query) {
        if (m_auth.ofQuery(query.name, query.node))
            continue; // a credential, no data
        Field &field = parameter(seen, FieldLocation::Query, query.name, query.node);
        const PostmanSamples look(m_context, m_variables);
        look.describe(field, query.text);
        if (const QString text = descriptionOf(m_context, query.node[u"description"], 240); !text.isEmpty() && query.value.exists())
            field.description = text;
    }
    if (request.isObject())
        body(seen, request[u"body"], mediaType);
    responses(seen, item[u"response"]);
}

void PostmanReader::describe(Seen &seen, const SpecNode &item, const SpecNode &request, const Folder &folder)
{
    Operation &operation = seen.operation;
    if (operation.summary.isEmpty())
        operation.summary = shortText(m_context, item[u"name"], 200);
    if (operation.description.isEmpty())
        operation.description = descriptionOf(m_context, request[u"description"], 500);
    if (operation.description.isEmpty())
        operation.description = descriptionOf(m_context, item[u"description"], 500);
    for (const QString &name : folder.names) {
        if (!operation.tags.contains(name) && operation.tags.size() < 20)
            operation.tags.append(name);
    }
}

// One request shows one way to call; where some requests carry credentials and others none, callers may choose.
void PostmanReader::security(Seen &seen, const SpecNode &request, const PostmanUrl &url, const QList<std::pair<QString, SpecNode>> &headers,
                             const Folder &folder, bool first)
{
    SecurityAlternative uses;
    AuthDeclaration declaration = AuthDeclaration::Undeclared;
    if (const auto own = m_auth.declared(request[u"auth"])) {
        declaration = own->declaration;
        uses = own->uses;
    } else if (folder.auth) {
        declaration = folder.auth->declaration == AuthDeclaration::Declared ? AuthDeclaration::Inherited : folder.auth->declaration;
        uses = folder.auth->uses;
    }
    const auto add = [&](const SchemeUse &use) {
        declaration = declaration == AuthDeclaration::Inherited ? declaration : AuthDeclaration::Declared;
        if (!uses.uses.contains(use))
            uses.uses.append(use);
    };
    static const QSet<QString> everyday{u"content-type"_s, u"accept"_s, u"accept-language"_s, u"accept-encoding"_s, u"user-agent"_s, u"host"_s, u"content-length"_s,
                                        u"connection"_s, u"cache-control"_s, u"postman-token"_s, u"origin"_s, u"referer"_s, u"pragma"_s, u"dnt"_s, u"te"_s,
                                        u"upgrade-insecure-requests"_s, u"x-requested-with"_s, u"accept-charset"_s};
    for (const auto &[line, node] : headers) {
        const QString name = line.section(u':', 0, 0).trimmed();
        const QString value = line.section(u':', 1).trimmed();
        if (name.isEmpty())
            continue;
        const bool covered = name.compare("authorization"_L1, Qt::CaseInsensitive) == 0 && !uses.uses.isEmpty();
        const auto use = covered ? std::nullopt : m_auth.ofHeader(name, value, node);
        if (use)
            add(*use);
        // A credential written out in the collection has leaked with it; its look is kept, so that somebody notices.
        const bool writtenOut = (use || covered) && postmanVariablesIn(value).isEmpty() && !value.isEmpty();
        if ((use || covered) && !writtenOut)
            continue;
        if (everyday.contains(name.toLower()) || name.startsWith("sec-"_L1, Qt::CaseInsensitive))
            continue;
        Field &field = parameter(seen, FieldLocation::Header, name, node);
        const PostmanSamples look(m_context, m_variables);
        look.describe(field, use || covered ? value.section(u' ', -1) : value);
    }
    for (const PostmanUrl::Parameter &query : url.query) {
        if (query.disabled)
            continue;
        if (const auto use = m_auth.ofQuery(query.name, query.node))
            add(*use);
    }
    if (url.hasCredentials) {
        m_context.diagnostics.warn(ImportText::tr("The address of this request holds a user and a password. Replace them by variables, and change the password."), request.ref());
        if (uses.uses.isEmpty())
            add(m_auth.ofAddress(request));
    }

    Operation &operation = seen.operation;
    if (uses.uses.isEmpty()) {
        if (first)
            operation.authDeclaration = declaration;
        seen.mayBeAnonymous = true;
    } else {
        // What is declared says more than what is not.
        if (first || operation.security.isEmpty())
            operation.authDeclaration = declaration;
        if (!operation.security.contains(uses))
            operation.security.append(uses);
    }
}

void PostmanReader::pathParameters(Seen &seen, const PostmanUrl &url, const SpecNode &at)
{
    const PostmanSamples look(m_context, m_variables);
    const QStringList segments = url.path.split(u'/');
    for (const QString &segment : segments) {
        if (segment.startsWith(u':') && segment.size() > 1) {
            const QString name = shortened(segment.sliced(1), 200);
            const SpecNode entry = url.pathVariables.value(segment.sliced(1));
            Field &field = parameter(seen, FieldLocation::Path, name, entry.exists() ? entry : at);
            field.required = true;
            if (!entry[u"value"].text().isEmpty())
                look.describe(field, entry[u"value"].text());
            if (const QString text = descriptionOf(m_context, entry[u"description"], 240); !text.isEmpty())
                field.description = text;
            continue;
        }
        const QStringList names = postmanVariablesIn(segment);
        for (const QString &name : names) {
            Field &field = parameter(seen, FieldLocation::Path, shortened(name, 200), at);
            field.required = true;
            if (!m_variables.value(name).text().isEmpty())
                look.describe(field, m_variables.value(name).text());
        }
    }
}

Result<void> importPostman(ImportContext &context)
{
    return PostmanReader(context).run();
}

} // namespace drawbridge
