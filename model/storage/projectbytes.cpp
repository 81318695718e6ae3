// SPDX-License-Identifier: Apache-2.0
#include "storage/projectbytes.h"

#include "storage/columns.h"
#include "storage/migrations.h"
#include "storage/projectfile.h"
#include "storage/storagetext.h"
#include "threatmodel/validate.h"

#include <QHash>

namespace drawbridge {

namespace {

// A project with more rows than this is refused.
constexpr qint64 maxRows = 5'000'000;
// How many repairs are told one by one.
constexpr int toldRepairs = 20;

template <class T> bool writeTable(Database &database, const QByteArray &name, const Table<T> &table)
{
    QByteArrayList declarations, marks;
    for (const TableColumn &column : columnsOf<T>()) {
        declarations.append("  \"" + column.name + "\" " + column.declaration);
        marks.append("?");
    }
    if (!database.execute("CREATE TABLE \"" + name + "\" (\n" + declarations.join(",\n") + "\n) STRICT"))
        return false;
    Statement insert(database, "INSERT INTO \"" + name + "\" VALUES (" + marks.join(',') + ')');
    if (!insert.isValid())
        return false;
    RowWriter writer(insert);
    for (const auto &id : table.sortedIds()) {
        if (!writer.write(*table.find(id)))
            return false;
    }
    return true;
}

// Whether all declared references hold. Checked once at the end: checked row by row, a parent that comes after its
// child makes SQLite search all children again for each later parent.
bool referencesHold(const Database &database)
{
    Statement check(database, "PRAGMA foreign_key_check");
    return !check.step() && !check.isError();
}

Result<QByteArray> writeAll(const ThreatModel &model, bool *sound)
{
    Database database = Database::empty();
    bool ok = database.isValid() && database.execute("PRAGMA journal_mode=OFF; PRAGMA foreign_keys=OFF; PRAGMA application_id="
                                                     + QByteArray::number(projectApplicationId) + "; PRAGMA user_version="
                                                     + QByteArray::number(projectVersion) + "; BEGIN");
    forEachTable([&](const auto &t) { ok = ok && writeTable(database, t.name, model.*(t.table)); });
    *sound = ok && referencesHold(database);
    if (!ok || !database.execute("COMMIT"))
        return Error{Storage::tr("The project could not be put into its file form: %1.").arg(database.lastError()), {}};
    QByteArray bytes = database.toBytes();
    if (bytes.isEmpty())
        return Error{Storage::tr("There is not enough memory to save the project."), {}};
    return bytes;
}

// What a damaged or hostile file may be made of, table by table; collects what had to be left out.
class Reader
{
public:
    explicit Reader(const Database &database) : m_database(database) {}

    bool readAll()
    {
        if (!readSchema())
            return false;
        bool ok = true;
        forEachTable([&](const auto &t) { ok = ok && readTable(t.name, m_model.*(t.table)); });
        return ok;
    }

    bool tooManyRows() const { return m_rows > maxRows; }
    ThreatModel &model() { return m_model; }
    QStringList &repairs() { return m_repairs; }

private:
    // Real tables only: views and virtual tables run what their author wrote.
    bool readSchema()
    {
        Statement list(m_database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0");
        while (list.step())
            m_tables.insert(list.text(0).toUtf8());
        return !list.isError();
    }

    template <class T> bool readTable(const QByteArray &name, Table<T> &table)
    {
        const QString shownName = QString::fromLatin1(name);
        if (!m_tables.contains(name)) {
            m_repairs.append(Storage::tr("The table “%1” is missing; it was taken to be empty.").arg(shownName));
            return true;
        }
        QSet<QByteArray> stored;
        {
            Statement info(m_database, "PRAGMA table_xinfo(\"" + name + "\")");
            while (info.step()) {
                if (info.integer(6) == 0) // neither hidden nor generated
                    stored.insert(info.text(1).toUtf8());
            }
            if (info.isError())
                return false;
        }
        const QList<TableColumn> columns = columnsOf<T>();
        QList<bool> present;
        QByteArrayList select;
        for (const TableColumn &column : columns) {
            present.append(stored.contains(column.name));
            select.append(present.constLast() ? '"' + column.name + '"' : QByteArray("NULL"));
            if (!present.constLast())
                m_repairs.append(Storage::tr("The table “%1” has no column “%2”; defaults were taken.").arg(shownName, QString::fromLatin1(column.name)));
        }
        Statement rows(m_database, "SELECT " + select.join(',') + " FROM \"" + name + "\" NOT INDEXED");
        if (!rows.isValid())
            return false;
        RowReader reader(rows, present);
        int dropped = 0;
        while (rows.step()) {
            if (++m_rows > maxRows)
                return false;
            T entity{};
            if (!reader.read(entity) || table.contains(entity.id))
                ++dropped;
            else
                table.insert(entity);
        }
        if (dropped > 0)
            m_repairs.append(Storage::tr("%n row(s) of the table “%1” had no identity of their own and were left out.", nullptr, dropped).arg(shownName));
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (reader.bad()[i] > 0)
                m_repairs.append(Storage::tr("%n value(s) of “%1” in the table “%2” could not be read; defaults were taken.", nullptr, int(reader.bad()[i]))
                                     .arg(QString::fromLatin1(columns[i].name), shownName));
        }
        return !rows.isError();
    }

