// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramscene.h"
#include "canvas/pixellayer.h"
#include "canvas/routekeeper.h"
#include "document/document.h"
#include "edits/diagramedits.h"
#include "edits/placementedits.h"

#include <QPainter>
#include <QRandomGenerator>
#include <QTest>
#include <QUndoStack>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// Elements in rows and columns with flows to neighbours and some right across.
ThreatModel largeModel(int size, QList<ElementId> &elements)
{
    QRandomGenerator random{7};
    ThreatModel model;
    Diagram diagram = newDiagram(model);
    apply(model, addDiagram(model, diagram));
    const int columns = int(std::sqrt(size));
    for (int i = 0; i < size; ++i) {
        Element element;
        element.id = ElementId(QUuid::createUuidV5(QUuid(), u"element %1"_s.arg(i)));
        element.name = u"element %1"_s.arg(i);
        elements.append(element.id);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.x = 240.0 * (i % columns);
        placement.y = 140.0 * (i / columns);
        placement.placed = true;
        model.elements.insert(element);
        model.placements.insert(placement);
    }
    for (int i = 0; i < size * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = FlowId(QUuid::createUuidV5(QUuid(), u"flow %1"_s.arg(i)));
        const int from = random.bounded(size);
        const int step = random.bounded(10) == 0 ? random.bounded(size) : 1 + random.bounded(3) + columns * random.bounded(2);
        flow.source = elements[from];
        flow.target = elements[(from + step) % size];
        model.flows.insert(flow);
    }
    return model;
}

bool runsThrough(const FlowItem &flow, const QRectF &rect)
{
    const QRectF inside = rect.adjusted(1, 1, -1, -1);
    for (qsizetype i = 1; i < flow.route.points.size(); ++i) {
        const QPointF a = flow.route.points[i - 1], b = flow.route.points[i];
        if (std::max(a.x(), b.x()) > inside.left() && std::min(a.x(), b.x()) < inside.right() && std::max(a.y(), b.y()) > inside.top() && std::min(a.y(), b.y()) < inside.bottom())
            return true;
    }
    return false;
}

QImage painted(const QSize &size, const std::function<void(QPainter &)> &paint)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setTransform(QTransform::fromTranslate(12.4, -7.3).scale(0.11, 0.11));
    paint(painter);
    return image;
}

// Whether each pixel of `a` has its colour in `b` at most one pixel further.
bool isLike(const QImage &a, const QImage &b)
{
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            bool found = false;
            for (int dy = -1; dy <= 1 && !found; ++dy) {
                for (int dx = -1; dx <= 1 && !found; ++dx)
                    found = b.valid(x + dx, y + dy) && b.pixel(x + dx, y + dy) == a.pixel(x, y);
            }
            if (!found)
                return false;
        }
    }
    return true;
}

} // namespace

// Diagrams of a size at which not all is done at once: routes in stages, the overview in pixels.
class TestCanvasLarge : public QObject
{
    Q_OBJECT

private slots:
    // What moved, and what that came to lie on, has a way around shapes again long before all is routed; and all comes to
    // where it would be in a picture made anew.
    void whatMovedIsRouted()
    {
        QList<ElementId> elements;
        Document document(largeModel(400, elements));
        const DiagramId diagram = document.model().diagrams.begin()->id;
        DiagramScene scene;
        scene.setDocument(&document);
        scene.setDiagram(diagram);
        scene.routes().finish();
        QHash<ElementId, QPointF> to;
        for (int i = 100; i < 180; ++i) {
            const QRectF rect = scene.boundsOf(subjectOf(elements[i]));
            to.insert(elements[i], rect.topLeft() + QPointF(52, 36)); // into the lanes between the others
        }
        document.push(u"Move"_s, moveElements(document.model(), diagram, to));
        const auto isRouted = [&] {
            return std::none_of(scene.flows().begin(), scene.flows().end(), [&](const FlowItem *flow) {
                return flow->route.straight || std::any_of(to.keyBegin(), to.keyEnd(), [&](const ElementId &moved) {
                           const Subject end = subjectOf(moved);
                           return flow->shown.from != end && flow->shown.to != end && runsThrough(*flow, scene.boundsOf(end));
                       });
            });
        };
        QVERIFY(!isRouted());
        QTRY_VERIFY_WITH_TIMEOUT(isRouted(), 60000);
        scene.routes().finish();
        compareWithNew(document, scene);
        document.undoStack()->undo();
        scene.routes().finish();
        compareWithNew(document, scene);
    }

