// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"

#include "commandline/subcommand.h"
#include "language/language.h"
#include "commandline/texts.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <cstdio>
#include <cstring>
#include <memory>

namespace drawbridge {

namespace {

struct Subcommand
{
    const char *name;
    ExitCode (*run)(Invocation &);
    bool needsFonts; // measures or paints text: needs Qt Gui, without a display
    const char *summary;
};

const Subcommand subcommands[] = {
    {"analyze", analyzeCommand, false, QT_TRANSLATE_NOOP("CommandLine", "Analyse a project or inputs")},
    {"check", checkCommand, false, QT_TRANSLATE_NOOP("CommandLine", "Gate a build on the findings")},
    {"export", exportCommand, true, QT_TRANSLATE_NOOP("CommandLine", "Write a project or inputs for other tools")},
    {"import", importCommand, true, QT_TRANSLATE_NOOP("CommandLine", "Make or update a project from inputs")},
    {"report", reportCommand, true, QT_TRANSLATE_NOOP("CommandLine", "Write the report of a project or inputs")},
    {"rules", rulesCommand, false, QT_TRANSLATE_NOOP("CommandLine", "List, explain and test the rules")},
};

// Subcommands of the contract that this version does not have yet.
const char *const announced[] = {"diff", "observe", "merge"};

const Subcommand *findSubcommand(const char *name)
{
    for (const Subcommand &subcommand : subcommands) {
        if (std::strcmp(subcommand.name, name) == 0)
            return &subcommand;
    }
    return nullptr;
}

bool isAnnounced(const char *name)
{
    for (const char *known : announced) {
        if (std::strcmp(known, name) == 0)
            return true;
    }
    return false;
}

bool isOption(const char *argument, const char *shortName, const char *longName)
{
    return std::strcmp(argument, shortName) == 0 || std::strcmp(argument, longName) == 0;
}

QString overview()
{
    QString text = CommandLine::tr("Usage: drawbridge [PROJECT | INPUT...]\n"
                      "       drawbridge SUBCOMMAND [OPTION...] [ARGUMENT...]\n"
                      "\n"
                      "Without a subcommand the workbench opens.\n"
                      "\n"
                      "Subcommands:\n");
    for (const Subcommand &subcommand : subcommands)
        text += QStringLiteral("  %1 %2\n").arg(QString::fromLatin1(subcommand.name).leftJustified(10), CommandLine::tr(subcommand.summary));
    text += CommandLine::tr("\nOptions:\n"
               "  -h, --help     Show this help; after a subcommand, its own\n"
               "  -v, --version  Show the version\n");
    return text;
}

} // namespace

bool isCommandLine(int argc, char **argv)
{
    return argc > 1
        && (findSubcommand(argv[1]) || isAnnounced(argv[1]) || isOption(argv[1], "-h", "--help") || isOption(argv[1], "-v", "--version"));
}

int runCommandLine(int argc, char **argv)
{
    // Standard error belongs to our own messages; Qt's remarks on the environment are nobody's business there.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
        if (type == QtFatalMsg)
            std::fprintf(stderr, "drawbridge: error: %s\n", qPrintable(message));
    });
    const Subcommand *subcommand = findSubcommand(argv[1]);
    std::unique_ptr<QCoreApplication> application;
    if (subcommand && subcommand->needsFonts) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QGuiApplication>(argc, argv);
    } else {
        application = std::make_unique<QCoreApplication>(argc, argv);
    }
    installLanguage(*application);
    // Output must not depend on the locale: numbers and dates in their standard form.
    QLocale::setDefault(QLocale::c());

    Invocation invocation;
    if (isOption(argv[1], "-h", "--help")) {
        invocation.console.out(overview());
        return int(ExitCode::Done);
    }
    if (isOption(argv[1], "-v", "--version")) {
        invocation.console.out(QStringLiteral("drawbridge " DRAWBRIDGE_VERSION "\n"));
        return int(ExitCode::Done);
    }
    if (!subcommand) {
        invocation.console.error({CommandLine::tr("This version has no subcommand “%1” yet; see drawbridge --help for those that it has.").arg(QString::fromLocal8Bit(argv[1])), {}});
        return int(ExitCode::WrongUsage);
    }
    invocation.arguments = QCoreApplication::arguments().mid(2);
    invocation.parser.setApplicationDescription(CommandLine::tr(subcommand->summary));
    return int(subcommand->run(invocation));
}

} // namespace drawbridge