    const Database &m_database;
    QSet<QByteArray> m_tables;
    ThreatModel m_model;
    QStringList m_repairs;
    qint64 m_rows = 0;
};

quint32 bigEndian(const QByteArray &bytes, qsizetype offset)
{
    quint32 value = 0;
    for (qsizetype i = offset; i < offset + 4; ++i)
        value = (value << 8) | quint8(bytes[i]);
    return value;
}

void makeSound(ThreatModel &model, QStringList &repairs)
{
    const QStringList problems = validate(model);
    if (problems.isEmpty())
        return;
    apply(model, repair(model));
    for (const QString &problem : problems.first(qMin(problems.size(), qsizetype(toldRepairs))))
        repairs.append(Storage::tr("Repaired: %1.").arg(problem));
    if (problems.size() > toldRepairs)
        repairs.append(Storage::tr("%n more problem(s) of this kind were repaired.", nullptr, int(problems.size()) - toldRepairs));
}

} // namespace

Result<QByteArray> projectBytes(const ThreatModel &model)
{
    bool sound = true;
    Result<QByteArray> bytes = writeAll(model, &sound);
    if (!bytes || sound)
        return bytes;
    // Better a repaired project than none: reading would repair it in the same way.
    ThreatModel repaired = model;
    apply(repaired, repair(model));
    return writeAll(repaired, &sound);
}

Result<ParsedProject> parseProject(const QByteArray &bytes, const QString &name)
{
    if (bytes.isEmpty())
        return Error{Storage::tr("“%1” is empty, so there is no project in it.").arg(name), {}};
    if (!bytes.startsWith(QByteArray("SQLite format 3\0", 16)) || bytes.size() < 512)
        return Error{Storage::tr("“%1” is not a Drawbridge project.").arg(name), {}};
    if (bigEndian(bytes, 68) != projectApplicationId)
        return Error{Storage::tr("“%1” is a database of another program, not a Drawbridge project.").arg(name), {}};
    const auto version = qint32(bigEndian(bytes, 60));
    if (version > projectVersion)
        return Error{Storage::tr("“%1” was written by a newer version of Drawbridge (file format %2, this program knows up to %3); open it with that version.")
                         .arg(name).arg(version).arg(projectVersion), {}};
    const auto damaged = [&](const QString &why) {
        return Error{Storage::tr("“%1” is damaged and cannot be read: %2.").arg(name, why), {}};
    };
    if (version < 1)
        return damaged(Storage::tr("its format version is %1").arg(version));

    Database database = Database::fromBytes(bytes, version < projectVersion);
    if (!database.isValid())
        return damaged(Storage::tr("the database cannot be opened"));
    if (!database.execute("PRAGMA cell_size_check=ON; PRAGMA foreign_keys=OFF"))
        return damaged(database.lastError());
    {
        Statement check(database, "PRAGMA quick_check(1)");
        if (!check.step())
            return damaged(database.lastError());
        if (check.text(0) != QLatin1StringView("ok"))
            return damaged(check.text(0).left(200));
    }
    if (version < projectVersion) {
        if (const Result<void> migrated = migrate(database, version, projectMigrations()); !migrated)
            return damaged(migrated.error().message);
    }
    Reader reader(database);
    if (!reader.readAll())
        return reader.tooManyRows() ? damaged(Storage::tr("it has more rows than any project")) : damaged(database.lastError());
    ParsedProject parsed{std::move(reader.model()), std::move(reader.repairs())};
    makeSound(parsed.model, parsed.repairs);
    return parsed;
}

} // namespace drawbridge
