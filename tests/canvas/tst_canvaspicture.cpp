// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "canvas/snapping.h"

#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QSignalSpy>

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;
using K = DiagramActions::Kind;

// What is on the screen: lenses, badges, dark and light, pixels after partial updates, what a screen reader hears.
class TestCanvasPicture : public QObject
{
    Q_OBJECT

    // With CANVAS_PICTURES set to a folder, pictures are kept there to be looked at.
    static void keep(Bench &b, const QString &name)
    {
        const QString folder = qEnvironmentVariable("CANVAS_PICTURES");
        if (!folder.isEmpty() && QDir().mkpath(folder))
            b.view.grab().save(folder + u'/' + name + u".png"_s);
    }
    static QRgb pixel(Bench &b, const QPointF &scene)
    {
        const QImage image = b.view.grab().toImage();
        const QPointF at = b.view.toView(scene) * image.devicePixelRatio();
        return image.pixel(at.toPoint());
    }
    static int differing(const QImage &a, const QImage &b)
    {
        if (a.size() != b.size())
            return -1;
        int count = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x)
                count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
        }
        return count;
    }

    static void dress(Bench &b)
    {
        b.view.setLens(Lens::Threats);
        b.view.setFindings({{b.element(u"identity"_s).id.uuid(), {14, 0}},
                            {b.element(u"Web"_s).id.uuid(), {2, 2}},
                            {b.element(u"workshop"_s).id.uuid(), {17, 1}},
                            {b.element(u"postgresdb"_s).id.uuid(), {3, 3}}});
    }

