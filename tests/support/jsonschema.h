// SPDX-License-Identifier: Apache-2.0
// The part of JSON Schema that published schemas of threat models use: types, required, properties, items, bounds of
// numbers and lengths, oneOf, references to definitions. Enough to hold exports to them without a network or a library.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <cmath>

namespace drawbridge::test {

class JsonSchema
{
public:
    explicit JsonSchema(const QJsonObject &root) : m_root(root) {}

    // What is wrong, each with its place; empty: valid.
    QStringList problems(const QJsonValue &value) const
    {
        QStringList found;
        check(value, m_root, QString(), found);
        return found;
    }

private:
    static bool isOf(const QJsonValue &value, const QString &type)
    {
        if (type == QLatin1String("object"))
            return value.isObject();
        if (type == QLatin1String("array"))
            return value.isArray();
        if (type == QLatin1String("string"))
            return value.isString();
        if (type == QLatin1String("boolean"))
            return value.isBool();
        if (type == QLatin1String("null"))
            return value.isNull();
        if (type == QLatin1String("integer"))
            return value.isDouble() && value.toDouble() == std::floor(value.toDouble());
        return type == QLatin1String("number") && value.isDouble();
    }

    QJsonObject resolved(QJsonObject schema) const
    {
        for (int steps = 0; schema.contains(QLatin1String("$ref")) && steps < 8; ++steps) {
            QJsonValue target = m_root;
            for (const QString &part : schema.value(QLatin1String("$ref")).toString().section(u'/', 1).split(u'/'))
                target = target.toObject().value(part);
            schema = target.toObject();
        }
        return schema;
    }

    void check(const QJsonValue &value, const QJsonObject &given, const QString &at, QStringList &found) const
    {
        const QJsonObject schema = resolved(given);
        const QJsonValue type = schema.value(QLatin1String("type"));
        bool fits = type.isUndefined();
        for (const QJsonValue &one : type.isArray() ? type.toArray() : QJsonArray{type})
            fits = fits || isOf(value, one.toString());
        if (!fits) {
            found.append(at + QStringLiteral(": wrong type"));
            return;
        }
        if (value.isObject())
            checkObject(value.toObject(), schema, at, found);
        if (value.isArray() && schema.contains(QLatin1String("items"))) {
            const QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i)
                check(array[i], schema.value(QLatin1String("items")).toObject(), at + u'/' + QString::number(i), found);
        }
        if (value.isString()) {
            const qsizetype length = value.toString().size();
            if (length < schema.value(QLatin1String("minLength")).toInt(0) || length > schema.value(QLatin1String("maxLength")).toInt(1 << 30))
                found.append(at + QStringLiteral(": wrong length"));
        }
        if (value.isDouble() && schema.contains(QLatin1String("minimum")) && value.toDouble() < schema.value(QLatin1String("minimum")).toDouble())
            found.append(at + QStringLiteral(": too small"));
        if (schema.contains(QLatin1String("oneOf"))) {
            int fitting = 0;
            for (const QJsonValue &one : schema.value(QLatin1String("oneOf")).toArray()) {
                QStringList own;
                check(value, one.toObject(), at, own);
                fitting += own.isEmpty();
            }
            if (fitting != 1)
                found.append(at + QStringLiteral(": fits %1 of oneOf").arg(fitting));
        }
    }

    void checkObject(const QJsonObject &object, const QJsonObject &schema, const QString &at, QStringList &found) const
    {
        for (const QJsonValue &name : schema.value(QLatin1String("required")).toArray()) {
            if (!object.contains(name.toString()))
                found.append(at + QStringLiteral(": without ") + name.toString());
        }
        const QJsonObject properties = schema.value(QLatin1String("properties")).toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (properties.contains(it.key()))
                check(it.value(), properties.value(it.key()).toObject(), at + u'/' + it.key(), found);
        }
    }

    const QJsonObject m_root;
};

} // namespace drawbridge::test
