// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/names.h"

namespace drawbridge {

// Declares the language-neutral names of an enum, in the order of its values.
#define DRAWBRIDGE_NAMES(Enum, ...)                                                                                   \
    template <> struct EnumNames<Enum>                                                                                \
    {                                                                                                                 \
        static constexpr const char *names[] = {__VA_ARGS__};                                                         \
    }

// Three-valued truth (Kleene). Unknown never silently becomes No.
enum class Truth { Unknown, No, Yes };
DRAWBRIDGE_NAMES(Truth, "unknown", "no", "yes");

// How sure a conclusion is: a word of a person or an annotation; several signals agree; a hint.
enum class Certainty { Certain, Likely, Possible };
DRAWBRIDGE_NAMES(Certainty, "certain", "likely", "possible");

// Where a fact comes from.
enum class Origin { Declared, Inferred, Observed, Person };
DRAWBRIDGE_NAMES(Origin, "declared", "inferred", "observed", "person");

enum class ElementKind { ExternalEntity, Process, DataStore };
DRAWBRIDGE_NAMES(ElementKind, "external-entity", "process", "data-store");

// Who stands behind an external entity, from the most available to the least (ENGINE: exposure).
enum class ActorClass { NotAnActor, Anonymous, SelfRegistered, Customer, Partner, Internal, Privileged };
DRAWBRIDGE_NAMES(ActorClass, "none", "anonymous", "self-registered", "customer", "partner", "internal", "privileged");

enum class Criticality { Low, Normal, High, Vital };
DRAWBRIDGE_NAMES(Criticality, "low", "normal", "high", "vital");

enum class ZoneKind { Custom, Internet, ClientDevice, Partner, ThirdParty, Edge, Application, Data, Management, CardholderData, NonProduction };
DRAWBRIDGE_NAMES(ZoneKind, "custom", "internet", "client-device", "partner", "third-party", "edge", "application", "data", "management",
                 "cardholder-data", "non-production");

// An operation that callers call, a request that the API sends to a webhook, or one that it sends to a callback URL.
enum class OperationKind { Operation, Webhook, Callback };
DRAWBRIDGE_NAMES(OperationKind, "operation", "webhook", "callback");

// What a specification says about who may call: nothing at all; explicitly nobody has to prove anything (`security: []`);
// requirements taken over from the document; requirements of its own.
enum class AuthDeclaration { Undeclared, ExplicitlyPublic, Inherited, Declared };
DRAWBRIDGE_NAMES(AuthDeclaration, "undeclared", "explicitly-public", "inherited", "declared");

enum class SchemaKind { Named, File, Inline };
DRAWBRIDGE_NAMES(SchemaKind, "named", "file", "inline");

enum class FieldLocation { Body, Path, Query, Header, Cookie, Form, ResponseHeader };
DRAWBRIDGE_NAMES(FieldLocation, "body", "path", "query", "header", "cookie", "form", "response-header");

enum class SchemeType { Unknown, ApiKey, Http, OAuth2, OpenIdConnect, MutualTls };
DRAWBRIDGE_NAMES(SchemeType, "unknown", "api-key", "http", "oauth2", "openid-connect", "mutual-tls");

enum class ControlState { Unknown, Absent, Planned, Present };
DRAWBRIDGE_NAMES(ControlState, "unknown", "absent", "planned", "present");

// How sure a control's state is: seen in traffic, declared by a specification, asserted by a person, or concluded.
enum class ControlQuality { Inferred, Asserted, Declared, Observed };
DRAWBRIDGE_NAMES(ControlQuality, "inferred", "asserted", "declared", "observed");

enum class SubjectKind { Project, Element, Flow, Boundary, Operation, Field, Schema, Scheme, Source, Asset };
DRAWBRIDGE_NAMES(SubjectKind, "project", "element", "flow", "boundary", "operation", "field", "schema", "scheme", "source", "asset");

enum class DecisionState { Open, Mitigated, Accepted, Transferred, FalsePositive, Duplicate, Answered };
DRAWBRIDGE_NAMES(DecisionState, "open", "mitigated", "accepted", "transferred", "false-positive", "duplicate", "answered");

// How far a decision reaches (ENGINE section 9).
enum class DecisionScope { Cause, Occurrence, RuleOnElement, RuleEverywhere };
DRAWBRIDGE_NAMES(DecisionScope, "cause", "occurrence", "rule-on-element", "rule-everywhere");

enum class DiagramKind { Context, Service, Custom, Asset, Path };
DRAWBRIDGE_NAMES(DiagramKind, "context", "service", "custom", "asset", "path");

enum class Notation { Rounded, Yourdon, GaneSarson };
DRAWBRIDGE_NAMES(Notation, "rounded", "yourdon", "gane-sarson");

enum class Audience { General, Business, Children };
DRAWBRIDGE_NAMES(Audience, "general", "business", "children");

enum class ThreatSeverity { Unrated, Note, Low, Medium, High, Critical };
DRAWBRIDGE_NAMES(ThreatSeverity, "unrated", "note", "low", "medium", "high", "critical");

enum class ActionState { Open, InProgress, Done, Dropped };
DRAWBRIDGE_NAMES(ActionState, "open", "in-progress", "done", "dropped");

enum class TestResult { NotRun, Passed, Failed };
DRAWBRIDGE_NAMES(TestResult, "not-run", "passed", "failed");

enum class AgendaState { Waiting, Settled, Parked, Skipped };
DRAWBRIDGE_NAMES(AgendaState, "waiting", "settled", "parked", "skipped");

} // namespace drawbridge
