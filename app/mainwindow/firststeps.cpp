// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/firststeps.h"

#include "document/document.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/filecontroller.h"
#include "mainwindow/riskviews.h"
#include "mainwindow/selectionlink.h"
#include "panels/findingspanel.h"
#include "panels/nextsteps.h"
#include "session/projectsession.h"

#include <algorithm>

namespace drawbridge {

FirstSteps::FirstSteps(const Parts &parts, QObject *parent) : QObject(parent), m(parts)
{
    connect(&m.analysis, &AnalysisController::analysed, this, &FirstSteps::update);
    connect(&m.session, &ProjectSession::saved, this, &FirstSteps::update);
    connect(&m.view, &NextSteps::closed, this, &FirstSteps::dismiss);
    connect(&m.selection, &SelectionLink::shown, this, [this](const Subject &, const QString &finding) {
        if (finding.isEmpty() || finding != m_worst || finding == m_looked)
            return;
        m_looked = finding;
        // The click that led there is still under way in the step that this replaces.
        QMetaObject::invokeMethod(this, &FirstSteps::update, Qt::QueuedConnection);
    });
}

void FirstSteps::offer()
{
    m_offered = true;
    m_looked.clear();
}

void FirstSteps::dismiss()
{
    m_offered = false;
    m.view.show({});
}

void FirstSteps::update()
{
    if (!m_offered)
        return;
    const AnalysisOutcome &outcome = m.analysis.outcome();
    QList<NextSteps::Step> steps;
    const FindingRow *worst = nullptr;
    for (const FindingRow &row : outcome.rows.findings) {
        if (row.open && (!worst || row.risk > worst->risk))
            worst = &row;
    }
    m_worst = worst ? worst->key : QString();
    if (worst)
        steps.append({(worst->key == m_looked ? tr("Decide on the riskiest finding: %1") : tr("Look at the riskiest finding: %1")).arg(worst->title),
                      [&selection = m.selection, key = worst->key] { selection.selectFinding(key); }});
    if (outcome.questions > 0)
        steps.append({tr("Answer %n question(s) that only you can", nullptr, outcome.questions), [&findings = m.findings] { findings.showTab(FindingsPanel::Questions); }});
    const ThreatModel &model = m.session.document()->model();
    QList<Element> inferred;
    for (const Element &element : model.elements) {
        if (!element.confirmed && element.parent.isNull())
            inferred.append(element);
    }
    std::sort(inferred.begin(), inferred.end(), [](const Element &a, const Element &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    if (!inferred.isEmpty())
        steps.append({tr("Confirm or remove %n inferred element(s), drawn dashed", nullptr, int(inferred.size())),
                      [&selection = m.selection, id = inferred.first().id.uuid()] { selection.selectSubject({SubjectKind::Element, id}); }});
    if (model.project().owner.isEmpty())
        steps.append({tr("Say what is reviewed, who owns it and what applies to it"), [&riskViews = m.riskViews] { riskViews.editContext(); }});
    if (m.session.path().isEmpty())
        steps.append({tr("Save the project"), [&files = m.files] { files.save(); }});
    m.view.show(steps.mid(0, 3));
}

} // namespace drawbridge
