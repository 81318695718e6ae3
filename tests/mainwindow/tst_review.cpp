// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "canvas/diagramview.h"
#include "common/theme.h"
#include "dialogs/importreview.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/mainwindow.h"
#include "panels/startpage.h"
#include "review/minuteswindow.h"
#include "review/reviewcard.h"
#include "review/reviewsetup.h"
#include "threatmodel/validate.h"
#include "workshop/minutes.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// Holes of several kinds, and enough unsaid for questions.
constexpr auto spec = R"(openapi: 3.0.3
info: {title: Clinic, version: "1"}
servers: [{url: http://clinic.example.org}]
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  schemas:
    Patient:
      type: object
      properties:
        id: {type: integer}
        email: {type: string, format: email}
        diagnosis: {type: string}
        password: {type: string}
        role: {type: string, enum: [patient, doctor, admin]}
security: [{bearer: []}]
paths:
  /login:
    post:
      security: []
      requestBody: {content: {application/json: {schema: {type: object, properties: {email: {type: string}, password: {type: string}}}}}}
      responses: {"200": {description: ok}}
  /patients:
    get:
      security: []
      responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Patient"}}}}}}
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Patient"}}}}
      responses: {"201": {description: made}}
  /patients/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Patient"}}}}}
  /patients/{id}/password:
    put:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Patient"}}}}
      responses: {"204": {description: done}}
  /admin/patients/{id}:
    delete:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"204": {description: gone}}
  /debug/state:
    get:
      security: []
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Patient"}}}}}
  /invoices:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {patient_id: {type: integer}, price: {type: number}, quantity: {type: integer}, card_number: {type: string}, cvv: {type: string}}}}}}
      responses: {"201": {description: made}}
    get:
      parameters: [{name: limit, in: query, schema: {type: integer}}, {name: api_key, in: query, schema: {type: string}}]
      responses: {"200": {description: ok}}
  /files:
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {scan: {type: string, format: binary}}}}}}
      responses: {"201": {description: made}}
  /reset-code:
    post:
      security: []
      requestBody: {content: {application/json: {schema: {type: object, properties: {email: {type: string}, otp: {type: string, minLength: 4, maxLength: 4}}}}}}
      responses: {"200": {description: ok}}
  /reports:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {callback_url: {type: string, format: uri}}}}}}
      responses: {"202": {description: accepted}}
)"_L1;

// A room that reviews by the keyboard alone, in the real window. What goes wrong is said in `trouble`.
class Room
{
public:
    Room(const QString &journals, Theme &theme) : m_session(journals), m_window(m_session, theme)
    {
        m_window.resize(1400, 900);
        m_window.show();
        isReady();
    }

    ProjectSession &session() { return m_session; }
    MainWindow &window() { return m_window; }
    const ThreatModel &model() { return m_session.document()->model(); }
    const Review *review() { return runningReview(model()); }
    ReviewCard *card() { return m_window.findChild<ReviewCard *>(u"reviewCard"_s); }
    QLineEdit *sentence() { return card()->findChild<QLineEdit *>(u"reviewSentence"_s); }
    QString heading() { return card()->findChild<QLabel *>(u"reviewTitle"_s)->text(); }
    QStringList trouble;
    int decided = 0, answered = 0;

    bool isReady()
    {
        m_window.activateWindow();
        return QTest::qWaitForWindowExposed(&m_window) && QTest::qWaitForWindowActive(&m_window)
               && QTest::qWaitFor([&] { return m_window.analysis().isIdle(); }, 30000);
    }

    void import(const QString &path)
    {
        QSignalSpy reviewing(&m_window.imports(), &ImportController::reviewing), imported(&m_window.imports(), &ImportController::imported);
        m_window.openInputs({path});
        if (!QTest::qWaitFor([&] { return reviewing.count() == 1; }, 30000))
            return void(trouble << u"the import was not shown"_s);
        QTest::keyClick(m_window.findChild<ImportReview *>(u"importReview"_s)->findChild<QPushButton *>(u"importAccept"_s), Qt::Key_Space);
        if (!QTest::qWaitFor([&] { return imported.count() == 1; }, 60000) || !isReady())
            trouble << u"the import did not end"_s;
    }

