// SPDX-License-Identifier: Apache-2.0
#include "canvas/routekeeper.h"

#include "canvas/diagramscene.h"
#include "notation/notation.h"
#include "routing/rectindex.h"

#include <QElapsedTimer>
#include <QLineF>
#include <QSignalBlocker>
#include <QtConcurrentRun>

namespace drawbridge {

namespace {

// Routed at once up to here; measured well below a frame. Above, in another thread.
constexpr std::size_t mostFlowsAtOnce = 60;
constexpr std::size_t mostElementsAtOnce = 60;
constexpr qint64 budgetAtOnce = 2'000'000;  // RoutingRequest::budget; a limit for odd diagrams only
constexpr qint64 budgetAside = 80'000'000;  // for all flows of a large diagram, in another thread
constexpr qint64 budgetPreview = 12'000;    // within one frame
constexpr qint64 budgetReleased = 60'000;   // at the end of a gesture: what was moved is routed at once, all others later
constexpr int mostFlowsInPreview = 24; // more of them follow straight
constexpr int mostFlowsReleased = 60;
constexpr std::size_t mostFlowsInOneStage = 200; // all of them together take no longer than what the eye waits for
constexpr qsizetype routesTogether = 100; // taken over before the clock is looked at
constexpr qint64 sliceMs = 8;
constexpr qsizetype mostTakenAtOnce = 300; // routes of a job; more in slices, seen when all are there
constexpr double previewReach = 160;   // shapes further than this from a flow's ends do not bend its preview

// Where the line from the middle of `rect` to `towards` leaves it.
QPointF borderPoint(const QRectF &rect, const QPointF &towards)
{
    const QPointF c = rect.center(), d = towards - c;
    if (rect.isEmpty() || d.isNull())
        return c;
    const double tx = d.x() != 0 ? rect.width() / 2 / std::abs(d.x()) : std::numeric_limits<double>::max();
    const double ty = d.y() != 0 ? rect.height() / 2 / std::abs(d.y()) : std::numeric_limits<double>::max();
    return c + d * std::min({tx, ty, 1.0});
}

} // namespace

RouteKeeper::RouteKeeper(DiagramScene &scene) : m_scene(scene)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_waiting && m_watcher.isFinished())
            collect();
    });
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setInterval(0);
    connect(&m_nextSlice, &QTimer::timeout, this, &RouteKeeper::takeSlice);
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &RouteKeeper::start);
}

void RouteKeeper::collect()
{
    m_waiting = false;
    if (m_again) {
        start();
        return;
    }
    m_taken = m_watcher.result();
    m_next = 0;
    takeSlice();
}

void RouteKeeper::takeSlice()
{
    m_nextSlice.stop();
    if (m_running.flows.size() <= mostTakenAtOnce) {
        take(m_running, m_taken);
    } else {
        // The picture is drawn anew once, when all are there.
        QElapsedTimer clock;
        clock.start();
        const QSignalBlocker quiet(m_scene);
        while (m_next < m_running.flows.size() && (m_finishing || clock.elapsed() < sliceMs)) {
            const qsizetype last = std::min(m_next + routesTogether, m_running.flows.size());
            for (; m_next < last; ++m_next)
                set(m_running.flows[m_next], m_taken.value(m_next));
        }
        if (m_next < m_running.flows.size()) {
            m_nextSlice.start();
            return;
        }
    }
    const bool together = m_running.flows.size() > mostTakenAtOnce;
    const Stage stage = m_running.stage;
    if (stage == Stage::All) {
        m_due = {};
        m_movedTo.clear();
    } else {
        due(stage).clear();
    }
    for (qsizetype i = 0; stage < Stage::Far && i < m_running.flows.size(); ++i) {
        if (m_taken.value(i).straight)
            due(Stage::Far).insert(m_running.flows[i]);
    }
    m_running = {};
    m_taken.clear();
    if (together)
        emit m_scene.rebuilt();
    if (stage == Stage::All)
        emit settled();
    else
        m_later.start(); // the others, too
}

// What is being computed is of an older picture.
void RouteKeeper::stop()
{
    if (m_cancelled)
        m_cancelled->store(true);
    m_later.stop();
    if (m_nextSlice.isActive()) {
        m_nextSlice.stop();
        m_running = {};
        m_taken.clear();
    }
}

RouteKeeper::~RouteKeeper()
{
    m_watcher.disconnect(this);
    stop();
    m_watcher.waitForFinished();
}

