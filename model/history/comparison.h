// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"

#include <functional>

namespace drawbridge {

enum class ChangeKind { Added, Removed, Changed };

// One field of a thing before and after, in words.
struct FieldChange
{
    QString title; // "Protocol"
    QString before, after;
    bool operator==(const FieldChange &) const = default;
};

// One thing that differs between two models.
struct ThingChange
{
    ChangeKind kind = ChangeKind::Changed;
    QString table; // TableInfo::name
    QString group; // "Elements", translated
    QString name;  // of the thing
    Subject subject; // the thing itself, or what it is about
    QList<FieldChange> fields; // of a changed thing
    bool operator==(const ThingChange &) const = default;
};

// What became of a finding between two analyses.
struct FindingChange
{
    enum What { Appeared, Gone, Worse, Better, Decided };
    What what = Appeared;
    QString fingerprint;
    QString rule;
    QString title;
    double riskBefore = 0, riskAfter = 0;
    FindingStatus before = FindingStatus::Open, after = FindingStatus::Open;
    bool operator==(const FindingChange &) const = default;
};

struct Comparison
{
    QList<ThingChange> things;     // in the order of the tables, then by name
    QList<FindingChange> findings; // by what, then risk

    bool isEmpty() const { return things.isEmpty() && findings.isEmpty(); }
};

// Elements, flows, zones, operations, fields, controls, decisions, threats, assets, actions … that differ. Placement
// and what only says where a thing stands in a file are left out, as are things that belong to an added or removed one
// (the fields of a new operation's bodies).
QList<ThingChange> compareModels(const ThreatModel &before, const ThreatModel &after);
// `titleOf` names a finding.
QList<FindingChange> compareFindings(const QList<Finding> &before, const QList<Finding> &after, const std::function<QString(const Finding &)> &titleOf);

} // namespace drawbridge