    void start(const QString &title, const QStringList &names)
    {
        QTest::keyClick(&m_window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        (void)QTest::qWaitFor([&] { return m_window.findChild<ReviewSetup *>(u"reviewSetup"_s) != nullptr; });
        auto *setup = m_window.findChild<ReviewSetup *>(u"reviewSetup"_s);
        if (!setup || !QTest::qWaitForWindowExposed(setup))
            return void(trouble << u"no preparation"_s);
        auto *line = setup->findChild<QLineEdit *>(u"setupTitle"_s);
        line->selectAll();
        QTest::keyClicks(line, title);
        auto *people = setup->findChild<QTableWidget *>(u"setupPeople"_s);
        people->setFocus();
        people->setCurrentCell(people->rowCount() - 1, 0);
        for (const QString &name : names) { // Enter leads to the next line
            people->editItem(people->currentItem());
            auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            if (!editor)
                return void(trouble << u"no name can be written"_s);
            QTest::keyClicks(editor, name);
            QTest::keyClick(editor, Qt::Key_Return);
            (void)QTest::qWaitFor([&] { return people->currentRow() == people->rowCount() - 1 && QApplication::focusWidget() == people; }, 2000);
        }
        QTest::keyClick(setup, Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return review() && card()->isVisible(); }) || !isReady())
            trouble << u"the review did not start"_s;
    }

    void say(Qt::Key key, const QString &text)
    {
        QTest::keyClick(card(), key);
        QTest::keyClicks(sentence(), text);
        QTest::keyClick(sentence(), Qt::Key_Return);
        if (!isReady() || !card()->hasFocus()) // names that were offered had a window of their own
            trouble << u"after “%1” the keys do not lead to the card"_s.arg(text);
    }

    // Whatever comes next, the keys fit it or are ignored.
    void decideUntil(int decisions, int answers)
    {
        for (int step = 0; step < 120 && (decided < decisions || answered < answers); ++step) {
            if (!isReady())
                return void(trouble << u"never ready"_s);
            const QString shown = heading();
            const qsizetype decisionsBefore = model().decisions.size(), controls = model().controls.size();
            if (answered < answers) {
                QTest::keyClick(card(), Qt::Key_Y);
                if (sentence()->hasFocus()) {
                    QTest::keyClicks(sentence(), u"Shown by test %1"_s.arg(step));
                    QTest::keyClick(sentence(), Qt::Key_Return);
                    answered += model().controls.size() > controls;
                    tell();
                    continue;
                }
            }
            if (decided < decisions) {
                QTest::keyClick(card(), Qt::Key_M);
                if (sentence()->hasFocus()) {
                    QTest::keyClick(sentence(), Qt::Key_Return); // a decision needs a reason
                    if (!sentence()->hasFocus())
                        trouble << u"a decision without a reason"_s;
                    QTest::keyClicks(sentence(), u"We check it at the gateway"_s);
                    QTest::keyClick(sentence(), Qt::Key_Return);
                    decided += model().decisions.size() > decisionsBefore;
                    tell();
                    continue;
                }
            }
            if (answered < answers) {
                QTest::keyClick(card(), Qt::Key_2); // to the questions
                if (heading() != shown)
                    continue;
            }
            QTest::keyClick(card(), Qt::Key_Space);
            if (heading() == shown)
                return void(trouble << u"nothing could be done about “%1”, and the next item did not come"_s.arg(shown));
        }
    }

    // One line for the process that is going to kill this one.
    void tell()
    {
        if (!m_tells)
            return;
        std::printf("%d %d %d\n", int(model().decisions.size()), int(model().controls.size()), int(model().log.size()));
        std::fflush(stdout);
    }
    void setTells() { m_tells = true; }

