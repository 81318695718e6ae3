// SPDX-License-Identifier: Apache-2.0
#include "importers/postmanreader.h"

#include "samples/samples.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostResponses = 40;
constexpr int errorExamples = 3;
constexpr int errorExampleLength = 200;

QString textOf(ImportContext &context, const SpecNode &description)
{
    return shortText(context, description.isObject() ? description[u"content"] : description, 240);
}

// Postman names the language of a raw body where no header does.
QString mediaTypeOf(const QString &language)
{
    if (language == u"json")
        return u"application/json"_s;
    if (language == u"xml")
        return u"application/xml"_s;
    if (language == u"html")
        return u"text/html"_s;
    if (language == u"text")
        return u"text/plain"_s;
    return {};
}

QString withoutParameters(const QString &mediaType)
{
    return mediaType.section(u';', 0, 0).trimmed().toLower().left(100);
}

} // namespace

Field &PostmanReader::parameter(Seen &seen, FieldLocation location, const QString &name, const SpecNode &at)
{
    const QString clean = shortened(name, 300);
    const QString key = nameOf(location) + u' ' + clean;
    const auto known = seen.parameters.find(key);
    if (known != seen.parameters.end())
        return *known;
    Field field;
    const QString fieldKey = seen.operation.provenance.key + u' ' + key;
    field.id = FieldId::named(m_context.file.name, fieldKey);
    field.operation = seen.operation.id;
    field.location = location;
    field.name = clean;
    field.path = clean;
    field.provenance = declaredAt(m_context, fieldKey, at.ref());
    return *seen.parameters.insert(key, field);
}

void PostmanReader::sample(Seen &seen, const QString &status, const QString &mediaType, const QString &text, const SpecNode &at)
{
    const std::pair key(status, mediaType);
    seen.bodies.try_emplace(key, m_context, m_variables).first->second.addJson(text, at);
}

void PostmanReader::body(Seen &seen, const SpecNode &body, const QString &mediaType)
{
    if (!body.isObject() || body[u"disabled"].toBool().value_or(false))
        return;
    const QString mode = body[u"mode"].text();
    const SpecNode content = body[mode];
    if (mode == u"raw") {
        const QString text = content.text();
        if (text.trimmed().isEmpty())
            return;
        if (mediaType.startsWith("multipart/"_L1)) {
            static const QRegularExpression part(u"form-data;\\s*name=\"([^\"\\r\\n]{1,200})\"(;\\s*filename=)?"_s, QRegularExpression::CaseInsensitiveOption);
            auto matches = part.globalMatch(text.left(1024 * 1024));
            for (int i = 0; matches.hasNext() && i < 200; ++i) {
                const QRegularExpressionMatch match = matches.next();
                parameter(seen, FieldLocation::Form, match.captured(1), content).type = match.captured(2).isEmpty() ? u"string"_s : u"file"_s;
            }
        }
        QString type = mediaType.isEmpty() ? mediaTypeOf(body[u"options"][u"raw"][u"language"].text()) : mediaType;
        if (type.isEmpty() && (text.trimmed().startsWith(u'{') || text.trimmed().startsWith(u'[')))
            type = u"application/json"_s;
        sample(seen, {}, type, text, content);
    } else if (mode == u"urlencoded" || mode == u"formdata") {
        const PostmanSamples look(m_context, m_variables);
        if (content.isString()) { // older collections have it as one text
            const QStringList parts = content.text().left(65536).split(u'&', Qt::SkipEmptyParts);
            for (const QString &part : parts.mid(0, 500))
                look.describe(parameter(seen, FieldLocation::Form, part.section(u'=', 0, 0), content), part.section(u'=', 1));
        }
        for (qsizetype i = 0; i < qMin<qsizetype>(content.size(), 500) && content.isArray(); ++i) {
            const SpecNode entry = content.at(i);
            if (!entry[u"key"].isScalar() || entry[u"key"].text().isEmpty())
                continue;
            Field &field = parameter(seen, FieldLocation::Form, entry[u"key"].text(), entry);
            const QString type = entry[u"type"].text();
            field.type = type == u"file" ? u"file"_s : u"string"_s;
            if (type != u"file" && entry[u"value"].isScalar())
                look.describe(field, entry[u"value"].text());
            if (const QString text = textOf(m_context, entry[u"description"]); !text.isEmpty())
                field.description = text;
        }
        sample(seen, {}, mode == u"urlencoded" ? u"application/x-www-form-urlencoded"_s : u"multipart/form-data"_s, {}, body);
    } else if (mode == u"graphql") {
        // The query's own text says little here; what is sent with it is data.
        const QString variables = content[u"variables"].isString() ? content[u"variables"].text().trimmed() : QString();
        const bool usable = variables.startsWith(u'{') && variables.endsWith(u'}');
        sample(seen, {}, u"application/json"_s, "{\"query\": \"\", \"variables\": "_L1 + (usable ? variables : u"{}"_s) + u'}', content);
    } else if (mode == u"file") {
        sample(seen, {}, mediaType.isEmpty() ? u"application/octet-stream"_s : mediaType, {}, body);
    }
}

