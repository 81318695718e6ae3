// SPDX-License-Identifier: Apache-2.0
#include "analysis/factschema.h"

#include "analysis/facts.h"
#include "analysis/jurisdictions.h"

#include <algorithm>

namespace drawbridge {

namespace {

constexpr DomainInfo domains[domainCount] = {
    {"none", false, true},         {"auth", false, false},         {"auth_declared", false, false}, {"method", false, true},
    {"operation_kind", false, false}, {"op_role", false, false},   {"location", false, false},      {"field_type", false, true},
    {"data_class", false, false},  {"semantic", false, false},     {"form", false, false},          {"sensitivity", true, false},
    {"certainty", true, false},    {"control", false, false},      {"scheme_type", false, false},   {"http_scheme", false, true},
    {"grant", false, false},       {"element_kind", false, false}, {"zone_kind", false, false},     {"actor_class", false, false},
    {"criticality", true, false},  {"selects", false, false},      {"audience", false, false},      {"word", false, true},
};

constexpr RuleType boolean{RuleType::Bool, Domain::None, FactKind::None};
constexpr RuleType integer{RuleType::Int, Domain::None, FactKind::None};
constexpr RuleType real{RuleType::Real, Domain::None, FactKind::None};
constexpr RuleType textual{RuleType::Text, Domain::None, FactKind::None};
constexpr RuleType symbolOf(Domain domain) { return {RuleType::Symbol, domain, FactKind::None}; }
constexpr RuleType setOf(Domain domain) { return {RuleType::Set, domain, FactKind::None}; }
constexpr RuleType listOf(FactKind kind) { return {RuleType::List, Domain::None, kind}; }
constexpr RuleType refTo(FactKind kind) { return {RuleType::Ref, Domain::None, kind}; }

using F = Facts &;
using R = FactRef;
using V = RuleValue;

V known(int value) { return value < 0 ? V() : V(value); }
V fromTruth(Truth truth) { return truth == Truth::Unknown ? V() : V(truth == Truth::Yes); }
V rowRef(FactKind kind, int row) { return row < 0 ? V() : V(FactRef{kind, 1, quint32(row)}); }
V optionalReal(const std::optional<double> &v) { return v ? V(*v) : V(); }
V optionalInt(const std::optional<qint64> &v) { return v ? V(*v) : V(); }

V numberOf(const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok ? V(number) : V();
}

#define ATTRIBUTE(name, type, unknown, help, expression) {name, type, unknown, help, [](F f, R r) -> V { (void)f; (void)r; return expression; }}

const Attribute projectAttributes[] = {
    ATTRIBUTE("audience", symbolOf(Domain::Audience), false, "who the system is for", V(f.symbols().intern(nameOf(f.model().project().audience)))),
    ATTRIBUTE("profiles", setOf(Domain::Word), false, "compliance profiles in force: pci, gdpr, hipaa …", V(&f.project.profiles)),
    ATTRIBUTE("services", listOf(FactKind::Element), false, "processes that offer operations", V(&f.project.services)),
    ATTRIBUTE("stores", listOf(FactKind::Element), false, "data stores", V(&f.project.stores)),
    ATTRIBUTE("elements", listOf(FactKind::Element), false, "everything in scope", V(&f.project.elements)),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "all operations in scope", V(&f.project.operations)),
    ATTRIBUTE("flows", listOf(FactKind::Flow), false, "all flows", V(&f.project.flows)),
};

#define ZONE f.zones[r.index]
const Attribute zoneAttributes[] = {
    ATTRIBUTE("name", textual, false, "its name", V(&ZONE.row->name)),
    ATTRIBUTE("kind", symbolOf(Domain::ZoneKind), false, "kind of zone", V(f.symbols().intern(nameOf(ZONE.row->kind)))),
    ATTRIBUTE("trust", integer, true, "level of trust, 0 (anyone) to 4 (restricted)", known(ZONE.row->trust)),
    ATTRIBUTE("members", listOf(FactKind::Element), false, "elements that stand directly in it", V(&ZONE.members)),
};

#define ELEMENT f.elements[r.index]
const Attribute elementAttributes[] = {
    ATTRIBUTE("name", textual, false, "its name", V(&ELEMENT.row->name)),
    ATTRIBUTE("kind", symbolOf(Domain::ElementKind), false, "external-entity, process or data-store", V(f.symbols().intern(nameOf(ELEMENT.row->kind)))),
    ATTRIBUTE("subkind", symbolOf(Domain::Word), false, "finer kind: service, gateway, browser, log_store …", V(f.symbols().intern(ELEMENT.row->subkind))),
    ATTRIBUTE("words", setOf(Domain::Word), false, "words of its name, technology and finer kind", V(&ELEMENT.words)),
    ATTRIBUTE("technology", textual, false, "as drawn under its name", V(&ELEMENT.row->technology)),
    ATTRIBUTE("zone", refTo(FactKind::Zone), true, "innermost zone", rowRef(FactKind::Zone, ELEMENT.zone)),
    ATTRIBUTE("trust", integer, true, "trust of the innermost zone that states one", known(ELEMENT.trust)),
    ATTRIBUTE("actor", symbolOf(Domain::ActorClass), false, "most available actor class that can reach it; none when nobody can",
              V(f.symbols().intern(nameOf(f.actorOf(r))))),
    ATTRIBUTE("exposure", real, false, "0.1 (isolated) to 1 (anybody on the internet)", V(f.exposureOf(r))),
    ATTRIBUTE("exposed", boolean, false, "customers, strangers or partners can reach it", V(f.exposureOf(r) >= 0.5)),
    ATTRIBUTE("confirmed", boolean, false, "false: inferred, nobody has confirmed it", V(ELEMENT.row->confirmed)),
    ATTRIBUTE("in_scope", boolean, false, "in scope of the review", V(ELEMENT.row->inScope)),
    ATTRIBUTE("criticality", symbolOf(Domain::Criticality), false, "how much the business depends on it", V(int(ELEMENT.row->criticality))),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "operations it offers", V(&ELEMENT.operations)),
    ATTRIBUTE("schemes", listOf(FactKind::Scheme), false, "security schemes it defines", V(&ELEMENT.schemes)),
    ATTRIBUTE("documents", listOf(FactKind::Document), false, "specifications that describe it", V(&ELEMENT.documents)),
    ATTRIBUTE("flows_in", listOf(FactKind::Flow), false, "flows that end here", V(&ELEMENT.flowsIn)),
    ATTRIBUTE("flows_out", listOf(FactKind::Flow), false, "flows that begin here", V(&ELEMENT.flowsOut)),
    ATTRIBUTE("classes", setOf(Domain::DataClass), false, "data classes of its operations or flows, at likely or above", (f.needData(ELEMENT), V(&ELEMENT.classes))),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "of the most sensitive data it handles, at likely or above",
              (f.needData(ELEMENT), V(ELEMENT.sensitivity))),
    ATTRIBUTE("account_sensitivity", symbolOf(Domain::Sensitivity), false, "of what taking over one of its accounts opens",
              (f.needData(ELEMENT), V(ELEMENT.accountSensitivity))),
    ATTRIBUTE("data_in", listOf(FactKind::DataHop), false, "data that comes to it", (f.needData(ELEMENT), V(&ELEMENT.dataIn))),
    ATTRIBUTE("data_out", listOf(FactKind::DataHop), false, "data that leaves it", (f.needData(ELEMENT), V(&ELEMENT.dataOut))),
    ATTRIBUTE("third_party", boolean, false, "somebody else's system", V(isThirdParty(f.model(), *ELEMENT.row))),
    ATTRIBUTE("sink", boolean, false, "a log, telemetry or analytics", V(isSink(*ELEMENT.row))),
    ATTRIBUTE("self_registration", boolean, false, "anybody may open an account", V(ELEMENT.selfRegistration)),
    ATTRIBUTE("deployed", boolean, false, "a deployment file runs it", V(ELEMENT.deployed)),
    ATTRIBUTE("product", symbolOf(Domain::Word), true, "well-known product that its image runs, in lower case: postgresql, redis …", known(ELEMENT.product)),
    ATTRIBUTE("access", symbolOf(Domain::Word), true, "credentials: clients have to show one; open: anybody who reaches it is served", known(ELEMENT.access)),
    ATTRIBUTE("settings", listOf(FactKind::Setting), false, "facts that a deployment file or a person states", V(&ELEMENT.settings)),
    ATTRIBUTE("secrets", listOf(FactKind::Secret), false, "secrets that its settings hold", V(&ELEMENT.secrets)),
    ATTRIBUTE("strangers", listOf(FactKind::Element), false, "others on one of its networks with which it has no flow", V(&ELEMENT.strangers)),
    ATTRIBUTE("networks", setOf(Domain::Word), false, "networks that it is attached to, as deployed, in lower case", V(&ELEMENT.networks)),
    ATTRIBUTE("published", boolean, false, "a port is published beyond the host", V(ELEMENT.published)),
    ATTRIBUTE("passes", boolean, false, "hands on what callers send: gateway, load balancer, reverse proxy", V(f.reach().nodes()[r.index].passes)),
    ATTRIBUTE("neighbours", listOf(FactKind::Element), false, "elements to which it can connect at once: over flows and shared networks", V(&f.neighbours(r.index))),
    ATTRIBUTE("reaches", listOf(FactKind::Element), false, "elements to which it can connect, also over other processes", V(&f.reachable(r.index))),
    ATTRIBUTE("reached_by", listOf(FactKind::Element), false, "elements that can connect to it at once", V(&f.callers(r.index))),
    ATTRIBUTE("bypassed", listOf(FactKind::Element), false, "gateways that stand on one route from outside to it and not on another", V(&f.bypassed(r.index))),
    ATTRIBUTE("route_through", textual, false, "the route through the first of them, in names", V(&f.routeText(r.index, false))),
    ATTRIBUTE("route_around", textual, false, "the route around it, in names", V(&f.routeText(r.index, true))),
    ATTRIBUTE("behind", listOf(FactKind::Element), false, "elements that stand on every route from any actor to it", V(&f.dominators(r.index))),
    ATTRIBUTE("source", refTo(FactKind::Element), false, "the place that declares it", V(r)),
};

