// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.h"

#include "storage/projectbytes.h"
#include "storage/projectlock.h"
#include "storage/steps.h"
#include "storage/storagetext.h"
#include "threatmodel/codec.h"
#include "threatmodel/validate.h"

#include <QDir>
#include <QFile>
#include <QThreadPool>
#include <QtEndian>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <cerrno>

namespace drawbridge {

namespace {

using namespace Qt::StringLiterals;

enum class Frame : quint32 { Head = 1, Base = 2, Edit = 3 };

constexpr int journalVersion = 1;
constexpr quint32 frameMagic = 0x4a425744; // "DWBJ"
constexpr qsizetype headerSize = 32;
constexpr qint64 maxPayload = qint64(1) << 30;

quint32 checksum(const char *header, const QByteArray &payload)
{
    uLong crc = crc32_z(0, reinterpret_cast<const Bytef *>(header), 28);
    crc = crc32_z(crc, reinterpret_cast<const Bytef *>(payload.constData()), z_size_t(payload.size()));
    return quint32(crc);
}

QByteArray makeFrame(Frame kind, quint64 number, const QByteArray &payload)
{
    QByteArray frame(headerSize, Qt::Uninitialized);
    char *at = frame.data();
    qToLittleEndian(frameMagic, at);
    qToLittleEndian(quint32(kind), at + 4);
    qToLittleEndian(number, at + 8);
    qToLittleEndian(QDateTime::currentMSecsSinceEpoch(), at + 16);
    qToLittleEndian(quint32(payload.size()), at + 24);
    qToLittleEndian(checksum(at, payload), at + 28);
    return frame + payload;
}

// Walks the frames of a journal up to its end or the first one that is damaged.
class FrameReader
{
public:
    explicit FrameReader(const QString &path) : m_file(path)
    {
        if (m_file.open(QIODevice::ReadOnly))
            m_size = m_file.size();
    }

    bool next()
    {
        const QByteArray header = m_file.isOpen() ? m_file.read(headerSize) : QByteArray();
        if (header.size() != headerSize || qFromLittleEndian<quint32>(header.constData()) != frameMagic)
            return false;
        const qint64 length = qFromLittleEndian<quint32>(header.constData() + 24);
        if (length > maxPayload || length > m_size - m_end - headerSize || qFromLittleEndian<quint64>(header.constData() + 8) != m_number)
            return false;
        payload = m_file.read(length);
        if (payload.size() != length || qFromLittleEndian<quint32>(header.constData() + 28) != checksum(header.constData(), payload))
            return false;
        kind = Frame(qFromLittleEndian<quint32>(header.constData() + 4));
        time = QDateTime::fromMSecsSinceEpoch(qFromLittleEndian<qint64>(header.constData() + 16));
        m_end += headerSize + length;
        ++m_number;
        return true;
    }

    Frame kind = Frame::Head;
    QDateTime time;
    QByteArray payload;

