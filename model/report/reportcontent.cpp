// SPDX-License-Identifier: Apache-2.0
// The report as a whole: summary, scope, diagrams, method.
#include "report/reporttext.h"

namespace drawbridge {

using namespace reporttext;

namespace {

struct Counts
{
    int services = 0, stores = 0, externals = 0, operations = 0, unauthenticated = 0;
    int weaknesses = 0, open = 0, questions = 0, decided = 0;
};

Counts countAll(const ReportInput &input)
{
    Counts counts;
    for (const Element &element : input.model.elements) {
        if (!element.parent.isNull())
            continue;
        ++(element.kind == ElementKind::Process ? counts.services : element.kind == ElementKind::DataStore ? counts.stores : counts.externals);
    }
    for (const Operation &operation : input.model.operations) {
        if (operation.kind != OperationKind::Operation)
            continue;
        ++counts.operations;
        bool anybody = operation.security.isEmpty();
        for (const SecurityAlternative &alternative : operation.security)
            anybody = anybody || alternative.uses.isEmpty();
        counts.unauthenticated += anybody;
    }
    for (const Finding &finding : input.result.findings) {
        if (finding.kind == FindingKind::Question) {
            counts.questions += isOpen(finding);
        } else if (finding.kind != FindingKind::Hygiene) {
            ++counts.weaknesses;
            counts.open += isOpen(finding);
            counts.decided += !isOpen(finding);
        }
    }
    return counts;
}

ReportBands bandsOf(const ReportInput &input)
{
    ReportBands bands;
    for (const Finding &finding : input.result.findings) {
        if (finding.kind == FindingKind::Question || finding.kind == FindingKind::Hygiene)
            continue;
        ++bands.before[int(finding.band)];
        bands.open[int(finding.band)] += isOpen(finding);
    }
    return bands;
}

QString systemName(const ThreatModel &model)
{
    if (const QString name = plain(model.project().name, 200); !name.isEmpty())
        return name;
    QStringList titles;
    for (const SourceId &id : model.sources.sortedIds()) {
        const Source source = model.sources.value(id);
        titles.append(plain(source.title.isEmpty() ? source.path : source.title, 100));
    }
    titles.sort();
    titles.removeDuplicates();
    if (titles.isEmpty())
        return Report::tr("A system without a name");
    return titles.size() <= 3 ? titles.join(QStringLiteral(", ")) : Report::tr("%1 and %n more", nullptr, int(titles.size()) - 2).arg(titles.mid(0, 2).join(QStringLiteral(", ")));
}

// At most five sentences that answer what a director asks: what, how bad, what first, what is not known, what next.
QStringList summarySentences(const ReportInput &input, const Counts &counts)
{
    QStringList sentences;
    sentences.append(Report::tr("The review covers %1, %2, %3 and %4.")
                         .arg(Report::tr("%n service(s)", nullptr, counts.services), Report::tr("%n operation(s)", nullptr, counts.operations), Report::tr("%n data store(s)", nullptr, counts.stores),
                              Report::tr("%n external part(s)", nullptr, counts.externals)));
    const ReportBands bands = bandsOf(input);
    if (counts.weaknesses == 0)
        sentences.append(Report::tr("No weakness was found in what was read."));
    else if (bands.open[0] + bands.open[1] > 0)
        sentences.append(Report::tr("%1 found; %2 critical or high.").arg(Report::tr("%n weakness(es) were", nullptr, counts.weaknesses), Report::tr("%n open one(s) are", nullptr, bands.open[0] + bands.open[1])));
    else
        sentences.append(Report::tr("%1 found; none that is open is critical or high.").arg(Report::tr("%n weakness(es) were", nullptr, counts.weaknesses)));
    for (const Finding &finding : input.result.findings) {
        if (input.numbers.value(finding.fingerprint) != QStringLiteral("W-01") && input.numbers.value(finding.fingerprint) != QStringLiteral("W-001"))
            continue;
        const RuleInfo rule = wordsOf(finding, input.vocabulary.rule ? input.vocabulary.rule(finding.rule) : nullptr);
        sentences.append(Report::tr("The gravest is %1: %2 (%3).")
                             .arg(input.numbers.value(finding.fingerprint), rule.title.isEmpty() ? finding.rule : plain(ruleText(rule.title)),
                                  finding.subjectName.isEmpty() ? nameOf(input.model, finding.subject) : plain(finding.subjectName, 200)));
    }
    if (counts.questions > 0)
        sentences.append(Report::tr("%n question(s) can only be answered by people who know the system; until then each counts as a risk.", nullptr, counts.questions));
    if (counts.weaknesses > 0)
        sentences.append(counts.decided == 0 ? Report::tr("No decision has been taken yet.")
                                             : Report::tr("%1 of %2 findings are decided.").arg(counts.decided).arg(counts.weaknesses));
    return sentences;
}

QHash<ElementId, SymbolState> symbolStates(const ReportInput &input)
{
    QHash<ElementId, SymbolState> states;
    for (const Finding &finding : input.result.findings) {
        if (finding.kind == FindingKind::Question || finding.kind == FindingKind::Hygiene || !isOpen(finding) || finding.service.isNull())
            continue;
        SymbolState &state = states[finding.service];
        ++state.badge;
        state.badgeBand = qMin(state.badgeBand, int(finding.band));
    }
    return states;
}

QList<Diagram> diagramsInOrder(const ThreatModel &model)
{
    QList<Diagram> diagrams(model.diagrams.begin(), model.diagrams.end());
    std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) {
        return std::tuple(a.position, int(a.kind), a.name, a.id.toString()) < std::tuple(b.position, int(b.kind), b.name, b.id.toString());
    });
    return diagrams;
}

