// SPDX-License-Identifier: Apache-2.0
#include "session/projectsession.h"
#include "storage/projectfile.h"
#include "storage/steps.h"
#include "support/randommodel.h"

#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <sys/resource.h>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

ThreatModel modelOf(quint32 seed)
{
    QRandomGenerator random{seed};
    return testing::randomModel(random, 12);
}

Delta addElement(const QString &name)
{
    Element element;
    element.id = ElementId::create();
    element.name = name;
    Delta delta;
    addTo(delta, element);
    return delta;
}

std::atomic<bool> holdSave{false};

// Keeps a save between writing and renaming until the test lets it go.
void waitAtSynced(const char *step)
{
    while (qstrcmp(step, "save:synced") == 0 && holdSave.load())
        QTest::qSleep(1);
}

} // namespace

class TestProjectSession : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString journals() const { return m_dir->filePath(u"journals"_s); }
    QString file(const QString &name) const { return m_dir->filePath(name); }

    QString saved(const QString &name, const ThreatModel &model)
    {
        if (!saveProject(file(name), model))
            qFatal("cannot save");
        return file(name);
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"drawbridge-test"_s);
        QStandardPaths::setTestModeEnabled(true);
    }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QSettings().clear();
    }

    void newSaveOpen()
    {
        ProjectSession session(journals());
        QSignalSpy dirty(&session, &ProjectSession::dirtyChanged), savedSpy(&session, &ProjectSession::saved);
        QSignalSpy project(&session, &ProjectSession::projectChanged), failed(&session, &ProjectSession::saveFailed);
        QVERIFY(!session.isDirty() && session.path().isEmpty() && !session.title().isEmpty());
        session.save();
        QCOMPARE(failed.size(), 1); // there is no file yet
        session.document()->push(u"Import"_s, diff({}, modelOf(1)));
        QVERIFY(session.isDirty());
        session.saveAs(file(u"a.drawbridge"_s));
        QVERIFY(session.isSaving());
        QVERIFY(savedSpy.wait());
        QVERIFY(!session.isDirty() && !session.isSaving());
        QCOMPARE(session.title(), u"a"_s);
        QCOMPARE(project.size(), 1);
        QCOMPARE(session.recentFiles(), QStringList{file(u"a.drawbridge"_s)});
        QVERIFY(loadProject(file(u"a.drawbridge"_s))->model == modelOf(1));
        session.document()->undoStack()->undo();
        QVERIFY(session.isDirty());
        session.document()->undoStack()->redo();
        QVERIFY(!session.isDirty());

        ProjectSession second(journals());
        QVERIFY(second.open(file(u"a.drawbridge"_s)).isOk());
        QVERIFY(second.isReadOnly() && !second.readOnlyBecause().isEmpty());
        QVERIFY(second.document()->model() == modelOf(1));
        QSignalSpy secondFailed(&second, &ProjectSession::saveFailed);
        second.document()->push(u"Add"_s, addElement(u"x"_s));
        second.save();
        QCOMPARE(secondFailed.size(), 1);
        second.saveAs(file(u"b.drawbridge"_s));
        QVERIFY(second.finishSaving().isOk());
        QVERIFY(!second.isReadOnly() && !second.isDirty());
        QCOMPARE(second.path(), file(u"b.drawbridge"_s));

        session.close();
        QVERIFY(session.path().isEmpty());
        QVERIFY(session.document()->model() == ThreatModel());
        QVERIFY(second.open(file(u"a.drawbridge"_s)).isOk());
        QVERIFY(!second.isReadOnly());
        QVERIFY(second.open(file(u"a.drawbridge"_s)).isOk()); // again, over its own lock
        QVERIFY(!second.isReadOnly());
    }

    void failedOpenChangesNothing()
    {
        ProjectSession session(journals());
        QVERIFY(session.open(saved(u"a"_s, modelOf(2))).isOk());
        session.document()->push(u"Add"_s, addElement(u"x"_s));
        const ThreatModel before = session.document()->model();
        QFile rubbish(file(u"rubbish"_s));
        QVERIFY(rubbish.open(QIODevice::WriteOnly));
        rubbish.write("rubbish");
        rubbish.close();
        QVERIFY(!session.open(file(u"rubbish"_s)).isOk());
        QVERIFY(!session.open(file(u"none"_s)).isOk());
        QVERIFY(!session.recover(file(u"none"_s)).isOk());
        QVERIFY(session.document()->model() == before);
        QCOMPARE(session.path(), file(u"a"_s));
        QVERIFY(session.isDirty());
        QVERIFY(loadProject(file(u"a"_s))->readOnly); // still locked here
        session.save();
        QVERIFY(session.finishSaving().isOk());
        QVERIFY(loadProject(file(u"a"_s))->model == before);
    }

    void editsDuringASaveStayUnsavedAndSafe()
    {
        ThreatModel after;
        {
            ProjectSession session(journals());
            QVERIFY(session.open(saved(u"a"_s, modelOf(3))).isOk());
            session.document()->push(u"Add"_s, addElement(u"before"_s));
            const ThreatModel snapshot = session.document()->model();
            setStepListener(waitAtSynced);
            holdSave = true;
            session.save();
            session.document()->push(u"Add"_s, addElement(u"during"_s));
            session.save(); // one at a time
            holdSave = false;
            QVERIFY(session.finishSaving().isOk());
            setStepListener(nullptr);
            QVERIFY(loadProject(file(u"a"_s))->model == snapshot);
            QVERIFY(session.isDirty());
            session.document()->push(u"Add"_s, addElement(u"after"_s));
            after = session.document()->model();
            session.document()->undoStack()->undo();
            session.document()->undoStack()->undo();
            QVERIFY(!session.isDirty()); // what was saved
            session.document()->undoStack()->redo();
            session.document()->undoStack()->redo();
        } // left without close(): as after a crash
        ProjectSession next(journals());
        const QList<RecoverableJournal> left = next.recoverable();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left[0].projectPath, file(u"a"_s));
        QVERIFY(next.recover(left[0].journalPath).isOk());
        QVERIFY(next.document()->model() == after);
        QCOMPARE(next.path(), file(u"a"_s));
        QVERIFY(next.isDirty() && !next.isReadOnly() && !next.notes().isEmpty());
        QVERIFY(next.recoverable().isEmpty());
        next.document()->push(u"Add"_s, addElement(u"later"_s));
        next.save();
        QVERIFY(next.finishSaving().isOk());
        QVERIFY(!next.isDirty());
        QVERIFY(loadProject(file(u"a"_s))->model == next.document()->model());
        next.close();
        QVERIFY(ProjectSession(journals()).recoverable().isEmpty());
    }

    void failedSaveKeepsEverything()
    {
        ProjectSession session(journals());
        QVERIFY(session.open(saved(u"a"_s, modelOf(4))).isOk());
        session.document()->push(u"Add"_s, addElement(u"x"_s));
        QSignalSpy failed(&session, &ProjectSession::saveFailed);
        session.saveAs(file(u"no/such/folder/b"_s));
        QVERIFY(failed.wait());
        QVERIFY(session.isDirty());
        QCOMPARE(session.path(), file(u"a"_s));
        QVERIFY(loadProject(file(u"a"_s))->readOnly); // the lock is kept
        session.document()->undoStack()->undo();
        session.save();
        QVERIFY(session.finishSaving().isOk());
        QVERIFY(!session.isDirty());
        QVERIFY(loadProject(file(u"a"_s))->model == modelOf(4));
    }

    void neverSavedIsRecovered()
    {
        {
            ProjectSession session(journals());
            session.document()->push(u"Import"_s, diff({}, modelOf(5)));
        }
        {
            // Looked at, not saved, and the program stops again.
            ProjectSession session(journals());
            QVERIFY(session.recover(session.recoverable().value(0).journalPath).isOk());
            QVERIFY(session.path().isEmpty() && session.isDirty());
        }
        ProjectSession session(journals());
        QCOMPARE(session.recoverable().size(), 1);
        QVERIFY(session.recover(session.recoverable().value(0).journalPath).isOk());
        QVERIFY(session.document()->model() == modelOf(5));
        session.close();
        QVERIFY(ProjectSession(journals()).recoverable().isEmpty());
    }

    void discardedIsGone()
    {
        {
            ProjectSession session(journals());
            session.document()->push(u"Import"_s, diff({}, modelOf(5)));
        }
        ProjectSession session(journals());
        session.discardRecoverable(session.recoverable().value(0).journalPath);
        QVERIFY(session.recoverable().isEmpty());
    }

    // The file moved on after the crash: recovered work must not silently replace it.
    void recoveryBesideANewerFile()
    {
        const QString path = saved(u"a"_s, modelOf(6));
        {
            ProjectSession session(journals());
            QVERIFY(session.open(path).isOk());
            session.document()->push(u"Add"_s, addElement(u"mine"_s));
        }
        saved(u"a"_s, modelOf(7));
        ProjectSession session(journals());
        QVERIFY(session.recover(session.recoverable().value(0).journalPath).isOk());
        QVERIFY(session.path().isEmpty() && session.isDirty());
        QVERIFY(session.notes().join(u' ').contains(u"another name"));
        QVERIFY(loadProject(path)->model == modelOf(7));
        QVERIFY(!loadProject(path)->readOnly);
    }

    void fullDiskUnderTheJournal()
    {
        ProjectSession session(journals());
        QSignalSpy failed(&session, &ProjectSession::journalFailed);
        rlimit old;
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = old;
        tight.rlim_cur = 1000;
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
        session.document()->push(u"Import"_s, diff({}, modelOf(8)));
        session.document()->push(u"Add"_s, addElement(u"a"_s));
        setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, handler);
        QCOMPARE(failed.size(), 1); // said once
        session.document()->push(u"Add"_s, addElement(u"b"_s));
        // With room again, the next edit took the missed ones along.
        const QStringList files = QDir(journals()).entryList({u"*.journal"_s});
        QCOMPARE(files.size(), 1);
        QVERIFY(*Journal::recover(journals() + u'/' + files[0]) == session.document()->model());
    }

    void recentFiles()
    {
        ProjectSession session(journals());
        for (int i = 0; i < 13; ++i)
            session.addRecentFile(saved(QString::number(i), {}));
        QCOMPARE(session.recentFiles().size(), 10);
        QCOMPARE(session.recentFiles().constFirst(), file(u"12"_s));
        session.addRecentFile(file(u"7"_s));
        QCOMPARE(session.recentFiles().size(), 10);
        QCOMPARE(session.recentFiles().constFirst(), file(u"7"_s));
        QVERIFY(QFile::remove(file(u"12"_s)));
        QCOMPARE(session.recentFiles().size(), 9);
        session.removeRecentFile(file(u"7"_s));
        QCOMPARE(ProjectSession(journals()).recentFiles().constFirst(), file(u"11"_s));
        session.clearRecentFiles();
        QVERIFY(session.recentFiles().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProjectSession)
#include "tst_projectsession.moc"
