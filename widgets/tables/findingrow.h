// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "analysis/ruleinfo.h"
#include "tables/rowsmodel.h"

#include <functional>

namespace drawbridge {

// A finding as the tables show it.
struct FindingRow
{
    QString key;  // fingerprint
    int rank = 0; // order given by the analysis
    FindingKind kind = FindingKind::Weakness;
    int band = 4; // -1 for a question
    double risk = 0;
    QString title;
    QString cause;
    QString seenAt;
    int seenCount = 0;
    QStringList maps; // short: "API2", "CWE-307"
    QString decision;
    Tone decisionTone = Tone::Muted;
    bool open = true;
    QString service; // name; empty: the project as a whole
    QString search;  // lower case
    Subject subject;

    bool operator==(const FindingRow &) const = default;
};

// What the catalogue says, by a rule's id. Either function may be empty.
struct RuleTexts
{
    std::function<const RuleInfo *(const QString &rule)> find;
    std::function<QString(const QString &rule)> questionOf; // what to ask, in the source language

    const RuleInfo *rule(const QString &id) const { return find ? find(id) : nullptr; }
    // What a finding is called: the question, the rule's title, else the rule's id.
    QString title(const Finding &finding) const;
    // The control that a question is about: the one that would change most, else the first that the rule names.
    QString askedControl(const Finding &finding) const;
};

// "API1:2023" → "API1"; CWE numbers; the STRIDE letters as one word.
QStringList shortStandards(const RuleInfo &rule, int atMost);
FindingRow findingRow(const Finding &finding, int rank, const RuleTexts &rules, const ThreatModel &model);
QList<FindingRow> findingRows(const QList<Finding> &findings, const RuleTexts &rules, const ThreatModel &model);

} // namespace drawbridge