    // Where the last good frame ends, and the number that the next one has.
    qint64 end() const { return m_end; }
    quint64 nextNumber() const { return m_number; }

private:
    QFile m_file;
    qint64 m_size = 0;
    qint64 m_end = 0;
    quint64 m_number = 0;
};

// What a journal says, without its model.
struct Summary
{
    bool usable = false; // it has a head and a base
    QString projectPath;
    QDateTime lastEdit;
    int edits = 0;
};

bool readHead(FrameReader &reader, QString &projectPath)
{
    if (!reader.next() || reader.kind != Frame::Head)
        return false;
    const QCborMap head = QCborValue::fromCbor(reader.payload).toMap();
    projectPath = head.value("project"_L1).toString();
    return head.value("version"_L1).toInteger() == journalVersion;
}

Summary summarise(const QString &path)
{
    Summary summary;
    FrameReader reader(path);
    if (!readHead(reader, summary.projectPath) || !reader.next() || reader.kind != Frame::Base)
        return summary;
    summary.usable = true;
    while (reader.next() && reader.kind == Frame::Edit) {
        ++summary.edits;
        summary.lastEdit = reader.time;
    }
    return summary;
}

struct Content
{
    ThreatModel base, model;
    QByteArray baseBytes;
    QString projectPath;
    qint64 end = 0;
    qint64 endOfBase = 0;
    quint64 nextNumber = 0;
    int edits = 0;
};

Result<Content> readJournal(const QString &path)
{
    Content content;
    FrameReader reader(path);
    if (!readHead(reader, content.projectPath) || !reader.next() || reader.kind != Frame::Base)
        return Error{Storage::tr("The unsaved work could not be recovered: its journal is damaged at the beginning."), {}};
    Result<ParsedProject> base = parseProject(reader.payload, QFileInfo(path).fileName());
    if (!base)
        return base.error();
    content.base = content.model = std::move(base->model);
    content.baseBytes = reader.payload;
    content.end = content.endOfBase = reader.end();
    content.nextNumber = reader.nextNumber();
    while (reader.next() && reader.kind == Frame::Edit) {
        const Result<Delta> delta = decodeDelta(reader.payload);
        if (!delta)
            break;
        apply(content.model, *delta);
        ++content.edits;
        content.end = reader.end();
        content.nextNumber = reader.nextNumber();
    }
    const Delta fix = repair(content.model);
    apply(content.model, fix);
    return content;
}

// Makes what was written outlast a power cut, on another thread: on a disk it takes milliseconds.
class Syncer
{
public:
    void sync(int descriptor)
    {
        if (m_state->waiting.fetch_add(1) > 0)
            return; // the running one takes it along
        const int own = dup(descriptor);
        if (own < 0) {
            m_state->waiting.store(0);
            return;
        }
        QThreadPool::globalInstance()->start([state = m_state, own] {
            int seen = 0;
            do {
                seen = state->waiting.load();
                fdatasync(own);
            } while (state->waiting.fetch_sub(seen) != seen);
            ::close(own);
        });
    }

private:
    struct State
    {
        std::atomic<int> waiting{0};
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

bool writeFully(int descriptor, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t written = write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
    }
    return true;
}

Error cannotWrite(int code)
{
    return {Storage::tr("The recovery journal could not be written: %1. If the program stops now, edits since the last save are lost; save soon.")
                .arg(qt_error_string(code)),
            {}};
}

// Removes what programs that ended left here: unfinished files, and journals without an edit.
void sweep(const QString &folder)
{
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.journal"_s, u".*.new"_s}, QDir::Files | QDir::Hidden | QDir::NoSymLinks)) {
        ProjectLock lock;
        const QString path = dir.filePath(name);
        if (lock.acquire(path) == ProjectLock::Outcome::Taken && (name.endsWith(".new"_L1) || summarise(path).edits == 0))
            QFile::remove(path);
    }
}

} // namespace

struct Journal::Private
{
    QString path;
    int descriptor = -1; // holds the lock
    qint64 end = 0;
    qint64 endOfBase = 0;
    quint64 nextNumber = 0;
    int edits = 0;
    Syncer syncer;

    ~Private()
    {
        release();
    }

    // Unlocks, too: a sync under way has a descriptor of its own, which would keep the lock a moment longer.
    void release()
    {
        if (descriptor >= 0) {
            flock(descriptor, LOCK_UN);
            ::close(descriptor);
        }
        descriptor = -1;
    }

    Result<void> append(const QByteArray &payload)
    {
        if (payload.size() > maxPayload)
            return cannotWrite(EFBIG);
        const QByteArray frame = makeFrame(Frame::Edit, nextNumber, payload);
        // Appended after the last good frame, wherever an earlier failure left the end of the file.
        if (lseek(descriptor, end, SEEK_SET) < 0 || !writeFully(descriptor, frame)) {
            const int code = errno;
            if (ftruncate(descriptor, end) != 0) {
                // The checksum tells the torn frame from a whole one.
            }
            return cannotWrite(code);
        }
        reachStep("journal:appended");
        end += frame.size();
        ++nextNumber;
        ++edits;
        syncer.sync(descriptor);
        return {};
    }

