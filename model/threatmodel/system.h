// SPDX-License-Identifier: Apache-2.0
// The system under review: elements, flows, boundaries.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

// A process, a data store or an external entity.
struct Element
{
    ElementId id;
    ElementKind kind = ElementKind::Process;
    QString name;
    QString subkind;    // finer kind: service, gateway, browser, mobile_app, identity_provider, database_sql, third_party_api …
    QString technology; // e.g. "PostgreSQL 15"; shown under the name
    QString description;
    BoundaryId boundary; // the innermost zone it stands in; null: not drawn in a zone
    // Set on the parts into which a service with many operations is split on its own diagram. Parts carry no meaning
    // of their own: analysis and counts look at the parent only.
    ElementId parent;
    ActorClass actorClass = ActorClass::NotAnActor; // of external entities
    bool confirmed = true;                          // false: inferred, drawn dashed until a person confirms it
    bool inScope = true;
    Criticality criticality = Criticality::Normal;
    QString owner;
    QStringList tags;
    QStringList networks; // names of the networks that it is attached to, as deployed; sorted; empty: not known
    QList<StatedFact> facts; // sorted by name
    QString outOfScopeReason;
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Element::id), property("kind", &Element::kind), property("name", &Element::name),
                               property("subkind", &Element::subkind), property("technology", &Element::technology),
                               property("description", &Element::description), property("boundary", &Element::boundary),
                               property("parent", &Element::parent), property("actor_class", &Element::actorClass),
                               property("confirmed", &Element::confirmed), property("in_scope", &Element::inScope),
                               property("criticality", &Element::criticality), property("owner", &Element::owner), property("tags", &Element::tags),
                               property("networks", &Element::networks), property("facts", &Element::facts),
                               property("out_of_scope_reason", &Element::outOfScopeReason), property("provenance", &Element::provenance));
    }
    bool operator==(const Element &) const = default;
};

// Data that moves from source to target; carries operations where the target offers an API.
struct DataFlow
{
    FlowId id;
    QString name;
    ElementId source;
    ElementId target;
    bool bidirectional = false;
    QString protocol; // https, http, grpc, sql, amqp …; empty: not known
    Fact encrypted;
    Fact authenticated;
    QList<OperationId> operations; // sorted by id
    QStringList dataClasses;       // declared by a person or a specification, ids as in the lexicon
    QString description;
    bool confirmed = true;
    bool inScope = true;
    QStringList tags;
    QList<StatedFact> facts; // sorted by name
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &DataFlow::id), property("name", &DataFlow::name), property("source", &DataFlow::source),
                               property("target", &DataFlow::target), property("bidirectional", &DataFlow::bidirectional),
                               property("protocol", &DataFlow::protocol), property("encrypted", &DataFlow::encrypted),
                               property("authenticated", &DataFlow::authenticated), property("operations", &DataFlow::operations),
                               property("data_classes", &DataFlow::dataClasses), property("description", &DataFlow::description),
                               property("confirmed", &DataFlow::confirmed), property("in_scope", &DataFlow::inScope), property("tags", &DataFlow::tags),
                               property("facts", &DataFlow::facts), property("provenance", &DataFlow::provenance));
    }
    bool operator==(const DataFlow &) const = default;
};

// A zone: a container that nests, with a level of trust.
struct TrustBoundary
{
    static constexpr int unknownTrust = -1;

    BoundaryId id;
    QString name;
    ZoneKind kind = ZoneKind::Custom;
    int trust = unknownTrust; // 0 (anyone) to 4 (restricted), or unknownTrust
    BoundaryId parent;
    QString description;
    QString owner;
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &TrustBoundary::id), property("name", &TrustBoundary::name), property("kind", &TrustBoundary::kind),
                               property("trust", &TrustBoundary::trust), property("parent", &TrustBoundary::parent),
                               property("description", &TrustBoundary::description), property("owner", &TrustBoundary::owner),
                               property("provenance", &TrustBoundary::provenance));
    }
    bool operator==(const TrustBoundary &) const = default;
};

} // namespace drawbridge
