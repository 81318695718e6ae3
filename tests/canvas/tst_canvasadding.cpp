// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "canvas/symbolbutton.h"

#include <QDropEvent>
#include <QMimeData>

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;
using K = DiagramActions::Kind;

// Ways to put something on a diagram that need one gesture: a click beside an element, a symbol of the palette dropped, a
// copy pulled off its original. Each is one undo step.
class TestCanvasAdding : public QObject
{
    Q_OBJECT

    static void undoneByOne(Bench &b, const ThreatModel &before, const QString &pictureBefore)
    {
        QCOMPARE(b.steps(), 1);
        QCOMPARE(validate(b.model()), QStringList());
        b.settle();
        QCOMPARE(pictureOf(b.scene()), freshPictureOf(b.scene()));
        b.key(Qt::Key_Z, Qt::ControlModifier);
        b.settle();
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), pictureBefore);
    }
    static void dragOnto(Bench &b, K kind, QPoint at, bool drop = true)
    {
        SymbolButton button(kind, b.view.diagramActions()->action(kind));
        const std::unique_ptr<QMimeData> data = button.mimeData();
        QDragEnterEvent enter(QPoint(2, 2), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&b.view, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent over(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&b.view, &over);
        if (drop) {
            QDropEvent dropped(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&b.view, &dropped);
        } else {
            QDragLeaveEvent left;
            QApplication::sendEvent(&b.view, &left);
        }
    }

private slots:
    void clickBesideAnElementConnects_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<Qt::KeyboardModifier>("modifier");
        QTest::addColumn<ElementKind>("kind");
        QTest::newRow("right") << int(Qt::RightEdge) << Qt::NoModifier << ElementKind::Process;
        QTest::newRow("below, a store") << int(Qt::BottomEdge) << Qt::ControlModifier << ElementKind::DataStore;
        QTest::newRow("left, an entity") << int(Qt::LeftEdge) << Qt::ShiftModifier << ElementKind::ExternalEntity;
        QTest::newRow("above") << int(Qt::TopEdge) << Qt::NoModifier << ElementKind::Process;
    }
    void clickBesideAnElementConnects()
    {
        QFETCH(int, side);
        QFETCH(Qt::KeyboardModifier, modifier);
        QFETCH(ElementKind, kind);
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        const QPoint out = side == Qt::RightEdge ? QPoint(7, 0) : side == Qt::LeftEdge ? QPoint(-7, 0) : side == Qt::TopEdge ? QPoint(0, -7) : QPoint(0, 7);
        const QPointF edge = side == Qt::RightEdge ? QPointF(from.right(), from.center().y()) : side == Qt::LeftEdge ? QPointF(from.left(), from.center().y())
                             : side == Qt::TopEdge ? QPointF(from.center().x(), from.top()) : QPointF(from.center().x(), from.bottom());
        b.move(b.middle(u"workshop"_s));
        b.move(b.at(edge) + out);
        b.click(b.at(edge) + out, modifier);
        QVERIFY(b.editor()->isVisible());
        b.type(u"billing"_s);
        QCOMPARE(b.element(u"billing"_s).kind, kind);
        QVERIFY(b.flow(u"workshop"_s, u"billing"_s).id);
        // On that side, and on nothing else.
        const QRectF made = b.rect(u"billing"_s);
        QVERIFY(side == Qt::RightEdge ? made.left() > from.right() : side == Qt::LeftEdge ? made.right() < from.left() : side == Qt::TopEdge ? made.bottom() < from.top() : made.top() > from.bottom());
        for (const ElementItem *item : b.scene().elements())
            QVERIFY(item->id == b.element(u"billing"_s).id || !item->rect.intersects(made));
        undoneByOne(b, before, picture);
    }

    // A hand that double-clicks there adds one, not two.
    void doubleClickBesideAnElementAddsOne()
    {
        Bench b;
        const QRectF from = b.rect(u"workshop"_s);
        const qsizetype elements = b.model().elements.size();
        b.move(b.middle(u"workshop"_s));
        b.doubleClick(b.at({from.right(), from.center().y()}) + QPoint(7, 0));
        QCOMPARE(b.model().elements.size(), elements + 1);
    }

    // Inside of the element a click selects it, whatever stands there.
    void clickInsideSelects()
    {
        Bench b;
        const QRectF from = b.rect(u"workshop"_s);
        b.move(b.middle(u"workshop"_s));
        b.click(b.at({from.right(), from.center().y()}) - QPoint(5, 0));
        QCOMPARE(b.steps(), 0);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"workshop"_s).id)});
    }

    void byKey()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.view.select(subjectOf(b.element(u"workshop"_s).id));
        b.key(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        b.type(u"billing"_s);
        QVERIFY(b.flow(u"workshop"_s, u"billing"_s).id);
        QVERIFY(b.rect(u"billing"_s).top() > b.rect(u"workshop"_s).bottom());
        undoneByOne(b, before, picture);
    }

    // The next flow from the same side does not take hold of the one just drawn.
    void severalFlowsFromOneSide()
    {
        Bench b;
        for (const QString &to : {u"identity"_s, u"postgresdb"_s}) {
            const QRectF from = b.rect(u"mailhog"_s);
            b.move(b.middle(u"mailhog"_s));
            b.drag(b.at({from.center().x(), from.top()}), b.middle(to));
            QVERIFY2(b.flow(u"mailhog"_s, to).id, qPrintable(to));
        }
        QCOMPARE(b.steps(), 2);
        QVERIFY(b.flow(u"mailhog"_s, u"identity"_s).id);
    }

    void symbolsOfThePalette_data()
    {
        QTest::addColumn<K>("kind");
        QTest::newRow("process") << K::ProcessTool;
        QTest::newRow("store") << K::StoreTool;
        QTest::newRow("external entity") << K::ExternalTool;
        QTest::newRow("boundary") << K::BoundaryTool;
    }
    void symbolsOfThePalette()
    {
        QFETCH(K, kind);
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QPoint at = b.at({560, 480});
        dragOnto(b, kind, at);
        QVERIFY(b.editor()->isVisible());
        b.type(u"new one"_s);
        const QRectF made = kind == K::BoundaryTool ? b.zoneRect(u"new one"_s) : b.rect(u"new one"_s);
        QVERIFY((made.center() - b.view.toScene(at)).manhattanLength() < 24);
        QVERIFY(b.view.diagramActions()->action(K::SelectTool)->isChecked());
        undoneByOne(b, before, picture);
    }
    void symbolTakenAwayAgain()
    {
        Bench b;
        dragOnto(b, K::ProcessTool, b.at({560, 480}), false);
        QCOMPARE(b.steps(), 0);
        QVERIFY(b.view.diagramActions()->action(K::SelectTool)->isChecked());
        QVERIFY(!SymbolButton::isSymbol(K::FlowTool) && !SymbolButton::isSymbol(K::PanTool));
        QMimeData other;
        other.setText(u"process"_s);
        QVERIFY(!SymbolButton::symbolIn(&other));
    }

    void controlPullsACopy()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF original = b.rect(u"workshop"_s);
        b.view.select(subjectOf(b.element(u"workshop"_s).id));
        b.drag(b.middle(u"workshop"_s), b.at({900, 420}), Qt::ControlModifier);
        QCOMPARE(b.rect(u"workshop"_s), original);
        QCOMPARE(b.model().elements.size(), before.elements.size() + 1);
        const Element copy = b.model().elements.value(ElementId(b.view.selection().first().id));
        QVERIFY(copy.id != b.element(u"workshop"_s).id);
        QCOMPARE(copy.technology, b.element(u"workshop"_s).technology);
        QCOMPARE(copy.boundary, b.zone(u"Data zone"_s).id); // where it was let go
        undoneByOne(b, before, picture);
    }

    // What a hand has put somewhere stays under it, also when the diagram was being kept in view as a whole.
    void theViewStays()
    {
        ThreatModel model;
        const Diagram diagram = newDiagram(model);
        apply(model, addDiagram(model, diagram));
        Bench b(model);
        b.view.zoomToFit();
        dragOnto(b, K::ProcessTool, {300, 200});
        b.type(u"one"_s);
        b.view.setFindings({}); // as after each analysis
        b.settle();
        QVERIFY((b.middle(u"one"_s) - QPoint(300, 200)).manhattanLength() < 24);
        dragOnto(b, K::ProcessTool, {75, 500}); // near the border: no further than needed
        b.type(u"two"_s);
        QTest::qWait(400);
        QVERIFY((b.middle(u"one"_s) - QPoint(300, 200)).manhattanLength() < 60);
    }
};

QTEST_MAIN(TestCanvasAdding)
#include "tst_canvasadding.moc"
