// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/catalogue.h"

namespace drawbridge {

enum class CoverageScheme { Stride, OwaspApi };

// What is known of one category on one thing, from the least to the most that it says.
enum class CoverageState { NotApplicable, NotJudged, NothingFound, Controlled, Asked, Found };
DRAWBRIDGE_NAMES(CoverageState, "not-applicable", "not-judged", "nothing-found", "controlled", "asked", "found");

struct CoverageCell
{
    CoverageState state = CoverageState::NotApplicable;
    QStringList findings; // fingerprints: of Found those that count, of Asked the questions; as the analysis sorts them
    QStringList rules;    // that were judged here and are of the category; sorted
    QStringList held;     // rules that would speak were all controls off; sorted
    bool operator==(const CoverageCell &) const = default;
};

struct CoverageRow
{
    Subject subject;
    QString name;
    QList<CoverageCell> cells; // one for each category
    bool operator==(const CoverageRow &) const = default;
};

struct CoverageMatrix
{
    QStringList categories; // "S" … or "API1:2023" …
    QList<CoverageRow> rows; // boundaries, elements, flows, operations; each by name, then id
    // Cells of a category in a state.
    int count(int category, CoverageState state) const;
    int count(CoverageState state) const;
    bool operator==(const CoverageMatrix &) const = default;
};

// `result` was made with AnalysisOptions::recordVerdicts; so was `controlsOff`, with ControlView::Off.
CoverageMatrix coverageOf(const ThreatModel &model, const Catalogue &catalogue, const AnalysisResult &result, const AnalysisResult &controlsOff,
                    CoverageScheme scheme);

// Both runs, then coverageOf().
struct CoverageRuns
{
    AnalysisResult result, controlsOff;
};
CoverageRuns coverageRuns(const ThreatModel &model, const Catalogue &catalogue, const QDate &date, Progress &progress);

} // namespace drawbridge
