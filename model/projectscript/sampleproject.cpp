// SPDX-License-Identifier: Apache-2.0
#include "projectscript/sampleproject.h"

#include "importers/importer.h"
#include "importers/joining.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "projectscript/projectscript.h"
#include "spec/parsespec.h"

namespace drawbridge {

Result<SampleProject> makeSampleProject(const QStringList &specifications, const QByteArray &script, const QString &name, const Catalogue &catalogue, Progress &progress)
{
    Result<ImportResult> imported = importInputs(specifications, {}, progress);
    if (!imported)
        return imported.error();
    SampleProject project;
    project.diagnostics = imported->diagnostics;
    joinWithProject(imported->model, project.model, project.diagnostics);
    apply(project.model, reimport(project.model, imported->model).delta);
    const Result<Delta> placed = layoutUnplaced(project.model, progress);
    if (!placed)
        return placed.error();
    apply(project.model, *placed);
    if (script.isEmpty())
        return project;
    const Result<std::shared_ptr<const SpecTree>> tree = parseSpec(script, name, project.diagnostics);
    if (!tree)
        return tree.error();
    project.model = runScript(std::move(project.model), (*tree)->root(), catalogue, project.diagnostics, progress);
    // What people drew in the script has its place beside the others.
    if (const Result<Delta> more = layoutUnplaced(project.model, progress))
        apply(project.model, *more);
    return project;
}

} // namespace drawbridge
