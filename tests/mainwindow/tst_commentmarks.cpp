// SPDX-License-Identifier: Apache-2.0
#include "canvas/commentmarks.h"
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "common/theme.h"
#include "panels/findingspanel.h"
#include "panels/specexcerpt.h"
#include "riskpanels/questionspanel.h"
#include "support/windowbench.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

// Marks of what is talked about, wherever a thing stands in the window: they come with the first thread, lead to it by a
// click, tell a resolved thread from an open one, and go with the last. By real events.
class TestCommentMarks : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowBench> m_bench;

    const ThreatModel &model() const { return m_bench->model(); }
    QWidget *page() { return m_bench->find<QWidget>("commentsPage"); }

    // About what is selected, by the keyboard.
    void comment(const QString &text)
    {
        QTest::keyClick(&m_bench->window, Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        auto *line = m_bench->find<QPlainTextEdit>("commentText");
        QTRY_VERIFY(line->hasFocus());
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(m_bench->isReady());
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *each : page()->findChildren<QPushButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }
    bool reads(const QString &text)
    {
        const QList<QLabel *> labels = page()->findChildren<QLabel *>();
        return page()->isVisible() && std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
    // Something else in the foreground, so that a click has to bring the thread back.
    void leave()
    {
        auto *filter = m_bench->find<QComboBox>("commentFilter");
        filter->setCurrentIndex(filter->findText(u"That mention me"_s));
        m_bench->find<DiagramView>("diagram")->select(QList<Subject>());
    }
    // Says something about what is selected, then goes through the life of its mark. `look` takes a picture of the mark's
    // place, `click` clicks on it.
    void liveAMark(const std::function<QImage()> &look, const std::function<void()> &click, const std::function<void()> &settle = [] {})
    {
        settle();
        const QImage without = look();
        comment(u"Who may do this?"_s);
        settle();
        const QImage open = look();
        QVERIFY2(open != without, "no mark came");
        leave();
        click();
        QTRY_VERIFY2(reads(u"Who may do this?"_s), "the click does not lead to the thread");
        QVERIFY(button(u"Resolve"_s));
        QTest::mouseClick(button(u"Resolve"_s), Qt::LeftButton);
        QVERIFY(m_bench->isReady());
        QCOMPARE(std::count_if(model().comments.begin(), model().comments.end(), [](const Comment &each) { return each.resolved; }), 1);
        settle();
        const QImage resolved = look();
        QVERIFY2(resolved != open && resolved != without, "a resolved thread looks like an open one or like none");
        leave();
        click();
        QTRY_VERIFY2(reads(u"Who may do this?"_s), "the mark of a resolved thread does not lead to it");
        QVERIFY(button(u"Remove"_s));
        QTest::mouseClick(button(u"Remove"_s), Qt::LeftButton);
        QVERIFY(m_bench->isReady());
        QVERIFY(model().comments.isEmpty());
        settle();
        QVERIFY2(look() == without, "the mark stays without a thread");
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void init()
    {
        m_bench = std::make_unique<WindowBench>(m_dir.filePath(u"journals"_s), *m_theme, QSize(1500, 950));
        QVERIFY(m_bench->isReady());
        QVERIFY(m_bench->import(QStringLiteral(PROJECT_ROOT "/resources/samples/harbour-market/storefront.yaml")));
    }

    void cleanup()
    {
        if (m_bench)
            m_bench->session.close();
        m_bench.reset();
    }

    void inTables_data()
    {
        QTest::addColumn<int>("tab");
        QTest::newRow("findings") << int(FindingsPanel::Findings);
        QTest::newRow("operations") << int(FindingsPanel::Operations);
        QTest::newRow("data") << int(FindingsPanel::Data);
    }
    void inTables()
    {
        QFETCH(int, tab);
        auto *panel = m_bench->window.findChild<FindingsPanel *>();
        panel->showTab(FindingsPanel::Tab(tab));
        QTableView *table = panel->table(FindingsPanel::Tab(tab));
        QTRY_VERIFY(table->isVisible());
        constexpr int row = 2;
        const auto cell = [&](int at) { return table->visualRect(table->model()->index(at, 1)); };
        const QString key = table->model()->index(row, 0).data(KeyRole).toString();
        const auto mark = [&] { return QRect(cell(row).right() - 32, cell(row).top() + 4, 28, cell(row).height() - 8); };
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell(row).center());
        QVERIFY(m_bench->isReady());
        const auto settle = [&] {
            panel->showTab(FindingsPanel::Tab(tab));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell(row).center());
            QTest::mouseMove(table->viewport(), QPoint(1, 1));
            QCOMPARE(table->model()->index(row, 0).data(KeyRole).toString(), key);
        };
        liveAMark([&] { return table->viewport()->grab(mark()).toImage(); },
                  [&] {
                      QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell(row + 1).center()); // it was not the current row
                      QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, mark().center());
                  },
                  settle);
    }

    void onTheDiagram_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("element") << int(SubjectKind::Element);
        QTest::newRow("flow") << int(SubjectKind::Flow);
        QTest::newRow("boundary") << int(SubjectKind::Boundary);
    }
    void onTheDiagram()
    {
        QFETCH(int, kind);
        auto *diagram = m_bench->find<DiagramView>("diagram");
        const DiagramScene &scene = diagram->scene();
        Subject subject;
        if (SubjectKind(kind) == SubjectKind::Element)
            subject = subjectOf(scene.elements().front()->id);
        else if (SubjectKind(kind) == SubjectKind::Flow)
            subject = subjectOf(scene.flows().front()->id);
        else
            subject = subjectOf(scene.boundaries().front()->id);
        const auto mark = [&] {
            return SubjectKind(kind) == SubjectKind::Element ? commentMarkArea(*scene.element(ElementId(subject.id)))
                 : SubjectKind(kind) == SubjectKind::Flow    ? commentMarkArea(*scene.flow(FlowId(subject.id)))
                                                             : commentMarkArea(*scene.boundary(BoundaryId(subject.id)));
        };
        diagram->setZoom(1);
        diagram->select({subject});
        diagram->ensureVisible(subject);
        QTest::qWait(400); // the camera is on its way
        liveAMark(
            [&] {
                const QRectF area(diagram->toView(mark().topLeft()), diagram->toView(mark().bottomRight()));
                return diagram->grab(area.toRect()).toImage();
            },
            [&] { QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->toView(mark().center()).toPoint()); },
            [&] {
                diagram->select({subject});
                QTest::qWait(300);
            });
    }

    void onALineOfASpecification()
    {
        // The excerpt of the first finding, in the inspector.
        auto *table = m_bench->find<QTableView>("findingsTable");
        const auto choose = [&] { QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 1)).center()); };
        choose();
        // An excerpt is made anew once its file has been read: each try takes the one that is there, without a move of the
        // mouse before it, as by touch.
        const auto click = [&](int fromRight) {
            for (SpecExcerpt *excerpt : m_bench->window.findChildren<SpecExcerpt *>()) {
                if (!excerpt->isVisible())
                    continue;
                for (QWidget *at = excerpt; at; at = at->parentWidget()) {
                    if (auto *area = qobject_cast<QScrollArea *>(at))
                        area->ensureWidgetVisible(excerpt);
                }
                QTest::mouseClick(excerpt, Qt::LeftButton, {}, QPoint(fromRight > 0 ? excerpt->width() - fromRight : 10, 12));
                return;
            }
        };
        auto *line = m_bench->find<QPlainTextEdit>("commentText");
        QTRY_VERIFY((click(0), line->hasFocus())); // the number of the line
        QTest::keyClicks(line, u"Why this line?"_s);
        QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(model().comments.size(), 1);
        QVERIFY(model().comments.begin()->at.line > 0);
        QVERIFY(m_bench->isReady());
        leave();
        choose();
        QTRY_VERIFY((click(18), reads(u"Why this line?"_s))); // its mark
        QVERIFY(button(u"Resolve"_s));
        QTest::mouseClick(button(u"Resolve"_s), Qt::LeftButton);
        QVERIFY(model().comments.begin()->resolved);
    }

    // Questions stand in a list of their own.
    void atQuestions()
    {
        auto *panel = m_bench->window.findChild<FindingsPanel *>();
        panel->showTab(FindingsPanel::Questions);
        auto *questions = m_bench->window.findChild<QuestionsPanel *>();
        QTRY_VERIFY(questions->isVisible());
        const auto row = [&] { return questions->findChildren<QWidget *>(u"question"_s).constFirst(); };
        const auto threads = [&] { return row()->findChild<QPushButton *>(u"questionThreads"_s); };
        QVERIFY(!threads());
        QTest::mouseClick(row()->findChild<QPushButton *>(u"questionShow"_s), Qt::LeftButton);
        comment(u"Ask the platform team"_s);
        panel->showTab(FindingsPanel::Questions);
        QTRY_VERIFY(threads() && threads()->isVisible());
        leave();
        QTest::mouseClick(threads(), Qt::LeftButton);
        QTRY_VERIFY(reads(u"Ask the platform team"_s));
        QTest::mouseClick(button(u"Remove"_s), Qt::LeftButton);
        QVERIFY(m_bench->isReady());
        QTRY_VERIFY(!threads());
    }
};

QTEST_MAIN(TestCommentMarks)
#include "tst_commentmarks.moc"
