// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"

namespace drawbridge {

// What people and outputs need to know of a rule. Catalogue offers `const RuleInfo *rule(const QString &id) const` and
// `QList<RuleInfo> rules() const` (sorted by id). Texts are in the source language; show them through ruleText().
struct RuleInfo
{
    QString id;       // "AUTHN-012"; of a user's pack "acme/PAY-001"
    QString revision; // "1.0"
    QString title;
    FindingKind kind = FindingKind::Weakness;
    QString why;
    QString fix;
    QStringList stride;              // letters: S T R I D E
    QStringList linddun;
    QStringList owaspApi;            // "API1:2023"
    QList<int> cwe;                  // sorted
    QMap<QString, QStringList> standards; // keys of resources/standards: nist-800-53r5, pci-dss-4, gdpr, cis-v8, asvs
    QStringList controls;            // kinds that close or lower it
    SourceRef at;                    // its place in the rule file
};

// What to say about a finding: the rule's words, or those of the person who wrote the threat that it stands for.
RuleInfo wordsOf(const Finding &finding, const RuleInfo *rule);

// A rule's text in the language of the moment (translation context "Rules").
QString ruleText(const QString &sourceText);

} // namespace drawbridge
