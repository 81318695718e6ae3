// SPDX-License-Identifier: Apache-2.0
// How fast the canvas is with many elements: one line per size, milliseconds of the GUI thread's own computing time, so
// that a busy machine says the same as an idle one. Only "routed" and "settled" are by the clock: there another thread
// works too. A block is one turn of the event loop. Not a test: nothing here can fail; a * marks what misses its bar.
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "canvas/routekeeper.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/placementedits.h"

#include <QApplication>
#include <QElapsedTimer>
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
        if (i % columns + 4 <= columns && i % 20 == 0) { // the zone stands around the first four of its elements
            BoundaryPlacement around;
            around.id = BoundaryPlacement::idFor(diagram.id, zone.id);
            around.diagram = diagram.id;
            around.boundary = zone.id;
            around.x = placement.x - 24;
            around.y = placement.y - 40;
            around.width = 4 * 240 - 56;
            around.height = 124;
            around.placed = true;
            model.boundaryPlacements.insert(around);
        }
        if (i % 20 < 4)
            element.boundary = zone.id;
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

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.value(values.size() / 2);
}

// The longest turn of the event loop while it exists.
class Watchdog
{
public:
    Watchdog()
    {
        QObject::connect(&m_turn, &QTimer::timeout, [this] {
            m_longest = std::max(m_longest, m_gap.ms());
            m_gap.restart();
        });
        m_gap.restart();
        m_turn.start(1);
    }
    double longest() const { return std::max(m_longest, m_gap.ms()); }

private:
    QTimer m_turn;
    ThreadTimer m_gap;
    double m_longest = 0;
};

// What is measured, in the order of the columns, and what it may take with 5,000 and with 20,000 elements; 0: no bar.
struct Column
{
    const char *name;
    double bar5000, bar20000;
};
constexpr Column columns[] = {{"first paint", 500, 0}, {"opening block", 50, 0}, {"repaint fitted", 16, 50}, {"pan 100%", 8, 16},     {"pan fitted", 8, 16},
                              {"drag 100%", 8, 16},    {"drag fitted", 8, 16},   {"lift", 50, 50},           {"drag 200", 8, 16},     {"release", 50, 50},
                              {"routed", 100, 100},    {"routed 200", 100, 100}, {"settled", 0, 0},        {"later block", 50, 50},    {"edit", 50, 50},        {"undo", 50, 50}};

