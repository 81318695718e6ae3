// SPDX-License-Identifier: Apache-2.0
#include "coverage/coverage.h"

#include "threatmodel/modelindex.h"
#include "threatmodel/threats.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

namespace {

const QStringList strideLetters = {QStringLiteral("S"), QStringLiteral("T"), QStringLiteral("R"), QStringLiteral("I"), QStringLiteral("D"), QStringLiteral("E")};
constexpr int apiCategories = 10;

// Which letters can befall what (STRIDE per element). Rules may know better: what they judge applies.
bool applies(const ThreatModel &model, const Subject &subject, const QString &category, CoverageScheme scheme)
{
    const Element *element = subject.kind == SubjectKind::Element ? model.elements.find(ElementId(subject.id)) : nullptr;
    const bool external = element && element->kind == ElementKind::ExternalEntity;
    if (scheme == CoverageScheme::OwaspApi)
        return subject.kind == SubjectKind::Operation || (element && element->kind == ElementKind::Process);
    if (external)
        return category == u"S" || category == u"R";
    if (element && element->kind == ElementKind::DataStore)
        return category == u"T" || category == u"R" || category == u"I" || category == u"D";
    if (subject.kind == SubjectKind::Flow)
        return category == u"T" || category == u"I" || category == u"D";
    if (subject.kind == SubjectKind::Boundary)
        return category != u"R";
    return true;
}

QStringList categoriesOf(const RuleInfo &rule, CoverageScheme scheme) { return scheme == CoverageScheme::Stride ? rule.stride : rule.owaspApi; }

bool counts(const Finding &finding)
{
    return finding.status != FindingStatus::Gone && finding.status != FindingStatus::FalsePositive && finding.status != FindingStatus::Duplicate
           && finding.status != FindingStatus::Answered;
}

using Place = std::pair<int, QUuid>;
Place placeOf(const Subject &subject) { return {int(subject.kind), subject.id}; }

// The things that a finding is about.
QSet<Place> placesOf(const Finding &finding)
{
    QSet<Place> places = {placeOf(finding.subject)};
    for (const Occurrence &occurrence : finding.occurrences) {
        places.insert(placeOf(occurrence.subject));
        if (!occurrence.operation.isNull())
            places.insert({int(SubjectKind::Operation), occurrence.operation.uuid()});
        else if (!occurrence.field.isNull() && !finding.service.isNull())
            places.insert({int(SubjectKind::Element), finding.service.uuid()});
    }
    return places;
}

// Everything said about one category, by place.
struct Said
{
    QSet<QString> rules, held, spoke, clear;
    QStringList found, asked;
};

class Builder
{
public:
    Builder(const ThreatModel &model, const Catalogue &catalogue, CoverageScheme scheme) : m_model(model), m_catalogue(catalogue), m_scheme(scheme)
    {
        if (scheme == CoverageScheme::Stride) {
            m_coverage.categories = strideLetters;
        } else {
            for (int i = 1; i <= apiCategories; ++i)
                m_coverage.categories << QStringLiteral("API%1:2023").arg(i);
        }
    }

    CoverageMatrix build(const AnalysisResult &result, const AnalysisResult &controlsOff)
    {
        readVerdicts(result.verdicts, controlsOff.verdicts);
        readFindings(result.findings);
        addRows();
        return m_coverage;
    }

private:
    // Hygiene of the model says nothing about threats.
    const RuleInfo *ruleOf(const QString &id) const
    {
        const RuleInfo *rule = m_catalogue.rule(id);
        return rule && rule->kind != FindingKind::Hygiene ? rule : nullptr;
    }

    void readVerdicts(const QList<JudgedPlace> &now, const QList<JudgedPlace> &off)
    {
        QHash<std::pair<QString, Place>, Verdict> asModelled;
        for (const JudgedPlace &judged : now) {
            const RuleInfo *rule = ruleOf(judged.rule);
            if (!rule)
                continue;
            asModelled.insert({judged.rule, placeOf(judged.place)}, judged.verdict);
            for (const QString &category : categoriesOf(*rule, m_scheme)) {
                Said &said = m_said[{placeOf(judged.place), category}];
                said.rules.insert(judged.rule);
                if (judged.verdict == Verdict::Fired || judged.verdict == Verdict::Asked)
                    said.spoke.insert(judged.rule);
                else if (judged.verdict != Verdict::Unclear)
                    said.clear.insert(judged.rule);
            }
        }
        for (const JudgedPlace &judged : off) {
            const RuleInfo *rule = ruleOf(judged.rule);
            if (!rule || (judged.verdict != Verdict::Fired && judged.verdict != Verdict::Asked))
                continue;
            const Verdict before = asModelled.value({judged.rule, placeOf(judged.place)}, Verdict::Quiet);
            if (before == Verdict::Fired || before == Verdict::Asked)
                continue;
            for (const QString &category : categoriesOf(*rule, m_scheme))
                m_said[{placeOf(judged.place), category}].held.insert(judged.rule);
        }
    }

    void readFindings(const QList<Finding> &findings)
    {
        for (const Finding &finding : findings) {
            if (finding.kind == FindingKind::Hygiene || !counts(finding))
                continue;
            const QStringList categories = categoriesOf(wordsOf(finding, m_catalogue.rule(finding.rule)), m_scheme);
            for (const Place &place : placesOf(finding)) {
                for (const QString &category : categories) {
                    Said &said = m_said[{place, category}];
                    (finding.kind == FindingKind::Question ? said.asked : said.found).append(finding.fingerprint);
                }
            }
        }
    }

