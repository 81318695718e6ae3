// SPDX-License-Identifier: Apache-2.0
#include "exporters/threatdragonthreat.h"

#include "base/jsonwriter.h"

namespace drawbridge::threatdragon {

using namespace Qt::StringLiterals;

namespace {

QString statusOf(DecisionState state)
{
    switch (state) {
    case DecisionState::Mitigated:
    case DecisionState::Answered: return u"Mitigated"_s;
    case DecisionState::Accepted: return u"Accepted"_s;
    case DecisionState::Transferred: return u"Transferred"_s;
    case DecisionState::FalsePositive:
    case DecisionState::Duplicate: return u"NotApplicable"_s;
    case DecisionState::Open: break;
    }
    return u"Open"_s;
}

QString severityOf(ThreatSeverity severity)
{
    switch (severity) {
    case ThreatSeverity::Critical: return u"Critical"_s;
    case ThreatSeverity::High: return u"High"_s;
    case ThreatSeverity::Medium: return u"Medium"_s;
    case ThreatSeverity::Low:
    case ThreatSeverity::Note: return u"Low"_s;
    case ThreatSeverity::Unrated: break;
    }
    return u"TBD"_s;
}

QString strideName(const QString &letter)
{
    static const QHash<QString, QString> names{{u"S"_s, u"Spoofing"_s},
                                               {u"T"_s, u"Tampering"_s},
                                               {u"R"_s, u"Repudiation"_s},
                                               {u"I"_s, u"Information disclosure"_s},
                                               {u"D"_s, u"Denial of service"_s},
                                               {u"E"_s, u"Elevation of privilege"_s}};
    return names.value(letter);
}

} // namespace

void writeThreat(JsonWriter &json, const SharedThreat &threat)
{
    QString type = threat.stride.isEmpty() ? threat.category : strideName(threat.stride.first());
    QString method = u"STRIDE"_s;
    if (threat.stride.isEmpty() && threat.category.contains(": "_L1)) {
        method = threat.category.section(u": "_s, 0, 0);
        type = threat.category.section(u": "_s, 1);
    }
    json.beginObject();
    json.member("id", threat.key.isEmpty() ? threat.id : threat.key.sliced(threat.key.startsWith("threat:"_L1) ? 7 : 0));
    json.member("title", threat.title);
    json.member("status", statusOf(threat.state));
    json.member("severity", severityOf(threat.severity));
    json.member("type", type);
    json.member("description", threat.description);
    json.member("mitigation", threat.mitigation);
    json.member("modelType", method);
    json.member("new", false);
    json.member("number", threat.number);
    json.member("score", "");
    json.key("drawbridge");
    json.beginObject();
    json.member("fingerprint", threat.fingerprint);
    if (threat.subjectKind == SubjectKind::Project)
        json.member("subject", "project");
    json.member("severity", threat.estimated ? nameOf(ThreatSeverity::Unrated) : nameOf(threat.severity));
    json.member("likelihood", threat.likelihood);
    json.member("impact", threat.impact);
    json.member("stride", threat.stride);
    json.member("category", threat.category);
    json.member("cwe", threat.cwe);
    json.member("state", nameOf(threat.state));
    json.member("reason", threat.reason);
    json.member("decidedBy", threat.decidedBy);
    json.member("decidedAt", threat.decidedAt);
    json.endObject();
    json.endObject();
}

} // namespace drawbridge::threatdragon
