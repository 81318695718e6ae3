// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace drawbridge {

// Identifiers of standards that rules may refer to, with what may be shown of them (titles where the publisher's terms
// permit, our own words otherwise).
class Standards
{
public:
    struct Entry
    {
        QString id;
        QString title; // empty where it may not be shipped
        QString gist;  // our own words
    };
    struct Framework
    {
        QString key; // "nist-800-53r5"
        QString title, version, publisher, licence;
        QMap<QString, Entry> entries;
    };

    void load(const QByteArray &bytes, const QString &fileName, Diagnostics &diagnostics);

    bool isEmpty() const { return m_frameworks.isEmpty(); }
    // Sorted by key.
    QList<Framework> frameworks() const { return m_frameworks.values(); }
    const Framework *framework(const QString &key) const;
    const Entry *entry(const QString &framework, const QString &id) const;

private:
    QMap<QString, Framework> m_frameworks;
};

} // namespace drawbridge