ReportSection summarySection(const ReportInput &input, const QList<ReportDiagram> &diagrams)
{
    ReportSection section{QStringLiteral("summary"), Report::tr("Summary"), {}};
    const Counts counts = countAll(input);
    section.blocks.append(ReportParagraph{summarySentences(input, counts).join(QLatin1Char(' ')), false});
    section.blocks.append(ReportHeading{Report::tr("Risk by band")});
    section.blocks.append(bandsOf(input));
    if (const ReportTable gravest = gravestFindings(input, 6); !gravest.rows.isEmpty())
        section.blocks.append(gravest);
    if (!diagrams.isEmpty()) {
        ReportDiagram small = diagrams.constFirst();
        small.inlined = true;
        section.blocks.append(small);
    }
    return section;
}

ReportSection scopeSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("scope"), Report::tr("Scope and assumptions"), {}};
    const ThreatModel &model = input.model;
    if (const QString description = plain(model.project().description, 3000); !description.isEmpty())
        section.blocks.append(ReportParagraph{description, false});
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
    const auto list = [](const QStringList &names) {
        const qsizetype told = 30;
        QString text = names.mid(0, told).join(QStringLiteral(", "));
        return names.size() > told ? text + QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(names.size() - told)) : text;
    };
    section.blocks.append(ReportParagraph{inferred.isEmpty() ? Report::tr("Every element was declared or confirmed by a person.")
                                                             : Report::tr("Inferred and not confirmed by a person (drawn dashed): %1.").arg(list(inferred)), false});
    section.blocks.append(ReportParagraph{outside.isEmpty() ? Report::tr("Nothing was left out of scope.") : Report::tr("Left out of scope: %1.").arg(list(outside)), false});
    section.blocks.append(ReportParagraph{unknownEncryption == 0 ? Report::tr("For every flow it is known whether it is encrypted.")
                                                                 : Report::tr("For %1 of %2 flows it is not known whether they are encrypted; not known never counts as no.")
                                                                       .arg(unknownEncryption).arg(flows), false});
    if (input.result.cancelled)
        section.blocks.append(ReportParagraph{Report::tr("The analysis was stopped before its end; findings are missing."), false});
    for (const Diagnostic &diagnostic : input.result.diagnostics.list())
        section.blocks.append(ReportParagraph{Report::tr("Note on the analysis: %1").arg(plain(toText(diagnostic), 500)), false});
    return section;
}

