// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/importreview.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/mainwindow.h"
#include "panels/startpage.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace drawbridge::test {

// The window as a person has it, on a session with journals of its own. The waiting functions tell whether what was waited
// for has come.
class WindowBench
{
public:
    ProjectSession session;
    MainWindow window;

    WindowBench(const QString &journals, Theme &theme, QSize size = {1280, 860}) : session(journals), window(session, theme)
    {
        window.resize(size);
        window.show();
    }

    const ThreatModel &model() { return session.document()->model(); }
    QUndoStack &stack() { return *session.document()->undoStack(); }
    template <class T> T *find(const char *name) { return window.findChild<T *>(QLatin1StringView(name)); }

    // Gives the window the keyboard, as a window manager does when a dialog has closed; offscreen there is none.
    bool activate()
    {
        window.activateWindow();
        return QTest::qWaitForWindowActive(&window);
    }
    bool isSettled()
    {
        return QTest::qWaitFor([this] { return window.analysis().catalogue() && window.analysis().isIdle(); }, 30000);
    }
    bool isReady() { return QTest::qWaitForWindowExposed(&window) && activate() && isSettled(); }

    // Through the window: reading, review, the button that takes it in.
    bool import(const QString &path)
    {
        QSignalSpy reviewing(&window.imports(), &ImportController::reviewing), imported(&window.imports(), &ImportController::imported);
        window.openInputs({path});
        if (!QTest::qWaitFor([&] { return reviewing.count() == 1; }, 30000))
            return false;
        auto *review = find<ImportReview>("importReview");
        if (!review || !QTest::qWaitForWindowExposed(review))
            return false;
        QTest::keyClick(review->findChild<QPushButton *>(QStringLiteral("importAccept")), Qt::Key_Space);
        return QTest::qWaitFor([&] { return imported.count() == 1; }, 60000) && isReady();
    }

    // A shipped sample with all that was said about it: "harbour-market".
    bool openSample(const QString &name)
    {
        emit window.findChild<StartPage *>()->sampleRequested(QStringLiteral(":/samples/") + name);
        return QTest::qWaitFor([this] { return !model().reviews.isEmpty(); }, 60000) && isReady();
    }
};

// The path of a file with these bytes; empty: it could not be written.
inline QString writtenFile(const QString &path, QByteArrayView bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes.data(), bytes.size()) == bytes.size() ? path : QString();
}

} // namespace drawbridge::test
