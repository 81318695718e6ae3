// SPDX-License-Identifier: Apache-2.0
#include "importers/importtext.h"
#include "importers/openapireader.h"

#include "samples/samples.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int descriptionLength = 500;
constexpr int mostMediaTypes = 8;
constexpr qsizetype mostBodies = 200; // of one operation
constexpr qsizetype mostResponses = 100;
constexpr int mostOperations = 100'000; // references let a small file describe any number
constexpr int errorExamples = 3;
constexpr int errorExampleLength = 200;
constexpr int deepestCallback = 3; // callbacks of callbacks

constexpr std::string_view methods[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query"};

FieldLocation locationOf(const QString &in)
{
    if (in == u"path")
        return FieldLocation::Path;
    if (in == u"header")
        return FieldLocation::Header;
    if (in == u"cookie")
        return FieldLocation::Cookie;
    if (in == u"formData")
        return FieldLocation::Form;
    if (in == u"body")
        return FieldLocation::Body;
    return FieldLocation::Query;
}

// All plain values below a node, in one line: what an error says.
void collectText(const SpecNode &node, QString &text, int depth, int &steps)
{
    if (text.size() > errorExampleLength * 4 || depth > 16 || --steps < 0)
        return;
    if (node.isScalar() && node.kind() != SpecNode::Kind::Null) {
        text += node.text().left(errorExampleLength * 2) + u' ';
        return;
    }
    for (qsizetype i = 0; i < qMin<qsizetype>(node.size(), 20); ++i) {
        if (node.isObject())
            text += node.keyAt(i).left(60) + ": "_L1;
        collectText(node.at(i), text, depth + 1, steps);
    }
}

} // namespace

// A path item may be a reference with further keys beside it; these count as well, and first.
void OpenApiReader::pathItem(const Place &place, const SpecNode &node, const SourceRef &at, int depth)
{
    const SpecNode target = m_context.files.resolve(node);
    if (!node.isObject()) {
        m_context.diagnostics.warn(ImportText::tr("“%1” holds no operations; it is left out. Write an object with a key for each method.").arg(shortened(place.path, 100)), at);
        return;
    }
    QSet<std::string_view> seen;
    for (const SpecNode &item : {node, target}) {
        for (qsizetype i = 0; i < item.size(); ++i) {
            const std::string_view key = item.keyUtf8(i);
            const bool known = std::find(std::begin(methods), std::end(methods), key) != std::end(methods);
            if (known && (item == node || !seen.contains(key)))
                operation(place, QString::fromLatin1(key.data(), qsizetype(key.size())).toUpper(), item.at(i), item, item.keyRefAt(i), depth);
            if (known && item == node)
                seen.insert(key);
        }
        const SpecNode more = item[u"additionalOperations"]; // OpenAPI 3.2
        for (qsizetype i = 0; i < more.size() && more.isObject(); ++i)
            operation(place, shortened(more.keyAt(i), 40), more.at(i), item, more.keyRefAt(i), depth);
        if (node == target || !target.exists())
            break;
    }
}

