// SPDX-License-Identifier: Apache-2.0
// How the fields of an entity become columns of its table, and back: from the entity's own field list, by member type.
//   identity          BLOB, 16 bytes; NULL: none        text, enum      TEXT (an enum by its language-neutral name)
//   bool, whole       INTEGER                           double          REAL
//   optional          the same, NULL: absent            list            BLOB, CBOR (codec.h); no bytes: empty
//   nested value      one column per field, name_field  place in a file name_file, _pointer, _line, _column
#pragma once

#include "storage/database.h"
#include "threatmodel/codec.h"

#include <cmath>
#include <limits>

namespace drawbridge {

template <class T> struct IdTarget { using Type = void; };
template <class T> struct IdTarget<Id<T>> { using Type = T; };
template <class V> inline constexpr bool isId = !std::is_void_v<typename IdTarget<V>::Type>;
template <class V> inline constexpr bool isList = false;
template <class V> inline constexpr bool isList<QList<V>> = true;
template <class V> inline constexpr bool isOptional = false;
template <class V> inline constexpr bool isOptional<std::optional<V>> = true;
template <class V> inline constexpr bool isWhole = std::is_same_v<V, bool> || std::is_same_v<V, int> || std::is_same_v<V, qint64>;

// The table's name of an entity type.
template <class T> QByteArray tableName()
{
    QByteArray name;
    forEachTable([&](const auto &t) {
        if constexpr (std::is_same_v<typename std::decay_t<decltype(t)>::Entity, T>)
            name = t.name;
    });
    return name;
}

struct TableColumn
{
    QByteArray name;
    QByteArray declaration; // type and constraints
};

// Appends the column or columns of a member of type V. References are declared for the entity's own identities only:
// those must hold (validate.h), while a nested one, such as where an entity came from, may outlive what it names.
template <class V> void describe(QList<TableColumn> &columns, const QByteArray &name, bool nested)
{
    if constexpr (isId<V>) {
        if (name == "id")
            columns.append({name, "BLOB NOT NULL PRIMARY KEY"});
        else if (nested)
            columns.append({name, "BLOB"});
        else
            columns.append({name, "BLOB REFERENCES \"" + tableName<typename IdTarget<V>::Type>() + "\"(\"id\") DEFERRABLE INITIALLY DEFERRED"});
    } else if constexpr (std::is_same_v<V, QUuid>) {
        columns.append({name, "BLOB"});
    } else if constexpr (std::is_same_v<V, QString> || std::is_enum_v<V>) {
        columns.append({name, "TEXT NOT NULL"});
    } else if constexpr (isWhole<V>) {
        columns.append({name, "INTEGER NOT NULL"});
    } else if constexpr (std::is_same_v<V, double>) {
        columns.append({name, "REAL NOT NULL"});
    } else if constexpr (isOptional<V>) {
        columns.append({name, isWhole<typename V::value_type> ? "INTEGER" : "REAL"});
    } else if constexpr (std::is_same_v<V, QByteArray> || isList<V>) {
        columns.append({name, "BLOB NOT NULL"});
    } else if constexpr (std::is_same_v<V, SourceRef>) {
        describe<QString>(columns, name + "_file", true);
        describe<QString>(columns, name + "_pointer", true);
        describe<int>(columns, name + "_line", true);
        describe<int>(columns, name + "_column", true);
    } else {
        static_assert(HasFields<V>, "a member type without a column form");
        forEachField<V>([&](const auto &p) { describe<typename std::decay_t<decltype(p)>::Type>(columns, name + '_' + p.name, true); });
    }
}

template <class T> QList<TableColumn> columnsOf()
{
    QList<TableColumn> columns;
    forEachField<T>([&](const auto &p) { describe<typename std::decay_t<decltype(p)>::Type>(columns, p.name, false); });
    return columns;
}

// Binds the values of one entity, column after column, and keeps what SQLite only points at.
class RowWriter
{
public:
    explicit RowWriter(Statement &statement) : m_statement(statement) {}

    template <class T> bool write(const T &entity)
    {
        m_index = 0;
        m_kept.clear();
        forEachField<T>([&](const auto &p) { bind(entity.*(p.member)); });
        return m_statement.run();
    }

private:
    template <class V> void bind(const V &v)
    {
        if constexpr (isId<V>) {
            bind(v.uuid());
        } else if constexpr (std::is_same_v<V, QUuid>) {
            if (v.isNull())
                m_statement.bindNull(++m_index);
            else
                m_statement.bindBlob(++m_index, keep(v.toRfc4122()));
        } else if constexpr (std::is_same_v<V, QString>) {
            m_statement.bindText(++m_index, v);
        } else if constexpr (std::is_enum_v<V>) {
            m_statement.bindText(++m_index, nameText(v));
        } else if constexpr (isWhole<V>) {
            m_statement.bindInteger(++m_index, v);
        } else if constexpr (std::is_same_v<V, double>) {
            m_statement.bindReal(++m_index, std::isfinite(v) ? v : 0); // no place has one, and SQLite has no NaN
        } else if constexpr (isOptional<V>) {
            if (v && std::isfinite(double(*v)))
                bind(*v);
            else
                m_statement.bindNull(++m_index);
        } else if constexpr (std::is_same_v<V, QByteArray>) {
            m_statement.bindBlob(++m_index, v);
        } else if constexpr (isList<V>) {
            m_statement.bindBlob(++m_index, v.isEmpty() ? QByteArray() : keep(encode(v).toCbor()));
        } else if constexpr (std::is_same_v<V, SourceRef>) {
            bind(v.file);
            bind(v.pointer);
            bind(v.line);
            bind(v.column);
        } else {
            forEachField<V>([&](const auto &p) { bind(v.*(p.member)); });
        }
    }

