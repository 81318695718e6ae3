// SPDX-License-Identifier: Apache-2.0
#include "commandline/inputs.h"

#include "analysis/rulepacks.h"
#include "importers/importer.h"
#include "storage/projectfile.h"
#include "commandline/texts.h"

#include <QFileInfo>

namespace drawbridge {

std::optional<LoadedInputs> loadInputs(Invocation &invocation, ExitCode &exit)
{
    const QStringList paths = invocation.parser.positionalArguments();
    if (paths.isEmpty()) {
        invocation.console.error({CommandLine::tr("No input is named; name a project, specifications or a folder."), {}});
        exit = ExitCode::WrongUsage;
        return std::nullopt;
    }
    exit = ExitCode::InputFailed;
    LoadedInputs loaded;
    if (paths.size() == 1 && QFileInfo(paths.first()).isFile() && isProjectFile(paths.first())) {
        Result<LoadedProject> project = loadProject(paths.first());
        if (!project) {
            invocation.console.error(project.error());
            return std::nullopt;
        }
        for (const QString &repaired : std::as_const(project->repairs))
            loaded.diagnostics.warn(repaired, {paths.first(), {}, 0, 0});
        loaded.model = std::move(project->model);
        loaded.isProject = true;
    } else {
        ImportOptions options;
        options.format = invocation.parser.value(QStringLiteral("as"));
        options.root = invocation.parser.value(QStringLiteral("root"));
        Progress progress;
        Result<ImportResult> imported = importInputs(paths, options, progress);
        if (!imported) {
            invocation.console.error(imported.error());
            return std::nullopt;
        }
        loaded.model = std::move(imported->model);
        loaded.diagnostics = std::move(imported->diagnostics);
    }
    invocation.console.report(loaded.diagnostics);
    return loaded;
}

std::shared_ptr<const Catalogue> loadRules(Invocation &invocation, ExitCode &exit, const ThreatModel *project)
{
    Diagnostics diagnostics;
    const bool packs = project && !invocation.parser.isSet(QStringLiteral("no-project-rules"));
    const QList<RuleFile> files = packs ? rulePackFiles(*project, diagnostics) : QList<RuleFile>();
    std::shared_ptr<const Catalogue> catalogue = loadCatalogue(invocation.parser.values(QStringLiteral("rules")), files, diagnostics);
    invocation.console.report(diagnostics);
    if (diagnostics.hasErrors()) {
        exit = ExitCode::InputFailed;
        return nullptr;
    }
    return catalogue;
}

} // namespace drawbridge
