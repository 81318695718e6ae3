// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.h"
#include "analysis/ruleinfo.h"
#include "analysis/rulelint.h"
#include "commandline/inputs.h"
#include "commandline/texts.h"


namespace drawbridge {

namespace {

QString describe(const RuleInfo &rule)
{
    QStringList lines;
    lines += QStringLiteral("%1  %2").arg(rule.id, ruleText(rule.title));
    lines += CommandLine::tr("kind %1, revision %2").arg(nameOf(rule.kind), rule.revision);
    lines += QString();
    lines += ruleText(rule.why);
    lines += QString();
    lines += ruleText(rule.fix);
    lines += QString();
    QStringList maps = rule.owaspApi;
    for (int cwe : rule.cwe)
        maps += QStringLiteral("CWE-%1").arg(cwe);
    for (auto it = rule.standards.cbegin(); it != rule.standards.cend(); ++it) {
        if (!it.value().isEmpty())
            maps += it.key() + QLatin1Char(' ') + it.value().join(QLatin1Char(' '));
    }
    lines += CommandLine::tr("STRIDE: %1").arg(rule.stride.join(QLatin1Char(' ')));
    lines += CommandLine::tr("Maps to: %1").arg(maps.join(QStringLiteral(", ")));
    lines += CommandLine::tr("Controls: %1").arg(rule.controls.join(QStringLiteral(", ")));
    lines += CommandLine::tr("Defined at: %1:%2").arg(rule.at.file).arg(rule.at.line);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

ExitCode list(const Console &console, const Catalogue &catalogue)
{
    QString text;
    const QList<RuleInfo> rules = catalogue.rules();
    for (const RuleInfo &rule : rules)
        text += QStringLiteral("%1  %2  %3\n").arg(rule.id.leftJustified(10), nameOf(rule.kind).leftJustified(8), ruleText(rule.title));
    console.out(text);
    return ExitCode::Done;
}

ExitCode show(const Console &console, const Catalogue &catalogue, const QString &id)
{
    if (const RuleInfo *rule = catalogue.rule(id)) {
        console.out(describe(*rule));
        return ExitCode::Done;
    }
    console.error({CommandLine::tr("There is no rule “%1”; see drawbridge rules list.").arg(id), {}});
    return ExitCode::WrongUsage;
}

ExitCode test(const Console &console, const QStringList &paths)
{
    Diagnostics diagnostics;
    const RuleTestSummary summary = testRules(paths, diagnostics);
    console.report(diagnostics);
    console.out(CommandLine::tr("%n rule(s)", nullptr, summary.rules) + CommandLine::tr(", %n example(s) run", nullptr, summary.examples) + CommandLine::tr(", %n failed", nullptr, summary.failures) + QLatin1Char('\n'));
    return summary.failures > 0 || diagnostics.hasErrors() ? ExitCode::GateFailed : ExitCode::Done;
}

ExitCode lint(const Console &console, const QStringList &paths)
{
    Diagnostics diagnostics;
    lintRules(paths, diagnostics);
    console.report(diagnostics);
    const int remarks = diagnostics.count(Severity::Warning) + diagnostics.count(Severity::Error);
    console.out(CommandLine::tr("%n remark(s)", nullptr, remarks) + QLatin1Char('\n'));
    return remarks > 0 ? ExitCode::GateFailed : ExitCode::Done;
}

} // namespace

// drawbridge rules list | show ID | test [PATH]... | lint [PATH]...
ExitCode rulesCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(QStringLiteral("action"), CommandLine::tr("list, show ID, test [PATH]..., or lint [PATH]..."), QStringLiteral("list|show|test|lint"));
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    if (action == QLatin1String("test"))
        return test(invocation.console, words.mid(1) + parser.values(QStringLiteral("rules")));
    if (action == QLatin1String("lint"))
        return lint(invocation.console, words.mid(1) + parser.values(QStringLiteral("rules")));
    const bool isList = action == QLatin1String("list") && words.size() == 1;
    const bool isShow = action == QLatin1String("show") && words.size() == 2;
    if (!isList && !isShow) {
        invocation.console.error({CommandLine::tr("Use rules list, rules show ID, rules test [PATH], or rules lint [PATH]."), {}});
        return ExitCode::WrongUsage;
    }
    const std::shared_ptr<const Catalogue> catalogue = RulesReading(invocation).finish(exit);
    if (!catalogue)
        return exit;
    return isList ? list(invocation.console, *catalogue) : show(invocation.console, *catalogue, words[1]);
}

} // namespace drawbridge