ReportSection methodSection()
{
    ReportSection section{QStringLiteral("method"), Report::tr("Method and scales"), {}};
    section.blocks.append(ReportParagraph{Report::tr("The model was made from the specifications named under scope and completed by people. Rules decide over facts about it; "
                                             "each fact is yes, no or not known, and carries where it comes from. A finding is one cause, with all places where it shows."), false});
    section.blocks.append(ReportParagraph{Report::tr("Risk = 100 × impact / 10 × exposure × likelihood, rounded to one decimal. Impact (0 to 10) follows from the most sensitive "
                                             "data or function that is affected, exposure (0 to 1) from who can reach it, likelihood (0 to 1) from how easy it is and which "
                                             "controls stand in the way. Several places of one cause raise its risk by up to a fifth."), false});
    ReportTable bands;
    bands.columns = {{Report::tr("Band"), 1, false}, {Report::tr("Risk"), 1.4, false}, {Report::tr("Meaning"), 6, false}};
    const auto add = [&](Band band, const QString &range, const QString &meaning) {
        bands.rows.append({{bandTitle(band), {}, int(band), false, {}}, {range, {}, -1, false, {}}, {meaning, {}, -1, false, {}}});
    };
    add(Band::Critical, Report::tr("60 to 100"), Report::tr("Act before the next release."));
    add(Band::High, Report::tr("35 to 59.9"), Report::tr("Plan and fix with priority."));
    add(Band::Medium, Report::tr("15 to 34.9"), Report::tr("Fix in the normal course of work."));
    add(Band::Low, Report::tr("5 to 14.9"), Report::tr("Fix when convenient, or accept."));
    add(Band::Note, Report::tr("below 5"), Report::tr("Good to know."));
    section.blocks.append(bands);
    section.blocks.append(ReportParagraph{Report::tr("Confidence stands beside the risk and never lowers it. Confirmed: stated by a specification, a person or traffic. Likely: concluded from "
                                             "several signs. Possible: concluded from one."), false});
    section.blocks.append(ReportParagraph{Report::tr("What no specification or person has stated cannot be found. The report supports a review; it does not replace testing."), false});
    return section;
}

} // namespace

ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const ReportVocabulary &vocabulary, const ReportOptions &options)
{
    const ModelIndex index(model);
    ReportInput input{model, result, vocabulary, options, index, {}, {}};
    numberFindings(input);
    ReportContent content;
    content.title = options.title.isEmpty() ? Report::tr("Threat model") : plain(options.title, 200);
    content.system = systemName(model);
    content.date = options.date;

    QList<ReportDiagram> diagrams;
    const QHash<ElementId, SymbolState> states = symbolStates(input);
    for (const Diagram &diagram : diagramsInOrder(model)) {
        ReportDiagram shown;
        shown.picture = diagramPicture(model, diagram.id, states, options.routingBudget);
        shown.anchor = QStringLiteral("diagram-") + diagram.id.toString();
        shown.title = diagram.name.isEmpty() ? Report::tr("Diagram") : plain(diagram.name, 200);
        if (!shown.picture.isEmpty())
            diagrams.append(shown);
    }
    content.sections.append(summarySection(input, diagrams));
    content.sections.append(scopeSection(input));
    ReportSection pictures{QStringLiteral("diagrams"), Report::tr("Diagrams"), {}};
    if (diagrams.isEmpty())
        pictures.blocks.append(ReportParagraph{Report::tr("The model has no diagram."), false});
    else
        pictures.blocks.append(ReportParagraph{Report::tr("Rectangles are external parts, rounded shapes are services, open shapes are stores. What is drawn dashed was inferred "
                                                  "and is not confirmed. Zones are marked with their trust. A number on a shape counts its open findings."), false});
    for (const ReportDiagram &diagram : diagrams)
        pictures.blocks.append(diagram);
    content.sections.append(pictures);
    content.sections.append(findingsSection(input));
    content.sections.append(questionsSection(input));
    content.sections.append(dataSection(input));
    content.sections.append(controlsSection(input));
    // What a workshop brings appears once there was one.
    if (!model.requirements.isEmpty())
        content.sections.append(requirementsSection(input));
    if (!model.actions.isEmpty())
        content.sections.append(actionsSection(input));
    content.sections.append(decisionsSection(input));
    content.sections.append(standardsSection(input));
    if (!model.versions.isEmpty())
        content.sections.append(changesSection(input));
    if (!model.reviews.isEmpty())
        content.sections.append(reviewsSection(input));
    content.sections.append(hygieneSection(input));
    content.sections.append(methodSection());
    content.sections.append(glossarySection());
    content.sections.removeIf([&](const ReportSection &section) { return options.without.contains(section.anchor); });
    return content;
}

} // namespace drawbridge
