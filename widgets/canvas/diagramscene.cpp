// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramscene.h"

#include "canvas/routekeeper.h"

#include <QSignalBlocker>

namespace drawbridge {

namespace {

constexpr qsizetype mostAtOnce = 1500; // elements and flows; above, in slices
constexpr qint64 sliceMs = 8;          // with the repaint that may follow well below 50 ms
constexpr qint64 shownEveryMs = 120;

} // namespace

DiagramScene::DiagramScene(QObject *parent) : QObject(parent), m_routes(std::make_unique<RouteKeeper>(*this))
{
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setInterval(0);
    connect(&m_nextSlice, &QTimer::timeout, this, [this] { buildSlice(false); });
}
DiagramScene::~DiagramScene() = default;

const ThreatModel &DiagramScene::model() const
{
    static const ThreatModel none;
    return m_document ? m_document->model() : none;
}

void DiagramScene::setDocument(Document *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_diagram = {};
    if (document) {
        connect(document, &Document::changed, this, &DiagramScene::applyDelta);
        connect(document, &Document::resetDone, this, &DiagramScene::rebuild);
        connect(document, &QObject::destroyed, this, [this] {
            m_document = nullptr;
            rebuild();
        });
    }
    rebuild();
}

void DiagramScene::setDiagram(DiagramId diagram)
{
    m_diagram = diagram;
    rebuild();
}

void DiagramScene::connectFlow(const DataFlow &flow)
{
    const ShownEnds ends = shownEnds(m_folding, flow);
    m_ends.insert(flow.id, ends);
    m_between[ends].insert(flow.id);
    m_endsAt[ends.from.id].insert(ends);
    m_endsAt[ends.to.id].insert(ends);
}

void DiagramScene::disconnectFlow(FlowId flow)
{
    const auto known = m_ends.constFind(flow);
    if (known == m_ends.constEnd())
        return;
    const ShownEnds ends = *known;
    m_ends.erase(known);
    QSet<FlowId> &rest = m_between[ends];
    rest.remove(flow);
    if (!rest.isEmpty())
        return;
    m_between.remove(ends);
    m_endsAt[ends.from.id].remove(ends);
    m_endsAt[ends.to.id].remove(ends);
}

void DiagramScene::rebuild()
{
    m_nextSlice.stop();
    m_expected = {};
    m_toPlace.clear();
    m_toConnect.clear();
    m_toDraw.reset();
    m_building = false;
    m_lifting = false;
    m_liftedElements.clear();
    m_liftedBoundaries.clear();
    m_liftedFlows.clear();
    m_raised = {};
    m_bent.clear();
    m_savedRoutes.clear();
    m_savedElements.clear();
    m_savedBoundaries.clear();
    m_hovered = {};
    m_dropTarget = {};
    m_elements.clear();
    m_flows.clear();
    m_boundaries.clear();
    m_ends.clear();
    m_between.clear();
    m_endsAt.clear();
    m_drawnBetween.clear();
    m_drawnFor.clear();
    m_waiting.clear();
    const ThreatModel &now = model();
    m_folding = Folding(now, m_diagram);
    m_style.notation = now.project().notation;
    if (m_diagram) {
        const QSignalBlocker quiet(this); // the picture is told of once, below
        for (const BoundaryPlacement &placement : now.boundaryPlacements) {
            if (placement.diagram == m_diagram)
                refreshBoundary(placement.boundary);
        }
        refreshDepths();
        for (const Placement &placement : now.placements) {
            if (placement.diagram != m_diagram)
                continue;
            m_toPlace.append(placement.element);
            const Element *element = placement.placed && !m_folding.isEmpty() ? now.elements.find(placement.element) : nullptr;
            if (placement.placed && !(element && m_folding.isHidden(*element)))
                m_expected |= QRectF(placement.x, placement.y, placement.width, placement.height);
        }
        m_toConnect.reserve(now.flows.size());
        for (const DataFlow &flow : now.flows)
            m_toConnect.append(flow.id);
    }
    m_building = true;
    m_inSlices = m_toPlace.size() > mostAtOnce || m_toConnect.size() > mostAtOnce;
    m_sinceShown.invalidate();
    buildSlice(!m_inSlices);
}

// Only between things that are there to be connected: a diagram shows a part of the model.
void DiagramScene::listLines()
{
    const auto stands = [this](const Subject &end) {
        return end.kind == SubjectKind::Boundary ? m_boundaries.find(BoundaryId(end.id)) != nullptr : m_elements.find(ElementId(end.id)) != nullptr;
    };
    m_toDraw.emplace();
    for (auto it = m_between.cbegin(); it != m_between.cend(); ++it) {
        if (stands(it.key().from) && stands(it.key().to))
            m_toDraw->append(it.key());
    }
}

void DiagramScene::setStraight(FlowId id)
{
    if (FlowItem *item = m_flows.find(id))
        setRoute(*item, m_routes->straight(*item));
}

void DiagramScene::buildSlice(bool all)
{
    QElapsedTimer clock;
    clock.start();
    int sinceLooked = 0;
    const auto isLate = [&] { return !all && ++sinceLooked % 16 == 0 && clock.elapsed() >= sliceMs; };
    QSet<FlowId> fresh;
    bool late = false;
    {
        const QSignalBlocker quiet(this);
        while (!late && !m_toPlace.isEmpty()) {
            refreshElement(m_toPlace.takeLast());
            late = isLate();
        }
        while (!late && !m_toConnect.isEmpty()) {
            if (const DataFlow *flow = model().flows.find(m_toConnect.takeLast()))
                connectFlow(*flow);
            late = isLate();
        }
        if (!late && !m_toDraw)
            listLines();
        while (!late && !m_toDraw->isEmpty()) {
            QSet<FlowId> built;
            refreshEnds(m_toDraw->takeLast(), built);
            if (m_inSlices) {
                for (const FlowId &id : std::as_const(built))
                    setStraight(id);
            } else {
                fresh.unite(built);
            }
            late = isLate();
        }
    }
    countUnplaced();
    if (late) {
        m_nextSlice.start();
        if (!m_sinceShown.isValid() || m_sinceShown.elapsed() > shownEveryMs) {
            m_sinceShown.start();
            emit rebuilt();
            emit updated();
        }
        return;
    }
    m_building = false;
    m_toDraw.reset();
    dropGone();
    m_routes->update(fresh);
    emit rebuilt();
    emit updated();
}

void DiagramScene::finishBuilding()
{
    if (!m_building)
        return;
    m_nextSlice.stop();
    buildSlice(true);
}

void DiagramScene::applyDelta(const Delta &delta)
{
    finishBuilding();
    bool reroute = m_lifting; // what was lifted returns to a model that is another one already
    dropLifted();
    for (const Change<Diagram> &change : delta.diagrams) {
        if (change.id() == m_diagram && !change.after) {
            emit diagramRemoved();
            return;
        }
    }
    if ((!delta.info.isEmpty() && model().project().notation != m_style.notation) || changesFolding(delta)) {
        rebuild();
        return;
    }
    beginTogether(delta.elements.size() + delta.placements.size() + delta.flows.size() + delta.boundaryPlacements.size());
    QSet<ElementId> elements;
    QSet<BoundaryId> boundaries;
    for (const Change<Element> &change : delta.elements)
        elements.insert(change.id());
    for (const Change<Placement> &change : delta.placements) {
        const Placement &placement = change.after ? *change.after : *change.before;
        if (placement.diagram == m_diagram)
            elements.insert(placement.element);
    }
    bool nesting = false;
    for (const Change<TrustBoundary> &change : delta.boundaries) {
        boundaries.insert(change.id());
        nesting = nesting || !change.before || !change.after || change.before->parent != change.after->parent;
    }
    for (const Change<BoundaryPlacement> &change : delta.boundaryPlacements) {
        const BoundaryPlacement &placement = change.after ? *change.after : *change.before;
        if (placement.diagram == m_diagram)
            boundaries.insert(placement.boundary);
        nesting = nesting || !change.before || !change.after;
    }
    QSet<ShownEnds> ends; // whose lines may have changed
    for (const Change<DataFlow> &change : delta.flows) {
        ends.insert(m_ends.value(change.id()));
        disconnectFlow(change.id());
        if (change.after)
            connectFlow(*change.after);
        ends.insert(m_ends.value(change.id()));
    }
    for (const Change<FlowPlacement> &change : delta.flowPlacements) {
        const FlowPlacement &placement = change.after ? *change.after : *change.before;
        if (placement.diagram == m_diagram)
            ends.insert(m_ends.value(placement.flow));
    }
    for (const Change<Operation> &change : delta.operations) // an opened flow lists them
        ends.unite(m_endsAt.value(change.after ? change.after->service.uuid() : change.before->service.uuid()));

    for (const BoundaryId &id : std::as_const(boundaries))
        reroute = refreshBoundary(id) || reroute;
    if (nesting)
        refreshDepths();
    QSet<ShownEnds> moved;
    QList<QRectF> movedTo;
    for (const ElementId &id : std::as_const(elements)) {
        if (refreshElement(id)) {
            reroute = true;
            if (const ElementItem *item = m_elements.find(id))
                movedTo.append(item->rect);
            moved.unite(m_endsAt.value(id.uuid()));
        }
    }
    QSet<FlowId> changedFlows;
    for (const ShownEnds &between : std::as_const(moved))
        ends.insert(between);
    for (const ShownEnds &between : std::as_const(ends))
        reroute = refreshEnds(between, changedFlows) || reroute;
    // Flows whose ends moved need a new route although they themselves are as they were.
    for (const ShownEnds &between : std::as_const(moved)) {
        for (const FlowId &id : m_drawnBetween.value(between))
            changedFlows.insert(id);
    }
    countUnplaced();
    dropGone();
    if (reroute)
        m_routes->update(changedFlows, movedTo);
    endTogether();
    emit updated();
}

// Whether what is hidden in which box may be another now. Boxes are few: then the picture is built anew.
bool DiagramScene::changesFolding(const Delta &delta) const
{
    const auto isFolded = [](const std::optional<BoundaryPlacement> &placement) { return placement && placement->placed && placement->collapsed; };
    for (const Change<BoundaryPlacement> &change : delta.boundaryPlacements) {
        if ((change.after ? change.after : change.before)->diagram == m_diagram && isFolded(change.before) != isFolded(change.after))
            return true;
    }
    return !m_folding.isEmpty() && !(delta.elements.isEmpty() && delta.boundaries.isEmpty() && delta.boundaryPlacements.isEmpty() && delta.flows.isEmpty()
                                     && delta.placements.isEmpty());
}

void DiagramScene::countUnplaced() { m_unplaced = int(m_waiting.size()); }

} // namespace drawbridge
