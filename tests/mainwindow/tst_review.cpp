// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "common/theme.h"
#include "support/reviewroom.h"
#include "threatmodel/validate.h"

#include <QAction>
#include <QListWidget>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

// What the pages of a PDF say, in the order in which one reads; words are one space apart.
QString textOf(const QString &pdf)
{
    QProcess tool;
    tool.start(u"pdftotext"_s, {u"-raw"_s, pdf, u"-"_s});
    if (!tool.waitForFinished(60000) || tool.exitCode() != 0)
        return {};
    return QString::fromUtf8(tool.readAllStandardOutput()).simplified();
}

} // namespace

// A workshop driven by the keyboard alone, in the real window.
class TestReview : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    // Another specification can be tried: DRAWBRIDGE_REVIEW_SPEC names it.
    QString specPath()
    {
        if (const QString other = qEnvironmentVariable("DRAWBRIDGE_REVIEW_SPEC"); !other.isEmpty())
            return other;
        return writtenFile(m_dir.filePath(u"clinic.yaml"_s), clinicSpec);
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void aWorkshopByKeyboard()
    {
        Room room(m_dir.filePath(u"journals"_s), *m_theme);
        QVERIFY(room.import(specPath()));
        room.start(u"Clinic design review"_s, {u"Ann"_s, u"Bo"_s});
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        const auto model = [&]() -> const ThreatModel & { return room.model(); };
        QWidget &window = room.window;
        ReviewCard *card = room.card();
        QTRY_VERIFY(card->hasFocus());
        const bool own = qEnvironmentVariableIsEmpty("DRAWBRIDGE_REVIEW_SPEC");
        QVERIFY(!own || room.review()->agenda.size() >= 15);
        const int answers = std::min(5, room.questions());
        QCOMPARE(room.review()->title, u"Clinic design review"_s);
        QCOMPARE(model().versions.size(), 1);
        QCOMPARE(model().people.size(), 2);

        // Votes stay hidden until they are shown.
        const qsizetype voters = room.review()->participants.size();
        QTest::keyClick(card, Qt::Key_V);
        QWidget *votes = card->findChild<QWidget *>(u"votingBox"_s);
        for (qsizetype i = 0; i < voters; ++i) {
            QTest::keyClick(votes, Qt::Key_4);
            QTest::keyClick(votes, i == 0 ? Qt::Key_2 : Qt::Key_5);
        }
        QCOMPARE(room.review()->votes.size(), voters);
        QVERIFY(!card->findChild<QLabel *>(u"voteSpread"_s)->isVisible());
        QTest::keyClick(card, Qt::Key_R);
        QTRY_VERIFY(card->findChild<QLabel *>(u"voteSpread"_s)->isVisible());
        QVERIFY(card->findChild<QLabel *>(u"voteSpread"_s)->text().contains(u"2 to 5"_s));

        // A comment with a name that is completed, an action, a threat.
        QTest::keyClick(card, Qt::Key_C);
        QTest::keyClicks(room.sentence(), u"Is that list really public? @b"_s);
        QTest::keyClick(room.sentence(), Qt::Key_Return); // takes the name
        QTest::keyClicks(room.sentence(), u"please look"_s);
        QTest::keyClick(room.sentence(), Qt::Key_Return);
        QVERIFY(room.isReady());
        QCOMPARE(model().comments.size(), 1);
        QCOMPARE(model().comments.begin()->text, u"Is that list really public? @Bo please look"_s);
        QCOMPARE(model().comments.begin()->mentions, QStringList{u"Bo"_s});
        room.say(Qt::Key_W, u"Close the list"_s);
        QCOMPARE(model().actions.size(), 1);
        QVERIFY(!model().actions.begin()->findings.isEmpty());
        const qsizetype before = room.review()->agenda.size();
        room.say(Qt::Key_X, u"A doctor's token is left on a shared computer"_s);
        QCOMPARE(model().threats.size(), 1);
        QCOMPARE(room.review()->agenda.size(), before + 1);

        // Walked: data hop by hop, an attack step by step, what changed; something is said on the way.
        const QString item = room.heading();
        for (const Qt::Key mode : {Qt::Key_3, Qt::Key_4, Qt::Key_5}) {
            QTest::keyClick(card, mode);
            QVERIFY(window.findChild<QWidget *>(u"walkList"_s)->isVisible());
            auto *steps = window.findChild<QListWidget *>(u"walkSteps"_s);
            // Another specification may have no attack path; then the card says so.
            QTRY_VERIFY(steps->count() > 0 || (!own && mode == Qt::Key_4 && room.heading() == u"No attack path"_s));
            QCOMPARE(steps->currentRow(), steps->count() > 0 ? 0 : -1);
            const bool more = steps->count() > 1;
            QTest::keyClick(card, Qt::Key_Space);
            if (more) {
                QCOMPARE(steps->currentRow(), 1);
                QTest::keyClick(card, Qt::Key_Backspace);
                QCOMPARE(steps->currentRow(), 0);
            }
            QTest::keyClick(card, Qt::Key_M); // nothing is decided on the way
            QVERIFY(card->hasFocus());
        }
        QTest::keyClick(card, Qt::Key_3);
        room.say(Qt::Key_X, u"Somebody listens on this hop"_s);
        QCOMPARE(model().threats.size(), 2);
        QVERIFY(std::any_of(model().threats.begin(), model().threats.end(), [](const Threat &threat) { return threat.subject.kind == SubjectKind::Flow; }));
        QTest::keyClick(card, Qt::Key_1);
        QVERIFY(!window.findChild<QWidget *>(u"walkList"_s)->isVisible());
        QCOMPARE(room.heading(), item);

        room.decideUntil(10, answers);
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        QVERIFY2(room.decided >= 10, qPrintable(QString::number(room.decided)));
        QCOMPARE(room.answered, answers);
        QCOMPARE(validate(model()), QStringList());

        // Left and taken up again: at the same place.
        QTest::keyClick(card, Qt::Key_U);
        QVERIFY(!card->isVisible());
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(card->isVisible());
        QVERIFY(room.isReady());
        QVERIFY(card->hasFocus());

        // The end: a version, and the minutes.
        room.end();
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        QCOMPARE(model().versions.size(), 2);
        const Minutes minutes = minutesOf(model(), *model().reviews.begin());
        QVERIFY(minutes.decided >= room.decided);
        QCOMPARE(minutes.answered, answers);
        QCOMPARE(minutes.comments, 1);
        QCOMPARE(minutes.threats, int(model().threats.size()));
        QCOMPARE(minutes.actions.size(), 1);

        // For those who were not there: what was said stands in the report.
        const QString pdf = m_dir.filePath(u"review.pdf"_s);
        room.writeReport(pdf);
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        const QString text = textOf(pdf);
        for (const QString &words : {u"Clinic design review"_s, u"Ann"_s, u"Bo"_s, u"We check it at the gateway"_s, u"Shown by test"_s, u"Is that list really public? @Bo please look"_s,
                                     u"Close the list"_s, u"A doctor's token is left on a shared computer"_s, u"Somebody listens on this hop"_s})
            QVERIFY2(text.contains(words), qPrintable(words));
        QVERIFY(text.count(u"We check it at the gateway"_s) >= room.decided);

        // Everything can be undone.
        QUndoStack *stack = &room.stack();
        const ThreatModel after = model();
        stack->setIndex(1);
        QVERIFY(model().reviews.isEmpty() && model().decisions.isEmpty() && model().threats.isEmpty());
        stack->setIndex(stack->count());
        QVERIFY(model() == after);
    }

    // The power fails in the middle: another process runs the review and is killed between two words. What the room had
    // seen is there, and the review goes on to its end.
    void killedInTheMiddle()
    {
        const QString journals = m_dir.filePath(u"killed"_s);
        QProcess victim;
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QCoreApplication::applicationFilePath(), {u"--victim"_s, journals, specPath()});
        QVERIFY(victim.waitForStarted());
        QByteArray last;
        QVERIFY2(QTest::qWaitFor(
                     [&] {
                         while (victim.canReadLine())
                             last = victim.readLine().trimmed();
                         return last.split(' ').value(0).toInt() >= 4 || victim.state() == QProcess::NotRunning;
                     },
                     120000),
                 "the other process did not get that far");
        victim.kill(); // SIGKILL
        QVERIFY(victim.waitForFinished());
        QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
        while (victim.canReadLine())
            last = victim.readLine().trimmed();
        const QList<QByteArray> counts = last.split(' ');
        QCOMPARE(counts.size(), 3);

        Room room(journals, *m_theme);
        const QList<RecoverableJournal> found = room.session.recoverable();
        QCOMPARE(found.size(), 1);
        room.window.refreshStartPage();
        emit room.window.findChild<StartPage *>()->recoverRequested(found.first().journalPath);
        const auto model = [&]() -> const ThreatModel & { return room.model(); };
        QVERIFY(room.isReady());
        QCOMPARE(validate(model()), QStringList());
        QVERIFY(model().decisions.size() >= counts[0].toInt() && model().controls.size() >= counts[1].toInt() && model().log.size() >= counts[2].toInt());
        QVERIFY(model().comments.size() == 1 && model().threats.size() >= 1 && model().actions.size() == 1);
        QVERIFY(room.review() && room.review()->title == u"Before the power failed"_s);
        QVERIFY(!room.review()->votes.isEmpty());

        QTest::keyClick(&room.window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(room.card()->isVisible());
        const qsizetype before = model().decisions.size();
        room.decideUntil(2, 0);
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        QVERIFY(model().decisions.size() >= before + 2);
        room.end();
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        const Minutes minutes = minutesOf(model(), *model().reviews.begin());
        QVERIFY(minutes.decided >= 6);
        const QString pdf = m_dir.filePath(u"killed.pdf"_s);
        room.writeReport(pdf);
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        const QString text = textOf(pdf);
        QVERIFY(text.contains(u"Before the power failed"_s) && text.contains(u"A token is left on a shared computer"_s));
        QVERIFY(text.count(u"We check it at the gateway"_s) >= model().decisions.size());
    }
};

