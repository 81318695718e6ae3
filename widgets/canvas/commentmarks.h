// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"
#include "canvas/diagramitems.h"

class QPainter;

namespace drawbridge {

struct SceneStyle;

// Where an item's comment mark lies: at the lower edge of a symbol, left of its handle in the corner, beside a flow's label, in the lower right
// corner of a boundary.
QRectF commentMarkArea(const ElementItem &item);
QRectF commentMarkArea(const FlowItem &item);
QRectF commentMarkArea(const BoundaryItem &item);

// A speech bubble with the number of open threads; hollow, with a tick, where all are resolved.
void paintCommentMark(QPainter &painter, const QRectF &area, const CommentMark &mark, const SceneStyle &style);

} // namespace drawbridge
