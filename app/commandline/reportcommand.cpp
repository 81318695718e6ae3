// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "commandline/inputs.h"
#include "layout/layout.h"
#include "report/content.h"
#include "report/pdfwriter.h"
#include "commandline/texts.h"


namespace drawbridge {

// drawbridge report PROJECT|INPUT... -o FILE.pdf
ExitCode reportCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(QStringLiteral("input"), CommandLine::tr("A project, specifications or folders."), QStringLiteral("PROJECT|INPUT..."));
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, CommandLine::tr("The report to write; its ending says the format: .pdf."), QStringLiteral("FILE")});
    invocation.addInputOptions();
    invocation.addDateOption();
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const QString path = parser.value(QStringLiteral("output"));
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        invocation.console.error({path.isEmpty() ? CommandLine::tr("No report is named; name it with -o FILE.pdf.") : CommandLine::tr("This version writes reports as .pdf only."), {}});
        return ExitCode::WrongUsage;
    }
    const Result<QDate> date = invocation.date();
    if (!date) {
        invocation.console.error(date.error());
        return ExitCode::WrongUsage;
    }

    std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    const std::shared_ptr<const Catalogue> catalogue = loadRules(invocation, exit, &inputs->model);
    if (!catalogue)
        return exit;
    Progress progress;
    if (const Result<Delta> placed = layoutUnplaced(inputs->model, progress); placed)
        apply(inputs->model, *placed);
    else
        invocation.console.report(Diagnostic{Severity::Warning, placed.error().message, {}});
    const AnalysisResult result = analyze(inputs->model, *catalogue, {*date}, progress);
    ReportOptions options;
    options.date = *date;
    const Result<void> written = writePdf(buildReport(inputs->model, result, *catalogue, options), path, progress);
    if (!written) {
        invocation.console.error(written.error());
        return ExitCode::OutputFailed;
    }
    return ExitCode::Done;
}

} // namespace drawbridge
