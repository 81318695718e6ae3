// SPDX-License-Identifier: Apache-2.0
// What the analysis says of attack paths. Plain values, computed, never stored.
#pragma once

#include "analysis/finding.h"
#include "attackpaths/attackgraph.h"

namespace drawbridge {

// One step of an attack as it is told and drawn.
struct PathStep
{
    StepKind kind = StepKind::Connect;
    LateText say;
    ElementId element;       // where it happens
    OperationId operation;   // null: none
    QList<QUuid> route;      // elements and flows that the step runs along, in order; ends with the element
    double chance = 1;       // 0 to 1
    QString rule;            // of the finding that it rests on; empty: a fact of the system
    QString fingerprint;     // of that finding
    FindingKind kindOfFinding = FindingKind::Weakness;
    QString technique;       // ATT&CK id; its title is in the standards
    QList<Evidence> evidence;
    bool operator==(const PathStep &) const = default;
};

// A change that takes away steps: a control at a place, what it costs, and which paths nothing is left of.
struct PathChange
{
    QString control;
    Subject at;
    QString atName;
    int cost = 0;       // 1 configuration, 3 code, 8 architecture
    QStringList clears; // fingerprints of the paths that it alone closes, sorted
    bool operator==(const PathChange &) const = default;
};

// From an actor to what is worth protecting: the most probable chain through one choke, and what cuts it.
struct AttackPath
{
    QString fingerprint; // of its finding
    QString rule;        // PATH-001 …
    ActorClass actor = ActorClass::Anonymous;
    ElementId from;      // the actor as drawn; null: nobody is drawn
    ElementId goal;      // where the data is
    QStringList goals;   // names of everything that is reached through the same choke, the worst first
    QStringList classes; // restricted data classes there, sorted
    double chance = 0;   // of the whole chain, 0 to 1
    double risk = 0;     // 0 to 100
    Band band = Band::Note;
    FindingStatus status = FindingStatus::Open;
    QList<PathStep> steps;
    int otherChains = 0; // further chains to the goal that the same changes close; at most 999
    QList<PathChange> cut;     // made together, they leave no such chain; empty: no known change does
    QList<PathChange> changes; // every single change on the chain, by how many paths it closes, then by cost
    bool operator==(const AttackPath &) const = default;
};

// Elements and flows of the whole path, each once, in the order of the steps.
QList<QUuid> routeOf(const AttackPath &path);

} // namespace drawbridge
