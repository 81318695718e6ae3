// SPDX-License-Identifier: Apache-2.0
// The report as a whole: summary, scope, diagrams, method.
#include "report/reportlanguage.h"
#include "report/reporttext.h"

#include <future>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr int longestLead = 320; // characters of the project's description on the first page; the scope has all

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
    QStringList parts;
    const auto part = [&](int count, const QString &text) {
        if (count > 0)
            parts.append(text);
    };
    part(counts.services, Report::tr("%n service(s)", nullptr, counts.services));
    part(counts.operations, Report::tr("%n operation(s)", nullptr, counts.operations));
    part(counts.stores, Report::tr("%n data store(s)", nullptr, counts.stores));
    part(counts.externals, Report::tr("%n external part(s)", nullptr, counts.externals));
    const QString last = parts.isEmpty() ? QString() : parts.takeLast();
    sentences.append(last.isEmpty() ? Report::tr("The model is empty.")
                                    : Report::tr("The review covers %1.").arg(parts.isEmpty() ? last : Report::tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last)));
    const ReportBands bands = bandsOf(input);
    if (counts.weaknesses == 0)
        sentences.append(Report::tr("No weakness was found in what was read."));
    else if (bands.open[0] + bands.open[1] > 0)
        sentences.append(Report::tr("%1 found; %2 critical or high.").arg(Report::tr("%n weakness(es) were", nullptr, counts.weaknesses), Report::tr("%n open one(s) are", nullptr, bands.open[0] + bands.open[1])));
    else
        sentences.append(Report::tr("%1 found; none that is open is critical or high.").arg(Report::tr("%n weakness(es) were", nullptr, counts.weaknesses)));
    if (const ReportTable gravest = gravestFindings(input, 1); !gravest.rows.isEmpty()) {
        const QList<ReportCell> &row = gravest.rows.constFirst();
        sentences.append(Report::tr("The gravest that is open is %1: %2 (%3).").arg(row[0].text, row[2].text, row[3].text));
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

// What the filters keep back, in words: a report that does not show all says so.
QString filterSentence(const ReportInput &input)
{
    const ReportOptions &options = input.options;
    QStringList kept;
    if (options.least != Band::Note)
        kept.append(Report::tr("a risk of at least “%1”").arg(bandTitle(options.least)));
    QStringList states;
    if (options.open)
        states.append(Report::tr("open"));
    if (options.decided)
        states.append(Report::tr("decided"));
    if (options.dismissed)
        states.append(Report::tr("dismissed"));
    if (states.size() < 3)
        kept.append(states.isEmpty() ? Report::tr("no state") : Report::tr("the state %1").arg(states.join(Report::tr(" or "))));
    if (!options.services.isEmpty()) {
        QStringList names;
        for (const ElementId &id : options.services)
            names.append(plain(input.model.elements.value(id).name, 100));
        names.sort();
        kept.append(Report::tr("the service %1").arg(names.join(Report::tr(" or "))));
    }
    const auto shown = std::count_if(input.result.findings.begin(), input.result.findings.end(), [&](const Finding &f) { return isCase(f) && input.shows(f); });
    const auto all = std::count_if(input.result.findings.begin(), input.result.findings.end(), isCase);
    return Report::tr("This report tells %1 of %2 findings: those with %3. Counts, coverage and standards are those of the whole.").arg(shown).arg(all).arg(kept.join(Report::tr(" and ")));
}

ReportSection summarySection(const ReportInput &input, const QList<ReportDiagram> &diagrams)
{
    ReportSection section{QStringLiteral("summary"), Report::tr("Summary"), {}};
    const Counts counts = countAll(input);
    if (const QString about = plain(input.model.project().description, longestLead); !about.isEmpty())
        section.blocks.append(ReportParagraph{about, false});
    section.blocks.append(ReportList{summarySentences(input, counts), false});
    if (input.filtered())
        section.blocks.append(ReportParagraph{filterSentence(input), true});
    section.blocks.append(ReportHeading{Report::tr("Risk by band")});
    section.blocks.append(bandsOf(input));
    if (const ReportTable gravest = gravestFindings(input, 5); !gravest.rows.isEmpty())
        section.blocks.append(gravest);
    if (!diagrams.isEmpty()) {
        ReportDiagram small = diagrams.constFirst();
        small.inlined = true;
        section.blocks.append(small);
    }
    return section;
}

ReportSection diagramsSection(const QList<ReportDiagram> &diagrams)
{
    ReportSection section{QStringLiteral("diagrams"), Report::tr("Diagrams"), {}};
    if (diagrams.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("The model has no diagram."), false});
    else
        section.blocks.append(ReportParagraph{Report::tr("Rectangles are external parts, rounded shapes are services, open shapes are stores. What is drawn dashed was inferred "
                                                  "and is not confirmed. Zones are marked with their trust. A number on a shape counts its open findings."), false});
    for (const ReportDiagram &diagram : diagrams)
        section.blocks.append(diagram);
    return section;
}

} // namespace

