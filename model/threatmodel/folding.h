// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QRectF>
#include <QSet>

namespace drawbridge {

// A collapsed boundary is drawn this large at the upper left corner of the open one, scene units.
inline constexpr QSizeF collapsedSize{184, 64};

// Where the boundary is drawn: smaller than it is kept while it is collapsed.
inline QRectF shownRect(const BoundaryPlacement &placement)
{
    return {QPointF(placement.x, placement.y), placement.collapsed ? collapsedSize : QSizeF(placement.width, placement.height)};
}

// Which collapsed boundary stands for what on one diagram. Belongs to the model that it was made from: make a new one
// after a change.
class Folding
{
public:
    Folding() = default;
    Folding(const ThreatModel &model, DiagramId diagram);

    bool isEmpty() const { return m_collapsed.isEmpty(); }
    // The outermost collapsed boundary that is, or lies around, this one; null: it is drawn open.
    BoundaryId boxAround(BoundaryId boundary) const;
    // Whether it is not drawn at all, as it lies in a collapsed one.
    bool isHidden(BoundaryId boundary) const { return boxAround(boundary) && boxAround(boundary) != boundary; }
    bool isHidden(const Element &element) const { return !boxAround(element.boundary).isNull(); }
    // What a flow to the element ends at: the element, or the box that hides it.
    Subject endAt(ElementId element) const;

private:
    const ThreatModel *m_model = nullptr;
    QSet<BoundaryId> m_collapsed;
};

} // namespace drawbridge
