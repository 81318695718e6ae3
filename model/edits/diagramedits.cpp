// SPDX-License-Identifier: Apache-2.0
#include "edits/diagramedits.h"

#include "edits/names.h"
#include "edits/removal.h"

#include <QCoreApplication>

namespace drawbridge {

Diagram newDiagram(const ThreatModel &model)
{
    QSet<QString> taken;
    Diagram diagram;
    for (const Diagram &other : model.diagrams) {
        taken.insert(other.name);
        diagram.position = std::max(diagram.position, other.position + 1);
    }
    diagram.id = DiagramId::create();
    diagram.kind = DiagramKind::Custom;
    diagram.name = freeName(taken, QCoreApplication::translate("Edits", "Diagram"));
    return diagram;
}

Delta addDiagram(const ThreatModel &model, const Diagram &diagram)
{
    Draft draft(model);
    if (!diagram.id || draft.contains(diagram.id))
        return {};
    Diagram added = diagram;
    if (!draft.contains(added.subject))
        added.subject = {};
    draft.put(added);
    return draft.delta();
}

Delta setDiagram(const ThreatModel &model, const Diagram &after)
{
    Draft draft(model);
    const Diagram *before = draft.find(after.id);
    if (!before)
        return {};
    Diagram sound = after;
    if (sound.subject && !draft.contains(sound.subject))
        sound.subject = before->subject;
    draft.put(sound);
    return draft.delta();
}

QList<Diagram> diagramsInOrder(const ThreatModel &model)
{
    QList<Diagram> diagrams(model.diagrams.begin(), model.diagrams.end());
    std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
    return diagrams;
}

Delta moveDiagram(const ThreatModel &model, DiagramId diagram, int by)
{
    QList<Diagram> order = diagramsInOrder(model);
    qsizetype at = 0;
    while (at < order.size() && order[at].id != diagram)
        ++at;
    const qsizetype to = at + by;
    if (at == order.size() || to < 0 || to >= order.size())
        return {};
    order.move(at, to);
    Draft draft(model);
    for (qsizetype i = 0; i < order.size(); ++i) {
        order[i].position = int(i);
        draft.put(order[i]);
    }
    return draft.delta();
}

std::pair<DiagramId, Delta> copyDiagram(const ThreatModel &model, DiagramId diagram)
{
    const Diagram *original = model.diagrams.find(diagram);
    if (!original)
        return {};
    Draft draft(model);
    QSet<QString> taken;
    for (Diagram other : QList<Diagram>(model.diagrams.begin(), model.diagrams.end())) {
        taken.insert(other.name);
        if (other.position > original->position) {
            ++other.position;
            draft.put(other);
        }
    }
    Diagram copy = *original;
    copy.id = DiagramId::create();
    copy.name = freeName(taken, original->name);
    copy.kind = DiagramKind::Custom; // its own from now on: no import or command takes it for the original
    copy.subject = {};
    copy.asset = {};
    copy.path.clear();
    copy.provenance = {};
    ++copy.position;
    draft.put(copy);
    for (Placement placement : model.placements) {
        if (placement.diagram != diagram)
            continue;
        placement.diagram = copy.id;
        placement.id = Placement::idFor(copy.id, placement.element);
        draft.put(placement);
    }
    for (BoundaryPlacement placement : model.boundaryPlacements) {
        if (placement.diagram != diagram)
            continue;
        placement.diagram = copy.id;
        placement.id = BoundaryPlacement::idFor(copy.id, placement.boundary);
        draft.put(placement);
    }
    for (FlowPlacement placement : model.flowPlacements) {
        if (placement.diagram != diagram)
            continue;
        placement.diagram = copy.id;
        placement.id = FlowPlacement::idFor(copy.id, placement.flow);
        draft.put(placement);
    }
    return {copy.id, draft.delta()};
}

std::pair<DiagramId, Delta> detailElement(const ThreatModel &model, ElementId process)
{
    const Element *element = model.elements.find(process);
    if (!element || element->kind != ElementKind::Process)
        return {};
    for (const Diagram &diagram : diagramsInOrder(model)) {
        if (diagram.subject == process)
            return {diagram.id, {}};
    }
    Draft draft(model);
    Diagram diagram = newDiagram(model);
    QSet<QString> taken;
    for (const Diagram &other : model.diagrams)
        taken.insert(other.name);
    diagram.kind = DiagramKind::Service;
    diagram.subject = process;
    diagram.name = freeName(taken, element->name);
    draft.put(diagram);
    QSet<ElementId> shown{process};
    for (const Element &part : model.elements) {
        if (part.parent == process)
            shown.insert(part.id);
    }
    const QSet<ElementId> inside = shown;
    for (const DataFlow &flow : model.flows) {
        if (inside.contains(flow.source))
            shown.insert(flow.target);
        if (inside.contains(flow.target))
            shown.insert(flow.source);
    }
    for (const ElementId &id : std::as_const(shown)) {
        Placement placement;
        placement.id = Placement::idFor(diagram.id, id);
        placement.diagram = diagram.id;
        placement.element = id;
        draft.put(placement);
        QSet<BoundaryId> seen;
        for (BoundaryId zone = model.elements.value(id).boundary; zone && !seen.contains(zone); zone = model.boundaries.value(zone).parent) {
            seen.insert(zone);
            BoundaryPlacement around;
            around.id = BoundaryPlacement::idFor(diagram.id, zone);
            around.diagram = diagram.id;
            around.boundary = zone;
            draft.put(around);
        }
    }
    return {diagram.id, draft.delta()};
}

Delta renameDiagram(const ThreatModel &model, DiagramId diagram, const QString &name)
{
    Diagram after = model.diagrams.value(diagram);
    after.name = name;
    return setDiagram(model, after);
}

Delta removeDiagrams(const ThreatModel &model, const QSet<DiagramId> &diagrams)
{
    Draft draft(model);
    removeDiagrams(draft, diagrams);
    return draft.delta();
}

} // namespace drawbridge
