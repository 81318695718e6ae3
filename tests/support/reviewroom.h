// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/finder.h"
#include "mainwindow/selectionlink.h"
#include "reportview/reportdialog.h"
#include "review/minuteswindow.h"
#include "review/reviewcard.h"
#include "review/reviewsetup.h"
#include "support/windowbench.h"
#include "workshop/minutes.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTableWidget>
#include <QTimer>

namespace drawbridge::test {

using namespace Qt::StringLiterals;

// Holes of several kinds, and enough unsaid for questions.
constexpr QLatin1StringView clinicText(R"(openapi: 3.0.3
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
)");
inline const QByteArrayView clinicSpec(clinicText.data(), clinicText.size());

// A room that reviews by the keyboard alone, in the real window. What goes wrong is said in `trouble`.
class Room : public WindowBench
{
public:
    Room(const QString &journals, Theme &theme) : WindowBench(journals, theme, {1400, 900}) { isReady(); }

    const Review *review() { return runningReview(model()); }
    ReviewCard *card() { return find<ReviewCard>("reviewCard"); }
    QLineEdit *sentence() { return card()->findChild<QLineEdit *>(u"reviewSentence"_s); }
    QString heading() { return card()->findChild<QLabel *>(u"reviewTitle"_s)->text(); }
    QString effect() { return card()->findChild<QLabel *>(u"reviewEffect"_s)->text(); }
    QStringList trouble;
    int decided = 0, answered = 0;

    void start(const QString &title, const QStringList &names)
    {
        QTest::keyClick(&window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        (void)QTest::qWaitFor([&] { return find<ReviewSetup>("reviewSetup") != nullptr; });
        auto *setup = find<ReviewSetup>("reviewSetup");
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

    // F, and Enter where something was left; the minutes come up and are closed.
    void end()
    {
        QTest::keyClick(card(), Qt::Key_F);
        if (auto *question = find<QMessageBox>("endReview")) {
            if (!QTest::qWaitForWindowActive(question))
                trouble << u"the question whether to end has no keyboard"_s;
            QTest::keyClick(question, Qt::Key_Return);
        }
        if (!QTest::qWaitFor([&] { return !review() && find<MinutesWindow>("minutesWindow"); }, 20000))
            return void(trouble << u"the review did not end"_s);
        auto *minutes = find<MinutesWindow>("minutesWindow");
        (void)QTest::qWaitForWindowExposed(minutes);
        QTest::keyClick(minutes, Qt::Key_Escape);
        if (!QTest::qWaitFor([&] { return !find<MinutesWindow>("minutesWindow"); }) || !isReady())
            trouble << u"the minutes do not close"_s;
    }

    // The report as PDF, by the keys of its dialog; the path is pasted.
    void writeReport(const QString &path)
    {
        QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier);
        auto *dialog = find<ReportDialog>("reportDialog");
        if (!dialog || !QTest::qWaitForWindowActive(dialog))
            return void(trouble << u"no dialog of the report"_s);
        QTimer choose;
        QObject::connect(&choose, &QTimer::timeout, &window, [&] {
            auto *file = find<QFileDialog>("reportFile");
            auto *name = file ? file->findChild<QLineEdit *>(u"fileNameEdit"_s) : nullptr;
            if (!name || !name->hasFocus())
                return;
            choose.stop();
            QGuiApplication::clipboard()->setText(path);
            QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
            QTest::keyClick(name, Qt::Key_Return);
        });
        choose.start(50);
        QTest::keyClick(dialog, Qt::Key_Return);
        if (!QTest::qWaitFor([&] { return QFile::exists(path); }, 90000) || !isReady())
            trouble << u"no report was written"_s;
    }

    void say(Qt::Key key, const QString &text)
    {
        QTest::keyClick(card(), key);
        QTest::keyClicks(sentence(), text);
        QTest::keyClick(sentence(), Qt::Key_Return);
        if (!isReady() || !card()->hasFocus()) // names that were offered had a window of their own
            trouble << u"after “%1” the keys do not lead to the card"_s.arg(text);
    }

    // Whatever comes next, the keys fit it or are ignored. Where nothing is left to decide, the room finds threats itself.
    void decideUntil(int decisions, int answers)
    {
        for (int step = 0; step < 160 && (decided < decisions || answered < answers); ++step) {
            if (!isReady())
                return void(trouble << u"never ready"_s);
            const QString shown = heading();
            const qsizetype decisionsBefore = model().decisions.size(), said = model().log.size();
            if (answered < answers) {
                QTest::keyClick(card(), Qt::Key_Y);
                if (sentence()->hasFocus()) {
                    QTest::keyClicks(sentence(), u"Shown by test %1"_s.arg(step));
                    QTest::keyClick(sentence(), Qt::Key_Return);
                    answered += model().log.size() > said;
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
            QTest::keyClick(card(), answered < answers ? Qt::Key_Space : Qt::Key_K); // enough questions: this one is skipped
            const auto waits = [](const AgendaItem &item) { return item.state == AgendaState::Waiting; };
            if (answered >= answers && std::none_of(review()->agenda.begin(), review()->agenda.end(), waits))
                say(Qt::Key_X, u"Found in the room %1"_s.arg(step));
            else if (heading() == shown)
                return void(trouble << u"nothing could be done about “%1”, and the next item did not come"_s.arg(shown));
        }
    }

    // How many questions the agenda holds.
    int questions()
    {
        int count = 0;
        for (const Finding &finding : window.analysis().outcome().result->findings)
            count += finding.kind == FindingKind::Question && finding.status == FindingStatus::Open;
        return count;
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
    bool m_tells = false;
};

} // namespace drawbridge::test
