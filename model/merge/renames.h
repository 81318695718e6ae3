// SPDX-License-Identifier: Apache-2.0
// Operations that were renamed upstream keep their id. Behind reimport().
#pragma once

#include "merge/merge.h"

#include <QHash>
#include <QUuid>

namespace drawbridge {

// The import with other ids, wherever they occur; ids that follow from others (placements) are made anew.
ThreatModel withIds(const ThreatModel &imported, const QHash<QUuid, QUuid> &ids);

// The import with the ids under which the project knows its things: those that kept an id through a rename are found by
// what the source calls them now.
ThreatModel withProjectIds(const ThreatModel &imported, const ThreatModel &project);

// The import with the ids of operations that a person accepted as renamed, and of their parameters and inline schemas.
ThreatModel withRenames(const ThreatModel &imported, const ThreatModel &project, const QList<RenameOffer> &renames);

// Operations that are in the base only and in the import only, with the same operationId, in the same source.
QList<RenameOffer> renameOffers(const ThreatModel &base, const ThreatModel &project, const ThreatModel &imported);

} // namespace drawbridge
