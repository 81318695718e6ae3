// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// "DrwB": application_id of a project file, at offset 68 of the SQLite header; the MIME type's magic.
inline constexpr quint32 projectApplicationId = 0x44727742;

// Whether the file's first bytes say that it is a Drawbridge project.
bool isProjectFile(const QString &path);

// Reads a project. Untrusted: hardened connection, quick_check, bounds, validate and repair; what was repaired is in
// `repairs`. An error for what is no project, is damaged beyond repair, or was written by a newer version.
struct LoadedProject
{
    ThreatModel model;
    QStringList repairs;
    bool readOnly = false; // the file or its folder cannot be written, or another process has it locked
};
Result<LoadedProject> loadProject(const QString &path);

// Writes the whole project beside the old file, syncs, and replaces it in one step: after a crash or a full disk the
// old file is intact. Equal models give equal bytes in every table (not necessarily an equal file).
Result<void> saveProject(const QString &path, const ThreatModel &model);

} // namespace drawbridge
