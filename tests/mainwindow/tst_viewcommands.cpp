// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramactions.h"
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "common/theme.h"
#include "dialogs/exportpicture.h"
#include "edits/elementedits.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/pictureoutput.h"
#include "mainwindow/presentation.h"
#include "mainwindow/shortcutsdialog.h"
#include "mainwindow/shortcutstore.h"
#include "mainwindow/topbar.h"
#include "mainwindow/viewcommands.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QImageReader>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace drawbridge;
using namespace Qt::StringLiterals;

// Keys of commands, presenting, and pictures, in the window with real events.
class TestViewCommands : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    struct Bench
    {
        ProjectSession session;
        MainWindow window;
        Bench(const QString &journals, Theme &theme) : session(journals), window(session, theme)
        {
            window.resize(1280, 860);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            window.activateWindow();
        }
        QAction *action(const char *name) { return window.findChild<QAction *>(QLatin1StringView(name)); }
        DiagramView &diagram() { return *window.findChild<DiagramView *>(); }
        ViewCommands &commands() { return *window.findChild<ViewCommands *>(); }
        void openProject()
        {
            action("newProject")->trigger();
            Document &document = *session.document();
            const Element element = newElement(document.model(), ElementKind::Process);
            document.push(u"Add"_s, addElement(document.model(), element, diagram().diagram(), {40, 40}));
        }
    };