// Things that happen in the event loop, as in a program: `begin`, and then until `done`.
double longestTurn(const std::function<void()> &begin, const std::function<bool()> &done, qint64 atMostMs)
{
    Watchdog dog;
    QTimer::singleShot(0, begin);
    QTest::qWait(1);
    QElapsedTimer clock;
    clock.start();
    while (!done() && clock.elapsed() < atMostMs)
        QTest::qWait(1);
    return dog.longest();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QTextStream out(stdout);
    out << "elements";
    for (const Column &column : columns)
        out << "  " << column.name;
    out << "\n";
    for (const auto &[size, bar] : {std::pair(5000, &Column::bar5000), std::pair(20000, &Column::bar20000)}) {
        out << "bar" << QString::number(size).rightJustified(5);
        for (const Column &column : columns)
            out << "  " << (column.*bar > 0 ? u"<%1"_s.arg(column.*bar) : u"-"_s).rightJustified(int(qstrlen(column.name)));
        out << "\n";
    }
    QList<int> sizes{200, 1000, 5000, 20000};
    if (argc > 1)
        sizes = {QByteArray(argv[1]).toInt()};
    for (const int size : sizes) {
        Document document(largeModel(size));
        DiagramView view;
        view.resize(1600, 1000);
        view.show();
        QTest::qWait(50);
        ThreadTimer timer;
        QElapsedTimer clock;
        constexpr qint64 waitMs = 60000; // for another thread, which a busy machine gives little
        const auto idle = [&] { return !view.scene().isBuilding() && !view.scene().routes().isBusy(); };
        double open = 0;
        const double openingBlock = longestTurn(
            [&] {
                timer.restart();
                view.setDocument(&document);
                view.repaint();
                open = timer.ms();
            },
            idle, waitMs);

        QPixmap target(view.size());
        const auto paint = [&] { view.render(&target); };
        QList<double> repaint, pan, panFitted, drag, dragFitted, dragMany;
        for (int i = 0; i < 9; ++i) {
            view.setDiagramPalette(view.diagramPalette());
            timer.restart();
            paint();
            repaint.append(timer.ms());
        }
        const auto panning = [&](QList<double> &times) {
            for (int i = 0; i < 30; ++i) {
                QWheelEvent event(QPointF(600, 400), QPointF(600, 400), QPoint(-7, 11), QPoint(), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                timer.restart();
                QApplication::sendEvent(&view, &event);
                paint();
                times.append(timer.ms());
            }
        };
        double release = 0, lift = 0, routed = 0, settled = 0, laterBlock = 0;
        const auto dragging = [&](QList<double> &times, bool many) {
            const ElementItem *middle = view.scene().elements()[view.scene().elements().size() / 2];
            const QPointF center = view.toScene(QPointF(800, 500));
            for (const ElementItem *item : view.scene().elements()) {
                if (!view.scene().flowsAt(item->id).isEmpty() && (item->rect.center() - center).manhattanLength() < (middle->rect.center() - center).manhattanLength())
                    middle = item;
            }
            const ElementId taken = middle->id;
            QList<ElementId> moved{taken};
            if (many) {
                QList<Subject> selection;
                for (const ElementItem *item : view.scene().elements()) {
                    if (selection.size() < 200 && item->id != taken) {
                        selection.append(subjectOf(item->id));
                        moved.append(item->id);
                    }
                }
                view.select(selection + QList<Subject>{subjectOf(taken)});
            }
            const QPointF from = view.toView(middle->rect.center());
            QPointF at = from;
            const auto send = [&](QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
                QMouseEvent event(type, at, at, button, buttons, modifiers);
                QApplication::sendEvent(&view, &event);
            };
            send(QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
            for (int i = 0; i < 40; ++i) {
                at += QPointF(3, 2);
                timer.restart();
                send(QEvent::MouseMove, Qt::NoButton, Qt::LeftButton);
                paint();
                const double ms = timer.ms();
                if (i > 4)
                    times.append(ms);
                else // the first ones put everything else into the backing store
                    lift = std::max(lift, ms);
            }
            // Where they do not lie on others, so that there is a way for every flow, and not snapped back to where they were.
            at = from + QPointF(3, 2);
            send(QEvent::MouseMove, Qt::NoButton, Qt::LeftButton, Qt::AltModifier);
            paint();
            clock.start();
            timer.restart();
            send(QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton, Qt::AltModifier);
            paint();
            release = std::max(release, timer.ms());
            const auto isRouted = [&] {
                return std::all_of(moved.begin(), moved.end(), [&](const ElementId &element) {
                    const QList<FlowId> flows = view.scene().flowsAt(element);
                    return std::none_of(flows.begin(), flows.end(), [&](const FlowId &id) { return view.scene().flow(id)->route.straight; });
                });
            };
            bool seen = false;
            const double block = longestTurn([] {}, [&] {
                if (!seen && isRouted()) {
                    seen = true;
                    routed = std::max(routed, double(clock.nsecsElapsed()) / 1e6);
                }
                return idle();
            }, waitMs);
            laterBlock = std::max(laterBlock, block);
            settled = std::max(settled, idle() ? double(clock.nsecsElapsed()) / 1e6 : std::numeric_limits<double>::infinity());
        };
        panning(panFitted);
        dragging(dragFitted, false);
        view.select(QList<Subject>());
        dragging(dragMany, true);
        view.select(QList<Subject>());
        const double routedMany = std::exchange(routed, 0); // in another thread
        view.zoomToRect(QRectF(view.toScene(QPointF(800, 500)) - QPointF(400, 250), QSizeF(800, 500)), false);
        view.setZoom(1);
        paint();
        panning(pan);
        dragging(drag, false);
        // An edit from elsewhere, and back.
        double edit = 0, undo = 0;
        timer.restart();
        document.push(u"Rename"_s, renameElement(document.model(), view.scene().elements().front()->id, u"Another"_s));
        paint();
        edit = timer.ms();
        timer.restart();
        document.undoStack()->undo();
        paint();
        undo = timer.ms();
        const double values[] = {open,    openingBlock, median(repaint), median(pan), median(panFitted), median(drag), median(dragFitted), lift, median(dragMany), release,
                                 routed, routedMany, settled, laterBlock, edit, undo};
        out << QString::number(size).rightJustified(8);
        for (std::size_t i = 0; i < std::size(columns); ++i) {
            const double bar = size <= 5000 ? columns[i].bar5000 : columns[i].bar20000;
            const QString text = QString::number(values[i], 'f', values[i] < 100 ? 1 : 0) + (bar > 0 && values[i] >= bar ? u"*"_s : QString());
            out << "  " << text.rightJustified(int(qstrlen(columns[i].name)));
        }
        out << "\n";
        out.flush();
    }
    return 0;
}
