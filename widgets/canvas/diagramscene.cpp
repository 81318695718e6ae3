// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramscene.h"

#include "canvas/routekeeper.h"
#include "threatmodel/modelindex.h"

#include <QSignalBlocker>

namespace drawbridge {

namespace {

constexpr qsizetype mostAtOnce = 1500; // elements and flows; above, in slices
constexpr qint64 sliceMs = 8;          // with the repaint that may follow well below 50 ms
constexpr qint64 shownEveryMs = 120;
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
    for (const ElementId &id : std::as_const(elements)) {
        if (refreshElement(id)) {
            reroute = true;
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
    if (!placement || !placement->placed || m_folding.isHidden(*element)) {
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
    const bool reshaped = !fresh && item.element.kind != element->kind; // flows end on the outline
    if (reshaped)
        item.outline = {};
    item.element = *element;
    item.locked = placement->locked;
    if (item.level != placement->level) {
        item.level = placement->level;
        m_elements.orderChanged();
    }
    if (moved)
        setRect(item, rect);
    else
        touch(item.bounds, false);
    return moved || reshaped;
}

bool DiagramScene::refreshBoundary(BoundaryId id)
{
    const ThreatModel &now = model();
    const TrustBoundary *boundary = now.boundaries.find(id);
    const BoundaryPlacement *placement = boundary ? now.boundaryPlacements.find(BoundaryPlacement::idFor(m_diagram, id)) : nullptr;
    if (!placement || !placement->placed || m_folding.isHidden(id)) {
        BoundaryItem *old = m_boundaries.find(id);
        if (!old)
            return false;
        touch(old->bounds, false);
        m_boundaries.remove(id);
        return true;
    }
    const bool fresh = !m_boundaries.find(id);
    BoundaryItem &item = m_boundaries.add(id);
    const QRectF rect = shownRect(*placement);
    const bool renamed = item.boundary.name != boundary->name || item.boundary.trust != boundary->trust; // labels keep clear of titles, marks have its colour
    item.boundary = *boundary;
    item.locked = placement->locked;
    item.collapsed = placement->collapsed;
    item.content.clear();
    if (item.collapsed) {
        for (const Placement &inside : now.placements) {
            if (inside.diagram == m_diagram && inside.placed && m_folding.boxAround(now.elements.value(inside.element).boundary) == id)
                item.content.append(inside.element.uuid());
        }
        std::sort(item.content.begin(), item.content.end());
    }
    if (fresh || item.rect != rect) {
        setRect(item, rect);
        return true;
    }
    touch(item.bounds, false);
    return renamed;
}

bool DiagramScene::refreshEnds(const ShownEnds &ends, QSet<FlowId> &changed)
{
    const QSet<FlowId> between = m_between.value(ends);
    const QList<ShownFlow> shown = shownFlows(model(), m_diagram, ends, QList<FlowId>(between.begin(), between.end()));
    const QList<FlowId> before = m_drawnBetween.take(ends);
    bool differs = false;
    QList<FlowId> now;
    for (const ShownFlow &one : shown)
        now.append(one.id);
    for (const FlowId &id : before) {
        FlowItem *old = m_flows.find(id);
        // Reversed or reconnected, it may be drawn between other ends by now.
        if (!old || now.contains(id) || ShownEnds{old->shown.from, old->shown.to} != ends)
            continue;
        for (const FlowId &flow : std::as_const(old->shown.flows)) {
            if (m_drawnFor.value(flow) == id)
                m_drawnFor.remove(flow);
        }
        touch(old->bounds, false);
        m_flows.remove(id);
        differs = true;
    }
    for (const ShownFlow &one : shown) {
        if (refreshFlow(one)) {
            changed.insert(one.id);
            differs = true;
        }
        for (const FlowId &flow : one.flows)
            m_drawnFor.insert(flow, one.id);
    }
    if (!now.isEmpty())
        m_drawnBetween.insert(ends, now);
    return differs;
}

bool DiagramScene::refreshFlow(const ShownFlow &shown)
{
    const bool fresh = !m_flows.find(shown.id);
    FlowItem &item = m_flows.add(shown.id);
    const bool same = !fresh && shown.waypoints == item.shown.waypoints && shown.labelMoved == item.shown.labelMoved && shown.labelOffset == item.shown.labelOffset
                      && shown.label == item.shown.label && shown.from == item.shown.from && shown.to == item.shown.to;
    if (shown.label != item.shown.label || fresh)
        item.labelSize = shown.label.isEmpty() ? QSizeF() : notation::flowLabelSize(shown.label, m_style.font);
    item.shown = shown;
    touch(item.bounds, false);
    return !same;
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
    if (lifted && m_gathered)
        *m_gathered |= area;
    else if (lifted)
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

void DiagramScene::refreshCrossings(FlowItem &item)
{
    item.crossings.clear();
    for (const BoundaryId &id : crossedOpen(model(), m_folding, item.shown)) {
        const BoundaryItem *zone = m_boundaries.find(id);
        for (Crossing crossing : zone ? crossingsOf(item.route.points, zone->rect) : QList<Crossing>()) {
            crossing.trust = zone->boundary.trust;
            item.crossings.append(crossing);
        }
    }
}

void DiagramScene::setRoute(FlowItem &item, const Route &route)
{
    if (route.points == item.route.points && route.labelCenter == item.route.labelCenter && route.straight == item.route.straight
        && !item.bounds.isNull()) {
        refreshCrossings(item); // zones may have moved below it
        return;
    }
    touch(item.bounds, item.lifted);
    item.route = route;
    item.bounds = boundsOfRoute(item);
    refreshCrossings(item);
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

Subject DiagramScene::shownFor(const Subject &subject) const
{
    Subject shown = subject;
    if (subject.kind == SubjectKind::Flow)
        shown = subjectOf(m_drawnFor.value(FlowId(subject.id)));
    else if (subject.kind == SubjectKind::Element)
        shown = m_folding.endAt(ElementId(subject.id));
    else if (const BoundaryId box = subject.kind == SubjectKind::Boundary ? m_folding.boxAround(BoundaryId(subject.id)) : BoundaryId())
        shown = subjectOf(box);
    return contains(shown) ? shown : Subject{};
}

QList<FlowId> DiagramScene::flowsAt(const Subject &end) const
{
    QSet<FlowId> found;
    for (const ShownEnds &ends : m_endsAt.value(end.id)) {
        for (const FlowId &id : m_drawnBetween.value(ends))
            found.insert(id);
    }
    QList<FlowId> flows(found.begin(), found.end());
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
    if (m_building) { // where it will stand
        for (const BoundaryItem *item : m_boundaries.ordered())
            rect |= item->rect;
        return rect | m_expected;
    }
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
    if (m_building && !std::all_of(subjects.begin(), subjects.end(), [this](const Subject &subject) { return contains(subject); }))
        finishBuilding();
    QList<Subject> wanted;
    QSet<QUuid> ids;
    for (const Subject &asked : subjects) {
        const Subject subject = contains(asked) ? asked : shownFor(asked);
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
    m_activeBend = -1;
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

void DiagramScene::setActiveBend(int index)
{
    m_activeBend = index;
    touch(boundsOf(focus()), false);
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
        item->labelSize = item->shown.label.isEmpty() ? QSizeF() : notation::flowLabelSize(item->shown.label, font);
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
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        touchItem(item);
        if (item->collapsed) // counts what is found inside
            touch(item->bounds, item->lifted);
    }
}

void DiagramScene::setComments(const CommentMarks &comments)
{
    if (comments == m_style.comments)
        return;
    m_style.comments = comments;
    emit rebuilt();
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
