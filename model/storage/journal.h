// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "threatmodel/delta.h"

#include <QDateTime>

#include <memory>

namespace drawbridge {

// A journal left behind by a session that did not end well.
struct RecoverableJournal
{
    QString journalPath;
    QString projectPath; // empty: never saved
    QDateTime lastEdit;
    int edits = 0;
};

// Every committed edit, appended at once to a file beside the user's data (not beside the project): a crash loses none.
// Holds the model as last opened or saved, plus the deltas since. Locked while in use, so that another running program
// does not offer it for recovery.
class Journal
{
public:
    // `folder` is created where missing. `projectPath` may be empty.
    static Result<std::unique_ptr<Journal>> create(const QString &folder, const QString &projectPath, const ThreatModel &base);
    ~Journal();

    Result<void> append(const Delta &delta);
    // After a save: starts over from this model.
    Result<void> rebase(const QString &projectPath, const ThreatModel &base);
    // The session ended well; removes the file.
    void close();

    // Journals in the folder that no running program holds and that have edits, newest first.
    static QList<RecoverableJournal> recoverable(const QString &folder);
    // base + deltas; deltas after a torn end are dropped.
    static Result<ThreatModel> recover(const QString &journalPath);
    static void discard(const QString &journalPath);

private:
    struct Private;
    explicit Journal(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace drawbridge
