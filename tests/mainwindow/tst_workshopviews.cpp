// SPDX-License-Identifier: Apache-2.0
#include "canvas/commentmarks.h"
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "common/theme.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "panels/findingspanel.h"
#include "panels/linenotes.h"
#include "panels/sourcereader.h"
#include "review/comparisonview.h"
#include "review/modellook.h"
#include "support/jsonschema.h"
#include "support/windowbench.h"
#include "workshop/reviewedits.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTimer>
#include <QTreeWidget>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

// What people see beside the diagram in the real window: a sample that was reviewed, marks of what is talked about, old
// versions, models of other tools coming in and going out.
class TestWorkshopViews : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowBench> m_bench;

    const ThreatModel &model() const { return m_bench->model(); }
    bool isReady() { return m_bench->isReady(); }
    void openSample() { QVERIFY(m_bench->openSample(u"harbour-market"_s)); }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test-workshopviews"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void init()
    {
        m_bench = std::make_unique<WindowBench>(m_dir.filePath(u"journals"_s), *m_theme, QSize(1400, 900));
        QVERIFY(isReady());
    }

    void cleanup()
    {
        if (m_bench)
            m_bench->session.close();
        m_bench.reset();
    }

    void aSampleIsACopy()
    {
        openSample();
        QVERIFY(!model().decisions.isEmpty() && !model().comments.isEmpty() && model().versions.size() >= 2);
        QVERIFY(m_bench->session.path().isEmpty() && !m_bench->session.isReadOnly());
        // It can be edited and saved.
        m_bench->session.saveAs(m_dir.filePath(u"mine.drawbridge"_s));
        QVERIFY(m_bench->session.finishSaving().isOk());
        QVERIFY(QFile::exists(m_dir.filePath(u"mine.drawbridge"_s)));
    }

    void marksLeadToThreads()
    {
        openSample();
        auto *diagram = m_bench->window.findChild<DiagramView *>(u"diagram"_s);
        int marked = 0;
        Subject talkedAbout;
        for (const ElementItem *item : diagram->scene().elements()) {
            const CommentMark mark = diagram->scene().style().comments.value(item->id.uuid());
            marked += mark.open + mark.resolved > 0;
            if (mark.open > 0)
                talkedAbout = subjectOf(item->id);
        }
        QVERIFY(marked >= 2 && talkedAbout.kind == SubjectKind::Element);
        diagram->setZoom(1);
        diagram->ensureVisible(talkedAbout);
        diagram->select(talkedAbout);
        diagram->zoomToSelection();
        QTest::qWait(400); // the camera is on its way
        const QPointF at = commentMarkArea(*diagram->scene().element(ElementId(talkedAbout.id))).center();
        QSignalSpy requested(diagram, &DiagramView::commentsRequested);
        QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->toView(at).toPoint());
        QCOMPARE(requested.count(), 1);
        QTRY_VERIFY(m_bench->window.findChild<QWidget *>(u"commentsPage"_s)->isVisible());
        QCOMPARE(m_bench->window.findChild<QComboBox *>(u"commentFilter"_s)->currentText(), u"About what is selected"_s);
    }

    // A line of a specification is talked about, with a name that is completed.
    void specLinesAreTalkedAbout()
    {
        openSample();
        auto *sources = m_bench->window.findChild<SourceReader *>();
        QVERIFY(sources);
        QCOMPARE(sources->notes().at(u"storefront.yaml"_s, 14).resolved, 1);
        emit sources->notes().wanted({u"storefront.yaml"_s, {}, 20, 0});
        auto *text = m_bench->window.findChild<QPlainTextEdit *>(u"commentText"_s);
        QTRY_VERIFY(text->hasFocus());
        const qsizetype before = model().comments.size();
        QTest::keyClicks(text, u"Is this on purpose, @piL"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClicks(text, u"?"_s);
        QVERIFY(isReady());
        QTest::mouseClick(m_bench->window.findChild<QPushButton *>(u"commentSend"_s), Qt::LeftButton);
        QCOMPARE(model().comments.size(), before + 1);
        const auto written = std::find_if(model().comments.begin(), model().comments.end(), [](const Comment &comment) { return comment.at.line == 20; });
        QVERIFY(written != model().comments.end());
        QCOMPARE(written->text, u"Is this on purpose, @Pilar Ortega ?"_s);
        QCOMPARE(written->mentions, QStringList{u"Pilar Ortega"_s});
        QCOMPARE(written->subject.kind, SubjectKind::Source);
        QCOMPARE(sources->notes().at(u"storefront.yaml"_s, 20).open, 1);
    }

    // What was cannot be changed: every key and gesture of editing is refused.
    void versionsAreReadOnly()
    {
        openSample();
        ModelLook look(model());
        look.resize(900, 600);
        look.show();
        QVERIFY(QTest::qWaitForWindowExposed(&look));
        DiagramView *view = look.view();
        const ThreatModel before = look.model();
        const ElementItem *item = view->scene().elements().front();
        view->select(subjectOf(item->id));
        view->setFocus();
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_F2, Qt::Key_Right, Qt::Key_P, Qt::Key_S, Qt::Key_B, Qt::Key_F})
            QTest::keyClick(view, key);
        QTest::keyClicks(view, u"renamed"_s);
        QTest::keyClick(view, Qt::Key_Return);
        const QPoint from = view->toView(item->rect.center()).toPoint();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        QTest::mouseMove(view, from + QPoint(80, 60));
        QTest::mouseRelease(view, Qt::LeftButton, {}, from + QPoint(80, 60));
        QTest::mouseDClick(view, Qt::LeftButton, {}, QPoint(5, 5));
        QVERIFY(look.model() == before);
    }

    void comparedInWordsAndOnTheDiagram()
    {
        openSample();
        ThreatModel after = model();
        Element removed = *std::find_if(after.elements.begin(), after.elements.end(), [](const Element &element) { return element.name == u"Storefront data"; });
        Element changed = *std::find_if(after.elements.begin(), after.elements.end(), [](const Element &element) { return element.name == u"Payments"; });
        changed.owner = u"Somebody else"_s;
        after.elements.remove(removed.id);
        after.elements.insert(changed);
        Comparison comparison;
        comparison.things = compareModels(model(), after);
        const LensPicture then = changePicture(model(), comparison, false), now = changePicture(after, comparison, true);
        QCOMPARE(then.marks.value(removed.id.uuid()).symbol, u"−"_s);
        QVERIFY(!now.marks.contains(removed.id.uuid()));
        QCOMPARE(now.marks.value(changed.id.uuid()).symbol, u"~"_s);
        QVERIFY(!now.legend.isEmpty());
        ComparisonView view(u"Then and now"_s, comparison, model(), after);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.findChildren<ModelLook *>().size(), 2);
    }

    // Reviews stay in the project: their minutes can be read again, and two stand side by side.
    void heldReviewsAreComparable()
    {
        openSample();
        const Review held = *model().reviews.begin();
        // Another one, in which one thing is decided otherwise and one that was parked is settled.
        Review plan;
        plan.title = u"Before release 2.4"_s;
        plan.minutes = 60;
        plan.participants = {u"Mara Lindqvist"_s, u"A new colleague"_s};
        plan.agenda = held.agenda;
        QString decided, parked;
        for (const AgendaItem &item : held.agenda) {
            decided = item.state == AgendaState::Settled && decided.isEmpty() ? item.key : decided;
            parked = item.state == AgendaState::Parked ? item.key : parked;
        }
        QVERIFY(!decided.isEmpty() && !parked.isEmpty());
        Document &document = *m_bench->session.document();
        ReviewId id;
        const QString now = u"2026-10-06T09:00:00Z"_s;
        document.push(u"x"_s, beginReview(model(), plan, u"Mara"_s, now, &id));
        document.push(u"x"_s, settleItem(model(), {id, decided, u"Mara"_s, now, u"Accepted: seen again"_s, 600}, AgendaState::Settled, ReviewEvent::Decided));
        document.push(u"x"_s, settleItem(model(), {id, parked, u"Mara"_s, now, u"Yes: asked"_s, 900}, AgendaState::Settled, ReviewEvent::Answered));
        document.push(u"x"_s, endReview(model(), {id, {}, u"Mara"_s, now, {}, 1800}));
        QVERIFY(isReady());

        auto *tabs = m_bench->find<QTabWidget>("workshopTabs");
        m_bench->find<QAction>("workshopPanel")->setChecked(true);
        auto *page = m_bench->find<QWidget>("reviewsPage");
        tabs->setCurrentWidget(page);
        auto *list = m_bench->find<QListWidget>("reviewList");
        QTRY_COMPARE(list->count(), 2);
        const auto click = [&](int row, Qt::KeyboardModifiers keys = {}) { QTest::mouseClick(list->viewport(), Qt::LeftButton, keys, list->visualItemRect(list->item(row)).center()); };
        click(1);
        QTest::mouseClick(m_bench->find<QPushButton>("heldMinutes"), Qt::LeftButton);
        QTRY_VERIFY(m_bench->find<QDialog>("minutesWindow"));
        QVERIFY(m_bench->find<QTextBrowser>("minutesText")->toPlainText().contains(held.title));
        m_bench->find<QDialog>("minutesWindow")->reject();
        QTRY_VERIFY(!m_bench->find<QDialog>("minutesWindow"));
        QVERIFY(m_bench->isReady());
        QVERIFY(!m_bench->find<QPushButton>("heldCompare")->isEnabled()); // nothing before the first
        click(0, Qt::ControlModifier);
        QTest::mouseClick(m_bench->find<QPushButton>("heldCompare"), Qt::LeftButton);
        QTRY_VERIFY(m_bench->find<QDialog>("reviewComparison"));
        auto *rows = m_bench->find<QTreeWidget>("reviewComparisonList");
        QStringList seen;
        for (int i = 0; i < rows->topLevelItemCount(); ++i) {
            for (int j = 0; j < rows->topLevelItem(i)->childCount(); ++j)
                seen << rows->topLevelItem(i)->text(0) + u" | "_s + rows->topLevelItem(i)->child(j)->text(2);
        }
        QVERIFY2(seen.contains(u"Settled differently · 1 | Accepted: seen again – Mara"_s), qPrintable(seen.join(u'\n')));
        QVERIFY2(seen.contains(u"Open then, settled later · 1 | Answered: Yes: asked – Mara"_s), qPrintable(seen.join(u'\n')));
        // From there to the finding.
        emit rows->itemActivated(rows->topLevelItem(0)->child(0), 0);
        QCOMPARE(m_bench->window.findChild<SelectionLink *>()->finding(), rows->topLevelItem(0)->child(0)->data(0, Qt::UserRole).toString());
    }

    // Threats of other tools stand in the table with what was said about them.
    void threatsOfOtherToolsAreFindings()
    {
        QVERIFY(m_bench->import(QStringLiteral(TEST_DATA "/importers/ferry.tm7")));
        QVERIFY(!model().threats.isEmpty());
        const auto &rows = m_bench->window.analysis().outcome().rows.findings;
        for (const Threat &threat : model().threats) {
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const FindingRow &each) { return each.title == threat.title; });
            QVERIFY2(row != rows.end(), qPrintable(threat.title));
        }
        QVERIFY(!model().decisions.isEmpty());
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const FindingRow &row) { return !row.open && !row.decision.isEmpty(); }));
    }

    void exportsByTheMenu_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("schema");
        QTest::newRow("Threat Dragon") << u"shop.json"_s << u"threat-dragon-v2.schema.json"_s;
        QTest::newRow("Open Threat Model") << u"shop.otm"_s << u"otm-0.2.0.schema.json"_s;
    }
    void exportsByTheMenu()
    {
        QFETCH(QString, file);
        QFETCH(QString, schema);
        openSample();
        const QString path = m_dir.filePath(file);
        QTimer::singleShot(300, this, [&] {
            auto *dialog = m_bench->window.findChild<QFileDialog *>(u"exportDialog"_s);
            QVERIFY(dialog);
            auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
            name->setText(path);
            QTest::keyClick(name, Qt::Key_Return);
        });
        QTest::keyClick(&m_bench->window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 30000);
        QFile written(path), rules(QStringLiteral(TEST_DATA "/schemas/") + schema);
        QVERIFY(written.open(QIODevice::ReadOnly) && rules.open(QIODevice::ReadOnly));
        const QJsonDocument document = QJsonDocument::fromJson(written.readAll());
        QCOMPARE(JsonSchema(QJsonDocument::fromJson(rules.readAll()).object()).problems(document.object()), QStringList());
        QVERIFY(isReady());
    }
};

QTEST_MAIN(TestWorkshopViews)
#include "tst_workshopviews.moc"