void OpenApiReader::operation(const Place &place, const QString &method, const SpecNode &reference, const SpecNode &item, const SourceRef &at, int depth)
{
    if (!reference.isObject()) {
        m_context.diagnostics.warn(ImportText::tr("The operation %1 %2 is not described; it is left out. Write an object with its responses.").arg(method, shortened(place.path, 100)), at);
        return;
    }
    if (m_operations >= mostOperations) {
        if (m_operations++ == mostOperations)
            m_context.diagnostics.warn(ImportText::tr("The document describes more than %L1 operations; the rest is left out. Split it.").arg(mostOperations), at);
        return;
    }
    // A reference that leads nowhere leaves the operation itself, with nothing known about it.
    const SpecNode target = m_context.files.resolve(reference);
    const SpecNode node = target.exists() ? target : reference;

    Operation operation;
    const QString key = place.keyPrefix + method + u' ' + place.path;
    operation.id = OperationId::named(m_context.file.name, key);
    if (m_context.model.operations.contains(operation.id)) {
        m_context.diagnostics.warn(ImportText::tr("The operation %1 %2 is described twice; the first description counts. Remove the other.").arg(method, shortened(place.path, 100)), at);
        return;
    }
    operation.service = serviceIdFor(m_context);
    operation.kind = place.kind;
    operation.method = method;
    operation.path = place.path;
    operation.operationId = shortText(m_context, node[u"operationId"], 300);
    operation.summary = shortText(m_context, node[u"summary"], 200);
    operation.description = shortText(m_context, node[u"description"], descriptionLength);
    const SpecNode tags = node[u"tags"];
    for (qsizetype i = 0; i < qMin<qsizetype>(tags.size(), 20) && tags.isArray(); ++i) {
        const QString tag = shortText(m_context, tags.at(i), 100);
        if (!tag.isEmpty() && !operation.tags.contains(tag))
            operation.tags.append(tag);
    }
    operation.deprecated = node[u"deprecated"].toBool().value_or(false);
    operation.provenance = declaredAt(m_context, key, at);
    if (place.kind == OperationKind::Operation || node.has(u"security"))
        m_security.apply(operation, node);
    QStringList own = m_isSwagger && node.has(u"schemes") ? swaggerServers(node[u"schemes"]) : servers(node[u"servers"]);
    if (own.isEmpty())
        own = servers(item[u"servers"]);
    if (own != m_servers)
        operation.servers = own;

    parameters(operation, node, item);
    if (!m_isSwagger)
        requestBody(operation, node[u"requestBody"]);
    responses(operation, node);
    m_context.model.operations.insert(operation);
    m_operations = qMin(m_operations + 1, mostOperations);
    if (const SpecNode calls = node[u"callbacks"]; calls.exists() && depth < deepestCallback)
        callbacks(operation, calls, depth);
}

// Those of the path, then those of the operation, which win over equal ones (same name and place).
void OpenApiReader::parameters(Operation &operation, const SpecNode &node, const SpecNode &item)
{
    QMap<QString, std::pair<SpecNode, SpecNode>> byKey; // parameter, and where it is listed
    QStringList order;
    for (const SpecNode &owner : {item, node}) {
        const SpecNode list = m_context.files.resolve(owner[u"parameters"]);
        if (list.exists() && !list.isArray())
            m_context.diagnostics.warn(ImportText::tr("“parameters” is no list; it is left out. Write a list of objects with “name” and “in”."), list.ref());
        for (qsizetype i = 0; i < list.size() && list.isArray(); ++i) {
            const SpecNode parameter = m_context.files.resolve(list.at(i));
            if (!parameter.isObject()) {
                if (!SpecSet::isReference(list.at(i)))
                    m_context.diagnostics.warn(ImportText::tr("This parameter is no object; it is left out. Give it “name” and “in”."), list.at(i).ref());
                continue;
            }
            const QString key = parameter[u"in"].text() + u' ' + parameter[u"name"].text();
            if (!byKey.contains(key))
                order.append(key);
            byKey.insert(key, {parameter, list.at(i)});
        }
        if (item == node)
            break;
    }
    QSet<QString> inPath;
    for (const QString &key : std::as_const(order)) {
        const auto &[parameter, listed] = byKey[key];
        const QString in = parameter[u"in"].text();
        if (m_isSwagger && in == u"body") {
            swaggerBody(operation, parameter, node);
            continue;
        }
        if (!parameter[u"name"].isScalar()) {
            m_context.diagnostics.warn(ImportText::tr("This parameter has no name; it is left out. Give it “name” and “in”."), listed.ref());
            continue;
        }
        Field field;
        field.operation = operation.id;
        field.location = locationOf(in);
        field.name = shortened(parameter[u"name"].text(), 300);
        field.path = field.name;
        if (field.location == FieldLocation::Path)
            inPath.insert(field.name);
        const QString fieldKey = operation.provenance.key + u' ' + nameOf(field.location) + u' ' + field.name;
        field.id = FieldId::named(m_context.file.name, fieldKey);
        field.required = parameter[u"required"].toBool().value_or(false) || field.location == FieldLocation::Path;
        field.deprecated = parameter[u"deprecated"].toBool().value_or(false);
        field.description = shortText(m_context, parameter[u"description"], 240);
        const SourceRef at = parameter[u"name"].exists() ? parameter[u"name"].ref() : listed.ref();
        field.provenance = declaredAt(m_context, fieldKey, at);
        // The description of the value: beside the name (2.0), under `schema`, or under a media type.
        m_schemas.describeParameter(field, m_isSwagger ? parameter : parameter[u"schema"]);
        if (!m_isSwagger && !parameter.has(u"schema")) {
            if (const SpecNode media = parameter[u"content"].at(0); media.isObject())
                m_schemas.describeParameter(field, media[u"schema"]);
            else if (parameter.has(u"type"))
                m_schemas.describeParameter(field, parameter); // a 2.0 parameter in a 3.x document
        }
        if (!m_isSwagger) {
            addShapes(field.exampleShapes, parameter[u"example"]);
            const SpecNode examples = parameter[u"examples"];
            for (qsizetype i = 0; i < qMin<qsizetype>(examples.size(), 3) && examples.isObject(); ++i)
                addShapes(field.exampleShapes, m_context.files.resolve(examples.at(i))[u"value"]);
        }
        addField(field);
    }
    if (operation.kind == OperationKind::Operation)
        synthesise(operation, inPath);
}

