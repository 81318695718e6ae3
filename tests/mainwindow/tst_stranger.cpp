// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "canvas/routekeeper.h"
#include "common/theme.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/mainwindow.h"
#include "threatmodel/validate.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>
#include <QWindow>

using namespace drawbridge;
using namespace Qt::StringLiterals;

// A stranger's hour: somebody draws a known model from nothing, in the real window, with mouse and keys only. It is the
// cryptocurrency wallet of OWASP Threat Dragon (https://github.com/OWASP/threat-dragon, Apache-2.0): its names, places,
// flows and labels. What each thing takes is counted, and held against what it takes in draw.io.
class TestStranger : public QObject
{
    Q_OBJECT

    // Clicks, drags and keys that command something; letters of names are the same everywhere. draw.io 24: a shape is
    // dragged from its palette, its name typed, ended by Escape; a connector is dragged from the shape's edge, its label
    // begun by a double click and ended by Escape; a container is dragged from the palette, dragged to its place by a
    // corner, dragged to its size by the other, named as a shape is.
    struct Cost
    {
        int clicks = 0, drags = 0, keys = 0;
        int all() const { return clicks + drags + keys; }
    };
    static constexpr int shapeInDrawio = 2, flowInDrawio = 1, labelInDrawio = 2, boundaryInDrawio = 4;

    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<MainWindow> m_window;
    DiagramView *m_view = nullptr;
    Cost m_cost;

    const ThreatModel &model() const { return m_session->document()->model(); }
    QWindow *native() const { return m_window->windowHandle(); }
    int steps() const { return m_session->document()->undoStack()->count(); }

    // --- hands: events go to the window, as from its window system ---

    QPoint inWindow(QPoint ofView) const { return m_view->mapTo(m_window.get(), ofView); }
    void move(QPoint ofView) { QTest::mouseMove(native(), inWindow(ofView)); }
    void click(QPoint ofView)
    {
        ++m_cost.clicks;
        move(ofView);
        QTest::mouseClick(native(), Qt::LeftButton, {}, inWindow(ofView));
    }
    void doubleClick(QPoint ofView)
    {
        ++m_cost.clicks;
        move(ofView);
        QTest::mouseClick(native(), Qt::LeftButton, {}, inWindow(ofView));
        QTest::mouseDClick(native(), Qt::LeftButton, {}, inWindow(ofView));
    }
    void drag(QPoint from, QPoint to)
    {
        ++m_cost.drags;
        move(from);
        QTest::mousePress(native(), Qt::LeftButton, {}, inWindow(from));
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(native(), inWindow(from + (to - from) * i / 8));
        QTest::mouseRelease(native(), Qt::LeftButton, {}, inWindow(to));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        ++m_cost.keys;
        QTest::keyClick(native(), key, modifiers);
    }
    void type(const QString &text)
    {
        for (const QChar &letter : text)
            QTest::keyClick(native(), letter.toLatin1());
        key(Qt::Key_Return);
    }
    Cost taken() { return std::exchange(m_cost, {}); }

    // --- eyes ---

