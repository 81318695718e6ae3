// SPDX-License-Identifier: Apache-2.0
#include "storage/atomicwrite.h"

#include "storage/steps.h"
#include "storage/storagetext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace drawbridge {

namespace {

// So that a stop in the middle of a file can happen, and be tested.
constexpr qsizetype chunk = 64 << 10;

Error failure(const QString &path, int code)
{
    const QString name = QFileInfo(path).fileName();
    const QString folder = QDir::toNativeSeparators(QFileInfo(path).absolutePath());
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return {Storage::tr("“%1” could not be saved: the disk is full. Nothing was changed; free some space or save to another place.").arg(name), {}};
    case EFBIG:
        return {Storage::tr("“%1” could not be saved: the file would be larger than is allowed here. Nothing was changed; save to another place.").arg(name), {}};
    case EACCES:
    case EPERM:
    case EROFS:
        return {Storage::tr("“%1” could not be saved: you may not write to the folder %2. Nothing was changed; save to another place.").arg(name, folder), {}};
    case ENOENT:
    case ENOTDIR:
        return {Storage::tr("“%1” could not be saved: the folder %2 does not exist. Save to another place.").arg(name, folder), {}};
    default:
        return {Storage::tr("“%1” could not be saved: %2. Nothing was changed; try again or save to another place.").arg(name, qt_error_string(code)), {}};
    }
}

// A descriptor that closes itself.
struct Descriptor
{
    int number = -1;
    ~Descriptor()
    {
        if (number >= 0)
            close(number);
    }
    int take() { return std::exchange(number, -1); }
};

// The part of the name that all unfinished files of a project share.
QByteArray unfinishedPrefix(const QFileInfo &target)
{
    return '.' + QFile::encodeName(target.fileName()).left(180) + '.';
}

constexpr char unfinishedSuffix[] = ".saving";

// What a killed program left behind: unfinished files that nobody holds a lock on.
void sweep(const QFileInfo &target)
{
    const QByteArray prefix = unfinishedPrefix(target);
    const QStringList hidden = target.dir().entryList({QStringLiteral(".*.saving")}, QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QString &name : hidden) {
        if (!QFile::encodeName(name).startsWith(prefix))
            continue;
        ProjectLock lock;
        if (lock.acquire(target.dir().filePath(name)) == ProjectLock::Outcome::Taken)
            QFile::remove(target.dir().filePath(name));
    }
}

bool writeAll(int descriptor, const QByteArray &content)
{
    for (qsizetype done = 0; done < content.size();) {
        const ssize_t written = write(descriptor, content.constData() + done, size_t(qMin(chunk, content.size() - done)));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        done += written;
        reachStep("save:writing");
    }
    return true;
}

} // namespace

Result<void> writeAtomically(const QString &path, const QByteArray &content, ProjectLock *lock)
{
    const QString real = QFileInfo(path).canonicalFilePath(); // empty for a new file
    const QFileInfo target(real.isEmpty() ? path : real);
    if (target.isDir())
        return Error{Storage::tr("“%1” is a folder; choose the name of a file.").arg(target.fileName()), {}};
    const QByteArray targetName = QFile::encodeName(target.absoluteFilePath());
    const QByteArray folderName = QFile::encodeName(target.absolutePath());
    sweep(target);

    QByteArray unfinished;
    Descriptor file;
    for (int attempt = 0; file.number < 0 && attempt < 20; ++attempt) {
        unfinished = folderName + '/' + unfinishedPrefix(target) + QByteArray::number(QRandomGenerator::global()->generate(), 16) + unfinishedSuffix;
        file.number = open(unfinished.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (file.number < 0 && errno != EEXIST)
            break;
    }
    if (file.number < 0)
        return failure(path, errno);
    const auto giveUp = [&](int code) {
        unlink(unfinished.constData());
        return failure(path, code);
    };
    flock(file.number, LOCK_EX | LOCK_NB); // where there are no locks, the project opens read-only elsewhere too

    struct stat old;
    if (stat(targetName.constData(), &old) == 0) {
        if (faccessat(AT_FDCWD, targetName.constData(), W_OK, AT_EACCESS) != 0)
            return giveUp(errno); // a rename would get around a write-protected file
        if (fchown(file.number, old.st_uid, old.st_gid) != 0) {
            // Only an administrator may give files away; the content matters more than the owner.
        }
        fchmod(file.number, old.st_mode & 07777);
    }
    if (!writeAll(file.number, content))
        return giveUp(errno);
    reachStep("save:written");
    if (fsync(file.number) != 0)
        return giveUp(errno);
    reachStep("save:synced");
    if (rename(unfinished.constData(), targetName.constData()) != 0)
        return giveUp(errno);
    reachStep("save:renamed");
    const Descriptor folder{open(folderName.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.number >= 0)
        fsync(folder.number); // the new content stands either way; this makes the name outlast a power cut
    reachStep("save:done");
    if (lock)
        lock->adopt(file.take(), path);
    return {};
}

} // namespace drawbridge