#define FLOW f.flows[r.index]
const Attribute flowAttributes[] = {
    ATTRIBUTE("name", textual, false, "its name", V(&FLOW.row->name)),
    ATTRIBUTE("from", refTo(FactKind::Element), false, "where it begins", rowRef(FactKind::Element, int(FLOW.source))),
    ATTRIBUTE("to", refTo(FactKind::Element), false, "where it ends", rowRef(FactKind::Element, int(FLOW.target))),
    ATTRIBUTE("protocol", symbolOf(Domain::Word), true, "https, http, grpc, sql, amqp …",
              FLOW.row->protocol.isEmpty() ? V() : V(f.symbols().intern(FLOW.row->protocol.toLower()))),
    ATTRIBUTE("encrypted", boolean, true, "encrypted on the way", fromTruth(FLOW.row->encrypted.value)),
    ATTRIBUTE("authenticated", boolean, true, "the caller proves who it is", fromTruth(FLOW.row->authenticated.value)),
    ATTRIBUTE("crosses", integer, false, "how many zone boundaries it crosses", V(FLOW.crosses)),
    ATTRIBUTE("enters", listOf(FactKind::Zone), false, "zones that hold its end but not its beginning: attack surface", V(&FLOW.enters)),
    ATTRIBUTE("leaves", listOf(FactKind::Zone), false, "zones that hold its beginning but not its end: disclosure", V(&FLOW.leaves)),
    ATTRIBUTE("trust_delta", integer, true, "trust of where it ends minus trust of where it begins",
              f.elements[FLOW.source].trust < 0 || f.elements[FLOW.target].trust < 0 ? V() : V(f.elements[FLOW.target].trust - f.elements[FLOW.source].trust)),
    ATTRIBUTE("bidirectional", boolean, false, "data moves both ways", V(FLOW.row->bidirectional)),
    ATTRIBUTE("confirmed", boolean, false, "false: inferred, nobody has confirmed it", V(FLOW.row->confirmed)),
    ATTRIBUTE("internal", boolean, false, "both ends are attached to one network of containers", V(FLOW.internal)),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "operations that it carries", V(&FLOW.operations)),
    ATTRIBUTE("classes", setOf(Domain::DataClass), false, "data classes that it carries, at likely or above", (f.needData(FLOW), V(&FLOW.classes))),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "of the most sensitive data that it carries", (f.needData(FLOW), V(FLOW.sensitivity))),
    ATTRIBUTE("contradicted", setOf(Domain::Control), false, "controls that somebody calls present while imports show that they are absent", V(&f.contradicted(r))),
    ATTRIBUTE("exposure", real, false, "of its more available end", V(f.exposureOf(r))),
    ATTRIBUTE("source", refTo(FactKind::Flow), false, "the place that declares it", V(r)),
};

