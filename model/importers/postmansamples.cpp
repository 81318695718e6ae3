// SPDX-License-Identifier: Apache-2.0
#include "importers/postmansamples.h"

#include "samples/samples.h"
#include "spec/parsespec.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 24;
constexpr qsizetype mostFields = 2000;
constexpr qsizetype itemsLookedAt = 20;
constexpr qsizetype longestBody = 4 * 1024 * 1024;
constexpr qsizetype longestName = 1000; // of a variable

// Stands before a variable that had no quotes: it need not be a text.
constexpr QChar bare(0xe000);

// A variable that stands for a number or an object is written without quotes, which is no JSON: it gets them.
// Comments, which Postman allows, go.
QString asJson(const QString &text)
{
    QString json;
    json.reserve(text.size() + 32);
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            if (c == u'\\' && i + 1 < text.size())
                json += text[i++];
            else if (c == u'"')
                inString = false;
            json += text[i];
            continue;
        }
        if (QStringView(text).sliced(i).startsWith(u"{{")) {
            // Looked for nearby only: otherwise a body of nothing but braces would be searched to its end at each of them.
            const QStringView ahead = QStringView(text).sliced(i + 2).left(longestName);
            const qsizetype close = ahead.indexOf("}}"_L1);
            const QString name = ahead.left(qMax<qsizetype>(close, 0)).toString();
            if (close >= 0 && !name.contains(u'"') && !name.contains(u'{') && !name.contains(u'\n')) {
                json += u'"' + QString(bare) + "{{"_L1 + name.simplified() + "}}\""_L1;
                i += close + 3;
                continue;
            }
        }
        if (c == u'/' && i + 1 < text.size() && text[i + 1] == u'/') {
            const qsizetype end = text.indexOf(u'\n', i);
            i = end < 0 ? text.size() : end - 1;
            continue;
        }
        if (c == u'/' && i + 1 < text.size() && text[i + 1] == u'*') {
            const qsizetype end = text.indexOf("*/"_L1, i + 2);
            i = end < 0 ? text.size() : end + 1;
            continue;
        }
        if (c == u'"')
            inString = true;
        json += c;
    }
    return json;
}

// The one variable that the text consists of; empty where it is more or less than that.
QString onlyVariable(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith("{{"_L1) || trimmed.indexOf("}}"_L1) != trimmed.size() - 2)
        return {};
    return trimmed.mid(2, trimmed.size() - 4);
}

void addType(Field &field, const QString &type)
{
    QStringList types = field.type.split(u'|', Qt::SkipEmptyParts);
    if (types.contains(type) || (type == u"integer" && types.contains(u"number"_s)))
        return;
    if (type == u"number")
        types.removeAll(u"integer"_s);
    types.append(type);
    types.sort();
    field.type = types.join(u'|');
}

void addShapeNames(QStringList &shapes, const QStringList &more)
{
    shapes += more;
    shapes.sort();
    shapes.removeDuplicates();
}

} // namespace

void PostmanSamples::describe(Field &field, const QString &text) const
{
    const QString name = onlyVariable(text);
    if (!name.isEmpty() && m_variables.contains(name) && m_variables.resolved(text) != text) {
        describe(field, m_variables.value(name).isString() ? m_variables.resolved(text) : m_variables.value(name).text());
        return;
    }
    // Behind a variable and a slash, the rest is a path: together an address.
    QString look = m_variables.resolved(text.left(4096));
    if (const qsizetype close = look.indexOf("}}/"_L1); look.startsWith("{{"_L1) && close == look.indexOf("}}"_L1))
        look.replace(0, close + 2, u"https://variable.example"_s);
    addShapeNames(field.exampleShapes, shapesOf(look));
    // A variable is named after what it holds.
    if (const QStringList names = postmanVariablesIn(text); !names.isEmpty() && field.description.isEmpty() && !names.first().startsWith(u'$'))
        field.description = shortened(names.join(u' '), 120);
}

