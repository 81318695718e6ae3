// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramscene.h"

#include "canvas/routekeeper.h"
#include "threatmodel/modelindex.h"

#include <QSignalBlocker>

namespace drawbridge {

namespace {

constexpr qsizetype flowsInOneSlice = 1500; // measured: well below 50 ms
constexpr double overhang = 18; // room for badge, outline and focus ring around a symbol

QRectF around(const QRectF &rect) { return rect.adjusted(-overhang, -overhang, overhang, overhang); }

QRectF boundsOfRoute(const FlowItem &item)
{
    QRectF bounds = item.labelRect();
    for (const QPointF &point : item.route.points)
        bounds |= QRectF(point, QSizeF(0, 0)).adjusted(-0.5, -0.5, 0.5, 0.5);
    return bounds.isNull() ? bounds : bounds.adjusted(-12, -12, 12, 12); // arrow heads, step numbers
}

} // namespace

DiagramScene::DiagramScene(QObject *parent) : QObject(parent), m_routes(std::make_unique<RouteKeeper>(*this))
{
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setInterval(0);
    connect(&m_nextSlice, &QTimer::timeout, this, [this] { buildSlice(flowsInOneSlice); });
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
        connect(document, &Document::resetDone, this, [this] {
            connectFlows();
            rebuild();
        });
        connect(document, &QObject::destroyed, this, [this] {
            m_document = nullptr;
            connectFlows();
            rebuild();
        });
    }
    connectFlows();
    rebuild();
}

void DiagramScene::setDiagram(DiagramId diagram)
{
    m_diagram = diagram;
    rebuild();
}

void DiagramScene::connectFlow(const DataFlow &flow)
{
    m_ends.insert(flow.id, {flow.source, flow.target});
    m_adjacency[flow.source].insert(flow.id);
    m_adjacency[flow.target].insert(flow.id);
}

void DiagramScene::connectFlows()
{
    m_adjacency.clear();
    m_ends.clear();
    for (const DataFlow &flow : model().flows)
        connectFlow(flow);
}

void DiagramScene::rebuild()
{
    m_nextSlice.stop();
    m_toBuild.clear();
    m_lifting = false;
    m_liftedElements.clear();
    m_liftedBoundaries.clear();
    m_liftedFlows.clear();
    m_savedRoutes.clear();
    m_savedElements.clear();
    m_savedBoundaries.clear();
    m_hovered = {};
    m_dropTarget = {};
    m_elements.clear();
    m_flows.clear();
    m_boundaries.clear();
    m_waiting.clear();
    const ThreatModel &now = model();
    m_style.notation = now.project().notation;
    {
        const QSignalBlocker quiet(this); // the picture is told of once, below
        for (const BoundaryPlacement &placement : now.boundaryPlacements) {
            if (placement.diagram == m_diagram)
                refreshBoundary(placement.boundary);
        }
        refreshDepths();
        for (const Placement &placement : now.placements) {
            if (placement.diagram == m_diagram)
                refreshElement(placement.element);
        }
    }
    for (const ElementItem *item : m_elements.ordered()) {
        for (const FlowId &id : m_adjacency.value(item->id)) {
            const auto ends = m_ends.value(id);
            // Once, from its source; of flows to itself too.
            if (ends.first == item->id && m_elements.find(ends.second))
                m_toBuild.append(id);
        }
    }
    countUnplaced();
    if (m_toBuild.size() <= flowsInOneSlice) {
        buildSlice(flowsInOneSlice);
        return;
    }
    emit rebuilt();
    emit updated();
    m_nextSlice.start();
}

void DiagramScene::setStraight(FlowId id)
{
    if (FlowItem *item = m_flows.find(id))
        setRoute(*item, m_routes->straight(*item));
}

void DiagramScene::buildSlice(qsizetype atMost)
{
    const bool whole = m_flows.isEmpty() && m_toBuild.size() <= atMost;
    QSet<FlowId> fresh;
    {
        const QSignalBlocker quiet(this);
        for (; atMost > 0 && !m_toBuild.isEmpty(); --atMost) {
            const FlowId id = m_toBuild.takeLast();
            if (!refreshFlow(id))
                continue;
            if (whole)
                fresh.insert(id);
            else
                setStraight(id);
        }
    }
    if (!m_toBuild.isEmpty()) {
        emit rebuilt();
        m_nextSlice.start();
        return;
    }
    dropGone();
    m_routes->update(fresh);
    emit rebuilt();
    emit updated();
}

