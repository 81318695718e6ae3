// SPDX-License-Identifier: Apache-2.0
// The project itself.
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
    Criticality criticality = Criticality::Normal; // of the business that it carries
    QStringList complianceProfiles; // pci, gdpr, hipaa …; sorted
    QStringList jurisdictions; // ISO 3166-1 country codes, or EU; sorted
    QString environment; // production, test …; empty: production
    QString assumptions; // one a line
    QString scope; // what is in and out, in words
    QList<NamedValue> riskSettings; // defaults of the risk formula that a person changed
    QList<NamedValue> reportSettings; // choices for the report, remembered

    static Id<ProjectInfo> theId();
    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &ProjectInfo::id), property("name", &ProjectInfo::name),
                               property("description", &ProjectInfo::description), property("owner", &ProjectInfo::owner),
                               property("notation", &ProjectInfo::notation), property("audience", &ProjectInfo::audience),
                               property("criticality", &ProjectInfo::criticality),
                               property("compliance_profiles", &ProjectInfo::complianceProfiles),
                               property("jurisdictions", &ProjectInfo::jurisdictions), property("environment", &ProjectInfo::environment),
                               property("assumptions", &ProjectInfo::assumptions), property("scope", &ProjectInfo::scope),
                               property("risk_settings", &ProjectInfo::riskSettings), property("report_settings", &ProjectInfo::reportSettings));
    }
    bool operator==(const ProjectInfo &) const = default;
};

} // namespace drawbridge
