// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "base/result.h"
#include "edits/diagramedits.h" // diagramsInOrder()

#include <QByteArray>

namespace drawbridge {

// A form in which a project can be written for other programs.
struct OutputFormat
{
    QString id;     // as in --format: threat-dragon, otm, svg, png, csv
    QString title;  // for people, in the language of the moment
    QString suffix; // of its files: "json", "otm"
    bool isPicture = false; // of one diagram
};

// In the order in which they are offered.
QList<OutputFormat> outputFormats();
// By its id.
std::optional<OutputFormat> outputFormat(const QString &id);
// By the ending of a file's name; ".json" alone is Threat Dragon's.
std::optional<OutputFormat> outputFormatOfFile(const QString &fileName);

struct OutputRequest
{
    QString format; // id
    DiagramId diagram; // of a picture; null: the first one
    double scale = 2; // pixels per scene unit, of a PNG; 0.1 to 10
    bool transparent = false; // a picture without background
    bool questions = false; // threats for other tools: also findings that only ask, and hygiene
};

// The bytes of the output. An error where there is nothing to write (a picture of an empty diagram) or the request is wrong.
Result<QByteArray> makeOutput(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const OutputRequest &request);


} // namespace drawbridge