    // A new journal file under its final name, locked before it gets that name.
    static Result<std::unique_ptr<Private>> start(const QString &path, const QString &projectPath, const QByteArray &base, const QList<Delta> &since)
    {
        auto made = std::make_unique<Private>();
        made->path = path;
        const QFileInfo info(path);
        const QByteArray unfinished = QFile::encodeName(info.path() + "/."_L1 + info.completeBaseName() + ".new"_L1);
        made->descriptor = open(unfinished.constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (made->descriptor < 0)
            return cannotWrite(errno);
        flock(made->descriptor, LOCK_EX | LOCK_NB);
        const QCborMap head{{u"version"_s, journalVersion}, {u"project"_s, projectPath}};
        const QByteArray begin = makeFrame(Frame::Head, 0, head.toCborValue().toCbor()) + makeFrame(Frame::Base, 1, base);
        bool ok = writeFully(made->descriptor, begin);
        int code = errno;
        made->end = made->endOfBase = begin.size();
        made->nextNumber = 2;
        for (const Delta &delta : since) {
            ok = ok && made->append(encodeDelta(delta)).isOk();
            code = errno;
        }
        reachStep("rebase:written");
        if (ok && rename(unfinished.constData(), QFile::encodeName(path).constData()) != 0) {
            ok = false;
            code = errno;
        }
        if (!ok) {
            unlink(unfinished.constData());
            return cannotWrite(code);
        }
        reachStep("rebase:renamed");
        made->syncer.sync(made->descriptor);
        return made;
    }
};

Journal::Journal(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::create(const QString &folder, const QString &projectPath, const ThreatModel &base)
{
    const Result<QByteArray> bytes = projectBytes(base);
    if (!bytes)
        return bytes.error();
    return create(folder, projectPath, *bytes);
}

Result<std::unique_ptr<Journal>> Journal::create(const QString &folder, const QString &projectPath, const QByteArray &baseBytes)
{
    if (!QDir().mkpath(folder))
        return cannotWrite(EACCES);
    sweep(folder);
    const QString path = QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + ".journal"_L1);
    Result<std::unique_ptr<Private>> started = Private::start(path, projectPath, baseBytes, {});
    if (!started)
        return started.error();
    return std::unique_ptr<Journal>(new Journal(std::move(*started)));
}

Result<void> Journal::append(const Delta &delta)
{
    if (d->descriptor < 0)
        return cannotWrite(EBADF);
    return d->append(encodeDelta(delta));
}

Result<void> Journal::rebase(const QString &projectPath, const QByteArray &baseBytes, const QList<Delta> &since)
{
    Result<std::unique_ptr<Private>> started = Private::start(d->path, projectPath, baseBytes, since);
    if (!started)
        return started.error();
    d = std::move(*started);
    return {};
}

Result<void> Journal::rebase(const QString &projectPath, const ThreatModel &base)
{
    const Result<QByteArray> bytes = projectBytes(base);
    return bytes ? rebase(projectPath, *bytes) : bytes.error();
}

Result<void> Journal::compact(const Delta &allEdits)
{
    QString projectPath;
    FrameReader reader(d->path);
    if (!readHead(reader, projectPath) || !reader.next() || reader.kind != Frame::Base)
        return cannotWrite(EIO);
    return rebase(projectPath, reader.payload, allEdits.isEmpty() ? QList<Delta>() : QList<Delta>{allEdits});
}

void Journal::close()
{
    if (d->descriptor < 0)
        return;
    QFile::remove(d->path);
    d->release();
}

QString Journal::path() const
{
    return d->path;
}

int Journal::edits() const
{
    return d->edits;
}

qint64 Journal::bytesOfEdits() const
{
    return d->end - d->endOfBase;
}

QList<RecoverableJournal> Journal::recoverable(const QString &folder)
{
    QList<RecoverableJournal> found;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"*.journal"_s}, QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        const QString path = dir.filePath(name);
        ProjectLock lock;
        if (lock.acquire(path) != ProjectLock::Outcome::Taken)
            continue;
        const Summary summary = summarise(path);
        if (summary.usable && summary.edits > 0)
            found.append({path, summary.projectPath, summary.lastEdit, summary.edits});
    }
    std::stable_sort(found.begin(), found.end(), [](const RecoverableJournal &a, const RecoverableJournal &b) { return a.lastEdit > b.lastEdit; });
    return found;
}

Result<ThreatModel> Journal::recover(const QString &journalPath)
{
    Result<Content> content = readJournal(journalPath);
    if (!content)
        return content.error();
    return std::move(content->model);
}

void Journal::discard(const QString &journalPath)
{
    ProjectLock lock;
    if (lock.acquire(journalPath) == ProjectLock::Outcome::Taken)
        QFile::remove(journalPath);
}

Result<Journal::Resumed> Journal::resume(const QString &journalPath)
{
    auto taken = std::make_unique<Private>();
    taken->path = journalPath;
    taken->descriptor = open(QFile::encodeName(journalPath).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (taken->descriptor < 0)
        return Error{Storage::tr("The unsaved work is no longer there: %1.").arg(qt_error_string(errno)), {}};
    struct stat info;
    if (flock(taken->descriptor, LOCK_EX | LOCK_NB) != 0 || fstat(taken->descriptor, &info) != 0 || info.st_nlink == 0)
        return Error{Storage::tr("The unsaved work is being recovered in another window or program."), {}};
    Result<Content> content = readJournal(journalPath);
    if (!content)
        return content.error();
    if (ftruncate(taken->descriptor, content->end) != 0)
        return cannotWrite(errno);
    taken->end = content->end;
    taken->endOfBase = content->endOfBase;
    taken->nextNumber = content->nextNumber;
    taken->edits = content->edits;
    return Resumed{std::unique_ptr<Journal>(new Journal(std::move(taken))), std::move(content->base), std::move(content->model), content->baseBytes,
                   content->projectPath};
}

} // namespace drawbridge
