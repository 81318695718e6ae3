// SPDX-License-Identifier: Apache-2.0
#include "storage/migrations.h"
#include "storage/projectbytes.h"
#include "storage/projectfile.h"
#include "support/randommodel.h"
#include "threatmodel/validate.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

ThreatModel modelOf(quint32 seed, int size)
{
    QRandomGenerator random{seed};
    return testing::randomModel(random, size);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void setContent(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Runs SQL on a project as its author may: with everything that SQLite allows.
void tamper(const QString &path, const QByteArray &sql)
{
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    char *message = nullptr;
    const int code = sqlite3_exec(db, sql.constData(), nullptr, nullptr, &message);
    const QByteArray why = message ? message : "";
    sqlite3_free(message);
    sqlite3_close(db);
    QVERIFY2(code == SQLITE_OK, why.constData());
}

// Acts as somebody without an administrator's rights, where the test itself runs as one.
struct AsNobody
{
    const uid_t before = geteuid();
    AsNobody()
    {
        if (before == 0 && seteuid(65534) != 0)
            qFatal("cannot give up the administrator's rights");
    }
    ~AsNobody()
    {
        if (seteuid(before) != 0)
            qFatal("cannot take them back");
    }
};

} // namespace

class TestProjectFile : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    QString freshPath(const QString &name = u"p.drawbridge"_s)
    {
        static int number = 0;
        const QString folder = m_dir.filePath(QString::number(++number));
        QDir().mkpath(folder);
        return folder + u'/' + name;
    }

    QString savedProject(const ThreatModel &model)
    {
        const QString path = freshPath();
        if (!saveProject(path, model))
            qFatal("cannot save");
        return path;
    }

    static int filesBeside(const QString &path) { return int(QFileInfo(path).dir().entryList(QDir::Files | QDir::Hidden).size()); }

private slots:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void loadAfterSaveIsIdentity()
    {
        const QString path = freshPath();
        for (quint32 seed = 1; seed <= 40; ++seed) {
            const ThreatModel model = modelOf(seed, int(seed) - 1);
            QVERIFY(saveProject(path, model).isOk());
            const Result<LoadedProject> loaded = loadProject(path);
            QVERIFY(loaded.isOk());
            QCOMPARE(loaded->repairs, QStringList());
            QVERIFY(loaded->model == model);
            QVERIFY(!loaded->readOnly);
            QCOMPARE(loaded->content, contentOf(path));
            QVERIFY(isProjectFile(path));
        }
        QCOMPARE(filesBeside(path), 1);
    }

    // Every table of the random model is in use, so the law above means every column.
    void randomModelsFillEveryTable()
    {
        const ThreatModel model = modelOf(3, 30);
        forEachTable([&](const auto &t) { QVERIFY2(!(model.*(t.table)).isEmpty(), t.name); });
    }

    void equalModelsGiveEqualBytes()
    {
        for (quint32 seed = 1; seed <= 10; ++seed) {
            const ThreatModel model = modelOf(seed, 25);
            // The same rows, inserted the other way round.
            ThreatModel again;
            forEachTable([&](const auto &t) {
                auto ids = (model.*(t.table)).sortedIds();
                std::reverse(ids.begin(), ids.end());
                for (const auto &id : ids)
                    (again.*(t.table)).insert(*(model.*(t.table)).find(id));
            });
            const QByteArray bytes = *projectBytes(model);
            QCOMPARE(*projectBytes(again), bytes);
            QCOMPARE(*projectBytes(parseProject(bytes, u"x"_s)->model), bytes);
        }
    }

    void oddValuesSurvive()
    {
        ThreatModel model;
        Element element;
        element.id = ElementId::create();
        element.name = u"\0 null, \u202e bidi, \U0001F600, 'quote', \"; DROP TABLE element; --\n"_s;
        element.description = QString(300000, u'ü');
        element.tags = {QString(), u"a,b"_s};
        model.elements.insert(element);
        Operation operation;
        operation.id = OperationId::create();
        operation.service = element.id;
        model.operations.insert(operation);
        Field field;
        field.id = FieldId::create();
        field.operation = operation.id;
        field.minimum = -1.7976931348623157e308;
        field.maximum = 0;
        field.minLength = std::numeric_limits<qint64>::min();
        field.maxLength = std::numeric_limits<qint64>::max();
        model.fields.insert(field);
        const QString path = freshPath(u"odd ü ; name.drawbridge"_s);
        QVERIFY(saveProject(path, model).isOk());
        QVERIFY(loadProject(path)->model == model);
    }

    void numbersThatAreNoneAreNotStored()
    {
        ThreatModel model = modelOf(2, 3);
        Placement placement = *model.placements.begin();
        placement.x = std::numeric_limits<double>::quiet_NaN();
        placement.y = std::numeric_limits<double>::infinity();
        model.placements.insert(placement);
        const Result<ParsedProject> parsed = parseProject(*projectBytes(model), u"x"_s);
        QVERIFY(parsed.isOk());
        QCOMPARE(parsed->model.placements.value(placement.id).x, 0.0);
        QCOMPARE(parsed->model.placements.value(placement.id).y, 0.0);
    }

    void unsoundModelIsRepairedNotRefused()
    {
        ThreatModel model = modelOf(4, 20);
        ThreatModel repaired = model;
        const ElementId gone = model.elements.sortedIds().constFirst();
        repaired.elements.remove(gone);
        model = repaired;
        apply(repaired, repair(repaired));
        QVERIFY(model != repaired);
        QVERIFY(parseProject(*projectBytes(model), u"x"_s)->model == repaired);
    }

    void schemaIsWhatItSays()
    {
        const QString path = savedProject(modelOf(5, 20));
        sqlite3 *db = nullptr;
        QCOMPARE(sqlite3_open_v2(QFile::encodeName(path).constData(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        const auto one = [&](const char *sql) {
            sqlite3_stmt *statement = nullptr;
            QString text = sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) == SQLITE_OK ? u"no row"_s : QString::fromUtf8(sqlite3_errmsg(db));
            if (statement && sqlite3_step(statement) == SQLITE_ROW)
                text = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0)));
            sqlite3_finalize(statement);
            return text;
        };
        QCOMPARE(one("PRAGMA application_id"), QString::number(0x44727742));
        QCOMPARE(one("PRAGMA user_version"), QString::number(projectVersion));
        QCOMPARE(one("PRAGMA integrity_check"), u"ok"_s);
        QCOMPARE(one("PRAGMA foreign_key_check"), u"no row"_s);
        QCOMPARE(one("SELECT count(*) FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'"), u"0"_s);
        QCOMPARE(one("SELECT count(*) FROM pragma_table_list WHERE strict = 1"), u"28"_s);
        QCOMPARE(one("SELECT group_concat(\"from\" || '>' || \"table\") FROM (SELECT * FROM pragma_foreign_key_list('data_flow') ORDER BY \"from\")"),
                 u"source>element,target>element"_s);
        QCOMPARE(one("SELECT count(*) FROM element WHERE length(id) != 16"), u"0"_s);
        // Whoever edits the file by hand is kept from breaking references.
        sqlite3_close(db);
        QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &db), SQLITE_OK);
        QVERIFY(sqlite3_exec(db, "PRAGMA foreign_keys=ON; BEGIN; DELETE FROM trust_boundary; COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK);
        sqlite3_close(db);
    }

    // A file of each released version opens without a word and means what it meant. While a version is unreleased, its
    // file follows the fields: run with DRAWBRIDGE_WRITE_GOLDEN=1. After that, a new field needs a migration.
    void goldenFiles()
    {
        const QString path = QStringLiteral(TEST_DATA "/storage/project-v1.drawbridge");
        if (qEnvironmentVariableIsSet("DRAWBRIDGE_WRITE_GOLDEN"))
            setContent(path, *projectBytes(modelOf(2026, 6)));
        const Result<LoadedProject> loaded = loadProject(path);
        QVERIFY2(loaded.isOk(), loaded.isOk() ? "" : qPrintable(loaded.error().message));
        QCOMPARE(loaded->repairs, QStringList());
        QCOMPARE(loaded->model.elements.size(), 6);
        QCOMPARE(loaded->model.flows.size(), 9);
        forEachTable([&](const auto &t) { QVERIFY2(!(loaded->model.*(t.table)).isEmpty(), t.name); });
        if (projectVersion == 1)
            QCOMPARE(*projectBytes(loaded->model), loaded->content);
        QCOMPARE(projectMigrations().size(), projectVersion - 1);
    }

    void migrationsRunAllOrNone()
    {
        const QList<Migration> steps{[](Database &db) { return db.execute("CREATE TABLE added (x INTEGER) STRICT"); },
                                     [](Database &db) { return db.execute("INSERT INTO added VALUES (7)"); }};
        const QByteArray bytes = *projectBytes(modelOf(1, 5));
        Database good = Database::fromBytes(bytes, true);
        QVERIFY(migrate(good, 1, steps).isOk());
        {
            Statement version(good, "PRAGMA user_version");
            QVERIFY(version.step());
            QCOMPARE(version.integer(0), 3);
            Statement value(good, "SELECT x FROM added");
            QVERIFY(value.step());
            QCOMPARE(value.integer(0), 7);
        }
        Database half = Database::fromBytes(bytes, true);
        QVERIFY(!migrate(half, 1, {steps[0], [](Database &db) { return db.execute("INSERT INTO nowhere VALUES (1)"); }}).isOk());
        Statement version(half, "PRAGMA user_version");
        QVERIFY(version.step());
        QCOMPARE(version.integer(0), 1);
        Statement gone(half, "SELECT x FROM added");
        QVERIFY(!gone.isValid());
        Database second = Database::fromBytes(bytes, true);
        QVERIFY(second.execute("CREATE TABLE added (x INTEGER) STRICT"));
        QVERIFY(migrate(second, 2, steps).isOk());
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("newer") << QByteArray("PRAGMA user_version = 2") << u"newer version"_s;
        QTest::newRow("much newer") << QByteArray("PRAGMA user_version = 2147483647") << u"newer version"_s;
        QTest::newRow("no version") << QByteArray("PRAGMA user_version = 0") << u"damaged"_s;
        QTest::newRow("negative version") << QByteArray("PRAGMA user_version = -1") << u"damaged"_s;
        QTest::newRow("other program") << QByteArray("PRAGMA application_id = 1") << u"another program"_s;
        QTest::newRow("schema that is no SQL") << QByteArray("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE rubbish (' "
                                                             "WHERE name = 'element'")
                                               << u"damaged"_s;
        QTest::newRow("two tables on one page") << QByteArray("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
                                                              "sqlite_schema WHERE name = 'field') WHERE name = 'element'")
                                                << u"damaged"_s;
    }

    void refused()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, words);
        const QString path = savedProject(modelOf(6, 12));
        tamper(path, sql);
        const QByteArray before = contentOf(path);
        ProjectLock lock;
        const Result<LoadedProject> loaded = loadProject(path, &lock);
        QVERIFY(!loaded.isOk());
        QVERIFY2(loaded.error().message.contains(words), qPrintable(loaded.error().message));
        QVERIFY(loaded.error().message.contains(u"p.drawbridge"));
        QVERIFY(!lock.isHeld());
        QCOMPARE(contentOf(path), before);
    }

    void noProjectAtAll()
    {
        const auto messageFor = [&](const QByteArray &bytes) {
            const QString path = freshPath();
            setContent(path, bytes);
            const Result<LoadedProject> loaded = loadProject(path);
            return loaded ? QString() : loaded.error().message;
        };
        QVERIFY(messageFor({}).contains(u"empty"));
        QVERIFY(messageFor("openapi: 3.0.0").contains(u"not a Drawbridge project"));
        QVERIFY(messageFor(QByteArray(5000, '\0')).contains(u"not a Drawbridge project"));
        QVERIFY(messageFor(QByteArray("SQLite format 3\0", 16)).contains(u"not a Drawbridge project"));
        QVERIFY(!loadProject(m_dir.filePath(u"none"_s)).isOk());
        QVERIFY(!loadProject(m_dir.path()).isOk());
        QVERIFY(!loadProject(u"/dev/zero"_s).isOk());
        const QString pipe = m_dir.filePath(u"pipe"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(!loadProject(pipe).isOk()); // and does not wait for a writer
        QVERIFY(!isProjectFile(pipe));
        QVERIFY(!isProjectFile(m_dir.path()));
    }

    void repaired_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("table missing") << QByteArray("DROP TABLE element") << u"“element” is missing"_s;
        QTest::newRow("column missing") << QByteArray("ALTER TABLE element RENAME COLUMN name TO other") << u"no column “name”"_s;
        QTest::newRow("view in place of a table") << QByteArray("ALTER TABLE element RENAME TO e2; CREATE VIEW element AS SELECT * FROM e2")
                                                  << u"“element” is missing"_s;
        QTest::newRow("view without end") << QByteArray("DROP TABLE element; CREATE VIEW element AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT "
                                                        "id + 1 FROM n) SELECT * FROM n")
                                          << u"“element” is missing"_s;
        QTest::newRow("generated column") << QByteArray("CREATE TABLE z (id BLOB, name TEXT AS (hex(zeroblob(1000000))) VIRTUAL); INSERT INTO z SELECT id "
                                                        "FROM element; DROP TABLE element; ALTER TABLE z RENAME TO element")
                                          << u"no column “name”"_s;
        QTest::newRow("unknown enum") << QByteArray("UPDATE element SET kind = 'dragon'") << u"of “kind” in the table “element”"_s;
        QTest::newRow("short identity") << QByteArray("UPDATE element SET id = x'0102' WHERE rowid = 1") << u"identity"_s;
        QTest::newRow("null identity") << QByteArray("UPDATE element SET id = zeroblob(16) WHERE rowid = 1") << u"identity"_s;
        QTest::newRow("wrong types") << QByteArray("CREATE TABLE z (id, name, kind, confirmed, boundary); INSERT INTO z SELECT id, 7, x'00', 'yes', 1.5 FROM "
                                                   "element; DROP TABLE element; ALTER TABLE z RENAME TO element")
                                     << u"of “name” in the table “element”"_s;
        QTest::newRow("zones in circles") << QByteArray("UPDATE trust_boundary SET parent = (SELECT id FROM trust_boundary ORDER BY rowid DESC LIMIT 1)")
                                          << u"inside itself"_s;
        QTest::newRow("huge number") << QByteArray("UPDATE trust_boundary SET trust = 9223372036854775807") << u"of “trust”"_s;
        QTest::newRow("odd trust") << QByteArray("UPDATE trust_boundary SET trust = 99") << u"trust level"_s;
        QTest::newRow("infinite place") << QByteArray("UPDATE placement SET x = 9e999") << u"of “x”"_s;
        QTest::newRow("list of rubbish") << QByteArray("UPDATE data_flow SET operations = x'ff00ff'") << u"of “operations”"_s;
        QTest::newRow("deep list") << QByteArray("UPDATE data_flow SET tags = CAST(replace(hex(zeroblob(50000)), '0', char(0x81)) AS BLOB)")
                                   << u"of “tags”"_s;
        QTest::newRow("list that promises much") << QByteArray("UPDATE data_flow SET tags = x'9b7fffffffffffffff'") << u"of “tags”"_s;
        QTest::newRow("list too long") << QByteArray("UPDATE data_flow SET tags = zeroblob(17000000) WHERE rowid = 1") << u"of “tags”"_s;
        QTest::newRow("flow to nowhere") << QByteArray("UPDATE data_flow SET target = randomblob(16)") << u"flow has an end"_s;
        QTest::newRow("all references broken") << QByteArray("DELETE FROM element; DELETE FROM schema; DELETE FROM source; DELETE FROM trust_boundary")
                                               << u"more problem(s)"_s;
    }

    void repaired()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, words);
        const QString path = savedProject(modelOf(7, 20));
        tamper(path, sql);
        const Result<LoadedProject> loaded = loadProject(path);
        QVERIFY2(loaded.isOk(), loaded.isOk() ? "" : qPrintable(loaded.error().message));
        QVERIFY2(loaded->repairs.join(u'\n').contains(words), qPrintable(loaded->repairs.join(u'\n')));
        QCOMPARE(validate(loaded->model), QStringList());
        // What was repaired can be saved and is sound from then on.
        QVERIFY(saveProject(path, loaded->model).isOk());
        QCOMPARE(loadProject(path)->repairs, QStringList());
    }

    void harmless_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("triggers") << QByteArray("CREATE TRIGGER t AFTER INSERT ON element BEGIN DELETE FROM element; END");
        QTest::newRow("other tables and views") << QByteArray("CREATE TABLE stranger (x); CREATE VIEW v AS SELECT load_extension('/x.so')");
        QTest::newRow("other columns") << QByteArray("ALTER TABLE element ADD COLUMN evil TEXT DEFAULT 'x'");
        QTest::newRow("index on an expression") << QByteArray("CREATE INDEX i ON element (upper(name))");
        QTest::newRow("write-ahead mode") << QByteArray("PRAGMA journal_mode = WAL");
    }

    void harmless()
    {
        QFETCH(QByteArray, sql);
        const ThreatModel model = modelOf(8, 20);
        const QString path = savedProject(model);
        tamper(path, sql);
        const Result<LoadedProject> loaded = loadProject(path);
        QVERIFY2(loaded.isOk(), loaded.isOk() ? "" : qPrintable(loaded.error().message));
        QVERIFY(loaded->model == model);
        QCOMPARE(loaded->repairs, QStringList());
        QVERIFY(saveProject(path, model).isOk());
        QCOMPARE(contentOf(path), *projectBytes(model)); // the guests are gone
    }

    // A chain of zones as long as a file can hold must cost time in proportion, not more.
    void longChains()
    {
        const QString path = savedProject({});
        tamper(path, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) INSERT INTO trust_boundary (id, name, kind, trust, "
                     "parent, description, owner, provenance_origin, provenance_key, provenance_at_file, provenance_at_pointer, provenance_at_line, "
                     "provenance_at_column, provenance_no_longer_in_source) SELECT CAST(printf('%016d', i) AS BLOB), 'z', 'custom', 1, CAST(printf('%016d', "
                     "i + 1) AS BLOB), '', '', 'person', '', '', '', 0, 0, 0 FROM n");
        const Result<LoadedProject> loaded = loadProject(path);
        QVERIFY2(loaded.isOk(), loaded.isOk() ? "" : qPrintable(loaded.error().message));
        QCOMPARE(loaded->model.boundaries.size(), 60000);
        QCOMPARE(validate(loaded->model), QStringList());
    }

    // Whatever the bytes: a project or an error, never a crash, and what loads is sound.
    void damagedBytes()
    {
        QRandomGenerator random{11};
        const QByteArray good = *projectBytes(modelOf(9, 6));
        int loaded = 0, refusedFiles = 0;
        for (int i = 0; i < 1500; ++i) {
            QByteArray bad = good;
            if (i % 3 == 0)
                bad.truncate(random.bounded(int(bad.size())));
            for (int flips = 1 + random.bounded(i % 2 ? 3 : 60); flips > 0 && !bad.isEmpty(); --flips) {
                // Half of them where they hurt: the header and the schema.
                const qsizetype at = random.bounded(int(random.bounded(2) ? qMin(qsizetype(8192), bad.size()) : bad.size()));
                bad[at] = char(random.generate());
            }
            const Result<ParsedProject> parsed = parseProject(bad, u"x"_s);
            if (parsed) {
                ++loaded;
                QCOMPARE(validate(parsed->model), QStringList());
            } else {
                ++refusedFiles;
                QVERIFY(!parsed.error().message.isEmpty());
            }
        }
        QVERIFY2(loaded > 50 && refusedFiles > 50, qPrintable(QStringLiteral("%1 loaded, %2 refused").arg(loaded).arg(refusedFiles)));
    }

    void onlyOneEdits()
    {
        const ThreatModel model = modelOf(10, 10), other = modelOf(11, 10);
        const QString path = savedProject(model);
        ProjectLock mine;
        const Result<LoadedProject> first = loadProject(path, &mine);
        QVERIFY(first.isOk() && !first->readOnly && mine.isHeld());
        // A second one may look, but not save, however often the first saves.
        for (int i = 0; i < 3; ++i) {
            ProjectLock theirs;
            const Result<LoadedProject> second = loadProject(path, &theirs);
            QVERIFY(second.isOk());
            QVERIFY(second->readOnly && !theirs.isHeld());
            QVERIFY(second->readOnlyBecause.contains(u"open in another window"));
            QVERIFY(loadProject(path)->readOnly);
            QVERIFY(!saveProject(path, other).isOk());
            QVERIFY(!saveProject(path, other, &theirs).isOk());
            QVERIFY(saveProject(path, i % 2 ? model : other, &mine).isOk());
        }
        QVERIFY(loadProject(path)->model == other);
        mine.release();
        QVERIFY(!loadProject(path)->readOnly);
        QVERIFY(saveProject(path, model).isOk());
        QCOMPARE(filesBeside(path), 1);
    }

    void saveAsTakesTheLockAlong()
    {
        const ThreatModel model = modelOf(10, 10);
        const QString a = savedProject(model), b = freshPath(), c = savedProject(model);
        ProjectLock mine, theirs;
        QVERIFY(!loadProject(a, &mine)->readOnly);
        QVERIFY(saveProject(b, model, &mine).isOk());
        QVERIFY(mine.holds(b) && !mine.holds(a));
        QVERIFY(!loadProject(a)->readOnly);
        QVERIFY(loadProject(b)->readOnly);
        QVERIFY(!loadProject(c, &theirs)->readOnly);
        QVERIFY(!saveProject(c, model, &mine).isOk());
        QVERIFY(mine.holds(b));
    }

    void changeFromOutsideIsNotOverwritten()
    {
        const ThreatModel model = modelOf(12, 10), other = modelOf(13, 10);
        const QString path = savedProject(model);
        ProjectLock mine;
        QVERIFY(loadProject(path, &mine).isOk());
        const QString theirs = savedProject(other);
        QCOMPARE(rename(QFile::encodeName(theirs).constData(), QFile::encodeName(path).constData()), 0); // as git or a sync tool does
        const Result<void> saved = saveProject(path, model, &mine);
        QVERIFY(!saved.isOk());
        QVERIFY(saved.error().message.contains(u"changed by another program"));
        QVERIFY(loadProject(path)->model == other);
        // Written in place, too.
        QVERIFY(loadProject(path, &mine).isOk());
        tamper(path, "UPDATE element SET name = 'changed'");
        QVERIFY(!saveProject(path, model, &mine).isOk());
        // A file that is gone is written anew.
        QVERIFY(loadProject(path, &mine).isOk());
        QVERIFY(QFile::remove(path));
        QVERIFY(saveProject(path, model, &mine).isOk());
        QVERIFY(saveProject(path, model, &mine).isOk());
        QVERIFY(loadProject(path)->model == model);
    }

    void tooLargeLeavesTheOldFile()
    {
        const ThreatModel small = modelOf(14, 5), large = modelOf(15, 400);
        const QString path = savedProject(small);
        const QByteArray before = contentOf(path);
        rlimit old;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = old;
        for (const rlim_t limit : {rlim_t(0), rlim_t(1000), rlim_t(200000)}) {
            tight.rlim_cur = limit;
            QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
            const Result<void> saved = saveProject(path, large);
            const Result<void> fresh = saveProject(path + u"2"_s, large);
            setrlimit(RLIMIT_FSIZE, &old);
            QVERIFY(!saved.isOk() && !fresh.isOk());
            QVERIFY2(saved.error().message.contains(u"larger than is allowed"), qPrintable(saved.error().message));
            QCOMPARE(contentOf(path), before);
            QCOMPARE(filesBeside(path), 1);
        }
        std::signal(SIGXFSZ, handler);
        QVERIFY(saveProject(path, large).isOk());
    }

    void fullDiskLeavesTheOldFile()
    {
        const QString mount = m_dir.filePath(u"small"_s);
        QDir().mkpath(mount);
        const QByteArray name = QFile::encodeName(mount);
        if (::mount("tmpfs", name.constData(), "tmpfs", 0, "size=512k") != 0)
            QSKIP("needs the right to mount a small file system; tooLargeLeavesTheOldFile covers the same way out");
        const QString path = mount + u"/p.drawbridge"_s;
        const ThreatModel small = modelOf(14, 5);
        const Result<void> first = saveProject(path, small);
        const QByteArray before = contentOf(path);
        const Result<void> second = saveProject(path, modelOf(15, 1000));
        const QByteArray after = contentOf(path);
        const int files = filesBeside(path);
        umount(name.constData());
        QVERIFY(first.isOk());
        QVERIFY(!second.isOk());
        QVERIFY2(second.error().message.contains(u"disk is full"), qPrintable(second.error().message));
        QCOMPARE(after, before);
        QCOMPARE(files, 1);
    }

    void readOnlyFolder()
    {
        const ThreatModel model = modelOf(16, 5);
        const QString path = savedProject(model);
        const QByteArray before = contentOf(path), folder = QFile::encodeName(QFileInfo(path).path());
        QCOMPARE(chmod(QFile::encodeName(m_dir.path()).constData(), 0755), 0);
        QCOMPARE(chmod(QFile::encodeName(path).constData(), 0666), 0);
        QCOMPARE(chmod(folder.constData(), 0555), 0);
        {
            const AsNobody nobody;
            const Result<LoadedProject> loaded = loadProject(path);
            QVERIFY(loaded.isOk() && loaded->readOnly);
            QVERIFY2(loaded->readOnlyBecause.contains(u"folder"), qPrintable(loaded->readOnlyBecause));
            const Result<void> saved = saveProject(path, modelOf(17, 5));
            QVERIFY(!saved.isOk());
            QVERIFY2(saved.error().message.contains(u"may not write to the folder"), qPrintable(saved.error().message));
        }
        chmod(folder.constData(), 0777);
        chmod(QFile::encodeName(path).constData(), 0444);
        {
            // A write-protected file is respected although its folder would let it be replaced.
            const AsNobody nobody;
            QVERIFY(loadProject(path)->readOnlyBecause.contains(u"write-protected"));
            QVERIFY(!saveProject(path, modelOf(17, 5)).isOk());
        }
        QCOMPARE(contentOf(path), before);
        QCOMPARE(filesBeside(path), 1);
        QVERIFY(!saveProject(m_dir.filePath(u"no/such/folder/p"_s), model).isOk());
        QVERIFY(!saveProject(m_dir.path(), model).isOk());
    }

    void permissionsAndLinksAreKept()
    {
        const ThreatModel model = modelOf(18, 5), next = modelOf(19, 5);
        const QString path = savedProject(model), link = freshPath(u"link.drawbridge"_s);
        QCOMPARE(chmod(QFile::encodeName(path).constData(), 0640), 0);
        QVERIFY(QFile::link(path, link));
        QVERIFY(saveProject(link, next).isOk());
        QVERIFY(QFileInfo(link).isSymLink());
        struct stat info;
        QCOMPARE(stat(QFile::encodeName(path).constData(), &info), 0);
        QCOMPARE(int(info.st_mode & 07777), 0640);
        QVERIFY(loadProject(path)->model == next);
        ProjectLock lock;
        QVERIFY(!loadProject(link, &lock)->readOnly);
        QVERIFY(saveProject(link, model, &lock).isOk());
        QVERIFY(saveProject(link, next, &lock).isOk());
        // A new file has the permissions that the person's umask asks for.
        const mode_t old = umask(027);
        const QString fresh = freshPath();
        QVERIFY(saveProject(fresh, model).isOk());
        umask(old);
        QCOMPARE(stat(QFile::encodeName(fresh).constData(), &info), 0);
        QCOMPARE(int(info.st_mode & 07777), 0640);
        QVERIFY(saveProject(freshPath(QString(240, u'n') + u".drawbridge"_s), model).isOk());
    }
};

QTEST_GUILESS_MAIN(TestProjectFile)
#include "tst_projectfile.moc"
