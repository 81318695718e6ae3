// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/attackpath.h"
#include "analysis/catalogue.h"
#include "analysis/facts.h"

namespace drawbridge {

// What is worth protecting: restricted data of one kind in an element, its accounts, or an element that the business
// depends on.
struct CrownJewel
{
    quint32 element = 0; // row
    QString group;       // first part of the classes: "loc", "health"; "accounts"; empty: the element itself
    quint32 node = 0;    // Capability::Data of it
    int sensitivity = 0; // of what a chain to it opens
    QStringList classes; // at restricted or above, sorted
    QString name;        // "identity: loc.precise"
};

// The attack graph of a model, ENGINE section 6.1: capabilities on elements, and steps from facts and open findings.
class AttackSteps
{
public:
    AttackSteps(Facts &facts, const Catalogue &catalogue, const QList<Finding> &findings);

    const AttackGraph &graph() const { return m_graph; }
    const QList<CrownJewel> &jewels() const { return m_jewels; }
    // Where attackers of a class begin; sorted by class.
    const QList<std::pair<ActorClass, quint32>> &starts() const { return m_starts; }
    // Words and evidence of a step of the graph.
    PathStep tell(quint32 step, ActorClass actor) const;
    // Whether a step adds to what the system itself offers everybody.
    bool isAttack(quint32 step) const;
    // Whether the chain opens all records of a kind rather than single ones.
    bool opensAll(quint32 step) const;

private:
    struct Tag
    {
        LateText say;
        ElementId element;
        OperationId operation;
        std::vector<quint32> route; // links of the reach graph
        const Finding *finding = nullptr;
        qsizetype occurrence = -1;
        QList<Evidence> evidence;
        bool bulk = false;
    };
    struct Kind;

    quint32 node(Capability capability, quint32 element, const QString &detail = {});
    quint32 change(const QString &control, const Subject &at);
    void add(quint32 from, quint32 to, StepKind kind, Chance chance, Tag tag, std::vector<quint32> changes = {}, int barriers = 0, bool evident = false);
    LateText words(const char *text, quint32 element, const QString &second = {}) const;

    void connect();
    void registerAccounts();
    void holdData();
    void moveAround();
    void readFindings(const QList<Finding> &findings);
    void fromFinding(const Finding &finding, const Kind &kind);
    void fromOccurrence(const Finding &finding, const Kind &kind, qsizetype occurrence);
    void passBarriers();
    quint32 entryOf(quint32 operation, quint32 service);
    // Nodes of the jewels of an element; with an operation, of those that it itself handles.
    std::vector<quint32> jewelsOf(quint32 element, int operation = -1);

    Facts &m_facts;
    const Catalogue &m_catalogue;
    AttackGraph m_graph;
    std::vector<Tag> m_tags;
    QList<CrownJewel> m_jewels;
    QList<std::pair<ActorClass, quint32>> m_starts;
    std::vector<bool> m_outside; // by row: actors up to partners can deliver to it
};

// What a control costs to bring in: 1 configuration, 3 code, 8 architecture.
int costOf(const Catalogue &catalogue, const QString &control);

} // namespace drawbridge
