// SPDX-License-Identifier: Apache-2.0
// What a person says about operations and fields. Pure: (model, arguments) → Delta that keeps the model sound; empty
// where the arguments name nothing that exists.
#pragma once

#include "threatmodel/delta.h"

#include <QSet>

namespace drawbridge {

// The class of data in these fields, as in the lexicon; "none.public" declassifies; empty: the analysis decides again.
Delta setDataClass(const ThreatModel &model, const QSet<FieldId> &fields, const QString &dataClass);
// What these fields mean; empty: the analysis decides again.
Delta setSemantic(const ThreatModel &model, const QSet<FieldId> &fields, const QString &semantic);
// Roles that may call these operations, sorted and without repetition; empty: the analysis infers them again.
Delta setRoles(const ThreatModel &model, const QSet<OperationId> &operations, const QStringList &roles);
// With their parameters and the schemas that only they use; flows carry them no longer.
Delta removeOperations(const ThreatModel &model, const QSet<OperationId> &operations);

} // namespace drawbridge
