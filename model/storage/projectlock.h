// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// Keeps other programs from saving to a project that is open here. An advisory lock of the operating system (flock) on
// the project file itself: nothing is left beside the project, and the lock ends with the process however it dies.
// saveProject() passes the lock on to the file that replaces the old one.
class ProjectLock
{
public:
    enum class Outcome {
        Taken,
        HeldElsewhere, // another process, or another ProjectLock of this one
        Impossible     // no such file, or the file system has no locks
    };

    ProjectLock() = default;
    ProjectLock(ProjectLock &&other) noexcept { swap(other); }
    ProjectLock &operator=(ProjectLock &&other) noexcept
    {
        swap(other);
        return *this;
    }
    ~ProjectLock() { release(); }

    // Does not wait.
    Outcome acquire(const QString &path);
    void release();
    bool isHeld() const { return m_descriptor >= 0; }

    // Whether this lock is on the file that now stands at `path`.
    bool holds(const QString &path) const;
    // Whether the file at `path`, locked here, was changed or replaced from outside since it was locked or saved.
    bool isChangedOutside(const QString &path) const;
    // Takes over an open descriptor that is locked already.
    void adopt(int descriptor, const QString &path);

private:
    void swap(ProjectLock &other) noexcept;
    void remember();

    int m_descriptor = -1;
    QString m_path;
    // What the file looked like: device, inode, size, time of change in ns.
    quint64 m_device = 0, m_inode = 0;
    qint64 m_size = 0, m_modified = 0;
};

} // namespace drawbridge
