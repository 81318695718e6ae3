// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/codec.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace drawbridge {

namespace {

// An uncompressed model larger than this is refused: it comes from a stranger's file.
constexpr qint64 maxModelBytes = qint64(1) << 30;

Error unreadable()
{
    return {QCoreApplication::translate("Codec", "The stored data is damaged and cannot be read."), {}};
}

} // namespace

bool decode(const QCborValue &value, QString &v)
{
    v = value.toString();
    return value.isString();
}

bool decode(const QCborValue &value, QByteArray &v)
{
    v = value.toByteArray();
    return value.isByteArray();
}

bool decode(const QCborValue &value, QUuid &v)
{
    v = QUuid();
    if (value.isNull())
        return true;
    const QByteArray bytes = value.toByteArray();
    if (bytes.size() != 16)
        return false;
    v = QUuid::fromRfc4122(bytes);
    return true;
}

bool decode(const QCborValue &value, bool &v)
{
    v = value.toBool();
    return value.isBool();
}

bool decode(const QCborValue &value, int &v)
{
    const qint64 wide = value.toInteger();
    const bool fits = value.isInteger() && wide >= std::numeric_limits<int>::min() && wide <= std::numeric_limits<int>::max();
    v = fits ? int(wide) : 0;
    return fits;
}

bool decode(const QCborValue &value, qint64 &v)
{
    v = value.toInteger();
    return value.isInteger();
}

bool decode(const QCborValue &value, double &v)
{
    v = value.toDouble();
    if ((value.isDouble() || value.isInteger()) && std::isfinite(v))
        return true;
    v = 0;
    return false;
}

bool decode(const QCborValue &value, SourceRef &v)
{
    v = SourceRef{};
    const QCborArray array = value.toArray();
    return value.isArray() && array.size() == 4 && decode(array.at(0), v.file) && decode(array.at(1), v.pointer) && decode(array.at(2), v.line)
        && decode(array.at(3), v.column);
}

QByteArray encodeDelta(const Delta &delta)
{
    QCborMap map;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        const QList<Change<T>> &changes = changesOf<T>(delta);
        if (changes.isEmpty())
            return;
        QCborArray array;
        for (const Change<T> &change : changes)
            array.append(QCborArray{encode(change.before), encode(change.after)});
        map.insert(QLatin1StringView(t.name), array);
    });
    return map.toCborValue().toCbor();
}

Result<Delta> decodeDelta(const QByteArray &bytes)
{
    QCborParserError parseError;
    const QCborValue value = QCborValue::fromCbor(bytes, &parseError);
    if (parseError.error != QCborError::NoError || !value.isMap())
        return unreadable();
    const QCborMap map = value.toMap();
    Delta delta;
    bool ok = true;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        for (const QCborValue &item : map.value(QLatin1StringView(t.name)).toArray()) {
            const QCborArray pair = item.toArray();
            Change<T> change;
            if (pair.size() != 2 || !decode(pair.at(0), change.before) || !decode(pair.at(1), change.after) || (!change.before && !change.after)) {
                ok = false;
                return;
            }
            changesOf<T>(delta).append(std::move(change));
        }
    });
    if (!ok)
        return unreadable();
    return delta;
}

QByteArray encodeModel(const ThreatModel &model)
{
    QCborMap map;
    forEachTable([&](const auto &t) {
        const auto &table = model.*(t.table);
        QCborArray array;
        for (const auto &id : table.sortedIds())
            array.append(encode(*table.find(id)));
        if (!array.isEmpty())
            map.insert(QLatin1StringView(t.name), array);
    });
    return qCompress(map.toCborValue().toCbor(), 6);
}

Result<ThreatModel> decodeModel(const QByteArray &bytes)
{
    // qCompress puts the size in front, big-endian; check it before anything is allocated.
    if (bytes.size() < 4)
        return unreadable();
    qint64 size = 0;
    for (int i = 0; i < 4; ++i)
        size = (size << 8) | quint8(bytes[i]);
    if (size > maxModelBytes)
        return unreadable();
    QCborParserError parseError;
    const QCborValue value = QCborValue::fromCbor(qUncompress(bytes), &parseError);
    if (parseError.error != QCborError::NoError || !value.isMap())
        return unreadable();
    const QCborMap map = value.toMap();
    ThreatModel model;
    bool ok = true;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        for (const QCborValue &item : map.value(QLatin1StringView(t.name)).toArray()) {
            T entity{};
            ok = decode(item, entity) && ok;
            (model.*(t.table)).insert(entity);
        }
    });
    if (!ok)
        return unreadable();
    return model;
}

} // namespace drawbridge
