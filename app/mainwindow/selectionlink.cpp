// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/selectionlink.h"

#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "mainwindow/analysiscontroller.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"

#include <QScopedValueRollback>
#include <QTableView>

namespace drawbridge {

SelectionLink::SelectionLink(Document &document, AnalysisController &analysis, Views views, QObject *parent)
    : QObject(parent), m_document(document), m_analysis(analysis), m_views(views)
{
    connect(&m_views.tree, &ModelTree::subjectChosen, this, &SelectionLink::selectSubject);
    connect(&m_views.tree, &ModelTree::subjectActivated, this, [this](const Subject &subject) {
        selectSubject(subject);
        m_views.diagram.zoomToSelection();
    });
    connect(&m_views.tree, &ModelTree::diagramChosen, this, &SelectionLink::showDiagram);
    connect(&m_views.tree, &ModelTree::dataClassChosen, &m_views.tables, &FindingsPanel::showDataClass);
    connect(&m_views.tables, &FindingsPanel::findingChosen, this, &SelectionLink::selectFinding);
    connect(&m_views.tables, &FindingsPanel::subjectChosen, this, &SelectionLink::selectSubject);
    connect(&m_views.inspector, &Inspector::subjectChosen, this, &SelectionLink::selectSubject);
    connect(&m_views.inspector, &Inspector::findingChosen, this, &SelectionLink::selectFinding);
    connect(&m_views.inspector, &Inspector::routeChosen, &m_views.diagram, &DiagramView::highlightRoute);
    connect(&m_views.diagram, &DiagramView::selectionChanged, this, [this](const QList<Subject> &selection) {
        if (m_busy)
            return;
        select(selection.size() == 1 ? selection.first() : Subject(), From::Diagram);
        if (selection.size() > 1)
            m_views.inspector.showSubjects(selection);
    });
    connect(&m_views.diagram, &DiagramView::propertiesRequested, this, [this](const Subject &subject) {
        select(subject, From::Diagram);
        m_views.inspector.setFocus();
    });
    connect(&m_views.diagram, &DiagramView::findingsRequested, this, [this](const Subject &subject) {
        // The worst finding of what was clicked; of a collapsed boundary, of what is in it.
        QSet<QUuid> asked{subject.id};
        if (const BoundaryItem *box = m_views.diagram.scene().boundary(BoundaryId(subject.id)))
            asked.unite(QSet<QUuid>(box->content.begin(), box->content.end()));
        for (const Finding &finding : m_analysis.outcome().result->findings) {
            const bool open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
            if (open && (asked.contains(finding.service.uuid()) || asked.contains(finding.subject.id))) {
                selectFinding(finding.fingerprint);
                return;
            }
        }
    });
    connect(&m_views.diagram, &DiagramView::diagramRequested, this, &SelectionLink::showDiagram);
    connect(&m_views.diagram, &DiagramView::diagramChanged, this, [this](DiagramId diagram) { m_views.tree.showDiagram(diagram); });
    // A finding that an edit closed takes its commands along.
    connect(&m_analysis, &AnalysisController::analysed, this, [this] {
        const QList<Finding> &findings = m_analysis.outcome().result->findings;
        const bool there = std::any_of(findings.cbegin(), findings.cend(), [&](const Finding &finding) { return finding.fingerprint == m_finding; });
        if (!m_finding.isEmpty() && !there) {
            m_finding.clear();
            emit findingShown(false);
        }
    });
    connect(&m_document, &Document::resetDone, this, [this] {
        m_finding.clear();
        emit findingShown(false);
    });
}

void SelectionLink::selectSubject(const Subject &subject)
{
    select(subject, From::Elsewhere);
}

void SelectionLink::flyTo(const Subject &subject)
{
    select(subject, From::Elsewhere);
    if (!m_views.diagram.selection().isEmpty())
        m_views.diagram.zoomToSelection();
}

void SelectionLink::select(const Subject &subject, From from)
{
    if (m_busy)
        return;
    const QScopedValueRollback busy(m_busy, true);
    m_finding.clear();
    m_views.diagram.highlightRoute({});
    if (from == From::Elsewhere)
        showOnDiagram(onDiagram(subject));
    m_views.tree.showSubject(subject);
    m_views.tables.markSubject(subject);
    m_views.inspector.showSubject(subject);
    emit findingShown(false);
    emit shown(subject, {});
}

void SelectionLink::selectFinding(const QString &fingerprint)
{
    if (m_busy)
        return;
    const QScopedValueRollback busy(m_busy, true);
    if (!m_views.inspector.showFinding(fingerprint))
        return;
    m_finding = fingerprint;
    m_views.tables.showFinding(fingerprint);
    bool question = false;
    for (const Finding &finding : m_analysis.outcome().result->findings) {
        if (finding.fingerprint != fingerprint)
            continue;
        question = finding.kind == FindingKind::Question;
        m_views.tree.showSubject(finding.subject);
        showOnDiagram(onDiagram(finding.subject));
        m_views.diagram.highlightRoute(finding.occurrences.isEmpty() ? QList<QUuid>() : finding.occurrences.first().route);
        emit shown(finding.subject, fingerprint);
        break;
    }
    emit findingShown(!question);
}

void SelectionLink::stepFinding(int step)
{
    m_views.tables.showTab(FindingsPanel::Findings);
    QTableView *table = m_views.tables.table(FindingsPanel::Findings);
    const int rows = table->model()->rowCount();
    if (rows == 0)
        return;
    const int now = m_finding.isEmpty() ? (step > 0 ? -1 : rows) : table->currentIndex().row();
    const QModelIndex index = table->model()->index(std::clamp(now + step, 0, rows - 1), 0);
    selectFinding(index.data(KeyRole).toString());
}

void SelectionLink::showDiagram(DiagramId diagram)
{
    m_views.diagram.setDiagram(diagram);
}

QList<Subject> SelectionLink::onDiagram(const Subject &subject) const
{
    const ThreatModel &model = m_document.model();
    switch (subject.kind) {
    case SubjectKind::Element:
    case SubjectKind::Flow:
    case SubjectKind::Boundary:
        return {subject};
    case SubjectKind::Operation: {
        const OperationId id(subject.id);
        QList<Subject> flows;
        for (const DataFlow &flow : model.flows) {
            if (flow.operations.contains(id) && m_views.diagram.shows({SubjectKind::Flow, flow.id.uuid()}))
                flows.append({SubjectKind::Flow, flow.id.uuid()});
        }
        std::sort(flows.begin(), flows.end(), [](const Subject &a, const Subject &b) { return a.id < b.id; });
        if (!flows.isEmpty())
            return flows;
        return {{SubjectKind::Element, model.operations.value(id).service.uuid()}};
    }
    case SubjectKind::Field: {
        const Field field = model.fields.value(FieldId(subject.id));
        if (!field.operation.isNull())
            return onDiagram({SubjectKind::Operation, field.operation.uuid()});
        return onDiagram({SubjectKind::Source, field.provenance.source.uuid()});
    }
    case SubjectKind::Source:
        return {{SubjectKind::Element, model.sources.value(SourceId(subject.id)).service.uuid()}};
    default:
        return {};
    }
}

void SelectionLink::showOnDiagram(const QList<Subject> &subjects)
{
    if (subjects.isEmpty()) {
        m_views.diagram.select(QList<Subject>{});
        return;
    }
    if (!m_views.diagram.shows(subjects.first())) {
        // Another diagram may show it: the first one, in the order of the tree.
        const ThreatModel &model = m_document.model();
        QList<Diagram> diagrams;
        for (const Diagram &diagram : model.diagrams)
            diagrams.append(diagram);
        std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
        const auto stands = [&](const Diagram &diagram) {
            const QUuid id = subjects.first().id;
            if (const DataFlow *flow = model.flows.find(FlowId(id)))
                return model.placements.contains(Placement::idFor(diagram.id, flow->source)) && model.placements.contains(Placement::idFor(diagram.id, flow->target));
            return model.placements.contains(Placement::idFor(diagram.id, ElementId(id)))
                   || model.boundaryPlacements.contains(BoundaryPlacement::idFor(diagram.id, BoundaryId(id)));
        };
        const auto found = std::find_if(diagrams.begin(), diagrams.end(), stands);
        if (found != diagrams.end())
            m_views.diagram.setDiagram(found->id);
    }
    m_views.diagram.select(subjects);
    m_views.diagram.ensureVisible(subjects.first());
}

} // namespace drawbridge