namespace {

// What the process that is killed does: a review that never ends by itself.
int reviewUntilKilled(const QString &journals, const QString &path)
{
    Theme theme(*qApp);
    Room room(journals, theme);
    if (!room.import(path))
        qWarning() << "not imported";
    room.start(u"Before the power failed"_s, {u"Ann"_s, u"Bo"_s});
    QTest::keyClick(room.card(), Qt::Key_V);
    QWidget *votes = room.card()->findChild<QWidget *>(u"votingBox"_s);
    QTest::keyClick(votes, Qt::Key_4);
    QTest::keyClick(votes, Qt::Key_2);
    QTest::keyClick(votes, Qt::Key_Escape);
    room.say(Qt::Key_C, u"Is that list really public?"_s);
    room.say(Qt::Key_W, u"Close the list"_s);
    room.say(Qt::Key_X, u"A token is left on a shared computer"_s);
    room.setTells();
    room.decideUntil(1000, std::min(3, room.questions()));
    for (const QString &line : std::as_const(room.trouble))
        qWarning().noquote() << line;
    QTest::qWait(60000);
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(u"drawbridge-test-review"_s);
    QApplication::setOrganizationName(u"drawbridge-test"_s);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == u"--victim"_s)
        return reviewUntilKilled(arguments.value(2), arguments.value(3));
    TestReview test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_review.moc"
