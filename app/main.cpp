// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"
#include "mainwindow/workbench.h"

int main(int argc, char **argv)
{
    if (drawbridge::isCommandLine(argc, argv))
        return drawbridge::runCommandLine(argc, argv);
    return drawbridge::runWorkbench(argc, argv);
}
