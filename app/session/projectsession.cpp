// SPDX-License-Identifier: Apache-2.0
#include "session/projectsession.h"

#include "storage/projectbytes.h"
#include "storage/projectfile.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtConcurrent>

namespace drawbridge {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxRecent = 10;
// The journal's edits are put together into one when they take more than this.
constexpr qint64 maxJournalBytes = qint64(64) << 20;

QString recentKey()
{
    return u"recentProjects"_s;
}

// The bytes of the project that every new one starts from.
QByteArray emptyProject()
{
    const Result<QByteArray> bytes = projectBytes({});
    return bytes ? *bytes : QByteArray();
}

} // namespace

ProjectSession::ProjectSession(const QString &journalFolder, QObject *parent) : QObject(parent), m_journalFolder(journalFolder)
{
    connect(&m_document, &Document::changed, this, &ProjectSession::onChanged);
    connect(m_document.undoStack(), &QUndoStack::cleanChanged, this, &ProjectSession::updateDirty);
    connect(&m_saveWatcher, &QFutureWatcher<SaveOutcome>::finished, this, [this] { static_cast<void>(endSave()); });
    startJournal({}, emptyProject());
}

ProjectSession::~ProjectSession()
{
    blockSignals(true);
    static_cast<void>(finishSaving());
    if (!isDirty() && m_journal)
        m_journal->close(); // nothing to recover
}

QString ProjectSession::defaultJournalFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/recovery"_s;
}

QString ProjectSession::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).completeBaseName();
    const QString name = m_document.model().project().name.simplified();
    return name.isEmpty() ? tr("Untitled") : name;
}

bool ProjectSession::isDirty() const
{
    return m_unsaved || m_saving || !m_document.isClean();
}

void ProjectSession::newProject()
{
    static_cast<void>(finishSaving());
    m_lock.release();
    m_unsaved = false;
    m_path.clear(); // before the journal, which notes it
    startJournal({}, emptyProject());
    replace({}, {}, {}, {});
}

Result<void> ProjectSession::open(const QString &path)
{
    static_cast<void>(finishSaving());
    const QString absolute = QFileInfo(path).absoluteFilePath();
    // Opening the open project again reads it anew; its own lock must not stand in the way.
    const bool again = m_lock.holds(absolute);
    if (again)
        m_lock.release();
    ProjectLock lock;
    Result<LoadedProject> loaded = loadProject(absolute, &lock);
    if (!loaded) {
        if (again)
            m_lock.acquire(m_path);
        return loaded.error();
    }
    m_lock = std::move(lock);
    m_path = absolute;
    m_unsaved = false;
    startJournal(loaded->model, loaded->content);
    replace(std::move(loaded->model), absolute, loaded->repairs, loaded->readOnlyBecause);
    addRecentFile(absolute);
    return {};
}

Result<void> ProjectSession::recover(const QString &journalPath)
{
    static_cast<void>(finishSaving());
    Result<Journal::Resumed> resumed = Journal::resume(journalPath);
    if (!resumed)
        return resumed.error();
    QString path = resumed->projectPath;
    QString readOnlyBecause;
    QStringList notes{tr("Unsaved work was recovered. Look at it, then save.")};
    bool unsaved = true;
    m_lock.release();
    if (!path.isEmpty()) {
        const Result<LoadedProject> stored = loadProject(path, &m_lock);
        if (!stored) {
            notes.append(tr("The project file could not be read any more; save the recovered project to a new place. (%1)").arg(stored.error().message));
            path.clear();
        } else if (stored->model == resumed->model) {
            notes = {tr("The project had been saved just before the program stopped; nothing was lost.")};
            readOnlyBecause = stored->readOnlyBecause;
            unsaved = false;
        } else if (stored->content != resumed->baseBytes) {
            notes.append(tr("The project file was changed after the recovered work had begun; save under another name, so that neither version is lost."));
            m_lock.release();
            path.clear();
        } else {
            readOnlyBecause = stored->readOnlyBecause;
        }
    }
    if (m_journal)
        m_journal->close();
    m_journal = std::move(resumed->journal);
    m_journalBase = std::move(resumed->base);
    m_journalBroken = false;
    m_compactAt = maxJournalBytes;
    m_unsaved = unsaved;
    replace(std::move(resumed->model), path, notes, readOnlyBecause);
    return {};
}

void ProjectSession::replace(ThreatModel model, const QString &path, const QStringList &notes, const QString &readOnlyBecause)
{
    m_path = path;
    m_notes = notes;
    m_readOnlyBecause = readOnlyBecause;
    m_document.reset(std::move(model));
    emit projectChanged();
    updateDirty();
}

