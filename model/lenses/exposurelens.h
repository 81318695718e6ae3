// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "lenses/lenspicture.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// The Exposure lens: what actors of one class, or of any, can reach.
namespace exposurelens {

// "Everybody", then the actor classes that stand in the model, most available first.
QList<LensChoice> choices(const ThreatModel &model);

// `choice`: the id of a choice; unknown ones count as everybody. For everybody each thing bears the mark of the most
// available class that reaches it. For one class: where it starts, what it can use without another's rights (bare), what
// asks for more than it has (protected), and what it reaches only through what it can use (indirect).
LensPicture picture(const ThreatModel &model, const AnalysisResult &result, const QString &choice);

} // namespace exposurelens

} // namespace drawbridge
