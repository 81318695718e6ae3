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
    QDateTime lastEdit;  // local time
    int edits = 0;

    bool operator==(const RecoverableJournal &) const = default;
};

// Every committed edit, appended at once to a file beside the user's data (not beside the project): a crash loses none.
// Holds the project as last opened or saved, plus the deltas since, so it needs no other file to be recovered. Locked
// while in use, so that another running program does not offer it for recovery.
//
// The file is a sequence of frames: "DWBJ", kind, number, time (ms since 1970, UTC), length of the payload and CRC-32 of
// all that, little-endian, then the payload. Kinds: 1 head (CBOR: format version, project path), 2 base (the bytes of a
// project file), 3 delta (encodeDelta()). What follows the first damaged or missing frame is dropped.
class Journal
{
public:
    // `folder` is created where missing. `projectPath` may be empty. Also removes what dead programs left there without
    // an edit in it.
    static Result<std::unique_ptr<Journal>> create(const QString &folder, const QString &projectPath, const ThreatModel &base);
    // The same from the bytes of a project file (projectbytes.h), which takes a fraction of the time.
    static Result<std::unique_ptr<Journal>> create(const QString &folder, const QString &projectPath, const QByteArray &baseBytes);
    // Leaves the file for recovery, unless close() came first.
    ~Journal();

    // When this returns without an error, the edit outlives the death of the process; shortly after, a power cut.
    Result<void> append(const Delta &delta);
    // After a save: starts over from this project, which keeps the file small. `since` are the edits made after the
    // snapshot that was saved. On an error the journal goes on as it was.
    Result<void> rebase(const QString &projectPath, const QByteArray &baseBytes, const QList<Delta> &since = {});
    Result<void> rebase(const QString &projectPath, const ThreatModel &base);
    // Replaces all edits by one that does the same: keeps the file small, and whole after a failed append().
    Result<void> compact(const Delta &allEdits);
    // The session ended well; removes the file.
    void close();

    QString path() const;
    int edits() const;
    // How much the deltas take; a reason to rebase.
    qint64 bytesOfEdits() const;

    // Journals in the folder that no running program holds and that have edits, newest first.
    static QList<RecoverableJournal> recoverable(const QString &folder);
    // base + deltas; deltas after a torn end are dropped. Sound (repaired where it was not).
    static Result<ThreatModel> recover(const QString &journalPath);
    static void discard(const QString &journalPath);

    // Recovers a journal and goes on writing to it: at no moment are its edits in no file. An error where another
    // program has taken it meanwhile.
    struct Resumed
    {
        std::unique_ptr<Journal> journal;
        ThreatModel base, model; // without and with the edits
        QByteArray baseBytes;
        QString projectPath;
    };
    static Result<Resumed> resume(const QString &journalPath);

private:
    struct Private;
    explicit Journal(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace drawbridge