void PostmanSamples::describe(Field &field, const SpecNode &value) const
{
    switch (value.kind()) {
    case SpecNode::Kind::Missing: break;
    case SpecNode::Kind::Null: field.nullable = true; break;
    case SpecNode::Kind::Bool:
        addType(field, u"boolean"_s);
        describe(field, value.text());
        break;
    case SpecNode::Kind::Number:
        addType(field, value.text().contains(u'.') || value.text().contains(u'e', Qt::CaseInsensitive) ? u"number"_s : u"integer"_s);
        describe(field, value.text());
        break;
    case SpecNode::Kind::String:
        if (value.text().startsWith(bare)) {
            describe(field, value.text().sliced(1));
        } else {
            addType(field, u"string"_s);
            describe(field, value.text());
        }
        break;
    case SpecNode::Kind::Array: field.isArray = true; break;
    case SpecNode::Kind::Object: addType(field, u"object"_s); break;
    }
}

void PostmanSamples::value(Field &field, const SpecNode &node, const QString &path, int depth)
{
    if (node.isArray()) {
        field.isArray = true;
        const qsizetype count = qMin(node.size(), itemsLookedAt);
        for (qsizetype i = 0; i < count; ++i) {
            if (node.at(i).isObject()) {
                addType(field, u"object"_s);
                object(node.at(i), path + "[]."_L1, depth + 1);
            } else if (node.at(i).isArray()) {
                addType(field, u"array"_s);
            } else {
                describe(field, node.at(i));
            }
        }
        if (field.type.isEmpty() && count == 0)
            field.type = u"array"_s;
        return;
    }
    if (field.type == u"array")
        field.type.clear();
    describe(field, node);
    if (node.isObject())
        object(node, path + u'.', depth + 1);
}

void PostmanSamples::object(const SpecNode &node, const QString &prefix, int depth)
{
    if (depth > deepest)
        return;
    for (qsizetype i = 0; i < node.size(); ++i) {
        const QString name = shortened(node.keyAt(i), 300);
        if (name.isEmpty() || m_fields.size() >= mostFields)
            continue;
        const QString path = prefix + name;
        Field field = m_fields.value(path);
        field.name = name;
        field.path = path;
        m_fields.insert(path, field); // before its members: the limit counts it
        value(field, node.at(i), path, depth);
        m_fields.insert(path, field);
    }
}

bool PostmanSamples::addJson(const QString &text, const SpecNode &at)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > longestBody || !(trimmed.startsWith(u'{') || trimmed.startsWith(u'[')))
        return false;
    if (!onlyVariable(trimmed).isEmpty())
        return false;
    Diagnostics unread; // what is wrong with a sample is nobody's concern
    const Result<std::shared_ptr<const SpecTree>> tree = parseSpec(asJson(trimmed).toUtf8(), u"sample.json"_s, unread);
    if (!tree)
        return false;
    const SpecNode root = (*tree)->root();
    if (m_at.isNull())
        m_at = at.ref();
    if (root.isArray()) {
        bool any = false;
        for (qsizetype i = 0; i < qMin(root.size(), itemsLookedAt); ++i) {
            if (root.at(i).isObject()) {
                any = true;
                object(root.at(i), QString(), 0);
            }
        }
        m_isArray = true;
        m_any = m_any || any;
        return any;
    }
    if (!root.isObject())
        return false;
    m_any = true;
    object(root, QString(), 0);
    return true;
}

SchemaId PostmanSamples::store(const QString &name, const QString &key, const Operation &operation)
{
    if (!m_any)
        return {};
    Schema schema;
    schema.id = SchemaId::named(m_context.file.name, key);
    schema.kind = SchemaKind::Inline;
    schema.name = name;
    schema.operation = operation.id;
    schema.type = u"object"_s;
    schema.provenance = declaredAt(m_context, key, m_at);
    m_context.model.schemas.insert(schema);
    for (Field field : std::as_const(m_fields)) {
        const QString fieldKey = key + "/properties/"_L1 + field.path;
        field.id = FieldId::named(m_context.file.name, fieldKey);
        field.schema = schema.id;
        field.provenance = declaredAt(m_context, fieldKey, m_at);
        field.provenance.origin = Origin::Observed; // seen in a sample, not promised
        m_context.model.fields.insert(field);
    }
    return schema.id;
}

} // namespace drawbridge