#define SETTING f.settings[r.index]
const Attribute settingAttributes[] = {
    ATTRIBUTE("name", symbolOf(Domain::Word), false, "image_mutable, privileged, tls_unverified …", V(f.symbols().intern(SETTING.row->name))),
    ATTRIBUTE("value", textual, false, "as stated", V(&SETTING.row->value)),
    ATTRIBUTE("number", real, true, "its value where that is a number", numberOf(SETTING.row->value)),
    ATTRIBUTE("holder", refTo(FactKind::Element), false, "the element that it is about", rowRef(FactKind::Element, int(SETTING.element))),
    ATTRIBUTE("source", refTo(FactKind::Setting), false, "the place that states it", V(r)),
};

#define SECRET f.secrets[r.index]
const Attribute secretAttributes[] = {
    ATTRIBUTE("name", textual, false, "of the variable, file or option", V(&SECRET.row->name)),
    ATTRIBUTE("kind", symbolOf(Domain::Word), false, "password, signing_key, api_key, private_key, connection_string, token", V(f.symbols().intern(SECRET.row->kind))),
    ATTRIBUTE("strength", symbolOf(Domain::Word), true, "dictionary, short, strong; Unknown when its value is not known",
              SECRET.row->strength.isEmpty() ? V() : V(f.symbols().intern(SECRET.row->strength))),
    ATTRIBUTE("placeholder", boolean, false, "filler or a variable without a value", V(SECRET.row->placeholder)),
    ATTRIBUTE("holder", refTo(FactKind::Element), true, "the element that holds it", rowRef(FactKind::Element, SECRET.element)),
    ATTRIBUTE("document", refTo(FactKind::Document), true, "the file in which it stands", rowRef(FactKind::Document, SECRET.document)),
    ATTRIBUTE("first", refTo(FactKind::Secret), false, "the first of all with an equal value", V(FactRef{FactKind::Secret, 1, SECRET.first})),
    ATTRIBUTE("equals", listOf(FactKind::Secret), false, "all with an equal value, itself included; empty for a placeholder", V(&SECRET.equals)),
    ATTRIBUTE("holders", listOf(FactKind::Element), false, "elements that hold an equal one", V(&SECRET.holders)),
    ATTRIBUTE("clients", listOf(FactKind::Element), false, "processes among them, of those that run the same program one", V(&SECRET.clients)),
    ATTRIBUTE("stores", listOf(FactKind::Element), false, "data stores among them", V(&SECRET.stores)),
    ATTRIBUTE("source", refTo(FactKind::Secret), false, "the place where it stands", V(r)),
};

#define DOCUMENT f.documents[r.index]
const Attribute documentAttributes[] = {
    ATTRIBUTE("title", textual, false, "its title", V(&DOCUMENT.row->title)),
    ATTRIBUTE("format", symbolOf(Domain::Word), false, "openapi-3.0, swagger-2.0, postman-2.1 …", V(f.symbols().intern(DOCUMENT.row->format))),
    ATTRIBUTE("service", refTo(FactKind::Element), true, "the process that stands for it", rowRef(FactKind::Element, DOCUMENT.service)),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "operations it declares", V(&DOCUMENT.operations)),
    ATTRIBUTE("schemes", listOf(FactKind::Scheme), false, "security schemes it defines", V(&DOCUMENT.schemes)),
    ATTRIBUTE("server_schemes", setOf(Domain::Word), false, "http, https, ws … of its server addresses", V(&DOCUMENT.serverSchemes)),
    ATTRIBUTE("server_words", setOf(Domain::Word), false, "words of its server addresses: staging, api, example, com …", V(&DOCUMENT.serverWords)),
    ATTRIBUTE("duplicate_ids", integer, false, "operationIds that several of its operations share", V(DOCUMENT.duplicateIds)),
    ATTRIBUTE("default_security", symbolOf(Domain::AuthDeclared), false, "what it says about security for all operations",
              V(f.symbols().intern(nameOf(DOCUMENT.row->defaultSecurity)))),
    ATTRIBUTE("uses_security", boolean, false, "some operation states a requirement", V(DOCUMENT.usesSecurity)),
    ATTRIBUTE("undeclared", integer, false, "operations about whose security it says nothing", V(DOCUMENT.undeclared)),
    ATTRIBUTE("source", refTo(FactKind::Document), false, "the place that declares it", V(r)),
};

