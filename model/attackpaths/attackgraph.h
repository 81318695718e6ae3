// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QMap>

#include <vector>

namespace drawbridge {

// What an attacker has on an element.
enum class Capability { Start, Deliver, Account, Privileges, Control, Harvest, Data };
DRAWBRIDGE_NAMES(Capability, "start", "deliver", "account", "privileges", "control", "harvest", "data");

enum class StepKind { Connect, Register, SignIn, Guess, NoProof, ObjectReference, Takeover, Escalate, UsePrivileges, ForgeToken, RequestForgery, Injection,
                      Neighbour, StolenCredential, Lateral, Sniff, Harvest };
DRAWBRIDGE_NAMES(StepKind, "connect", "register", "sign-in", "guess", "no-proof", "object-reference", "takeover", "escalate", "use-privileges", "forge-token",
                 "request-forgery", "injection", "neighbour", "stolen-credential", "lateral", "sniff", "harvest");

// A chance in billionths: certain is 1,000,000,000.
using Chance = qint64;
constexpr Chance certainChance = 1'000'000'000;
// The chance that one thing succeeds after another.
inline Chance inSequence(Chance a, Chance b) { return a * b / certainChance; }

// A state that an attacker can reach; capabilities are kept once acquired.
struct CapabilityNode
{
    Capability capability = Capability::Start;
    ElementId element; // null for a start
    QString detail;    // tells several of one element apart: an operation, a class of actor
    friend bool operator==(const CapabilityNode &, const CapabilityNode &) = default;
};

// A change of the system that makes steps impossible: a control at a place.
struct AttackChange
{
    QString control; // kind, as in the catalogue of controls
    Subject at;
    int cost = 0; // 1 configuration, 3 code, 8 architecture
    bool operator==(const AttackChange &) const = default;
};

struct AttackStep
{
    quint32 from = 0, to = 0; // nodes
    StepKind kind = StepKind::Connect;
    Chance chance = certainChance;
    std::vector<quint32> changes; // each alone takes the step away; rows, sorted. Empty: the system needs the step
    int strongBarriers = 0; // controls of strong effect that stand in its way
    bool evident = false;   // rests on a weakness, not on an open question or on the system's purpose
    quint32 tag = 0;        // the builder's own row for words and evidence
};

class AttackGraph
{
public:
    // The row of a node or change; made when new.
    quint32 node(const CapabilityNode &node);
    quint32 change(const AttackChange &change);
    void add(AttackStep step);

    const std::vector<CapabilityNode> &nodes() const { return m_nodes; }
    const std::vector<AttackChange> &changes() const { return m_changes; }
    const std::vector<AttackStep> &steps() const { return m_steps; }
    const std::vector<quint32> &stepsFrom(quint32 node) const { return m_from[node]; }
    const std::vector<quint32> &stepsTo(quint32 node) const { return m_to[node]; }

private:
    std::vector<CapabilityNode> m_nodes;
    std::vector<AttackChange> m_changes;
    std::vector<AttackStep> m_steps;
    std::vector<std::vector<quint32>> m_from, m_to;
    QHash<QString, quint32> m_nodeRows, m_changeRows;
};

} // namespace drawbridge
