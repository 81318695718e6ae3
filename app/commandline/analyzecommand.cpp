// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "commandline/inputs.h"
#include "exporters/analysisjson.h"
#include "exporters/analysistext.h"
#include "commandline/texts.h"


namespace drawbridge {

// drawbridge analyze PROJECT|INPUT... [--format text|json] [-o FILE] [--rules PATH]...
ExitCode analyzeCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(QStringLiteral("input"), CommandLine::tr("A project, specifications or folders."), QStringLiteral("PROJECT|INPUT..."));
    parser.addOption({QStringLiteral("format"), CommandLine::tr("Write text or json."), QStringLiteral("FORMAT"), QStringLiteral("text")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, CommandLine::tr("Write to this file instead of standard output."), QStringLiteral("FILE")});
    invocation.addInputOptions();
    invocation.addDateOption();
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const QString format = parser.value(QStringLiteral("format"));
    if (format != QLatin1String("text") && format != QLatin1String("json")) {
        invocation.console.error({CommandLine::tr("“%1” is not a format of analyze in this version; use text or json.").arg(format), {}});
        return ExitCode::WrongUsage;
    }
    const Result<QDate> date = invocation.date();
    if (!date) {
        invocation.console.error(date.error());
        return ExitCode::WrongUsage;
    }

    RulesReading rules(invocation);
    const std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    const std::shared_ptr<const Catalogue> catalogue = rules.finish(exit, &inputs->model);
    if (!catalogue)
        return exit;
    Progress progress;
    const AnalysisResult result = analyze(inputs->model, *catalogue, {*date}, progress);
    const QByteArray bytes = format == QLatin1String("json") ? analysisJson(inputs->model, result, *catalogue, inputs->diagnostics)
                                                             : analysisText(inputs->model, result, *catalogue).toUtf8();
    return invocation.console.write(parser.value(QStringLiteral("output")), bytes);
}

} // namespace drawbridge