void DiagramScene::finishBuilding()
{
    m_nextSlice.stop();
    if (!m_toBuild.isEmpty())
        buildSlice(m_toBuild.size());
}

void DiagramScene::applyDelta(const Delta &delta)
{
    finishBuilding();
    bool reroute = m_lifting; // what was lifted returns to a model that is another one already
    dropLifted();
    if (!delta.info.isEmpty() && model().project().notation != m_style.notation) {
        rebuild();
        return;
    }
    for (const Change<Diagram> &change : delta.diagrams) {
        if (change.id() == m_diagram && !change.after) {
            emit diagramRemoved();
            return;
        }
    }
    QSet<ElementId> elements;
    QSet<FlowId> flows;
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
    for (const Change<DataFlow> &change : delta.flows) {
        const auto ends = m_ends.value(change.id());
        m_adjacency[ends.first].remove(change.id());
        m_adjacency[ends.second].remove(change.id());
        m_ends.remove(change.id());
        if (change.after)
            connectFlow(*change.after);
        flows.insert(change.id());
    }
    for (const Change<FlowPlacement> &change : delta.flowPlacements) {
        const FlowPlacement &placement = change.after ? *change.after : *change.before;
        if (placement.diagram == m_diagram)
            flows.insert(placement.flow);
    }

    for (const BoundaryId &id : std::as_const(boundaries))
        reroute = refreshBoundary(id) || reroute;
    if (nesting)
        refreshDepths();
    for (const ElementId &id : std::as_const(elements)) {
        if (refreshElement(id)) {
            reroute = true;
            flows.unite(m_adjacency.value(id));
        }
    }
    QSet<FlowId> changedFlows;
    for (const FlowId &id : std::as_const(flows)) {
        if (refreshFlow(id)) {
            reroute = true;
            if (m_flows.find(id))
                changedFlows.insert(id);
        }
    }
    // Flows whose ends moved need a new route although they themselves are as they were.
    for (const FlowId &id : std::as_const(flows)) {
        if (reroute && m_flows.find(id))
            changedFlows.insert(id);
    }
    countUnplaced();
    dropGone();
    if (reroute)
        m_routes->update(changedFlows);
    emit updated();
}

bool DiagramScene::refreshElement(ElementId id)
{
    const ThreatModel &now = model();
    const Element *element = now.elements.find(id);
    const Placement *placement = element ? now.placements.find(Placement::idFor(m_diagram, id)) : nullptr;
    if (placement && !placement->placed)
        m_waiting.insert(id);
    else
        m_waiting.remove(id);
    if (!placement || !placement->placed) {
        ElementItem *old = m_elements.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_elements.remove(id);
        return true;
    }
    const bool fresh = !m_elements.find(id);
    ElementItem &item = m_elements.add(id);
    const QRectF rect(placement->x, placement->y, placement->width, placement->height);
    const bool moved = fresh || item.rect != rect;
    if (item.element.kind != element->kind)
        item.outline = {};
    item.element = *element;
    if (moved)
        setRect(item, rect);
    else
        touch(item.bounds, false);
    return moved;
}

bool DiagramScene::refreshBoundary(BoundaryId id)
{
    const ThreatModel &now = model();
    const TrustBoundary *boundary = now.boundaries.find(id);
    const BoundaryPlacement *placement = boundary ? now.boundaryPlacements.find(BoundaryPlacement::idFor(m_diagram, id)) : nullptr;
    if (!placement || !placement->placed) {
        BoundaryItem *old = m_boundaries.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_boundaries.remove(id);
        return true;
    }
    const bool fresh = !m_boundaries.find(id);
    BoundaryItem &item = m_boundaries.add(id);
    const QRectF rect(placement->x, placement->y, placement->width, placement->height);
    const bool renamed = item.boundary.name != boundary->name; // labels keep clear of titles
    item.boundary = *boundary;
    if (fresh || item.rect != rect) {
        setRect(item, rect);
        return true;
    }
    touch(item.bounds, false);
    return renamed;
}

