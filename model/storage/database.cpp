// SPDX-License-Identifier: Apache-2.0
#include "storage/database.h"

#include <sqlite3.h>

#include <cstring>
#include <utility>

namespace drawbridge {

namespace {

// A file that keeps SQLite busy for longer than this is refused.
constexpr std::chrono::seconds patience{60};

int stopWhenLate(void *deadline)
{
    return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point *>(deadline);
}

} // namespace

Database Database::empty()
{
    Database database;
    if (sqlite3_open_v2(":memory:", &database.m_db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
        sqlite3_close(database.m_db);
        database.m_db = nullptr;
    }
    return database;
}

Database Database::fromBytes(const QByteArray &bytes, bool writable)
{
    Database database = empty();
    if (!database.isValid())
        return database;
    database.harden();
    auto *copy = static_cast<unsigned char *>(sqlite3_malloc64(sqlite3_uint64(bytes.size())));
    if (copy)
        std::memcpy(copy, bytes.constData(), size_t(bytes.size()));
    if (copy && bytes.size() >= 20)
        copy[18] = copy[19] = 1; // write-ahead mode makes no sense without a file beside it
    const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | (writable ? SQLITE_DESERIALIZE_RESIZEABLE : SQLITE_DESERIALIZE_READONLY);
    // SQLite frees the copy, also when it refuses it.
    if (!copy || sqlite3_deserialize(database.m_db, "main", copy, bytes.size(), bytes.size(), flags) != SQLITE_OK) {
        sqlite3_close(database.m_db);
        database.m_db = nullptr;
    }
    return database;
}

void Database::harden()
{
    for (const int off : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                          SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_WRITABLE_SCHEMA, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER})
        sqlite3_db_config(m_db, off, 0, nullptr);
    sqlite3_db_config(m_db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, 256 << 20);
    sqlite3_limit(m_db, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
    sqlite3_limit(m_db, SQLITE_LIMIT_COLUMN, 500);
    sqlite3_limit(m_db, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(m_db, SQLITE_LIMIT_COMPOUND_SELECT, 5);
    sqlite3_limit(m_db, SQLITE_LIMIT_VDBE_OP, 100000);
    sqlite3_limit(m_db, SQLITE_LIMIT_FUNCTION_ARG, 20);
    sqlite3_limit(m_db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(m_db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100);
    sqlite3_limit(m_db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(m_db, SQLITE_LIMIT_WORKER_THREADS, 0);
    m_deadline = std::make_unique<std::chrono::steady_clock::time_point>(std::chrono::steady_clock::now() + patience);
    sqlite3_progress_handler(m_db, 100000, stopWhenLate, m_deadline.get());
}

Database::Database(Database &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)), m_deadline(std::move(other.m_deadline)) {}

Database &Database::operator=(Database &&other) noexcept
{
    std::swap(m_db, other.m_db);
    std::swap(m_deadline, other.m_deadline);
    return *this;
}

Database::~Database()
{
    sqlite3_close(m_db);
}

bool Database::execute(const char *sql)
{
    return sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

QString Database::lastError() const
{
    return QString::fromUtf8(sqlite3_errmsg(m_db));
}

QByteArray Database::toBytes() const
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(m_db, "main", &size, 0);
    const QByteArray copy(reinterpret_cast<const char *>(bytes), bytes ? qsizetype(size) : 0);
    sqlite3_free(bytes);
    return copy;
}

Statement::Statement(const Database &database, const QByteArray &sql)
{
    if (sqlite3_prepare_v2(database.handle(), sql.constData(), int(sql.size()), &m_statement, nullptr) != SQLITE_OK)
        m_statement = nullptr;
    m_error = !m_statement;
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(m_statement, index);
}

void Statement::bindInteger(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement, index, value);
}

void Statement::bindReal(int index, double value)
{
    sqlite3_bind_double(m_statement, index, value);
}

void Statement::bindText(int index, const QString &value)
{
    if (value.isEmpty()) // a null pointer would bind NULL
        sqlite3_bind_text(m_statement, index, "", 0, SQLITE_STATIC);
    else
        sqlite3_bind_text64(m_statement, index, reinterpret_cast<const char *>(value.utf16()), sqlite3_uint64(value.size()) * 2, SQLITE_STATIC,
                            SQLITE_UTF16);
}

void Statement::bindBlob(int index, const QByteArray &value)
{
    if (value.isEmpty())
        sqlite3_bind_zeroblob(m_statement, index, 0);
    else
        sqlite3_bind_blob64(m_statement, index, value.constData(), sqlite3_uint64(value.size()), SQLITE_STATIC);
}

bool Statement::run()
{
    const bool done = sqlite3_step(m_statement) == SQLITE_DONE;
    return sqlite3_reset(m_statement) == SQLITE_OK && done;
}

bool Statement::step()
{
    if (!m_statement)
        return false;
    const int code = sqlite3_step(m_statement);
    m_error = code != SQLITE_ROW && code != SQLITE_DONE;
    return code == SQLITE_ROW;
}

Statement::Type Statement::type(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER: return Type::Integer;
    case SQLITE_FLOAT: return Type::Real;
    case SQLITE_TEXT: return Type::Text;
    case SQLITE_BLOB: return Type::Blob;
    default: return Type::Null;
    }
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

QString Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(bytes, bytes ? sqlite3_column_bytes(m_statement, column) : 0);
}

QByteArray Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(bytes, bytes ? sqlite3_column_bytes(m_statement, column) : 0);
}

} // namespace drawbridge
