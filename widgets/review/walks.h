// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "history/comparison.h"

namespace drawbridge {

// One stop of a walk through the system, as the card of a review shows it.
struct WalkStep
{
    QString title;   // "Signed-in users → Storefront"
    QString text;    // what is known here, in a sentence or two
    QString where;   // small: place in a file, what it rests on
    Subject subject; // what a comment, threat or action about this step is about
    QList<QUuid> route; // elements and flows from the beginning up to here, in order
    bool gap = false;   // something is missing here
    bool operator==(const WalkStep &) const = default;
};

// A way that people go together: data hop by hop, an attack step by step, changes one by one.
struct Walk
{
    QString key; // of the asset as the Data lens names it; of the path its fingerprint
    QString title;
    QString detail;  // short: "Restricted · 2 gaps"
    QString finding; // fingerprint, where a decision can be taken on it
    double risk = 0;
    int band = -1; // painting.h
    QList<WalkStep> steps;
    bool operator==(const Walk &) const = default;
};

// Assets and then classes of data that move, in the order of the Data lens.
QList<Walk> dataWalks(const ThreatModel &model, const AnalysisResult &result);
// Attack paths by risk; the last step of each says what cuts it. `techniques` are names of ATT&CK techniques by id.
QList<Walk> pathWalks(const ThreatModel &model, const QList<AttackPath> &paths, const QHash<QString, QString> &techniques);
// Everything that differs as one walk, findings first; nothing where nothing differs.
QList<Walk> changeWalks(const ThreatModel &model, const Comparison &comparison, const QList<Finding> &findings, const QString &title);

} // namespace drawbridge
