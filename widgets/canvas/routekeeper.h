// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/diagramitems.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <memory>

namespace drawbridge {

class DiagramScene;

// Keeps the routes of a scene's flows. A route is a function of the whole diagram, so that a picture after any edits
// equals one built anew: small diagrams are routed at once, larger ones in another thread while the flows that changed
// show a quick route of their own.
class RouteKeeper : public QObject
{
    Q_OBJECT
public:
    explicit RouteKeeper(DiagramScene &scene);
    ~RouteKeeper() override;

    // Something changed: these flows need a route now, all others soon.
    void update(const QSet<FlowId> &changed);
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
    struct Job
    {
        RoutingRequest request;
        QList<FlowId> flows;
        bool isAll = true;
    };
    Job job(const QSet<FlowId> *only) const;
    void route(const QSet<FlowId> &flows, bool settled);
    void takeSlice();
    void stop();
    void set(FlowId flow, const Route &route);
    void take(const Job &job, const QList<Route> &routes);
    void start();
    void collect();

    DiagramScene &m_scene;
    QFutureWatcher<QList<Route>> m_watcher;
    Job m_running;
    QSet<FlowId> m_moved; // more than could be routed at once; to be routed before the others
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
