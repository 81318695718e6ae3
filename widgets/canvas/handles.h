// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/camera.h"
#include "canvas/diagramscene.h"

#include <QList>
#include <QPainter>

#include <optional>

namespace drawbridge {

// A small mark that can be dragged, on what is selected or pointed at.
struct Handle
{
    enum class Kind { Connect, Resize, FlowSource, FlowTarget, Waypoint };
    Kind kind = Kind::Connect;
    Subject subject;
    QPointF at;           // scene
    int index = 0;        // of a waypoint
    Qt::Edges edges = {}; // that a resize moves; the one that a connection leaves
};

// Those that are shown now: to connect from what the pointer is on, to resize the one thing selected, to bend or reconnect
// the one flow selected.
QList<Handle> handlesOf(const DiagramScene &scene, double scale);
// The handle within reach of a pointer, if any.
std::optional<Handle> handleAt(const DiagramScene &scene, const Camera &camera, const QPointF &view);
void paintHandles(QPainter &painter, const DiagramScene &scene, const Camera &camera);
Qt::CursorShape cursorOf(const Handle &handle);

} // namespace drawbridge