void OpenApiReader::synthesise(const Operation &operation, const QSet<QString> &declared)
{
    for (const QString &variable : pathVariables(operation.path)) {
        const QString name = shortened(variable.section(u':', 0, 0), 300); // {id:[0-9]+}
        if (name.isEmpty() || declared.contains(name) || declared.contains(variable))
            continue;
        Field field;
        field.operation = operation.id;
        field.location = FieldLocation::Path;
        field.name = name;
        field.path = name;
        field.required = true;
        field.synthesised = true;
        const QString key = operation.provenance.key + u' ' + nameOf(field.location) + u' ' + name;
        field.id = FieldId::named(m_context.file.name, key);
        field.provenance = declaredAt(m_context, key, operation.provenance.at);
        field.provenance.origin = Origin::Inferred;
        addField(field);
        if (m_synthesised++ == 0) {
            m_firstSynthesised = operation.provenance.at;
            m_exampleOfSynthesised = operation.method + u' ' + shortened(operation.path, 100);
        }
    }
}

QStringList OpenApiReader::mediaTypes(const SpecNode &node, QStringView key)
{
    SpecNode list = node[key];
    if (!list.isArray())
        list = m_context.root[key];
    QStringList types;
    for (qsizetype i = 0; i < list.size() && list.isArray() && types.size() < mostMediaTypes; ++i) {
        const QString type = shortened(list.at(i).text(), 200);
        if (!types.contains(type))
            types.append(type);
    }
    return types.isEmpty() ? QStringList{u"application/json"_s} : types;
}

void OpenApiReader::swaggerBody(Operation &operation, const SpecNode &parameter, const SpecNode &node)
{
    Body body;
    body.required = parameter[u"required"].toBool().value_or(false);
    for (const QString &type : mediaTypes(node, u"consumes")) {
        body.mediaType = type;
        addBody(operation, body, parameter[u"schema"], nullptr);
    }
}

void OpenApiReader::requestBody(Operation &operation, const SpecNode &reference)
{
    const SpecNode node = m_context.files.resolve(reference);
    if (!node.isObject())
        return;
    Body body;
    body.required = node[u"required"].toBool().value_or(false);
    content(operation, body, node[u"content"], nullptr);
}

void OpenApiReader::content(Operation &operation, Body body, const SpecNode &content, Response *response)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(content.size(), 32) && content.isObject(); ++i) {
        const SpecNode media = m_context.files.resolve(content.at(i));
        body.mediaType = shortened(content.keyAt(i), 200);
        OpenApiSchemas::BodySchema read;
        addBody(operation, body, media.has(u"itemSchema") ? media[u"itemSchema"] : media[u"schema"], &read);
        const bool error = response && response->status.startsWith(u'4');
        QList<SpecNode> examples{media[u"example"]};
        const SpecNode named = media[u"examples"];
        for (qsizetype e = 0; e < qMin<qsizetype>(named.size(), errorExamples); ++e) {
            const SpecNode example = m_context.files.resolve(named.at(e));
            examples.append(example.has(u"value") ? example[u"value"] : example);
        }
        for (const SpecNode &example : std::as_const(examples)) {
            m_schemas.addExample(read, example);
            if (error)
                errorExample(*response, example);
        }
    }
}

