// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

#include <QByteArray>

namespace drawbridge {

struct InterchangeOptions
{
    bool questions = false; // also findings that only ask, and hygiene
};

// A model of Threat Dragon, version 2: every diagram with its places, threats on their symbols, with states. What the
// format has no word for is kept in members named `drawbridge`, which that tool leaves alone and our importer reads.
QByteArray threatDragonJson(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const InterchangeOptions &options = {});

// Open Threat Model 0.2: one representation per diagram; what the format has no word for in attributes named `drawbridge.…`.
QByteArray otmJson(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const InterchangeOptions &options = {});

} // namespace drawbridge