#define OP f.operations[r.index]
#define WITH_FIELDS(expression) (f.needFields(OP), expression)
#define WITH_SIBLINGS(expression) (f.needSiblings(r.index), expression)
const Attribute operationAttributes[] = {
    ATTRIBUTE("name", textual, false, "METHOD path", V(&OP.name)),
    ATTRIBUTE("kind", symbolOf(Domain::OperationKind), false, "operation, webhook or callback", V(OP.kind)),
    ATTRIBUTE("method", symbolOf(Domain::Method), false, "GET, POST …", V(OP.method)),
    ATTRIBUTE("path", textual, false, "as written", V(&OP.row->path)),
    ATTRIBUTE("operation_id", textual, false, "as written", V(&OP.row->operationId)),
    ATTRIBUTE("prose", textual, false, "summary and description", V(&OP.prose)),
    ATTRIBUTE("error_text", textual, false, "descriptions and examples of error answers", V(&OP.errorText)),
    ATTRIBUTE("resource", textual, false, "the noun of the path that it works on", V(&OP.resource)),
    ATTRIBUTE("version", textual, false, "version segment of the path; empty when there is none", V(&OP.version)),
    ATTRIBUTE("words", setOf(Domain::Word), false, "words of path and operationId", V(&OP.words)),
    ATTRIBUTE("path_words", setOf(Domain::Word), false, "words of the path without variables", V(&OP.pathWords)),
    ATTRIBUTE("segments", setOf(Domain::Word), false, "whole path segments without variables, in lower case", V(&OP.segments)),
    ATTRIBUTE("tags", setOf(Domain::Word), false, "tags in lower case", V(&OP.tags)),
    ATTRIBUTE("deprecated", boolean, false, "marked deprecated", V(OP.row->deprecated)),
    ATTRIBUTE("service", refTo(FactKind::Element), true, "the process that offers it", rowRef(FactKind::Element, OP.service)),
    ATTRIBUTE("document", refTo(FactKind::Document), true, "the specification that declares it", rowRef(FactKind::Document, OP.document)),
    ATTRIBUTE("collection", refTo(FactKind::Collection), true, "operations on the same kind of resource", rowRef(FactKind::Collection, OP.collection)),
    ATTRIBUTE("auth", symbolOf(Domain::Auth), true, "none, optional or required; Unknown when the whole document is silent",
              f.symbols().word(OP.auth) == u"unknown" ? V() : V(OP.auth)),
    ATTRIBUTE("auth_declared", symbolOf(Domain::AuthDeclared), false, "undeclared, explicitly-public, inherited or declared", V(OP.authDeclared)),
    ATTRIBUTE("auth_strength", integer, false, "of the weakest alternative: 0 none, 1 key or password, 2 bearer, 3 bearer with scope, 4 mutual TLS", V(OP.strength)),
    ATTRIBUTE("best_strength", integer, false, "of the strongest alternative, same scale", V(OP.bestStrength)),
    ATTRIBUTE("alternatives", integer, false, "number of security alternatives", V(OP.alternatives)),
    ATTRIBUTE("schemes", listOf(FactKind::Scheme), false, "security schemes of all alternatives", V(&OP.schemes)),
    ATTRIBUTE("scopes", setOf(Domain::Word), false, "scopes that it asks for", V(&OP.scopes)),
    ATTRIBUTE("roles", setOf(Domain::Role), false, "what it is for, as inferred at likely or above or set by a person", V(&OP.roles)),
    ATTRIBUTE("has_side_effect", boolean, false, "a call changes something", V(OP.sideEffect)),
    ATTRIBUTE("mutating_name", boolean, false, "last path segment, operationId or summary begins with a changing verb", V(OP.mutatingName)),
    ATTRIBUTE("exposed", boolean, true, "customers, strangers or partners can send it a request", fromTruth(OP.exposed)),
    ATTRIBUTE("exposure", real, false, "0.1 (isolated) to 1 (anybody on the internet)", V(OP.exposure)),
    ATTRIBUTE("actor", symbolOf(Domain::ActorClass), false, "most available actor class that can call it", V(f.symbols().intern(nameOf(OP.exposureClass)))),
    ATTRIBUTE("contradicted", setOf(Domain::Control), false, "controls that somebody calls present while imports show that they are absent", V(&f.contradicted(r))),
    ATTRIBUTE("own_account", boolean, false, "the path is rooted at the caller: me, self, current …", V(OP.ownAccount)),
    ATTRIBUTE("params", listOf(FactKind::Field), false, "parameters", V(&OP.params)),
    ATTRIBUTE("object_refs", listOf(FactKind::ObjectRef), false, "ids with which the caller selects objects", V(&OP.objectRefs)),
    ATTRIBUTE("request_fields", listOf(FactKind::Field), false, "parameters and body fields, with those of referred schemas", WITH_FIELDS(V(&OP.requestFields))),
    ATTRIBUTE("body_fields", listOf(FactKind::Field), false, "fields of the request body alone", WITH_FIELDS(V(&OP.bodyFields))),
    ATTRIBUTE("response_fields", listOf(FactKind::Field), false, "fields of good answers", WITH_FIELDS(V(&OP.responseFields))),
    ATTRIBUTE("error_fields", listOf(FactKind::Field), false, "fields of error answers", WITH_FIELDS(V(&OP.errorFields))),
    ATTRIBUTE("request_sensitivity", symbolOf(Domain::Sensitivity), false, "most sensitive data that it takes, at likely or above", WITH_FIELDS(V(OP.requestSensitivity))),
    ATTRIBUTE("response_sensitivity", symbolOf(Domain::Sensitivity), false, "most sensitive data that it returns, at likely or above",
              WITH_FIELDS(V(OP.responseSensitivity))),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "most sensitive data that it takes or returns, at likely or above",
              WITH_FIELDS(V(std::max(OP.requestSensitivity, OP.responseSensitivity)))),
    ATTRIBUTE("returns_collection", boolean, false, "answers with many items", V(OP.returnsCollection)),
    ATTRIBUTE("has_body", boolean, false, "takes a body", fromTruth(OP.hasBody)),
    ATTRIBUTE("open_body", boolean, true, "the body accepts properties that the schema does not name", fromTruth(OP.openBody)),
    ATTRIBUTE("untyped_body", boolean, false, "the body has no usable schema", fromTruth(OP.untypedBody)),
    ATTRIBUTE("request_media", setOf(Domain::Word), false, "media types of the body", V(&OP.requestMedia)),
    ATTRIBUTE("response_media", setOf(Domain::Word), false, "media types of answers", V(&OP.responseMedia)),
    ATTRIBUTE("response_headers", setOf(Domain::Word), false, "names in lower case", V(&OP.responseHeaders)),
    ATTRIBUTE("error_codes", setOf(Domain::Word), false, "declared 4xx and 5xx", V(&OP.errorCodes)),
    ATTRIBUTE("success_codes", setOf(Domain::Word), false, "declared other answers", V(&OP.successCodes)),
    ATTRIBUTE("limit_evidence", boolean, false, "429, Retry-After or RateLimit headers are declared", V(OP.limitEvidence)),
    ATTRIBUTE("newer_versions", listOf(FactKind::Operation), false, "the same operation in newer versions", WITH_SIBLINGS(V(&OP.newer))),
    ATTRIBUTE("stronger_newer", listOf(FactKind::Operation), false, "newer versions that are better protected", WITH_SIBLINGS(V(&OP.strongerNewer))),
    ATTRIBUTE("twins", listOf(FactKind::Operation), false, "the same method and path offered by other services", V(&f.twins(r.index))),
    ATTRIBUTE("id_sources", listOf(FactKind::Operation), false, "operations that list ids which it takes, beside other people's data", V(&f.idSources(r.index))),
    ATTRIBUTE("source", refTo(FactKind::Operation), false, "the place that declares it", V(r)),
};

