// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/pathscontroller.h"

#include "canvas/diagramview.h"
#include "common/plaintext.h"
#include "edits/pathdiagram.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "panels/pathspanel.h"

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

const AttackPath *pathOf(const AnalysisController &analysis, const QString &fingerprint)
{
    if (!analysis.outcome().result)
        return nullptr;
    for (const AttackPath &path : analysis.outcome().result->paths) {
        if (path.fingerprint == fingerprint)
            return &path;
    }
    return nullptr;
}

// Elements and flows of a route as the canvas knows them.
QList<Subject> subjectsOf(const ThreatModel &model, const QList<QUuid> &route)
{
    QList<Subject> subjects;
    for (const QUuid &id : route) {
        if (model.elements.contains(ElementId(id)))
            subjects.append({SubjectKind::Element, id});
        else if (model.flows.contains(FlowId(id)))
            subjects.append({SubjectKind::Flow, id});
    }
    return subjects;
}

} // namespace

PathsController::PathsController(Document &document, AnalysisController &analysis, Views views, QObject *parent)
    : QObject(parent), m_document(document), m_analysis(analysis), m_views(views)
{
    connect(&m_analysis, &AnalysisController::analysed, this, [this] {
        QHash<QString, QString> titles;
        if (m_analysis.catalogue()) {
            if (const Standards::Framework *attack = m_analysis.catalogue()->standards().framework(u"attack"_s)) {
                for (const Standards::Entry &entry : attack->entries)
                    titles.insert(entry.id, entry.title);
            }
        }
        const AnalysisOutcome &outcome = m_analysis.outcome();
        m_views.panel.setPaths(*outcome.model, outcome.result->paths, titles);
    });
    connect(&m_document, &Document::resetDone, this, [this] { m_views.panel.setPaths({}, {}, {}); });
    connect(&m_views.panel, &PathsPanel::pathChosen, this, &PathsController::showPath);
    connect(&m_views.panel, &PathsPanel::stepChosen, this, &PathsController::showStep);
    connect(&m_views.panel, &PathsPanel::diagramWanted, this, &PathsController::makeDiagram);
    connect(&m_views.panel, &PathsPanel::findingWanted, &m_views.selection, &SelectionLink::selectFinding);
}

void PathsController::showPath(const QString &fingerprint)
{
    const AttackPath *path = pathOf(m_analysis, fingerprint);
    if (!path)
        return;
    const QList<QUuid> route = routeOf(*path);
    // Frame it first: what is selected on the canvas is what the inspector shows, and that is to be the finding.
    m_views.diagram.select(subjectsOf(m_document.model(), route));
    m_views.diagram.zoomToSelection();
    m_views.selection.selectFinding(fingerprint);
    m_views.diagram.highlightRoute(route);
}

void PathsController::showStep(const QString &fingerprint, int step)
{
    const AttackPath *path = pathOf(m_analysis, fingerprint);
    if (!path || step < 0 || step >= path->steps.size())
        return;
    const PathStep &at = path->steps[step];
    // The inspector tells the spec line of the operation; the canvas shows where it happens.
    m_views.selection.selectSubject(at.operation ? Subject{SubjectKind::Operation, at.operation.uuid()} : Subject{SubjectKind::Element, at.element.uuid()});
    m_views.diagram.highlightRoute(routeOf(*path));
    m_views.diagram.ensureVisible({SubjectKind::Element, at.element.uuid()});
}

void PathsController::makeDiagram(const QString &fingerprint)
{
    const AttackPath *path = pathOf(m_analysis, fingerprint);
    if (!path)
        return;
    QList<ElementId> elements;
    for (const QUuid &id : routeOf(*path)) {
        if (m_document.model().elements.contains(ElementId(id)))
            elements.append(ElementId(id));
    }
    const PathDiagram made = makePathDiagram(m_document.model(), tr("Path to %1").arg(oneLine(path->goals.value(0), 60)), fingerprint, elements);
    if (!made.diagram)
        return;
    const QList<QUuid> route = routeOf(*path);
    m_document.push(tr("Make a diagram of an attack path"), made.delta);
    m_views.selection.showDiagram(made.diagram);
    m_views.diagram.zoomToFit();
    m_views.diagram.highlightRoute(route);
}

} // namespace drawbridge
