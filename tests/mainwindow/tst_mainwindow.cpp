// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "canvas/diagramview.h"
#include "common/messagebar.h"
#include "common/theme.h"
#include "dialogs/finder.h"
#include "mainwindow/selectionlink.h"
#include "panels/decisionform.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"
#include "threatmodel/codec.h"
#include "support/accountsspec.h"
#include "support/windowbench.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

// The window as a person uses it: real events, the document asserted.
class TestMainWindow : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    using Bench = WindowBench;

    std::unique_ptr<Bench> open()
    {
        auto bench = std::make_unique<Bench>(m_dir.filePath(u"journals"_s), *m_theme);
        return bench->isReady() ? std::move(bench) : nullptr;
    }

    QString write(const QString &name, const QByteArray &bytes) { return writtenFile(m_dir.filePath(name), bytes); }

    static bool import(Bench &bench, const QString &path) { return bench.import(path); }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    // A specification becomes a diagram, a finding is decided, everything is saved, and comes back the same.
    void fromSpecificationToSavedDecision()
    {
        const QString path = write(u"accounts.yaml"_s, QByteArray(accountsSpec.data(), accountsSpec.size()));
        QVERIFY(!path.isEmpty());
        auto bench = open();
        QVERIFY(bench);
        QVERIFY(import(*bench, path));
        QCOMPARE(bench->model().operations.size(), 2);
        QVERIFY(!bench->model().diagrams.isEmpty());
        for (const Placement &placement : bench->model().placements)
            QVERIFY(placement.placed);
        QCOMPARE(bench->session.document()->undoStack()->count(), 1); // one step
        QVERIFY(bench->session.isDirty());
        QVERIFY(bench->window.isWindowModified());

        // The riskiest finding stands first; a click shows its case.
        const AnalysisOutcome &outcome = bench->window.analysis().outcome();
        QVERIFY(outcome.weaknesses > 0);
        auto *table = bench->find<QTableView>("findingsTable");
        const QString key = table->model()->index(0, 0).data(KeyRole).toString();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 1)).center());
        auto *inspector = bench->find<Inspector>("inspector");
        QCOMPARE(inspector->fingerprint(), key);
        QCOMPARE(bench->window.selection().finding(), key);

        // A decision needs a reason.
        QTest::keyClick(&bench->window, Qt::Key_A, Qt::AltModifier);
        auto *form = bench->find<DecisionForm>("decisionForm");
        QVERIFY(form->isVisible());
        const auto formInView = [&] { return inspector->viewport()->rect().contains(form->mapTo(inspector->viewport(), form->rect().center())); };
        QTRY_VERIFY(formInView());
        auto *submit = bench->find<QPushButton>("decisionSubmit");
        QVERIFY(submit->isVisible());
        QVERIFY(!submit->isEnabled());
        auto *reason = bench->find<QPlainTextEdit>("decisionReason");
        QTest::keyClicks(reason, u"Only staff reach it until March."_s);
        QVERIFY(submit->isEnabled());
        QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(bench->model().decisions.size(), 1);
        const Decision decision = *bench->model().decisions.begin();
        QCOMPARE(decision.fingerprint, key);
        QCOMPARE(decision.state, DecisionState::Accepted);
        QCOMPARE(decision.reason, u"Only staff reach it until March."_s);
        QVERIFY(!decision.expires.isEmpty());
        QVERIFY(bench->isSettled());
        QVERIFY(!bench->window.analysis().outcome().open.contains(key));

        // Undo takes it back, redo brings it again, with both of its keys. The message's own Undo goes with the step that it is about.
        auto *bar = bench->find<MessageBar>("messageBar");
        QVERIFY(bar->isVisible());
        for (const Qt::KeyboardModifiers redo : {Qt::KeyboardModifiers(Qt::ControlModifier), Qt::ControlModifier | Qt::ShiftModifier}) {
            QTest::keyClick(&bench->window, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(bench->model().decisions.isEmpty());
            QVERIFY(!bench->model().operations.isEmpty());
            QVERIFY(!bar->isVisible());
            QVERIFY(bench->isSettled());
            QVERIFY(bench->window.analysis().outcome().open.contains(key));
            QTest::keyClick(&bench->window, redo & Qt::ShiftModifier ? Qt::Key_Z : Qt::Key_Y, redo);
            QCOMPARE(bench->model().decisions.size(), 1);
            QCOMPARE(*bench->model().decisions.begin(), decision);
            QVERIFY(bench->isSettled());
            QVERIFY(!bench->window.analysis().outcome().open.contains(key));
        }

        // Rename a service in the inspector.
        const ElementId service = bench->model().operations.begin()->service;
        bench->window.selection().selectSubject({SubjectKind::Element, service.uuid()});
        auto *name = bench->find<QLineEdit>("elementName");
        QVERIFY(name->isVisible());
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Identity"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(bench->model().elements.value(service).name, u"Identity"_s);
        QVERIFY(bench->isSettled());
        // The same keys take a rename back once the field is left (in the field they belong to its text).
        auto *diagram = bench->find<DiagramView>("diagram");
        diagram->setFocus();
        QTest::keyClick(diagram, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench->model().elements.value(service).name != u"Identity"_s);
        QCOMPARE(bench->model().decisions.size(), 1);
        QTest::keyClick(diagram, Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(bench->model().elements.value(service).name, u"Identity"_s);

        // Save, open again: the same.
        const QString project = m_dir.filePath(u"accounts.drawbridge"_s);
        bench->session.saveAs(project);
        QVERIFY(bench->session.finishSaving().isOk());
        QVERIFY(!bench->window.isWindowModified());
        // Ctrl+S saves a later change too, also one that is still being typed.
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Accounts and identity"_s);
        QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(bench->model().elements.value(service).name, u"Accounts and identity"_s);
        QVERIFY(bench->session.finishSaving().isOk());
        QVERIFY(bench->isSettled());
        QVERIFY(!bench->window.isWindowModified());
        const QByteArray before = encodeModel(bench->model());
        const QSet<QString> openBefore = bench->window.analysis().outcome().open;
        bench->session.close();
        bench.reset();
        bench = open();
        QVERIFY(bench);
        bench->window.openInputs({project});
        QVERIFY(bench->isSettled());
        QCOMPARE(encodeModel(bench->model()), before);
        QCOMPARE(bench->window.analysis().outcome().open, openBefore);
        QVERIFY(!bench->window.isWindowModified());
    }

    // Importing the same file again changes nothing, and says so.
    void sameFileAgain()
    {
        const QString path = write(u"again.yaml"_s, QByteArray(accountsSpec.data(), accountsSpec.size()));
        auto bench = open();
        QVERIFY(bench);
        QVERIFY(import(*bench, path));
        const QByteArray before = encodeModel(bench->model());
        QSignalSpy reviewing(&bench->window.imports(), &ImportController::reviewing);
        bench->window.openInputs({path});
        QTRY_COMPARE_WITH_TIMEOUT(reviewing.count(), 1, 20000);
        auto *dialog = bench->find<ImportReview>("importReview");
        QVERIFY(dialog);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"importAccept"_s), Qt::LeftButton); // it says Close
        QTRY_VERIFY(!bench->window.imports().isRunning());
        QCOMPARE(encodeModel(bench->model()), before);
        QCOMPARE(bench->session.document()->undoStack()->count(), 1);
        bench->session.close();
    }

    // What can't be read is said in the window, and nothing changes.
    void unreadableFile()
    {
        const QString path = write(u"broken.json"_s, "{\"openapi\": \"3.0.0\", \"paths\": {");
        auto bench = open();
        QVERIFY(bench);
        QSignalSpy failed(&bench->window.imports(), &ImportController::failed);
        bench->window.openInputs({path});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
        auto *bar = bench->find<MessageBar>("messageBar");
        QVERIFY(bar->isVisible());
        QVERIFY(bar->text().contains("broken.json"_L1));
        QVERIFY(bench->model().elements.isEmpty());
        QVERIFY(!bench->session.isDirty());
    }

    // Selecting in the tree selects on the diagram and in the inspector; selecting on the diagram comes back.
    void oneSelection()
    {
        const QString path = write(u"one.yaml"_s, QByteArray(accountsSpec.data(), accountsSpec.size()));
        auto bench = open();
        QVERIFY(bench);
        QVERIFY(import(*bench, path));
        const Subject service{SubjectKind::Element, bench->model().operations.begin()->service.uuid()};
        auto *tree = bench->find<ModelTree>("modelTree");
        auto *diagram = bench->find<DiagramView>("diagram");
        auto *inspector = bench->find<Inspector>("inspector");
        const QModelIndex line = tree->treeModel()->indexOf(service);
        QVERIFY(line.isValid());
        tree->scrollTo(line);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(line).center());
        QCOMPARE(diagram->selection(), QList<Subject>{service});
        QCOMPARE(inspector->subject(), service);
        diagram->select(QList<Subject>{});
        QCOMPARE(inspector->subject(), Subject());
        diagram->select(service);
        QCOMPARE(inspector->subject(), service);
        QCOMPARE(tree->currentIndex(), tree->treeModel()->indexOf(service));

        // A page of the inspector is as tall as it needs, whatever was shown before it.
        auto *heading = bench->find<QLineEdit>("elementName");
        QTRY_VERIFY(heading->isVisible());
        auto *table = bench->find<QTableView>("findingsTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        int place = -1;
        const auto isStill = [&] {
            const int now = heading->mapTo(inspector->widget(), QPoint()).y();
            return std::exchange(place, now) == now;
        };
        QTRY_VERIFY(isStill());
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 1)).center());
        QVERIFY(!inspector->fingerprint().isEmpty());
        QTRY_VERIFY(inspector->widget()->height() > inspector->viewport()->height());
        diagram->select(QList<Subject>{});
        diagram->select(service);
        QCOMPARE(inspector->subject(), service);
        QTRY_COMPARE(heading->mapTo(inspector->widget(), QPoint()).y(), place);
        bench->session.close();
    }

    // Ctrl+K finds an operation.
    void findAnything()
    {
        const QString path = write(u"find.yaml"_s, QByteArray(accountsSpec.data(), accountsSpec.size()));
        auto bench = open();
        QVERIFY(bench);
        QVERIFY(import(*bench, path));
        QTest::keyClick(&bench->window, Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(bench->find<Finder>("finder"));
        auto *finder = bench->find<Finder>("finder");
        QVERIFY(QTest::qWaitForWindowExposed(finder));
        auto *query = finder->findChild<QLineEdit *>(u"finderQuery"_s);
        QTest::keyClicks(query, u"put /users/{id}/pass"_s);
        QTest::keyClick(query, Qt::Key_Return);
        auto *inspector = bench->find<Inspector>("inspector");
        QCOMPARE(inspector->subject().kind, SubjectKind::Operation);
        QCOMPARE(bench->model().operations.value(OperationId(inspector->subject().id)).method, u"PUT"_s);
        bench->session.close();
    }

    // What another session left behind is offered and comes back.
    void recovery()
    {
        const QString path = write(u"recover.yaml"_s, QByteArray(accountsSpec.data(), accountsSpec.size()));
        auto bench = open();
        QVERIFY(bench);
        QVERIFY(import(*bench, path));
        const QByteArray before = encodeModel(bench->model());
        bench.reset(); // without close(): as after a crash
        bench = open();
        QVERIFY(bench);
        auto *recover = bench->find<QPushButton>("recover");
        QVERIFY(recover);
        QTest::mouseClick(recover, Qt::LeftButton);
        QCOMPARE(encodeModel(bench->model()), before);
        QVERIFY(bench->session.isDirty());
        bench->session.close();
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
