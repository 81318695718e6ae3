// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>

namespace drawbridge {

// `wanted`, or `wanted 2`, `wanted 3` … , the first that is not taken.
inline QString freeName(const QSet<QString> &taken, const QString &wanted)
{
    if (!taken.contains(wanted))
        return wanted;
    for (int i = 2;; ++i) {
        const QString name = QStringLiteral("%1 %2").arg(wanted).arg(i);
        if (!taken.contains(name))
            return name;
    }
}

} // namespace drawbridge
