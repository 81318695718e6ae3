// SPDX-License-Identifier: Apache-2.0
// Rules that belong to a project: what they are, whether they are right, and what a change of them changes.
#pragma once

#include "analysis/catalogue.h"
#include "analysis/finding.h"

namespace drawbridge {

// Bounds of what a project may bring along.
constexpr int mostRulePacks = 50;
constexpr qsizetype largestRulePack = 512 * 1024; // bytes

// The enabled packs of a project in their order, as files named after them. What exceeds the bounds is left out and said.
QList<RuleFile> rulePackFiles(const ThreatModel &model, Diagnostics &diagnostics);

// The program's rules with files or folders of the user and the packs of a project. Thread-safe; runs the examples of
// what is not the program's.
std::shared_ptr<const Catalogue> loadCatalogue(const QStringList &userPaths, const QList<RuleFile> &packs, Diagnostics &diagnostics);

// What the editor says about a pack: mistakes, failed examples and the linter's remarks, each with line and column in the
// text. `text` is not stored. Takes some ten milliseconds; thread-safe.
struct RulePackReport
{
    RuleTestSummary summary;
    Diagnostics diagnostics;
};
RulePackReport checkRulePack(const QString &name, const QString &text);

// A first rule to start from, in the pack's own namespace.
QString rulePackTemplate(const QString &name);

// What another set of rules changes in the findings of a model; titles of findings, sorted. A finding changed when its
// kind, band, or risk did.
struct RuleEffectReport
{
    struct Line
    {
        QString rule, subject;
        QString before, after; // "medium 23.4"; empty: not found
        bool operator==(const Line &) const = default;
    };
    QList<Line> appeared, gone, changed;
    bool isEmpty() const { return appeared.isEmpty() && gone.isEmpty() && changed.isEmpty(); }
};
RuleEffectReport compareFindings(const QList<Finding> &before, const QList<Finding> &after);

} // namespace drawbridge
