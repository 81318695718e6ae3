// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/linenotes.h"
#include "panels/modelnodes.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace drawbridge {

// Lines of a source file, read from the disk now, and whether they are the lines that were imported.
struct Excerpt
{
    SourceState state = SourceState::Unknown;
    int firstLine = 0; // of `lines`, counted from 1
    QStringList lines; // empty unless the file is current
    bool operator==(const Excerpt &) const = default;
};

// Finds the files that a project was imported from, tells whether they are still the same, and reads lines of them. The
// project itself holds only relative names: folders to look in come from outside. All reading happens on another thread.
class SourceReader : public QObject
{
    Q_OBJECT
public:
    explicit SourceReader(QObject *parent = nullptr);
    ~SourceReader() override;

    // Absolute folders, in the order in which they are tried.
    void setFolders(const QStringList &folders);
    QStringList folders() const { return m_folders; }
    // Starts to look at all of them; statesChanged() follows.
    void setSources(const QList<Source> &sources);
    SourceState state(SourceId source) const { return m_states.value(source); }
    const QHash<SourceId, SourceState> &states() const { return m_states; }
    // The file where it stands, empty where it is not found.
    QString pathOf(SourceId source) const { return m_paths.value(source); }

    // What is said about lines of the files.
    LineNotes &notes() { return m_notes; }

    // Calls `done` later, on this thread, unless `context` is gone by then.
    void read(const Source &source, int fromLine, int toLine, QObject *context, std::function<void(const Excerpt &)> done);

signals:
    void statesChanged();

private:
    void check();
    void watch();

    QStringList m_folders;
    QList<Source> m_sources;
    QHash<SourceId, SourceState> m_states;
    QHash<SourceId, QString> m_paths;
    QFileSystemWatcher m_watcher;
    QTimer m_again;
    quint64 m_round = 0;
    LineNotes m_notes;
};

// Where a source stands: the first folder that holds its relative name. Never outside a folder.
QString findSource(const Source &source, const QStringList &folders);
// Reads the lines if the file's SHA-256 is still that of the import.
Excerpt readExcerpt(const QString &path, const QString &sha256, int fromLine, int toLine);
SourceState stateOf(const QString &path, const QString &sha256);

} // namespace drawbridge
