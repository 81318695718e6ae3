// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "lenses/lenspicture.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// The Data lens: where the data of an asset, or of one class, moves and stops, and how it is protected there.
namespace datalens {

// Assets, most sensitive first, then the classes that move at all. Ids: "asset:UUID", "class:ID".
QList<LensChoice> choices(const ThreatModel &model, const AnalysisResult &result);
QString choiceOf(DataAssetId asset);
QString choiceOf(const QString &dataClass);

// What a choice means: classes, and the fields that they are limited to (empty: all). Of an unknown choice: nothing.
struct Chosen
{
    QStringList classes;
    QSet<FieldId> fields;
    DataAssetId asset; // null for a class
    QString name;
};
Chosen chosen(const AnalysisResult &result, const QString &choice);

// Stops bear the forms of the data; flows their direction and whether they are encrypted, protected by form, or bare.
LensPicture picture(const ThreatModel &model, const AnalysisResult &result, const QString &choice);

} // namespace datalens

} // namespace drawbridge
