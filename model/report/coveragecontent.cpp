// SPDX-License-Identifier: Apache-2.0
// What was looked at, what stands behind it, and which clauses of standards that informs.
#include "analysis/riskprofile.h"
#include "analysis/risksettings.h"
#include "coverage/coverage.h"
#include "coverage/standardsevidence.h"
#include "report/coveragecontent.h"

namespace drawbridge {

using namespace reporttext;

namespace {

ReportCell cell(const QString &text, bool strong = false) { return {text, {}, -1, strong, {}}; }

QString stateWord(CoverageState state)
{
    switch (state) {
    case CoverageState::Found: return Report::tr("Findings");
    case CoverageState::Asked: return Report::tr("Asked");
    case CoverageState::Controlled: return Report::tr("Held by a control");
    case CoverageState::NothingFound: return Report::tr("Nothing found");
    case CoverageState::NotJudged: return Report::tr("Not judged");
    case CoverageState::NotApplicable: break;
    }
    return Report::tr("Does not apply");
}

QString strideWord(const QString &letter)
{
    switch (letter.at(0).unicode()) {
    case 'S': return Report::tr("Spoofing");
    case 'T': return Report::tr("Tampering");
    case 'R': return Report::tr("Repudiation");
    case 'I': return Report::tr("Disclosure");
    case 'D': return Report::tr("Denial");
    default: return Report::tr("Elevation");
    }
}

// Numbers of findings, few enough for a cell.
QString numbersOf(const ReportInput &input, const QStringList &fingerprints, qsizetype most)
{
    QStringList numbers;
    for (const QString &fingerprint : fingerprints) {
        if (const QString number = input.numbers.value(fingerprint); !number.isEmpty() && !numbers.contains(number))
            numbers << number;
    }
    numbers.sort();
    QString text = numbers.mid(0, most).join(QStringLiteral(", "));
    if (numbers.size() > most)
        text += QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(numbers.size() - most));
    return text;
}

// States down, categories across: how many of the things are in which state.
ReportTable countTable(const CoverageMatrix &matrix, const QStringList &titles)
{
    ReportTable table;
    table.columns = {{Report::tr("State"), 1.8, false}};
    for (const QString &title : titles)
        table.columns.append({title, 1, true});
    for (const CoverageState state : {CoverageState::Found, CoverageState::Asked, CoverageState::Controlled, CoverageState::NothingFound, CoverageState::NotJudged,
                                      CoverageState::NotApplicable}) {
        QList<ReportCell> row = {cell(stateWord(state), true)};
        for (int i = 0; i < int(matrix.categories.size()); ++i)
            row.append(cell(QString::number(matrix.count(i, state))));
        table.rows.append(row);
    }
    return table;
}

ReportSection coverageSection(const ReportInput &input, const CoverageMatrix &stride, const CoverageMatrix &owasp)
{
    ReportSection section{QStringLiteral("coverage"), Report::tr("Coverage"), {}};
    section.blocks.append(ReportParagraph{Report::tr("What rules really judged. “Held by a control” means that the rule keeps silent as modelled and would speak without any control. "
                                                     "“Not judged” means that facts were missing, or that the catalogue has no rule for it."), false});
    QStringList titles;
    for (const QString &letter : stride.categories)
        titles << strideWord(letter);
    ReportTable table;
    table.columns = {{Report::tr("Boundary, element or flow"), 2, false}};
    for (const QString &title : std::as_const(titles))
        table.columns.append({title, 1.1, false});
    for (const CoverageRow &row : stride.rows) {
        if (row.subject.kind == SubjectKind::Operation)
            continue;
        QList<ReportCell> cells = {cell(plain(row.name, 120), true)};
        for (const CoverageCell &said : row.cells) {
            const bool named = said.state == CoverageState::Found || said.state == CoverageState::Asked;
            const QString numbers = named ? numbersOf(input, said.findings, 4) : QString();
            cells.append(cell(numbers.isEmpty() ? said.state == CoverageState::NotApplicable ? QStringLiteral("–") : stateWord(said.state) : numbers));
        }
        table.rows.append(cells);
    }
    section.blocks.append(ReportHeading{Report::tr("STRIDE, by element")});
    if (table.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("The model has no element in scope."), false});
    else
        section.blocks.append(table);
    const auto operations = [](const CoverageMatrix &matrix) {
        CoverageMatrix only{matrix.categories, {}};
        for (const CoverageRow &row : matrix.rows) {
            if (row.subject.kind == SubjectKind::Operation)
                only.rows.append(row);
        }
        return only;
    };
    const CoverageMatrix byStride = operations(stride), byOwasp = operations(owasp);
    if (!byStride.rows.isEmpty()) {
        section.blocks.append(ReportHeading{Report::tr("STRIDE, number of operations")});
        section.blocks.append(countTable(byStride, titles));
        QStringList apis;
        for (const QString &category : owasp.categories)
            apis << category.section(QLatin1Char(':'), 0, 0);
        section.blocks.append(ReportHeading{Report::tr("OWASP API Security Top 10 2023, number of operations")});
        section.blocks.append(countTable(byOwasp, apis));
    }
    return section;
}

ReportTable bandTable(const RiskProfile &profile)
{
    ReportTable table;
    table.columns = {{Report::tr("Open weaknesses"), 2.6, false}};
    for (int band = 0; band < 5; ++band)
        table.columns.append({bandTitle(Band(band)), 1, true});
    table.columns.append({Report::tr("Heat"), 1, true});
    const QStringList names = {Report::tr("Without any control"), Report::tr("As modelled"), Report::tr("With what is planned")};
    const double heats[] = {profile.project.inherent, profile.project.current, profile.project.target};
    for (int run = 0; run < 3; ++run) {
        QList<ReportCell> row = {cell(names[run], true)};
        for (int band = 0; band < 5; ++band)
            row.append(cell(QString::number(profile.bands[run][band])));
        row.append(cell(number(heats[run])));
        table.rows.append(row);
    }
    return table;
}

