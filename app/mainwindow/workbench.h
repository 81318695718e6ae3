// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace drawbridge {

// Opens the workbench with what the arguments name: a project, or specifications for a new one. Returns the exit status.
int runWorkbench(int argc, char **argv);

} // namespace drawbridge
