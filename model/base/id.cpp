// SPDX-License-Identifier: Apache-2.0
#include "base/id.h"

namespace drawbridge {

QUuid namedUuid(QStringView source, QStringView key)
{
    // Never change this namespace: every fingerprint and every saved project depends on it.
    static const QUuid ns(0x6b0f3a52, 0x1c7e, 0x5d49, 0x9a, 0x31, 0xd2, 0x4b, 0x8e, 0x07, 0x5f, 0xc6);
    QByteArray name = source.toUtf8();
    name.append('\0'); // keeps ("a", "bc") and ("ab", "c") apart
    name.append(key.toUtf8());
    return QUuid::createUuidV5(ns, name);
}

} // namespace drawbridge