#define FIELD f.fields[r.index]
const Attribute fieldAttributes[] = {
    ATTRIBUTE("name", textual, false, "last part of its path", V(&FIELD.row->name)),
    ATTRIBUTE("path", textual, false, "dotted, below its schema", V(&FIELD.row->path)),
    ATTRIBUTE("words", setOf(Domain::Word), false, "words of its name", V(&FIELD.words)),
    ATTRIBUTE("location", symbolOf(Domain::Location), false, "body, path, query, header, cookie, form", V(f.symbols().intern(nameOf(FIELD.row->location)))),
    ATTRIBUTE("type", symbolOf(Domain::FieldType), false, "string, integer, number, boolean, object, array …", V(FIELD.type)),
    ATTRIBUTE("format", symbolOf(Domain::Word), false, "as written", V(FIELD.format)),
    ATTRIBUTE("class", symbolOf(Domain::DataClass), false, "data class, best match; none when nothing is known", V(FIELD.dataClass)),
    ATTRIBUTE("classes", setOf(Domain::DataClass), false, "all data classes that match", V(&FIELD.classes)),
    ATTRIBUTE("certainty", symbolOf(Domain::Certainty), false, "of the class", V(FIELD.certainty)),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "of the class", V(FIELD.sensitivity)),
    ATTRIBUTE("form", symbolOf(Domain::Form), false, "plain, masked, hashed …", V(FIELD.form)),
    ATTRIBUTE("semantic", symbolOf(Domain::Semantic), false, "what it does: url, object_id, current_secret …; none when nothing is known", V(FIELD.semantic)),
    ATTRIBUTE("semantic_certainty", symbolOf(Domain::Certainty), false, "of the semantic", V(FIELD.semanticCertainty)),
    ATTRIBUTE("required", boolean, false, "required", V(FIELD.row->required)),
    ATTRIBUTE("read_only", boolean, false, "readOnly", V(FIELD.row->readOnly)),
    ATTRIBUTE("write_only", boolean, false, "writeOnly", V(FIELD.row->writeOnly)),
    ATTRIBUTE("is_array", boolean, false, "an array", V(FIELD.row->isArray)),
    ATTRIBUTE("synthesised", boolean, false, "a path variable that the specification forgot to declare", V(FIELD.row->synthesised)),
    ATTRIBUTE("depth", integer, false, "how far below the body it lies; 1 is the top", V(int(r.depth))),
    ATTRIBUTE("description", textual, false, "shortened", V(&FIELD.row->description)),
    ATTRIBUTE("values", setOf(Domain::Word), false, "enumerated values, in lower case", V(&FIELD.values)),
    ATTRIBUTE("shapes", setOf(Domain::Word), false, "what its examples look like: email, jwt, jwt:weak-key …", V(&FIELD.shapes)),
    ATTRIBUTE("pattern", textual, false, "regular expression of the contract", V(&FIELD.row->pattern)),
    ATTRIBUTE("minimum", real, true, "smallest number; Unknown when not stated", optionalReal(FIELD.row->minimum)),
    ATTRIBUTE("maximum", real, true, "largest number; Unknown when not stated", optionalReal(FIELD.row->maximum)),
    ATTRIBUTE("has_minimum", boolean, false, "a smallest number is stated", V(FIELD.row->minimum.has_value())),
    ATTRIBUTE("has_maximum", boolean, false, "a largest number is stated", V(FIELD.row->maximum.has_value())),
    ATTRIBUTE("min_length", integer, true, "Unknown when not stated", optionalInt(FIELD.row->minLength)),
    ATTRIBUTE("max_length", integer, true, "Unknown when not stated", optionalInt(FIELD.row->maxLength)),
    ATTRIBUTE("has_max_length", boolean, false, "a greatest length is stated", V(FIELD.row->maxLength.has_value())),
    ATTRIBUTE("max_items", integer, true, "Unknown when not stated", optionalInt(FIELD.row->maxItems)),
    ATTRIBUTE("has_max_items", boolean, false, "a greatest number of items is stated", V(FIELD.row->maxItems.has_value())),
    ATTRIBUTE("keyspace", real, true, "how many values the contract permits, as a power of ten; Unknown when not bounded",
              FIELD.keyspace < 0 ? V() : V(FIELD.keyspace)),
    ATTRIBUTE("schema", refTo(FactKind::Schema), true, "the schema that holds it; Unknown for a parameter", rowRef(FactKind::Schema, FIELD.schema)),
    ATTRIBUTE("service", refTo(FactKind::Element), true, "the process whose interface it belongs to", rowRef(FactKind::Element, f.rowOf(f.serviceOf(r)))),
    ATTRIBUTE("source", refTo(FactKind::Field), false, "the place that declares it", V(r)),
};

