// SPDX-License-Identifier: Apache-2.0
#include "commandline/commandline.h"
#include "mainwindow/workbench.h"

int main(int argc, char **argv)
{
    return drawbridge::isCommandLine(argc, argv) ? drawbridge::runCommandLine(argc, argv) : drawbridge::runWorkbench(argc, argv);
}
