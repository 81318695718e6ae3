// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "threatmodel/threatmodel.h"

#include <optional>

namespace drawbridge {

// What a script calls by name: an element or a zone, "POST /orders", "A → B" or the name of a flow, "Order.total" for a
// field, "" for the project.
std::optional<Subject> placeNamed(const ThreatModel &model, const QString &name);
// The finding of a rule whose cause or service has the name: an open one before those that are decided, the first of the
// analysis' order.
const Finding *findingNamed(const ThreatModel &model, const QList<Finding> &findings, const QString &rule, const QString &name);

} // namespace drawbridge
