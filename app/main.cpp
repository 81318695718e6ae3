// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"
#include "mainwindow/workbench.h"

#include <csignal>

int main(int argc, char **argv)
{
    // A full quota and a reader that went away are errors of writing, told as such, not reasons to die of a signal.
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN);
#endif
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);
#endif
    return drawbridge::isCommandLine(argc, argv) ? drawbridge::runCommandLine(argc, argv) : drawbridge::runWorkbench(argc, argv);
}