bool DiagramScene::refreshFlow(FlowId id)
{
    const ThreatModel &now = model();
    const DataFlow *flow = now.flows.find(id);
    if (!flow || !m_elements.find(flow->source) || !m_elements.find(flow->target)) {
        FlowItem *old = m_flows.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_flows.remove(id);
        return true;
    }
    const bool fresh = !m_flows.find(id);
    FlowItem &item = m_flows.add(id);
    const FlowPlacement *placement = now.flowPlacements.find(FlowPlacement::idFor(m_diagram, id));
    QList<QPointF> waypoints;
    for (const Point &point : placement ? placement->waypoints : QList<Point>())
        waypoints.append({point.x, point.y});
    const bool labelMoved = placement && placement->labelMoved;
    const QPointF offset = labelMoved ? QPointF(placement->labelOffset.x, placement->labelOffset.y) : QPointF();
    const QString label = notation::flowLabel(*flow);
    const bool same = !fresh && waypoints == item.waypoints && labelMoved == item.labelMoved && offset == item.labelOffset && label == item.label
                      && flow->source == item.flow.source && flow->target == item.flow.target;
    if (label != item.label || fresh)
        item.labelSize = label.isEmpty() ? QSizeF() : notation::flowLabelSize(label, m_style.font);
    item.flow = *flow;
    item.waypoints = waypoints;
    item.labelMoved = labelMoved;
    item.labelOffset = offset;
    item.label = label;
    touch(item.bounds, false);
    return !same;
}

void DiagramScene::refreshDepths()
{
    for (BoundaryItem *item : m_boundaries.ordered()) {
        int depth = 0;
        for (const BoundaryId &outer : boundaryChain(model(), item->boundary.parent))
            depth += m_boundaries.find(outer) ? 1 : 0;
        if (item->depth != depth) {
            item->depth = depth;
            touch(item->bounds, false);
        }
    }
    m_boundaries.orderChanged();
}

void DiagramScene::countUnplaced() { m_unplaced = int(m_waiting.size()); }

void DiagramScene::dropGone()
{
    if (m_hovered.kind != SubjectKind::Project && !contains(m_hovered))
        m_hovered = {};
    if (m_dropTarget && !m_boundaries.find(m_dropTarget))
        m_dropTarget = {};
    QList<Subject> kept;
    for (const Subject &subject : std::as_const(m_selection)) {
        if (contains(subject))
            kept.append(subject);
    }
    select(kept);
}

void DiagramScene::touch(const QRectF &area, bool lifted)
{
    if (area.isNull())
        return;
    if (lifted)
        emit liftedChanged(area);
    else
        emit changed(area);
}

void DiagramScene::setRect(ElementItem &item, const QRectF &rect)
{
    touch(item.bounds, item.lifted);
    if (item.rect.size() != rect.size())
        item.outline = {};
    else
        item.outline.translate(rect.topLeft() - item.rect.topLeft());
    item.rect = rect;
    item.bounds = around(rect);
    touch(item.bounds, item.lifted);
}

void DiagramScene::setRect(BoundaryItem &item, const QRectF &rect)
{
    touch(item.bounds, item.lifted);
    item.rect = rect;
    item.bounds = around(rect);
    touch(item.bounds, item.lifted);
}

void DiagramScene::setRoute(FlowItem &item, const Route &route)
{
    if (route.points == item.route.points && route.labelCenter == item.route.labelCenter && route.straight == item.route.straight
        && !item.bounds.isNull())
        return;
    touch(item.bounds, item.lifted);
    item.route = route;
    item.bounds = boundsOfRoute(item);
    touch(item.bounds, item.lifted);
}

bool DiagramScene::contains(const Subject &subject) const
{
    switch (subject.kind) {
    case SubjectKind::Element:
        return m_elements.find(ElementId(subject.id));
    case SubjectKind::Flow:
        return m_flows.find(FlowId(subject.id));
    case SubjectKind::Boundary:
        return m_boundaries.find(BoundaryId(subject.id));
    default:
        return false;
    }
}

QList<FlowId> DiagramScene::flowsAt(ElementId element) const
{
    QList<FlowId> flows;
    for (const FlowId &id : m_adjacency.value(element)) {
        if (m_flows.find(id))
            flows.append(id);
    }
    std::sort(flows.begin(), flows.end());
    return flows;
}

QRectF DiagramScene::boundsOf(const Subject &subject) const
{
    if (const ElementItem *item = subject.kind == SubjectKind::Element ? m_elements.find(ElementId(subject.id)) : nullptr)
        return item->rect;
    if (const FlowItem *item = subject.kind == SubjectKind::Flow ? m_flows.find(FlowId(subject.id)) : nullptr)
        return item->bounds.adjusted(12, 12, -12, -12);
    if (const BoundaryItem *item = subject.kind == SubjectKind::Boundary ? m_boundaries.find(BoundaryId(subject.id)) : nullptr)
        return item->rect;
    return {};
}

