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

RulesReading::RulesReading(Invocation &invocation)
    : m_invocation(invocation), m_paths(invocation.parser.values(QStringLiteral("rules"))),
      m_withoutPacks(std::async([paths = m_paths] { return read(paths, {}); }))
{
}

RulesReading::Read RulesReading::read(const QStringList &paths, const QList<RuleFile> &packs)
{
    Read read;
    read.catalogue = loadCatalogue(paths, packs, read.diagnostics);
    return read;
}

std::shared_ptr<const Catalogue> RulesReading::finish(ExitCode &exit, const ThreatModel *project)
{
    Diagnostics ofPacks;
    const bool ownRules = project && !m_invocation.parser.isSet(QStringLiteral("no-project-rules"));
    const QList<RuleFile> packs = ownRules ? rulePackFiles(*project, ofPacks) : QList<RuleFile>();
    const Read result = packs.isEmpty() ? m_withoutPacks.get() : read(m_paths, packs);
    m_invocation.console.report(ofPacks);
    m_invocation.console.report(result.diagnostics);
    if (ofPacks.hasErrors() || result.diagnostics.hasErrors()) {
        exit = ExitCode::InputFailed;
        return nullptr;
    }
    return result.catalogue;
}

} // namespace drawbridge
