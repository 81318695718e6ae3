// SPDX-License-Identifier: Apache-2.0
// How the report came about, and its words explained.
#include "analysis/risksettings.h"
#include "report/reporttext.h"

namespace drawbridge {

using namespace reporttext;

ReportSection methodSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("method"), Report::tr("Method and scales"), {}};
    section.blocks.append(ReportParagraph{Report::tr("The model was made from the specifications named under scope and completed by people. Rules decide over facts about it; "
                                             "each fact is yes, no or not known, and carries where it comes from. A finding is one cause, with all places where it shows."), false});
    section.blocks.append(ReportParagraph{Report::tr("Risk = 100 × impact / 10 × exposure × likelihood, rounded to one decimal. Impact (0 to 10) follows from the most sensitive "
                                             "data or function that is affected, exposure (0 to 1) from who can reach it, likelihood (0 to 1) from how easy it is and which "
                                             "controls stand in the way. Several places of one cause raise its risk by up to a fifth."), false});
    section.blocks.append(ReportParagraph{Report::tr("The letters behind an impact say what is at stake: C confidentiality, I integrity, A availability, R being able to prove "
                                                     "who did what."), false});
    const RiskSettings settings = RiskSettings::from(input.model.project().riskSettings);
    ReportTable bands;
    bands.columns = {{Report::tr("Band"), 1, false}, {Report::tr("Risk"), 1.4, false}, {Report::tr("Meaning"), 6, false}};
    const auto add = [&](Band band, const QString &from, const QString &meaning) {
        bands.rows.append({{bandTitle(band), {}, int(band), false, {}}, {from, {}, -1, false, {}}, {meaning, {}, -1, false, {}}});
    };
    const auto range = [](double from, double to) { return Report::tr("%1 to %2").arg(QString::number(from), QString::number(to)); };
    const double critical = settings.value(RiskFigure::BandCritical), high = settings.value(RiskFigure::BandHigh), medium = settings.value(RiskFigure::BandMedium),
                 low = settings.value(RiskFigure::BandLow);
    add(Band::Critical, range(critical, 100), Report::tr("Act before the next release."));
    add(Band::High, range(high, critical - 0.1), Report::tr("Plan and fix with priority."));
    add(Band::Medium, range(medium, high - 0.1), Report::tr("Fix in the normal course of work."));
    add(Band::Low, range(low, medium - 0.1), Report::tr("Fix when convenient, or accept."));
    add(Band::Note, Report::tr("below %1").arg(QString::number(low)), Report::tr("Good to know."));
    section.blocks.append(bands);
    section.blocks.append(ReportParagraph{Report::tr("Confidence stands beside the risk and never lowers it. Confirmed: stated by a specification, a person or traffic. Likely: concluded from "
                                             "several signs. Possible: concluded from one."), false});
    section.blocks.append(ReportParagraph{Report::tr("What no specification or person has stated cannot be found. The report supports a review; it does not replace testing."), false});
    const QList<NamedValue> changed = settings.changed();
    if (changed.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("The figures of the risk formula are the usual ones."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("For this project these figures of the risk formula were changed:"), false});
    ReportTable table;
    table.columns = {{Report::tr("Figure"), 3, false}, {Report::tr("Usual"), 1, true}, {Report::tr("Here"), 1, true}};
    for (int i = 0; i < riskFigureCount; ++i) {
        const RiskFigureInfo &info = riskFigureInfo(RiskFigure(i));
        for (const NamedValue &value : changed) {
            if (value.name == QLatin1StringView(info.name))
                table.rows.append({{value.name, {}, -1, true, {}}, {QString::number(info.usual), {}, -1, false, {}}, {value.value, {}, -1, false, {}}});
        }
    }
    section.blocks.append(table);
    return section;
}

ReportSection glossarySection()
{
    ReportSection section{QStringLiteral("glossary"), Report::tr("Glossary"), {}};
    ReportFacts words;
    words.rows = {
        {Report::tr("Action"), Report::tr("A task that reduces risk, with an owner and a date.")},
        {Report::tr("Attack path"), Report::tr("Steps that lead one after another from an actor to something worth protecting; cutting one step cuts the path.")},
        {Report::tr("Control"), Report::tr("A safeguard: present, planned, absent or not known.")},
        {Report::tr("Data flow"), Report::tr("Data that moves from one element to another; where the target offers an API, it carries operations.")},
        {Report::tr("Decision"), Report::tr("A person's word on a finding. It holds as long as the evidence it was taken on does not get worse.")},
        {Report::tr("Exposure"), Report::tr("Who can reach something: from anyone on the internet to nobody but administrators.")},
        {Report::tr("Finding"), Report::tr("A rule that matched: one cause, with every place where it shows.")},
        {Report::tr("Fingerprint"), Report::tr("What a finding is recognised by across runs, files and machines.")},
        {Report::tr("Heat"), Report::tr("The risk of an element, a zone or the system as one figure from 0 to 100, ruled by its gravest findings.")},
        {Report::tr("Operation"), Report::tr("What a caller can ask for: a method and a path, a remote procedure, an action on a channel.")},
        {Report::tr("Question"), Report::tr("A fact that no file states and only people can supply.")},
        {Report::tr("Requirement"), Report::tr("What the system must do or have, traceable from finding to control and test.")},
        {Report::tr("Residual risk"), Report::tr("What is left of a finding's risk once everything that is planned is done.")},
        {Report::tr("Trust"), Report::tr("How far a zone can be relied on, from 0 (anyone) to 4 (restricted).")},
        {Report::tr("Weakness"), Report::tr("A finding for which there is evidence; it is not proof that an attack succeeds.")},
        {Report::tr("Zone"), Report::tr("A part of the system with one level of trust; a flow that leaves it crosses a boundary.")}};
    section.blocks.append(words);
    return section;
}

} // namespace drawbridge