Route RouteKeeper::straight(const FlowItem &item) const
{
    const QRectF from = m_scene.boundsOf(item.shown.from), to = m_scene.boundsOf(item.shown.to);
    Route route;
    route.straight = true;
    if (from.isNull() || to.isNull())
        return route;
    if (item.shown.from == item.shown.to) {
        const QRectF r = from;
        route.points = {QPointF(r.right() - 24, r.top()), QPointF(r.right() - 24, r.top() - 24), QPointF(r.right() + 24, r.top() - 24),
                        QPointF(r.right() + 24, r.top() + 20), QPointF(r.right(), r.top() + 20)};
        route.labelCenter = r.topRight() - QPointF(0, 36);
        return route;
    }
    const QPointF towards = item.shown.waypoints.isEmpty() ? to.center() : item.shown.waypoints.first();
    const QPointF back = item.shown.waypoints.isEmpty() ? from.center() : item.shown.waypoints.last();
    route.points.append(borderPoint(from, towards));
    route.points += item.shown.waypoints;
    route.points.append(borderPoint(to, back));
    const qsizetype middle = route.points.size() / 2;
    route.labelCenter = (route.points[middle - 1] + route.points[middle]) / 2 + item.shown.labelOffset;
    return route;
}

RouteKeeper::Job RouteKeeper::job(const QSet<FlowId> *only) const
{
    Job job;
    QHash<QUuid, int> indexes; // of what flows end at
    QRectF reach;
    if (only) {
        for (const FlowId &id : *only) {
            if (const FlowItem *item = m_scene.flow(id)) {
                reach |= m_scene.boundsOf(item->shown.from) | m_scene.boundsOf(item->shown.to);
                for (const QPointF &point : item->shown.waypoints)
                    reach |= QRectF(point, QSizeF(1, 1));
                indexes.insert(item->shown.from.id, 0);
                indexes.insert(item->shown.to.id, 0);
            }
        }
        reach.adjust(-previewReach, -previewReach, previewReach, previewReach);
    } else {
        indexes.reserve(qsizetype(m_scene.elements().size()));
    }
    const auto addShape = [&](const QUuid &id, const RoutingShape &shape) {
        if (!only)
            indexes.insert(id, int(job.request.shapes.size()));
        else if (const auto known = indexes.find(id); known != indexes.end())
            *known = int(job.request.shapes.size());
        job.request.shapes.append(shape);
    };
    job.request.shapes.reserve(qsizetype(m_scene.elements().size()));
    for (const ElementItem *item : m_scene.elements()) {
        if (!only || reach.intersects(item->rect))
            addShape(item->id.uuid(), {item->rect, notation::cornerRadii(item->element, item->rect, m_scene.style().notation)});
    }
    for (const BoundaryItem *item : m_scene.boundaries()) {
        if (only && !reach.intersects(item->rect))
            continue;
        if (item->collapsed) {
            addShape(item->id.uuid(), {item->rect});
        } else {
            job.request.titleAreas.append(notation::boundaryTitleArea(item->rect));
            job.request.zones.append(item->rect);
        }
    }
    const auto add = [&](const FlowItem *item) {
        RoutingFlow flow;
        flow.from = indexes.value(item->shown.from.id);
        flow.to = indexes.value(item->shown.to.id);
        flow.waypoints = item->shown.waypoints;
        flow.label = item->labelSize;
        flow.leastLabel = notation::leastFlowLabel(item->shown.label);
        flow.labelMoved = item->shown.labelMoved;
        flow.labelOffset = item->shown.labelOffset;
        job.request.flows.append(flow);
        job.flows.append(item->id);
    };
    if (only) {
        QList<FlowId> ids(only->begin(), only->end());
        std::sort(ids.begin(), ids.end());
        for (const FlowId &id : ids) {
            if (const FlowItem *item = m_scene.flow(id))
                add(item);
        }
    } else {
        for (const FlowItem *item : m_scene.flows())
            add(item);
    }
    return job;
}

void RouteKeeper::set(FlowId flow, const Route &route)
{
    if (FlowItem *item = m_scene.m_flows.find(flow))
        m_scene.setRoute(*item, route.points.size() > 1 ? route : straight(*item));
}

void RouteKeeper::take(const Job &job, const QList<Route> &routes)
{
    m_scene.beginTogether(job.flows.size());
    for (qsizetype i = 0; i < job.flows.size() && i < routes.size(); ++i)
        set(job.flows[i], routes[i]);
    m_scene.endTogether();
}

