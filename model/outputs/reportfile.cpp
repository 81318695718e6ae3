// SPDX-License-Identifier: Apache-2.0
#include "outputs/reportfile.h"

#include "exporters/analysisjson.h"
#include "outputs/outputtext.h"
#include "outputs/tables.h"
#include "report/htmlwriter.h"
#include "report/markdownwriter.h"
#include "report/pdfwriter.h"
#include "report/reportlanguage.h"

#include <future>

namespace drawbridge {

using namespace Qt::StringLiterals;

QList<ReportFormat> reportFormats()
{
    return {{u"pdf"_s, OutputText::tr("PDF"), u"pdf"_s},
            {u"html"_s, OutputText::tr("Web page in one file"), u"html"_s},
            {u"md"_s, OutputText::tr("Markdown"), u"md"_s},
            {u"xlsx"_s, OutputText::tr("Workbook of findings, actions and data"), u"xlsx"_s},
            {u"csv"_s, OutputText::tr("Findings as CSV"), u"csv"_s}};
}

std::optional<ReportFormat> reportFormat(const QString &id)
{
    const QString wanted = id.toLower() == u"markdown" ? u"md"_s : id.toLower() == u"htm" ? u"html"_s : id.toLower();
    for (const ReportFormat &format : reportFormats()) {
        if (format.id == wanted)
            return format;
    }
    return std::nullopt;
}

std::optional<ReportFormat> reportFormatOfFile(const QString &fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    return dot < 0 ? std::nullopt : reportFormat(fileName.mid(dot + 1));
}

Result<QByteArray> makeReport(const ReportBasis &basis, const Catalogue &catalogue, const ReportOptions &options, const QString &format, ReportTableKind table, Progress &progress)
{
    const ReportLanguageScope language(options.language);
    const FindingFilter wanted = [&](const Finding &finding) { return reportShows(options, finding); };
    const auto tableOfKind = [&](ReportTableKind kind) {
        switch (kind) {
        case ReportTableKind::Actions: return actionsTable(basis.model, basis.result, catalogue, options.date);
        case ReportTableKind::Inventory: return inventoryTable(basis.model, basis.result);
        case ReportTableKind::Findings: break;
        }
        return findingsTable(basis.model, basis.result, catalogue, wanted);
    };
    if (format == u"csv")
        return csvOf(tableOfKind(table));
    if (format == u"xlsx") {
        const QString title = options.title.isEmpty() ? OutputText::tr("Threat model") : options.title;
        return xlsxOf({tableOfKind(ReportTableKind::Findings), tableOfKind(ReportTableKind::Actions), tableOfKind(ReportTableKind::Inventory)}, title, options.date);
    }
    if (format == u"html")
        return htmlBytes(buildReport(basis, catalogue, options), progress);
    if (format == u"md")
        return markdownBytes(buildReport(basis, catalogue, options), progress);
    if (format != u"pdf")
        return Error{OutputText::tr("“%1” is no format of a report in this version.").arg(format), {}};
    std::future<ReportAttachment> findings = std::async(std::launch::async, [&] {
        const ReportLanguageScope words(options.language);
        return attachmentOf(u"findings.json"_s, OutputText::tr("All findings with their places and evidence"), u"application/json"_s,
                            analysisJson(basis.model, basis.result, catalogue, {}));
    });
    ReportContent content = buildReport(basis, catalogue, options);
    content.findings = findings.get();
    if (progress.isCancelled())
        return Error{OutputText::tr("The report was cancelled."), {}};
    return pdfBytes(std::move(content), progress);
}

} // namespace drawbridge