    ElementId element(const QString &name) const
    {
        for (const Element &one : model().elements) {
            if (one.name == name)
                return one.id;
        }
        return {};
    }
    FlowId flow(const QString &from, const QString &to) const
    {
        for (const DataFlow &one : model().flows) {
            if (one.source == element(from) && one.target == element(to))
                return one.id;
        }
        return {};
    }
    QRectF rect(const QString &name) const { return m_view->scene().boundsOf(subjectOf(element(name))); }
    QPoint at(const QPointF &scene) const { return m_view->toView(scene).toPoint(); }
    // On the longest piece of a line.
    QPoint onLine(const FlowId &id) const
    {
        m_view->scene().routes().finish();
        const QList<QPointF> points = m_view->scene().flow(id)->route.points;
        QLineF longest;
        for (qsizetype i = 1; i < points.size(); ++i) {
            if (const QLineF piece(points[i - 1], points[i]); piece.length() > longest.length())
                longest = piece;
        }
        return at(longest.pointAt(0.4));
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"drawbridge-tests"_s);
        QCoreApplication::setApplicationName(u"stranger"_s);
        QSettings().clear();
        QVERIFY(m_dir.isValid());
        m_theme = std::make_unique<Theme>(*qApp);
        m_session = std::make_unique<ProjectSession>(m_dir.filePath(u"journals"_s));
        m_window = std::make_unique<MainWindow>(*m_session, *m_theme);
        m_window->resize(2080, 1440);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_view = m_window->findChild<DiagramView *>(u"diagram"_s);
    }
    void cleanupTestCase()
    {
        m_session->close();
        m_window.reset();
    }

    void theWallet()
    {
        struct Thing
        {
            Qt::Key key;
            QString name;
            QPoint at;
        };
        constexpr Qt::Key process = Qt::Key_P, store = Qt::Key_S, actor = Qt::Key_E;
        const QList<Thing> things{{actor, u"Actor"_s, {96, 290}}, {process, u"GUI"_s, {350, 225}}, {process, u"wallet"_s, {545, 225}}, {process, u"Daemon"_s, {435, 336}},
                                  {process, u"Browser"_s, {360, 562}}, {process, u"Mobile App"_s, {365, 695}}, {process, u"Trading Bot"_s, {480, 856}},
                                  {process, u"ElectrumX"_s, {931, 110}}, {actor, u"Blockchain"_s, {1226, 50}}, {process, u"Exchange Web Site"_s, {921, 320}},
                                  {process, u"Exchange Backend"_s, {975, 525}}, {process, u"Exchange API"_s, {870, 790}}, {store, u"MongoDB"_s, {1209, 577}},
                                  {store, u"MySQL user & config"_s, {1247, 190}}, {process, u"Blockchain Integration"_s, {1142, 311}}};
        struct Line
        {
            QString from, to, label;
        };
        const QList<Line> lines{{u"Actor"_s, u"GUI"_s, {}}, {u"Browser"_s, u"Daemon"_s, u"HTTP JSON RPC"_s}, {u"Daemon"_s, u"wallet"_s, {}}, {u"GUI"_s, u"wallet"_s, {}},
                                {u"Actor"_s, u"Browser"_s, {}}, {u"Actor"_s, u"Mobile App"_s, {}}, {u"ElectrumX"_s, u"Blockchain"_s, u"SPV"_s},
                                {u"wallet"_s, u"ElectrumX"_s, u"TCP+SSL 500002 JSON RPC"_s}, {u"Browser"_s, u"Exchange Web Site"_s, u"HTTPS"_s},
                                {u"Browser"_s, u"Exchange Backend"_s, u"HTTPS"_s}, {u"Exchange Backend"_s, u"Exchange API"_s, u"HTTP"_s},
                                {u"Trading Bot"_s, u"Exchange API"_s, u"Websocket Secure"_s}, {u"Mobile App"_s, u"Exchange API"_s, u"HTTPS"_s},
                                {u"Blockchain Integration"_s, u"MongoDB"_s, {}}, {u"Exchange Backend"_s, u"MongoDB"_s, {}},
                                {u"Exchange Backend"_s, u"Blockchain Integration"_s, {}}, {u"Blockchain Integration"_s, u"MySQL user & config"_s, {}}};

        QTest::keyClick(native(), Qt::Key_N, Qt::ControlModifier); // a new project with an empty diagram
        QVERIFY(m_view->diagram());
        QTest::qWait(50);
        QVERIFY2(m_view->width() >= 1400 && m_view->height() >= 960, "The canvas is too small for the picture.");
        const ThreatModel empty = model();
        const int before = steps();
        int expected = 0;
        const QPoint corner(40, 40); // of the picture in the view

        for (const Thing &thing : things) {
            m_cost = {};
            move(corner + thing.at);
            key(thing.key);
            type(thing.name);
            QVERIFY2(element(thing.name), qPrintable(thing.name));
            QVERIFY2((rect(thing.name).center() - m_view->toScene(corner + thing.at)).manhattanLength() < 40, "It stands where the pointer was.");
            QCOMPARE(steps() - before, ++expected);
            QVERIFY(taken().all() <= shapeInDrawio);
        }
        QPoint nowhere = at(m_view->scene().contentRect().bottomRight() + QPointF(40, 40));
        for (const Line &line : lines) {
            move(nowhere);
            m_cost = {};
            const QRectF from = rect(line.from), to = rect(line.to);
            move(at(from.center()));
            // From the side that looks there.
            const QPointF d = to.center() - from.center();
            const QPointF side = std::abs(d.x()) / from.width() > std::abs(d.y()) / from.height() ? QPointF(d.x() > 0 ? from.right() : from.left(), from.center().y())
                                                                                                   : QPointF(from.center().x(), d.y() > 0 ? from.bottom() : from.top());
            drag(at(side), at(to.center()));
            const FlowId made = flow(line.from, line.to);
            QVERIFY2(made, qPrintable(line.from + u" to "_s + line.to));
            QCOMPARE(steps() - before, ++expected);
            QVERIFY(taken().all() <= flowInDrawio);
            if (line.label.isEmpty())
                continue;
            key(Qt::Key_F2); // it is selected
            type(line.label);
            QCOMPARE(model().flows.find(made)->name, line.label);
            QCOMPARE(steps() - before, ++expected);
            QVERIFY(taken().all() <= labelInDrawio);
        }
        // One boundary around what is there, by its members; one that is drawn. A double click renames as well as F2 does.
        m_cost = {};
        const QRectF host = rect(u"GUI"_s) | rect(u"wallet"_s) | rect(u"Daemon"_s);
        drag(at(host.topLeft() - QPointF(14, 14)), at(host.bottomRight() + QPointF(14, 14)));
        key(Qt::Key_B);
        type(u"Wallet host"_s);
        ++expected;
        QVERIFY(taken().all() <= boundaryInDrawio);
        nowhere = at(m_view->scene().contentRect().bottomRight() + QPointF(40, 40));
        click(nowhere);
        m_cost = {};
        QRectF exchange;
        for (const QString &name : {u"ElectrumX"_s, u"Blockchain"_s, u"Exchange Web Site"_s, u"Exchange Backend"_s, u"Exchange API"_s, u"MongoDB"_s, u"MySQL user & config"_s, u"Blockchain Integration"_s})
            exchange |= rect(name);
        drag(at(exchange.topLeft() - QPointF(14, 6)), at(exchange.bottomRight() + QPointF(14, 14)));
        key(Qt::Key_B);
        type(u"Internet"_s);
        ++expected;
        QVERIFY(taken().all() <= boundaryInDrawio);
        QCOMPARE(steps() - before, expected);

        QCOMPARE(model().elements.size(), 15);
        QCOMPARE(model().flows.size(), 17);
        QCOMPARE(model().boundaries.size(), 2);
        for (const TrustBoundary &boundary : model().boundaries) {
            int members = 0;
            for (const Element &one : model().elements)
                members += one.boundary == boundary.id;
            QCOMPARE(members, boundary.name == u"Internet"_s ? 8 : 3);
        }
        QVERIFY(!model().elements.find(element(u"Actor"_s))->boundary);
        QCOMPARE(validate(model()), QStringList());
        doubleClick(onLine(flow(u"Daemon"_s, u"wallet"_s)));
        type(u"reads keys"_s);
        QCOMPARE(model().flows.find(flow(u"Daemon"_s, u"wallet"_s))->name, u"reads keys"_s);
        if (const QString folder = qEnvironmentVariable("CANVAS_PICTURES"); !folder.isEmpty()) {
            m_view->scene().routes().finish();
            m_window->grab().save(folder + u"/stranger.png"_s);
        }
        while (steps() > 0 && m_session->document()->undoStack()->index() > before)
            QTest::keyClick(native(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(model(), empty);
    }
};

QTEST_MAIN(TestStranger)
#include "tst_stranger.moc"
