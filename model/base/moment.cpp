// SPDX-License-Identifier: Apache-2.0
#include "base/moment.h"

#include <QDateTime>

namespace drawbridge {

QString isoNow()
{
    const QDateTime now = QDateTime::currentDateTime();
    return now.toOffsetFromUtc(now.offsetFromUtc()).toString(Qt::ISODate);
}

} // namespace drawbridge
