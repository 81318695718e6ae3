// SPDX-License-Identifier: Apache-2.0
#include "common/rowbutton.h"
#include "common/theme.h"
#include "dialogs/finder.h"
#include "edits/decisionedits.h"
#include "edits/elementedits.h"
#include "mainwindow/selectionlink.h"
#include "panels/nextsteps.h"
#include "support/windowbench.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUndoStack>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

// What a newcomer is told to do next, and whether it keeps up with what was done.
class TestFirstSteps : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowBench> m_bench;

    NextSteps *steps() { return m_bench->window.findChild<NextSteps *>(); }
    QList<RowButton *> rows()
    {
        QList<RowButton *> seen;
        for (RowButton *row : steps()->findChildren<RowButton *>()) {
            if (row->isVisible())
                seen.append(row);
        }
        return seen;
    }
    QStringList texts()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QStringList list;
        for (const RowButton *row : rows())
            list << row->text();
        return list;
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test-firststeps"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    void init()
    {
        m_bench = std::make_unique<WindowBench>(m_dir.filePath(u"journals"_s), *m_theme);
        QVERIFY(m_bench->isReady());
        QVERIFY(m_bench->import(QStringLiteral(PROJECT_ROOT "/resources/samples/reading-room/reading-room.yaml")));
        QTRY_COMPARE(rows().size(), 3);
    }

    void cleanup()
    {
        if (m_bench)
            m_bench->session.close();
        m_bench.reset();
    }

    void stepsKeepUpWithWhatWasDone()
    {
        const QStringList first = texts();
        QVERIFY2(first[0].startsWith(u"Look at the riskiest finding: "_s), qPrintable(first[0]));
        QTest::mouseClick(rows()[0], Qt::LeftButton);
        const QString finding = m_bench->window.findChild<SelectionLink *>()->finding();
        QVERIFY(!finding.isEmpty());
        QTRY_VERIFY(texts().value(0).startsWith(u"Decide on the riskiest finding: "_s));
        // Decided: the next riskiest. Undone: back.
        Document &document = *m_bench->session.document();
        Decision decision;
        decision.fingerprint = finding;
        decision.state = DecisionState::Accepted;
        decision.reason = u"Rare"_s;
        document.push(u"Decide"_s, decide(document.model(), {decision}));
        QVERIFY(m_bench->isReady());
        QTRY_VERIFY(texts().value(0).startsWith(u"Look at the riskiest finding: "_s) && texts().value(0) != first[0]);
        m_bench->stack().undo();
        QVERIFY(m_bench->isReady());
        QTRY_VERIFY(texts().value(0).startsWith(u"Decide on"_s));
        // What was inferred is confirmed: another step takes the place.
        QVERIFY(texts().value(2).startsWith(u"Confirm or remove"_s));
        Delta confirmed;
        for (const Element &element : document.model().elements) {
            Element after = element;
            after.confirmed = true;
            changeIn(confirmed, element, after);
        }
        document.push(u"Confirm"_s, confirmed);
        QVERIFY(m_bench->isReady());
        QTRY_VERIFY(texts().size() == 3 && !texts().value(2).startsWith(u"Confirm or remove"_s));
        m_bench->stack().undo();
        QVERIFY(m_bench->isReady());
        QTRY_VERIFY(texts().value(2).startsWith(u"Confirm or remove"_s));
        // Closed by a person: it stays closed.
        QTest::mouseClick(steps()->findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(!steps()->isVisible());
        document.push(u"Confirm"_s, confirmed);
        QVERIFY(m_bench->isReady());
        QVERIFY(!steps()->isVisible());
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {800, 1024, 1440, 1900})
            QTest::addRow("%d", width) << width;
    }
    void nothingIsCut()
    {
        QFETCH(int, width);
        m_bench->window.resize(width, 700);
        QTest::qWait(50);
        QCOMPARE(rows().size(), 3);
        for (const RowButton *row : rows()) {
            QVERIFY2(row->height() >= row->heightForWidth(row->width()), qPrintable(row->text()));
            QVERIFY2(steps()->rect().contains(QRect(row->mapTo(steps(), QPoint()), row->size())), qPrintable(row->text()));
        }
    }

    void theFinderSaysThatNothingMatches()
    {
        QTest::keyClick(&m_bench->window, Qt::Key_K, Qt::ControlModifier);
        auto *finder = m_bench->find<Finder>("finder");
        QVERIFY(finder && QTest::qWaitForWindowExposed(finder));
        auto *nothing = finder->findChild<QLabel *>(u"finderNothing"_s);
        QVERIFY(nothing && !nothing->isVisible());
        auto *line = finder->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"zzzzqqq"_s);
        QTRY_VERIFY(nothing->isVisible());
        QVERIFY(nothing->text().contains(u"zzzzqqq"_s));
        QTest::keyClick(line, Qt::Key_Return); // nothing to go to
        line->selectAll();
        QTest::keyClicks(line, u"Reading"_s);
        QTRY_VERIFY(!nothing->isVisible());
        QTest::keyClick(line, Qt::Key_Escape);
    }
};

QTEST_MAIN(TestFirstSteps)
#include "tst_firststeps.moc"
