// SPDX-License-Identifier: Apache-2.0
// Remarks on rules that load and yet do less than they seem to.
#pragma once

#include "analysis/catalogue.h"

namespace drawbridge {

// Rules that can never match, lines that can never hold or only repeat others, options that are never reached, variables
// that nothing reads, absorbed rules that do not exist, missing mappings: a warning each, at its line and column. Where the
// program's own rules are among the files, also attributes and word lists that no rule reads. Mistakes that keep a file
// from loading are errors, as elsewhere.
void lintRules(const CatalogueFiles &files, Diagnostics &diagnostics);

// The same for rule files and folders; the program's own rules where none are given.
void lintRules(const QStringList &paths, Diagnostics &diagnostics);

} // namespace drawbridge
