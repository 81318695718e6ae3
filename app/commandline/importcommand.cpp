// SPDX-License-Identifier: Apache-2.0
#include "analysis/rulepacks.h"
#include "base/moment.h"
#include "carryover/carryover.h"
#include "commandline/inputs.h"
#include "importers/joining.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "projectscript/projectscript.h"
#include "spec/parsespec.h"
#include "storage/projectfile.h"
#include "commandline/texts.h"

#include <QFile>
#include <QFileInfo>

namespace drawbridge {

// drawbridge import -o PROJECT INPUT...
ExitCode importCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(QStringLiteral("input"), CommandLine::tr("Specifications or folders."), QStringLiteral("INPUT..."));
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, CommandLine::tr("The project to make, or to update in place."), QStringLiteral("PROJECT")});
    parser.addOption({QStringLiteral("script"), CommandLine::tr("Carry out what the file says people did: answers, decisions, a review, versions."), QStringLiteral("FILE")});
    invocation.addInputOptions();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const QString path = parser.value(QStringLiteral("output"));
    if (path.isEmpty()) {
        invocation.console.error({CommandLine::tr("No project is named; name the one to make or update with -o PROJECT."), {}});
        return ExitCode::WrongUsage;
    }

    std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    if (inputs->isProject) {
        invocation.console.error({CommandLine::tr("This is a project already; name specifications to import into it."), {parser.positionalArguments().first(), {}, 0, 0}});
        return ExitCode::InputFailed;
    }
    ThreatModel model;
    ProjectLock lock; // until it is saved, so that no edit made elsewhere meanwhile is lost
    if (QFileInfo::exists(path)) {
        Result<LoadedProject> project = loadProject(path, &lock);
        if (!project) {
            invocation.console.error(project.error());
            return ExitCode::InputFailed;
        }
        if (project->readOnly) {
            invocation.console.error({CommandLine::tr("The project cannot be written: it is open elsewhere, or the file or its folder is read-only."), {path, {}, 0, 0}});
            return ExitCode::OutputFailed;
        }
        for (const QString &repaired : std::as_const(project->repairs))
            invocation.console.report(Diagnostic{Severity::Warning, repaired, {path, {}, 0, 0}});
        model = std::move(project->model);
    }

    Diagnostics joined;
    joinWithProject(inputs->model, model, joined);
    invocation.console.report(joined);
    const ThreatModel before = model;
    apply(model, moveToHeirs(before, inputs->model));
    const MergeResult merged = reimport(model, inputs->model);
    apply(model, merged.delta);
    Progress progress;
    Diagnostics layoutNotes;
    const Result<Delta> placed = layoutUnplaced(model, progress, &layoutNotes);
    invocation.console.report(layoutNotes);
    if (placed)
        apply(model, *placed);
    else
        invocation.console.report(Diagnostic{Severity::Warning, placed.error().message, {path, {}, 0, 0}});
    apply(model, carryOver(before, model, isoNow(), progress));
    if (const QString script = parser.value(QStringLiteral("script")); !script.isEmpty()) {
        QFile file(script);
        if (!file.open(QIODevice::ReadOnly)) {
            invocation.console.error({CommandLine::tr("The script cannot be read: %1").arg(file.errorString()), {script, {}, 0, 0}});
            return ExitCode::InputFailed;
        }
        Diagnostics told;
        const std::shared_ptr<const Catalogue> catalogue = loadCatalogue({}, rulePackFiles(model, told), told);
        const Result<std::shared_ptr<const SpecTree>> tree = parseSpec(file.readAll(), script, told);
        if (!tree) {
            invocation.console.error(tree.error());
            return ExitCode::InputFailed;
        }
        model = runScript(std::move(model), (*tree)->root(), *catalogue, told, progress);
        invocation.console.report(told);
        if (const Result<Delta> more = layoutUnplaced(model, progress))
            apply(model, *more);
    }
    if (const Result<void> saved = saveProject(path, model, &lock); !saved) {
        invocation.console.error(saved.error());
        return ExitCode::OutputFailed;
    }

    const MergeCounts &c = merged.counts;
    QStringList lines{CommandLine::tr("added %1, changed %2, removed %3, kept %4, in conflict %5").arg(c.added).arg(c.changed).arg(c.removed).arg(c.kept).arg(merged.conflicts.size())};
    for (const MergeConflict &conflict : merged.conflicts)
        lines += CommandLine::tr("conflict: %1, %2: kept “%3”, the source now says “%4”").arg(conflict.entityName, conflict.field, conflict.mine, conflict.theirs);
    invocation.console.out(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
    return merged.conflicts.isEmpty() ? ExitCode::Done : ExitCode::Conflicts;
}

} // namespace drawbridge
