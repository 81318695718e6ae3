// SPDX-License-Identifier: Apache-2.0
// Packs of rules that belong to the project.
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

// Appends a pack; `created`, where given, receives the row. A name that is taken gets a number.
Delta addRulePack(const ThreatModel &model, const QString &name, const QString &text, RulePack *created = nullptr);
Delta changeRulePack(const ThreatModel &model, RulePackId id, const QString &text);
// Empty for an empty name; a name that is taken gets a number.
Delta renameRulePack(const ThreatModel &model, RulePackId id, const QString &name);
Delta enableRulePack(const ThreatModel &model, RulePackId id, bool enabled);
Delta removeRulePack(const ThreatModel &model, RulePackId id);
// In their order.
QList<RulePack> rulePacksOf(const ThreatModel &model);

} // namespace drawbridge
