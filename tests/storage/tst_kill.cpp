// SPDX-License-Identifier: Apache-2.0
#include "replay.h"
#include "storage/journal.h"
#include "storage/projectfile.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;

// Kills a program that edits and saves, at random moments and at each named step: project and journal must always give
// the last state that the program had confirmed, and the project file must always be whole.
class TestKill : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    QRandomGenerator m_random{20261122};
    QList<ThreatModel> m_states{ThreatModel()}; // after N edits
    int m_confirmed = 0, m_saved = 0;
    int m_kills = 0, m_recovered = 0;

    const ThreatModel &stateAfter(int n)
    {
        while (m_states.size() <= n) {
            ThreatModel next = m_states.constLast();
            apply(next, testing::edit(next, int(m_states.size())));
            m_states.append(next);
        }
        return m_states[n];
    }

    // Runs the victim until it is dead.
    void kill(const QString &journals, const QString &project, const QString &step, int count)
    {
        QProcess victim;
        victim.start(QStringLiteral(KILL_VICTIM), {journals, project, step, QString::number(count)});
        QVERIFY(victim.waitForStarted());
        if (step.isEmpty()) {
            QVERIFY(victim.waitForReadyRead(10000));
            QTest::qSleep(m_random.bounded(60));
            victim.kill();
        }
        QVERIFY(victim.waitForFinished(20000));
        QVERIFY2(victim.exitStatus() == QProcess::CrashExit, victim.readAllStandardError().constData());
        const QList<QByteArray> lines = victim.readAllStandardOutput().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("e "))
                m_confirmed = line.mid(2).toInt();
            else if (line.startsWith("s "))
                m_saved = line.mid(2).toInt();
        }
        ++m_kills;
    }

    void check(const QString &journals, const QString &project)
    {
        const QList<RecoverableJournal> left = Journal::recoverable(journals);
        QVERIFY2(left.size() <= 1, "an edit is in two journals");
        ThreatModel model;
        if (QFile::exists(project)) {
            const Result<LoadedProject> loaded = loadProject(project);
            QVERIFY2(loaded.isOk(), loaded.isOk() ? "" : qPrintable(loaded.error().message));
            QCOMPARE(loaded->repairs, QStringList());
            QVERIFY(!loaded->readOnly); // the dead program's lock died with it
            model = loaded->model;
            const int n = testing::editsOf(model);
            QVERIFY2(n >= m_saved && n <= m_confirmed, qPrintable(QStringLiteral("file %1, saved %2, confirmed %3").arg(n).arg(m_saved).arg(m_confirmed)));
            QCOMPARE(model, stateAfter(n));
        } else {
            QCOMPARE(m_saved, 0);
        }
        if (!left.isEmpty()) {
            const Result<ThreatModel> recovered = Journal::recover(left.constFirst().journalPath);
            QVERIFY2(recovered.isOk(), recovered.isOk() ? "" : qPrintable(recovered.error().message));
            QCOMPARE(left.constFirst().projectPath, project);
            model = *recovered;
            ++m_recovered;
        }
        // The edit under way may have got through before it could be confirmed.
        const int n = testing::editsOf(model);
        QVERIFY2(n == m_confirmed || n == m_confirmed + 1, qPrintable(QStringLiteral("found %1, confirmed %2").arg(n).arg(m_confirmed)));
        QCOMPARE(model, stateAfter(n));
        m_confirmed = n;
    }

private slots:
    void nothingIsLost()
    {
        const QString journals = m_dir.filePath(QStringLiteral("journals")), project = m_dir.filePath(QStringLiteral("p.drawbridge"));
        const QStringList steps{{},
                                QStringLiteral("save:writing"),
                                {},
                                QStringLiteral("save:written"),
                                QStringLiteral("save:synced"),
                                {},
                                QStringLiteral("save:renamed"),
                                QStringLiteral("save:done"),
                                {},
                                QStringLiteral("rebase:written"),
                                QStringLiteral("rebase:renamed"),
                                QStringLiteral("journal:appended")};
        for (int round = 0; round < 120; ++round) {
            kill(journals, project, steps[round % steps.size()], 1 + m_random.bounded(4));
            if (QTest::currentTestFailed())
                return;
            check(journals, project);
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(m_kills, 120);
        QVERIFY(m_recovered > 20);
        QVERIFY(m_saved > 100);
        // Unfinished files do not pile up: the next save removes what a killed one left.
        const QStringList rest = QDir(m_dir.path()).entryList(QDir::Files | QDir::Hidden);
        QVERIFY2(rest.size() <= 2, qPrintable(rest.join(QLatin1Char(' '))));
    }

    // Also where the file is cut in the middle of an edit, as a full disk or a power cut may leave it.
    void tornTail()
    {
        const QString folder = m_dir.filePath(QStringLiteral("torn"));
        QByteArray whole;
        QString path;
        QList<qint64> ends;
        {
            Result<std::unique_ptr<Journal>> journal = Journal::create(folder, {}, ThreatModel());
            QVERIFY(journal.isOk());
            path = (*journal)->path();
            ends.append(QFileInfo(path).size());
            for (int n = 1; n <= 5; ++n) {
                QVERIFY((*journal)->append(testing::edit(stateAfter(n - 1), n)).isOk());
                ends.append(QFileInfo(path).size());
            }
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            whole = file.readAll();
        }
        for (qint64 length = ends.constFirst(); length <= whole.size(); length += 1 + m_random.bounded(9)) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(whole.first(length));
            file.close();
            const int expected = int(std::upper_bound(ends.begin(), ends.end(), length) - ends.begin()) - 1;
            const Result<ThreatModel> recovered = Journal::recover(path);
            QVERIFY(recovered.isOk());
            QCOMPARE(*recovered, stateAfter(expected));
            if (expected > 0)
                QCOMPARE(Journal::recoverable(folder).value(0).edits, expected);
            else
                QVERIFY(Journal::recoverable(folder).isEmpty());
        }
        // Going on after a torn end writes over it.
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(whole.first(ends[3] + 10));
        file.close();
        {
            Result<Journal::Resumed> resumed = Journal::resume(path);
            QVERIFY(resumed.isOk());
            QCOMPARE(resumed->model, stateAfter(3));
            QVERIFY(resumed->journal->append(testing::edit(stateAfter(3), 4)).isOk());
        }
        QCOMPARE(*Journal::recover(path), stateAfter(4));
    }
};

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
