// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.h"
#include "commandline/inputs.h"
#include "commandline/texts.h"
#include "layout/layout.h"
#include "outputs/outputs.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// A diagram by its name, or by its number in the list, from 1. Nothing: there is none.
std::optional<DiagramId> diagramNamed(const ThreatModel &model, const QString &wanted)
{
    const QList<Diagram> all = diagramsInOrder(model);
    for (const Diagram &diagram : all) {
        if (diagram.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return diagram.id;
    }
    const int number = wanted.toInt();
    return number >= 1 && number <= all.size() ? std::optional(all[number - 1].id) : std::nullopt;
}

QString names(const QList<Diagram> &diagrams)
{
    QStringList list;
    for (qsizetype i = 0; i < std::min<qsizetype>(diagrams.size(), 12); ++i)
        list.append(u"“%1”"_s.arg(diagrams[i].name));
    return list.join(u", "_s);
}

} // namespace

// drawbridge export PROJECT|INPUT... -o FILE [--format FORMAT]
ExitCode exportCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    QStringList ids;
    for (const OutputFormat &format : outputFormats())
        ids.append(format.id);
    parser.addPositionalArgument(u"input"_s, CommandLine::tr("A project, specifications or folders."), u"PROJECT|INPUT..."_s);
    parser.addOption({{u"o"_s, u"output"_s}, CommandLine::tr("The file to write; its ending says the format, unless --format does."), u"FILE"_s});
    parser.addOption({u"format"_s, CommandLine::tr("Write this format: %1.").arg(ids.join(u", "_s)), u"FORMAT"_s});
    parser.addOption({u"diagram"_s, CommandLine::tr("Of pictures: the diagram with this name or number; else the first one."), u"NAME"_s});
    parser.addOption({u"scale"_s, CommandLine::tr("Of PNG: pixels per unit, 0.1 to 10."), u"NUMBER"_s, u"2"_s});
    parser.addOption({u"transparent"_s, CommandLine::tr("Of pictures: no background.")});
    parser.addOption({u"all-findings"_s, CommandLine::tr("Of models for other tools: also findings that only ask, and hygiene.")});
    invocation.addInputOptions();
    invocation.addDateOption();
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;

    const auto wrong = [&](const QString &message) {
        invocation.console.error({message, {}});
        return ExitCode::WrongUsage;
    };
    const QString path = parser.value(u"output"_s), wanted = parser.value(u"format"_s);
    if (path.isEmpty() && wanted.isEmpty())
        return wrong(CommandLine::tr("No file is named; name the one to write with -o FILE, or a format with --format."));
    const std::optional<OutputFormat> format = wanted.isEmpty() ? outputFormatOfFile(path) : outputFormat(wanted);
    if (!format) {
        return wrong(wanted.isEmpty() ? CommandLine::tr("The ending of “%1” says no format; name one with --format: %2.").arg(path, ids.join(u", "_s))
                                      : CommandLine::tr("“%1” is no format of export in this version; use one of: %2.").arg(wanted, ids.join(u", "_s)));
    }
    bool isNumber = false;
    OutputRequest request;
    request.format = format->id;
    request.scale = parser.value(u"scale"_s).toDouble(&isNumber);
    request.transparent = parser.isSet(u"transparent"_s);
    request.questions = parser.isSet(u"all-findings"_s);
    if (!isNumber || request.scale < 0.1 || request.scale > 10)
        return wrong(CommandLine::tr("“%1” is no scale; use a number from 0.1 to 10.").arg(parser.value(u"scale"_s)));
    const Result<QDate> date = invocation.date();
    if (!date) {
        invocation.console.error(date.error());
        return ExitCode::WrongUsage;
    }

    RulesReading rules(invocation);
    std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    const std::shared_ptr<const Catalogue> catalogue = rules.finish(exit, &inputs->model);
    if (!catalogue)
        return exit;
    Progress progress;
    Diagnostics layoutNotes;
    if (const Result<Delta> placed = layoutUnplaced(inputs->model, progress, &layoutNotes); placed)
        apply(inputs->model, *placed);
    else
        invocation.console.report(Diagnostic{Severity::Warning, placed.error().message, {}});
    invocation.console.report(layoutNotes);
    if (const QString name = parser.value(u"diagram"_s); !name.isEmpty()) {
        const std::optional<DiagramId> diagram = diagramNamed(inputs->model, name);
        if (!diagram)
            return wrong(CommandLine::tr("There is no diagram “%1”; there are: %2.").arg(name, names(diagramsInOrder(inputs->model))));
        request.diagram = *diagram;
    }
    const AnalysisResult result = analyze(inputs->model, *catalogue, {*date}, progress);
    const Result<QByteArray> bytes = makeOutput(inputs->model, result, *catalogue, request);
    if (!bytes) {
        invocation.console.error(bytes.error());
        return ExitCode::InputFailed;
    }
    return invocation.console.write(path, *bytes);
}

} // namespace drawbridge
