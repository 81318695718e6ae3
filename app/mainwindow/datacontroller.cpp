// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/datacontroller.h"

#include "canvas/diagramview.h"
#include "document/document.h"
#include "edits/assetedits.h"
#include "layout/layout.h"
#include "lenses/datalens.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/lenscontroller.h"
#include "mainwindow/selectionlink.h"
#include "panels/datapanel.h"

#include <QtConcurrentRun>

namespace drawbridge {

struct DataController::Arranged
{
    DiagramId diagram;
    Delta delta;
    quint64 revision = 0;
};

DataController::DataController(Parts parts, QObject *parent) : QObject(parent), m(parts)
{
    connect(&m.document, &Document::changed, this, [this] { ++m_revision; });
    connect(&m.document, &Document::resetDone, this, [this] { ++m_revision; });
    connect(&m.panel, &DataPanel::chosenChanged, this, &DataController::follow);
    connect(&m.diagram, &DiagramView::lensChoiceMade, this, [this](Lens lens, const QString &choice) {
        if (lens == Lens::Data)
            m.panel.choose(choice);
    });
    connect(&m.diagram, &DiagramView::lensChanged, this, [this](Lens lens) {
        if (lens != Lens::Data)
            return;
        m.lenses.choose(Lens::Data, m.panel.chosen());
        emit panelWanted();
    });
    connect(&m.panel, &DataPanel::hopChosen, this, [this](FlowId flow, const QList<QUuid> &way) {
        m.diagram.setLens(Lens::Data);
        m.selection.selectSubject({SubjectKind::Flow, flow.uuid()});
        m.diagram.highlightRoute(way);
        m.diagram.ensureVisible({SubjectKind::Flow, flow.uuid()});
    });
    connect(&m.panel, &DataPanel::subjectChosen, &m.selection, &SelectionLink::selectSubject);
    connect(&m.panel, &DataPanel::assetChosen, this, [this](DataAssetId asset) { m.selection.selectSubject({SubjectKind::Asset, asset.uuid()}); });
    connect(&m.panel, &DataPanel::diagramWanted, this, &DataController::makeDiagram);
    connect(&m.panel, &DataPanel::mergeWanted, this, [this](const DataAsset &first, const QList<DataAsset> &others) {
        m.document.push(tr("Merge data assets"), mergeAssets(m.document.model(), first, others));
    });
    connect(&m.panel, &DataPanel::setAsideWanted, this, [this](const DataAsset &asset) {
        m.document.push(tr("Set a data asset aside"), setAside(m.document.model(), asset));
    });
    connect(&m.panel, &DataPanel::removeWanted, this, [this](DataAssetId asset) {
        m.document.push(tr("Forget what was said about a data asset"), removeAsset(m.document.model(), asset));
    });
    connect(&m.panel, &DataPanel::addWanted, this, [this] {
        const DataAsset asset = newAsset(m.document.model());
        m.document.push(tr("Add a data asset"), setAsset(m.document.model(), asset));
        m.selection.selectSubject({SubjectKind::Asset, asset.id.uuid()});
    });
    connect(&m.analysis, &AnalysisController::analysed, this, [this] { m.panel.setAnalysis(m.analysis.outcome().model, m.analysis.outcome().result); });
}

void DataController::follow(const QString &key)
{
    m.lenses.choose(Lens::Data, key);
    m.diagram.setLens(Lens::Data);
    const DataAssetId asset = datalens::chosen(*m.analysis.outcome().result, key).asset;
    if (!asset.isNull())
        m.selection.selectSubject({SubjectKind::Asset, asset.uuid()});
}

void DataController::step(int by)
{
    emit panelWanted();
    m.panel.step(by);
}

void DataController::makeDiagram(const DataAsset &asset, const QSet<ElementId> &elements)
{
    if (m_arranging)
        return;
    m_arranging = true;
    auto *watcher = new QFutureWatcher<Arranged>(this);
    connect(watcher, &QFutureWatcher<Arranged>::finished, this, [this, watcher, asset, elements] {
        watcher->deleteLater();
        m_arranging = false;
        const Arranged arranged = watcher->result();
        if (arranged.revision != m_revision)
            return makeDiagram(asset, elements); // the model moved on meanwhile
        if (arranged.delta.isEmpty()) {
            emit failed(tr("No diagram was made: nothing on it would have this data."));
            return;
        }
        m.document.push(tr("Diagram of a data asset"), arranged.delta);
        m.selection.showDiagram(arranged.diagram);
        m.diagram.setLens(Lens::Data);
        m.diagram.zoomToFit();
    });
    watcher->setFuture(QtConcurrent::run([model = m.document.model(), asset, elements, revision = m_revision] {
        const AssetDiagram made = diagramOfAsset(model, asset, elements);
        Arranged arranged{made.diagram, made.delta, revision};
        if (made.delta.isEmpty())
            return arranged;
        // Only the new diagram is laid out; the others stay as they are.
        ThreatModel alone = model;
        apply(alone, made.delta);
        for (const DiagramId &id : model.diagrams.sortedIds())
            alone.diagrams.remove(id);
        for (const PlacementId &id : model.placements.sortedIds())
            alone.placements.remove(id);
        for (const BoundaryPlacementId &id : model.boundaryPlacements.sortedIds())
            alone.boundaryPlacements.remove(id);
        Progress progress;
        if (const Result<Delta> places = layoutUnplaced(alone, progress))
            arranged.delta = compose(made.delta, *places);
        return arranged;
    }));
}

} // namespace drawbridge