private slots:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"drawbridge-tests"_s);
        QCoreApplication::setApplicationName(u"viewcommands"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
        QVERIFY(m_dir.isValid());
    }
    void cleanup() { QSettings().clear(); }

    void keysAreShownSearchedChangedAndReset()
    {
        Bench b(m_dir.path(), *m_theme);
        b.openProject();
        QAction *shortcuts = b.action("shortcuts");
        QCOMPARE(shortcuts->shortcut(), QKeySequence(Qt::Key_Question));
        shortcuts->trigger();
        auto *dialog = b.window.findChild<ShortcutsDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        auto *list = dialog->findChild<QTreeWidget *>(u"shortcutList"_s);
        const auto shown = [&] {
            QStringList names;
            for (int g = 0; g < list->topLevelItemCount(); ++g) {
                for (int i = 0; i < list->topLevelItem(g)->childCount(); ++i) {
                    if (!list->topLevelItem(g)->child(i)->isHidden())
                        names.append(list->topLevelItem(g)->child(i)->text(0));
                }
            }
            return names;
        };
        QVERIFY(shown().size() > 60);
        const QStringList all = shown();
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size()); // each command once
        auto *search = dialog->findChild<QLineEdit *>(u"shortcutSearch"_s);
        QTest::keyClicks(search, u"tidy up sel"_s);
        QCOMPARE(shown(), QStringList{u"Tidy up the selection"_s});
        // Ctrl+K belongs to the finder: the dialog says so, and takes it away only when told to.
        auto *keys = dialog->findChild<QKeySequenceEdit *>(u"shortcutKeys"_s);
        keys->setKeySequence(QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(dialog->findChild<QLabel *>(u"shortcutClash"_s)->text().contains(u"Find anything"_s));
        QAction *find = b.action("find"), *tidy = b.diagram().diagramActions()->action(DiagramActions::Kind::TidySelection);
        QVERIFY(find && tidy);
        QCOMPARE(find->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"shortcutAssign"_s), Qt::LeftButton);
        QCOMPARE(tidy->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(find->shortcut().isEmpty());
        QVERIFY(!find->toolTip().contains(u"Ctrl+K"_s));
        QVERIFY(tidy->toolTip().contains(u"Ctrl+K"_s));

        // Remembered by another window.
        {
            Bench other(m_dir.path(), *m_theme);
            QCOMPARE(other.diagram().diagramActions()->action(DiagramActions::Kind::TidySelection)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
            QVERIFY(other.action("find")->shortcut().isEmpty());
        }
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"shortcutReset"_s), Qt::LeftButton);
        QVERIFY(tidy->shortcut().isEmpty());
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"shortcutResetAll"_s), Qt::LeftButton);
        QCOMPARE(find->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_K));
        QVERIFY(find->toolTip().contains(u"Ctrl+K"_s));
        QVERIFY(!b.commands().shortcuts().isChanged(find));
    }

    // A key with two owners does nothing: no two commands may come with the same one.
    void noKeyHasTwoOwners()
    {
        Bench b(m_dir.path(), *m_theme);
        const ShortcutStore &store = b.commands().shortcuts();
        for (const ShortcutStore::Command &command : store.commands()) {
            for (const QKeySequence &key : command.action->shortcuts()) {
                const QList<QAction *> others = store.clashes(key, command.action);
                QVERIFY2(others.isEmpty(), qPrintable(command.action->objectName() + u" and "_s + (others.isEmpty() ? QString() : others.first()->objectName())));
            }
        }
    }

    void presenting()
    {
        Bench b(m_dir.path(), *m_theme);
        b.openProject();
        auto *top = b.window.findChild<TopBar *>();
        const auto docks = b.window.findChildren<QDockWidget *>();
        QList<bool> before;
        const auto front = [&] { // of the panels that share a place
            QStringList names;
            for (const QTabBar *bar : b.window.findChildren<QTabBar *>(Qt::FindDirectChildrenOnly)) {
                if (bar->isVisible())
                    names.append(bar->tabText(bar->currentIndex()));
            }
            names.sort();
            return names;
        };
        for (const QDockWidget *dock : docks)
            before.append(dock->isVisible());
        const QStringList inFront = front();
        QVERIFY(!inFront.isEmpty());
        QVERIFY(top->isVisible());
        b.action("present")->trigger();
        QVERIFY(b.commands().presentation().isOn());
        QVERIFY(b.window.isFullScreen());
        QVERIFY(!top->isVisible());
        for (const QDockWidget *dock : docks)
            QVERIFY(!dock->isVisible());
        // As large as the screen lets it be: the diagram touches the margin in one direction.
        const auto fills = [&] {
            const QRectF area = b.diagram().scene().contentRect();
            const double zoom = b.diagram().zoom();
            return zoom >= 2.5 || area.width() * zoom > b.diagram().width() * 0.8 || area.height() * zoom > b.diagram().height() * 0.7;
        };
        QTRY_VERIFY(fills());
        QTest::keyClick(&b.diagram(), Qt::Key_Escape);
        QVERIFY(!b.commands().presentation().isOn());
        QVERIFY(!b.action("present")->isChecked());
        QVERIFY(!b.window.isFullScreen());
        QTRY_VERIFY(b.diagram().zoom() <= 1);
        QVERIFY(top->isVisible());
        for (qsizetype i = 0; i < docks.size(); ++i)
            QCOMPARE(docks[i]->isVisible(), before[i]);
        QTRY_COMPARE(front(), inFront);
    }

    void pictures()
    {
        Bench b(m_dir.path(), *m_theme);
        b.openProject();
        PictureOutput &pictures = b.commands().pictures();
        QSignalSpy written(&pictures, &PictureOutput::written), failed(&pictures, &PictureOutput::failed);
        PictureOptions options;
        for (const auto &[format, start] : {std::pair(PictureOptions::Format::Svg, QByteArray("<?xml")), std::pair(PictureOptions::Format::Pdf, QByteArray("%PDF")),
                                            std::pair(PictureOptions::Format::Png, QByteArray("\x89PNG"))}) {
            options.format = format;
            const QString path = m_dir.filePath(u"picture."_s + options.suffix());
            QVERIFY(pictures.write(path, options));
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(start));
        }
        QCOMPARE(written.size(), 3);
        QCOMPARE(QImageReader(m_dir.filePath(u"picture.png"_s)).size(), (b.diagram().pictureArea().size() * options.scale).toSize());
        QVERIFY(!pictures.write(m_dir.filePath(u"no/such/folder.svg"_s), {}));
        QCOMPARE(failed.size(), 1);
        b.action("copyPicture")->trigger();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(u"image/svg+xml"_s));

        ExportPicture dialog(QSizeF(400, 300), QSizeF(), options);
        QCOMPARE(dialog.options().format, PictureOptions::Format::Png);
        QVERIFY(!dialog.options().selectionOnly);
    }
};

QTEST_MAIN(TestViewCommands)
#include "tst_viewcommands.moc"
