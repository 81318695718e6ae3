// SPDX-License-Identifier: Apache-2.0
#include "storage/projectlock.h"

#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace drawbridge {

namespace {

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

ProjectLock::Outcome ProjectLock::acquire(const QString &path)
{
    release();
    const QByteArray name = QFile::encodeName(path);
    // Between opening and locking, the file may be replaced by whoever held the lock: then look again.
    for (int attempt = 0; attempt < 10; ++attempt) {
        const int descriptor = open(name.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (descriptor < 0)
            return Outcome::Impossible;
        if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const bool held = errno == EWOULDBLOCK;
            close(descriptor);
            return held ? Outcome::HeldElsewhere : Outcome::Impossible;
        }
        struct stat locked, current;
        if (fstat(descriptor, &locked) == 0 && stat(name.constData(), &current) == 0 && locked.st_ino == current.st_ino
            && locked.st_dev == current.st_dev) {
            adopt(descriptor, path);
            return Outcome::Taken;
        }
        close(descriptor);
    }
    return Outcome::HeldElsewhere;
}

void ProjectLock::release()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
    m_descriptor = -1;
    m_path.clear();
}

bool ProjectLock::holds(const QString &path) const
{
    struct stat current;
    return isHeld() && stat(QFile::encodeName(path).constData(), &current) == 0 && current.st_ino == m_inode && current.st_dev == m_device;
}

bool ProjectLock::isChangedOutside(const QString &path) const
{
    struct stat current;
    if (!isHeld() || path != m_path || stat(QFile::encodeName(path).constData(), &current) != 0)
        return false; // gone: saving brings it back
    return current.st_ino != m_inode || current.st_dev != m_device || current.st_size != m_size || nanoseconds(current.st_mtim) != m_modified;
}

void ProjectLock::adopt(int descriptor, const QString &path)
{
    release();
    m_descriptor = descriptor;
    m_path = path;
    remember();
}

void ProjectLock::remember()
{
    struct stat now;
    if (fstat(m_descriptor, &now) != 0)
        return;
    m_device = now.st_dev;
    m_inode = now.st_ino;
    m_size = now.st_size;
    m_modified = nanoseconds(now.st_mtim);
}

void ProjectLock::swap(ProjectLock &other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    std::swap(m_device, other.m_device);
    std::swap(m_inode, other.m_inode);
    std::swap(m_size, other.m_size);
    std::swap(m_modified, other.m_modified);
}

} // namespace drawbridge