    const QByteArray &keep(QByteArray bytes)
    {
        m_kept.append(std::move(bytes));
        return m_kept.constLast();
    }

    // One text per value of an enum, made once.
    template <class E> static const QString &nameText(E v)
    {
        static const QStringList names = [] {
            QStringList list;
            for (const char *name : EnumNames<E>::names)
                list.append(QString::fromLatin1(name));
            return list;
        }();
        return names[qBound(0, int(v), int(names.size()) - 1)];
    }

    Statement &m_statement;
    QByteArrayList m_kept;
    int m_index = 0;
};

// Reads the values of one entity from a row. A value of another shape leaves the default and is counted by column:
// files come from strangers.
class RowReader
{
public:
    // A list that takes more than this is left out: it would need a hundred times as much in memory.
    static constexpr qsizetype maxListBytes = 16 << 20;
    static constexpr qint64 maxListBytesInAll = 512 << 20;

    // `present` says which of the entity's columns the file has; absent ones keep their default.
    RowReader(Statement &statement, const QList<bool> &present) : m_statement(statement), m_present(present), m_bad(present.size(), 0) {}

    // False where the row has no usable identity.
    template <class T> bool read(T &entity)
    {
        m_index = -1;
        forEachField<T>([&](const auto &p) { take(entity.*(p.member)); });
        return !entity.id.isNull();
    }

    // How many values of each column could not be used.
    const QList<qint64> &bad() const { return m_bad; }

private:
    template <class V> void take(V &v)
    {
        if constexpr (std::is_same_v<V, SourceRef>) {
            take(v.file);
            take(v.pointer);
            take(v.line);
            take(v.column);
        } else if constexpr (HasFields<V>) {
            forEachField<V>([&](const auto &p) { take(v.*(p.member)); });
        } else {
            ++m_index;
            if (m_present[m_index] && !value(v))
                ++m_bad[m_index];
        }
    }

    // Each returns false, and leaves the default, where the stored value has another shape.
    template <class V> bool value(V &v)
    {
        using Type = Statement::Type;
        const Type type = m_statement.type(m_index);
        if constexpr (isId<V>) {
            QUuid uuid;
            const bool ok = value(uuid);
            v = V(uuid);
            return ok;
        } else if constexpr (std::is_same_v<V, QUuid>) {
            const QByteArray bytes = type == Type::Blob ? m_statement.blob(m_index) : QByteArray();
            if (bytes.size() == 16)
                v = QUuid::fromRfc4122(bytes);
            return type == Type::Null || bytes.size() == 16;
        } else if constexpr (std::is_same_v<V, QString>) {
            if (type == Type::Text)
                v = m_statement.text(m_index);
            return type == Type::Text;
        } else if constexpr (std::is_enum_v<V>) {
            const std::optional<V> found = type == Type::Text ? fromName<V>(m_statement.text(m_index)) : std::nullopt;
            if (found)
                v = *found;
            return found.has_value();
        } else if constexpr (isWhole<V>) {
            const qint64 wide = type == Type::Integer ? m_statement.integer(m_index) : -1;
            const bool fits = type == Type::Integer && wide >= qint64(std::numeric_limits<V>::min()) && wide <= qint64(std::numeric_limits<V>::max());
            if (fits)
                v = V(wide);
            return fits;
        } else if constexpr (std::is_same_v<V, double>) {
            const bool ok = (type == Type::Real || type == Type::Integer) && std::isfinite(m_statement.real(m_index));
            if (ok)
                v = m_statement.real(m_index);
            return ok;
        } else if constexpr (isOptional<V>) {
            if (type == Type::Null)
                return true;
            typename V::value_type inner{};
            const bool ok = value(inner);
            if (ok)
                v = inner;
            return ok;
        } else if constexpr (std::is_same_v<V, QByteArray>) {
            if (type == Type::Blob)
                v = m_statement.blob(m_index);
            return type == Type::Blob;
        } else {
            static_assert(isList<V>);
            const QByteArray bytes = type == Type::Blob ? m_statement.blob(m_index) : QByteArray();
            if (bytes.isEmpty())
                return type == Type::Blob;
            m_listBytes += bytes.size();
            if (bytes.size() > maxListBytes || m_listBytes > maxListBytesInAll)
                return false;
            QCborParserError error;
            const QCborValue list = QCborValue::fromCbor(bytes, &error);
            const bool ok = error.error == QCborError::NoError && decode(list, v);
            if (!ok)
                v.clear();
            return ok;
        }
    }

    Statement &m_statement;
    const QList<bool> &m_present;
    QList<qint64> m_bad;
    int m_index = -1;
    qint64 m_listBytes = 0;
};

} // namespace drawbridge
