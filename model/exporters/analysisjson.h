// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

#include <QByteArray>

namespace drawbridge {

// How many there are of what, the parts of services not counted (Element::parent).
struct ModelCounts
{
    int externalEntities = 0, processes = 0, dataStores = 0, dataFlows = 0, trustBoundaries = 0;
    int operations = 0; // what callers can call
    int callbacks = 0;  // webhooks and callbacks
    int schemas = 0, fields = 0;
};
ModelCounts countModel(const ThreatModel &model);

// The analysis as JSON, "drawbridge.analysis/1": keys and order as the command line promises. `diagnostics` are those
// of reading the inputs.
QByteArray analysisJson(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const Diagnostics &diagnostics);

} // namespace drawbridge
