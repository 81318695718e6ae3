// SPDX-License-Identifier: Apache-2.0
#include "importers/openapischemas.h"

#include "importers/importtext.h"

#include <QFileInfo>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestInline = 32;      // levels of objects written inside one another
constexpr int mostFields = 4000;       // of one schema
constexpr qsizetype mostFieldsOfAll = 200'000;
constexpr int mostSteps = 50'000;          // values looked at for one schema: aliases can stand for many
constexpr qint64 mostStepsOfAll = 2'000'000;
constexpr int descriptionLength = 240; // characters
constexpr int mostEnumValues = 50;
constexpr int examplesPerSchema = 2;

bool isTrue(const SpecNode &node)
{
    return node.toBool().value_or(false);
}

// "string", "string|integer"; null is no type but makes the value nullable.
QString typeOf(const SpecNode &node, bool *nullable = nullptr)
{
    const SpecNode type = node[u"type"];
    QStringList types;
    if (type.isArray()) {
        for (qsizetype i = 0; i < qMin<qsizetype>(type.size(), 8); ++i) {
            if (type.at(i).isScalar())
                types.append(type.at(i).text().left(40));
        }
    } else if (type.isString()) {
        types.append(type.text().left(40));
    }
    if (types.size() > 1 || (nullable && types == QStringList{u"null"_s})) {
        if (types.removeAll(u"null"_s) > 0 && nullable)
            *nullable = true;
    }
    types.removeDuplicates();
    if (!types.isEmpty())
        return types.join(u'|');
    if (node[u"properties"].isObject() || node[u"additionalProperties"].isObject())
        return u"object"_s;
    return node[u"items"].isObject() ? u"array"_s : QString();
}

bool isNullType(const SpecNode &node)
{
    return node[u"type"].text() == u"null";
}

void setNumber(std::optional<double> &target, const SpecNode &node)
{
    if (!target)
        target = node.toNumber();
}

void setCount(std::optional<qint64> &target, const SpecNode &node)
{
    const std::optional<double> number = node.toNumber();
    if (!target && number && *number >= 0 && *number <= 9e15)
        target = qint64(*number);
}

QString annotationOf(const SpecNode &node)
{
    for (const char16_t *key : {u"x-data-class", u"x-data-classification", u"x-pii", u"x-sensitive"}) {
        const SpecNode value = node[key];
        if (!value.isScalar() || value.kind() == SpecNode::Kind::Null)
            continue;
        if (const std::optional<bool> flag = value.toBool()) {
            if (*flag)
                return QString::fromUtf16(key);
            continue;
        }
        return shortened(value.text(), 60);
    }
    return {};
}

QString joined(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : path + u'.' + name;
}

} // namespace

QString OpenApiSchemas::interned(const QString &text)
{
    if (text.isEmpty())
        return text;
    const auto known = m_strings.constFind(text);
    return known == m_strings.constEnd() ? *m_strings.insert(text, text) : *known;
}

void OpenApiSchemas::addDefinitions(const SpecNode &definitions)
{
    for (qsizetype i = 0; i < definitions.size(); ++i) {
        if (definitions.keyUtf8(i).substr(0, 2) == "x-" && !hasStructure(definitions.at(i)))
            continue;
        const SpecNode node = definitions.at(i);
        if (node.isObject())
            definition(node);
        else if (node.kind() != SpecNode::Kind::Bool)
            m_context.diagnostics.warn(ImportText::tr("This schema is no object; it is left out. Describe it as an object with a type."), definitions.keyRefAt(i));
    }
}

SchemaId OpenApiSchemas::definition(const SpecNode &node)
{
    if (!node.exists())
        return {};
    const auto known = m_ids.constFind(node);
    if (known != m_ids.constEnd())
        return *known;
    const SchemaId id = SchemaId::named(node.tree()->fileName(), u'#' + node.pointer());
    m_ids.insert(node, id);
    m_queue.push_back(node);
    return id;
}

