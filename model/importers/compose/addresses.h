// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QList>

namespace drawbridge {

// An address inside a setting.
struct Address
{
    QString scheme; // lower case; empty: none
    QString host;   // lower case
    int port = 0;   // 0: none
    bool credential = false; // a password stands before the host
};

// The addresses in a text: URLs, "user:password@host:port", "host:port", bare hosts, lists of these, and the forms of
// database drivers (jdbc:…, tcp(host:port), "host=… port=…"). Bounded.
QList<Address> addressesIn(const QString &text);

// An address of this machine, or one that belongs to no name: 127.0.0.1, localhost, 10.1.2.3.
bool isLocalAddress(const QString &host);
// A host of the internet: has a dot and a plausible last part.
bool isPublicHost(const QString &host);
// example.com and the like (RFC 2606): stands for a host that somebody will fill in.
bool isReservedHost(const QString &host);

} // namespace drawbridge
