// SPDX-License-Identifier: Apache-2.0
// What people say about risk, through the window: real events, the document asserted, then undo.
#include "analysis/analysis.h"
#include "analysis/questions.h"
#include "common/theme.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/threatform.h"
#include "riskpanels/contextform.h"
#include "riskpanels/controlform.h"
#include "riskpanels/coverageview.h"
#include "riskpanels/questionspanel.h"
#include "riskpanels/risksettingsform.h"
#include "support/windowbench.h"
#include "threatmodel/threats.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto spec = R"(openapi: 3.0.3
info: {title: Orders, version: "1"}
servers: [{url: https://orders.example.com}]
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  schemas:
    Order:
      type: object
      properties:
        id: {type: integer}
        email: {type: string, format: email}
        iban: {type: string}
security: [{bearer: []}]
paths:
  /orders/{order_id}:
    get:
      parameters: [{name: order_id, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}
  /invoices/{invoice_id}:
    delete:
      parameters: [{name: invoice_id, in: path, required: true, schema: {type: integer}}]
      responses: {"204": {description: done}}
)"_L1;

} // namespace

class TestRiskViews : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowBench> m_bench;

    const ThreatModel &model() const { return m_bench->model(); }
    QUndoStack &stack() const { return m_bench->stack(); }
    const AnalysisResult &result() const { return *m_bench->window.analysis().outcome().result; }
    bool settled() { return m_bench->isSettled(); }
    template <class T> T *find(const char *name) const { return m_bench->window.findChild<T *>(QLatin1StringView(name)); }
    template <class T> T *dialog() const
    {
        T *form = m_bench->window.findChild<T *>();
        return form && QTest::qWaitForWindowExposed(form) ? form : nullptr;
    }
    bool undo()
    {
        stack().undo();
        return settled();
    }

private slots:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_bench = std::make_unique<WindowBench>(m_dir.filePath(u"journals"_s), *m_theme);
        QVERIFY(m_bench->isReady());
        QVERIFY(m_bench->import(writtenFile(m_dir.filePath(u"orders.yaml"_s), QByteArrayView(spec.data(), spec.size()))));
    }

    void oneClickAnswersAQuestion_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("state"); // -1: a decision instead
        QTest::newRow("yes") << u"answerYes"_s << int(ControlState::Present);
        QTest::newRow("no") << u"answerNo"_s << int(ControlState::Absent);
        QTest::newRow("planned") << u"answerPlanned"_s << int(ControlState::Planned);
        QTest::newRow("not applicable") << u"answerNotApplicable"_s << -1;
    }

    void oneClickAnswersAQuestion()
    {
        QFETCH(QString, button);
        QFETCH(int, state);
        find<FindingsPanel>("findingsPanel")->showTab(FindingsPanel::Questions);
        const QList<Question> before = questionsOf(model(), result(), QDate::currentDate());
        QVERIFY(!before.isEmpty());
        auto *panel = find<QuestionsPanel>("questionsPanel");
        QVERIFY(panel->isVisible());
        panel->findChild<QLineEdit *>(u"questionsEvidence"_s)->setText(u"seen in the code"_s);
        const ThreatModel was = model();
        auto *first = panel->findChild<QWidget *>(u"question"_s);
        QVERIFY(first);
        QTest::mouseClick(first->findChild<QPushButton *>(button), Qt::LeftButton);
        QVERIFY(settled());
        if (state >= 0) {
            bool said = false;
            for (const Control &control : model().controls) {
                if (control.kind == before.first().control && control.subject == before.first().point) {
                    said = true;
                    QCOMPARE(int(control.state), state);
                    QCOMPARE(control.evidence, u"seen in the code"_s);
                    QCOMPARE(control.expires, QDate::currentDate().addDays(365).toString(Qt::ISODate));
                }
            }
            QVERIFY(said);
        } else {
            QCOMPARE(model().decisions.size(), before.first().findings.size());
        }
        for (const Question &question : questionsOf(model(), result(), QDate::currentDate()))
            QVERIFY(question.key != before.first().key);
        QVERIFY(undo());
        QVERIFY(model() == was);
        QCOMPARE(questionsOf(model(), result(), QDate::currentDate()), before);
    }

    void aControlSaysWhatItCloses()
    {
        const ThreatModel was = model();
        find<QAction>("addControl")->trigger();
        auto *form = dialog<ControlForm>();
        QVERIFY(form);
        QTest::keyClicks(form->findChild<QLineEdit *>(u"controlFind"_s), u"object-level"_s);
        auto *kinds = form->findChild<QListWidget *>(u"controlKinds"_s);
        QVERIFY(kinds->currentItem());
        QCOMPARE(kinds->currentItem()->data(Qt::UserRole).toString(), u"object_authz"_s);
        form->findChild<QComboBox *>(u"controlSubject"_s)->setCurrentIndex(0); // the whole project
        auto *preview = form->findChild<QLabel *>(u"controlPreview"_s);
        QVERIFY(QTest::qWaitFor([&] { return preview->text().contains(u"closes"_s); }, 10000));
        const qsizetype before = result().findings.size();
        QTest::mouseClick(form->findChild<QPushButton *>(u"controlSubmit"_s), Qt::LeftButton);
        QVERIFY(settled());
        QCOMPARE(model().controls.size(), was.controls.size() + 1);
        QVERIFY(result().findings.size() < before);
        QVERIFY(undo());
        QVERIFY(model() == was);
    }

    void aThreatIsWrittenWithTheKeyboard()
    {
        const ThreatModel was = model();
        find<QAction>("addThreat")->trigger();
        auto *form = dialog<ThreatForm>();
        QVERIFY(form);
        QTest::keyClicks(form->findChild<QLineEdit *>(u"threatTitle"_s), u"Orders are read over a shoulder"_s);
        QTest::mouseClick(form->findChild<QToolButton *>(u"strideI"_s), Qt::LeftButton);
        form->findChild<QComboBox *>(u"threatSeverity"_s)->setCurrentIndex(2); // high
        QTest::keyClick(form->findChild<QLineEdit *>(u"threatTitle"_s), Qt::Key_Return);
        QVERIFY(settled());
        QCOMPARE(model().threats.size(), 1);
        const Threat threat = *model().threats.begin();
        QCOMPARE(threat.stride, QStringList{u"I"_s});
        QCOMPARE(threat.severity, ThreatSeverity::High);
        bool shown = false;
        for (const FindingRow &row : m_bench->window.analysis().outcome().rows.findings)
            shown = shown || (row.key == threatFingerprint(threat.id) && row.title == threat.title);
        QVERIFY(shown);
        m_bench->window.selection().selectFinding(threatFingerprint(threat.id));
        auto *remove = find<QPushButton>("threatRemove");
        QVERIFY(remove);
        remove->click();
        QVERIFY(settled());
        QVERIFY(model().threats.isEmpty());
        QVERIFY(undo());
        QCOMPARE(model().threats.size(), 1);
        QVERIFY(undo());
        QVERIFY(model() == was);
    }

    void contextAndFormulaAreSteps()
    {
        const ThreatModel was = model();
        const double heat = result().projectHeat;
        find<QAction>("businessContext")->trigger();
        auto *context = dialog<ContextForm>();
        QVERIFY(context);
        context->findChild<QComboBox *>(u"contextEnvironment"_s)->setCurrentIndex(2);
        QTest::mouseClick(context->findChild<QPushButton *>(u"contextSubmit"_s), Qt::LeftButton);
        QVERIFY(settled());
        QCOMPARE(model().project().environment, u"test"_s);
        QVERIFY(result().projectHeat < heat);
        QVERIFY(undo());
        find<QAction>("riskFormula")->trigger();
        auto *formula = dialog<RiskSettingsForm>();
        QVERIFY(formula);
        formula->findChild<QDoubleSpinBox *>(u"exposure.anonymous"_s)->setValue(0.5);
        formula->findChild<QDoubleSpinBox *>(u"exposure.customer"_s)->setValue(0.1);
        formula->findChild<QDoubleSpinBox *>(u"exposure.self-registered"_s)->setValue(0.1);
        QTest::mouseClick(formula->findChild<QPushButton *>(u"riskSubmit"_s), Qt::LeftButton);
        QVERIFY(settled());
        QCOMPARE(model().project().riskSettings.size(), 3);
        QVERIFY(result().projectHeat < heat);
        QVERIFY(undo());
        QVERIFY(model() == was);
    }

    void coverageFollows()
    {
        auto *view = find<CoverageView>("coverageView");
        QVERIFY(QTest::qWaitFor([&] { return view->table()->model()->rowCount() > 0; }, 20000));
        QCOMPARE(view->table()->model()->columnCount(), 7);
        view->findChild<QComboBox *>(u"coverageScheme"_s)->setCurrentIndex(1);
        QCOMPARE(view->table()->model()->columnCount(), 11);
    }

    // Return takes the name over; Ctrl+Z then takes the edit back, at once and as a whole.
    void undoAfterReturnTakesTheEditBack()
    {
        const Element element = *std::find_if(model().elements.begin(), model().elements.end(), [](const Element &e) { return e.kind == ElementKind::Process; });
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_bench->window.selection().selectSubject({SubjectKind::Element, element.id.uuid()});
        auto *name = find<QLineEdit>("elementName");
        QVERIFY(name->isVisible());
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Desk"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(model().elements.value(element.id).name, u"Desk"_s);
        QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(model().elements.value(element.id).name, element.name);
        QCOMPARE(name->text(), element.name);
    }

    void cleanupTestCase()
    {
        m_bench.reset();
        m_theme.reset();
    }
};

QTEST_MAIN(TestRiskViews)
#include "tst_riskviews.moc"
