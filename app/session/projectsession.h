// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"
#include "storage/journal.h"
#include "storage/projectlock.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSettings>

#include <optional>

namespace drawbridge {

// The project that is open: its document, where it is stored, whether it may be saved there, and the recovery journal
// that every edit goes to. No widgets: it says what happened, the window shows it. Saving runs on another thread; editing
// may go on meanwhile. Everything else happens on the thread that it lives on.
class ProjectSession : public QObject
{
    Q_OBJECT
public:
    // Starts with a new project. `journalFolder` is where recovery journals are kept; the settings keep recent files.
    explicit ProjectSession(const QString &journalFolder = defaultJournalFolder(), QObject *parent = nullptr);
    // Waits for a save under way. Unsaved edits stay in the journal unless close() was called.
    ~ProjectSession() override;

    static QString defaultJournalFolder();

    // The same object for the life of the session; open, new and recover reset() it.
    Document *document() { return &m_document; }
    const Document *document() const { return &m_document; }

    // Absolute; empty while never saved.
    QString path() const { return m_path; }
    // The file's name without its ending, else the project's name, else "Untitled".
    QString title() const;
    // A read-only project can be edited and saved under another name.
    bool isReadOnly() const { return !m_readOnlyBecause.isEmpty(); }
    QString readOnlyBecause() const { return m_readOnlyBecause; }
    // What had to be repaired when it was opened, or is to be known after a recovery; sentences.
    QStringList notes() const { return m_notes; }
    // Whether closing now would lose something; true also while a save runs.
    bool isDirty() const;
    bool isSaving() const { return m_saving.has_value(); }

    // Each leaves the present project, unsaved edits included: ask before (isDirty). After an error, all is as it was.
    void newProject();                                     // to fill it, push() the import: that makes it dirty, undoable and recoverable
    [[nodiscard]] Result<void> open(const QString &path);
    [[nodiscard]] Result<void> recover(const QString &journalPath);

    // Start a save and return; saved() or saveFailed() follows. Does nothing while one runs (isSaving).
    void save(); // needs a path and not read-only; else saveFailed() says so
    void saveAs(const QString &path);
    // Waits for the save that runs and returns what came of it (its signal is sent as well); nothing runs: success.
    [[nodiscard]] Result<void> finishSaving();

    // The person is done with this project, edits that are not saved are given up: removes the journal, frees the
    // project for others, and starts a new one.
    void close();

    // Journals of sessions that did not end well, newest first; offer them at start.
    QList<RecoverableJournal> recoverable() const { return Journal::recoverable(m_journalFolder); }
    void discardRecoverable(const QString &journalPath) { Journal::discard(journalPath); }

    // Newest first, at most ten; files that are gone are left out.
    QStringList recentFiles() const;
    void addRecentFile(const QString &path);
    void removeRecentFile(const QString &path);
    void clearRecentFiles();

signals:
    // Path, title, read-only state or notes changed. Sent after Document::resetDone.
    void projectChanged();
    void dirtyChanged(bool dirty);
    void saveStarted();
    void saved(const QString &path);
    // Nothing was changed on disk; the sentence says why and what to do.
    void saveFailed(const QString &message);
    // Once, when edits can no longer be kept safe from a crash.
    void journalFailed(const QString &message);
    void recentFilesChanged();

private:
    struct SaveOutcome
    {
        Result<void> result;
        QByteArray content;
    };
    struct RunningSave
    {
        QString path;
        ThreatModel snapshot;
        QList<Delta> since; // edits after the snapshot
        bool isNewPlace = false;
    };

    void onChanged(const Delta &delta);
    void startSave(const QString &path);
    Result<void> endSave();
    void startJournal(const ThreatModel &base, const QByteArray &baseBytes);
    void compactJournal();
    void reportJournal(const Result<void> &result);
    void replace(ThreatModel model, const QString &path, const QStringList &notes, const QString &readOnlyBecause);
    void updateDirty();

    QString m_journalFolder;
    Document m_document;
    std::unique_ptr<Journal> m_journal; // null where none could be started
    ThreatModel m_journalBase;          // what the journal's edits build on
    qint64 m_compactAt = 0;
    ProjectLock m_lock;
    QString m_path;
    QString m_readOnlyBecause;
    QStringList m_notes;
    bool m_unsaved = false; // differs from the file although the undo history does not say so
    bool m_wasDirty = false;
    bool m_journalBroken = false;
    std::optional<RunningSave> m_saving;
    QFutureWatcher<SaveOutcome> m_saveWatcher;
    QSettings m_settings;
};

} // namespace drawbridge