    CoverageCell cellOf(const Subject &subject, const QString &category) const
    {
        CoverageCell cell;
        const Said said = m_said.value({placeOf(subject), category});
        cell.rules = said.rules.values();
        cell.rules.sort();
        cell.held = said.held.values();
        cell.held.sort();
        cell.findings = !said.found.isEmpty() ? said.found : said.asked;
        if (!said.found.isEmpty())
            cell.state = CoverageState::Found;
        else if (!said.asked.isEmpty())
            cell.state = CoverageState::Asked;
        else if (!said.held.isEmpty())
            cell.state = CoverageState::Controlled;
        else if (!said.clear.isEmpty() || !said.spoke.isEmpty()) // what spoke was decided to be none, or stands in another finding
            cell.state = CoverageState::NothingFound;
        else if (!said.rules.isEmpty() || applies(m_model, subject, category, m_scheme))
            cell.state = CoverageState::NotJudged;
        return cell;
    }

    void addRow(const Subject &subject, const QString &name)
    {
        CoverageRow row{subject, name, {}};
        for (const QString &category : std::as_const(m_coverage.categories))
            row.cells.append(cellOf(subject, category));
        m_coverage.rows.append(row);
    }

    template <class T, class Accept, class Name> void addAll(const Table<T> &table, SubjectKind kind, Accept accept, Name name)
    {
        QList<std::pair<QString, QUuid>> things;
        for (const T &row : table) {
            if (accept(row))
                things.append({name(row), row.id.uuid()});
        }
        std::sort(things.begin(), things.end());
        for (const auto &[title, id] : std::as_const(things))
            addRow({kind, id}, title);
    }

    void addRows()
    {
        const auto any = [](const auto &) { return true; };
        // What crosses a boundary is judged on its flows: the boundary shows the loudest of them.
        const qsizetype firstZone = m_coverage.rows.size();
        addAll(m_model.boundaries, SubjectKind::Boundary, any, [](const TrustBoundary &zone) { return zone.name; });
        const qsizetype zones = m_coverage.rows.size();
        addAll(m_model.elements, SubjectKind::Element, [](const Element &e) { return !e.parent && e.inScope; }, [](const Element &e) { return e.name; });
        const qsizetype firstFlow = m_coverage.rows.size();
        addAll(m_model.flows, SubjectKind::Flow, [this](const DataFlow &f) { return f.inScope && !isDetail(m_model, f); },
               [this](const DataFlow &f) { return m_model.elements.value(f.source).name + QStringLiteral(" → ") + m_model.elements.value(f.target).name; });
        const qsizetype flows = m_coverage.rows.size();
        for (qsizetype i = firstFlow; i < flows; ++i) {
            const DataFlow *flow = m_model.flows.find(FlowId(m_coverage.rows[i].subject.id));
            for (const BoundaryId &crossed : crossedBoundaries(m_model, *flow)) {
                for (qsizetype j = firstZone; j < zones; ++j) {
                    if (m_coverage.rows[j].subject.id == crossed.uuid())
                        take(m_coverage.rows[j], m_coverage.rows[i]);
                }
            }
        }
        addAll(m_model.operations, SubjectKind::Operation, [](const Operation &o) { return o.kind == OperationKind::Operation; },
               [](const Operation &o) { return o.method + u' ' + o.path; });
    }

    static void take(CoverageRow &zone, const CoverageRow &flow)
    {
        for (qsizetype c = 0; c < zone.cells.size(); ++c) {
            CoverageCell &cell = zone.cells[c];
            const CoverageCell &other = flow.cells[c];
            const auto join = [](QStringList &into, const QStringList &from) {
                into += from;
                into.sort();
                into.removeDuplicates();
            };
            join(cell.rules, other.rules);
            join(cell.held, other.held);
            if (other.state > cell.state) {
                cell.state = other.state;
                cell.findings = other.findings;
            } else if (other.state == cell.state) {
                for (const QString &finding : other.findings) {
                    if (!cell.findings.contains(finding))
                        cell.findings.append(finding);
                }
            }
        }
    }

    const ThreatModel &m_model;
    const Catalogue &m_catalogue;
    const CoverageScheme m_scheme;
    QHash<std::pair<Place, QString>, Said> m_said;
    CoverageMatrix m_coverage;
};

} // namespace

int CoverageMatrix::count(int category, CoverageState state) const
{
    return int(std::count_if(rows.begin(), rows.end(), [&](const CoverageRow &row) { return row.cells.value(category).state == state; }));
}

int CoverageMatrix::count(CoverageState state) const
{
    int sum = 0;
    for (int i = 0; i < int(categories.size()); ++i)
        sum += count(i, state);
    return sum;
}

CoverageMatrix coverageOf(const ThreatModel &model, const Catalogue &catalogue, const AnalysisResult &result, const AnalysisResult &controlsOff, CoverageScheme scheme)
{
    return Builder(model, catalogue, scheme).build(result, controlsOff);
}

CoverageRuns coverageRuns(const ThreatModel &model, const Catalogue &catalogue, const QDate &date, Progress &progress)
{
    AnalysisOptions options;
    options.date = date;
    options.explain = false;
    options.recordVerdicts = true;
    CoverageRuns runs;
    runs.result = analyze(model, catalogue, options, progress);
    options.controls = ControlView::Off;
    runs.controlsOff = analyze(model, catalogue, options, progress);
    return runs;
}

} // namespace drawbridge
