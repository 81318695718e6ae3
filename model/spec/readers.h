// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "spec/spectree.h"
#include "spec/treebuilder.h"

#include <optional>

namespace drawbridge {

// Why a reader gave up, and at which byte.
struct ReadProblem
{
    quint32 offset = 0;
    QString message;
};

// Both fill the builder from the text; what they added is of no use when they report a problem. The bytes of `text`
// must have room behind them as simdjson wants it (jsonPadding).
std::optional<ReadProblem> readJson(const SpecText &text, TreeBuilder &builder);
std::optional<ReadProblem> readYaml(const SpecText &text, TreeBuilder &builder, Diagnostics &diagnostics, const QString &fileName, bool *tooDeep);

extern const qsizetype jsonPadding;

} // namespace drawbridge
