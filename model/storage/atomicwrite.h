// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "storage/projectlock.h"

#include <QByteArray>

namespace drawbridge {

// Replaces a file in one step: a new file in the same folder, written, synced, given the permissions of the old one,
// renamed over it, folder synced. Whenever this stops, the path holds the old content or the new, whole. Follows
// symbolic links, so that the link stays one. The new file is locked before it appears; the lock is handed to `lock`
// where one is given, else it ends here.
Result<void> writeAtomically(const QString &path, const QByteArray &content, ProjectLock *lock = nullptr);

} // namespace drawbridge