private slots:
    void lenses()
    {
        Bench b;
        keep(b, u"structure"_s);
        const QImage plain = b.view.grab().toImage();
        dress(b);
        keep(b, u"threats"_s);
        const DiagramPalette palette = b.view.diagramPalette();
        // The badge has the colour of the worst finding; its corner is left of the number.
        QCOMPARE(pixel(b, b.rect(u"identity"_s).topRight() + QPointF(-17, 0)), palette.band[0].rgb());
        b.view.setLens(Lens::Structure);
        QCOMPARE(differing(plain, b.view.grab().toImage()), 0);
        LensPicture picture;
        picture.marks = {{b.element(u"postgresdb"_s).id.uuid(), {Emphasis::Tone::Neutral, u"rests here"_s, u"1"_s}},
                         {b.flow(u"identity"_s, u"postgresdb"_s).id.uuid(), {Emphasis::Tone::Bad, u"clear text"_s, {}}},
                         {b.element(u"identity"_s).id.uuid(), {Emphasis::Tone::Neutral, {}, {}}}};
        picture.legend = {{Emphasis::Tone::Neutral, u"1"_s, u"Rests there"_s}, {Emphasis::Tone::Bad, {}, u"In clear text"_s}};
        b.view.setLensPicture(Lens::Data, picture);
        b.view.setLensChoices(Lens::Data, u"Data"_s, {{u"all"_s, u"All classes"_s}, {u"card"_s, u"Cards"_s}}, u"card"_s);
        b.view.setLens(Lens::Data);
        keep(b, u"data"_s);
        QVERIFY(differing(plain, b.view.grab().toImage()) > 500);
        // The legend is there, says what is looked at, and hands on a choice.
        auto *legend = b.view.findChild<QFrame *>(u"canvas.legend"_s);
        QVERIFY(legend && legend->isVisible());
        auto *choice = legend->findChild<QComboBox *>(u"canvas.legend.choice"_s);
        QCOMPARE(choice->currentText(), u"Cards"_s);
        QSignalSpy chosen(&b.view, &DiagramView::lensChoiceMade);
        choice->setFocus();
        QTest::keyClick(choice, Qt::Key_Up);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().last().toString(), u"all"_s);
        b.view.setLens(Lens::Structure);
        QVERIFY(!legend->isVisible());
    }

    void route()
    {
        Bench b;
        dress(b);
        b.view.highlightRoute({b.element(u"Customer app"_s).id.uuid(), b.flow(u"Customer app"_s, u"Web"_s).id.uuid(), b.element(u"Web"_s).id.uuid(),
                               b.flow(u"Web"_s, u"identity"_s).id.uuid(), b.element(u"identity"_s).id.uuid()});
        keep(b, u"route"_s);
        const QPointF on = b.middleOfFlow(b.flow(u"Web"_s, u"identity"_s).id);
        const QImage image = b.view.grab().toImage();
        b.view.highlightRoute({});
        QVERIFY(differing(image, b.view.grab().toImage()) > 200);
        Q_UNUSED(on);
    }

    void darkAndSelected()
    {
        Bench b;
        dress(b);
        b.view.setDiagramPalette(DiagramPalette::dark());
        b.click(b.middle(u"workshop"_s));
        keep(b, u"dark"_s);
        QCOMPARE(pixel(b, b.view.toScene({3, 3})), DiagramPalette::dark().background.rgb());
    }

    void empty()
    {
        ThreatModel model;
        const Diagram diagram = newDiagram(model);
        apply(model, addDiagram(model, diagram));
        Bench b(model);
        keep(b, u"empty"_s);
        QImage blank = b.view.grab().toImage();
        blank.fill(b.view.diagramPalette().background);
        QVERIFY(differing(blank, b.view.grab().toImage()) > 1000); // a hint how to begin
        b.doubleClick({500, 300});
        b.type(u"first"_s);
        QVERIFY(b.element(u"first"_s).id);
    }

    void gestures()
    {
        Bench b;
        dress(b);
        b.drag(b.middle(u"workshop"_s), b.at(b.zoneRect(u"Data zone"_s).center() + QPointF(2, 70)), {}, false);
        keep(b, u"moving"_s);
        b.key(Qt::Key_Escape);
        b.release({0, 0});
        const QRectF from = b.rect(u"workshop"_s);
        b.move(b.middle(u"workshop"_s));
        keep(b, u"hover"_s);
        b.drag(b.at({from.center().x(), from.bottom()}), b.at(from.center() + QPointF(0, 170)), {}, false);
        keep(b, u"connecting"_s);
        b.key(Qt::Key_Escape);
        b.release({0, 0});
        b.click(b.at(b.zoneRect(u"Internet"_s).topLeft() + QPointF(30, 16)));
        keep(b, u"zone-selected"_s);
        b.click(b.at(b.middleOfFlow(b.flow(u"workshop"_s, u"mailhog"_s).id)));
        keep(b, u"flow-selected"_s);
        b.doubleClick(b.middle(u"Web"_s));
        keep(b, u"renaming"_s);
        QTest::keyClick(b.editor(), Qt::Key_Escape);
        b.key(Qt::Key_Tab);
        keep(b, u"keyboard"_s);
    }

    void minimapAndOverview()
    {
        Bench b;
        dress(b);
        b.view.setMinimapVisible(true);
        b.view.setZoom(1.4);
        QTest::qWait(200);
        keep(b, u"minimap"_s);
        QWidget *map = b.view.findChild<QWidget *>(u"canvas.minimap"_s);
        QVERIFY(map->isVisible());
        const QPointF corner = b.view.toScene({0, 0});
        QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(20, 20));
        QVERIFY(b.view.toScene({0, 0}) != corner);
        b.view.zoomToFit();
        QTest::qWait(300);
        QVERIFY(!map->isVisible()); // nothing to say when all is seen
        b.view.setZoom(0.15);
        keep(b, u"overview"_s);
    }

    // After any edits, scrolls and zooms, the pixels are those of a view that draws everything anew.
    void partialUpdatesLeaveNothingBehind()
    {
        Bench b;
        dress(b);
        QRandomGenerator random{7};
        for (int i = 0; i < 25; ++i) {
            switch (random.bounded(5)) {
            case 0:
                b.wheel({400, 300}, {0, random.bounded(2) ? 120 : -120}, random.bounded(2) ? Qt::ControlModifier : Qt::NoModifier);
                break;
            case 1:
                b.drag(b.middle(u"workshop"_s), b.middle(u"workshop"_s) + QPoint(random.bounded(80) - 40, random.bounded(80) - 40));
                break;
            case 2:
                b.click(b.middle(u"Web"_s));
                break;
            case 3:
                b.click({5, 5});
                break;
            case 4:
                b.key(Qt::Key_Z, Qt::ControlModifier);
                break;
            }
            b.view.grab(); // paints what is due
        }
        b.move({2, 2});
        const QImage partial = b.view.grab().toImage();
        b.view.setDiagramPalette(b.view.diagramPalette()); // everything is drawn anew
        QCOMPARE(differing(partial, b.view.grab().toImage()), 0);
    }

    void cameraOfEachDiagramIsKept()
    {
        ShopModel shop;
        const Diagram second = newDiagram(shop.model);
        apply(shop.model, addDiagram(shop.model, second));
        Bench b(shop.model);
        b.view.setDiagram(shop.diagramId);
        b.view.setZoom(1.7);
        b.view.setDiagram(second.id);
        b.view.setDiagram(shop.diagramId);
        QCOMPARE(b.view.zoom(), 1.7);
    }

    void pictures()
    {
        Bench b;
        const QImage image = b.view.toImage(2, true);
        QVERIFY(image.width() > 1800);
        QCOMPARE(qAlpha(image.pixel(2, 2)), 0);
        b.click(b.middle(u"Web"_s));
        const QImage part = b.view.toImage(1, false, true);
        QVERIFY(part.width() < 240 && part.width() > 100);
        QVERIFY(b.view.toSvg().contains("<svg"));
    }

    void screenReader()
    {
        Bench b;
        QAccessibleInterface *diagram = QAccessible::queryAccessibleInterface(&b.view);
        QVERIFY(diagram);
        QCOMPARE(diagram->childCount(), int(b.scene().readingOrder().size()));
        QStringList names;
        for (int i = 0; i < diagram->childCount(); ++i) {
            QAccessibleInterface *child = diagram->child(i);
            QVERIFY(child && child->isValid());
            QCOMPARE(diagram->indexOfChild(child), i);
            QVERIFY(!child->text(QAccessible::Name).isEmpty());
            QVERIFY(!child->text(QAccessible::Description).isEmpty());
            QVERIFY(!child->rect().isEmpty());
            names.append(child->text(QAccessible::Name));
        }
        QVERIFY(names.contains(u"Web"_s));
        QVERIFY(names.contains(u"Data zone"_s));
        const int web = int(names.indexOf(u"Web"_s));
        QVERIFY(diagram->child(web)->text(QAccessible::Description).contains(u"receives from Customer app, Mechanic"_s));
        diagram->child(web)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(b.view.selection(), QList<Subject>{subjectOf(b.element(u"Web"_s).id)});
        QVERIFY(diagram->child(web)->state().selected);
        QCOMPARE(diagram->child(web)->relations().size(), 4);
        QAccessibleInterface *child = diagram->child(web);
        b.key(Qt::Key_Delete);
        QVERIFY(!child->isValid());
        QVERIFY(child->text(QAccessible::Name).isEmpty());
    }

    void snapping()
    {
        // Left edges 3 apart: they meet. Otherwise the grid.
        const Snap left = snap(QRectF(103, 200, 50, 50), {QRectF(100, 0, 80, 40)}, 6, 8);
        QCOMPARE(left.offset.x(), -3.0);
        QVERIFY(!left.guides.isEmpty());
        const Snap grid = snap(QRectF(503, 203, 50, 50), {QRectF(100, 0, 80, 40)}, 6, 8);
        QCOMPARE(grid.offset, QPointF(1, -3));
        QVERIFY(grid.guides.isEmpty());
        // In the middle between two: equal gaps.
        const Snap gaps = snap(QRectF(148, 3, 50, 30), {QRectF(0, 0, 50, 40), QRectF(300, 0, 50, 40)}, 6, 0);
        QCOMPARE(gaps.offset.x(), 2.0);
        QCOMPARE(gaps.gaps.size(), 2);
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestCanvasPicture test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_canvaspicture.moc"
