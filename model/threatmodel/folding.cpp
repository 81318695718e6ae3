// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/folding.h"

#include "threatmodel/modelindex.h"

namespace drawbridge {

Folding::Folding(const ThreatModel &model, DiagramId diagram) : m_model(&model)
{
    for (const BoundaryPlacement &placement : model.boundaryPlacements) {
        if (placement.diagram == diagram && placement.placed && placement.collapsed)
            m_collapsed.insert(placement.boundary);
    }
}

BoundaryId Folding::boxAround(BoundaryId boundary) const
{
    BoundaryId box;
    if (m_collapsed.isEmpty() || !boundary)
        return box;
    for (const BoundaryId &outer : boundaryChain(*m_model, boundary)) {
        if (m_collapsed.contains(outer))
            box = outer;
    }
    return box;
}

Subject Folding::endAt(ElementId element) const
{
    if (!m_collapsed.isEmpty()) {
        const Element *found = m_model->elements.find(element);
        if (const BoundaryId box = found ? boxAround(found->boundary) : BoundaryId())
            return {SubjectKind::Boundary, box.uuid()};
    }
    return {SubjectKind::Element, element.uuid()};
}

} // namespace drawbridge
