// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "canvas/diagramview.h"
#include "common/theme.h"
#include "dialogs/importreview.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/mainwindow.h"
#include "review/minuteswindow.h"
#include "review/reviewcard.h"
#include "review/reviewsetup.h"
#include "storage/journal.h"
#include "threatmodel/validate.h"
#include "workshop/minutes.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
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

} // namespace

// A workshop driven by the keyboard alone, in the real window.
class TestReview : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    static void type(QWidget *widget, const QString &text)
    {
        QTest::keyClicks(widget, text);
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test-review"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void aWorkshopByKeyboard()
    {
        QFile file(m_dir.filePath(u"clinic.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(spec.data(), spec.size()) == spec.size());
        file.close();
        ProjectSession session(m_dir.filePath(u"journals"_s));
        MainWindow window(session, *m_theme);
        window.resize(1400, 900);
        window.show();
        const auto settled = [&] { return QTest::qWaitFor([&] { return window.analysis().isIdle(); }, 20000); };
        const auto active = [&] {
            window.activateWindow();
            return QTest::qWaitForWindowActive(&window);
        };
        const auto model = [&]() -> const ThreatModel & { return session.document()->model(); };
        QVERIFY(QTest::qWaitForWindowExposed(&window) && active() && settled());
        QSignalSpy reviewing(&window.imports(), &ImportController::reviewing), imported(&window.imports(), &ImportController::imported);
        window.openInputs({file.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(reviewing.count(), 1, 20000);
        QTest::keyClick(window.findChild<ImportReview *>(u"importReview"_s)->findChild<QPushButton *>(u"importAccept"_s), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 40000);
        QVERIFY(active() && settled());

        // Prepare: the title, two people, start.
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(window.findChild<ReviewSetup *>(u"reviewSetup"_s));
        auto *setup = window.findChild<ReviewSetup *>(u"reviewSetup"_s);
        QVERIFY(QTest::qWaitForWindowExposed(setup));
        auto *title = setup->findChild<QLineEdit *>(u"setupTitle"_s);
        title->selectAll();
        type(title, u"Clinic design review"_s);
        auto *people = setup->findChild<QTableWidget *>(u"setupPeople"_s);
        for (const QString &name : {u"Ann"_s, u"Bo"_s}) {
            people->setCurrentCell(people->rowCount() - 1, 0);
            people->editItem(people->currentItem());
            QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
            auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
            type(editor, name);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY(QApplication::focusWidget() != editor);
        }
        QTRY_COMPARE(people->rowCount(), 3);
        QTest::keyClick(setup->findChild<QPushButton *>(u"setupStart"_s), Qt::Key_Space);
        QTRY_VERIFY(runningReview(model()));
        QVERIFY(active());
        auto *card = window.findChild<ReviewCard *>(u"reviewCard"_s);
        QTRY_VERIFY(card->isVisible());
        QTRY_VERIFY(card->hasFocus());
        QVERIFY(runningReview(model())->agenda.size() >= 15);
        QCOMPARE(model().versions.size(), 1);
        QCOMPARE(model().people.size(), 2);
        auto *sentence = card->findChild<QLineEdit *>(u"reviewSentence"_s);
        auto *heading = card->findChild<QLabel *>(u"reviewTitle"_s);

        // Votes stay hidden until they are shown.
        const qsizetype voters = runningReview(model())->participants.size();
        QTest::keyClick(card, Qt::Key_V);
        QWidget *votes = card->findChild<QWidget *>(u"votingBox"_s);
        for (qsizetype i = 0; i < voters; ++i) {
            QTest::keyClick(votes, Qt::Key_4);
            QTest::keyClick(votes, i == 0 ? Qt::Key_2 : Qt::Key_5);
        }
        QCOMPARE(runningReview(model())->votes.size(), voters);
        QVERIFY(!card->findChild<QLabel *>(u"voteSpread"_s)->isVisible());
        QTest::keyClick(card, Qt::Key_R);
        QTRY_VERIFY(card->findChild<QLabel *>(u"voteSpread"_s)->isVisible());
        QVERIFY(card->findChild<QLabel *>(u"voteSpread"_s)->text().contains(u"2 to 5"_s));

        // A comment, an action, a threat.
        const auto say = [&](Qt::Key key, const QString &text) {
            QTest::keyClick(card, key);
            QVERIFY(sentence->hasFocus());
            type(sentence, text);
            QTest::keyClick(sentence, Qt::Key_Return);
            QVERIFY(card->hasFocus());
        };
        say(Qt::Key_C, u"Is that list really public? @Bo"_s);
        QCOMPARE(model().comments.size(), 1);
        QCOMPARE(model().comments.begin()->mentions, QStringList{u"Bo"_s});
        say(Qt::Key_W, u"Close the list"_s);
        QCOMPARE(model().actions.size(), 1);
        QVERIFY(!model().actions.begin()->findings.isEmpty());
        const qsizetype before = runningReview(model())->agenda.size();
        say(Qt::Key_X, u"A doctor's token is left on a shared computer"_s);
        QCOMPARE(model().threats.size(), 1);
        QCOMPARE(runningReview(model())->agenda.size(), before + 1);
        QVERIFY(settled());

        // Ten things decided, five questions answered; whatever comes next, the keys fit it or are ignored.
        int decided = 0, answered = 0;
        for (int step = 0; step < 80 && (decided < 10 || answered < 5); ++step) {
            QVERIFY(settled());
            const QString shown = heading->text();
            const qsizetype decisions = model().decisions.size(), controls = model().controls.size();
            if (answered < 5) {
                QTest::keyClick(card, Qt::Key_Y);
                if (sentence->hasFocus()) {
                    type(sentence, u"Shown by test %1"_s.arg(step));
                    QTest::keyClick(sentence, Qt::Key_Return);
                    answered += model().controls.size() > controls;
                    continue;
                }
            }
            QTest::keyClick(card, Qt::Key_M);
            if (sentence->hasFocus()) {
                QTest::keyClick(sentence, Qt::Key_Return); // a decision needs a reason
                QVERIFY(sentence->hasFocus());
                type(sentence, u"We check it at the gateway"_s);
                QTest::keyClick(sentence, Qt::Key_Return);
                decided += model().decisions.size() > decisions;
                continue;
            }
            QTest::keyClick(card, Qt::Key_Space);
            QVERIFY2(heading->text() != shown, "nothing could be done and the next item did not come");
        }
        QVERIFY2(decided >= 10, qPrintable(QString::number(decided)));
        QCOMPARE(answered, 5);
        QCOMPARE(validate(model()), QStringList());

        // Killed now: everything said is in the journal.
        QDir journals(m_dir.filePath(u"journals"_s));
        QString journal;
        for (const RecoverableJournal &found : Journal::recoverable(journals.path()))
            journal = found.journalPath;
        if (journal.isEmpty()) { // the session that is open holds it: look at a copy, as the next start would
            QDir().mkpath(m_dir.filePath(u"copy"_s));
            for (const QString &name : journals.entryList(QDir::Files))
                QVERIFY(QFile::copy(journals.filePath(name), m_dir.filePath(u"copy/"_s + name)));
            for (const RecoverableJournal &found : Journal::recoverable(m_dir.filePath(u"copy"_s)))
                journal = found.journalPath;
        }
        QVERIFY(!journal.isEmpty());
        const Result<ThreatModel> recovered = Journal::recover(journal);
        QVERIFY(recovered.isOk());
        QVERIFY(*recovered == model());

        // Left and taken up again: at the same place.
        QTest::mouseClick(window.findChild<QPushButton *>(u"reviewPause"_s), Qt::LeftButton);
        QVERIFY(!card->isVisible());
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(card->isVisible());

        // The end: a version, and the minutes.
        QTest::mouseClick(window.findChild<QPushButton *>(u"reviewEnd"_s), Qt::LeftButton);
        QTRY_VERIFY(!runningReview(model()));
        QTRY_VERIFY(window.findChild<MinutesWindow *>(u"minutesWindow"_s));
        QCOMPARE(model().versions.size(), 2);
        const Review review = *model().reviews.begin();
        const Minutes minutes = minutesOf(model(), review);
        QVERIFY(minutes.decided >= decided);
        QCOMPARE(minutes.answered, 5);
        QCOMPARE(minutes.comments, 1);
        QCOMPARE(minutes.threats, 1);
        QCOMPARE(minutes.actions.size(), 1);
        window.findChild<MinutesWindow *>(u"minutesWindow"_s)->close();

        // Everything can be undone.
        QUndoStack *stack = session.document()->undoStack();
        const ThreatModel after = model();
        stack->setIndex(1);
        QVERIFY(model().reviews.isEmpty() && model().decisions.isEmpty() && model().threats.isEmpty());
        stack->setIndex(stack->count());
        QVERIFY(model() == after);
    }
};

QTEST_MAIN(TestReview)
#include "tst_review.moc"
