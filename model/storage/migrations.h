// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "storage/database.h"

#include <QList>

namespace drawbridge {

// One step of the file format: turns a database of version N into one of version N + 1.
using Migration = bool (*)(Database &);

// The version that this program writes, kept in user_version. To change the format: add 1, append the step to
// projectMigrations(), and add a golden file of the version that is left behind to tests/data/storage.
inline constexpr int projectVersion = 1;

// Step i leads from version i + 1 to version i + 2.
const QList<Migration> &projectMigrations();

// Runs the steps from `version` on, all or none.
Result<void> migrate(Database &database, int version, const QList<Migration> &steps);

} // namespace drawbridge
