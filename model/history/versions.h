// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "threatmodel/delta.h"

namespace drawbridge {

// What a version keeps of a model: everything but versions and import baselines.
ThreatModel withoutHistory(ThreatModel model);

// A version of the model as it is, numbered after the last one. `name` empty: an automatic one; `why`: language-neutral
// (review-start, review-end, sign-off, import, by-hand). Costs an encoding of the whole model: not for the GUI thread.
Version makeVersion(const ThreatModel &model, const QString &name, const QString &why, const QString &by, const QString &at);
// Whether the newest version already holds exactly this model.
bool isNewestVersion(const ThreatModel &model, const Version &version);
Delta addVersion(const ThreatModel &model, const Version &version);
Delta renameVersion(const ThreatModel &model, VersionId id, const QString &name);
// Reviews and signatures that name it lose the reference.
Delta removeVersion(const ThreatModel &model, VersionId id);

// The model as it was; fails with a sentence where the bytes are damaged.
Result<ThreatModel> openVersion(const Version &version);
// Newest first.
QList<Version> versionsOf(const ThreatModel &model);

} // namespace drawbridge
