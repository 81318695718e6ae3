// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace drawbridge {

// Whether the arguments ask for the command line: a subcommand, --help or --version. Without one the window opens.
bool isCommandLine(int argc, char **argv);

// Runs `drawbridge SUBCOMMAND …`; makes the application object that the subcommand needs. Returns the exit status.
int runCommandLine(int argc, char **argv);

} // namespace drawbridge