void OpenApiSchemas::finish()
{
    while (!m_queue.empty() && !m_context.progress.isCancelled()) {
        const SpecNode node = m_queue.front();
        m_queue.pop_front();
        const QString pointer = node.pointer();
        Owner owner;
        owner.schema.id = m_ids.value(node);
        if (m_context.model.schemas.contains(owner.schema.id))
            continue; // read with another document already
        owner.key = u'#' + pointer;
        owner.file = node.tree()->fileName();
        owner.schema.provenance = declaredAt(m_context, owner.key, node.keyRef());
        if (pointer.isEmpty()) {
            owner.schema.kind = SchemaKind::File;
            owner.schema.name = QFileInfo(owner.file).completeBaseName();
        } else {
            QString path = pointer;
            for (const auto &prefix : {"/components/schemas/"_L1, "/definitions/"_L1, "/$defs/"_L1, "/schemas/"_L1}) {
                if (path.startsWith(prefix)) {
                    path.remove(0, prefix.size());
                    break;
                }
            }
            path.replace("/properties/"_L1, "."_L1);
            // Elsewhere in a document the last part says most: …/content/application~1json/schema names nothing.
            if (path.startsWith(u'/'))
                path = path.sliced(path.lastIndexOf(u'/') + 1);
            path.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
            owner.schema.name = shortened(path, 200);
        }
        read(node, owner);
        store(owner);
    }
    applyExamples();
}

bool OpenApiSchemas::hasRoom(const SourceRef &at, qsizetype more)
{
    if (m_context.model.fields.size() + more <= mostFieldsOfAll)
        return true;
    tooMuch(at);
    return false;
}

void OpenApiSchemas::tooMuch(const SourceRef &at)
{
    if (!m_fullReported)
        m_context.diagnostics.warn(ImportText::tr("With its references written out the document holds too much; fields are left out from here on. Split it."), at);
    m_fullReported = true;
}

void OpenApiSchemas::read(const SpecNode &node, Owner &owner)
{
    Field whole;
    value(owner, whole, QString(), node, 0);
    owner.schema.type = interned(whole.type);
    const BodySchema self{owner.schema.id, false};
    for (const SpecNode &example : {node[u"example"], node[u"x-example"], node[u"examples"].at(0)}) {
        if (example.isObject())
            addExample(self, example);
    }
    owner.schema.description = whole.description;
}

void OpenApiSchemas::store(Owner &owner)
{
    owner.schema.includes.removeAll(owner.schema.id);
    owner.schema.variants.removeAll(owner.schema.id);
    m_context.model.schemas.insert(owner.schema);
    if (!hasRoom(owner.schema.provenance.at, owner.fields.size()))
        return;
    for (const Field &field : std::as_const(owner.fields))
        m_context.model.fields.insert(field);
}

// Whether a definition is more than a plain value.
bool OpenApiSchemas::hasStructure(const SpecNode &node)
{
    if (!node.isObject())
        return false;
    const QString type = typeOf(node);
    if (type == u"object" || type == u"array" || type.contains("object"_L1) || type.contains("array"_L1))
        return true;
    for (const char16_t *key : {u"allOf", u"oneOf", u"anyOf", u"properties", u"items", u"$ref", u"then", u"else"}) {
        if (node[key].size() > 0 || node[key].isString())
            return true;
    }
    return false;
}

void OpenApiSchemas::composeMany(const SpecNode &list, Parts &parts, bool variants, int depth)
{
    for (qsizetype i = 0; i < list.size(); ++i) {
        const SpecNode part = list.at(i);
        if (variants && isNullType(part))
            parts.nullable = true;
        else
            compose(part, parts, variants, depth);
    }
}

void OpenApiSchemas::compose(const SpecNode &node, Parts &parts, bool optional, int depth)
{
    if (!node.isObject() || depth > deepestInline || parts.written.size() > 500)
        return;
    if (SpecSet::isReference(node)) {
        const SpecNode target = m_context.files.target(node);
        if (target.exists())
            (optional ? parts.variants : parts.includes).append(target);
    }
    parts.written.append({node, optional});
    const SpecNode required = node[u"required"];
    for (qsizetype i = 0; i < required.size() && required.isArray() && !optional; ++i)
        parts.required.insert(required.at(i).text());
    if (node[u"allOf"].isArray()) {
        for (qsizetype i = 0; i < node[u"allOf"].size(); ++i)
            compose(node[u"allOf"].at(i), parts, optional, depth + 1);
    }
    for (const char16_t *key : {u"oneOf", u"anyOf"}) {
        if (node[key].isArray())
            composeMany(node[key], parts, true, depth + 1);
    }
    for (const char16_t *key : {u"then", u"else"})
        compose(node[key], parts, true, depth + 1);
}

