// SPDX-License-Identifier: Apache-2.0
#include "edits/pathdiagram.h"

#include "edits/diagramedits.h"
#include "edits/names.h"
#include "edits/placementedits.h"

namespace drawbridge {

namespace {

constexpr double stride = 296; // from one element to the next: an element, and room for the words on a flow
constexpr double left = 80, top = 120;

} // namespace

PathDiagram makePathDiagram(const ThreatModel &model, const QString &name, const QString &fingerprint, const QList<ElementId> &elements)
{
    PathDiagram made;
    QHash<ElementId, QPointF> places;
    for (const ElementId &element : elements) {
        if (model.elements.contains(element) && !places.contains(element))
            places.insert(element, {left + stride * double(places.size()), top});
    }
    if (places.isEmpty())
        return made;
    Diagram diagram = newDiagram(model);
    diagram.kind = DiagramKind::Path;
    diagram.path = fingerprint;
    QSet<QString> taken;
    for (const Diagram &other : model.diagrams)
        taken.insert(other.name);
    if (!name.isEmpty())
        diagram.name = taken.contains(name) ? freeName(taken, name) : name;
    made.diagram = diagram.id;
    made.delta = addDiagram(model, diagram);
    ThreatModel with = model;
    apply(with, made.delta);
    made.delta = compose(made.delta, showElements(with, diagram.id, places));
    return made;
}

} // namespace drawbridge
