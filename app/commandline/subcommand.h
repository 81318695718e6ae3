// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "commandline/console.h"

#include <QCommandLineParser>
#include <QDate>

namespace drawbridge {

// What every subcommand gets. Each adds its own options before parsing.
struct Invocation
{
    QCommandLineParser parser;
    Console console;
    QStringList arguments; // without program and subcommand

    // Parses; nothing where it is done already (help was printed, or usage is wrong: `exit` says which).
    bool parse(ExitCode &exit);
    // Options that most subcommands share.
    void addInputOptions();
    void addDateOption();
    void addRulesOption();
    Result<QDate> date() const;
};

ExitCode analyzeCommand(Invocation &invocation);
ExitCode checkCommand(Invocation &invocation);
ExitCode exportCommand(Invocation &invocation);
ExitCode importCommand(Invocation &invocation);
ExitCode reportCommand(Invocation &invocation);
ExitCode rulesCommand(Invocation &invocation);

} // namespace drawbridge
