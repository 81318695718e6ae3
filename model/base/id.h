// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHashFunctions>
#include <QString>
#include <QUuid>

namespace drawbridge {

// Name-based UUID (RFC 9562, version 5) in Drawbridge's own namespace; equal on all machines.
QUuid namedUuid(QStringView source, QStringView key);

// The identity of an entity of type T. Ids of imported entities are derived from (source, key), so that
// importing again finds the same entity; ids of hand-made ones are random. Ids of different types do not mix.
template <class T> class Id
{
public:
    Id() = default;
    explicit Id(const QUuid &uuid) : m_uuid(uuid) {}

    static Id create() { return Id(QUuid::createUuid()); }
    static Id named(QStringView source, QStringView key) { return Id(namedUuid(source, key)); }
    // Null for text that is no UUID.
    static Id fromString(QStringView text) { return Id(QUuid::fromString(text)); }

    bool isNull() const { return m_uuid.isNull(); }
    explicit operator bool() const { return !m_uuid.isNull(); }
    const QUuid &uuid() const { return m_uuid; }
    QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }

    static_assert(sizeof(QUuid) == 16);
    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator!=(const Id &a, const Id &b) { return a.m_uuid != b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    // Not QUuid's own hash, which joins its parts by exclusive or: a file from a stranger could make all ids collide.
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHashBits(&id.m_uuid, sizeof(QUuid), seed); }

private:
    QUuid m_uuid;
};

} // namespace drawbridge
