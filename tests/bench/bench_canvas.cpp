// SPDX-License-Identifier: Apache-2.0
// How fast the canvas is with many elements: one line per size, milliseconds of the GUI thread's own computing time, so
// that a busy machine says the same as an idle one. Not a test: nothing here can fail.
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "edits/diagramedits.h"
#include "edits/placementedits.h"

#include <QApplication>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QTest>
#include <QTextStream>
#include <QTimer>
#include <QWheelEvent>

#include <ctime>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

QUuid uuid(QRandomGenerator &random)
{
    return QUuid(random.generate(), ushort(random.generate()), ushort(random.generate()), 1, 2, 3, 4, 5, 6, 7, uchar(random.generate()));
}

// Elements in zones of twenty, 1.5 flows each, mostly to neighbours.
ThreatModel largeModel(int size)
{
    QRandomGenerator random{42};
    ThreatModel model;
    Diagram diagram = newDiagram(model);
    apply(model, addDiagram(model, diagram));
    const int columns = int(std::ceil(std::sqrt(size * 0.6)));
    QList<ElementId> ids;
    TrustBoundary zone;
    for (int i = 0; i < size; ++i) {
        if (i % 20 == 0) {
            zone = {};
            zone.id = BoundaryId(uuid(random));
            zone.name = u"Zone %1"_s.arg(i / 20);
            zone.trust = i / 20 % 5;
            model.boundaries.insert(zone);
        }
        Element element;
        element.id = ElementId(uuid(random));
        element.kind = ElementKind(i % 3);
        element.name = u"element %1"_s.arg(i);
        element.technology = u"PostgreSQL"_s;
        ids.append(element.id);
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
        flow.id = FlowId(uuid(random));
        const int from = random.bounded(size);
        const int step = random.bounded(10) == 0 ? random.bounded(size) : 1 + random.bounded(3) + columns * random.bounded(2);
        flow.source = ids[from];
        flow.target = ids[(from + step) % size];
        flow.protocol = u"https"_s;
        model.flows.insert(flow);
    }
    return model;
}

// Computing time of this thread since the start.
class ThreadTimer
{
public:
    void restart() { m_from = now(); }
    double ms() const { return now() - m_from; }

private:
    static double now()
    {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
    }
    double m_from = 0;
};

double since(ThreadTimer &timer)
{
    const double ms = timer.ms();
    timer.restart();
    return ms;
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.value(values.size() / 2);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QTextStream out(stdout);
    out << "elements   open  repaint fitted   pan 100%   pan fitted   drag 100%   drag fitted   release   longest block\n";
    QList<int> sizes{200, 1000, 5000, 20000};
    if (argc > 1)
        sizes = {QByteArray(argv[1]).toInt()};
    for (const int size : sizes) {
        Document document(largeModel(size));
        DiagramView view;
        view.resize(1600, 1000);
        ThreadTimer timer, gap;
        double longest = 0;
        QTimer heart; // the longest stretch of computing between two turns of the event loop
        QObject::connect(&heart, &QTimer::timeout, [&] {
            longest = std::max(longest, gap.ms());
            gap.restart();
        });
        timer.restart();
        view.setDocument(&document);
        view.show();
        view.grab();
        const double open = since(timer);
        gap.restart();
        heart.start(1);
        QTest::qWait(300);

        QPixmap target(view.size());
        const auto paint = [&] { view.render(&target); };
        QList<double> repaint, pan, panFitted, drag, dragFitted;
        for (int i = 0; i < 9; ++i) {
            view.setDiagramPalette(view.diagramPalette());
            timer.restart();
            paint();
            repaint.append(since(timer));
        }
        const auto panning = [&](QList<double> &times) {
            for (int i = 0; i < 30; ++i) {
                QWheelEvent event(QPointF(600, 400), QPointF(600, 400), QPoint(-7, 11), QPoint(), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                timer.restart();
                QApplication::sendEvent(&view, &event);
                paint();
                times.append(since(timer));
            }
        };
        double release = 0;
        const auto dragging = [&](QList<double> &times) {
            const ElementItem *middle = view.scene().elements()[view.scene().elements().size() / 2];
            for (const ElementItem *item : view.scene().elements()) {
                const QPointF d = item->rect.center() - view.toScene(QPointF(800, 500)), best = middle->rect.center() - view.toScene(QPointF(800, 500));
                if (d.manhattanLength() < best.manhattanLength())
                    middle = item;
            }
            QPointF at = view.toView(middle->rect.center());
            const auto send = [&](QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons) {
                QMouseEvent event(type, at, at, button, buttons, Qt::NoModifier);
                QApplication::sendEvent(&view, &event);
            };
            send(QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
            for (int i = 0; i < 40; ++i) {
                at += QPointF(3, 2);
                timer.restart();
                send(QEvent::MouseMove, Qt::NoButton, Qt::LeftButton);
                paint();
                if (i > 4) // the first one puts everything else into the backing store
                    times.append(since(timer));
            }
            timer.restart();
            send(QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton);
            paint();
            release = since(timer);
        };
        panning(panFitted);
        dragging(dragFitted);
        view.zoomToRect(QRectF(view.toScene(QPointF(800, 500)) - QPointF(400, 250), QSizeF(800, 500)), false);
        view.setZoom(1);
        paint();
        panning(pan);
        dragging(drag);
        longest = 0;
        gap.restart();
        QTest::qWait(1500);
        out << QString::number(size).rightJustified(8) << QString::number(open, 'f', 0).rightJustified(7) << QString::number(median(repaint), 'f', 1).rightJustified(16)
            << QString::number(median(pan), 'f', 1).rightJustified(11) << QString::number(median(panFitted), 'f', 1).rightJustified(13)
            << QString::number(median(drag), 'f', 1).rightJustified(12) << QString::number(median(dragFitted), 'f', 1).rightJustified(14)
            << QString::number(release, 'f', 1).rightJustified(10) << QString::number(longest, 'f', 0).rightJustified(16) << "\n";
        out.flush();
    }
    return 0;
}