    // Edits that follow each other while routes are being looked for.
    void editsInBetween()
    {
        QList<ElementId> elements;
        Document document(largeModel(300, elements));
        const DiagramId diagram = document.model().diagrams.begin()->id;
        DiagramScene scene;
        scene.setDocument(&document);
        scene.setDiagram(diagram);
        for (int round = 0; round < 6; ++round) {
            QHash<ElementId, QPointF> to;
            for (int i = 0; i < 60; ++i) {
                const ElementId id = elements[(37 * i + 11 * round) % 300];
                to.insert(id, scene.boundsOf(subjectOf(id)).topLeft() + QPointF(10 * round - 20, 14 - 6 * round));
            }
            document.push(u"Move"_s, moveElements(document.model(), diagram, to));
            if (round % 2)
                document.undoStack()->undo();
            QTest::qWait(7 * round);
        }
        scene.routes().finish();
        compareWithNew(document, scene);
    }

    void pixelsAreWhatAPainterDraws()
    {
        QRandomGenerator random{3};
        const auto at = [&] { return QPointF(random.bounded(3600) - 200, random.bounded(2600) - 200); };
        QList<QLineF> lines;
        QList<QRectF> boxes;
        for (int i = 0; i < 60; ++i) {
            const QPointF from = at(), to = at();
            lines.append(i % 3 == 0 ? QLineF(from, to) : i % 3 == 1 ? QLineF(from, {to.x(), from.y()}) : QLineF(from, {from.x(), to.y()}));
            if (i % 4 == 0)
                boxes.append(QRectF(at(), QSizeF(136, 64)));
        }
        const QSize size(300, 200);
        const QColor line(20, 60, 90), fill(230, 240, 250), outline(10, 10, 10);
        const auto pixels = [&](QPainter &painter) {
            QVERIFY(PixelLayer::isPossible(painter));
            PixelLayer layer(painter, QRectF(-500, -500, 5000, 5000));
            for (const QLineF &one : std::as_const(lines))
                layer.drawLine(one.p1(), one.p2(), line);
            for (const QRectF &box : std::as_const(boxes))
                layer.drawBox(box, fill, outline);
            layer.paint(painter);
        };
        const QImage quick = painted(size, pixels);
        const QImage usual = painted(size, [&](QPainter &painter) {
            QPen pen(line, 1);
            pen.setCosmetic(true);
            painter.setPen(pen);
            painter.drawLines(lines);
            pen.setColor(outline);
            painter.setPen(pen);
            painter.setBrush(fill);
            painter.drawRects(boxes);
        });
        QVERIFY(isLike(quick, usual));
        QVERIFY(isLike(usual, quick));
        // Piece by piece it is the same.
        const QImage inPieces = painted(size, [&](QPainter &painter) {
            const QTransform inverse = painter.transform().inverted();
            for (const QRect &piece : {QRect(0, 0, 113, 200), QRect(113, 0, 187, 71), QRect(113, 71, 187, 129)}) {
                painter.save();
                painter.setClipRect(inverse.mapRect(QRectF(piece)));
                pixels(painter);
                painter.restore();
            }
        });
        QCOMPARE(inPieces, quick);
    }

    void turnedPaintersDrawThemselves()
    {
        QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
        QPainter painter(&image);
        QVERIFY(PixelLayer::isPossible(painter));
        painter.rotate(30);
        QVERIFY(!PixelLayer::isPossible(painter));
    }

private:
    static void compareWithNew(Document &document, DiagramScene &scene)
    {
        DiagramScene fresh;
        fresh.setDocument(&document);
        fresh.setDiagram(scene.diagram());
        fresh.routes().finish();
        QCOMPARE(fresh.flows().size(), scene.flows().size());
        for (const FlowItem *flow : fresh.flows()) {
            const FlowItem *old = scene.flow(flow->id);
            QVERIFY(old);
            QCOMPARE(old->route.points, flow->route.points);
            QCOMPARE(old->route.labelCenter, flow->route.labelCenter);
            QVERIFY(!flow->route.straight);
        }
    }
};

QTEST_MAIN(TestCanvasLarge)
#include "tst_canvaslarge.moc"