#define SCHEMA f.schemas[r.index]
const Attribute schemaAttributes[] = {
    ATTRIBUTE("name", textual, false, "component name", V(&SCHEMA.row->name)),
    ATTRIBUTE("closed", boolean, true, "no properties beyond the named ones", fromTruth(SCHEMA.row->closed)),
    ATTRIBUTE("source", refTo(FactKind::Schema), false, "the place that declares it", V(r)),
};

#define SCHEME f.schemes[r.index]
const Attribute schemeAttributes[] = {
    ATTRIBUTE("name", textual, false, "its name", V(&SCHEME.row->name)),
    ATTRIBUTE("words", setOf(Domain::Word), false, "words of its name and parameter", V(&SCHEME.words)),
    ATTRIBUTE("type", symbolOf(Domain::SchemeType), false, "api-key, http, oauth2, openid-connect, mutual-tls", V(SCHEME.type)),
    ATTRIBUTE("location", symbolOf(Domain::Word), false, "of an API key: header, query, cookie", V(SCHEME.location)),
    ATTRIBUTE("http_scheme", symbolOf(Domain::HttpScheme), false, "basic, bearer, digest …", V(SCHEME.httpScheme)),
    ATTRIBUTE("strength", integer, false, "1 key or password, 2 bearer, 4 mutual TLS", V(SCHEME.strength)),
    ATTRIBUTE("grants", setOf(Domain::Grant), false, "OAuth flows", V(&SCHEME.grants)),
    ATTRIBUTE("scopes", setOf(Domain::Word), false, "scopes it defines", V(&SCHEME.scopes)),
    ATTRIBUTE("url_schemes", setOf(Domain::Word), false, "http, https of its addresses, without those on this machine", V(&SCHEME.urlSchemes)),
    ATTRIBUTE("description", textual, false, "shortened", V(&SCHEME.row->description)),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "operations that accept it", V(&SCHEME.operations)),
    ATTRIBUTE("uses_without_scope", integer, false, "requirements that name it without any scope", V(SCHEME.usesWithoutScope)),
    ATTRIBUTE("service", refTo(FactKind::Element), true, "the process that defines it", rowRef(FactKind::Element, SCHEME.service)),
    ATTRIBUTE("document", refTo(FactKind::Document), true, "the specification that defines it", rowRef(FactKind::Document, SCHEME.document)),
    ATTRIBUTE("source", refTo(FactKind::Scheme), false, "the place that declares it", V(r)),
};

#define OBJECT f.objectRefs[r.index]
const Attribute objectRefAttributes[] = {
    ATTRIBUTE("name", textual, false, "name of the parameter or field", V(&f.fields[OBJECT.field].row->name)),
    ATTRIBUTE("location", symbolOf(Domain::Location), false, "path, query or body", V(f.symbols().intern(nameOf(f.fields[OBJECT.field].row->location)))),
    ATTRIBUTE("selects", symbolOf(Domain::Selects), false, "principal (a user or account), tenant or object", V(OBJECT.selects)),
    ATTRIBUTE("sequential", boolean, true, "ids can be counted up; false for random ones", fromTruth(OBJECT.sequential)),
    ATTRIBUTE("resource", textual, false, "what it selects", V(&OBJECT.resource)),
    ATTRIBUTE("field", refTo(FactKind::Field), false, "the field itself", rowRef(FactKind::Field, int(OBJECT.field))),
    ATTRIBUTE("source", refTo(FactKind::ObjectRef), false, "the place that declares it", V(r)),
};

