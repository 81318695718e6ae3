// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/workbench.h"

#include "common/screenfit.h"
#include "common/theme.h"
#include "language/language.h"
#include "mainwindow/mainwindow.h"

#include <QApplication>
#include <QSettings>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace drawbridge {

int runWorkbench(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"drawbridge"_s);
    QApplication::setOrganizationName(u"drawbridge"_s);
    QApplication::setApplicationDisplayName(u"Drawbridge"_s);
    QApplication::setApplicationVersion(QLatin1StringView(DRAWBRIDGE_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.drawbridge.Drawbridge"_s);
    installLanguage(application);

    Theme theme(application);
    theme.setChoice(ThemeChoice(std::clamp(QSettings().value(u"theme"_s, 0).toInt(), 0, 3)));
    new ScreenFit(application);
    ProjectSession session;
    MainWindow window(session, theme);
    window.show();
    QStringList inputs = QApplication::arguments().mid(1);
    inputs.removeAll(u"--"_s);
    // After the window is there, so that it shows what is going on.
    QTimer::singleShot(0, &window, [&window, inputs] { window.openInputs(inputs); });
    return QApplication::exec();
}

} // namespace drawbridge
