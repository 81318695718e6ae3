// SPDX-License-Identifier: Apache-2.0
// What people say about the system: threats written by hand, controls, decisions, rules of their own.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

// A safeguard on a subject, with a state and how sure it is. Answers to questions are controls too.
struct Control
{
    ControlId id;
    QString kind; // as in the catalogue's list of controls: object_authz, rate_limit …
    Subject subject;
    ControlState state = ControlState::Unknown;
    ControlQuality quality = ControlQuality::Asserted;
    QString owner;
    QString evidence; // what shows it: a test, a ticket, a sentence
    QString date;     // ISO 8601 date of the word
    QString expires;  // ISO 8601 date; empty: never
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Control::id), property("kind", &Control::kind), property("subject", &Control::subject),
                               property("state", &Control::state), property("quality", &Control::quality), property("owner", &Control::owner),
                               property("evidence", &Control::evidence), property("date", &Control::date), property("expires", &Control::expires),
                               property("provenance", &Control::provenance));
    }
    bool operator==(const Control &) const = default;
};

// A person's word on a finding. Append-only: a later decision on the same fingerprint replaces an earlier one
// (order: `number`), and taking one back appends a decision with state Open.
struct Decision
{
    DecisionId id;
    qint64 number = 0;   // grows with each decision of the project
    QString fingerprint; // of the finding
    QString rule;
    QString findingTitle; // as it was when decided, for a finding that is gone
    DecisionState state = DecisionState::Open;
    DecisionScope scope = DecisionScope::Cause;
    QString reason;
    QString owner;
    QString decidedBy;
    QString decidedAt; // ISO 8601 with time zone
    QString expires;   // ISO 8601 date; empty: never
    QString reference; // ticket, other finding …
    QString contextDigest; // of the evidence it was taken on (ENGINE section 9); a worse one reopens

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Decision::id), property("number", &Decision::number), property("fingerprint", &Decision::fingerprint),
                               property("rule", &Decision::rule), property("finding_title", &Decision::findingTitle), property("state", &Decision::state),
                               property("scope", &Decision::scope), property("reason", &Decision::reason), property("owner", &Decision::owner),
                               property("decided_by", &Decision::decidedBy), property("decided_at", &Decision::decidedAt),
                               property("expires", &Decision::expires), property("reference", &Decision::reference),
                               property("context_digest", &Decision::contextDigest));
    }
    bool operator==(const Decision &) const = default;
};

// A threat that a person wrote or another tool's model brought. The analysis turns each into a finding, so that decisions,
// risk and report treat all alike.
struct Threat
{
    ThreatId id;
    int number = 0; // grows within the project; what other tools call their own is in the provenance
    QString title;
    QString description;
    Subject subject;
    QStringList stride; // letters S T R I D E; sorted
    QString category; // in the words of another method: LINDDUN, CIA, PLOT4ai …; empty: STRIDE
    QStringList cwe; // numbers
    ThreatSeverity severity = ThreatSeverity::Unrated; // a person's word; Unrated: the analysis estimates it
    int likelihood = 0; // 1 to 5; 0: not estimated
    int impact = 0; // 1 to 5; 0: not estimated
    QString mitigation;
    QString author;
    QString writtenAt;
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Threat::id), property("number", &Threat::number), property("title", &Threat::title),
                               property("description", &Threat::description), property("subject", &Threat::subject),
                               property("stride", &Threat::stride), property("category", &Threat::category), property("cwe", &Threat::cwe),
                               property("severity", &Threat::severity), property("likelihood", &Threat::likelihood),
                               property("impact", &Threat::impact), property("mitigation", &Threat::mitigation),
                               property("author", &Threat::author), property("written_at", &Threat::writtenAt),
                               property("provenance", &Threat::provenance));
    }
    bool operator==(const Threat &) const = default;
};

// Rules of the project's own, in the rule language.
struct RulePack
{
    RulePackId id;
    QString name;
    QString text; // YAML
    bool enabled = true;
    int position = 0;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &RulePack::id), property("name", &RulePack::name), property("text", &RulePack::text),
                               property("enabled", &RulePack::enabled), property("position", &RulePack::position));
    }
    bool operator==(const RulePack &) const = default;
};

} // namespace drawbridge
