// SPDX-License-Identifier: Apache-2.0
#include "panels/sourcereader.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace drawbridge {

namespace {

constexpr qint64 largestFile = 256 * 1024 * 1024;
constexpr qsizetype longestLine = 400; // what is longer is cut: a minified file is one line

std::optional<QByteArray> readAll(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return std::nullopt;
    return file.readAll();
}

QString sha256Of(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

// The path below a folder where the source may be; empty when it would lead out of the folder.
QString relativeInside(const Source &source)
{
    const QString relative = QDir::cleanPath(source.path);
    const bool outside = QDir::isAbsolutePath(relative) || relative == QLatin1String("..") || relative.startsWith(QLatin1String("../"));
    return outside ? QString() : relative;
}

} // namespace

QString findSource(const Source &source, const QStringList &folders)
{
    const QString relative = relativeInside(source);
    if (relative.isEmpty())
        return {};
    for (const QString &folder : folders) {
        const QString path = folder + u'/' + relative;
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

SourceState stateOf(const QString &path, const QString &sha256)
{
    if (path.isEmpty())
        return SourceState::Missing;
    const std::optional<QByteArray> bytes = readAll(path);
    if (!bytes)
        return SourceState::Missing;
    return sha256Of(*bytes) == sha256 ? SourceState::Current : SourceState::Changed;
}

Excerpt readExcerpt(const QString &path, const QString &sha256, int fromLine, int toLine)
{
    Excerpt excerpt;
    const std::optional<QByteArray> bytes = path.isEmpty() ? std::nullopt : readAll(path);
    if (!bytes) {
        excerpt.state = SourceState::Missing;
        return excerpt;
    }
    if (sha256Of(*bytes) != sha256) {
        excerpt.state = SourceState::Changed;
        return excerpt;
    }
    excerpt.state = SourceState::Current;
    excerpt.firstLine = std::max(1, fromLine);
    qsizetype at = 0;
    for (int line = 1; line <= toLine && at < bytes->size(); ++line) {
        const qsizetype end = bytes->indexOf('\n', at);
        const qsizetype stop = end < 0 ? bytes->size() : end;
        if (line >= excerpt.firstLine) {
            QString text = QString::fromUtf8(QByteArrayView(*bytes).sliced(at, std::min(stop - at, longestLine * 4)));
            if (text.endsWith(u'\r'))
                text.chop(1);
            if (text.size() > longestLine)
                text = text.first(longestLine) + u'…';
            excerpt.lines.append(text.replace(u'\t', QStringLiteral("  ")));
        }
        at = stop + 1;
    }
    return excerpt;
}

SourceReader::SourceReader(QObject *parent) : QObject(parent)
{
    m_again.setSingleShot(true);
    m_again.setInterval(300); // editors write in several steps
    connect(&m_again, &QTimer::timeout, this, &SourceReader::check);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_again.start(); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_again.start(); });
}

SourceReader::~SourceReader() = default;

void SourceReader::setFolders(const QStringList &folders)
{
    if (folders == m_folders)
        return;
    m_folders = folders;
    check();
}

void SourceReader::setSources(const QList<Source> &sources)
{
    if (sources == m_sources)
        return;
    m_sources = sources;
    check();
}

void SourceReader::check()
{
    struct Found
    {
        QHash<SourceId, SourceState> states;
        QHash<SourceId, QString> paths;
    };
    const quint64 round = ++m_round;
    auto *watcher = new QFutureWatcher<Found>(this);
    connect(watcher, &QFutureWatcher<Found>::finished, this, [this, watcher, round] {
        watcher->deleteLater();
        if (round != m_round)
            return;
        const Found found = watcher->result();
        m_paths = found.paths;
        watch();
        if (m_states == found.states)
            return;
        m_states = found.states;
        emit statesChanged();
    });
    watcher->setFuture(QtConcurrent::run([sources = m_sources, folders = m_folders] {
        Found found;
        for (const Source &source : sources) {
            const QString path = findSource(source, folders);
            found.paths.insert(source.id, path);
            found.states.insert(source.id, stateOf(path, source.sha256));
        }
        return found;
    }));
}

void SourceReader::watch()
{
    if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
        m_watcher.removePaths(old);
    QStringList paths;
    for (const Source &source : std::as_const(m_sources)) {
        if (paths.size() > 64)
            break;
        // A file that is replaced, or that is missing now, comes back only through its folder.
        if (const QString path = m_paths.value(source.id); !path.isEmpty()) {
            paths.append(path);
            paths.append(QFileInfo(path).path());
            continue;
        }
        if (const QString relative = relativeInside(source); !relative.isEmpty()) {
            for (const QString &folder : std::as_const(m_folders)) {
                if (const QString parent = QFileInfo(folder + u'/' + relative).path(); QFileInfo(parent).isDir())
                    paths.append(parent);
            }
        }
    }
    paths.removeDuplicates();
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}

void SourceReader::read(const Source &source, int fromLine, int toLine, QObject *context, std::function<void(const Excerpt &)> done)
{
    auto *watcher = new QFutureWatcher<Excerpt>(context);
    connect(watcher, &QFutureWatcher<Excerpt>::finished, context, [watcher, done = std::move(done)] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([source, folders = m_folders, fromLine, toLine] {
        return readExcerpt(findSource(source, folders), source.sha256, fromLine, toLine);
    }));
}

} // namespace drawbridge