void OpenApiReader::addBody(Operation &operation, const Body &body, const SpecNode &schema, OpenApiSchemas::BodySchema *read)
{
    if (operation.bodies.size() >= mostBodies)
        return;
    const QString direction = body.isRequest ? u"request"_s : u"response"_s;
    const QString name = (operation.kind == OperationKind::Operation ? operation.method + u' ' + operation.path : operation.provenance.key) + u' ' + direction;
    const QString key = operation.provenance.key + u' ' + direction + (body.isRequest ? QString() : u' ' + body.status) + u' ' + body.mediaType;
    const OpenApiSchemas::BodySchema found = m_schemas.body(schema, name, key, operation.id);
    Body complete = body;
    complete.schema = found.id;
    complete.isArray = found.isArray;
    operation.bodies.append(complete);
    if (read)
        *read = found;
}

void OpenApiReader::responses(Operation &operation, const SpecNode &node)
{
    const SpecNode list = m_context.files.resolve(node[u"responses"]);
    for (qsizetype i = 0; i < list.size() && list.isObject() && operation.responses.size() < mostResponses; ++i) {
        const std::string_view status = list.keyUtf8(i);
        if (status.substr(0, 2) == "x-" || status == "$ref")
            continue;
        response(operation, shortened(list.keyAt(i), 20), m_context.files.resolve(list.at(i)), node);
    }
}

void OpenApiReader::response(Operation &operation, const QString &status, const SpecNode &node, const SpecNode &operationNode)
{
    Response response;
    response.status = status;
    response.description = shortText(m_context, node[u"description"], 200);
    headers(operation, response, node[u"headers"]);
    Body body;
    body.isRequest = false;
    body.status = status;
    if (!m_isSwagger || node.has(u"content")) {
        content(operation, body, node[u"content"], &response);
    } else {
        OpenApiSchemas::BodySchema read;
        if (node.has(u"schema")) {
            for (const QString &type : mediaTypes(operationNode, u"produces")) {
                body.mediaType = type;
                addBody(operation, body, node[u"schema"], &read);
            }
        }
        const SpecNode examples = node[u"examples"];
        for (qsizetype i = 0; i < qMin<qsizetype>(examples.size(), errorExamples) && examples.isObject(); ++i) {
            m_schemas.addExample(read, examples.at(i));
            if (status.startsWith(u'4'))
                errorExample(response, examples.at(i));
        }
    }
    operation.responses.append(response);
}

void OpenApiReader::errorExample(Response &response, const SpecNode &example)
{
    if (!example.exists() || response.exampleTexts.size() >= errorExamples)
        return;
    QString text;
    int steps = 500;
    collectText(example, text, 0, steps);
    text = shortened(redacted(text.simplified(), errorExampleLength), errorExampleLength);
    if (!text.isEmpty() && !response.exampleTexts.contains(text))
        response.exampleTexts.append(text);
}

void OpenApiReader::headers(Operation &operation, Response &response, const SpecNode &headers)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(headers.size(), 50) && headers.isObject(); ++i) {
        const QString name = shortened(headers.keyAt(i), 200);
        if (name.startsWith("x-"_L1) && !headers.at(i).isObject())
            continue;
        response.headers.append(name);
        const SpecNode header = m_context.files.resolve(headers.at(i));
        Field field;
        field.operation = operation.id;
        field.location = FieldLocation::ResponseHeader;
        field.name = name;
        field.path = name;
        // Named once for the operation, whatever the number of responses that carry it.
        const QString key = operation.provenance.key + u' ' + nameOf(field.location) + u' ' + name;
        field.id = FieldId::named(m_context.file.name, key);
        if (m_context.model.fields.contains(field.id))
            continue;
        field.description = shortText(m_context, header[u"description"], 240);
        field.provenance = declaredAt(m_context, key, headers.keyRefAt(i));
        m_schemas.describeParameter(field, m_isSwagger ? header : header[u"schema"]);
        addField(field);
    }
}

// Requests that the service sends to an address that the caller gave.
void OpenApiReader::callbacks(const Operation &operation, const SpecNode &callbacks, int depth)
{
    for (qsizetype i = 0; i < callbacks.size() && callbacks.isObject(); ++i) {
        const SpecNode callback = m_context.files.resolve(callbacks.at(i));
        for (qsizetype e = 0; e < callback.size() && callback.isObject(); ++e) {
            if (callback.keyUtf8(e).substr(0, 2) == "x-")
                continue;
            const QString prefix = operation.provenance.key + " callback "_L1 + callbacks.keyAt(i) + u' ';
            pathItem({OperationKind::Callback, callback.keyAt(e), prefix}, callback.at(e), callback.keyRefAt(e), depth + 1);
        }
    }
}

} // namespace drawbridge
