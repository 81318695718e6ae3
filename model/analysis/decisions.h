// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"

#include <QDate>

namespace drawbridge {

// The evidence a decision is taken on, in coarse buckets that can be compared: "1;s=3;a=1;e=4;z=2;c=loc.precise,pii.name"
// (sensitivity, actor class, ease, zones crossed, data classes).
struct FindingContext
{
    int sensitivity = 0;
    ActorClass actor = ActorClass::NotAnActor;
    Ease ease = Ease::Theoretical;
    int zones = 0;
    QStringList classes; // sorted

    QString digest() const;
    static std::optional<FindingContext> fromDigest(const QString &digest);
    bool operator==(const FindingContext &) const = default;
};

// What became worse between two contexts, as a sentence; empty text: nothing. Getting better never reopens.
LateText worsened(const FindingContext &then, const FindingContext &now);

// Everything that differs between two contexts, worse and better, each as a sentence.
QList<LateText> changesSince(const FindingContext &then, const FindingContext &now);

// What a decision of this scope on a finding is bound to (Decision::fingerprint): the finding itself; one of its places
// ("…#key"); the rule on its element ("…@element") or everywhere ("…@*"). Words of different scope do not replace another.
QString decisionFingerprint(const Finding &finding, DecisionScope scope, const QString &occurrence = {});
// The finding on which it was taken.
QString findingOfDecision(const QString &decisionFingerprint);

// Sets status, decision in force and the reason for reopening on findings, and appends those that are decided but gone.
void applyDecisions(QList<Finding> &findings, const ThreatModel &model, const Catalogue &catalogue, const QDate &date);

} // namespace drawbridge
