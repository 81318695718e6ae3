// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/attackpath.h"
#include "base/diagnostics.h"
#include "base/progress.h"
#include "tracing/assets.h"
#include "tracing/protection.h"

#include <memory>

namespace drawbridge {

class Catalogue; // rules, lexicons, standards, control effects: loaded and checked (catalogue.h)

// Which controls count: those that are there; none, as if nobody had built any (inherent risk); or those that are
// planned too (target risk). See ENGINE 7.3.
enum class ControlView { AsModelled, Off, Planned };

struct AnalysisOptions
{
    QDate date; // expiry of decisions and controls is judged against it
    ControlView controls = ControlView::AsModelled;
    bool explain = true;         // false: no evidence and no remedies, where only risk is wanted
    bool recordVerdicts = false; // fill AnalysisResult::verdicts
};

// How a rule came out on a place, from the least to the most that it says. Unclear: a fact is missing and the rule does
// not ask about it.
enum class Verdict { Quiet, Unclear, Suppressed, Asked, Fired };

struct JudgedPlace
{
    QString rule;
    Subject place; // operation, element, flow, boundary or the project
    Verdict verdict = Verdict::Quiet;
    bool operator==(const JudgedPlace &) const = default;
};

struct AnalysisResult
{
    QList<Finding> findings;      // by kind (weakness, path, drift, question, hygiene), risk descending, rule, fingerprint
    QList<ClassifiedField> data;  // by class, schema name, field path, id
    QHash<ElementId, double> heat; // 0 to 100, p-norm of the findings on an element (ENGINE 7.3)
    QHash<BoundaryId, double> zoneHeat; // the same for all that stands in a zone, at any depth
    double projectHeat = 0;
    QHash<QUuid, double> exposure; // of operations and elements
    QHash<FlowId, QStringList> flowClasses; // classes that a flow carries at likely or above, sorted
    DataTrace trace;              // where data goes, hop by hop
    QList<AssetView> assets;      // stored and proposed, most sensitive first
    QList<DataClass> classes;     // all classes that the lexicons know, by id
    QHash<DataAssetId, QList<ProtectionRow>> protection; // the matrix of each asset
    QHash<OperationId, QStringList> roles;  // as inferred or set by a person, sorted
    QList<AttackPath> paths; // risk descending, then fingerprint
    QList<Suppression> suppressed;
    QList<JudgedPlace> verdicts; // by rule, then place; one for each rule and place: what it said loudest
    Diagnostics diagnostics; // rules that were disabled, budgets that ran out
    bool cancelled = false;
};

// Deterministic: equal models, catalogues and options give equal results. No I/O. Thread-safe.
AnalysisResult analyze(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, Progress &progress);

} // namespace drawbridge