QList<QPair<QString, QString>> reportSections()
{
    return {{QStringLiteral("summary"), Report::tr("Summary")}, {QStringLiteral("scope"), Report::tr("Scope and assumptions")},
            {QStringLiteral("diagrams"), Report::tr("Diagrams")}, {QStringLiteral("findings"), Report::tr("Findings by risk")},
            {QStringLiteral("paths"), Report::tr("Attack paths")}, {QStringLiteral("questions"), Report::tr("Questions")},
            {QStringLiteral("data"), Report::tr("Data inventory")}, {QStringLiteral("controls"), Report::tr("Controls")},
            {QStringLiteral("requirements"), Report::tr("Security requirements")}, {QStringLiteral("actions"), Report::tr("Actions")},
            {QStringLiteral("coverage"), Report::tr("Coverage")}, {QStringLiteral("standards"), Report::tr("Standards")},
            {QStringLiteral("changes"), Report::tr("Changes since the last version")}, {QStringLiteral("decisions"), Report::tr("Decision log")},
            {QStringLiteral("sign-offs"), Report::tr("Checkpoints and sign-offs")}, {QStringLiteral("minutes"), Report::tr("Minutes of reviews")},
            {QStringLiteral("hygiene"), Report::tr("Hygiene of the specifications")}, {QStringLiteral("method"), Report::tr("Method and scales")},
            {QStringLiteral("glossary"), Report::tr("Glossary")}};
}

namespace {

QHash<DiagramId, DiagramPicture> picturesOf(const ReportInput &input)
{
    QHash<DiagramId, DiagramPicture> pictures;
    const QHash<ElementId, SymbolState> states = symbolStates(input);
    for (const Diagram &diagram : diagramsInOrder(input.model))
        pictures.insert(diagram.id, diagramPicture(input.model, diagram.id, states, input.options.routingBudget));
    return pictures;
}

ReportContent build(ReportInput &input)
{
    const ReportLanguageScope language(input.options.language);
    numberFindings(input);
    const ThreatModel &model = input.model;
    const ReportOptions &options = input.options;
    ReportContent content;
    content.title = options.title.isEmpty() ? Report::tr("Threat model") : plain(options.title, 200);
    content.system = systemName(model);
    content.date = options.date;
    content.language = options.language;
    content.audience = plain(options.audience, 100);
    content.classification = plain(options.classification, 60);
    content.logo = options.logo;
    content.paper = options.paper;

    const QHash<DiagramId, DiagramPicture> pictures = input.basis ? input.basis->pictures : picturesOf(input);
    QList<ReportDiagram> diagrams;
    for (const Diagram &diagram : diagramsInOrder(model)) {
        ReportDiagram shown;
        shown.picture = pictures.value(diagram.id);
        shown.anchor = QStringLiteral("diagram-") + diagram.id.toString();
        shown.title = diagram.name.isEmpty() ? Report::tr("Diagram") : plain(diagram.name, 200);
        shown.tiled = options.tiles;
        if (shown.picture.isEmpty())
            continue;
        shown.description = describe(model, shown.picture);
        diagrams.append(shown);
    }
    const auto wanted = [&](const char *anchor) { return !options.without.contains(QLatin1StringView(anchor)); };
    const auto add = [&](const char *anchor, bool there, const auto &make) {
        if (there && wanted(anchor))
            content.sections.append(make());
    };
    add("summary", true, [&] { return summarySection(input, diagrams); });
    add("scope", true, [&] { return scopeSection(input); });
    add("diagrams", true, [&] { return diagramsSection(diagrams); });
    add("findings", true, [&] { return findingsSection(input); });
    add("paths", !input.result.paths.isEmpty(), [&] { return pathsSection(input); });
    add("questions", true, [&] { return questionsSection(input); });
    add("data", true, [&] { return dataSection(input); });
    add("controls", true, [&] { return controlsSection(input); });
    // What a workshop brings appears once there was one.
    add("requirements", !model.requirements.isEmpty(), [&] { return requirementsSection(input); });
    add("actions", !model.actions.isEmpty(), [&] { return actionsSection(input); });
    add("coverage", input.basis, [&] { return coverageSection(input); });
    add("standards", input.basis, [&] { return evidenceSection(input); });
    add("changes", !model.versions.isEmpty(), [&] { return changesSection(input); });
    add("decisions", true, [&] { return decisionsSection(input); });
    add("sign-offs", !model.checkpoints.isEmpty(), [&] { return signOffsSection(input); });
    add("minutes", !model.reviews.isEmpty(), [&] { return reviewsSection(input); });
    add("hygiene", true, [&] { return hygieneSection(input); });
    add("method", true, [&] { return methodSection(input); });
    add("glossary", true, [&] { return glossarySection(); });
    return content;
}

} // namespace

ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const ReportVocabulary &vocabulary, const ReportOptions &options)
{
    const ModelIndex index(model);
    ReportInput input{model, result, vocabulary, options, index};
    return build(input);
}

