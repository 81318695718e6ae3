// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "commandline/subcommand.h"
#include "threatmodel/threatmodel.h"

#include <memory>

namespace drawbridge {

class Catalogue;

// What the arguments of a subcommand name: one project, or specifications read as one system.
struct LoadedInputs
{
    ThreatModel model;
    Diagnostics diagnostics; // already shown
    bool isProject = false;
};

// Reads PROJECT|INPUT... and reports what went wrong. Nothing: `exit` says why.
std::optional<LoadedInputs> loadInputs(Invocation &invocation, ExitCode &exit);

// The shipped rules, those of --rules, and the packs of the project unless --no-project-rules says otherwise. Nothing:
// `exit` says why.
std::shared_ptr<const Catalogue> loadRules(Invocation &invocation, ExitCode &exit, const ThreatModel *project = nullptr);

} // namespace drawbridge