void PostmanReader::responses(Seen &seen, const SpecNode &list)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(list.size(), mostResponses) && list.isArray(); ++i) {
        const SpecNode saved = list.at(i);
        if (!saved.isObject())
            continue;
        QString status = shortened(saved[u"code"].text(), 10);
        if (status.isEmpty())
            status = u"default"_s;
        QList<Response> &all = seen.operation.responses;
        qsizetype index = std::find_if(all.begin(), all.end(), [&](const Response &r) { return r.status == status; }) - all.begin();
        if (index == all.size()) {
            Response added;
            added.status = status;
            added.description = shortText(m_context, saved[u"name"], 200);
            all.append(added);
        }
        Response &response = all[index];
        QString mediaType;
        const SpecNode headers = saved[u"header"];
        const auto addHeader = [&](const QString &name, const QString &value) {
            if (name.compare("content-type"_L1, Qt::CaseInsensitive) == 0)
                mediaType = withoutParameters(value);
            if (!name.isEmpty() && !response.headers.contains(name, Qt::CaseInsensitive) && response.headers.size() < 100)
                response.headers.append(shortened(name, 200));
        };
        if (headers.isString()) {
            const QStringList lines = headers.text().left(16384).split(u'\n', Qt::SkipEmptyParts);
            for (const QString &line : lines)
                addHeader(line.section(u':', 0, 0).trimmed(), line.section(u':', 1).trimmed());
        }
        for (qsizetype h = 0; h < qMin<qsizetype>(headers.size(), 200) && headers.isArray(); ++h) {
            const SpecNode header = headers.at(h);
            if (header.isString())
                addHeader(header.text().section(u':', 0, 0).trimmed(), header.text().section(u':', 1).trimmed());
            else
                addHeader(header[u"key"].text().trimmed(), header[u"value"].text());
        }
        const QString text = saved[u"body"].text();
        if (mediaType.isEmpty())
            mediaType = mediaTypeOf(saved[u"_postman_previewlanguage"].text());
        if (!text.trimmed().isEmpty())
            sample(seen, status, mediaType, text, saved[u"body"]);
        const bool failed = status.startsWith(u'4') || status.startsWith(u'5');
        if (failed && !text.trimmed().isEmpty() && response.exampleTexts.size() < errorExamples) {
            const QString example = redacted(text.left(errorExampleLength * 4).simplified(), errorExampleLength);
            if (!response.exampleTexts.contains(example))
                response.exampleTexts.append(example);
        }
    }
}

void PostmanReader::store(Seen &seen)
{
    Operation &operation = seen.operation;
    if (seen.mayBeAnonymous && !operation.security.isEmpty())
        operation.security.append(SecurityAlternative());
    const QString name = operation.method + u' ' + operation.path;
    for (auto &[where, samples] : seen.bodies) {
        const auto &[status, mediaType] = where;
        Body body;
        body.isRequest = status.isEmpty();
        body.status = status;
        body.mediaType = mediaType;
        body.isArray = samples.isArray();
        body.required = body.isRequest;
        const QString key = operation.provenance.key + (body.isRequest ? u" request "_s : " response "_L1 + status + u' ') + mediaType;
        body.schema = samples.store(name + (body.isRequest ? " request"_L1 : " response"_L1), key, operation);
        operation.bodies.append(body);
    }
    for (const Field &field : std::as_const(seen.parameters))
        m_context.model.fields.insert(field);
    std::sort(operation.responses.begin(), operation.responses.end(), [](const Response &a, const Response &b) { return a.status < b.status; });
    m_context.model.operations.insert(operation);
}

} // namespace drawbridge