private:
    ProjectSession m_session;
    MainWindow m_window;
    bool m_tells = false;
};

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
        QFile file(m_dir.filePath(u"clinic.yaml"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(spec.data(), spec.size());
        return file.fileName();
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
        room.import(specPath());
        room.start(u"Clinic design review"_s, {u"Ann"_s, u"Bo"_s});
        QCOMPARE(room.trouble, QStringList());
        const auto model = [&]() -> const ThreatModel & { return room.model(); };
        QWidget &window = room.window();
        ReviewCard *card = room.card();
        QTRY_VERIFY(card->hasFocus());
        QVERIFY(room.review()->agenda.size() >= 15);
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
            QTRY_VERIFY(steps->count() > 0);
            QCOMPARE(steps->currentRow(), 0);
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

        room.decideUntil(10, 5);
        QCOMPARE(room.trouble, QStringList());
        QVERIFY2(room.decided >= 10, qPrintable(QString::number(room.decided)));
        QCOMPARE(room.answered, 5);
        QCOMPARE(validate(model()), QStringList());

        // Left and taken up again: at the same place.
        QTest::mouseClick(window.findChild<QPushButton *>(u"reviewPause"_s), Qt::LeftButton);
        QVERIFY(!card->isVisible());
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(card->isVisible());

        // The end: a version, and the minutes.
        QTest::mouseClick(window.findChild<QPushButton *>(u"reviewEnd"_s), Qt::LeftButton);
        QTRY_VERIFY(!room.review());
        QTRY_VERIFY(window.findChild<MinutesWindow *>(u"minutesWindow"_s));
        QCOMPARE(model().versions.size(), 2);
        const Minutes minutes = minutesOf(model(), *model().reviews.begin());
        QVERIFY(minutes.decided >= room.decided);
        QCOMPARE(minutes.answered, 5);
        QCOMPARE(minutes.comments, 1);
        QCOMPARE(minutes.threats, 2);
        QCOMPARE(minutes.actions.size(), 1);
        window.findChild<MinutesWindow *>(u"minutesWindow"_s)->close();

        // Everything can be undone.
        QUndoStack *stack = room.session().document()->undoStack();
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
        const QList<RecoverableJournal> found = room.session().recoverable();
        QCOMPARE(found.size(), 1);
        room.window().refreshStartPage();
        emit room.window().findChild<StartPage *>()->recoverRequested(found.first().journalPath);
        const auto model = [&]() -> const ThreatModel & { return room.model(); };
        QVERIFY(room.isReady());
        QCOMPARE(validate(model()), QStringList());
        QVERIFY(model().decisions.size() >= counts[0].toInt() && model().controls.size() >= counts[1].toInt() && model().log.size() >= counts[2].toInt());
        QVERIFY(model().comments.size() == 1 && model().threats.size() == 1 && model().actions.size() == 1);
        QVERIFY(room.review() && room.review()->title == u"Before the power failed"_s);
        QVERIFY(!room.review()->votes.isEmpty());

        QTest::keyClick(&room.window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(room.card()->isVisible());
        const qsizetype before = model().decisions.size();
        room.decideUntil(2, 0);
        QCOMPARE(room.trouble, QStringList());
        QVERIFY(model().decisions.size() >= before + 2);
        QTest::mouseClick(room.window().findChild<QPushButton *>(u"reviewEnd"_s), Qt::LeftButton);
        QTRY_VERIFY(!room.review());
        const Minutes minutes = minutesOf(model(), *model().reviews.begin());
        QVERIFY(minutes.decided >= 6);
        QTRY_VERIFY(room.window().findChild<MinutesWindow *>(u"minutesWindow"_s));
        room.window().findChild<MinutesWindow *>(u"minutesWindow"_s)->close();
    }
};

namespace {

// What the process that is killed does: a review that never ends by itself.
int reviewUntilKilled(const QString &journals, const QString &path)
{
    Theme theme(*qApp);
    Room room(journals, theme);
    room.import(path);
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
    room.decideUntil(1000, 3);
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
