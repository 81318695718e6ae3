// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/threats.h"

#include <QCryptographicHash>

namespace drawbridge {

QString threatFingerprint(ThreatId threat)
{
    const QByteArray print = "threat|" + threat.toString().toLatin1();
    return QString::fromLatin1(QCryptographicHash::hash(print, QCryptographicHash::Sha256).toHex());
}

} // namespace drawbridge
