// SPDX-License-Identifier: Apache-2.0
#include "storage/projectfile.h"

#include "storage/atomicwrite.h"
#include "storage/projectbytes.h"
#include "storage/storagetext.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace drawbridge {

namespace {

constexpr qint64 maxFileBytes = qint64(1) << 30;

// A regular file only, never waiting: a path may name a pipe or a device.
Result<QByteArray> readFile(const QString &path, qint64 most)
{
    const QString name = QFileInfo(path).fileName();
    const int descriptor = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return Error{Storage::tr("“%1” could not be opened: %2.").arg(name, qt_error_string(errno)), {}};
    struct stat info;
    const bool regular = fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
    QFile file;
    if (!regular || !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        if (!file.isOpen())
            close(descriptor);
        return Error{Storage::tr("“%1” is not a file.").arg(name), {}};
    }
    if (most == maxFileBytes && info.st_size > maxFileBytes)
        return Error{Storage::tr("“%1” is larger than 1 GB, which no project is; it was not read.").arg(name), {}};
    QByteArray bytes = file.read(most);
    if (file.error() != QFileDevice::NoError)
        return Error{Storage::tr("“%1” could not be read: %2.").arg(name, file.errorString()), {}};
    return bytes;
}

bool mayWrite(const QString &path, int how)
{
    return faccessat(AT_FDCWD, QFile::encodeName(path).constData(), how, AT_EACCESS) == 0;
}

QString whyNotWritable(const QString &path)
{
    const QString real = QFileInfo(path).canonicalFilePath();
    if (!mayWrite(real, W_OK))
        return Storage::tr("The file is write-protected. You can look at the project and save it under another name.");
    if (!mayWrite(QFileInfo(real).path(), W_OK | X_OK))
        return Storage::tr("You may not write to the folder of the project. You can look at it and save it to another place.");
    return {};
}

QString heldElsewhere()
{
    return Storage::tr("The project is open in another window or program. You can look at it and save it under another name.");
}

} // namespace

bool isProjectFile(const QString &path)
{
    const Result<QByteArray> head = readFile(path, 100);
    return head && head->size() >= 72 && head->startsWith(QByteArray("SQLite format 3\0", 16)) && head->mid(68, 4) == QByteArray("DrwB", 4);
}

Result<LoadedProject> loadProject(const QString &path, ProjectLock *lock)
{
    LoadedProject loaded;
    ProjectLock ownLock;
    ProjectLock::Outcome outcome = (lock ? *lock : ownLock).acquire(path); // before reading: nobody replaces it in between
    ownLock.release();
    const auto fail = [&](const Error &error) {
        if (lock)
            lock->release();
        return error;
    };
    const Result<QByteArray> bytes = readFile(path, maxFileBytes);
    if (!bytes)
        return fail(bytes.error());
    Result<ParsedProject> parsed = parseProject(*bytes, QFileInfo(path).fileName());
    if (!parsed)
        return fail(parsed.error());
    loaded.model = std::move(parsed->model);
    loaded.repairs = std::move(parsed->repairs);
    loaded.content = *bytes;
    loaded.readOnlyBecause = whyNotWritable(path);
    if (loaded.readOnlyBecause.isEmpty() && outcome == ProjectLock::Outcome::HeldElsewhere)
        loaded.readOnlyBecause = heldElsewhere();
    if (loaded.readOnlyBecause.isEmpty() && outcome == ProjectLock::Outcome::Impossible)
        loaded.readOnlyBecause = Storage::tr("The project cannot be locked on this file system, so another program could change it at the same time. "
                                    "You can look at it and save it to another place.");
    loaded.readOnly = !loaded.readOnlyBecause.isEmpty();
    if (loaded.readOnly && lock)
        lock->release();
    return loaded;
}

Result<void> saveProject(const QString &path, const ThreatModel &model, ProjectLock *lock, QByteArray *content)
{
    const QString name = QFileInfo(path).fileName();
    if (lock && lock->isChangedOutside(path))
        return Error{Storage::tr("“%1” was changed by another program since it was opened. Save under another name, so that neither version is lost.").arg(name), {}};
    // Held while writing, so that nobody opens the old file for editing in the meantime.
    ProjectLock target;
    if (QFileInfo::exists(path) && !(lock && lock->holds(path)) && target.acquire(path) == ProjectLock::Outcome::HeldElsewhere)
        return Error{Storage::tr("“%1” is open in another window or program, so it was not replaced. Close it there, or save under another name.").arg(name), {}};
    const Result<QByteArray> bytes = projectBytes(model);
    if (!bytes)
        return bytes.error();
    if (content)
        *content = *bytes;
    return writeAtomically(path, *bytes, lock);
}

} // namespace drawbridge
