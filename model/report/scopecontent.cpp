// SPDX-License-Identifier: Apache-2.0
// What was looked at, for which business, on which assumptions.
#include "report/reporttext.h"

#include <QLocale>

namespace drawbridge {

using namespace reporttext;

namespace {

QString criticalityTitle(Criticality criticality)
{
    switch (criticality) {
    case Criticality::Low: return Report::tr("Low");
    case Criticality::Normal: return Report::tr("Normal");
    case Criticality::High: return Report::tr("High");
    case Criticality::Vital: break;
    }
    return Report::tr("Vital");
}

QString profileTitle(const QString &profile)
{
    static const QHash<QString, QString> names = {{QStringLiteral("pci"), QStringLiteral("PCI DSS")}, {QStringLiteral("gdpr"), QStringLiteral("GDPR")},
                                                  {QStringLiteral("hipaa"), QStringLiteral("HIPAA")}};
    return names.value(profile, plain(profile, 60));
}

QString countryTitle(const QString &code)
{
    if (code == QLatin1String("EU"))
        return Report::tr("European Union");
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory ? plain(code, 20) : QLocale::territoryToString(territory);
}

// What the risk is judged against.
void appendBusiness(ReportSection &section, const ReportInput &input)
{
    const ProjectInfo project = input.model.project();
    QStringList profiles, countries;
    for (const QString &profile : project.complianceProfiles)
        profiles.append(profileTitle(profile));
    for (const QString &code : project.jurisdictions)
        countries.append(countryTitle(code));
    const auto said = [](const QString &text) { return text.isEmpty() ? Report::tr("Not said") : plain(text, 300); };
    const QString audience = project.audience == Audience::Business   ? Report::tr("Businesses")
                             : project.audience == Audience::Children ? Report::tr("Children too")
                                                                      : Report::tr("The general public");
    ReportFacts facts;
    facts.rows = {{Report::tr("Owner"), said(project.owner)},
                  {Report::tr("Criticality"), criticalityTitle(project.criticality)},
                  {Report::tr("Used by"), audience},
                  {Report::tr("Environment"), project.environment.isEmpty() ? Report::tr("Production") : plain(project.environment, 100)},
                  {Report::tr("Rules that apply"), said(profiles.join(QStringLiteral(", ")))},
                  {Report::tr("Countries"), said(countries.join(QStringLiteral(", ")))}};
    section.blocks.append(ReportHeading{Report::tr("Business")});
    section.blocks.append(facts);
}

} // namespace

ReportSection scopeSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("scope"), Report::tr("Scope and assumptions"), {}};
    const ThreatModel &model = input.model;
    if (const QString description = plain(model.project().description, 3000); !description.isEmpty())
        section.blocks.append(ReportParagraph{description, false});
    if (const QString scope = plain(model.project().scope, 3000); !scope.isEmpty()) {
        section.blocks.append(ReportHeading{Report::tr("In and out of scope")});
        section.blocks.append(ReportParagraph{scope, false});
    }
    appendBusiness(section, input);
    section.blocks.append(ReportHeading{Report::tr("What was read")});
    QHash<QString, int> operations;
    for (const Operation &operation : model.operations)
        ++operations[operation.provenance.source.toString()];
    ReportTable sources;
    sources.columns = {{Report::tr("File"), 2.9, false}, {Report::tr("Title"), 2.3, false}, {Report::tr("Format"), 1.3, false}, {Report::tr("Version"), 0.9, false}, {Report::tr("Operations"), 1.1, true}, {Report::tr("SHA-256 (begin)"), 2, false}};
    for (const SourceId &id : model.sources.sortedIds()) {
        const Source source = model.sources.value(id);
        sources.rows.append({{plain(source.path, 300), {}, -1, true, {}},
                             {plain(source.title, 200), {}, -1, false, {}},
                             {plain(source.format, 60), {}, -1, false, {}},
                             {plain(source.version, 60), {}, -1, false, {}},
                             {QString::number(operations.value(id.toString())), {}, -1, false, {}},
                             {source.sha256.left(12), {}, -1, false, {}}});
    }
    std::stable_sort(sources.rows.begin(), sources.rows.end(), [](const auto &a, const auto &b) { return a[0].text < b[0].text; });
    if (sources.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("Nothing was imported; the model was drawn by hand."), false});
    else
        section.blocks.append(sources);

    section.blocks.append(ReportHeading{Report::tr("Zones of trust")});
    ReportTable zones;
    zones.columns = {{Report::tr("Zone"), 3, false}, {Report::tr("Lies in"), 2.4, false}, {Report::tr("Trust, 0 to 4"), 1.2, true}, {Report::tr("Elements"), 4.4, false}};
    for (const BoundaryId &id : model.boundaries.sortedIds()) {
        const TrustBoundary zone = model.boundaries.value(id);
        QStringList members;
        for (const ElementId &member : input.index.membersOf(id)) {
            if (model.elements.value(member).parent.isNull())
                members.append(plain(model.elements.value(member).name, 100));
        }
        members.sort();
        zones.rows.append({{plain(zone.name, 200), {}, -1, true, {}},
                           {plain(model.boundaries.value(zone.parent).name, 200), {}, -1, false, {}},
                           {zone.trust == TrustBoundary::unknownTrust ? Report::tr("Not known") : QString::number(zone.trust), {}, -1, false, {}},
                           {members.join(QStringLiteral(", ")), {}, -1, false, {}}});
    }
    std::stable_sort(zones.rows.begin(), zones.rows.end(), [](const auto &a, const auto &b) { return a[0].text < b[0].text; });
    if (zones.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("The model has no zones."), false});
    else
        section.blocks.append(zones);

    section.blocks.append(ReportHeading{Report::tr("Assumptions")});
    ReportList assumed;
    for (const QString &line : model.project().assumptions.split(QLatin1Char('\n'))) {
        QString said = plain(line, 1000);
        if (said.startsWith(QStringLiteral("- ")) || said.startsWith(QStringLiteral("* "))) // people write lists
            said = said.mid(2).trimmed();
        if (!said.isEmpty())
            assumed.items.append(said);
    }
    if (!assumed.items.isEmpty())
        section.blocks.append(assumed);
    QStringList inferred, outside;
    int unknownEncryption = 0, flows = 0;
    for (const Element &element : model.elements) {
        if (!element.parent.isNull())
            continue;
        if (!element.confirmed)
            inferred.append(plain(element.name, 100));
        if (!element.inScope)
            outside.append(plain(element.name, 100));
    }
    for (const DataFlow &flow : model.flows) {
        if (isDetail(model, flow))
            continue;
        ++flows;
        unknownEncryption += flow.encrypted.value == Truth::Unknown;
    }
    inferred.sort();
    outside.sort();
    section.blocks.append(ReportParagraph{inferred.isEmpty() ? Report::tr("Every element was declared or confirmed by a person.")
                                                             : Report::tr("Inferred and not confirmed by a person (drawn dashed): %1.").arg(someOf(inferred, 30)), false});
    section.blocks.append(ReportParagraph{outside.isEmpty() ? Report::tr("Nothing was left out of scope.") : Report::tr("Left out of scope: %1.").arg(someOf(outside, 30)), false});
    section.blocks.append(ReportParagraph{unknownEncryption == 0 ? Report::tr("For every flow it is known whether it is encrypted.")
                                                                 : Report::tr("For %1 of %2 flows it is not known whether they are encrypted; not known never counts as no.")
                                                                       .arg(unknownEncryption).arg(flows), false});
    if (input.result.cancelled)
        section.blocks.append(ReportParagraph{Report::tr("The analysis was stopped before its end; findings are missing."), false});
    for (const Diagnostic &diagnostic : input.result.diagnostics.list())
        section.blocks.append(ReportParagraph{Report::tr("Note on the analysis: %1").arg(plain(toText(diagnostic), 500)), false});
    return section;
}

} // namespace drawbridge