ReportSection evidenceSection(const ReportInput &input, const QList<StandardTable> &standards)
{
    ReportSection section{QStringLiteral("standards"), Report::tr("Standards"), {}};
    section.blocks.append(ReportParagraph{Report::tr("Clauses about which this model says something: a weakness or question of a rule that maps to the clause, or a control that such a rule "
                                                     "would have asked for. Clauses that fit nearly everything stand apart. The tables are no statement of compliance."), false});
    bool any = false;
    for (const StandardTable &standard : standards) {
        ReportTable table;
        table.columns = {{Report::tr("Clause"), 1.2, false}, {Report::tr("Subject"), 3.4, false}, {Report::tr("Findings and questions"), 2.6, false}, {Report::tr("Controls in place"), 2.4, false}};
        QStringList untouched, general;
        int clear = 0;
        for (const StandardClause &clause : standard.clauses) {
            const QString id = standard.key == u"cwe" ? QStringLiteral("CWE-") + clause.id : clause.id;
            if (clause.evidence == ClauseEvidence::NotTouched) {
                untouched << id;
                continue;
            }
            if (clause.evidence == ClauseEvidence::NothingFound) {
                ++clear;
                continue;
            }
            if (clause.catchAll) {
                general << id;
                continue;
            }
            QStringList controls;
            for (const Control &control : clause.controls) {
                if (const QString title = controlTitle(input.vocabulary, control.kind); !controls.contains(title))
                    controls << title;
            }
            table.rows.append({cell(id, true), cell(plain(clause.title, 200)), cell(numbersOf(input, clause.weaknesses + clause.questions, 12)),
                               cell(controls.mid(0, 6).join(QStringLiteral(", ")))});
        }
        if (table.rows.isEmpty() && general.isEmpty())
            continue;
        any = true;
        section.blocks.append(ReportHeading{plain(standard.title, 200)});
        if (!table.rows.isEmpty())
            section.blocks.append(table);
        const auto say = [&](const QString &text) { section.blocks.append(ReportParagraph{text, true}); };
        if (!general.isEmpty())
            say(Report::tr("Informed too, but they fit nearly everything: %1.").arg(general.join(QStringLiteral(", "))));
        if (clear > 0)
            say(Report::tr("%n further clause(s): rules looked, and nothing was found.", nullptr, clear));
        if (!untouched.isEmpty()) {
            const qsizetype told = 30;
            QString ids = untouched.mid(0, told).join(QStringLiteral(", "));
            if (untouched.size() > told)
                ids += QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(untouched.size() - told));
            say(Report::tr("Not touched by this model: %1.").arg(ids));
        }
        if (standard.withoutRule > 0)
            say(Report::tr("%n more of the standard outside of what rules can see.", nullptr, standard.withoutRule));
    }
    if (!any)
        section.blocks.append(ReportParagraph{Report::tr("No finding, answer or control of this report refers to a standard."), false});
    return section;
}

void replaceOrInsert(ReportContent &content, const ReportSection &section, const QString &before)
{
    for (ReportSection &known : content.sections) {
        if (known.anchor == section.anchor) {
            known = section;
            return;
        }
    }
    for (qsizetype i = 0; i < content.sections.size(); ++i) {
        if (content.sections[i].anchor == before) {
            content.sections.insert(i, section);
            return;
        }
    }
    content.sections.append(section);
}

} // namespace

void addCoverage(ReportContent &content, const ReportInput &input, const Catalogue &catalogue)
{
    Progress progress;
    AnalysisOptions options;
    options.date = input.options.date;
    const RiskProfile profile = riskProfile(input.model, catalogue, options, input.result, progress);
    const CoverageRuns runs = coverageRuns(input.model, catalogue, input.options.date, progress);
    ReportSection coverage = coverageSection(input, coverageOf(input.model, catalogue, runs.result, runs.controlsOff, CoverageScheme::Stride),
                                             coverageOf(input.model, catalogue, runs.result, runs.controlsOff, CoverageScheme::OwaspApi));
    coverage.blocks.append(ReportHeading{Report::tr("What controls change")});
    coverage.blocks.append(bandTable(profile));
    replaceOrInsert(content, coverage, QStringLiteral("standards"));
    replaceOrInsert(content, evidenceSection(input, standardsEvidence(input.model, catalogue, runs.result, input.options.date)), QStringLiteral("hygiene"));

    const QList<NamedValue> changed = RiskSettings::from(input.model.project().riskSettings).changed();
    for (ReportSection &section : content.sections) {
        if (section.anchor != u"method")
            continue;
        if (changed.isEmpty()) {
            section.blocks.append(ReportParagraph{Report::tr("The figures of the risk formula are the usual ones."), false});
            continue;
        }
        section.blocks.append(ReportParagraph{Report::tr("For this project these figures of the risk formula were changed:"), false});
        ReportTable table;
        table.columns = {{Report::tr("Figure"), 3, false}, {Report::tr("Usual"), 1, true}, {Report::tr("Here"), 1, true}};
        for (int i = 0; i < riskFigureCount; ++i) {
            const RiskFigureInfo &info = riskFigureInfo(RiskFigure(i));
            for (const NamedValue &value : changed) {
                if (value.name == QLatin1StringView(info.name))
                    table.rows.append({cell(value.name, true), cell(QString::number(info.usual)), cell(value.value)});
            }
        }
        section.blocks.append(table);
    }
}

} // namespace drawbridge
