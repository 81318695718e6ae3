// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "base/diagnostics.h"
#include "base/progress.h"
#include "tracing/assets.h"
#include "tracing/protection.h"

#include <memory>

namespace drawbridge {

class Catalogue; // rules, lexicons, standards, control effects: loaded and checked (catalogue.h)

struct AnalysisOptions
{
    QDate date; // expiry of decisions and controls is judged against it
};

struct AnalysisResult
{
    QList<Finding> findings;      // by kind (weakness, path, drift, question, hygiene), risk descending, rule, fingerprint
    QList<ClassifiedField> data;  // by class, schema name, field path, id
    QHash<ElementId, double> heat; // 0 to 100, p-norm of the findings on an element (ENGINE 7.3)
    QHash<QUuid, double> exposure; // of operations and elements
    QHash<FlowId, QStringList> flowClasses; // classes that a flow carries at likely or above, sorted
    DataTrace trace;              // where data goes, hop by hop
    QList<AssetView> assets;      // stored and proposed, most sensitive first
    QList<DataClass> classes;     // all classes that the lexicons know, by id
    QHash<DataAssetId, QList<ProtectionRow>> protection; // the matrix of each asset
    QHash<OperationId, QStringList> roles;  // as inferred or set by a person, sorted
    QList<Suppression> suppressed;
    Diagnostics diagnostics; // rules that were disabled, budgets that ran out
    bool cancelled = false;
};

// Deterministic: equal models, catalogues and options give equal results. No I/O. Thread-safe.
AnalysisResult analyze(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, Progress &progress);

} // namespace drawbridge
