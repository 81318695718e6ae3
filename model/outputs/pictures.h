// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "base/result.h"

#include <QByteArray>

namespace drawbridge {

// A diagram as a picture for other programs, as reports show it; text stays text in SVG. An error for an empty diagram.
// Works on any thread; needs a QGuiApplication.
Result<QByteArray> diagramSvg(const ThreatModel &model, const AnalysisResult &result, DiagramId diagram, bool transparent);
// `scale`: pixels per scene unit; made smaller where the picture would be larger than 100 megapixels.
Result<QByteArray> diagramPng(const ThreatModel &model, const AnalysisResult &result, DiagramId diagram, double scale, bool transparent);

} // namespace drawbridge
