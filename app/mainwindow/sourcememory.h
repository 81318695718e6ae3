// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Where imported files stood on this computer. A project holds only relative names; this stays in the person's settings.
namespace sourcememory {

// Looks each source up below the inputs that were imported and remembers where it stands.
void remember(const ThreatModel &imported, const QStringList &inputs);
// Folders in which the sources of a project may stand: remembered ones, then the project's own.
QStringList foldersFor(const ThreatModel &model, const QString &projectPath);
// What was named when these sources were imported, without repetition; only what still exists.
QStringList inputsFor(const ThreatModel &model);

} // namespace sourcememory

} // namespace drawbridge
