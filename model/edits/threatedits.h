// SPDX-License-Identifier: Apache-2.0
// Threats that people write. Pure: (model, arguments) → Delta that keeps the model sound.
#pragma once

#include "threatmodel/delta.h"

#include <QSet>

namespace drawbridge {

// Adds a threat with the next number; `id` (where null) and `number` are set. Nothing without a title, or where the
// subject does not exist. `created`, where given, receives the row.
Delta addThreat(const ThreatModel &model, Threat threat, Threat *created = nullptr);
// Replaces the threat of the same id; its number stays. Nothing where there is none, or the title would be empty.
Delta changeThreat(const ThreatModel &model, Threat threat);
Delta removeThreats(const ThreatModel &model, const QSet<ThreatId> &threats);

// The threat for which a finding stands; nullptr where it stands for none.
const Threat *threatOf(const ThreatModel &model, const QString &fingerprint);

} // namespace drawbridge
