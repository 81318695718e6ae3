// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace drawbridge {

// A SQLite database that lives in memory: files are read whole before, and written whole after, so that SQLite itself
// never opens a path, takes a lock or leaves a journal beside a project.
class Database
{
public:
    // An empty one, to be filled.
    static Database empty();
    // The bytes of a file from a stranger: no triggers, views, extensions or attached files; bounded in size and time.
    // `writable` is for migrations. Invalid where SQLite refuses the bytes.
    static Database fromBytes(const QByteArray &bytes, bool writable);

    Database(Database &&) noexcept;
    Database &operator=(Database &&) noexcept;
    ~Database();

    bool isValid() const { return m_db != nullptr; }
    bool execute(const char *sql);
    bool execute(const QByteArray &sql) { return execute(sql.constData()); }
    QString lastError() const;
    QByteArray toBytes() const;
    sqlite3 *handle() const { return m_db; }

private:
    Database() = default;
    void harden();

    sqlite3 *m_db = nullptr;
    std::unique_ptr<std::chrono::steady_clock::time_point> m_deadline;
};

// A prepared statement; binds by position from 1, reads by column from 0.
class Statement
{
public:
    Statement(const Database &database, const QByteArray &sql);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    bool isValid() const { return m_statement != nullptr; }
    void bindNull(int index);
    void bindInteger(int index, qint64 value);
    void bindReal(int index, double value);
    // Text and blobs must live until the next run() or step().
    void bindText(int index, const QString &value);
    void bindBlob(int index, const QByteArray &value);
    // Executes a statement that gives no rows and makes it ready for the next values.
    bool run();
    // Moves to the next row; false at the end and on an error (isError()).
    bool step();
    bool isError() const { return m_error; }

    enum class Type { Integer, Real, Text, Blob, Null };
    Type type(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    // Valid until the next step().
    QByteArray blob(int column) const;

private:
    sqlite3_stmt *m_statement = nullptr;
    bool m_error = false;
};

} // namespace drawbridge
