// SPDX-License-Identifier: Apache-2.0
// Entities and deltas as CBOR: the recovery journal, the clipboard, import baselines, columns that hold a list.
#pragma once

#include "base/result.h"
#include "threatmodel/delta.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <type_traits>

namespace drawbridge {

// Anything that lists its fields.
template <class T> concept HasFields = requires { T::fields(); };

inline QCborValue encode(const QString &v) { return QCborValue(v); }
inline QCborValue encode(const QByteArray &v) { return QCborValue(v); }
inline QCborValue encode(const QUuid &v) { return v.isNull() ? QCborValue(nullptr) : QCborValue(v.toRfc4122()); }
inline QCborValue encode(bool v) { return QCborValue(v); }
inline QCborValue encode(int v) { return QCborValue(qint64(v)); }
inline QCborValue encode(qint64 v) { return QCborValue(v); }
inline QCborValue encode(double v) { return QCborValue(v); }
inline QCborValue encode(const SourceRef &v) { return QCborArray{v.file, v.pointer, v.line, v.column}; }
template <class T> QCborValue encode(const Id<T> &v) { return encode(v.uuid()); }
template <class E> requires std::is_enum_v<E> QCborValue encode(E v) { return QCborValue(nameOf(v)); }
template <class T> QCborValue encode(const std::optional<T> &v) { return v ? encode(*v) : QCborValue(nullptr); }
template <HasFields T> QCborValue encode(const T &v);
template <class T> QCborValue encode(const QList<T> &list)
{
    QCborArray array;
    for (const T &v : list)
        array.append(encode(v));
    return array;
}
// Fields at their default are left out.
template <HasFields T> QCborValue encode(const T &v)
{
    [[maybe_unused]] static const T defaults{}; // g++ 12 overlooks the use inside the lambda
    QCborMap map;
    forEachField<T>([&](const auto &p) {
        if (!(v.*(p.member) == defaults.*(p.member)))
            map.insert(QLatin1StringView(p.name), encode(v.*(p.member)));
    });
    return map;
}

// Each decode returns false, and leaves a default, where the value has another shape: files come from strangers.
bool decode(const QCborValue &value, QString &v);
bool decode(const QCborValue &value, QByteArray &v);
bool decode(const QCborValue &value, QUuid &v);
bool decode(const QCborValue &value, bool &v);
bool decode(const QCborValue &value, int &v);
bool decode(const QCborValue &value, qint64 &v);
bool decode(const QCborValue &value, double &v);
bool decode(const QCborValue &value, SourceRef &v);
template <class T> bool decode(const QCborValue &value, Id<T> &v)
{
    QUuid uuid;
    const bool ok = decode(value, uuid);
    v = Id<T>(uuid);
    return ok;
}
template <class E> requires std::is_enum_v<E> bool decode(const QCborValue &value, E &v)
{
    const std::optional<E> found = value.isString() ? fromName<E>(value.toString()) : std::nullopt;
    v = found.value_or(E{});
    return found.has_value();
}
template <class T> bool decode(const QCborValue &value, std::optional<T> &v)
{
    if (value.isNull()) {
        v.reset();
        return true;
    }
    return decode(value, v.emplace());
}
template <HasFields T> bool decode(const QCborValue &value, T &v);
template <class T> bool decode(const QCborValue &value, QList<T> &list)
{
    list.clear();
    if (!value.isArray())
        return false;
    const QCborArray array = value.toArray();
    list.reserve(array.size());
    for (const QCborValue &item : array) {
        T v{};
        if (!decode(item, v))
            return false;
        list.append(std::move(v));
    }
    return true;
}
template <HasFields T> bool decode(const QCborValue &value, T &v)
{
    v = T{};
    if (!value.isMap())
        return false;
    const QCborMap map = value.toMap();
    bool ok = true;
    forEachField<T>([&](const auto &p) {
        const QCborValue field = map.value(QLatin1StringView(p.name));
        if (!field.isUndefined())
            ok = decode(field, v.*(p.member)) && ok;
    });
    return ok;
}

// A delta as CBOR bytes, and back.
QByteArray encodeDelta(const Delta &delta);
Result<Delta> decodeDelta(const QByteArray &bytes);
// A whole model, compressed, rows sorted by id: equal models give equal bytes.
QByteArray encodeModel(const ThreatModel &model);
Result<ThreatModel> decodeModel(const QByteArray &bytes);

} // namespace drawbridge
