// SPDX-License-Identifier: Apache-2.0
// What specifications say: sources, operations, schemas, fields, security schemes.
#pragma once

#include "threatmodel/values.h"

#include <optional>

namespace drawbridge {

// An imported file.
struct Source
{
    SourceId id;
    QString path;   // relative to the folder that was opened; never absolute
    QString format; // openapi-3.0, swagger-2.0, postman-2.1 …
    QString formatVersion;
    QString title;
    QString version; // the document's own
    QString sha256;  // hex, of the bytes as read
    qint64 bytes = 0;
    QStringList servers; // URLs as written, variables replaced by their defaults
    AuthDeclaration defaultSecurity = AuthDeclaration::Undeclared;
    ElementId service; // the process that stands for it

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Source::id), property("path", &Source::path), property("format", &Source::format),
                               property("format_version", &Source::formatVersion), property("title", &Source::title),
                               property("version", &Source::version), property("sha256", &Source::sha256), property("bytes", &Source::bytes),
                               property("servers", &Source::servers), property("default_security", &Source::defaultSecurity),
                               property("service", &Source::service));
    }
    bool operator==(const Source &) const = default;
};

// Method and path, RPC, or channel action.
struct Operation
{
    OperationId id;
    ElementId service;
    OperationKind kind = OperationKind::Operation;
    QString method; // upper case for HTTP
    QString path;   // exactly as the specification writes it, without the server prefix; for a callback its expression
    QString operationId;
    QString summary;
    QString description; // shortened
    QStringList tags;
    bool deprecated = false;
    AuthDeclaration authDeclaration = AuthDeclaration::Undeclared;
    QList<SecurityAlternative> security; // effective: inherited requirements are filled in
    QList<Body> bodies;
    QList<Response> responses;
    QStringList servers; // only where they differ from the source's
    QStringList roles;   // set by a person; empty: inferred by the analysis
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Operation::id), property("service", &Operation::service), property("kind", &Operation::kind),
                               property("method", &Operation::method), property("path", &Operation::path),
                               property("operation_id", &Operation::operationId), property("summary", &Operation::summary),
                               property("description", &Operation::description), property("tags", &Operation::tags),
                               property("deprecated", &Operation::deprecated), property("auth_declaration", &Operation::authDeclaration),
                               property("security", &Operation::security), property("bodies", &Operation::bodies),
                               property("responses", &Operation::responses), property("servers", &Operation::servers),
                               property("roles", &Operation::roles), property("provenance", &Operation::provenance));
    }
    bool operator==(const Operation &) const = default;
};

// An object type: a named component, a file of its own, or inline in an operation or in another schema.
// References are kept as references, never expanded: follow `includes`, `variants` and Field::schemaRef with a visited set.
struct Schema
{
    SchemaId id;
    SchemaKind kind = SchemaKind::Named;
    QString name; // component name; the file's stem for a file; "METHOD path request|response" for an inline one
    OperationId operation; // of an inline one
    QString type;          // object, array, string … ; empty: not said
    Truth closed = Truth::Unknown; // additionalProperties or unevaluatedProperties: false → Yes; true or a schema → No
    QList<SchemaId> includes;      // allOf
    QList<SchemaId> variants;      // oneOf, anyOf
    QString description;           // shortened
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Schema::id), property("kind", &Schema::kind), property("name", &Schema::name),
                               property("operation", &Schema::operation), property("type", &Schema::type), property("closed", &Schema::closed),
                               property("includes", &Schema::includes), property("variants", &Schema::variants),
                               property("description", &Schema::description), property("provenance", &Schema::provenance));
    }
    bool operator==(const Schema &) const = default;
};

// A property of a schema, or a parameter of an operation. Inline objects below a schema do not become schemas of their
// own: their properties are fields of the same schema with a dotted path ("address.street", "items[].price").
struct Field
{
    FieldId id;
    SchemaId schema;       // null for a parameter
    OperationId operation; // of a parameter; null for a property
    FieldLocation location = FieldLocation::Body;
    QString name; // last part of the path
    QString path; // dotted, below the schema, "[]" for items; equals the name for a parameter
    QString type; // string, integer, number, boolean, object, array, file; several joined by "|"; empty: not said
    QString format;
    SchemaId schemaRef; // the named schema that this property (or its items) refers to
    bool isArray = false;
    bool required = false;
    bool readOnly = false;
    bool writeOnly = false;
    bool nullable = false;
    bool deprecated = false;
    bool synthesised = false; // a path variable that the specification forgot to declare
    QString description;      // shortened
    QStringList enumValues;   // the first fifty
    QString pattern;
    std::optional<double> minimum;
    std::optional<double> maximum;
    std::optional<qint64> minLength;
    std::optional<qint64> maxLength;
    std::optional<qint64> minItems;
    std::optional<qint64> maxItems;
    QStringList exampleShapes; // what examples and defaults look like (model/samples); values are never kept
    QString annotation;        // explicit data class of the specification (x-data-class, x-pii …)
    QString dataClass;         // a person's word on the class; "none.public" declassifies; empty: classified by the analysis
    QString semantic;          // a person's word on its meaning; empty: inferred by the analysis
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(
            property("id", &Field::id), property("schema", &Field::schema), property("operation", &Field::operation),
            property("location", &Field::location), property("name", &Field::name), property("path", &Field::path), property("type", &Field::type),
            property("format", &Field::format), property("schema_ref", &Field::schemaRef), property("is_array", &Field::isArray),
            property("required", &Field::required), property("read_only", &Field::readOnly), property("write_only", &Field::writeOnly),
            property("nullable", &Field::nullable), property("deprecated", &Field::deprecated), property("synthesised", &Field::synthesised),
            property("description", &Field::description), property("enum_values", &Field::enumValues), property("pattern", &Field::pattern),
            property("minimum", &Field::minimum), property("maximum", &Field::maximum), property("min_length", &Field::minLength),
            property("max_length", &Field::maxLength), property("min_items", &Field::minItems), property("max_items", &Field::maxItems),
            property("example_shapes", &Field::exampleShapes), property("annotation", &Field::annotation), property("data_class", &Field::dataClass),
            property("semantic", &Field::semantic), property("provenance", &Field::provenance));
    }
    bool operator==(const Field &) const = default;
};

// A way in which callers prove who they are.
struct SecurityScheme
{
    SchemeId id;
    ElementId service;
    QString name;
    SchemeType type = SchemeType::Unknown;
    QString location;      // of an API key: header, query, cookie
    QString parameterName; // of an API key
    QString httpScheme;    // basic, bearer, digest … in lower case
    QString bearerFormat;
    QList<OAuthFlow> flows;
    QString openIdConnectUrl;
    QString description; // shortened
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &SecurityScheme::id), property("service", &SecurityScheme::service), property("name", &SecurityScheme::name),
                               property("type", &SecurityScheme::type), property("location", &SecurityScheme::location),
                               property("parameter_name", &SecurityScheme::parameterName), property("http_scheme", &SecurityScheme::httpScheme),
                               property("bearer_format", &SecurityScheme::bearerFormat), property("flows", &SecurityScheme::flows),
                               property("open_id_connect_url", &SecurityScheme::openIdConnectUrl), property("description", &SecurityScheme::description),
                               property("provenance", &SecurityScheme::provenance));
    }
    bool operator==(const SecurityScheme &) const = default;
};

} // namespace drawbridge
