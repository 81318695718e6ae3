// SPDX-License-Identifier: Apache-2.0
// Follows classes of data from where they enter to where they rest and leave (ENGINE section 5).
#pragma once

#include "classification/classification.h"
#include "threatmodel/modelindex.h"

#include <QDate>

namespace drawbridge {

// A field of an operation with the class that it holds.
struct LabelledField
{
    FieldId field;
    QString dataClass;
    QString form; // plain, masked, hashed … as the field shows it
    Certainty certainty = Certainty::Likely;
};

// What one operation takes and returns.
struct OperationData
{
    QList<LabelledField> request;
    QList<LabelledField> response; // of good answers
    bool returnsMany = false;      // answers with many items at once
};

struct TraceInput
{
    const ThreatModel &model;
    const ModelIndex &index;
    const Lexicons &lexicons;
    QHash<OperationId, OperationData> operations;
    QDate date; // controls that have run out by then count for nothing; invalid: none has
};

// What makes a hop believed.
enum class HopReason {
    Declared, // the flow says that it carries the class
    Request,  // an operation on the flow takes it
    Response, // an operation on the flow returns it
    Written,  // the service takes it and has this store to keep it in
    Read,     // the service returns it and has this store to read it from
    Assumed   // nothing is said about the flow; its source holds it
};
DRAWBRIDGE_NAMES(HopReason, "declared", "request", "response", "written", "read", "assumed");

// One fact that a hop rests on.
struct HopEvidence
{
    OperationId operation; // null: the flow itself
    FieldId field;
    SourceRef at; // of the field, else of the operation, else of the flow
    bool operator==(const HopEvidence &) const = default;
};

// Data of one class in one form that moves along a flow in one direction.
struct DataHop
{
    FlowId flow;
    bool back = false; // against the flow's arrow: an answer
    ElementId from, to;
    QString dataClass;
    QString form;
    Certainty certainty = Certainty::Possible;
    HopReason reason = HopReason::Assumed;
    QList<HopEvidence> evidence; // everything that shows it, by operation and field; one line at least
    QStringList changedBy;       // controls that gave it its form on the way; sorted
    int before = -1;             // the hop by which the data came to `from` on a shortest way; -1: it starts there
    int length = 1;              // hops from where it starts, this one included
    bool operator==(const DataHop &) const = default;
};

// Data of one class in one form that an element has at some time.
struct DataStay
{
    ElementId element;
    QString dataClass;
    QString form;
    Certainty certainty = Certainty::Possible;
    int via = -1; // the hop that brought it on a shortest way; -1: it starts here
    bool operator==(const DataStay &) const = default;
};

// Where all data goes. Indexes are into `hops`.
struct DataTrace
{
    QList<DataHop> hops;   // by class, form, flow, direction
    QList<DataStay> stays; // by class, form, element

    // The way to a hop, first hop first; ends with the hop itself.
    QList<int> wayTo(int hop) const;
    // Where the data of a hop starts.
    ElementId originOf(int hop) const;
    bool operator==(const DataTrace &) const = default;
};

// Monotone: more facts never take a class away, except controls that drop or change it. Deterministic; ties break on ids.
DataTrace traceData(const TraceInput &input);

// Elements that hand on what they receive without keeping it: gateways, balancers, proxies.
bool passesOn(const Element &element);
// Stores that keep what a service writes as it is; others (logs, caches, brokers …) keep only what is said.
bool keepsRecords(const Element &element);
// Logs, telemetry and analytics: places to which data leaks rather than is stored.
bool isSink(const Element &element);
// Somebody else's system that receives or provides data; not people and their devices.
bool isThirdParty(const ThreatModel &model, const Element &element);

} // namespace drawbridge
