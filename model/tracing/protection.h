// SPDX-License-Identifier: Apache-2.0
// How data is protected at each place that has it (ENGINE 5.5).
#pragma once

#include "tracing/tracing.h"

#include <array>

namespace drawbridge {

// What is judged at a place.
enum class Protection { Transport, AtRest, Form, Authentication, ObjectAuthorization, Limit, Retention };
constexpr int protectionCount = int(Protection::Retention) + 1;
DRAWBRIDGE_NAMES(Protection, "transport", "at-rest", "form", "authentication", "object-authorization", "limit", "retention");

// One judgement: three-valued, or not asked of such a place.
struct ProtectionCell
{
    bool applies = false;
    Truth value = Truth::Unknown;
    QString word; // neutral: a protocol, forms, kind of authentication; empty: the value says it all
    bool operator==(const ProtectionCell &) const = default;
};

// Places in the order in which the matrix lists them.
enum class PlaceKind { Entry, Flow, Service, Store, Sink, ThirdParty, Person, Exit };
DRAWBRIDGE_NAMES(PlaceKind, "entry", "flow", "service", "store", "sink", "third-party", "person", "exit");

struct ProtectionRow
{
    PlaceKind place = PlaceKind::Flow;
    Subject subject; // operation, flow or element
    Certainty certainty = Certainty::Possible;
    std::array<ProtectionCell, protectionCount> cells;

    // What a person should look at: known to be bare, where the data deserves better.
    bool isGap(Protection what) const { return cells[size_t(what)].applies && cells[size_t(what)].value == Truth::No; }
    bool hasGap() const;
    bool operator==(const ProtectionRow &) const = default;
};

// How places are protected in themselves, whatever data they have; asked once and shared by the matrices of all assets.
class ProtectionSource
{
public:
    virtual ~ProtectionSource() = default;
    // A control on a subject with inheritance and what facts show.
    virtual Truth control(const Subject &subject, const QString &kind) = 0;
    // How callers prove who they are: "none", "optional", "required" or empty.
    virtual QString authentication(OperationId operation) = 0;
    // Whether a caller selects the object of the operation by an id.
    virtual bool selectsObjects(OperationId operation) = 0;
};

// The matrix of the data in `classes`: by kind of place, then by name, then by id. Fields limit which operations count
// as entries and exits; empty: all fields of the classes. `retention` of the asset answers for its stores.
QList<ProtectionRow> protectionMatrix(const ThreatModel &model, const DataTrace &trace, const QStringList &classes, const QSet<FieldId> &fields,
                                      Sensitivity sensitivity, bool retentionStated, ProtectionSource &source);

// Indexes of the hops that move the data of some classes, in the order in which a person steps along them: by distance from
// where it starts, then by name of the places. Possible ones are left out unless asked for.
QList<int> hopsOf(const ThreatModel &model, const DataTrace &trace, const QStringList &classes, const QSet<FieldId> &fields, bool possible = false);

} // namespace drawbridge
