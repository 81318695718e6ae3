// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.h"

#include "storage/storagetext.h"

namespace drawbridge {

const QList<Migration> &projectMigrations()
{
    static const QList<Migration> steps{};
    return steps;
}

Result<void> migrate(Database &database, int version, const QList<Migration> &steps)
{
    bool ok = database.execute("BEGIN");
    for (qsizetype i = version - 1; ok && i < steps.size(); ++i)
        ok = steps[i](database) && database.execute("PRAGMA user_version = " + QByteArray::number(int(i) + 2));
    if (ok && database.execute("COMMIT"))
        return {};
    const QString why = database.lastError();
    database.execute("ROLLBACK");
    return Error{Storage::tr("The project was written by an older version and could not be brought up to date: %1.").arg(why), {}};
}

} // namespace drawbridge
