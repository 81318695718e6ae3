// SPDX-License-Identifier: Apache-2.0
// How things stand on a diagram: collapsed, locked, in front, opened; by real events, each one step that undo takes back.
#include "canvas/canvasfixture.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTimer>
#include <QUndoStack>

using namespace drawbridge;
using namespace drawbridge::testing;

class TestCanvasStanding : public QObject
{
    Q_OBJECT

    // What happened is one step; undo brings back model and picture, redo repeats it.
    static void oneStep(Bench &b, const ThreatModel &before, const QString &picture, int steps)
    {
        const ThreatModel after = b.model();
        b.settle();
        QCOMPARE(b.steps(), steps + 1);
        QVERIFY(after != before);
        QCOMPARE(pictureOf(b.scene()), freshPictureOf(b.scene()));
        b.document.undoStack()->undo();
        b.settle();
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), picture);
        b.document.undoStack()->redo();
        b.settle();
        QCOMPARE(b.model(), after);
    }

    static QPoint toggle(Bench &b, const QString &zone) { return b.at(notation::boundaryToggleArea(b.zoneRect(zone)).center()); }
    static BoundaryPlacement placementOf(Bench &b, const QString &zone)
    {
        return b.model().boundaryPlacements.value(BoundaryPlacement::idFor(b.view.diagram(), b.zone(zone).id));
    }
    static Placement placedAt(Bench &b, const QString &element) { return b.model().placements.value(Placement::idFor(b.view.diagram(), b.element(element).id)); }

    // Two flows between the same elements that an import brought, and operations on the first.
    static ThreatModel withParallelFlows()
    {
        ThreatModel model = ShopModel().model;
        ElementId web, workshop;
        for (const Element &element : model.elements) {
            if (element.name == u"Web"_s)
                web = element.id;
            if (element.name == u"workshop"_s)
                workshop = element.id;
        }
        for (DataFlow flow : QList<DataFlow>(model.flows.begin(), model.flows.end())) {
            if (flow.source != web || flow.target != workshop)
                continue;
            flow.provenance.origin = Origin::Declared;
            for (const char *path : {"/cars", "/cars/{id}", "/repairs"}) {
                Operation operation;
                operation.id = OperationId::create();
                operation.service = workshop;
                operation.method = u"GET"_s;
                operation.path = QString::fromLatin1(path);
                model.operations.insert(operation);
                flow.operations.append(operation.id);
            }
            std::sort(flow.operations.begin(), flow.operations.end());
            model.flows.insert(flow);
            DataFlow other = flow;
            other.id = FlowId::create();
            other.protocol = u"grpc"_s;
            other.operations.clear();
            model.flows.insert(other);
        }
        return model;
    }