QRectF DiagramScene::contentRect() const
{
    QRectF rect;
    for (const BoundaryItem *item : m_boundaries.ordered())
        rect |= item->rect;
    for (const ElementItem *item : m_elements.ordered())
        rect |= item->rect;
    for (const FlowItem *item : m_flows.ordered())
        rect |= item->bounds.isNull() ? QRectF() : item->bounds.adjusted(12, 12, -12, -12);
    return rect;
}

bool DiagramScene::select(const QList<Subject> &subjects)
{
    QList<Subject> wanted;
    QSet<QUuid> ids;
    for (const Subject &subject : subjects) {
        if (!ids.contains(subject.id) && contains(subject)) {
            ids.insert(subject.id);
            wanted.append(subject);
        }
    }
    if (wanted == m_selection)
        return false;
    const QSet<QUuid> before = m_selected;
    const QList<Subject> old = m_selection;
    m_selection = wanted;
    m_selected = ids;
    for (const QList<Subject> &list : {old, wanted}) {
        for (const Subject &subject : list) {
            if (before.contains(subject.id) != ids.contains(subject.id))
                touch(subject.kind == SubjectKind::Flow ? boundsOf(subject).adjusted(-12, -12, 12, 12) : around(boundsOf(subject)), false);
        }
    }
    emit selectionChanged();
    return true;
}

void DiagramScene::setHovered(const Subject &subject)
{
    if (subject == m_hovered)
        return;
    const Subject old = m_hovered;
    m_hovered = subject;
    for (const Subject &one : {old, subject}) {
        if (contains(one))
            touch(around(boundsOf(one)), false);
    }
}

void DiagramScene::setDropTarget(BoundaryId boundary)
{
    if (boundary == m_dropTarget)
        return;
    const BoundaryId old = m_dropTarget;
    m_dropTarget = boundary;
    for (const BoundaryId &id : {old, boundary}) {
        if (const BoundaryItem *item = m_boundaries.find(id))
            touch(item->bounds, item->lifted);
    }
}

void DiagramScene::lift(const QSet<ElementId> &elements, const QSet<BoundaryId> &boundaries, const QSet<FlowId> &flows)
{
    dropLifted();
    m_lifting = true;
    m_liftedElements = elements;
    m_liftedBoundaries = boundaries;
    m_liftedFlows = flows;
    for (const ElementId &id : elements) {
        for (const FlowId &flow : flowsAt(id))
            m_liftedFlows.insert(flow);
    }
    const auto raise = [this](auto *item) {
        if (!item)
            return;
        touch(item->bounds, false);
        item->lifted = true;
        touch(item->bounds, true);
    };
    for (const ElementId &id : std::as_const(m_liftedElements)) {
        raise(m_elements.find(id));
        if (const ElementItem *item = m_elements.find(id))
            m_savedElements.insert(id, item->rect);
    }
    for (const BoundaryId &id : std::as_const(m_liftedBoundaries)) {
        raise(m_boundaries.find(id));
        if (const BoundaryItem *item = m_boundaries.find(id))
            m_savedBoundaries.insert(id, item->rect);
    }
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        raise(m_flows.find(id));
        if (const FlowItem *item = m_flows.find(id))
            m_savedRoutes.insert(id, item->route);
    }
}

void DiagramScene::moveLifted(const QPointF &by)
{
    for (auto it = m_savedBoundaries.begin(); it != m_savedBoundaries.end(); ++it) {
        if (BoundaryItem *item = m_boundaries.find(it.key()))
            setRect(*item, it.value().translated(by));
    }
    for (auto it = m_savedElements.begin(); it != m_savedElements.end(); ++it) {
        if (ElementItem *item = m_elements.find(it.key()))
            setRect(*item, it.value().translated(by));
    }
    QSet<FlowId> bending;
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        FlowItem *item = m_flows.find(id);
        if (!item)
            continue;
        const bool from = m_savedElements.contains(item->flow.source), to = m_savedElements.contains(item->flow.target);
        if (from && to) { // moves as it is
            Route route = m_savedRoutes.value(id);
            for (QPointF &point : route.points)
                point += by;
            route.labelCenter += by;
            setRoute(*item, route);
        } else if (from || to) {
            bending.insert(id);
        }
    }
    m_routes->preview(bending);
}

