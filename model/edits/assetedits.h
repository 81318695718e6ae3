// SPDX-License-Identifier: Apache-2.0
// What a person says about data worth protecting. Pure: (model, arguments) → Delta that keeps the model sound. The
// analysis proposes assets; a row is stored with the first word of a person, under the id of the proposal.
#pragma once

#include "threatmodel/delta.h"

#include <QSet>

namespace drawbridge {

// An asset with a fresh id and a free name; not yet in the model.
DataAsset newAsset(const ThreatModel &model);
// The asset as in `after`, stored where it was only proposed. Its classes, purposes and text are put in order.
Delta setAsset(const ThreatModel &model, const DataAsset &after);
// One asset for the classes of all; what they say differently about subject, owner, legal basis or retention, and is not
// said by the first, is taken over where only one says it, else left out. Sensitivity and volume: the greatest stated.
// Others that were stored go; diagrams and requirements about them are about the first from then on.
Delta mergeAssets(const ThreatModel &model, const DataAsset &first, const QList<DataAsset> &others);
// A stored asset goes, and its fields are proposed again; diagrams of it stay as ordinary ones.
Delta removeAsset(const ThreatModel &model, DataAssetId asset);
// Says that this is no asset of its own: it is proposed no more, and its fields belong to none.
Delta setAside(const ThreatModel &model, const DataAsset &asset);

// A diagram (kind asset) with the elements that have the data, waiting for places. Stores the asset where it was only
// proposed, for a diagram is about a row.
struct AssetDiagram
{
    DiagramId diagram;
    Delta delta;
};
AssetDiagram diagramOfAsset(const ThreatModel &model, const DataAsset &asset, const QSet<ElementId> &elements);

} // namespace drawbridge