private slots:
    void collapse_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("mark in the title") << 0;
        QTest::newRow("key") << 1;
        QTest::newRow("command") << 2;
    }

    void collapse()
    {
        QFETCH(int, how);
        Bench b;
        // A second flow into the zone from the same place: one line with a count when the zone is closed.
        b.document.push(u"flow"_s, addFlow(b.model(), newFlow(b.element(u"Customer app"_s).id, b.element(u"identity"_s).id)));
        b.settle();
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const int steps = b.steps();
        const QRectF open = b.zoneRect(u"Shop network"_s);
        if (how == 0) {
            b.click(toggle(b, u"Shop network"_s));
        } else {
            b.click(b.at(open.topLeft() + QPointF(120, 16)));
            if (how == 1)
                b.key(Qt::Key_Period);
            else
                b.view.diagramActions()->action(DiagramActions::Kind::Collapse)->trigger();
        }
        b.settle();
        const BoundaryId zone = b.zone(u"Shop network"_s).id;
        QVERIFY(placementOf(b, u"Shop network"_s).collapsed);
        QCOMPARE(QSizeF(placementOf(b, u"Shop network"_s).width, placementOf(b, u"Shop network"_s).height), open.size());
        QCOMPARE(b.zoneRect(u"Shop network"_s), QRectF(open.topLeft(), collapsedSize));
        QVERIFY(!b.scene().element(b.element(u"Web"_s).id));
        QVERIFY(!b.scene().boundary(b.zone(u"Data zone"_s).id));
        QCOMPARE(int(b.scene().boundary(zone)->content.size()), 5);
        QCOMPARE(int(b.scene().flows().size()), 2); // from the app, two in one; from the mechanic
        for (const FlowItem *item : b.scene().flows()) {
            QCOMPARE(item->shown.to, subjectOf(zone));
            const QRectF box = b.zoneRect(u"Shop network"_s).adjusted(-1, -1, 1, 1);
            QVERIFY(box.contains(item->route.points.last()));
            if (item->shown.from == subjectOf(b.element(u"Customer app"_s).id)) {
                QCOMPARE(int(item->shown.flows.size()), 2);
                QVERIFY2(item->shown.label.contains(u"2 flows"_s), qPrintable(item->shown.label));
            }
        }
        QCOMPARE(b.element(u"Web"_s).boundary, zone); // membership stays
        const QByteArray svg = b.view.toSvg();
        QVERIFY(svg.contains("5 element"));
        QVERIFY(!svg.contains("nginx"));
        oneStep(b, before, picture, steps);
    }

    void expand_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("mark") << 0;
        QTest::newRow("double click") << 1;
        QTest::newRow("Enter") << 2;
    }

    void expand()
    {
        QFETCH(int, how);
        Bench b;
        const QString picture = pictureOf(b.scene());
        b.click(toggle(b, u"Data zone"_s));
        b.settle();
        QVERIFY(placementOf(b, u"Data zone"_s).collapsed);
        const ThreatModel before = b.model();
        const QString collapsed = pictureOf(b.scene());
        if (how == 0)
            b.click(toggle(b, u"Data zone"_s));
        else if (how == 1)
            b.doubleClick(b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(20, 10)));
        else {
            b.click(b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(20, 10)));
            b.key(Qt::Key_Return);
        }
        b.settle();
        QVERIFY(!placementOf(b, u"Data zone"_s).collapsed);
        QCOMPARE(pictureOf(b.scene()), picture);
        oneStep(b, before, collapsed, 1);
    }

    // A small system from nothing without a mouse: elements, flows, a boundary, a bend, and all of it taken back.
    void aDiagramByKeysAlone()
    {
        ThreatModel empty;
        const Diagram diagram = newDiagram(empty);
        apply(empty, addDiagram(empty, diagram));
        Bench b(empty);
        const auto make = [&](Qt::Key key, const QString &name) {
            b.key(key);
            QVERIFY(b.editor()->isVisible());
            b.type(name);
            QVERIFY(b.element(name).id);
        };
        make(Qt::Key_E, u"Browser"_s);
        make(Qt::Key_P, u"Shop"_s);
        make(Qt::Key_S, u"Orders"_s);
        for (const ElementItem *one : b.scene().elements()) {
            for (const ElementItem *other : b.scene().elements())
                QVERIFY(one == other || !one->rect.intersects(other->rect));
        }
        const auto walkTo = [&](const Subject &wanted) {
            b.key(Qt::Key_Escape);
            for (int i = 0; i < 20 && b.view.selection() != QList<Subject>{wanted}; ++i)
                b.key(Qt::Key_Tab);
            QCOMPARE(b.view.selection(), QList<Subject>{wanted});
        };
        const auto join = [&](const QString &from, const QString &to) {
            walkTo(subjectOf(b.element(from).id));
            QList<ElementId> targets;
            for (const Subject &subject : b.scene().readingOrder()) {
                if (subject.kind == SubjectKind::Element && ElementId(subject.id) != b.element(from).id)
                    targets.append(ElementId(subject.id));
            }
            b.key(Qt::Key_F);
            for (qsizetype i = 0; i <= targets.indexOf(b.element(to).id); ++i)
                b.key(Qt::Key_Tab);
            b.key(Qt::Key_Return);
            QVERIFY(b.flow(from, to).id);
        };
        join(u"Browser"_s, u"Shop"_s);
        join(u"Shop"_s, u"Orders"_s);
        b.key(Qt::Key_F2);
        b.type(u"order"_s);
        QCOMPARE(b.flow(u"Shop"_s, u"Orders"_s).name, u"order"_s);
        const QPointF before = b.rect(u"Orders"_s).topLeft();
        walkTo(subjectOf(b.element(u"Orders"_s).id));
        b.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(b.rect(u"Orders"_s).topLeft(), before + QPointF(0, 8));
        b.key(Qt::Key_B);
        QVERIFY(b.editor()->isVisible());
        b.type(u"Data zone"_s);
        QCOMPARE(b.element(u"Orders"_s).boundary, b.zone(u"Data zone"_s).id);
        walkTo(subjectOf(b.zone(u"Data zone"_s).id));
        b.key(Qt::Key_Period);
        QVERIFY(b.scene().boundary(b.zone(u"Data zone"_s).id)->collapsed);
        b.key(Qt::Key_Return); // opens it again
        QVERIFY(!b.scene().boundary(b.zone(u"Data zone"_s).id)->collapsed);
        walkTo(subjectOf(b.flow(u"Browser"_s, u"Shop"_s).id));
        b.key(Qt::Key_W);
        QCOMPARE(b.scene().flow(b.flow(u"Browser"_s, u"Shop"_s).id)->shown.waypoints.size(), 1);
        walkTo(subjectOf(b.element(u"Browser"_s).id));
        b.key(Qt::Key_Delete);
        QCOMPARE(int(b.model().flows.size()), 1);
        QCOMPARE(validate(b.model()), QStringList());
        while (b.document.undoStack()->canUndo())
            b.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(b.model(), empty);
    }

    // Its badge counts what is found inside, and opens it.
    void collapsedBoxCarriesABadge()
    {
        Bench b;
        b.view.setFindings({{b.element(u"postgresdb"_s).id.uuid(), {3, 1}}, {b.zone(u"Data zone"_s).id.uuid(), {2, 2}}});
        b.view.setLens(Lens::Threats);
        b.click(toggle(b, u"Data zone"_s));
        b.settle();
        const QRectF box = b.zoneRect(u"Data zone"_s);
        const QImage seen = b.view.grab().toImage();
        const QPoint badge = b.at(box.topRight() + QPointF(-2, -7));
        QCOMPARE(seen.pixelColor(badge * seen.devicePixelRatio()), b.view.diagramPalette().band[1]);
        QSignalSpy asked(&b.view, &DiagramView::findingsRequested);
        b.click(badge);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<Subject>(), subjectOf(b.zone(u"Data zone"_s).id));
        b.view.setLens(Lens::Structure);
        b.click(badge);
        QCOMPARE(asked.size(), 1);
    }

    void collapsedBoxMovesWithItsContent()
    {
        Bench b;
        b.click(toggle(b, u"Data zone"_s));
        b.settle();
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const Placement db = placedAt(b, u"postgresdb"_s);
        const QPoint from = b.at(b.zoneRect(u"Data zone"_s).center());
        b.drag(from, from + QPoint(0, 120), Qt::AltModifier);
        const Placement moved = placedAt(b, u"postgresdb"_s);
        QCOMPARE(QPointF(moved.x - db.x, moved.y - db.y), QPointF(0, 120));
        oneStep(b, before, picture, 1);
    }

    void collapsedBoxTakesNothingIn()
    {
        Bench b;
        b.click(toggle(b, u"Data zone"_s));
        b.settle();
        b.drag(b.middle(u"workshop"_s), b.at(b.zoneRect(u"Data zone"_s).center()), Qt::AltModifier, false);
        QVERIFY(b.scene().dropTarget().isNull());
        b.release(b.at(b.zoneRect(u"Data zone"_s).center()));
        QCOMPARE(b.element(u"workshop"_s).boundary, b.zone(u"Shop network"_s).id);
    }

    void selectionOfWhatIsHiddenShowsTheBox()
    {
        Bench b;
        b.click(toggle(b, u"Shop network"_s));
        b.settle();
        b.view.select(subjectOf(b.element(u"identity"_s).id));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.zone(u"Shop network"_s).id)});
    }

    void crossingsAreMarked()
    {
        Bench b;
        const FlowItem *item = b.scene().flow(b.flow(u"Customer app"_s, u"Web"_s).id);
        QCOMPARE(int(item->crossings.size()), 2);
        const double borders[] = {b.zoneRect(u"Internet"_s).right(), b.zoneRect(u"Shop network"_s).left()};
        QList<double> at{item->crossings[0].at.x(), item->crossings[1].at.x()};
        std::sort(at.begin(), at.end());
        QCOMPARE(at, QList<double>({borders[0], borders[1]}));
        QVERIFY(b.scene().flow(b.flow(u"Web"_s, u"identity"_s).id)->crossings.isEmpty());
        // Out of the zone, the mark goes with it.
        const QPoint from = b.at(b.zoneRect(u"Internet"_s).topLeft() + QPointF(120, 16));
        b.drag(from, from + QPoint(24, 0), Qt::AltModifier);
        b.settle();
        const FlowItem *moved = b.scene().flow(b.flow(u"Customer app"_s, u"Web"_s).id);
        bool found = false;
        for (const Crossing &crossing : moved->crossings)
            found = found || crossing.at.x() == b.zoneRect(u"Internet"_s).right();
        QVERIFY(found);
    }

    void dropTargetIsMarkedWhileDragging()
    {
        Bench b;
        b.drag(b.middle(u"workshop"_s), b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(0, 90)), Qt::AltModifier, false);
        QCOMPARE(b.scene().dropTarget(), b.zone(u"Data zone"_s).id);
        const QImage marked = b.view.grab().toImage();
        b.key(Qt::Key_Escape);
        QVERIFY(b.scene().dropTarget().isNull());
        QVERIFY(b.view.grab().toImage() != marked);
        QCOMPARE(b.steps(), 0);
    }

    void lockedThingsStay()
    {
        Bench b;
        b.click(b.middle(u"Web"_s));
        const QString picture = pictureOf(b.scene());
        const ThreatModel before = b.model();
        b.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(placedAt(b, u"Web"_s).locked);
        oneStep(b, before, picture, 0);
        const ThreatModel locked = b.model();
        QSignalSpy refused(&b.view, &DiagramView::failed);
        b.drag(b.middle(u"Web"_s), b.middle(u"Web"_s) + QPoint(60, 60));
        QCOMPARE(refused.size(), 1);
        b.click(b.middle(u"Web"_s));
        b.key(Qt::Key_Right);
        QCOMPARE(refused.size(), 2);
        const QPoint corner = b.at(b.rect(u"Web"_s).bottomRight());
        b.drag(corner, corner + QPoint(40, 40));
        QCOMPARE(b.model(), locked);
        // Nor along with its zone.
        const QPoint title = b.at(b.zoneRect(u"Shop network"_s).topLeft() + QPointF(140, 16));
        b.drag(title, title + QPoint(40, 0));
        QCOMPARE(b.model(), locked);
        // With others, those move alone.
        b.click(b.middle(u"Web"_s));
        b.click(b.middle(u"identity"_s), Qt::ShiftModifier);
        b.key(Qt::Key_Right);
        QCOMPARE(placedAt(b, u"Web"_s).x, locked.placements.value(placedAt(b, u"Web"_s).id).x);
        QCOMPARE(placedAt(b, u"identity"_s).x, locked.placements.value(placedAt(b, u"identity"_s).id).x + 1);
        // Unlocked again by the same key.
        b.click(b.middle(u"Web"_s));
        b.key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!placedAt(b, u"Web"_s).locked);
    }

    void tidyLeavesLockedThings()
    {
        Bench b;
        b.click(b.middle(u"workshop"_s));
        b.key(Qt::Key_L, Qt::ControlModifier);
        const Placement before = placedAt(b, u"workshop"_s);
        const int steps = b.steps();
        b.view.diagramActions()->action(DiagramActions::Kind::TidyAll)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(b.steps(), steps + 1, 30000);
        QCOMPARE(placedAt(b, u"workshop"_s), before);
    }

    void frontAndBack()
    {
        Bench b;
        // One lies on the other.
        b.document.push(u"move"_s, moveElements(b.model(), b.view.diagram(), {{b.element(u"workshop"_s).id, b.rect(u"Web"_s).topLeft() + QPointF(40, 20)}}));
        b.settle();
        const QPointF shared = b.rect(u"Web"_s).center() + QPointF(20, 10);
        const ElementId above = b.scene().hitTest(shared, 1).element();
        const QString other = above == b.element(u"Web"_s).id ? u"workshop"_s : u"Web"_s;
        b.view.select(subjectOf(b.element(other).id));
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(b.scene().hitTest(shared, 1).element(), b.element(other).id);
        oneStep(b, before, picture, 1);
        b.key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(b.scene().hitTest(shared, 1).element(), above);
    }

    void sameSizes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("width") << int(DiagramActions::Kind::SameWidth);
        QTest::newRow("height") << int(DiagramActions::Kind::SameHeight);
        QTest::newRow("both") << int(DiagramActions::Kind::SameSize);
    }

    void sameSizes()
    {
        QFETCH(int, kind);
        Bench b;
        b.document.push(u"size"_s, resizeElement(b.model(), b.view.diagram(), b.element(u"Web"_s).id, QRectF(b.rect(u"Web"_s).topLeft(), QSizeF(180, 90))));
        b.settle();
        b.click(b.middle(u"Web"_s));
        b.click(b.middle(u"identity"_s), Qt::ShiftModifier);
        const QSizeF was = b.rect(u"identity"_s).size();
        const QPointF middle = b.rect(u"identity"_s).center();
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.view.diagramActions()->action(DiagramActions::Kind(kind))->trigger();
        const bool width = kind != int(DiagramActions::Kind::SameHeight), height = kind != int(DiagramActions::Kind::SameWidth);
        QCOMPARE(b.rect(u"identity"_s).size(), QSizeF(width ? 180 : was.width(), height ? 90 : was.height()));
        QCOMPARE(b.rect(u"identity"_s).center(), middle);
        oneStep(b, before, picture, 1);
    }

    void bundleOpensAndCloses_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("double click") << 0;
        QTest::newRow("Enter") << 1;
        QTest::newRow("key") << 2;
    }

    void bundleOpensAndCloses()
    {
        QFETCH(int, how);
        Bench b(withParallelFlows());
        const FlowItem *bundle = nullptr;
        for (const FlowItem *item : b.scene().flows()) {
            if (item->shown.isBundle())
                bundle = item;
        }
        QVERIFY(bundle);
        QCOMPARE(bundle->shown.label, u"2 flows"_s);
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QPoint at = b.at(b.middleOfFlow(bundle->id));
        if (how == 0) {
            b.doubleClick(at);
        } else {
            b.click(at);
            b.key(how == 1 ? Qt::Key_Return : Qt::Key_O);
        }
        b.settle();
        QCOMPARE(int(b.scene().flows().size()), 7);
        bool listed = false;
        for (const FlowItem *item : b.scene().flows()) {
            QVERIFY(!item->shown.isBundle());
            listed = listed || item->shown.label == u"GET /cars\nGET /cars/{id}\nGET /repairs"_s;
        }
        QVERIFY(listed);
        oneStep(b, before, picture, 0);
        // All that came out of it is selected: the same key closes it.
        b.view.diagramActions()->action(DiagramActions::Kind::SelectAll)->trigger();
        b.key(Qt::Key_O);
        b.settle();
        QCOMPARE(pictureOf(b.scene()), picture);
    }

    void openedListComesIntoSight()
    {
        Bench b(withParallelFlows());
        const FlowItem *flow = nullptr;
        for (const FlowItem *item : b.scene().flows()) {
            if (item->shown.isBundle())
                flow = item;
        }
        QVERIFY(flow);
        const FlowId id = flow->id;
        b.view.select(subjectOf(id));
        b.view.setZoom(3); // so near that the list takes much of the view
        b.view.zoomToRect(QRectF(b.rect(u"Web"_s).topLeft() - QPointF(400, 400), QSizeF(50, 50)), false); // and elsewhere
        const double near = b.view.zoom();
        b.key(Qt::Key_O);
        b.settle();
        const FlowId opened(b.scene().focus().id);
        QVERIFY(b.scene().flow(opened)->shown.opened);
        const auto inSight = [&] {
            const QRectF label = b.scene().flow(opened)->labelRect();
            return QRectF(b.view.rect()).contains(QRectF(b.view.toView(label.topLeft()), b.view.toView(label.bottomRight())));
        };
        QTRY_VERIFY(inSight());
        QVERIFY(b.view.zoom() <= near);
    }

    void bendByKeys()
    {
        Bench b;
        const FlowId flow = b.flow(u"Web"_s, u"workshop"_s).id;
        b.click(b.at(b.middleOfFlow(flow)));
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const auto bends = [&] { return b.scene().flow(flow)->shown.waypoints; };
        b.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        b.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(int(bends().size()), 1);
        oneStep(b, before, picture, 0); // steps in a row are one
        b.view.select(subjectOf(flow));
        const QPointF first = bends().first();
        b.key(Qt::Key_W);
        QCOMPARE(int(bends().size()), 2);
        b.key(Qt::Key_N);
        b.key(Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(bends().contains(first + QPointF(1, 0)) || bends().contains(first));
        b.key(Qt::Key_W, Qt::ShiftModifier);
        QCOMPARE(int(bends().size()), 1);
        b.key(Qt::Key_W, Qt::ShiftModifier);
        QVERIFY(bends().isEmpty());
        while (b.document.undoStack()->canUndo())
            b.document.undoStack()->undo();
        b.settle();
        QCOMPARE(b.model(), before);
        QCOMPARE(pictureOf(b.scene()), picture);
    }

    void moveLabelByKeysAndItStaysThroughRouting()
    {
        Bench b;
        const FlowId flow = b.flow(u"Web"_s, u"workshop"_s).id;
        b.click(b.at(b.middleOfFlow(flow)));
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        const QPointF was = b.scene().flow(flow)->route.labelCenter;
        for (int i = 0; i < 3; ++i)
            b.key(Qt::Key_Up, Qt::ShiftModifier);
        b.settle();
        QCOMPARE(b.scene().flow(flow)->route.labelCenter, was - QPointF(0, 24));
        oneStep(b, before, picture, 0);
        const QPointF offset = b.scene().flow(flow)->shown.labelOffset;
        b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(0, 80), Qt::AltModifier);
        b.settle();
        QCOMPARE(b.scene().flow(flow)->shown.labelOffset, offset);
        QVERIFY(b.scene().flow(flow)->shown.labelMoved);
    }

    void resizeByKeys()
    {
        Bench b;
        b.click(b.middle(u"identity"_s));
        const QRectF was = b.rect(u"identity"_s);
        const ThreatModel before = b.model();
        const QString picture = pictureOf(b.scene());
        b.key(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
        b.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(b.rect(u"identity"_s), was.adjusted(0, 0, 8, 8));
        oneStep(b, before, picture, 0);
    }

    void selfFlowAndPairs()
    {
        Bench b;
        // A flow to itself: out of the edge and back.
        b.move(b.middle(u"Web"_s));
        const QPoint edge = b.at({b.rect(u"Web"_s).center().x(), b.rect(u"Web"_s).bottom()});
        b.move(edge);
        b.press(edge);
        b.move(edge + QPoint(0, 60), Qt::LeftButton);
        b.move(edge + QPoint(40, 60), Qt::LeftButton);
        b.move(b.middle(u"Web"_s), Qt::LeftButton);
        b.release(b.middle(u"Web"_s));
        b.settle();
        const FlowId self = b.flow(u"Web"_s, u"Web"_s).id;
        QVERIFY(self);
        QVERIFY(b.scene().flow(self)->route.points.size() >= 4);
        // There and back are two lines side by side.
        b.document.push(u"back"_s, addFlow(b.model(), newFlow(b.element(u"workshop"_s).id, b.element(u"Web"_s).id)));
        b.settle();
        const QList<QPointF> there = b.scene().flow(b.flow(u"Web"_s, u"workshop"_s).id)->route.points;
        const QList<QPointF> back = b.scene().flow(b.flow(u"workshop"_s, u"Web"_s).id)->route.points;
        QVERIFY(there.first() != back.last());
        QVERIFY(QLineF(there.first(), back.last()).length() >= 8);
    }

    void flowsTakeClicksWithinFivePixels()
    {
        Bench b;
        const FlowId flow = b.flow(u"Web"_s, u"workshop"_s).id;
        const QPointF middle = b.middleOfFlow(flow);
        for (const double scale : {0.3, 1.0, 3.0}) {
            b.view.setZoom(scale);
            b.settle();
            int hits = 0;
            for (const QPoint &off : {QPoint(0, 0), QPoint(4, 0), QPoint(-4, 0), QPoint(0, 4), QPoint(0, -4)}) {
                const Hit hit = b.scene().hitTest(b.view.toScene(b.view.toView(middle) + QPointF(off)), b.view.zoom());
                hits += hit.flow() == flow ? 1 : 0;
            }
            QCOMPARE(hits, 5);
        }
    }

    void touchpad()
    {
        Bench b;
        const QPointF before = b.view.toScene(QPointF(100, 100));
        b.wheel({400, 300}, {0, 0}, {}, {-30, -18}); // two fingers: pixels, not notches
        QCOMPARE(b.view.toScene(QPointF(100, 100)), before + QPointF(30, 18));
        const double zoom = b.view.zoom();
        const QPointF under = b.view.toScene(QPointF(400, 300));
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, QPointF(400, 300), QPointF(400, 300),
                                  b.view.mapToGlobal(QPointF(400, 300)), 0.25, QPointF());
        QApplication::sendEvent(&b.view, &pinch);
        QVERIFY(qAbs(b.view.zoom() - zoom * 1.25) < 1e-6);
        QVERIFY(QLineF(b.view.toScene(QPointF(400, 300)), under).length() < 1);
        QCOMPARE(b.steps(), 0);
    }

    void rubberBandAddsAndToggles()
    {
        Bench b;
        b.click(b.middle(u"Customer app"_s));
        const QRectF web = b.rect(u"Web"_s).adjusted(-16, -16, 16, 16);
        b.drag(b.at(web.topLeft()), b.at(web.bottomRight()), Qt::ShiftModifier);
        QVERIFY(b.view.selection().contains(subjectOf(b.element(u"Customer app"_s).id)));
        QVERIFY(b.view.selection().contains(subjectOf(b.element(u"Web"_s).id)));
        b.drag(b.at(web.topLeft()), b.at(web.bottomRight()), Qt::ControlModifier);
        QVERIFY(b.view.selection().contains(subjectOf(b.element(u"Customer app"_s).id)));
        QVERIFY(!b.view.selection().contains(subjectOf(b.element(u"Web"_s).id)));
        QCOMPARE(b.steps(), 0);
    }

    void contextMenu_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("mouse") << false;
        QTest::newRow("Menu key") << true;
    }

    void contextMenu()
    {
        QFETCH(bool, byKey);
        Bench b;
        b.click(b.at(b.zoneRect(u"Data zone"_s).topLeft() + QPointF(100, 16)));
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.zone(u"Data zone"_s).id)});
        bool found = false;
        QTimer::singleShot(0, &b.view, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            if (!menu)
                return;
            for (QAction *action : menu->actions())
                found = found || action == b.view.diagramActions()->action(DiagramActions::Kind::Collapse);
            menu->setActiveAction(b.view.diagramActions()->action(DiagramActions::Kind::Collapse));
            QTest::keyClick(menu, Qt::Key_Return);
        });
        const QPoint at = byKey ? QPoint(5, 5) : b.at(b.zoneRect(u"Data zone"_s).topLeft() + QPointF(100, 16));
        QContextMenuEvent event(byKey ? QContextMenuEvent::Keyboard : QContextMenuEvent::Mouse, at, b.view.mapToGlobal(at));
        QApplication::sendEvent(&b.view, &event);
        QVERIFY(found);
        QVERIFY(placementOf(b, u"Data zone"_s).collapsed);
        QCOMPARE(b.steps(), 1);
    }

    void clipboardCarriesPictures()
    {
        Bench b;
        b.click(b.middle(u"Web"_s));
        b.key(Qt::Key_C, Qt::ControlModifier);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        QVERIFY(data->hasFormat(u"image/svg+xml"_s));
        QVERIFY(data->data(u"image/svg+xml"_s).contains("nginx"));
        QCOMPARE(data->text(), u"Web"_s);
        // Into another project.
        Bench other(ThreatModel{});
        Diagram diagram = newDiagram(other.model());
        other.document.push(u"diagram"_s, addDiagram(other.model(), diagram));
        other.view.setDiagram(diagram.id);
        other.view.setFocus();
        other.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(int(other.model().elements.size()), 1);
        QCOMPARE(other.element(u"Web"_s).technology, u"nginx 1.25"_s);
        other.document.undoStack()->undo();
        QCOMPARE(int(other.model().elements.size()), 0);
    }

    void accessibleThings()
    {
        Bench b;
        QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&b.view);
        QVERIFY(view);
        QCOMPARE(view->role(), QAccessible::List);
        QCOMPARE(view->childCount(), 7 + 6 + 3);
        const auto find = [&](const QString &name) -> QAccessibleInterface * {
            for (int i = 0; i < view->childCount(); ++i) {
                if (view->child(i)->text(QAccessible::Name) == name)
                    return view->child(i);
            }
            return nullptr;
        };
        QAccessibleInterface *web = find(u"Web"_s);
        QVERIFY(web);
        QCOMPARE(web->role(), QAccessible::ListItem);
        const QString description = web->text(QAccessible::Description);
        for (const QString &part : {u"Process"_s, u"nginx 1.25"_s, u"receives from Customer app, Mechanic"_s, u"sends to identity, workshop"_s, u"in Shop network"_s})
            QVERIFY2(description.contains(part), qPrintable(description));
        QCOMPARE(int(web->relations(QAccessible::Controller).size()), 2); // what flows in
        QCOMPARE(int(web->relations(QAccessible::Controlled).size()), 2);
        QAccessibleInterface *flow = web->relations(QAccessible::Controller).first().first;
        QCOMPARE(flow->role(), QAccessible::Link);
        QCOMPARE(flow->relations(QAccessible::Controlled).first().first, web);
        QVERIFY(flow->text(QAccessible::Description).contains(u"crosses Internet, Shop network"_s) || flow->text(QAccessible::Description).contains(u"crosses Shop network, Internet"_s));
        QCOMPARE(view->childAt(b.view.mapToGlobal(b.middle(u"Web"_s)).x(), b.view.mapToGlobal(b.middle(u"Web"_s)).y()), web);
        QCOMPARE(find(u"Data zone"_s)->role(), QAccessible::Grouping);
        // Selecting by the interface selects in the view.
        web->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        QVERIFY(web->state().selected);
        // A closed boundary is one thing with the flows of what is in it.
        b.click(toggle(b, u"Shop network"_s));
        b.settle();
        QAccessibleInterface *box = find(u"Shop network"_s);
        QVERIFY(box->text(QAccessible::Description).contains(u"collapsed"_s));
        QCOMPARE(int(box->relations(QAccessible::Controller).size()), 2);
        QVERIFY(!find(u"Web"_s));
        QVERIFY(!web->isValid());
    }

    void bundleIsDeletedAsAWhole()
    {
        Bench b(withParallelFlows());
        const int flows = int(b.model().flows.size());
        for (const FlowItem *item : b.scene().flows()) {
            if (item->shown.isBundle()) {
                b.click(b.at(b.middleOfFlow(item->id)));
                break;
            }
        }
        b.key(Qt::Key_Delete);
        QCOMPARE(int(b.model().flows.size()), flows - 2);
        b.document.undoStack()->undo();
        QCOMPARE(int(b.model().flows.size()), flows);
    }
};

QTEST_MAIN(TestCanvasStanding)
#include "tst_canvasstanding.moc"