void DiagramScene::previewRects(const QHash<ElementId, QRectF> &elements, const QHash<BoundaryId, QRectF> &boundaries, bool straightFlows)
{
    for (auto it = boundaries.begin(); it != boundaries.end(); ++it) {
        if (BoundaryItem *item = m_boundaries.find(it.key()); item && item->lifted)
            setRect(*item, it.value());
    }
    QSet<FlowId> flows;
    for (auto it = elements.begin(); it != elements.end(); ++it) {
        ElementItem *item = m_elements.find(it.key());
        if (!item || !item->lifted)
            continue;
        setRect(*item, it.value());
        for (const FlowId &id : m_adjacency.value(it.key())) {
            if (m_liftedFlows.contains(id))
                flows.insert(id);
        }
    }
    if (!straightFlows) {
        m_routes->preview(flows);
        return;
    }
    for (const FlowId &id : std::as_const(flows)) {
        if (FlowItem *item = m_flows.find(id))
            setRoute(*item, m_routes->straight(*item));
    }
}

void DiagramScene::previewFlow(FlowId flow, const QList<QPointF> &waypoints)
{
    if (FlowItem *item = m_flows.find(flow); item && m_liftedFlows.contains(flow)) {
        item->waypoints = waypoints;
        m_routes->preview({flow});
    }
}

void DiagramScene::previewLabel(FlowId flow, const QPointF &offset)
{
    FlowItem *item = m_flows.find(flow);
    if (!item || !m_liftedFlows.contains(flow))
        return;
    Route route = m_savedRoutes.value(flow);
    const FlowPlacement *placement = model().flowPlacements.find(FlowPlacement::idFor(m_diagram, flow));
    const QPointF old = placement && placement->labelMoved ? QPointF(placement->labelOffset.x, placement->labelOffset.y) : QPointF();
    route.labelCenter += offset - old;
    setRoute(*item, route);
}

void DiagramScene::previewRoute(FlowId flow, const QList<QPointF> &points)
{
    if (FlowItem *item = m_flows.find(flow); item && m_liftedFlows.contains(flow)) {
        Route route = item->route;
        route.points = points;
        route.straight = true;
        if (points.size() > 1)
            route.labelCenter = (points.first() + points.last()) / 2;
        setRoute(*item, route);
    }
}

void DiagramScene::dropLifted()
{
    if (!m_lifting)
        return;
    m_lifting = false;
    const auto lower = [this](auto *item) {
        if (!item)
            return;
        touch(item->bounds, true);
        item->lifted = false;
        touch(item->bounds, false);
    };
    for (const ElementId &id : std::as_const(m_liftedElements)) {
        lower(m_elements.find(id));
        refreshElement(id);
    }
    for (const BoundaryId &id : std::as_const(m_liftedBoundaries)) {
        lower(m_boundaries.find(id));
        refreshBoundary(id);
    }
    for (const FlowId &id : std::as_const(m_liftedFlows)) {
        lower(m_flows.find(id));
        refreshFlow(id);
        if (FlowItem *item = m_flows.find(id))
            setRoute(*item, m_savedRoutes.value(id, item->route));
    }
    m_liftedElements.clear();
    m_liftedBoundaries.clear();
    m_liftedFlows.clear();
    m_savedRoutes.clear();
    m_savedElements.clear();
    m_savedBoundaries.clear();
    setDropTarget({});
}

void DiagramScene::setPalette(const DiagramPalette &palette)
{
    m_style.palette = palette;
    emit rebuilt();
}

void DiagramScene::setFont(const QFont &font)
{
    if (font == m_style.font)
        return;
    m_style.font = font;
    for (FlowItem *item : m_flows.ordered())
        item->labelSize = item->label.isEmpty() ? QSizeF() : notation::flowLabelSize(item->label, font);
    m_routes->update({});
    emit rebuilt();
}

void DiagramScene::setLens(Lens lens)
{
    m_style.lens = lens;
    emit rebuilt();
}

void DiagramScene::setMarks(const FindingMarks &marks)
{
    const FindingMarks old = std::exchange(m_style.marks, marks);
    const auto touchItem = [&](const auto *item) {
        if (old.value(item->id.uuid()) != marks.value(item->id.uuid()))
            touch(item->bounds, item->lifted);
    };
    for (const ElementItem *item : m_elements.ordered())
        touchItem(item);
    for (const FlowItem *item : m_flows.ordered())
        touchItem(item);
    for (const BoundaryItem *item : m_boundaries.ordered())
        touchItem(item);
}

void DiagramScene::setPicture(Lens lens, const LensPicture &picture)
{
    if (picture == m_style.pictures[int(lens)])
        return;
    m_style.pictures[int(lens)] = picture;
    if (lens == m_style.lens)
        emit rebuilt();
}

void DiagramScene::setRoute(const QList<QUuid> &route)
{
    if (route == m_style.route)
        return;
    m_style.route = route;
    emit rebuilt();
}

} // namespace drawbridge
