// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/firststeps.h"

#include "mainwindow/analysiscontroller.h"
#include "mainwindow/filecontroller.h"
#include "mainwindow/riskviews.h"
#include "mainwindow/selectionlink.h"
#include "panels/findingspanel.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

namespace {

struct FirstStepsText
{
    Q_DECLARE_TR_FUNCTIONS(drawbridge::FirstSteps)
};

} // namespace

QList<NextSteps::Step> firstSteps(const AnalysisOutcome &outcome, const FirstStepsParts &parts)
{
    QList<NextSteps::Step> steps;
    const FindingRow *worst = nullptr;
    for (const FindingRow &row : outcome.rows.findings) {
        if (row.open && (!worst || row.risk > worst->risk))
            worst = &row;
    }
    if (worst)
        steps.append({FirstStepsText::tr("Look at the riskiest finding: %1").arg(worst->title), [&selection = parts.selection, key = worst->key] { selection.selectFinding(key); }});
    if (outcome.questions > 0)
        steps.append({FirstStepsText::tr("Answer %n question(s) that only you can", nullptr, outcome.questions), [&findings = parts.findings] { findings.showTab(FindingsPanel::Questions); }});
    QList<Element> inferred;
    for (const Element &element : outcome.model->elements) {
        if (!element.confirmed && element.parent.isNull())
            inferred.append(element);
    }
    std::sort(inferred.begin(), inferred.end(), [](const Element &a, const Element &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    if (!inferred.isEmpty())
        steps.append({FirstStepsText::tr("Confirm or remove %n inferred element(s), drawn dashed", nullptr, int(inferred.size())),
                      [&selection = parts.selection, id = inferred.first().id.uuid()] { selection.selectSubject({SubjectKind::Element, id}); }});
    if (steps.size() < 3)
        steps.append({FirstStepsText::tr("Say what is reviewed, who owns it and what applies to it"), [&riskViews = parts.riskViews] { riskViews.editContext(); }});
    if (steps.size() < 3)
        steps.append({FirstStepsText::tr("Save the project"), [&files = parts.files] { files.save(); }});
    return steps.mid(0, 3);
}

} // namespace drawbridge
