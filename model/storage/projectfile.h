// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "storage/projectlock.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// "DrwB": application_id of a project file, at offset 68 of the SQLite header; the MIME type's magic.
inline constexpr quint32 projectApplicationId = 0x44727742;

// Whether the file's first bytes say that it is a Drawbridge project.
bool isProjectFile(const QString &path);

struct LoadedProject
{
    ThreatModel model;
    QStringList repairs;
    bool readOnly = false;   // the file or its folder cannot be written, or another process has it locked
    QString readOnlyBecause; // a sentence, where it is read-only
    QByteArray content;      // the file as read, for the recovery journal
};

// Reads a project. Untrusted: hardened connection, quick_check, bounds, validate and repair; what was repaired is in
// `repairs`. An error for what is no project, is damaged beyond repair, or was written by a newer version.
// With `lock`, the project is locked for this process before it is read, for as long as the lock lives; where that
// fails, the project is read-only. Thread-safe.
Result<LoadedProject> loadProject(const QString &path, ProjectLock *lock = nullptr);

// Writes the whole project beside the old file, syncs, and replaces it in one step: after a crash or a full disk the
// old file is intact. Equal models give equal bytes. Keeps the permissions of the old file. Refuses where another
// process has the project open; `lock` is the caller's own, if it holds one: it then holds the new file. With a lock,
// also refuses where the file was changed from outside since it was read. Thread-safe, one at a time per lock.
// `content`, where given, receives the file's bytes.
Result<void> saveProject(const QString &path, const ThreatModel &model, ProjectLock *lock = nullptr, QByteArray *content = nullptr);

} // namespace drawbridge