#define COLLECTION f.collections[r.index]
const Attribute collectionAttributes[] = {
    ATTRIBUTE("name", textual, false, "its path, variables as {}", V(&COLLECTION.name)),
    ATTRIBUTE("service", refTo(FactKind::Element), true, "the process that offers it", rowRef(FactKind::Element, COLLECTION.service)),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "all operations on it", V(&COLLECTION.operations)),
    ATTRIBUTE("reads", listOf(FactKind::Operation), false, "operations that read it", V(&COLLECTION.reads)),
    ATTRIBUTE("writes", listOf(FactKind::Operation), false, "operations that change it", V(&COLLECTION.writes)),
    ATTRIBUTE("shown_fields", listOf(FactKind::Field), false, "fields of its representation in answers", (f.needFields(COLLECTION), V(&COLLECTION.shown))),
    ATTRIBUTE("written_fields", listOf(FactKind::Field), false, "fields that its writes accept", (f.needFields(COLLECTION), V(&COLLECTION.written))),
    ATTRIBUTE("source", refTo(FactKind::Collection), false, "the place that declares it", V(r)),
};

#define HOP f.dataHops[r.index]
V lessTrusted(F f, const DataHopFacts &hop)
{
    const int from = f.elements[hop.from].trust, to = f.elements[hop.to].trust;
    return from == TrustBoundary::unknownTrust || to == TrustBoundary::unknownTrust ? V() : V(to < from);
}
V encryptedOn(F f, const DataHopFacts &hop)
{
    const ControlFact tls = f.control({FactKind::Flow, 1, hop.flow}, f.symbols().intern(QStringLiteral("tls")));
    const Truth stated = f.flows[hop.flow].row->encrypted.value;
    if (stated != Truth::Unknown)
        return fromTruth(stated);
    return tls.state == ControlState::Present ? V(true) : tls.state == ControlState::Absent ? V(false) : V();
}
DataClass classOf(F f, const DataHopFacts &hop) { return f.lexicons().dataClass(f.symbols().word(hop.dataClass)); }
bool stated(F f, R hop, QString DataAsset::*what)
{
    const AssetView *asset = f.statedAsset(hop);
    return asset && !(asset->asset.*what).isEmpty();
}
bool statesPurposes(F f, R hop)
{
    const AssetView *asset = f.statedAsset(hop);
    return asset && !asset->asset.purposes.isEmpty();
}
QString destinationOf(F f, const DataHopFacts &hop)
{
    const QStringList allowed = f.model().project().jurisdictions;
    const Element &to = *f.elements[hop.to].row;
    if (allowed.isEmpty() || !isThirdParty(f.model(), to))
        return QStringLiteral("inside");
    for (const StatedFact &fact : to.facts) {
        if (fact.name == u"jurisdiction")
            return isInside(fact.value, allowed) ? QStringLiteral("inside") : QStringLiteral("outside");
    }
    return QStringLiteral("unknown");
}
const Attribute dataHopAttributes[] = {
    ATTRIBUTE("flow", refTo(FactKind::Flow), false, "the flow on which the data moves", rowRef(FactKind::Flow, int(HOP.flow))),
    ATTRIBUTE("from", refTo(FactKind::Element), false, "the element that it leaves", rowRef(FactKind::Element, int(HOP.from))),
    ATTRIBUTE("to", refTo(FactKind::Element), false, "the element that it comes to", rowRef(FactKind::Element, int(HOP.to))),
    ATTRIBUTE("origin", refTo(FactKind::Element), false, "where it starts, on a shortest way", rowRef(FactKind::Element, int(HOP.origin))),
    ATTRIBUTE("way", listOf(FactKind::DataHop), false, "the hops from its origin, this one last", V(&HOP.way)),
    ATTRIBUTE("class", symbolOf(Domain::DataClass), false, "class of the data", V(HOP.dataClass)),
    ATTRIBUTE("form", symbolOf(Domain::Form), false, "form in which it moves: plain, masked, tokenised …", V(HOP.form)),
    ATTRIBUTE("certainty", symbolOf(Domain::Certainty), false, "certain (declared), likely (a contract shows it) or possible (nothing speaks against it)",
              V(HOP.certainty)),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "of the data", V(HOP.sensitivity)),
    ATTRIBUTE("personal", boolean, false, "about a person", V(classOf(f, HOP).personal)),
    ATTRIBUTE("special", boolean, false, "of a special category, or about crimes", V(classOf(f, HOP).special)),
    ATTRIBUTE("back", boolean, false, "an answer: against the arrow of the flow", V(f.trace().hops[HOP.hop].back)),
    ATTRIBUTE("encrypted", boolean, true, "the flow is encrypted", encryptedOn(f, HOP)),
    ATTRIBUTE("less_trusted", boolean, true, "it goes to a zone of less trust than it comes from", lessTrusted(f, HOP)),
    ATTRIBUTE("legal_basis", boolean, false, "a person stated on which ground the asset that it belongs to is processed", V(stated(f, r, &DataAsset::legalBasis))),
    ATTRIBUTE("retention", boolean, false, "a person stated how long the asset that it belongs to is kept", V(stated(f, r, &DataAsset::retention))),
    ATTRIBUTE("purposes", boolean, false, "a person stated what the asset that it belongs to is for", V(statesPurposes(f, r))),
    ATTRIBUTE("destination", symbolOf(Domain::Word), false, "inside or outside the project's jurisdictions, or unknown; inside where the project names none",
              V(f.symbols().intern(destinationOf(f, HOP)))),
    ATTRIBUTE("operations", listOf(FactKind::Operation), false, "operations that show it", V(&HOP.operations)),
    ATTRIBUTE("fields", listOf(FactKind::Field), false, "fields that show it", V(&HOP.fields)),
    ATTRIBUTE("source", refTo(FactKind::DataHop), false, "the place that shows it", V(r)),
};