ReportBasis reportBasis(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options, Progress &progress)
{
    const ReportLanguageScope language(options.language); // of the words on diagrams
    ReportBasis basis;
    basis.language = options.language;
    basis.model = model;
    basis.result = result;
    basis.date = options.date;
    const ReportVocabulary vocabulary = vocabularyOf(catalogue);
    const ModelIndex index(model);
    ReportInput input{model, result, vocabulary, options, index};
    numberFindings(input);
    progress.report(10, Report::tr("Drawing diagrams"));
    // Routing takes about as long as all the rest.
    std::future<QHash<DiagramId, DiagramPicture>> pictures = std::async(std::launch::async, [&] {
        const ReportLanguageScope words(options.language);
        QHash<DiagramId, DiagramPicture> made;
        const QHash<ElementId, SymbolState> states = symbolStates(input);
        for (const Diagram &diagram : diagramsInOrder(model)) {
            if (progress.isCancelled())
                break;
            made.insert(diagram.id, diagramPicture(model, diagram.id, states, options.routingBudget));
        }
        return made;
    });
    progress.report(40, Report::tr("Weighing controls"));
    AnalysisOptions how;
    how.date = options.date;
    basis.profile = riskProfile(model, catalogue, how, result, progress);
    if (progress.isCancelled())
        return basis;
    progress.report(60, Report::tr("Looking at coverage"));
    const CoverageRuns runs = coverageRuns(model, catalogue, options.date, progress);
    if (progress.isCancelled())
        return basis;
    basis.stride = coverageOf(model, catalogue, runs.result, runs.controlsOff, CoverageScheme::Stride);
    basis.owasp = coverageOf(model, catalogue, runs.result, runs.controlsOff, CoverageScheme::OwaspApi);
    basis.standards = standardsEvidence(model, catalogue, runs.result, options.date);
    basis.pictures = pictures.get();
    return basis;
}

ReportContent buildReport(const ReportBasis &basis, const Catalogue &catalogue, const ReportOptions &options)
{
    const ReportVocabulary vocabulary = vocabularyOf(catalogue);
    const ModelIndex index(basis.model);
    ReportInput input{basis.model, basis.result, vocabulary, options, index, &basis};
    input.earlierFindings = [&](int version, const ThreatModel &then) {
        const std::lock_guard lock(basis.earlier->mutex);
        const auto known = basis.earlier->findings.constFind(version);
        if (known != basis.earlier->findings.constEnd())
            return *known;
        Progress progress;
        AnalysisOptions how;
        how.date = basis.date;
        return *basis.earlier->findings.insert(version, analyze(then, catalogue, how, progress).findings);
    };
    return build(input);
}

ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options)
{
    Progress progress;
    return buildReport(reportBasis(model, result, catalogue, options, progress), catalogue, options);
}

} // namespace drawbridge