// Reads one value: what is said of it goes to `field`, the members of objects written inside it to fields of the owner
// below `path`. The root of a schema is a value as well, with an empty path.
void OpenApiSchemas::value(Owner &owner, Field &field, const QString &path, const SpecNode &node, int depth)
{
    if (m_fullReported || ++owner.steps > mostSteps || ++m_steps > mostStepsOfAll) {
        tooMuch(owner.schema.provenance.at);
        return;
    }
    Parts parts;
    compose(node, parts, false, 0);
    field.nullable = field.nullable || parts.nullable;
    for (const Parts::Part &part : std::as_const(parts.written))
        facets(field, part.node);
    refer(owner, field, path, parts);
    members(owner, path, parts, depth);
    for (const Parts::Part &part : std::as_const(parts.written)) {
        // A list has items of one kind, or, as a tuple, of one kind for each place.
        QList<SpecNode> kinds;
        for (const SpecNode &items : {part.node[u"items"], part.node[u"prefixItems"]}) {
            if (items.isObject())
                kinds.append(items);
            for (qsizetype i = 0; items.isArray() && i < qMin<qsizetype>(items.size(), 8); ++i)
                kinds.append(items.at(i));
        }
        if (kinds.isEmpty() && typeOf(part.node) == u"array")
            field.isArray = true;
        for (const SpecNode &items : std::as_const(kinds))
            item(owner, field, path, items, depth);
    }
}

void OpenApiSchemas::item(Owner &owner, Field &field, const QString &path, const SpecNode &items, int depth)
{
    if (!items.isObject() || depth > deepestInline)
        return;
    if (path.isEmpty()) {
        // The root is a list: its items are a field of their own.
        property(owner, QString(), u"[]"_s, items, items.ref(), false, depth + 1);
        return;
    }
    // The field tells what one item is.
    const bool known = field.isArray && !field.type.isEmpty() && field.type != u"array";
    field.isArray = true;
    if (!known)
        field.type.clear();
    value(owner, field, path + u"[]"_s, items, depth + 1);
    if (field.type.isEmpty())
        field.type = u"array"_s;
}

// References of a value: one is the field's own, several make a schema that holds them.
void OpenApiSchemas::refer(Owner &owner, Field &field, const QString &path, const Parts &parts)
{
    QList<SchemaId> includes;
    QList<SchemaId> variants;
    for (const SpecNode &target : parts.includes)
        includes.append(definition(target));
    for (const SpecNode &target : parts.variants) {
        const SchemaId id = definition(target);
        if (!includes.contains(id) && !variants.contains(id))
            variants.append(id);
    }
    if (path.isEmpty()) {
        owner.schema.includes += includes;
        owner.schema.variants += variants;
        return;
    }
    const qsizetype count = includes.size() + variants.size();
    if (count == 0)
        return;
    if (count == 1 || owner.key.isEmpty()) {
        field.schemaRef = includes.isEmpty() ? variants.first() : includes.first();
        // A plain value behind a name: what is known of it is known of the field.
        const SpecNode end = m_context.files.resolve(includes.isEmpty() ? parts.variants.first() : parts.includes.first());
        if (end.isObject()) {
            if (!hasStructure(end))
                facets(field, end);
            else if (field.type.isEmpty())
                field.type = interned(typeOf(end));
            if (field.type.isEmpty() && hasStructure(end))
                field.type = u"object"_s;
        }
        return;
    }
    Schema choice;
    choice.kind = SchemaKind::Inline;
    choice.name = owner.schema.name + u'.' + path;
    choice.operation = owner.schema.operation;
    choice.type = field.type;
    choice.includes = includes;
    choice.variants = variants;
    const QString key = owner.key + "/properties/"_L1 + path;
    choice.id = SchemaId::named(owner.file, key);
    choice.provenance = declaredAt(m_context, key, field.provenance.at);
    m_context.model.schemas.insert(choice);
    field.schemaRef = choice.id;
}

