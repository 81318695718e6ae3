// SPDX-License-Identifier: Apache-2.0
// What people say about the system: the project itself, controls, decisions.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

// The one row about the project as a whole.
struct ProjectInfo
{
    Id<ProjectInfo> id; // always ProjectInfo::theId()
    QString name;
    QString description;
    QString owner;
    Notation notation = Notation::Rounded;
    Audience audience = Audience::General;
    QStringList complianceProfiles; // pci, gdpr, hipaa …; sorted

    static Id<ProjectInfo> theId();
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &ProjectInfo::id), property("name", &ProjectInfo::name), property("description", &ProjectInfo::description),
                               property("owner", &ProjectInfo::owner), property("notation", &ProjectInfo::notation),
                               property("audience", &ProjectInfo::audience), property("compliance_profiles", &ProjectInfo::complianceProfiles));
    }
    bool operator==(const ProjectInfo &) const = default;
};

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

} // namespace drawbridge
