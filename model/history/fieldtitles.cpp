// SPDX-License-Identifier: Apache-2.0
#include "history/fieldtitles.h"

#include <QCoreApplication>
#include <QHash>

namespace drawbridge {

namespace {

struct History
{
    Q_DECLARE_TR_FUNCTIONS(History)
};

} // namespace

QString fieldTitle(const char *field)
{
    const QHash<QByteArrayView, QString> titles{
        {"name", History::tr("Name")}, {"description", History::tr("Description")}, {"kind", History::tr("Kind")},
        {"subkind", History::tr("Finer kind")}, {"technology", History::tr("Technology")}, {"boundary", History::tr("Zone")},
        {"actor_class", History::tr("Who stands behind it")}, {"confirmed", History::tr("Confirmed")}, {"in_scope", History::tr("In scope")},
        {"criticality", History::tr("Criticality")}, {"owner", History::tr("Owner")}, {"tags", History::tr("Tags")},
        {"networks", History::tr("Networks")}, {"facts", History::tr("Facts")}, {"source", History::tr("From")}, {"target", History::tr("To")},
        {"bidirectional", History::tr("Both ways")}, {"protocol", History::tr("Protocol")}, {"encrypted", History::tr("Encrypted")},
        {"authenticated", History::tr("Authenticated")}, {"operations", History::tr("Operations")}, {"data_classes", History::tr("Data")},
        {"trust", History::tr("Trust")}, {"parent", History::tr("Lies in")}, {"method", History::tr("Method")}, {"path", History::tr("Path")},
        {"summary", History::tr("Summary")}, {"deprecated", History::tr("Deprecated")}, {"auth_declaration", History::tr("Authentication as declared")},
        {"security", History::tr("Security requirements")}, {"bodies", History::tr("Bodies")}, {"responses", History::tr("Responses")},
        {"servers", History::tr("Servers")}, {"roles", History::tr("Roles")}, {"type", History::tr("Type")}, {"format", History::tr("Format")},
        {"required", History::tr("Required")}, {"read_only", History::tr("Read only")}, {"write_only", History::tr("Write only")},
        {"minimum", History::tr("Minimum")}, {"maximum", History::tr("Maximum")}, {"min_length", History::tr("Shortest length")},
        {"max_length", History::tr("Longest length")}, {"max_items", History::tr("Most items")}, {"min_items", History::tr("Fewest items")},
        {"pattern", History::tr("Pattern")}, {"enum_values", History::tr("Allowed values")}, {"data_class", History::tr("Class of data")},
        {"state", History::tr("State")}, {"quality", History::tr("How sure")}, {"evidence", History::tr("Evidence")},
        {"expires", History::tr("Until")}, {"reason", History::tr("Reason")}, {"due", History::tr("Due")}, {"title", History::tr("Title")},
        {"text", History::tr("Text")}, {"severity", History::tr("Severity")}, {"mitigation", History::tr("Mitigation")},
        {"sensitivity", History::tr("Sensitivity")}, {"classes", History::tr("Classes of data")}, {"retention", History::tr("Kept for")},
        {"version", History::tr("Version")}, {"sha256", History::tr("Content")}, {"audience", History::tr("Audience")},
        {"compliance_profiles", History::tr("Compliance")}, {"verification", History::tr("How it is verified")},
        {"last_result", History::tr("Last result")}, {"decided_by", History::tr("Decided by")}};
    const auto found = titles.constFind(field);
    if (found != titles.constEnd())
        return *found;
    QString words = QString::fromLatin1(field).replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

QString tableTitle(const char *table)
{
    const QHash<QByteArrayView, QString> titles{
        {"project", History::tr("Project")}, {"source", History::tr("Specifications")}, {"trust_boundary", History::tr("Zones")},
        {"element", History::tr("Elements")}, {"security_scheme", History::tr("Security schemes")}, {"operation", History::tr("Operations")},
        {"data_flow", History::tr("Data flows")}, {"schema", History::tr("Types")}, {"field", History::tr("Fields")},
        {"control", History::tr("Controls")}, {"decision", History::tr("Decisions")}, {"data_asset", History::tr("Data assets")},
        {"secret", History::tr("Secrets")}, {"threat", History::tr("Threats written by hand")}, {"rule_pack", History::tr("Rules")},
        {"requirement", History::tr("Requirements")}, {"action", History::tr("Actions")}, {"comment", History::tr("Comments")},
        {"checkpoint", History::tr("Checkpoints")}, {"review", History::tr("Reviews")}, {"person", History::tr("People")}};
    return titles.value(table, QString::fromLatin1(table));
}

} // namespace drawbridge