void OpenApiSchemas::members(Owner &owner, const QString &path, const Parts &parts, int depth)
{
    for (const Parts::Part &part : parts.written) {
        SpecNode properties = part.node[u"properties"];
        if (SpecSet::isReference(properties))
            properties = m_context.files.resolve(properties);
        for (qsizetype i = 0; i < properties.size() && properties.isObject(); ++i) {
            const QString name = properties.keyAt(i);
            const bool required = (parts.required.contains(name) && !part.optional) || isTrue(properties.at(i)[u"required"]);
            property(owner, path, name, properties.at(i), properties.keyRefAt(i), required, depth + 1);
        }
        const SpecNode others = part.node[u"additionalProperties"];
        const std::optional<bool> open = others.toBool();
        if (path.isEmpty()) {
            if (open == false || part.node[u"unevaluatedProperties"].toBool() == false)
                owner.schema.closed = Truth::Yes;
            else if ((open == true || others.isObject()) && owner.schema.closed == Truth::Unknown)
                owner.schema.closed = Truth::No;
        }
        // The values of a map; of plain ones there is nothing to say.
        if (others.isObject() && hasStructure(others))
            property(owner, path, u"*"_s, others, others.keyRef(), false, depth + 1);
        const SpecNode patterns = part.node[u"patternProperties"];
        for (qsizetype i = 0; i < patterns.size() && patterns.isObject(); ++i) {
            if (hasStructure(patterns.at(i)))
                property(owner, path, u"*"_s, patterns.at(i), patterns.keyRefAt(i), false, depth + 1);
        }
    }
}

void OpenApiSchemas::property(Owner &owner, const QString &path, const QString &name, const SpecNode &node, const SourceRef &at, bool required,
                              int depth)
{
    if (owner.key.isEmpty() || (!node.isObject() && node.kind() != SpecNode::Kind::Bool))
        return; // a parameter's own members are not listed
    const QString fullPath = joined(path, name);
    if (const auto known = owner.byPath.constFind(fullPath); known != owner.byPath.constEnd()) {
        owner.fields[*known].required = owner.fields[*known].required || required;
        return;
    }
    if (owner.full || owner.fields.size() >= mostFields || depth > deepestInline) {
        if (!owner.full) {
            owner.full = true;
            m_context.diagnostics.warn(depth > deepestInline ? ImportText::tr("What is written more than %1 objects deep in this schema is left out; give the inner objects names.").arg(deepestInline)
                                                             : ImportText::tr("This schema has more than %L1 fields; the rest is left out.").arg(mostFields),
                                       at);
        }
        return;
    }
    const qsizetype index = owner.fields.size();
    owner.byPath.insert(fullPath, index);
    owner.fields.append(Field());
    Field field;
    const QString key = owner.key + "/properties/"_L1 + fullPath;
    field.id = FieldId::named(owner.file, key);
    field.schema = owner.schema.id;
    field.name = interned(name);
    field.path = path.isEmpty() ? field.name : fullPath;
    field.required = required;
    field.provenance = declaredAt(m_context, key, at);
    value(owner, field, fullPath, node, depth);
    owner.fields[index] = field;
}

// What a schema object says of a plain value; what is set already stays.
void OpenApiSchemas::facets(Field &field, const SpecNode &node)
{
    bool nullable = isTrue(node[u"nullable"]) || isTrue(node[u"x-nullable"]);
    if (field.type.isEmpty())
        field.type = interned(typeOf(node, &nullable));
    field.nullable = field.nullable || nullable;
    if (field.format.isEmpty() && node[u"format"].isString())
        field.format = interned(shortened(node[u"format"].text(), 60));
    field.readOnly = field.readOnly || isTrue(node[u"readOnly"]);
    field.writeOnly = field.writeOnly || isTrue(node[u"writeOnly"]);
    field.deprecated = field.deprecated || isTrue(node[u"deprecated"]);
    if (field.description.isEmpty()) {
        field.description = shortText(m_context, node[u"description"], descriptionLength);
        if (field.description.isEmpty())
            field.description = shortText(m_context, node[u"title"], descriptionLength);
        field.description = interned(field.description);
    }
    if (field.pattern.isEmpty() && node[u"pattern"].isString())
        field.pattern = interned(node[u"pattern"].text().left(500));
    setNumber(field.minimum, node[u"minimum"]);
    setNumber(field.minimum, node[u"exclusiveMinimum"]);
    setNumber(field.maximum, node[u"maximum"]);
    setNumber(field.maximum, node[u"exclusiveMaximum"]);
    setCount(field.minLength, node[u"minLength"]);
    setCount(field.maxLength, node[u"maxLength"]);
    setCount(field.minItems, node[u"minItems"]);
    setCount(field.maxItems, node[u"maxItems"]);
    const SpecNode values = node[u"enum"];
    for (qsizetype i = 0; field.enumValues.size() < mostEnumValues && i < values.size() && values.isArray(); ++i) {
        if (values.at(i).isScalar() && values.at(i).kind() != SpecNode::Kind::Null)
            field.enumValues.append(interned(shortened(values.at(i).text(), 100)));
    }
    if (const SpecNode constant = node[u"const"]; field.enumValues.isEmpty() && constant.isScalar() && constant.kind() != SpecNode::Kind::Null)
        field.enumValues.append(interned(shortened(constant.text(), 100)));
    if (field.annotation.isEmpty())
        field.annotation = annotationOf(node);
    for (const char16_t *key : {u"example", u"x-example", u"default", u"examples"}) {
        if (const SpecNode sample = node[key]; sample.exists())
            addShapes(field.exampleShapes, sample);
    }
}

