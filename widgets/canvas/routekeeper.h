// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/diagramitems.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <atomic>
#include <memory>

namespace drawbridge {

class DiagramScene;

// Keeps the routes of a scene's flows. A route is a function of the whole diagram, so that a picture after any edits
// equals one built anew: small diagrams are routed at once, larger ones in another thread, in stages: first the flows that
// changed, each by itself, then all.
class RouteKeeper : public QObject
{
    Q_OBJECT
public:
    explicit RouteKeeper(DiagramScene &scene);
    ~RouteKeeper() override;

    // Something changed: these flows need a route now, all others soon; those first that what moved came to lie on.
    void update(const QSet<FlowId> &changed, const QList<QRectF> &moved = {});
    // During a gesture: only these flows, within a few milliseconds, straight where that is too little.
    void preview(const QSet<FlowId> &flows) { route(flows, false); }
    // Straight from border to border; what a flow shows before it is routed.
    Route straight(const FlowItem &item) const;

    bool isBusy() const { return m_waiting || m_later.isActive() || m_nextSlice.isActive(); }
    // Blocks until the routes are those of the diagram as it is; for pictures and tests.
    void finish();

signals:
    // The routes are those of the diagram as it is.
    void settled();

private:
    // What changed, what that came to lie on, what of both goes right across the diagram, everything.
    enum class Stage { Changed, Covered, Far, All };
    struct Job
    {
        RoutingRequest request;
        QList<FlowId> flows;
        Stage stage = Stage::All;
    };
    Job job(const QSet<FlowId> *only) const;
    void route(const QSet<FlowId> &flows, bool settled);
    void takeSlice();
    void stop();
    void set(FlowId flow, const Route &route);
    void take(const Job &job, const QList<Route> &routes);
    void start();
    Stage nextStage() const;
    void findCovered();
    QSet<FlowId> &due(Stage stage) { return m_due[std::size_t(stage)]; }
    void collect();

    DiagramScene &m_scene;
    QFutureWatcher<QList<Route>> m_watcher;
    Job m_running;
    std::array<QSet<FlowId>, std::size_t(Stage::All)> m_due; // before all others, by stage
    QList<QRectF> m_movedTo; // where what moved stands now
    std::shared_ptr<std::atomic_bool> m_cancelled;
    QList<Route> m_taken; // of the running job, being put into the scene in slices
    qsizetype m_next = 0;
    QTimer m_nextSlice;
    QTimer m_later; // starts a job when what is due now has been seen
    bool m_finishing = false; // somebody waits for all of it
    bool m_waiting = false; // for the running job
    bool m_again = false;     // the diagram changed while a job ran
};

} // namespace drawbridge
