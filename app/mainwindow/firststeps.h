// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/nextsteps.h"

namespace drawbridge {

class FileController;
class FindingsPanel;
class RiskViews;
class SelectionLink;
struct AnalysisOutcome;

// What the steps lead to; all outlive them.
struct FirstStepsParts
{
    SelectionLink &selection;
    FindingsPanel &findings;
    RiskViews &riskViews;
    FileController &files;
};

// At most three things to do after a first import, the most useful first.
QList<NextSteps::Step> firstSteps(const AnalysisOutcome &outcome, const FirstStepsParts &parts);

} // namespace drawbridge
