// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/progress.h"
#include "base/result.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

struct ImportOptions
{
    QString root;   // references between files are followed inside this folder only; empty: the input's own folder
    QString format; // as in --as; empty: recognised by content
};

// What one or more inputs say, "as the source says": no placements by a person, no decisions.
// `baselines` holds what each source says alone, where a deployment file was joined with them (joining.h). Holds the
// diagrams that a first look needs (placements not yet placed).
struct ImportResult
{
    ThreatModel model;
    Diagnostics diagnostics; // what was left out or looks wrong, with its place
};

// Reads files and folders and makes one system of them. An error where nothing usable was found in an input
// (unreadable, not understood, format not imported); a file that is partly good gives what is good, with diagnostics.
// Never throws, never reads outside the root, never uses the network. Thread-safe.
Result<ImportResult> importInputs(const QStringList &paths, const ImportOptions &options, Progress &progress);

} // namespace drawbridge
