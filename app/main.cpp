// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"
#ifndef DRAWBRIDGE_NO_WORKBENCH
#include "mainwindow/workbench.h"
#endif

int main(int argc, char **argv)
{
#ifndef DRAWBRIDGE_NO_WORKBENCH
    if (!drawbridge::isCommandLine(argc, argv))
        return drawbridge::runWorkbench(argc, argv);
#endif
    return drawbridge::runCommandLine(argc, argv);
}
