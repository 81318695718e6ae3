// SPDX-License-Identifier: Apache-2.0
// The report as a person makes it: choices by keys and mouse, pages in view, a file, and choices that are remembered.
#include "common/theme.h"
#include "report/reportsettings.h"
#include "reportview/logofield.h"
#include "reportview/pageview.h"
#include "reportview/reportdialog.h"
#include "support/accountsspec.h"
#include "support/windowbench.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

class TestReportDialog : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowBench> m_bench;

    const ThreatModel &model() { return m_bench->model(); }

    ReportDialog *openDialog()
    {
        if (!m_bench->activate())
            return nullptr;
        QTest::keyClick(&m_bench->window, Qt::Key_P, Qt::ControlModifier);
        auto *dialog = m_bench->window.findChild<ReportDialog *>(u"reportDialog"_s);
        return dialog && QTest::qWaitForWindowExposed(dialog) && shown(*dialog) ? dialog : nullptr;
    }

    // The page is there.
    static bool shown(ReportDialog &dialog)
    {
        return QTest::qWaitFor([&] { return dialog.pages().count() > 0 && dialog.pages().isShown(); }, 60000);
    }

    // What a click on the box of a row does.
    static void toggle(QListWidget &list, const QString &anchor)
    {
        for (int i = 0; i < list.count(); ++i) {
            if (list.item(i)->data(Qt::UserRole).toString() != anchor)
                continue;
            list.scrollToItem(list.item(i));
            list.setFocus();
            list.setCurrentRow(i);
            QTest::keyClick(&list, Qt::Key_Space);
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
        m_bench = std::make_unique<WindowBench>(m_dir.filePath(u"journals"_s), *m_theme);
        QVERIFY(m_bench->isReady());
        QVERIFY(m_bench->import(writtenFile(m_dir.filePath(u"accounts.yaml"_s), QByteArrayView(accountsSpec.data(), accountsSpec.size()))));
    }

    void cleanupTestCase()
    {
        m_bench.reset();
    }

    void choicesShowInThePages()
    {
        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        const int all = dialog->pages().count();
        QVERIFY(all > 5);
        // For executives there is much less to read.
        auto *audience = dialog->findChild<QComboBox *>(u"reportAudience"_s);
        audience->setFocus();
        QTest::keyClick(audience, Qt::Key_Down);
        QCOMPARE(dialog->settings().audience, ReportAudience::Executive);
        QCOMPARE(dialog->settings().without, sectionsWithout(ReportAudience::Executive));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->pages().count() > 0 && dialog->pages().count() < all, 30000);
        QVERIFY(shown(*dialog));
        const int few = dialog->pages().count();
        // One section more, by the keyboard.
        toggle(*dialog->findChild<QListWidget *>(u"reportSections"_s), u"questions"_s);
        QVERIFY(!dialog->settings().without.contains(u"questions"_s));
        toggle(*dialog->findChild<QListWidget *>(u"reportSections"_s), u"standards"_s);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->pages().count() > few, 30000);
        QVERIFY(shown(*dialog));
        // Leafing through.
        auto *picture = dialog->findChild<QLabel *>(u"reportPage"_s);
        QTest::keyClick(picture, Qt::Key_PageDown);
        QCOMPARE(dialog->pages().page(), 1);
        QVERIFY(shown(*dialog));
        QTest::mouseClick(dialog->findChild<QToolButton *>(u"nextPage"_s), Qt::LeftButton);
        QCOMPARE(dialog->pages().page(), 2);
        QTest::keyClick(picture, Qt::Key_End);
        QCOMPARE(dialog->pages().page(), dialog->pages().count() - 1);
        QVERIFY(shown(*dialog));
        auto *number = dialog->findChild<QSpinBox *>(u"pageNumber"_s);
        number->setFocus();
        number->selectAll();
        QTest::keyClicks(number, u"1"_s);
        QTest::keyClick(number, Qt::Key_Tab);
        QCOMPARE(dialog->pages().page(), 0);
        // Given up: nothing of it is kept.
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_bench->window.findChild<ReportDialog *>(u"reportDialog"_s));
        QVERIFY(model().project().reportSettings.isEmpty());
    }

    void choicesAreWrittenAndRemembered()
    {
        ReportDialog *dialog = openDialog();
        QVERIFY(dialog);
        auto *mark = dialog->findChild<QComboBox *>(u"reportMark"_s)->findChild<QLineEdit *>();
        mark->setFocus();
        QTest::keyClicks(mark, u"Secret <b>"_s);
        auto *title = dialog->findChild<QLineEdit *>(u"reportTitle"_s);
        QTest::keyClicks(title, u"Review of May"_s);
        auto *paper = dialog->findChild<QComboBox *>(u"reportPaper"_s);
        QTest::keyClick(paper, Qt::Key_Down);
        QTest::mouseClick(dialog->findChild<QCheckBox *>(u"reportDismissed"_s), Qt::LeftButton, {}, QPoint(8, 8));
        QImage logo(900, 300, QImage::Format_RGB32);
        logo.fill(Qt::blue);
        QVERIFY(logo.save(m_dir.filePath(u"logo.png"_s)));
        auto *field = dialog->findChild<LogoField *>(u"reportLogo"_s);
        QSignalSpy loaded(field, &LogoField::changed);
        field->load(m_dir.filePath(u"logo.png"_s));
        QTRY_COMPARE(loaded.count(), 1);
        const ReportSettings chosen = dialog->settings();
        QCOMPARE(chosen.classification, u"Secret <b>"_s);
        QCOMPARE(chosen.title, u"Review of May"_s);
        QVERIFY(chosen.paper.letter && !chosen.dismissed && chosen.open);
        QCOMPARE(logoImage(chosen.logo).size(), QSize(640, 213));
        // What is no picture is refused in words, and what was there stays.
        field->load(m_dir.filePath(u"accounts.yaml"_s));
        auto *problem = dialog->findChild<QLabel *>(u"logoProblem"_s);
        QTRY_VERIFY(problem->text().contains(u"accounts.yaml"_s));
        QCOMPARE(dialog->settings().logo, chosen.logo);

        const QString path = m_dir.filePath(u"review.html"_s);
        QTimer choose;
        connect(&choose, &QTimer::timeout, this, [&] {
            auto *file = m_bench->window.findChild<QFileDialog *>(u"reportFile"_s);
            auto *name = file ? file->findChild<QLineEdit *>(u"fileNameEdit"_s) : nullptr;
            if (!name || !file->isVisible())
                return;
            choose.stop();
            name->setText(path); // pasted: typing would open the list of completions
            QTest::mouseClick(file->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save), Qt::LeftButton);
        });
        choose.start(50);
        const int undoable = m_bench->session.document()->undoStack()->count();
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"reportWrite"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 60000);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString html = QString::fromUtf8(file.readAll());
        QVERIFY(html.contains(u"Secret &lt;b&gt;"_s) && !html.contains(u"Secret <b>"_s));
        QVERIFY(html.contains(u"Review of May"_s) && html.contains(u"data:image/png;base64,"_s) && html.contains(u"size:letter"_s));
        // One step, that can be undone.
        QCOMPARE(m_bench->session.document()->undoStack()->count(), undoable + 1);
        QCOMPARE(ReportSettings::from(model().project().reportSettings), chosen);
        m_bench->session.document()->undoStack()->undo();
        QVERIFY(model().project().reportSettings.isEmpty());
        m_bench->session.document()->undoStack()->redo();
        QTRY_VERIFY(m_bench->window.analysis().isIdle());
        dialog = openDialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->settings(), chosen);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_bench->window.findChild<ReportDialog *>(u"reportDialog"_s));
    }

    // Making the pages never holds the window up, and can be stopped.
    void previewCanBeStopped()
    {
        QVERIFY(m_bench->activate());
        QTest::keyClick(&m_bench->window, Qt::Key_P, Qt::ControlModifier);
        auto *dialog = m_bench->window.findChild<ReportDialog *>(u"reportDialog"_s);
        QVERIFY(dialog && QTest::qWaitForWindowExposed(dialog));
        emit dialog->pages().cancelled(); // the button may be gone before it can be pressed
        QCOMPARE(dialog->pages().count(), 0);
        auto *least = dialog->findChild<QComboBox *>(u"reportLeast"_s);
        // The wheel on its way down the form changes nothing.
        const int before = least->currentIndex();
        for (const int turn : {120, -120, -120}) {
            QWheelEvent wheel(QPointF(5, 5), least->mapToGlobal(QPointF(5, 5)), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(least, &wheel);
        }
        QCOMPARE(least->currentIndex(), before);
        QTest::keyClick(least, Qt::Key_End);
        QVERIFY(shown(*dialog));
        QCOMPARE(dialog->settings().least, Band::Critical);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_bench->window.findChild<ReportDialog *>(u"reportDialog"_s));
    }
};

QTEST_MAIN(TestReportDialog)
#include "tst_reportdialog.moc"
