// SPDX-License-Identifier: Apache-2.0
// Writes the manual as HTML when the program is built: drawbridge-manual FOLDER
#include "analysis/catalogue.h"
#include "help/manual.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace drawbridge;
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 2) {
        std::fputs("Usage: drawbridge-manual FOLDER\n", stderr);
        return 2;
    }
    Diagnostics diagnostics;
    QList<HelpPage> pages = writtenPages();
    for (const RuleInfo &rule : loadCatalogue({}, diagnostics)->rules())
        pages.append(pageOf(rule));
    if (const Result<void> written = writeManual(arguments[1], pages); !written) {
        std::fprintf(stderr, "%s\n", qPrintable(written.error().message));
        return 1;
    }
    return 0;
}
