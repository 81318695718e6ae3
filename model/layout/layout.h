// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/progress.h"
#include "base/result.h"
#include "threatmodel/delta.h"

#include <QList>
#include <QRectF>
#include <QSet>

namespace drawbridge {

// A graph to be placed, free of any meaning: the worker process knows nothing else. Sizes and positions in scene units.
struct LayoutRequest
{
    struct Cluster
    {
        int parent = -1; // index of the enclosing cluster
        int rank = 0;    // preferred order from left to right (0: outside)
        QSizeF minimum;  // room for its title
    };
    struct Node
    {
        QSizeF size;
        int cluster = -1;
        bool fixed = false; // keeps `position`
        QPointF position;   // upper left corner
        int rank = -1;      // preferred column, -1: any
    };
    struct Edge
    {
        int from = 0;
        int to = 0;
        QSizeF label; // room that the label needs; empty: no label
    };
    QList<Cluster> clusters;
    QList<Node> nodes;
    QList<Edge> edges;
};

struct LayoutPositions
{
    QList<QRectF> nodes;
    QList<QRectF> clusters;
};

enum class LayoutScope { All, OnlyUnplaced, Selection };

// The request for a diagram: what stands where, which zones enclose it, which flows join it.
LayoutRequest layoutRequest(const ThreatModel &model, DiagramId diagram, LayoutScope scope, const QSet<ElementId> &selection = {});
// The change that gives a diagram's elements and zones those positions. Same order as layoutRequest().
Delta placementDelta(const ThreatModel &model, DiagramId diagram, LayoutScope scope, const LayoutPositions &positions,
                     const QSet<ElementId> &selection = {});

// drawbridge-layout beside the running program; empty where it is missing.
QString layoutWorkerPath();

// Places the graph in the worker process, killed after `timeoutMs` or on cancel; a request with fixed nodes is placed
// at once, without the worker. Blocks: call it off the GUI thread. An error leaves the diagram as it was.
Result<LayoutPositions> runLayout(const LayoutRequest &request, Progress &progress, int timeoutMs = 20000,
                                  const QString &worker = layoutWorkerPath());

// Lays out everything that is not placed yet on every diagram of the model: what an import and the command line need.
// Where the worker fails, falls back to a plain arrangement without overlaps, and says so in `diagnostics`. An error
// only where it was cancelled.
Result<Delta> layoutUnplaced(const ThreatModel &model, Progress &progress, Diagnostics *diagnostics = nullptr);

} // namespace drawbridge
