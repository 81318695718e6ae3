// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "canvas/handles.h"
#include "threatmodel/codec.h"

#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;
using K = DiagramActions::Kind;

// What a person's hands do on the canvas, with real events, and what it does to the document. Each edit is one undo step
// whose undo brings back model and picture.
class TestCanvasGestures : public QObject
{
    Q_OBJECT

    // The document was edited by exactly one step; undo brings everything back, redo the edit again.
    static void oneStep(Bench &b, const ThreatModel &before, const QString &pictureBefore)
    {
        QCOMPARE(b.steps(), 1);
        QVERIFY(!b.document.undoStack()->undoText().isEmpty());
        const ThreatModel after = b.model();
        QVERIFY(after != before);
        QCOMPARE(validate(after), QStringList());
        b.settle();
        QCOMPARE(pictureOf(b.scene()), freshPictureOf(b.scene()));
        b.key(Qt::Key_Z, Qt::ControlModifier);
        b.settle();
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), pictureBefore);
        b.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(b.model(), after);
    }

private slots:
    void clickSelects()
    {
        Bench b;
        QSignalSpy spy(&b.view, &DiagramView::selectionChanged);
        b.click(b.middle(u"Web"_s));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        QCOMPARE(spy.count(), 1);
        b.click(b.middle(u"identity"_s), Qt::ShiftModifier);
        QCOMPARE(b.view.selection().size(), 2);
        b.click(b.middle(u"identity"_s), Qt::ShiftModifier); // Shift only adds
        QCOMPARE(b.view.selection().size(), 2);
        b.click(b.middle(u"identity"_s), Qt::ControlModifier);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        const FlowId flow = b.flow(u"Web"_s, u"workshop"_s).id;
        b.click(b.at(b.middleOfFlow(flow)));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(flow)});
        b.click(b.at(b.middleOfFlow(flow)) + QPoint(0, 4)); // a line takes clicks within 5 pixels
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(flow)});
        b.click(b.at(b.zoneRect(u"Data zone"_s).topLeft() + QPointF(30, 16)));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.zone(u"Data zone"_s).id)});
        b.click(QPoint(4, 4));
        QVERIFY(b.view.selection().isEmpty());
        QCOMPARE(b.steps(), 0);
    }

    void selectingAfarMovesNothing()
    {
        Bench b;
        b.view.setZoom(0.3);
        const ThreatModel before = b.model();
        b.click(b.middle(u"Web"_s));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        const FlowId flow = b.flow(u"identity"_s, u"postgresdb"_s).id;
        b.click(b.at(b.middleOfFlow(flow)) + QPoint(0, 3));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(flow)});
        QCOMPARE(b.model(), before);
    }

    void rubberBand()
    {
        Bench b;
        const QRectF web = b.rect(u"Web"_s), workshop = b.rect(u"workshop"_s);
        b.drag(b.at(web.topLeft() - QPointF(12, 60)), b.at(workshop.bottomRight() + QPointF(12, 12)));
        QSet<QUuid> ids;
        for (const Subject &subject : b.view.selection())
            ids.insert(subject.id);
        QVERIFY(ids.contains(b.element(u"Web"_s).id.uuid()));
        QVERIFY(ids.contains(b.element(u"workshop"_s).id.uuid()));
        QVERIFY(ids.contains(b.flow(u"Web"_s, u"workshop"_s).id.uuid()));
        QVERIFY(!ids.contains(b.element(u"postgresdb"_s).id.uuid()));
        const qsizetype count = ids.size();
        const QRectF store = b.rect(u"postgresdb"_s);
        b.drag(b.at(store.topRight() + QPointF(10, -10)), b.at(store.bottomLeft() + QPointF(-10, 10)), Qt::ShiftModifier);
        QVERIFY(b.view.selection().size() > count);
        QCOMPARE(b.steps(), 0);
    }

    void move()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(0, 64), Qt::AltModifier);
        QCOMPARE(b.rect(u"workshop"_s), from.translated(0, 64));
        QVERIFY(b.model().placements.find(Placement::idFor(b.view.diagram(), b.element(u"workshop"_s).id))->byPerson);
        oneStep(b, before, picture);
    }

    void movingShowsFlowsLiveAndTouchesTheModelOnlyAtTheEnd()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const FlowId flow = b.flow(u"Web"_s, u"workshop"_s).id;
        const QPointF end = b.scene().flow(flow)->route.points.last();
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(40, 80), Qt::AltModifier, false);
        QVERIFY(b.view.isGestureRunning());
        QCOMPARE(b.model(), before);
        QVERIFY(b.scene().flow(flow)->route.points.last() != end);
        QVERIFY(b.rect(u"workshop"_s).adjusted(-1, -1, 1, 1).contains(b.scene().flow(flow)->route.points.last()));
        b.key(Qt::Key_Escape);
        QVERIFY(!b.view.isGestureRunning());
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), picture);
        b.release(b.middle(u"workshop"_s) + QPoint(40, 80));
        QCOMPARE(b.steps(), 0);
        QCOMPARE(pictureOf(b.scene()), picture);
    }

    void moveSnapsToNeighbours()
    {
        Bench b;
        // identity and workshop stand one above the other; moved a little aside, workshop returns to the line.
        const double left = b.rect(u"identity"_s).left();
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(4, 40));
        QCOMPARE(b.rect(u"workshop"_s).left(), left);
        QCOMPARE(b.steps(), 1);
    }

    void moveAlongOneDirection()
    {
        Bench b;
        const QRectF from = b.rect(u"workshop"_s);
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(9, 100), Qt::ShiftModifier);
        QCOMPARE(b.rect(u"workshop"_s).left(), from.left());
        QVERIFY(b.rect(u"workshop"_s).top() > from.top() + 60);
    }

    void dropIntoAndOutOfBoundary()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const BoundaryId data = b.zone(u"Data zone"_s).id;
        b.drag(b.middle(u"workshop"_s), b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(0, 40)), {}, false);
        QCOMPARE(b.scene().dropTarget(), data);
        b.release(b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(0, 40)));
        QCOMPARE(b.element(u"workshop"_s).boundary, data);
        QVERIFY(!b.scene().dropTarget());
        QVERIFY(b.zoneRect(u"Data zone"_s).contains(b.rect(u"workshop"_s)));
        oneStep(b, before, picture);
        b.drag(b.middle(u"workshop"_s), b.at(b.zoneRect(u"Internet"_s).bottomLeft() + QPointF(120, 80)), Qt::AltModifier);
        QVERIFY(!b.element(u"workshop"_s).boundary);
        QCOMPARE(b.steps(), 2);
    }

    void boundaryTakesItsMembersAlong()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF zone = b.zoneRect(u"Internet"_s), app = b.rect(u"Customer app"_s);
        const QPoint title = b.at(zone.topLeft() + QPointF(30, 16));
        b.drag(title, title + QPoint(0, 40), Qt::AltModifier);
        QCOMPARE(b.zoneRect(u"Internet"_s), zone.translated(0, 40));
        QCOMPARE(b.rect(u"Customer app"_s), app.translated(0, 40));
        QCOMPARE(b.element(u"Customer app"_s).boundary, b.zone(u"Internet"_s).id);
        oneStep(b, before, picture);
    }

    void resizeBoundary()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF zone = b.zoneRect(u"Internet"_s);
        b.click(b.at(zone.topLeft() + QPointF(30, 16)));
        b.drag(b.at(zone.bottomRight()), b.at(zone.bottomRight() + QPointF(16, 40)));
        QCOMPARE(b.zoneRect(u"Internet"_s).bottomRight(), zone.bottomRight() + QPointF(16, 40));
        oneStep(b, before, picture);
        // It never lets go of what stands in it.
        b.drag(b.at(b.zoneRect(u"Internet"_s).bottomRight()), b.at(zone.topLeft() + QPointF(60, 60)));
        QVERIFY(b.zoneRect(u"Internet"_s).contains(b.rect(u"Mechanic"_s)));
    }

    // An edge comes to rest in line with another one, and at the size of another; a guide shows it.
    void resizeSnapsToNeighbours()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.document.push(u"Size"_s, resizeElement(before, b.view.diagram(), b.element(u"identity"_s).id, b.rect(u"identity"_s).adjusted(0, 0, 21, 13)));
        b.settle();
        const QRectF model = b.rect(u"identity"_s), from = b.rect(u"workshop"_s);
        b.click(b.middle(u"workshop"_s));
        // A few pixels short of the other's right edge, and of its height.
        const QPointF corner(model.right() - 3, from.top() + model.height() + 3);
        b.drag(b.at(from.bottomRight()), b.at(corner), {}, false);
        const QImage guided = b.view.grab().toImage();
        b.release(b.at(corner));
        b.settle();
        QCOMPARE(b.rect(u"workshop"_s).size(), model.size());
        QCOMPARE(b.rect(u"workshop"_s).topLeft(), from.topLeft());
        const QRgb ink = b.view.diagramPalette().band[0].rgb();
        const QPoint on = b.at({model.right(), (model.bottom() + from.top()) / 2});
        bool seen = false;
        for (int x = on.x() - 2; x <= on.x() + 2; ++x)
            seen = seen || guided.pixel(QPoint(x, on.y()) * guided.devicePixelRatio()) == ink;
        QVERIFY(seen);
        // Alt sizes freely, Shift keeps the proportions.
        b.document.undoStack()->undo();
        b.click(b.middle(u"workshop"_s));
        b.drag(b.at(from.bottomRight()), b.at(from.bottomRight()) + QPoint(51, 3), Qt::AltModifier);
        b.settle();
        QVERIFY(std::abs(b.rect(u"workshop"_s).width() - from.width() - 51 / b.view.zoom()) < 1.5);
        b.document.undoStack()->undo();
        b.click(b.middle(u"workshop"_s));
        b.drag(b.at(from.bottomRight()), b.at(from.bottomRight()) + QPoint(60, 0), Qt::ShiftModifier);
        b.settle();
        const QSizeF kept = b.rect(u"workshop"_s).size();
        QVERIFY(kept.width() > from.width() + 20);
        QVERIFY(std::abs(kept.width() / kept.height() - from.width() / from.height()) < 0.01);
        while (b.document.undoStack()->canUndo())
            b.document.undoStack()->undo();
        b.settle();
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), picture);
    }

    void connectByDraggingFromTheEdge()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        b.move(b.middle(u"workshop"_s)); // hovering shows the handles
        b.drag(b.at({from.right(), from.center().y()}), b.middle(u"postgresdb"_s));
        const DataFlow made = b.flow(u"workshop"_s, u"postgresdb"_s);
        QVERIFY(made.id);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(made.id)});
        oneStep(b, before, picture);
    }

    void dropInTheOpenCreatesAndConnects()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        b.move(b.middle(u"workshop"_s));
        b.drag(b.at({from.center().x(), from.bottom()}), b.at(from.center() + QPointF(0, 170)));
        QVERIFY(b.editor()->isVisible());
        b.type(u"billing"_s);
        QCOMPARE(b.element(u"billing"_s).kind, ElementKind::Process);
        QVERIFY(b.flow(u"workshop"_s, u"billing"_s).id);
        QCOMPARE(b.element(u"billing"_s).boundary, b.zone(u"Shop network"_s).id);
        oneStep(b, before, picture); // name and all are one step
    }

    void escapeEndsAConnectionWithoutATrace()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        b.move(b.middle(u"workshop"_s));
        b.drag(b.at({from.right(), from.center().y()}), b.middle(u"postgresdb"_s), {}, false);
        QVERIFY(b.view.isGestureRunning());
        b.key(Qt::Key_Escape);
        b.release(b.middle(u"postgresdb"_s));
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), picture);
        QCOMPARE(b.steps(), 0);
    }

    void reconnect()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const FlowId flow = b.flow(u"workshop"_s, u"mailhog"_s).id;
        b.click(b.at(b.middleOfFlow(flow)));
        b.drag(b.at(b.scene().flow(flow)->route.points.last()), b.middle(u"postgresdb"_s));
        QCOMPARE(b.model().flows.find(flow)->target, b.element(u"postgresdb"_s).id);
        oneStep(b, before, picture);
        // In the open the end returns to where it was.
        const ThreatModel connected = b.model();
        b.drag(b.at(b.scene().flow(flow)->route.points.last()), QPoint(6, 6));
        QCOMPARE(b.model(), connected);
    }

    void bendAndStraighten()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const FlowId flow = b.flow(u"workshop"_s, u"mailhog"_s).id;
        const QPoint on = b.at(b.middleOfFlow(flow));
        b.drag(on, on + QPoint(-64, 48));
        const FlowPlacement *placement = b.model().flowPlacements.find(FlowPlacement::idFor(b.view.diagram(), flow));
        QVERIFY(placement);
        QCOMPARE(placement->waypoints.size(), 1);
        oneStep(b, before, picture);
        b.settle();
        // Its handle: a double click takes the bend away.
        b.click(b.at(b.middleOfFlow(flow)));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(flow)});
        const std::vector<QPointF> handles = [&] {
            std::vector<QPointF> found;
            for (const Handle &handle : handlesOf(b.scene(), b.view.zoom())) {
                if (handle.kind == Handle::Kind::Waypoint)
                    found.push_back(handle.at);
            }
            return found;
        }();
        QCOMPARE(handles.size(), std::size_t(1));
        b.doubleClick(b.at(handles.front()));
        QVERIFY(b.scene().flow(flow)->shown.waypoints.isEmpty());
        QCOMPARE(b.steps(), 2);
        b.settle();
        QCOMPARE(pictureOf(b.scene()), picture);
    }

    void moveLabel()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const FlowId flow = b.flow(u"workshop"_s, u"mailhog"_s).id;
        const QPointF center = b.scene().flow(flow)->route.labelCenter;
        b.drag(b.at(center), b.at(center + QPointF(-40, 30)));
        b.settle();
        QVERIFY(b.model().flowPlacements.find(FlowPlacement::idFor(b.view.diagram(), flow))->labelMoved);
        QVERIFY(QLineF(b.scene().flow(flow)->route.labelCenter, center + QPointF(-40, 30)).length() < 3);
        oneStep(b, before, picture);
    }

    void addByKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("kind");
        QTest::newRow("process") << int(Qt::Key_P) << int(ElementKind::Process);
        QTest::newRow("store") << int(Qt::Key_S) << int(ElementKind::DataStore);
        QTest::newRow("external entity") << int(Qt::Key_E) << int(ElementKind::ExternalEntity);
    }

    void addByKey()
    {
        QFETCH(int, key);
        QFETCH(int, kind);
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.key(Qt::Key(key));
        QCOMPARE(b.model().elements.size(), before.elements.size() + 1);
        QVERIFY(b.editor()->isVisible());
        b.type(u"brand new"_s);
        QVERIFY(!b.editor()->isVisible());
        QCOMPARE(int(b.element(u"brand new"_s).kind), kind);
        QCOMPARE(b.view.selection().size(), 1);
        QCOMPARE(b.scene().nameOf(b.view.selection().first()), u"brand new"_s);
        for (const ElementItem *item : b.scene().elements())
            QVERIFY(item->id == b.element(u"brand new"_s).id || !item->rect.intersects(b.rect(u"brand new"_s)));
        oneStep(b, before, picture);
    }

    void addByTool()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.view.diagramActions()->action(K::StoreTool)->trigger();
        QVERIFY(b.view.diagramActions()->action(K::StoreTool)->isChecked());
        const QPoint where = b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(0, 60));
        b.click(where);
        b.type(u"cache"_s);
        QCOMPARE(b.element(u"cache"_s).boundary, b.zone(u"Data zone"_s).id);
        QVERIFY(QLineF(b.rect(u"cache"_s).center(), b.view.toScene(where)).length() < 8);
        QVERIFY(b.view.diagramActions()->action(K::SelectTool)->isChecked());
        oneStep(b, before, picture);
        b.view.diagramActions()->action(K::ProcessTool)->trigger();
        b.key(Qt::Key_Escape);
        QVERIFY(b.view.diagramActions()->action(K::SelectTool)->isChecked());
        QCOMPARE(b.steps(), 1);
    }

    void drawBoundary()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.view.diagramActions()->action(K::BoundaryTool)->trigger();
        const QRectF around = b.rect(u"identity"_s).united(b.rect(u"workshop"_s)).adjusted(-24, -48, 24, 24);
        b.drag(b.at(around.topLeft()), b.at(around.bottomRight()));
        b.type(u"services"_s);
        QCOMPARE(b.element(u"identity"_s).boundary, b.zone(u"services"_s).id);
        QCOMPARE(b.element(u"workshop"_s).boundary, b.zone(u"services"_s).id);
        QCOMPARE(b.zone(u"services"_s).parent, b.zone(u"Shop network"_s).id);
        oneStep(b, before, picture);
    }

    void groupByKey()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.click(b.middle(u"identity"_s));
        b.click(b.middle(u"workshop"_s), Qt::ShiftModifier);
        b.key(Qt::Key_B);
        b.type(u"services"_s);
        QCOMPARE(b.element(u"identity"_s).boundary, b.zone(u"services"_s).id);
        oneStep(b, before, picture);
    }

    void flowFromTheKeyboard()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.view.select(subjectOf(b.element(u"mailhog"_s).id));
        b.key(Qt::Key_F);
        int guard = 0;
        do
            b.key(Qt::Key_Tab);
        while (b.scene().elements().size() > std::size_t(guard++) && guard < 3);
        b.key(Qt::Key_Return);
        QCOMPARE(b.model().flows.size(), before.flows.size() + 1);
        QCOMPARE(b.view.selection().size(), 1);
        QCOMPARE(b.model().flows.find(FlowId(b.view.selection().first().id))->source, b.element(u"mailhog"_s).id);
        oneStep(b, before, picture);
    }

    void flowBetweenTwoSelected()
    {
        Bench b;
        b.click(b.middle(u"mailhog"_s));
        b.click(b.middle(u"Mechanic"_s), Qt::ShiftModifier);
        b.key(Qt::Key_F);
        QVERIFY(b.flow(u"mailhog"_s, u"Mechanic"_s).id);
        QCOMPARE(b.steps(), 1);
    }

    void deleteTakesFlowsAlong()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.click(b.middle(u"Web"_s));
        b.key(Qt::Key_Delete);
        QVERIFY(!b.element(u"Web"_s).id);
        QCOMPARE(b.model().flows.size(), before.flows.size() - 4);
        QVERIFY(b.view.selection().isEmpty());
        oneStep(b, before, picture);
    }

    void deleteFlowOnly()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.click(b.at(b.middleOfFlow(b.flow(u"workshop"_s, u"mailhog"_s).id)));
        b.key(Qt::Key_Backspace);
        QCOMPARE(b.model().flows.size(), before.flows.size() - 1);
        QCOMPARE(b.model().elements.size(), before.elements.size());
        oneStep(b, before, picture);
    }

    void takeOffKeepsTheModel()
    {
        Bench b;
        b.click(b.middle(u"mailhog"_s));
        b.key(Qt::Key_Delete, Qt::ShiftModifier);
        QVERIFY(b.element(u"mailhog"_s).id);
        QVERIFY(!b.scene().element(b.element(u"mailhog"_s).id));
        QCOMPARE(b.steps(), 1);
    }

    void rename_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("F2") << true;
        QTest::newRow("double click") << false;
    }

    void rename()
    {
        QFETCH(bool, byKey);
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        if (byKey) {
            b.click(b.middle(u"Web"_s));
            b.key(Qt::Key_F2);
        } else {
            b.doubleClick(b.middle(u"Web"_s));
        }
        QVERIFY(b.editor()->isVisible());
        QCOMPARE(b.editor()->text(), u"Web"_s);
        b.type(u"Gateway"_s);
        QVERIFY(b.element(u"Gateway"_s).id);
        oneStep(b, before, picture);
    }

    void escapeKeepsTheOldName()
    {
        Bench b;
        b.doubleClick(b.middle(u"Web"_s));
        QTest::keyClicks(b.editor(), u"Nonsense"_s);
        QTest::keyClick(b.editor(), Qt::Key_Escape);
        QVERIFY(!b.editor()->isVisible());
        QVERIFY(b.element(u"Web"_s).id);
        QCOMPARE(b.steps(), 0);
    }

    void doubleClickInTheOpenAdds()
    {
        Bench b;
        b.doubleClick(b.at(b.zoneRect(u"Internet"_s).bottomLeft() + QPointF(60, 120)));
        b.type(u"scratch"_s);
        QCOMPARE(b.element(u"scratch"_s).kind, ElementKind::Process);
        QCOMPARE(b.steps(), 1);
    }

    void nudgesMerge()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QRectF from = b.rect(u"workshop"_s);
        b.click(b.middle(u"workshop"_s));
        for (int i = 0; i < 3; ++i)
            b.key(Qt::Key_Right);
        b.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(b.rect(u"workshop"_s), from.translated(3, 8));
        oneStep(b, before, picture);
        b.click(b.middle(u"identity"_s)); // another selection: another step
        b.key(Qt::Key_Right);
        QCOMPARE(b.steps(), 2);
        b.click(b.middle(u"workshop"_s));
        b.key(Qt::Key_Right);
        QCOMPARE(b.steps(), 3);
    }

    void copyPasteDuplicate()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.click(b.middle(u"identity"_s));
        b.click(b.middle(u"postgresdb"_s), Qt::ShiftModifier);
        b.key(Qt::Key_C, Qt::ControlModifier);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasFormat(u"application/x-drawbridge-fragment"_s));
        QVERIFY(data->hasFormat(u"image/svg+xml"_s));
        QVERIFY(data->hasImage());
        QCOMPARE(b.steps(), 0);
        b.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(b.model().elements.size(), before.elements.size() + 2);
        QCOMPARE(b.model().flows.size(), before.flows.size() + 1);
        QCOMPARE(b.view.selection().size(), 3);
        oneStep(b, before, picture);
        b.click(b.middle(u"mailhog"_s));
        b.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(b.model().elements.size(), before.elements.size() + 3);
        QCOMPARE(b.steps(), 2);
    }

    void pastedWholeIsShownAsAWhole()
    {
        Bench from;
        from.key(Qt::Key_A, Qt::ControlModifier);
        from.key(Qt::Key_C, Qt::ControlModifier);
        ThreatModel empty;
        apply(empty, addDiagram(empty, newDiagram(empty)));
        Bench b(empty);
        b.view.resize(300, 200);
        b.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(b.model().elements.size(), from.model().elements.size());
        const auto seen = [&] { return QRectF(b.view.toScene({0, 0}), b.view.toScene({300, 200})); };
        QTRY_VERIFY(seen().contains(b.scene().contentRect()));
    }

    void pasteOfRubbishChangesNothing()
    {
        Bench b;
        auto *data = new QMimeData;
        data->setData(u"application/x-drawbridge-fragment"_s, "not a model");
        QGuiApplication::clipboard()->setMimeData(data);
        QSignalSpy failed(&b.view, &DiagramView::failed);
        b.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(b.steps(), 0);
        QCOMPARE(failed.count(), 1);
    }

    void selectAllAndEscape()
    {
        Bench b;
        b.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(b.view.selection().size(), b.model().elements.size() + b.model().flows.size() + b.model().boundaries.size());
        b.key(Qt::Key_Escape);
        QVERIFY(b.view.selection().isEmpty());
    }

    void zoomAtThePointer()
    {
        Bench b;
        const QPoint pointer = b.middle(u"postgresdb"_s);
        const QPointF under = b.view.toScene(pointer);
        const double before = b.view.zoom();
        b.wheel(pointer, {0, 120}, Qt::ControlModifier);
        QVERIFY(b.view.zoom() > before * 1.1);
        QVERIFY(QLineF(b.view.toScene(pointer), under).length() < 1);
        b.wheel(pointer, {0, -120}, Qt::ControlModifier);
        QVERIFY(qFuzzyCompare(b.view.zoom(), before));
    }

    void wheelAndTouchpadScroll()
    {
        Bench b;
        const QPointF corner = b.view.toScene({0, 0});
        b.wheel({400, 300}, {0, -120});
        QVERIFY(b.view.toScene({0, 0}).y() > corner.y() + 20);
        b.wheel({400, 300}, {0, -120}, Qt::ShiftModifier);
        QVERIFY(b.view.toScene({0, 0}).x() > corner.x() + 20);
        const QPointF now = b.view.toScene({0, 0});
        b.wheel({400, 300}, {0, 0}, {}, {30, 12}); // pixels of a touchpad
        QVERIFY(qAbs(now.x() - b.view.toScene({0, 0}).x() - 30 / b.view.zoom()) < 1);
        QVERIFY(qAbs(now.y() - b.view.toScene({0, 0}).y() - 12 / b.view.zoom()) < 1);
        QCOMPARE(b.steps(), 0);
    }

    void panning()
    {
        Bench b;
        const QPointF corner = b.view.toScene({0, 0});
        b.move({300, 300});
        b.press({300, 300}, Qt::MiddleButton);
        b.move({350, 330}, Qt::MiddleButton);
        b.release({350, 330}, Qt::MiddleButton);
        QVERIFY(QLineF(b.view.toScene({0, 0}), corner - QPointF(50, 30) / b.view.zoom()).length() < 2);
        QTest::keyPress(&b.view, Qt::Key_Space);
        b.drag(b.middle(u"Web"_s), b.middle(u"Web"_s) + QPoint(60, 0));
        QTest::keyRelease(&b.view, Qt::Key_Space);
        QVERIFY(b.view.toScene({0, 0}).x() < corner.x() - 90 / b.view.zoom());
        QCOMPARE(b.steps(), 0);
        QVERIFY(b.view.selection().isEmpty());
    }

    void tabFollowsTheFlows()
    {
        Bench b;
        b.key(Qt::Key_Tab);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Customer app"_s).id)});
        b.key(Qt::Key_Tab);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.flow(u"Customer app"_s, u"Web"_s).id)});
        b.key(Qt::Key_Tab);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        b.key(Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.flow(u"Customer app"_s, u"Web"_s).id)});
        QSet<QUuid> seen;
        for (const Subject &subject : b.scene().readingOrder())
            seen.insert(subject.id);
        QCOMPARE(seen.size(), b.model().elements.size() + b.model().flows.size() + b.model().boundaries.size());
        QCOMPARE(b.scene().readingOrder().size(), seen.size());
    }

    void alignAndDistribute()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.click(b.middle(u"Web"_s));
        b.click(b.middle(u"workshop"_s), Qt::ShiftModifier);
        b.view.diagramActions()->action(K::AlignTop)->trigger();
        QCOMPARE(b.rect(u"Web"_s).top(), b.rect(u"workshop"_s).top());
        oneStep(b, before, picture);
    }

    void drillDown()
    {
        ShopModel shop;
        Element web;
        for (const Element &element : shop.model.elements) {
            if (element.name == u"Web"_s)
                web = element;
        }
        Diagram details = newDiagram(shop.model);
        details.kind = DiagramKind::Service;
        details.subject = web.id;
        apply(shop.model, addDiagram(shop.model, details));
        Bench b(shop.model);
        b.view.setDiagram(shop.diagramId);
        QSignalSpy spy(&b.view, &DiagramView::diagramRequested);
        b.doubleClick(b.middle(u"Web"_s));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].value<DiagramId>(), details.id);
        QVERIFY(!b.editor()->isVisible());
        b.key(Qt::Key_Return);
        QCOMPARE(spy.count(), 2);
    }

    void badgeOpensTheFindings()
    {
        Bench b;
        b.view.setLens(Lens::Threats);
        b.view.setFindings({{b.element(u"Web"_s).id.uuid(), {3, 0}}});
        QSignalSpy spy(&b.view, &DiagramView::findingsRequested);
        b.click(b.at(b.rect(u"Web"_s).topRight() + QPointF(-4, 2)));
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].value<Subject>(), subjectOf(b.element(u"Web"_s).id));
        QCOMPARE(b.steps(), 0);
    }

    void removedDiagramIsLeft()
    {
        ShopModel shop;
        Bench b(shop.model);
        b.document.push(u"Remove"_s, removeDiagrams(b.model(), {shop.diagramId}));
        QVERIFY(!b.view.diagram());
        QVERIFY(b.scene().isEmpty());
        b.key(Qt::Key_P); // nothing to draw on
        QCOMPARE(b.steps(), 1);
    }

    void changeByOthersEndsADrag()
    {
        Bench b;
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(40, 80), {}, false);
        b.document.push(u"Remove"_s, removeElements(b.model(), {b.element(u"workshop"_s).id}));
        QVERIFY(!b.view.isGestureRunning());
        b.release({500, 500});
        QCOMPARE(b.steps(), 1);
        QCOMPARE(pictureOf(b.scene()), freshPictureOf(b.scene()));
    }

    void tidyIsOneStep()
    {
        Bench b;
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        QSignalSpy failed(&b.view, &DiagramView::failed);
        b.view.diagramActions()->action(K::TidyAll)->trigger();
        QVERIFY(!b.view.diagramActions()->action(K::TidyAll)->isEnabled()); // one at a time
        QTRY_VERIFY_WITH_TIMEOUT(b.steps() == 1 || !failed.isEmpty(), 30000);
        QVERIFY2(failed.isEmpty(), qPrintable(failed.isEmpty() ? QString() : failed[0][0].toString()));
        QTRY_VERIFY(!b.scene().hasLifted()); // it glides to where the model says
        const auto &elements = b.scene().elements();
        for (std::size_t i = 0; i < elements.size(); ++i) {
            for (std::size_t k = i + 1; k < elements.size(); ++k)
                QVERIFY(!elements[i]->rect.intersects(elements[k]->rect));
        }
        oneStep(b, before, picture);
    }

    void pressingEndsTheGlide()
    {
        Bench b;
        b.view.diagramActions()->action(K::TidyAll)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(b.steps(), 1, 30000);
        b.press({4, 4});
        QVERIFY(!b.scene().hasLifted());
        b.release({4, 4});
        b.settle();
        QCOMPARE(pictureOf(b.scene()), freshPictureOf(b.scene()));
    }

    void tidyCanBeStopped()
    {
        Bench b;
        b.view.diagramActions()->action(K::TidyAll)->trigger();
        b.key(Qt::Key_Escape);
        QVERIFY(b.view.diagramActions()->action(K::TidyAll)->isEnabled());
        QTest::qWait(600);
        QCOMPARE(b.steps(), 0);
    }

    void editsWinOverTidy()
    {
        Bench b;
        QSignalSpy failed(&b.view, &DiagramView::failed);
        b.view.diagramActions()->action(K::TidyAll)->trigger();
        b.view.select(subjectOf(b.element(u"Web"_s).id));
        b.key(Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 30000);
        QCOMPARE(b.steps(), 1);
    }

    void dropFromTheTree()
    {
        Bench b;
        b.view.select(subjectOf(b.element(u"Web"_s).id));
        b.key(Qt::Key_Delete, Qt::ShiftModifier);
        const ElementId web = b.element(u"Web"_s).id;
        QVERIFY(!b.scene().element(web));
        QMimeData data;
        data.setData(DiagramView::elementsMimeType(), web.uuid().toByteArray() + "\nrubbish");
        const QPointF at(400, 600);
        QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&b.view, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&b.view, &drop);
        QVERIFY(b.scene().element(web));
        QVERIFY(b.rect(u"Web"_s).contains(b.view.toScene(at)));
        QCOMPARE(b.steps(), 2);
    }
};

QTEST_MAIN(TestCanvasGestures)
#include "tst_canvasgestures.moc"
