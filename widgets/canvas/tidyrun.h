// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "canvas/canvascontext.h"
#include "layout/layout.h"

#include <QFutureWatcher>
#include <QSet>
#include <QVariantAnimation>
#include <QWidget>

class QLabel;
class QPushButton;

namespace drawbridge {

// Lays out a diagram in another process, off the GUI thread, says so with a way to stop it, and then lets everything
// glide to its new place. One undo step. An edit meanwhile wins: the result is dropped.
class TidyRun : public QWidget
{
    Q_OBJECT
public:
    TidyRun(CanvasContext &context, QWidget *parent);
    ~TidyRun() override;

    void start(LayoutScope scope);
    bool isRunning() const { return m_running; }
    void stop();
    // Ends the gliding at once: everything stands where the model says.
    void finishAnimation();
    void follow();

signals:
    // Placed, failed or stopped. `isWholeDiagram`: everything has a new place.
    void done(bool isWholeDiagram);
    void failed(const QString &message);

private:
    void take();
    void animate(const QHash<ElementId, QRectF> &elements, const QHash<BoundaryId, QRectF> &boundaries);

    CanvasContext &c;
    QLabel *m_text;
    QPushButton *m_cancel;
    QFutureWatcher<Result<LayoutPositions>> m_watcher;
    std::shared_ptr<Progress> m_progress;
    LayoutScope m_scope = LayoutScope::All;
    QSet<ElementId> m_selection;
    DiagramId m_diagram;
    quint64 m_revision = 0;
    ThreatModel m_model; // as it was asked
    bool m_running = false;
    QVariantAnimation m_animation;
    QHash<ElementId, QRectF> m_fromElements, m_toElements;
    QHash<BoundaryId, QRectF> m_fromBoundaries, m_toBoundaries;
};

} // namespace drawbridge
