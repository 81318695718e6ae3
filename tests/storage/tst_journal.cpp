// SPDX-License-Identifier: Apache-2.0
#include "replay.h"
#include "storage/journal.h"
#include "support/randommodel.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestJournal : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    QString freshFolder()
    {
        static int number = 0;
        return m_dir.filePath(u"journals%1"_s.arg(++number));
    }

    static QStringList filesIn(const QString &folder) { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }

private slots:
    void basePlusDeltasIsTheModel()
    {
        for (quint32 seed = 1; seed <= 10; ++seed) {
            QRandomGenerator random{seed};
            ThreatModel model = testing::randomModel(random, 20);
            const QString folder = freshFolder();
            QString path;
            {
                const auto journal = std::move(*Journal::create(folder, u"/somewhere/p.drawbridge"_s, model));
                path = journal->path();
                QVERIFY(*Journal::recover(path) == model);
                for (int i = 0; i < 8; ++i) {
                    const ThreatModel next = testing::randomModel(random, 5 + i);
                    QVERIFY(journal->append(diff(model, next)).isOk());
                    model = next;
                    QVERIFY(*Journal::recover(path) == model);
                }
                QCOMPARE(journal->edits(), 8);
                // In use: nobody is offered it, nobody takes it.
                QVERIFY(Journal::recoverable(folder).isEmpty());
                QVERIFY(!Journal::resume(path).isOk());
                Journal::discard(path);
                QVERIFY(QFile::exists(path));
            }
            const QList<RecoverableJournal> left = Journal::recoverable(folder);
            QCOMPARE(left.size(), 1);
            QCOMPARE(left[0].edits, 8);
            QCOMPARE(left[0].projectPath, u"/somewhere/p.drawbridge"_s);
            QVERIFY(qAbs(left[0].lastEdit.secsTo(QDateTime::currentDateTime())) < 60);
            Journal::discard(path);
            QVERIFY(filesIn(folder).isEmpty());
        }
    }

    void closeLeavesNothing()
    {
        const QString folder = freshFolder();
        {
            const auto journal = std::move(*Journal::create(folder, {}, ThreatModel()));
            QVERIFY(journal->append(testing::edit({}, 1)).isOk());
            journal->close();
            QVERIFY(!journal->append(testing::edit({}, 2)).isOk());
            journal->close();
        }
        QVERIFY(filesIn(folder).isEmpty());
        QVERIFY(Journal::recoverable(folder).isEmpty());
        QVERIFY(Journal::recoverable(m_dir.filePath(u"none"_s)).isEmpty());
    }

    void rebaseStartsOver()
    {
        const QString folder = freshFolder();
        ThreatModel model;
        const auto journal = std::move(*Journal::create(folder, {}, model));
        for (int n = 1; n <= 200; ++n) {
            const Delta delta = testing::edit(model, n);
            QVERIFY(journal->append(delta).isOk());
            apply(model, delta);
        }
        const qint64 before = journal->bytesOfEdits();
        QVERIFY(journal->rebase(u"/a"_s, model).isOk());
        QCOMPARE(journal->bytesOfEdits(), 0);
        QVERIFY(before > 10000);
        QVERIFY(*Journal::recover(journal->path()) == model);
        // Edits made while the project was being saved come after it.
        ThreatModel later = model;
        QList<Delta> since;
        for (int n = 201; n <= 203; ++n) {
            since.append(testing::edit(later, n));
            apply(later, since.constLast());
        }
        QVERIFY(journal->rebase(u"/b"_s, model).isOk());
        for (const Delta &delta : since)
            QVERIFY(journal->append(delta).isOk());
        QVERIFY(journal->compact(diff(model, later)).isOk());
        QCOMPARE(journal->edits(), 1);
        QVERIFY(*Journal::recover(journal->path()) == later);
        QCOMPARE(filesIn(folder).size(), 1);
    }

    void resumeGoesOn()
    {
        const QString folder = freshFolder();
        ThreatModel model;
        QString path;
        for (int session = 0; session < 5; ++session) {
            std::unique_ptr<Journal> journal;
            if (session == 0) {
                journal = std::move(*Journal::create(folder, u"/p"_s, model));
            } else {
                Result<Journal::Resumed> resumed = Journal::resume(path);
                QVERIFY(resumed.isOk());
                QVERIFY(resumed->model == model);
                QVERIFY(resumed->base == ThreatModel());
                QCOMPARE(resumed->projectPath, u"/p"_s);
                journal = std::move(resumed->journal);
                QCOMPARE(journal->edits(), 3 * session);
            }
            path = journal->path();
            for (int i = 0; i < 3; ++i) {
                const Delta delta = testing::edit(model, testing::editsOf(model) + 1);
                QVERIFY(journal->append(delta).isOk());
                apply(model, delta);
            }
        }
        QVERIFY(*Journal::recover(path) == model);
    }

    void rubbishIsNeverOffered()
    {
        const QString folder = freshFolder();
        QString path;
        {
            const auto journal = std::move(*Journal::create(folder, {}, ThreatModel()));
            path = journal->path();
            QVERIFY(journal->append(testing::edit({}, 1)).isOk());
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray good = file.readAll();
        QRandomGenerator random{3};
        int recovered = 0;
        for (int i = 0; i < 600; ++i) {
            QByteArray bad = good;
            // Half of the damage in the last bytes, where the edit is: the base is most of the file.
            const int reach = i % 2 ? int(bad.size()) : qMin(int(bad.size()), 200);
            bad[bad.size() - 1 - random.bounded(reach)] ^= char(1 + random.bounded(255));
            file.seek(0);
            file.write(bad);
            file.flush();
            for (const RecoverableJournal &found : Journal::recoverable(folder))
                QVERIFY(found.edits > 0);
            if (const Result<ThreatModel> model = Journal::recover(path))
                recovered += *model == ThreatModel() || testing::editsOf(*model) == 1;
        }
        QVERIFY(recovered > 0); // damage to the edit leaves the base
        for (const QByteArray &bytes : {QByteArray(), QByteArray("rubbish"), QByteArray(100000, '\xff')}) {
            file.resize(0);
            file.seek(0);
            file.write(bytes);
            file.flush();
            QVERIFY(Journal::recoverable(folder).isEmpty());
            QVERIFY(!Journal::recover(path).isOk());
        }
        QVERIFY(!Journal::resume(path).isOk());
        QVERIFY(!Journal::resume(folder + u"/none.journal"_s).isOk());
        // The next session sweeps up what has no edits.
        const auto journal = std::move(*Journal::create(folder, {}, ThreatModel()));
        QCOMPARE(filesIn(folder).size(), 1);
    }

    void newestFirst()
    {
        const QString folder = freshFolder();
        for (const QString &project : {u"/a"_s, u"/b"_s, u"/c"_s}) {
            const auto journal = std::move(*Journal::create(folder, project, ThreatModel()));
            QVERIFY(journal->append(testing::edit({}, 1)).isOk());
            QTest::qSleep(3);
        }
        QStringList order;
        for (const RecoverableJournal &found : Journal::recoverable(folder))
            order.append(found.projectPath);
        QCOMPARE(order, QStringList({u"/c"_s, u"/b"_s, u"/a"_s}));
    }

    // A full disk costs the edits that did not fit, says so, and never a word of what was there before.
    void fullDisk()
    {
        const QString folder = freshFolder();
        ThreatModel model;
        const auto journal = std::move(*Journal::create(folder, {}, model));
        const ThreatModel base = model;
        rlimit old;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = old;
        tight.rlim_cur = rlim_t(QFileInfo(journal->path()).size() + 2500);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        ThreatModel kept;
        int failed = 0;
        for (int n = 1; n <= 40; ++n) {
            const Delta delta = testing::edit(model, n);
            apply(model, delta);
            if (failed == 0 && journal->append(delta))
                kept = model;
            else
                ++failed;
        }
        setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, handler);
        QVERIFY(failed > 5 && failed < 40);
        QVERIFY(*Journal::recover(journal->path()) == kept);
        // When there is room again, all edits go in as one.
        QVERIFY(journal->compact(diff(base, model)).isOk());
        QVERIFY(*Journal::recover(journal->path()) == model);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