void ProjectSession::close()
{
    newProject(); // starts another journal, and with it ends this one
}

void ProjectSession::save()
{
    if (m_path.isEmpty())
        emit saveFailed(tr("The project has no file yet; choose a name for it."));
    else if (isReadOnly())
        emit saveFailed(m_readOnlyBecause);
    else
        startSave(m_path);
}

void ProjectSession::saveAs(const QString &path)
{
    startSave(QFileInfo(path).absoluteFilePath());
}

void ProjectSession::startSave(const QString &path)
{
    if (m_saving)
        return;
    m_saving = RunningSave{path, m_document.model(), {}, path != m_path || isReadOnly()};
    // What is pushed from now on is not in the snapshot: the history is clean here, or endSave() says otherwise.
    m_document.setClean();
    m_saveWatcher.setFuture(QtConcurrent::run([path, model = m_document.model(), lock = &m_lock] {
        SaveOutcome outcome;
        outcome.result = saveProject(path, model, lock, &outcome.content);
        return outcome;
    }));
    emit saveStarted();
    updateDirty();
}

Result<void> ProjectSession::finishSaving()
{
    if (!m_saving)
        return {};
    m_saveWatcher.waitForFinished();
    return endSave();
}

Result<void> ProjectSession::endSave()
{
    if (!m_saving)
        return {}; // finishSaving() was quicker than the signal
    const SaveOutcome outcome = m_saveWatcher.result();
    const RunningSave ended = *std::exchange(m_saving, std::nullopt);
    if (!outcome.result) {
        m_unsaved = true;
        updateDirty();
        emit saveFailed(outcome.result.error().message);
        return outcome.result;
    }
    m_unsaved = false;
    m_path = ended.path;
    if (ended.isNewPlace) {
        m_readOnlyBecause.clear();
        m_notes.clear();
    }
    if (m_journal) {
        const Result<void> rebased = m_journal->rebase(m_path, outcome.content, ended.since);
        if (rebased)
            m_journalBase = ended.snapshot;
        reportJournal(rebased);
    }
    addRecentFile(m_path);
    if (ended.isNewPlace)
        emit projectChanged();
    updateDirty();
    emit saved(m_path);
    return {};
}

void ProjectSession::onChanged(const Delta &delta)
{
    if (m_saving)
        m_saving->since.append(delta);
    // After a failure the journal lacks an edit, and what follows would not fit on it: then all of them go in as one.
    if (m_journal && (m_journalBroken || m_journal->bytesOfEdits() > m_compactAt))
        compactJournal();
    else if (m_journal)
        reportJournal(m_journal->append(delta));
    updateDirty();
}

void ProjectSession::compactJournal()
{
    reportJournal(m_journal->compact(diff(m_journalBase, m_document.model())));
    m_compactAt = qMax(maxJournalBytes, 2 * m_journal->bytesOfEdits());
}

void ProjectSession::startJournal(const ThreatModel &base, const QByteArray &baseBytes)
{
    m_journalBase = base;
    m_compactAt = maxJournalBytes;
    if (m_journal)
        m_journal->close();
    m_journal.reset();
    m_journalBroken = false;
    Result<std::unique_ptr<Journal>> started = Journal::create(m_journalFolder, m_path, baseBytes);
    if (started)
        m_journal = std::move(*started);
    else
        reportJournal(started.error());
}

void ProjectSession::reportJournal(const Result<void> &result)
{
    if (result) {
        m_journalBroken = false;
    } else if (!m_journalBroken) {
        m_journalBroken = true;
        emit journalFailed(result.error().message);
    }
}

void ProjectSession::updateDirty()
{
    const bool dirty = isDirty();
    if (dirty != m_wasDirty) {
        m_wasDirty = dirty;
        emit dirtyChanged(dirty);
    }
}

QStringList ProjectSession::recentFiles() const
{
    QStringList files = m_settings.value(recentKey()).toStringList();
    files.removeIf([](const QString &file) { return !QFile::exists(file); });
    return files;
}

void ProjectSession::addRecentFile(const QString &path)
{
    QStringList files = m_settings.value(recentKey()).toStringList();
    files.removeAll(path);
    files.prepend(path);
    m_settings.setValue(recentKey(), files.mid(0, maxRecent));
    emit recentFilesChanged();
}

void ProjectSession::removeRecentFile(const QString &path)
{
    QStringList files = m_settings.value(recentKey()).toStringList();
    files.removeAll(path);
    m_settings.setValue(recentKey(), files);
    emit recentFilesChanged();
}

void ProjectSession::clearRecentFiles()
{
    m_settings.remove(recentKey());
    emit recentFilesChanged();
}

} // namespace drawbridge
