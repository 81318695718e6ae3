// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "commandline/subcommand.h"
#include "threatmodel/threatmodel.h"

#include <future>
#include <memory>

namespace drawbridge {

class Catalogue;
struct RuleFile;

// What the arguments of a subcommand name: one project, or specifications read as one system.
struct LoadedInputs
{
    ThreatModel model;
    Diagnostics diagnostics; // already shown
    bool isProject = false;
};

// Reads PROJECT|INPUT... and reports what went wrong. Nothing: `exit` says why.
std::optional<LoadedInputs> loadInputs(Invocation &invocation, ExitCode &exit);

// Reads the rules beside whatever else is done: it begins when it is made. The invocation has to outlive it.
class RulesReading
{
public:
    explicit RulesReading(Invocation &invocation);

    // The shipped rules, those of --rules, and the packs of the project unless --no-project-rules says otherwise. Nothing:
    // `exit` says why. To be called once.
    std::shared_ptr<const Catalogue> finish(ExitCode &exit, const ThreatModel *project = nullptr);

private:
    struct Read
    {
        std::shared_ptr<const Catalogue> catalogue;
        Diagnostics diagnostics;
    };
    static Read read(const QStringList &paths, const QList<RuleFile> &packs);

    Invocation &m_invocation;
    QStringList m_paths;
    std::future<Read> m_withoutPacks;
};

} // namespace drawbridge
