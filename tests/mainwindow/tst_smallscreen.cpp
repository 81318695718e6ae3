// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramview.h"
#include "common/screenfit.h"
#include "common/theme.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/mainwindow.h"
#include "panels/startpage.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QLayout>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace drawbridge;
using namespace Qt::StringLiterals;

// A laptop at 200 %: 800 × 500 pixels of the desktop's own, less the title bar. Nothing may insist on more.
class TestSmallScreen : public QObject
{
    Q_OBJECT

    static constexpr QSize m_room{790, 470};
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<MainWindow> m_window;

    QAction *action(const char *name) { return m_window->findChild<QAction *>(QLatin1StringView(name)); }

    // Which widgets ask for the most, for the message of a failure.
    static QString demands(QWidget &of, QSize room)
    {
        QStringList lines;
        for (QWidget *widget : of.findChildren<QWidget *>()) {
            const QSize least = widget->minimumSizeHint().expandedTo(widget->minimumSize());
            if (widget->isVisibleTo(&of) && (least.width() > room.width() / 2 || least.height() > room.height() / 3))
                lines.append(u"  %1 %2: %3 × %4"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()).arg(least.width()).arg(least.height()));
        }
        return lines.join(u'\n');
    }
    static bool fits(QWidget &window, QSize room, QString &why)
    {
        if (window.layout())
            window.layout()->activate();
        const QSize least = window.minimumSizeHint().expandedTo(window.minimumSize());
        why = u"%1 asks for %2 × %3\n%4"_s.arg(window.objectName()).arg(least.width()).arg(least.height()).arg(demands(window, room));
        return least.width() <= room.width() && least.height() <= room.height();
    }

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"drawbridge-tests"_s);
        QCoreApplication::setApplicationName(u"smallscreen"_s);
        QSettings().clear();
        QVERIFY(m_dir.isValid());
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        new ScreenFit(*qApp);
        m_theme = std::make_unique<Theme>(*qApp);
        m_session = std::make_unique<ProjectSession>(m_dir.filePath(u"journals"_s));
        m_window = std::make_unique<MainWindow>(*m_session, *m_theme);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(QTest::qWaitFor([this] { return m_window->analysis().catalogue() && m_window->analysis().isIdle(); }, 30000));
    }

    void window()
    {
        QString why;
        QVERIFY2(fits(*m_window, m_room, why), qPrintable(u"start page: "_s + why));
        emit m_window->findChild<StartPage *>()->sampleRequested(u":/samples/harbour-market"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->document()->model().diagrams.isEmpty() && m_window->analysis().isIdle(), 20000);
        QTest::qWait(50);
        QVERIFY2(fits(*m_window, m_room, why), qPrintable(u"project: "_s + why));
    }

    void dialogs_data()
    {
        QTest::addColumn<QByteArray>("command");
        for (const char *command : {"shortcuts", "export", "exportPicture", "riskFormula", "businessContext", "addThreat", "addControl", "replaceNames", "find", "rules", "help", "about", "saveAs"})
            QTest::newRow(command) << QByteArray(command);
    }
    void dialogs()
    {
        QFETCH(QByteArray, command);
        QAction *asked = action(command.constData());
        QVERIFY2(asked, command.constData());
        if (!asked->isEnabled())
            QSKIP("Not now");
        int seen = 0;
        QString wrong;
        QTimer look;
        connect(&look, &QTimer::timeout, this, [&] {
            for (QWidget *widget : QApplication::topLevelWidgets()) {
                if (widget == m_window.get() || !widget->isVisible() || (widget->windowType() != Qt::Dialog && widget->windowType() != Qt::Window))
                    continue;
                ++seen;
                QString why;
                if (!fits(*widget, m_room, why))
                    wrong += why;
                if (widget->width() > QGuiApplication::primaryScreen()->availableGeometry().width() || widget->height() > QGuiApplication::primaryScreen()->availableGeometry().height())
                    wrong += u"%1 opens at %2 × %3\n"_s.arg(widget->objectName()).arg(widget->width()).arg(widget->height());
                widget->close();
            }
        });
        look.start(100);
        asked->trigger();
        QTRY_VERIFY(seen > 0);
        look.stop();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_MAIN(TestSmallScreen)
#include "tst_smallscreen.moc"
