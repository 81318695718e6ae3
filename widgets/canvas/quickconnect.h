// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <Qt>

namespace drawbridge {

class DiagramScene;

// Where an element goes that is added beside another and connected to it at once: on that side, with room for the label
// of the flow, aside of what stands there already. The centre of the new element; scene coordinates.
QPointF quickPlace(const DiagramScene &scene, const QRectF &from, Qt::Edge side, const QSizeF &size);

} // namespace drawbridge