void OpenApiSchemas::describeParameter(Field &field, const SpecNode &schema)
{
    Owner nobody; // members of object parameters are not listed
    nobody.file = m_context.file.name;
    value(nobody, field, field.path.isEmpty() ? u"*"_s : field.path, schema, 0);
}

OpenApiSchemas::BodySchema OpenApiSchemas::body(const SpecNode &schema, const QString &name, const QString &key, OperationId operation)
{
    if (!schema.isObject() || m_fullReported)
        return {};
    if (SpecSet::isReference(schema))
        return {definition(m_context.files.target(schema)), false};
    if (typeOf(schema) == u"array" && schema[u"items"].isObject() && !schema.has(u"allOf")) {
        BodySchema items = body(schema[u"items"], name, key, operation);
        return {items.id, true};
    }
    const SpecNode all = schema[u"allOf"];
    if (all.isArray() && all.size() == 1 && SpecSet::isReference(all.at(0)) && schema[u"properties"].size() == 0)
        return {definition(m_context.files.target(all.at(0))), false};
    if (!hasStructure(schema))
        return {};

    Owner owner;
    owner.key = key;
    owner.file = m_context.file.name;
    owner.schema.id = SchemaId::named(owner.file, key);
    owner.schema.kind = SchemaKind::Inline;
    owner.schema.name = name;
    owner.schema.operation = operation;
    owner.schema.provenance = declaredAt(m_context, key, schema.ref());
    read(schema, owner);
    // The same object is often written out once for each media type.
    QStringList signature{name};
    for (const Field &field : std::as_const(owner.fields))
        signature.append(field.path + u':' + field.type + field.schemaRef.toString());
    for (const SchemaId &id : owner.schema.includes + owner.schema.variants)
        signature.append(id.toString());
    signature.append(key.section(u' ', 0, -2)); // without the media type
    if (m_signaturesOf != operation) {
        m_signaturesOf = operation;
        m_inlineBySignature.clear();
    }
    const QString text = signature.join(u'\n');
    if (const auto known = m_inlineBySignature.constFind(text); known != m_inlineBySignature.constEnd())
        return {*known, false};
    m_inlineBySignature.insert(text, owner.schema.id);
    store(owner);
    return {owner.schema.id, false};
}

void OpenApiSchemas::addExample(const BodySchema &body, const SpecNode &example)
{
    if (!body.id || !example.exists() || m_exampleCounts[body.id] >= examplesPerSchema)
        return;
    ++m_exampleCounts[body.id];
    m_examples.emplace_back(body.id, example.isArray() ? example.at(0) : example);
}

// The value of each field that has no sample of its own, where a whole example shows it.
void OpenApiSchemas::applyExamples()
{
    if (m_examples.empty())
        return;
    QHash<SchemaId, QList<FieldId>> fieldsOf;
    for (const Field &field : m_context.model.fields) {
        if (field.schema && m_exampleCounts.contains(field.schema))
            fieldsOf[field.schema].append(field.id);
    }
    for (const auto &[schema, example] : m_examples) {
        for (const FieldId &id : fieldsOf.value(schema)) {
            const Field *field = m_context.model.fields.find(id);
            SpecNode at = example;
            for (QString part : field->path.split(u'.')) {
                const bool list = part.endsWith("[]"_L1);
                if (list)
                    part.chop(2);
                if (!part.isEmpty())
                    at = at[part];
                if (list)
                    at = at.at(0);
            }
            if (!at.exists() || at.isObject())
                continue;
            Field changed = *field;
            addShapes(changed.exampleShapes, at);
            if (changed.exampleShapes != field->exampleShapes)
                m_context.model.fields.insert(changed);
        }
    }
}

} // namespace drawbridge
