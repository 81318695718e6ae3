// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// The content of a project file for a model: a SQLite database, tables and columns after allTables() and the entities'
// field lists, rows by id. Equal models give equal bytes. A model that refers to what does not exist is repaired first,
// as it would be when read. Thread-safe.
Result<QByteArray> projectBytes(const ThreatModel &model);

struct ParsedProject
{
    ThreatModel model;
    QStringList repairs; // sentences; empty for a sound file
};

// Reads it back; see loadProject() for what is checked. `name` stands for the file in messages. Thread-safe.
Result<ParsedProject> parseProject(const QByteArray &bytes, const QString &name);

} // namespace drawbridge
