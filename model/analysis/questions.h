// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/controlscope.h"

namespace drawbridge {

// What only a person can know, asked once for each control and place where it would be enforced, however many findings
// wait for the answer.
struct Question
{
    QString key;        // stable: control and place
    QString control;    // the kind that would settle it
    QStringList others; // kinds that would have to be absent too for the answer "no"; sorted
    Subject point;      // the service, store, flow or zone; else the project
    QStringList findings; // fingerprints, worst first
    QSet<QString> rules;
    int places = 0;     // occurrences over all findings
    double risk = 0;    // of the worst finding
    std::optional<EffectiveControl> ranOut; // an answer that has expired: the reason why it is asked again
    bool operator==(const Question &) const = default;
};

// Open questions by risk, then key.
QList<Question> questionsOf(const ThreatModel &model, const AnalysisResult &result, const QDate &date);

} // namespace drawbridge
