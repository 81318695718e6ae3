// SPDX-License-Identifier: Apache-2.0
#include "edits/elementedits.h"

#include "edits/names.h"
#include "edits/removal.h"
#include "edits/zones.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

QString kindName(ElementKind kind)
{
    switch (kind) {
    case ElementKind::ExternalEntity: return QCoreApplication::translate("Edits", "External entity");
    case ElementKind::Process: return QCoreApplication::translate("Edits", "Process");
    case ElementKind::DataStore: return QCoreApplication::translate("Edits", "Data store");
    }
    return {};
}

// References that would dangle are taken from `fallback`.
Element withSoundReferences(const Draft &draft, Element element, const Element &fallback)
{
    if (element.boundary && !draft.contains(element.boundary))
        element.boundary = fallback.boundary;
    if (element.parent != fallback.parent) {
        const Element *parent = draft.find(element.parent);
        bool hasParts = false;
        draft.forEach<Element>([&](const Element &e) { hasParts = hasParts || e.parent == element.id; });
        if (element.parent && (!parent || parent->parent || parent->id == element.id || hasParts))
            element.parent = fallback.parent;
    }
    return element;
}

template <class Edit> Delta changeElements(const ThreatModel &model, const QSet<ElementId> &elements, Edit &&edit)
{
    Draft draft(model);
    for (const ElementId &id : elements) {
        if (const Element *found = draft.find(id)) {
            Element element = *found;
            edit(element);
            draft.put(element);
        }
    }
    return draft.delta();
}

} // namespace

Element newElement(const ThreatModel &model, ElementKind kind)
{
    QSet<QString> taken;
    for (const Element &element : model.elements)
        taken.insert(element.name);
    Element element;
    element.id = ElementId::create();
    element.kind = kind;
    element.name = freeName(taken, kindName(kind));
    if (kind == ElementKind::ExternalEntity)
        element.actorClass = ActorClass::Customer;
    return element;
}

Delta addElement(const ThreatModel &model, const Element &element, DiagramId diagram, QPointF at)
{
    Draft draft(model);
    if (!element.id || draft.contains(element.id))
        return {};
    Element added = withSoundReferences(draft, element, {});
    Placement placement;
    placement.id = Placement::idFor(diagram, added.id);
    placement.diagram = diagram;
    placement.element = added.id;
    placement.x = at.x();
    placement.y = at.y();
    placement.placed = placement.byPerson = true;
    const bool shown = draft.contains(diagram);
    if (shown && !added.boundary)
        added.boundary = boundaryAt(draft, diagram, rectOf(placement).center());
    draft.put(added);
    if (shown) {
        draft.put(placement);
        growAroundMembers(draft, {added.id});
    }
    return draft.delta();
}

Delta setElement(const ThreatModel &model, const Element &after)
{
    Draft draft(model);
    const Element *before = draft.find(after.id);
    if (!before)
        return {};
    const Element sound = withSoundReferences(draft, after, *before);
    const bool moved = sound.boundary != before->boundary;
    draft.put(sound);
    if (moved)
        growAroundMembers(draft, {sound.id});
    return draft.delta();
}

Delta renameElement(const ThreatModel &model, ElementId element, const QString &name)
{
    return changeElements(model, {element}, [&](Element &e) { e.name = name; });
}

Delta confirmElements(const ThreatModel &model, const QSet<ElementId> &elements)
{
    return changeElements(model, elements, [](Element &e) { e.confirmed = true; });
}

Delta setInScope(const ThreatModel &model, const QSet<ElementId> &elements, bool inScope)
{
    return changeElements(model, elements, [&](Element &e) { e.inScope = inScope; });
}

Delta removeElements(const ThreatModel &model, const QSet<ElementId> &elements)
{
    Draft draft(model);
    removeElements(draft, elements);
    return draft.delta();
}

} // namespace drawbridge