#define DRIFT f.drifts[r.index]
const Attribute driftAttributes[] = {
    ATTRIBUTE("name", textual, false, "of the thing that is protected less", V(&DRIFT.name)),
    ATTRIBUTE("what", textual, false, "authentication, scopes, callers, encryption, data, bounds, or the kind of a control", V(&DRIFT.what)),
    ATTRIBUTE("before", textual, false, "as it was when it was last reviewed", V(&DRIFT.before)),
    ATTRIBUTE("after", textual, false, "as it is now", V(&DRIFT.after)),
    ATTRIBUTE("since", textual, false, "name of the version that was reviewed", V(&DRIFT.since)),
    ATTRIBUTE("sensitivity", symbolOf(Domain::Sensitivity), false, "of the most sensitive data that the thing concerns", V(DRIFT.sensitivity)),
    ATTRIBUTE("source", refTo(FactKind::Drift), false, "the place that declares the thing", V(r)),
};

const char *const kindNames[factKindCount] = {"", "project", "zone", "element", "flow", "document", "operation", "field", "schema", "scheme", "object_ref",
                                              "collection", "data_hop", "setting", "secret", "drift"};

template <class E> QStringList allNames()
{
    QStringList names;
    for (const char *name : EnumNames<E>::names)
        names << QString::fromLatin1(name);
    return names;
}

int distance(QStringView a, QStringView b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row[0];
        row[0] = int(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int above = row[size_t(j)];
            row[size_t(j)] = std::min({above + 1, row[size_t(j - 1)] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

const DomainInfo &domainInfo(Domain domain) { return domains[int(domain)]; }

QString toText(const RuleType &type)
{
    const QString domain = QString::fromLatin1(domainInfo(type.domain).name);
    const QString kind = QString::fromLatin1(factKindName(type.kind));
    switch (type.shape) {
    case RuleType::Bool: return QStringLiteral("bool3");
    case RuleType::Int: return QStringLiteral("int");
    case RuleType::Real: return QStringLiteral("real");
    case RuleType::Text: return QStringLiteral("string");
    case RuleType::Symbol: return domain;
    case RuleType::Set: return QStringLiteral("set<%1>").arg(domain);
    case RuleType::List: return QStringLiteral("list<%1>").arg(kind);
    case RuleType::Ref: return QStringLiteral("ref<%1>").arg(kind);
    }
    return {};
}

const char *factKindName(FactKind kind) { return kindNames[int(kind)]; }

FactKind factKindNamed(QStringView name)
{
    // `service` and `store` are elements, `webhook` is an operation that the system calls itself.
    if (name == u"service" || name == u"store")
        return FactKind::Element;
    if (name == u"webhook")
        return FactKind::Operation;
    for (int i = 1; i < factKindCount; ++i) {
        if (name == QLatin1StringView(kindNames[i]))
            return FactKind(i);
    }
    return FactKind::None;
}

std::span<const Attribute> attributesOf(FactKind kind)
{
    switch (kind) {
    case FactKind::Project: return projectAttributes;
    case FactKind::Zone: return zoneAttributes;
    case FactKind::Element: return elementAttributes;
    case FactKind::Flow: return flowAttributes;
    case FactKind::Document: return documentAttributes;
    case FactKind::Operation: return operationAttributes;
    case FactKind::Field: return fieldAttributes;
    case FactKind::Schema: return schemaAttributes;
    case FactKind::Scheme: return schemeAttributes;
    case FactKind::ObjectRef: return objectRefAttributes;
    case FactKind::Collection: return collectionAttributes;
    case FactKind::DataHop: return dataHopAttributes;
    case FactKind::Setting: return settingAttributes;
    case FactKind::Secret: return secretAttributes;
    case FactKind::Drift: return driftAttributes;
    case FactKind::None: break;
    }
    return {};
}

Vocabulary::Vocabulary()
{
    const auto set = [&](Domain domain, std::initializer_list<const char *> values) {
        for (const char *value : values)
            m_values[int(domain)] << QString::fromLatin1(value);
    };
    set(Domain::Auth, {"none", "optional", "required"});
    set(Domain::Selects, {"principal", "tenant", "object"});
    set(Domain::Grant, {"authorizationCode", "implicit", "password", "clientCredentials", "deviceAuthorization"});
    set(Domain::Certainty, {"possible", "likely", "certain"});
    m_values[int(Domain::Sensitivity)] = allNames<Sensitivity>();
    m_values[int(Domain::AuthDeclared)] = allNames<AuthDeclaration>();
    m_values[int(Domain::OperationKind)] = allNames<OperationKind>();
    m_values[int(Domain::Location)] = allNames<FieldLocation>();
    m_values[int(Domain::SchemeType)] = allNames<SchemeType>();
    m_values[int(Domain::ElementKind)] = allNames<ElementKind>();
    m_values[int(Domain::ZoneKind)] = allNames<ZoneKind>();
    m_values[int(Domain::ActorClass)] = allNames<ActorClass>();
    m_values[int(Domain::Criticality)] = allNames<Criticality>();
    m_values[int(Domain::Audience)] = allNames<Audience>();
}

void Vocabulary::use(const Lexicons &lexicons)
{
    const auto take = [&](Domain domain, QStringList values, const char *extra) {
        if (!values.isEmpty() && extra)
            values << QString::fromLatin1(extra);
        m_values[int(domain)] = values;
    };
    take(Domain::Role, lexicons.roles(), nullptr);
    take(Domain::Semantic, lexicons.semantics(), "none");
    take(Domain::DataClass, lexicons.classIds(), "none");
    take(Domain::Form, lexicons.forms(), nullptr);
}

QString nearest(QStringView word, const QStringList &candidates)
{
    QString best;
    int bestDistance = std::max(2, int(word.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        const int d = distance(word, candidate);
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

} // namespace drawbridge
