// SPDX-License-Identifier: Apache-2.0
// What each flow carries by the facts alone, before any data is followed (ENGINE 5.2, rules 1 to 4).
#pragma once

#include "tracing/tracing.h"

#include <QMap>

#include <tuple>

namespace drawbridge {

// A class in a form, as a key in stable order.
struct Label
{
    QString dataClass;
    QString form;
    friend bool operator<(const Label &a, const Label &b) { return std::tie(a.dataClass, a.form) < std::tie(b.dataClass, b.form); }
    friend bool operator==(const Label &, const Label &) = default;
};

struct Carried
{
    Certainty certainty = Certainty::Possible;
    HopReason reason = HopReason::Assumed;
    QList<HopEvidence> evidence;
    QStringList changedBy;
};

// What one flow carries in one direction.
struct Carriage
{
    const DataFlow *flow = nullptr;
    bool back = false;
    ElementId from, to;
    QMap<Label, Carried> labels;
    bool passesAll = false; // nothing is said about the flow: it may carry all that its source holds
};

class ControlSet;

// Both directions of all flows between elements (not between parts of services), by flow id; a direction that carries
// nothing and can carry nothing is left out.
QList<Carriage> carriagesOf(const TraceInput &input, const ControlSet &controls);

} // namespace drawbridge
