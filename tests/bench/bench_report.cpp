// SPDX-License-Identifier: Apache-2.0
// How long a large report takes and how much memory it needs: 3,000 findings and a diagram of 1,000 elements and 1,500 flows,
// or as many as are named. Prints a table; asserts nothing.
//   bench_report [FINDINGS [ELEMENTS]]
#include "analysis/catalogue.h"
#include "outputs/reportfile.h"
#include "outputs/tables.h"
#include "report/pagepreview.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QRandomGenerator>

#include <cstdio>
#include <sys/resource.h>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

long peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

template <class Work> void measure(const char *what, Work work)
{
    QElapsedTimer timer;
    timer.start();
    const qsizetype made = work();
    std::printf("%-34s %9.0f ms %9lld %9ld MB\n", what, double(timer.nsecsElapsed()) / 1e6, static_cast<long long>(made), peakMegabytes());
    std::fflush(stdout);
}

// Services in zones, each talking to a few near ones.
ThreatModel modelOf(int elements)
{
    ThreatModel model;
    ProjectInfo info;
    info.id = ProjectInfo::theId();
    info.name = u"A large system"_s;
    model.info.insert(info);
    Diagram diagram;
    diagram.id = DiagramId::create();
    diagram.name = u"System context"_s;
    model.diagrams.insert(diagram);
    QRandomGenerator random{7};
    constexpr int columns = 40, perZone = 100;
    QList<ElementId> ids;
    BoundaryId zone;
    for (int i = 0; i < elements; ++i) {
        if (i % perZone == 0) {
            TrustBoundary boundary;
            boundary.id = zone = BoundaryId::create();
            boundary.name = u"Zone %1"_s.arg(i / perZone + 1);
            boundary.trust = i / perZone % 5;
            model.boundaries.insert(boundary);
        }
        Element element;
        element.id = ElementId::create();
        element.name = u"Service number %1"_s.arg(i + 1);
        element.kind = i % 4 == 3 ? ElementKind::DataStore : ElementKind::Process;
        element.boundary = zone;
        model.elements.insert(element);
        ids.append(element.id);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.x = (i % columns) * 260;
        placement.y = (i / columns) * 140;
        placement.placed = true;
        model.placements.insert(placement);
    }
    for (int i = 0; i < elements * 3 / 2; ++i) {
        const int from = random.bounded(elements), to = qBound(0, from + random.bounded(-2, 3) + columns * random.bounded(-2, 3), elements - 1);
        if (from == to)
            continue;
        DataFlow flow;
        flow.id = FlowId::create();
        flow.source = ids[from];
        flow.target = ids[to];
        flow.name = u"call %1"_s.arg(i);
        flow.protocol = u"https"_s;
        model.flows.insert(flow);
    }
    return model;
}

AnalysisResult resultOf(const ThreatModel &model, const Catalogue &catalogue, int findings)
{
    AnalysisResult result;
    const QList<ElementId> elements = model.elements.sortedIds();
    const QList<RuleInfo> rules = catalogue.rules();
    for (int i = 0; i < findings; ++i) {
        const RuleInfo &rule = rules[i % rules.size()];
        Finding finding;
        finding.fingerprint = QString::number(1'000'000'007ULL * quint64(i + 1), 16).rightJustified(64, u'0');
        finding.rule = rule.id;
        finding.kind = i % 5 == 4 ? FindingKind::Question : FindingKind::Weakness;
        finding.risk = 100.0 - i * 95.0 / findings;
        finding.band = finding.risk >= 60 ? Band::Critical : finding.risk >= 35 ? Band::High : finding.risk >= 15 ? Band::Medium : finding.risk >= 5 ? Band::Low : Band::Note;
        finding.factors = {8, 0.85, 0.95, {u"restricted data: {1}"_s, {u"location"_s}}, {u"anyone who registers"_s, {}}, {u"no check is known"_s, {}}};
        finding.service = elements[i % elements.size()];
        finding.subject = {SubjectKind::Element, finding.service.uuid()};
        finding.subjectName = u"Service number %1"_s.arg(i % elements.size() + 1);
        for (int k = 0; k < 3; ++k) {
            Occurrence occurrence;
            occurrence.subject = finding.subject;
            occurrence.at = {u"services/api-%1.yaml"_s.arg(k), {}, 10 + i % 900, 3};
            occurrence.route = {elements[0].uuid(), elements[1].uuid(), finding.service.uuid()};
            occurrence.evidence = {{{u"The operation declares {1}."_s, {u"no security"_s}}, {u"services/api.yaml"_s, {}, 20 + k, 1}},
                                   {{u"It answers with {1}."_s, {u"User.email"_s}}, {u"services/api.yaml"_s, {}, 40 + k, 1}}};
            finding.occurrences.append(occurrence);
        }
        result.findings.append(finding);
    }
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const int findings = arguments.value(1, u"3000"_s).toInt(), elements = arguments.value(2, u"1000"_s).toInt();
    Diagnostics diagnostics;
    const auto catalogue = loadCatalogue({}, diagnostics);
    const ThreatModel model = modelOf(qMax(10, elements));
    const AnalysisResult result = resultOf(model, *catalogue, qMax(1, findings));
    ReportOptions options;
    options.date = QDate(2026, 1, 1);
    std::printf("%-34s %12s %9s %12s\n", "step", "time", "made", "peak memory");
    measure("model and findings are there", [&] { return result.findings.size(); });
    Progress progress;
    ReportBasis basis;
    measure("what reports share, diagram routed", [&] {
        basis = reportBasis(model, result, *catalogue, options, progress);
        return basis.pictures.size();
    });
    const auto size = [](const Result<QByteArray> &bytes) { return bytes ? bytes->size() : qsizetype(-1); };
    const auto report = [&](const QString &format) { return size(makeReport(basis, *catalogue, options, format, ReportTableKind::Findings, progress)); };
    measure("PDF with its findings as JSON", [&] { return report(u"pdf"_s); });
    measure("HTML", [&] { return report(u"html"_s); });
    measure("Markdown", [&] { return report(u"md"_s); });
    measure("workbook", [&] { return size(xlsxOf({findingsTable(model, result, *catalogue)}, u"Report"_s, options.date)); });
    std::optional<ReportPages> pages;
    measure("preview: set the pages", [&] {
        pages = ReportPages::of(buildReport(basis, *catalogue, options), progress);
        return pages ? qsizetype(pages->count()) : qsizetype(-1);
    });
    if (pages) {
        measure("preview: the first three pages", [&] { return pages->paint(0, 2, {900, 1200}, progress).size(); });
        measure("preview: three in the middle", [&] { return pages->paint(pages->count() / 2, pages->count() / 2 + 2, {900, 1200}, progress).size(); });
    }
    return 0;
}
