// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "commandline/inputs.h"
#include "exporters/analysistext.h"
#include "storage/projectfile.h"
#include "commandline/texts.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

namespace drawbridge {

namespace {

// Open findings count against the gate; questions and hygiene never do: they are no defects.
bool countsAgainstGate(const Finding &finding, Band worst)
{
    const bool open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
    const bool defect = finding.kind != FindingKind::Question && finding.kind != FindingKind::Hygiene;
    return open && defect && finding.band <= worst;
}

// Fingerprints of a baseline: an analysis in JSON, or a project that is analysed now.
Result<QSet<QString>> baselineFingerprints(const QString &path, const Catalogue &catalogue, QDate date)
{
    QSet<QString> fingerprints;
    if (isProjectFile(path)) {
        Result<LoadedProject> project = loadProject(path);
        if (!project)
            return project.error();
        Progress progress;
        const AnalysisResult result = analyze(project->model, catalogue, {date}, progress);
        for (const Finding &finding : result.findings)
            fingerprints.insert(finding.fingerprint);
        return fingerprints;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{CommandLine::tr("The baseline cannot be read (%1).").arg(file.errorString()), {path, {}, 0, 0}};
    const QJsonObject analysis = QJsonDocument::fromJson(file.readAll()).object();
    if (!analysis.value(QStringLiteral("schema")).toString().startsWith(QLatin1String("drawbridge.analysis/")))
        return Error{CommandLine::tr("The baseline is neither a project nor an analysis in JSON; make one with drawbridge analyze --format json."), {path, {}, 0, 0}};
    for (const QJsonValue &finding : analysis.value(QStringLiteral("findings")).toArray())
        fingerprints.insert(finding.toObject().value(QStringLiteral("fingerprint")).toString());
    return fingerprints;
}

} // namespace

// drawbridge check PROJECT|INPUT... [--fail-on BAND] [--baseline FILE] [--new-only] [-o FILE]
ExitCode checkCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(QStringLiteral("input"), CommandLine::tr("A project, specifications or folders."), QStringLiteral("PROJECT|INPUT..."));
    parser.addOption({QStringLiteral("fail-on"), CommandLine::tr("Fail from this severity: none, low, medium, high (default) or critical."), QStringLiteral("BAND"),
                      QStringLiteral("high")});
    parser.addOption({QStringLiteral("baseline"), CommandLine::tr("A project or an analysis in JSON to compare with."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("new-only"), CommandLine::tr("Fail on findings that the baseline does not have only.")});
    parser.addOption({QStringLiteral("format"), CommandLine::tr("Write text."), QStringLiteral("FORMAT"), QStringLiteral("text")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, CommandLine::tr("Write to this file instead of standard output."), QStringLiteral("FILE")});
    invocation.addInputOptions();
    invocation.addDateOption();
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const auto wrongUsage = [&](const QString &message) {
        invocation.console.error({message, {}});
        return ExitCode::WrongUsage;
    };
    const QString failOn = parser.value(QStringLiteral("fail-on"));
    const std::optional<Band> worst = fromName<Band>(failOn);
    if (failOn != QLatin1String("none") && !worst)
        return wrongUsage(CommandLine::tr("“%1” is not a severity; use none, low, medium, high or critical.").arg(failOn));
    if (parser.value(QStringLiteral("format")) != QLatin1String("text"))
        return wrongUsage(CommandLine::tr("check writes text only in this version; use drawbridge analyze for json."));
    if (parser.isSet(QStringLiteral("new-only")) && !parser.isSet(QStringLiteral("baseline")))
        return wrongUsage(CommandLine::tr("--new-only needs a --baseline to tell what is new."));
    const Result<QDate> date = invocation.date();
    if (!date)
        return wrongUsage(date.error().message);

    RulesReading rules(invocation);
    const std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    const std::shared_ptr<const Catalogue> catalogue = rules.finish(exit, &inputs->model);
    if (!catalogue)
        return exit;
    QSet<QString> known;
    if (parser.isSet(QStringLiteral("baseline"))) {
        const Result<QSet<QString>> baseline = baselineFingerprints(parser.value(QStringLiteral("baseline")), *catalogue, *date);
        if (!baseline) {
            invocation.console.error(baseline.error());
            return ExitCode::InputFailed;
        }
        known = *baseline;
    }

    Progress progress;
    const AnalysisResult result = analyze(inputs->model, *catalogue, {*date}, progress);
    QStringList lines;
    int failing = 0;
    for (const Finding &finding : result.findings) {
        if (!worst || !countsAgainstGate(finding, *worst) || (parser.isSet(QStringLiteral("new-only")) && known.contains(finding.fingerprint)))
            continue;
        ++failing;
        lines += findingLine(finding, *catalogue);
    }
    lines += failing == 0 ? CommandLine::tr("The gate holds: no open finding at %1 or above.").arg(failOn)
                          : CommandLine::tr("The gate fails: %n open finding(s)", nullptr, failing) + CommandLine::tr(" at %1 or above.").arg(failOn);
    const ExitCode written = invocation.console.write(parser.value(QStringLiteral("output")), (lines.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8());
    if (written != ExitCode::Done)
        return written;
    return failing == 0 ? ExitCode::Done : ExitCode::GateFailed;
}

} // namespace drawbridge
