// SPDX-License-Identifier: Apache-2.0
// What was looked at, what stands behind it, and which clauses of standards that informs.
#include "report/reporttext.h"

#include <QMap>

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

// One row of the STRIDE table; nothing where rules found nothing to say.
std::optional<QList<ReportCell>> strideRow(const ReportInput &input, const CoverageRow &row)
{
    QList<ReportCell> cells = {cell(plain(row.name, 120), true)};
    bool says = false;
    for (const CoverageCell &said : row.cells) {
        const bool named = said.state == CoverageState::Found || said.state == CoverageState::Asked;
        ReportCell shown = named ? numbersCell(input, said.findings, 4) : ReportCell();
        if (shown.text.isEmpty())
            shown.text = said.state == CoverageState::NotApplicable || said.state == CoverageState::NothingFound ? QStringLiteral("–") : stateWord(said.state);
        says = says || (said.state != CoverageState::NotApplicable && said.state != CoverageState::NothingFound);
        cells.append(shown);
    }
    return says ? std::optional(cells) : std::nullopt;
}

// What a standard's clauses are told in: rows of the same subject and evidence stand together.
struct ClauseRow
{
    QStringList ids;
    QString title;
    ReportCell about;
    QStringList controls;
};

} // namespace

ReportSection coverageSection(const ReportInput &input)
{
    const CoverageMatrix &stride = input.basis->stride, &owasp = input.basis->owasp;
    ReportSection section{QStringLiteral("coverage"), Report::tr("Coverage"), {}};
    section.blocks.append(ReportParagraph{Report::tr("What rules really judged. “Held by a control” means that the rule keeps silent as modelled and would speak without any control. "
                                                     "“Not judged” means that facts were missing, or that the catalogue has no rule for it. A dash means that rules judged it and found "
                                                     "nothing, or that the category does not apply."), false});
    QStringList titles;
    for (const QString &letter : stride.categories)
        titles << strideWord(letter);
    ReportTable table;
    table.columns = {{Report::tr("Boundary, element or flow"), 2.2, false}};
    for (const QString &title : std::as_const(titles))
        table.columns.append({title, 1.1, false});
    QStringList quiet;
    for (const CoverageRow &row : stride.rows) {
        if (row.subject.kind == SubjectKind::Operation)
            continue;
        if (const auto cells = strideRow(input, row))
            table.rows.append(*cells);
        else
            quiet.append(plain(row.name, 120));
    }
    section.blocks.append(ReportHeading{Report::tr("STRIDE, by element")});
    if (table.rows.isEmpty() && quiet.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("The model has no element in scope."), false});
    if (!table.rows.isEmpty())
        section.blocks.append(table);
    if (!quiet.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("Judged, and nothing found on: %1.").arg(someOf(quiet, 60)), false});
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
    section.blocks.append(ReportHeading{Report::tr("What controls change")});
    section.blocks.append(bandTable(input.basis->profile));
    return section;
}

ReportSection evidenceSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("standards"), Report::tr("Standards"), {}};
    section.blocks.append(ReportParagraph{Report::tr("Clauses about which this model says something: a weakness of a rule that maps to the clause, or a control that such a rule "
                                                     "would have asked for. Clauses that only a question touches, and those that fit nearly everything, are named below each table. "
                                                     "The tables are no statement of compliance."), false});
    bool any = false;
    for (const StandardTable &standard : input.basis->standards) {
        QList<ClauseRow> rows;
        QHash<QString, qsizetype> same;
        QStringList untouched, general, asked;
        int clear = 0;
        bool titles = false, controlled = false;
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
            if (clause.weaknesses.isEmpty() && controls.isEmpty()) {
                asked << QStringLiteral("%1 (%2)").arg(id, numbersCell(input, clause.questions, 2).text);
                continue;
            }
            const QString title = plain(clause.title, 200);
            titles = titles || !title.isEmpty();
            controlled = controlled || !controls.isEmpty();
            const ReportCell evidence = numbersCell(input, clause.weaknesses + clause.questions, 10);
            const QString key = title + QLatin1Char('\n') + evidence.text + QLatin1Char('\n') + controls.join(QLatin1Char('\n'));
            if (const auto known = same.constFind(key); known != same.constEnd()) {
                rows[*known].ids << id;
                continue;
            }
            same.insert(key, rows.size());
            rows.append({{id}, title, evidence, controls});
        }
        if (rows.isEmpty() && general.isEmpty() && asked.isEmpty())
            continue;
        any = true;
        section.blocks.append(ReportHeading{plain(standard.title, 200)});
        ReportTable table;
        table.columns = {{Report::tr("Clause"), titles ? 1.8 : 3.4, false}};
        if (titles)
            table.columns.append({Report::tr("Subject"), 3.2, false});
        table.columns.append({Report::tr("Findings and questions"), 2.8, false});
        if (controlled)
            table.columns.append({Report::tr("Controls in place"), 2.2, false});
        for (const ClauseRow &row : std::as_const(rows)) {
            QList<ReportCell> cells = {cell(someOf(row.ids, 12), true)};
            if (titles)
                cells.append(cell(row.title));
            cells.append(row.about);
            if (controlled)
                cells.append(cell(row.controls.mid(0, 6).join(QStringLiteral(", "))));
            table.rows.append(cells);
        }
        if (!table.rows.isEmpty())
            section.blocks.append(table);
        const auto say = [&](const QString &text) { section.blocks.append(ReportParagraph{text, true}); };
        if (!asked.isEmpty())
            say(Report::tr("Only asked about: %1.").arg(someOf(asked, 40)));
        if (!general.isEmpty())
            say(Report::tr("Informed too, but they fit nearly everything: %1.").arg(general.join(QStringLiteral(", "))));
        QStringList rest;
        if (clear > 0)
            rest.append(Report::tr("%n further clause(s): rules looked, and nothing was found.", nullptr, clear));
        if (!untouched.isEmpty())
            rest.append(Report::tr("Not touched by this model: %1.").arg(someOf(untouched, 16)));
        if (standard.withoutRule > 0)
            rest.append(Report::tr("%n more of the standard outside of what rules can see.", nullptr, standard.withoutRule));
        if (!rest.isEmpty())
            say(rest.join(QLatin1Char(' ')));
    }
    if (!any)
        section.blocks.append(ReportParagraph{Report::tr("No finding, answer or control of this report refers to a standard."), false});
    return section;
}

} // namespace drawbridge
