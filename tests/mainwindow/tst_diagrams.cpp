// SPDX-License-Identifier: Apache-2.0
// Diagrams, the list beside the canvas, find and replace, several things at once: in the window, by real events.
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "dialogs/replacenames.h"
#include "edits/boundaryedits.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/placementedits.h"
#include "common/theme.h"
#include "mainwindow/selectionlink.h"
#include "panels/diagramlist.h"
#include "panels/modeltree.h"
#include "session/projectsession.h"
#include "storage/projectfile.h"
#include "support/windowbench.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QMimeData>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

class TestDiagrams : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    // The window on a small system: App → Shop → Orders, Shop in a zone; Archive stands on no diagram.
    struct Bench : WindowBench
    {
        DiagramId diagram;
        ElementId app, shop, orders, archive;

        Bench(const QString &journals, Theme &theme) : WindowBench(journals, theme, {1400, 900})
        {
            window.findChild<QAction *>(u"newProject"_s)->trigger();
            diagram = view().diagram();
            Document &document = *session.document();
            const auto add = [&](ElementKind kind, const QString &name, DiagramId on, QPointF at) {
                Element element = newElement(model(), kind);
                element.name = name;
                document.push(u"add"_s, addElement(model(), element, on, at));
                return element.id;
            };
            app = add(ElementKind::ExternalEntity, u"App"_s, diagram, {0, 0});
            shop = add(ElementKind::Process, u"Shop"_s, diagram, {300, 0});
            orders = add(ElementKind::DataStore, u"Orders"_s, diagram, {600, 0});
            archive = add(ElementKind::DataStore, u"Archive"_s, {}, {});
            document.push(u"flow"_s, addFlow(model(), newFlow(app, shop)));
            document.push(u"flow"_s, addFlow(model(), newFlow(shop, orders)));
            TrustBoundary zone = newBoundary(model(), ZoneKind::Application);
            document.push(u"zone"_s, addBoundary(model(), zone, diagram, QRectF(240, -60, 260, 180)));
        }
        DiagramView &view() { return *window.findChild<DiagramView *>(); }
        void trigger(const char *name) { find<QAction>(name)->trigger(); }
    };

    std::unique_ptr<Bench> open()
    {
        auto bench = std::make_unique<Bench>(m_dir.filePath(u"journals"_s), *m_theme);
        return bench->isReady() ? std::move(bench) : nullptr;
    }

    static QModelIndex lineOf(ModelTree &tree, TreeNode::Kind kind, const QString &text)
    {
        return tree.treeModel()->find([&](const TreeNode &node) { return node.kind == kind && node.text == text; });
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void whatIsOnNoDiagramIsListedAndDroppedIn()
    {
        auto b = open();
        QVERIFY(b);
        auto *tree = b->find<ModelTree>("modelTree");
        const QModelIndex line = lineOf(*tree, TreeNode::Kind::Absent, u"Archive"_s);
        QVERIFY(line.isValid());
        QVERIFY(tree->treeModel()->mimeData({line})->data(DiagramView::elementsMimeType()).contains(b->archive.uuid().toByteArray()));
        tree->setFocus();
        tree->setCurrentIndex(line);
        const int steps = b->stack().index();
        QTest::keyClick(tree, Qt::Key_Return);
        QCOMPARE(b->stack().index(), steps + 1);
        QVERIFY(b->model().placements.contains(Placement::idFor(b->diagram, b->archive)));
        QCOMPARE(b->view().selection(), QList<Subject>{subjectOf(b->archive)});
        QVERIFY(!lineOf(*tree, TreeNode::Kind::Absent, u"Archive"_s).isValid());
        b->stack().undo();
        QVERIFY(lineOf(*tree, TreeNode::Kind::Absent, u"Archive"_s).isValid());
    }

    void diagramsAreMadeCopiedRenamedReorderedRemoved()
    {
        auto b = open();
        QVERIFY(b);
        auto *tree = b->find<ModelTree>("modelTree");
        b->trigger("copyDiagram");
        const DiagramId copy = b->view().diagram();
        QVERIFY(copy != b->diagram);
        QCOMPARE(int(b->view().scene().elements().size()), 3);
        QTimer::singleShot(0, this, [&] {
            auto *dialog = b->window.findChild<QInputDialog *>();
            dialog->setTextValue(u"Payments"_s);
            dialog->accept();
        });
        const QString old = b->model().diagrams.value(copy).name;
        tree->setFocus();
        tree->setCurrentIndex(lineOf(*tree, TreeNode::Kind::Diagram, old));
        QTest::keyClick(tree, Qt::Key_F2);
        QCOMPARE(b->model().diagrams.value(copy).name, u"Payments"_s);
        tree->setCurrentIndex(lineOf(*tree, TreeNode::Kind::Diagram, u"Payments"_s));
        QTest::keyClick(tree, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(diagramsInOrder(b->model()).first().id, copy);
        b->trigger("newDiagram");
        QCOMPARE(int(b->model().diagrams.size()), 3);
        QVERIFY(b->view().scene().isEmpty());
        b->trigger("removeDiagram");
        QCOMPARE(int(b->model().diagrams.size()), 2);
        QCOMPARE(int(b->model().elements.size()), 4);
        for (int i = 0; i < 5; ++i)
            b->stack().undo();
        QCOMPARE(int(b->model().diagrams.size()), 1);
    }

    void intoAProcessAndBack()
    {
        auto b = open();
        QVERIFY(b);
        b->view().select(subjectOf(b->shop));
        b->trigger("detailDiagram");
        const DiagramId detail = b->view().diagram();
        QCOMPARE(b->model().diagrams.value(detail).subject, b->shop);
        QTRY_COMPARE_WITH_TIMEOUT(int(b->view().scene().elements().size()), 3, 20000);
        auto *outer = b->find<QToolButton>("breadcrumb0");
        QVERIFY(outer && outer->isVisible());
        QCOMPARE(outer->text(), b->model().diagrams.value(b->diagram).name);
        QTest::mouseClick(outer, Qt::LeftButton);
        QCOMPARE(b->view().diagram(), b->diagram);
        QVERIFY(!b->find<QWidget>("breadcrumb")->isVisible());
        b->trigger("backDiagram");
        QCOMPARE(b->view().diagram(), detail);
    }

    void namesAreReplacedInOneStep()
    {
        auto b = open();
        QVERIFY(b);
        b->trigger("replaceNames");
        auto *dialog = b->find<ReplaceNames>("replaceNames");
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog));
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"find"_s), u"o"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"replacement"_s), u"0"_s);
        auto *table = dialog->findChild<QTableWidget *>(u"matches"_s);
        QVERIFY(table->rowCount() >= 2); // Orders, Shop
        dialog->findChild<QCheckBox *>(u"matchCase"_s)->click();
        QCOMPARE(table->item(0, 2)->text(), u"Sh0p"_s);
        const int steps = b->stack().index();
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"replace"_s), Qt::LeftButton);
        QCOMPARE(b->stack().index(), steps + 1);
        QCOMPARE(b->model().elements.value(b->shop).name, u"Sh0p"_s);
        QCOMPARE(b->model().elements.value(b->orders).name, u"Orders"_s);
        b->stack().undo();
        QCOMPARE(b->model().elements.value(b->shop).name, u"Shop"_s);
        dialog->close();
    }

    void theListEditsWithoutAMouse()
    {
        auto b = open();
        QVERIFY(b);
        b->trigger("listPanel");
        auto *list = b->find<DiagramList>("diagramList");
        QTRY_VERIFY(list->isVisible());
        QTableView *table = list->table();
        auto *model = table->model();
        QCOMPARE(model->rowCount(), 3 + 2 + 1);
        table->setFocus();
        // In step with the canvas, both ways.
        b->view().select(subjectOf(b->orders));
        QCOMPARE(list->selection(), QList<Subject>{subjectOf(b->orders)});
        table->selectRow(0);
        QCOMPARE(b->view().selection(), list->selection());
        // Rename by keys.
        table->setCurrentIndex(model->index(0, DiagramListModel::Name));
        const int steps = b->stack().index();
        QTest::keyClick(table, Qt::Key_Return);
        auto *editor = table->viewport()->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, u"Browser"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(b->stack().index(), steps + 1);
        QCOMPARE(b->model().elements.value(b->app).name, u"Browser"_s);
        // Add, connect, delete.
        QTest::mouseClick(b->find<QPushButton>("listAddProcess"), Qt::LeftButton);
        QCOMPARE(int(b->model().elements.size()), 5);
        if (auto *naming = table->viewport()->findChild<QLineEdit *>())
            QTest::keyClick(naming, Qt::Key_Escape);
        QCOMPARE(int(b->view().scene().elements().size()), 4);
        b->view().select({subjectOf(b->app), subjectOf(b->orders)});
        QCOMPARE(int(list->selection().size()), 2);
        QTest::mouseClick(b->find<QPushButton>("listConnect"), Qt::LeftButton);
        QCOMPARE(int(b->model().flows.size()), 3);
        if (auto *naming = table->viewport()->findChild<QLineEdit *>())
            QTest::keyClick(naming, Qt::Key_Escape);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(int(b->model().flows.size()), 2);
        // One cell for several rows.
        b->view().select({subjectOf(b->app), subjectOf(b->shop)});
        auto *listModel = static_cast<DiagramListModel *>(model);
        QVERIFY(listModel->setCells({listModel->rowOf(subjectOf(b->app)), listModel->rowOf(subjectOf(b->shop))}, DiagramListModel::What, int(ElementKind::Process)));
        QCOMPARE(b->model().elements.value(b->app).kind, ElementKind::Process);
        b->stack().undo();
        QCOMPARE(b->model().elements.value(b->app).kind, ElementKind::ExternalEntity);
        // A flow's end, by its cell.
        const int flowRow = 3 + 1;
        QCOMPARE(listModel->subjectAt(flowRow).kind, SubjectKind::Flow);
        const FlowId flow(listModel->subjectAt(flowRow).id);
        QVERIFY(model->setData(model->index(flowRow, DiagramListModel::To), b->orders.uuid()));
        QCOMPARE(b->model().flows.value(flow).target, b->orders);
    }

    void severalThingsAreEditedAtOnce()
    {
        auto b = open();
        QVERIFY(b);
        b->view().select({subjectOf(b->shop), subjectOf(b->orders)});
        auto *form = b->find<QWidget>("multiForm");
        QTRY_VERIFY(form->isVisible());
        auto *owner = b->find<QLineEdit>("multiOwner");
        owner->setFocus();
        const int steps = b->stack().index();
        QTest::keyClicks(owner, u"Team blue"_s);
        QTest::keyClick(owner, Qt::Key_Return);
        QCOMPARE(b->stack().index(), steps + 1);
        QCOMPARE(b->model().elements.value(b->shop).owner, u"Team blue"_s);
        QCOMPARE(b->model().elements.value(b->orders).owner, u"Team blue"_s);
        QVERIFY(b->model().elements.value(b->app).owner.isEmpty());
        auto *zone = b->find<QComboBox>("multiZone");
        QCOMPARE(zone->currentIndex(), -1); // one stands in a zone, the other does not
        zone->setFocus();
        QTest::keyClick(zone, Qt::Key_Down);
        QCOMPARE(b->stack().index(), steps + 2);
        QCOMPARE(b->model().elements.value(b->shop).boundary, b->model().elements.value(b->orders).boundary);
        b->stack().undo();
        b->stack().undo();
        QVERIFY(b->model().elements.value(b->shop).owner.isEmpty());
        b->view().select(subjectOf(b->shop));
        QVERIFY(!form->isVisible());
    }
};

QTEST_MAIN(TestDiagrams)
#include "tst_diagrams.moc"
