// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/id.h"
#include "base/sourceref.h"
#include "threatmodel/enums.h"
#include "threatmodel/property.h"

#include <QList>
#include <QStringList>

namespace drawbridge {

struct Source;
struct Element;
struct DataFlow;
struct TrustBoundary;
struct Operation;
struct Schema;
struct Field;
struct SecurityScheme;
struct Control;
struct Decision;
struct Diagram;
struct Placement;
struct BoundaryPlacement;
struct FlowPlacement;
struct ProjectInfo;
struct DataAsset;
struct Secret;
struct Threat;
struct RulePack;
struct Person;
struct Comment;
struct Action;
struct Requirement;
struct Checkpoint;
struct Review;
struct LogEntry;
struct Version;
struct ImportBaseline;

using SourceId = Id<Source>;
using ElementId = Id<Element>;
using FlowId = Id<DataFlow>;
using BoundaryId = Id<TrustBoundary>;
using OperationId = Id<Operation>;
using SchemaId = Id<Schema>;
using FieldId = Id<Field>;
using SchemeId = Id<SecurityScheme>;
using ControlId = Id<Control>;
using DecisionId = Id<Decision>;
using DiagramId = Id<Diagram>;
using PlacementId = Id<Placement>;
using BoundaryPlacementId = Id<BoundaryPlacement>;
using FlowPlacementId = Id<FlowPlacement>;
using VersionId = Id<Version>;
using LogEntryId = Id<LogEntry>;
using ReviewId = Id<Review>;
using CheckpointId = Id<Checkpoint>;
using RequirementId = Id<Requirement>;
using ActionId = Id<Action>;
using CommentId = Id<Comment>;
using PersonId = Id<Person>;
using RulePackId = Id<RulePack>;
using ThreatId = Id<Threat>;
using SecretId = Id<Secret>;
using DataAssetId = Id<DataAsset>;

// Parts of entities: values without an identity of their own. Like entities they list their fields once.

// Where an entity comes from. Hand-made ones have origin Person and no source.
struct Provenance
{
    Origin origin = Origin::Person;
    SourceId source;
    QString key; // what the source itself calls it, e.g. "GET /users/{id}"; the id is derived from it
    SourceRef at;
    bool noLongerInSource = false; // gone upstream, kept because a person edited, decided or linked it

    static constexpr auto fields()
    {
        return std::make_tuple(property("origin", &Provenance::origin), property("source", &Provenance::source), property("key", &Provenance::key),
                               property("at", &Provenance::at), property("no_longer_in_source", &Provenance::noLongerInSource));
    }
    bool operator==(const Provenance &) const = default;
};

// A three-valued fact with where it comes from and, in a few words, why it is believed.
struct Fact
{
    Truth value = Truth::Unknown;
    Origin origin = Origin::Inferred;
    QString evidence;

    static constexpr auto fields()
    {
        return std::make_tuple(property("value", &Fact::value), property("origin", &Fact::origin), property("evidence", &Fact::evidence));
    }
    bool operator==(const Fact &) const = default;
};

// A fact about an element or a flow beyond its own members, as a source or a person states it: an image, a published port,
// a setting. Names are those of the analysis facts (model/analysis/factschema).
struct StatedFact
{
    QString name;
    QString value;
    Origin origin = Origin::Declared;
    SourceRef at;

    static constexpr auto fields()
    {
        return std::make_tuple(property("name", &StatedFact::name), property("value", &StatedFact::value),
                               property("origin", &StatedFact::origin), property("at", &StatedFact::at));
    }
    bool operator==(const StatedFact &) const = default;
};

// A setting: a name and its value as text.
struct NamedValue
{
    QString name;
    QString value;

    static constexpr auto fields()
    {
        return std::make_tuple(property("name", &NamedValue::name), property("value", &NamedValue::value));
    }
    bool operator==(const NamedValue &) const = default;
};

// One scheme that a caller must satisfy, with the scopes that the operation asks for.
struct SchemeUse
{
    SchemeId scheme; // null when the specification names a scheme that it does not define
    QString name;
    QStringList scopes;

    static constexpr auto fields()
    {
        return std::make_tuple(property("scheme", &SchemeUse::scheme), property("name", &SchemeUse::name), property("scopes", &SchemeUse::scopes));
    }
    bool operator==(const SchemeUse &) const = default;
};

// Schemes that must all be satisfied; an operation's alternatives are joined by "or". Empty: anybody may call.
struct SecurityAlternative
{
    QList<SchemeUse> uses;

    static constexpr auto fields() { return std::make_tuple(property("uses", &SecurityAlternative::uses)); }
    bool operator==(const SecurityAlternative &) const = default;
};

// A request or response body in one media type.
struct Body
{
    bool isRequest = true;
    QString status;    // of a response: "200", "4XX", "default"; empty for a request
    QString mediaType; // may be empty: real files have empty keys
    SchemaId schema;   // null when nothing is said
    bool isArray = false; // the body is an array of the schema
    bool required = false;

    static constexpr auto fields()
    {
        return std::make_tuple(property("is_request", &Body::isRequest), property("status", &Body::status), property("media_type", &Body::mediaType),
                               property("schema", &Body::schema), property("is_array", &Body::isArray), property("required", &Body::required));
    }
    bool operator==(const Body &) const = default;
};

// A response as declared, apart from its bodies.
struct Response
{
    QString status; // "200", "4XX", "default"
    QString description;
    QStringList headers;      // names, as written
    QStringList exampleTexts; // of error responses only, shortened, with anything secret-like replaced by its shape

    static constexpr auto fields()
    {
        return std::make_tuple(property("status", &Response::status), property("description", &Response::description),
                               property("headers", &Response::headers), property("example_texts", &Response::exampleTexts));
    }
    bool operator==(const Response &) const = default;
};

struct OAuthFlow
{
    QString type; // authorizationCode, implicit, password, clientCredentials (OpenAPI 3 names)
    QString authorizationUrl;
    QString tokenUrl;
    QString refreshUrl;
    QStringList scopes;

    static constexpr auto fields()
    {
        return std::make_tuple(property("type", &OAuthFlow::type), property("authorization_url", &OAuthFlow::authorizationUrl),
                               property("token_url", &OAuthFlow::tokenUrl), property("refresh_url", &OAuthFlow::refreshUrl),
                               property("scopes", &OAuthFlow::scopes));
    }
    bool operator==(const OAuthFlow &) const = default;
};

// Refers to an entity of any kind.
struct Subject
{
    SubjectKind kind = SubjectKind::Project;
    QUuid id; // null for the project

    static constexpr auto fields() { return std::make_tuple(property("kind", &Subject::kind), property("id", &Subject::id)); }
    bool operator==(const Subject &) const = default;
};

// Rows about another entity of any kind.
template <class T> concept HasSubject = requires(const T &row) { static_cast<const Subject &>(row.subject); };

// A position in a diagram, in scene units (1 unit = 1 px at 100 %; y grows downwards).
struct Point
{
    double x = 0;
    double y = 0;

    static constexpr auto fields() { return std::make_tuple(property("x", &Point::x), property("y", &Point::y)); }
    bool operator==(const Point &) const = default;
};

} // namespace drawbridge