void RouteKeeper::update(const QSet<FlowId> &changed, const QList<QRectF> &moved)
{
    stop();
    if (m_scene.flows().size() <= mostFlowsAtOnce && m_scene.elements().size() <= mostElementsAtOnce) {
        m_waiting = m_again = false; // what is still being computed belongs to an older picture
        Job all = job(nullptr);
        all.request.budget = budgetAtOnce;
        take(all, routeFlows(all.request));
        emit settled();
        return;
    }
    route(changed, true);
    if (changed.size() > mostFlowsReleased)
        due(Stage::Changed).unite(changed);
    m_movedTo += moved;
    if (m_waiting)
        m_again = true;
    else if (nextStage() == Stage::Changed)
        start(); // while the picture is painted
    else
        m_later.start();
}

// Flows that run through what moved.
void RouteKeeper::findCovered()
{
    const std::vector<QRectF> rects(m_movedTo.begin(), m_movedTo.end());
    m_movedTo.clear();
    if (rects.empty())
        return;
    const routing::RectIndex index(rects);
    for (const FlowItem *item : m_scene.flows()) {
        if (item->route.straight || due(Stage::Changed).contains(item->id))
            continue;
        const auto isEnd = [&](const QRectF &rect) { return rect == m_scene.boundsOf(item->shown.from) || rect == m_scene.boundsOf(item->shown.to); };
        const QList<QPointF> &points = item->route.points;
        bool covered = false;
        for (qsizetype i = 1; i < points.size() && !covered; ++i) {
            index.visit(routing::boxOf(points[i - 1], points[i]), [&](int k) {
                const QRectF &rect = rects[std::size_t(k)];
                covered = covered || (routing::passesThrough(points[i - 1], points[i], rect) && !isEnd(rect));
            });
        }
        if (covered)
            due(Stage::Covered).insert(item->id);
    }
}

// Routes a few flows by themselves, at once.
void RouteKeeper::route(const QSet<FlowId> &flows, bool settled)
{
    if (flows.isEmpty())
        return;
    if (flows.size() <= (settled ? mostFlowsReleased : mostFlowsInPreview)) {
        Job some = job(&flows);
        some.request.local = some.request.shapes.size() > qsizetype(mostElementsAtOnce);
        some.request.budget = settled ? budgetReleased : budgetPreview;
        const QList<Route> routes = routeFlows(some.request);
        take(some, routes);
        for (qsizetype i = 0; settled && i < routes.size(); ++i) {
            if (routes[i].straight) // too far for at once
                due(Stage::Changed).insert(some.flows[i]);
        }
        return;
    }
    m_scene.beginTogether(flows.size());
    for (const FlowId &id : flows)
        set(id, {});
    m_scene.endTogether();
}

// What changed is not kept waiting for all of a large diagram.
RouteKeeper::Stage RouteKeeper::nextStage() const
{
    if (m_finishing || m_scene.flows().size() <= mostFlowsInOneStage)
        return Stage::All;
    for (const Stage stage : {Stage::Changed, Stage::Covered, Stage::Far}) {
        if (!m_due[std::size_t(stage)].isEmpty() || (stage == Stage::Covered && !m_movedTo.isEmpty()))
            return stage;
    }
    return Stage::All;
}

void RouteKeeper::start()
{
    m_later.stop();
    m_again = false;
    m_waiting = true;
    Stage stage = nextStage();
    if (stage == Stage::Covered) {
        findCovered();
        stage = nextStage(); // there may be none
    }
    m_running = job(stage == Stage::All ? nullptr : &due(stage));
    m_running.stage = stage;
    m_running.request.local = stage != Stage::All;
    m_running.request.far = stage == Stage::Far;
    m_running.request.budget = budgetAside;
    m_cancelled = std::make_shared<std::atomic_bool>(false);
    m_running.request.cancelled = m_cancelled.get();
    m_watcher.setFuture(QtConcurrent::run([request = m_running.request, cancelled = m_cancelled] {
        Q_UNUSED(cancelled); // the request points to it
        return routeFlows(request);
    }));
}

void RouteKeeper::finish()
{
    m_scene.finishBuilding();
    m_finishing = true;
    while (isBusy()) {
        if (m_later.isActive()) {
            start();
        } else if (m_waiting) {
            m_watcher.waitForFinished();
            collect();
        } else {
            takeSlice();
        }
    }
    m_finishing = false;
}

} // namespace drawbridge
