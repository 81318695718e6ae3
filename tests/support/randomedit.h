// SPDX-License-Identifier: Apache-2.0
// Seeded random edits, as a person could make them, for property tests.
#pragma once

#include "edits/boundaryedits.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/interfaceedits.h"
#include "edits/placementedits.h"
#include "edits/projectedits.h"
#include "edits/selectionedits.h"

#include <QRandomGenerator>

namespace drawbridge::testing {

// One of the table's ids; now and then one that does not exist.
template <class T> Id<T> randomId(QRandomGenerator &random, const Table<T> &table)
{
    const QList<Id<T>> ids = table.sortedIds();
    if (ids.isEmpty() || random.bounded(20) == 0)
        return random.bounded(2) ? Id<T>() : Id<T>::create();
    return ids[random.bounded(int(ids.size()))];
}

template <class T> QSet<Id<T>> randomIds(QRandomGenerator &random, const Table<T> &table, int most)
{
    QSet<Id<T>> ids;
    for (int i = random.bounded(most + 1); i > 0; --i)
        ids.insert(randomId(random, table));
    return ids;
}

inline Selection randomSelection(QRandomGenerator &random, const ThreatModel &model)
{
    return {randomIds(random, model.elements, 3), randomIds(random, model.flows, 3), randomIds(random, model.boundaries, 2)};
}

inline constexpr int editKinds = 38;

inline Delta randomEdit(QRandomGenerator &random, const ThreatModel &model, int kind = -1)
{
    const auto point = [&] { return QPointF(random.bounded(2000) - 500, random.bounded(1200) - 300); };
    const auto rect = [&] { return QRectF(point(), QSizeF(random.bounded(600), random.bounded(400))); };
    const auto word = [&] { return QStringLiteral("w%1").arg(random.bounded(1000)); };
    const DiagramId diagram = randomId(random, model.diagrams);
    const ElementId element = randomId(random, model.elements);
    const FlowId flow = randomId(random, model.flows);
    const BoundaryId boundary = randomId(random, model.boundaries);
    const QSet<ElementId> elements = randomIds(random, model.elements, 4);
    const Selection selection = randomSelection(random, model);
    const auto positions = [&] {
        QHash<ElementId, QPointF> to;
        for (const ElementId &id : elements)
            to.insert(id, point());
        return to;
    };
    switch (kind < 0 ? random.bounded(editKinds) : kind) {
    case 0: return addElement(model, newElement(model, ElementKind(random.bounded(3))), diagram, point());
    case 1: {
        Element after = model.elements.value(element);
        after.boundary = boundary;
        after.parent = random.bounded(3) ? ElementId() : randomId(random, model.elements);
        after.technology = word();
        return setElement(model, after);
    }
    case 2: return renameElement(model, element, word());
    case 3: return confirmElements(model, elements);
    case 4: return setInScope(model, elements, random.bounded(2));
    case 5: return removeElements(model, elements);
    case 6: return addFlow(model, newFlow(element, randomId(random, model.elements)));
    case 7: {
        const Element target = newElement(model, ElementKind::DataStore);
        return addElementWithFlow(model, target, newFlow(element, target.id), diagram, point());
    }
    case 8: return reconnectFlow(model, flow, random.bounded(2) ? FlowEnd::Source : FlowEnd::Target, element);
    case 9: return reverseFlow(model, flow);
    case 10: {
        DataFlow after = model.flows.value(flow);
        after.source = element;
        after.operations.append(randomId(random, model.operations));
        after.encrypted = {Truth::Yes, Origin::Person, word()};
        return setFlow(model, after);
    }
    case 11: return renameFlow(model, flow, word());
    case 12: return confirmFlows(model, selection.flows);
    case 13: return removeFlows(model, selection.flows);
    case 14: return setWaypoints(model, diagram, flow, random.bounded(3) ? QList<Point>{{1, 2}, {3, 4}} : QList<Point>());
    case 15: return setLabelOffset(model, diagram, flow, random.bounded(3) ? std::optional<QPointF>(point()) : std::nullopt);
    case 16: return addBoundary(model, newBoundary(model, ZoneKind(random.bounded(11))), diagram, rect());
    case 17: return groupElements(model, newBoundary(model, ZoneKind::Data), elements);
    case 18: {
        TrustBoundary after = model.boundaries.value(boundary);
        after.parent = randomId(random, model.boundaries);
        after.trust = random.bounded(9) - 2;
        return setBoundary(model, after);
    }
    case 19: return renameBoundary(model, boundary, word());
    case 20: return moveIntoBoundary(model, elements, random.bounded(3) ? boundary : BoundaryId());
    case 21: return removeBoundaries(model, selection.boundaries);
    case 22: return moveElements(model, diagram, positions(), random.bounded(2) ? ZoneRule::Keep : ZoneRule::FollowPlace);
    case 23: return moveSelection(model, diagram, selection, point(), random.bounded(2) ? ZoneRule::Keep : ZoneRule::FollowPlace);
    case 24: return resizeElement(model, diagram, element, rect());
    case 25: return resizeBoundary(model, diagram, boundary, rect());
    case 26: return alignElements(model, diagram, elements, Alignment(random.bounded(6)));
    case 27: return distributeElements(model, diagram, elements, random.bounded(2) ? Qt::Horizontal : Qt::Vertical);
    case 28: return showElements(model, diagram, positions());
    case 29: return takeOff(model, diagram, selection);
    case 30: return random.bounded(4) ? addDiagram(model, newDiagram(model)) : forgetPlaces(model, diagram);
    case 31: return random.bounded(4) ? renameDiagram(model, diagram, word()) : removeDiagrams(model, {diagram});
    case 32: return removeSelection(model, selection);
    case 33: return duplicate(model, selection, diagram, point()).delta;
    case 34: {
        Decision decision;
        decision.fingerprint = QString::number(random.bounded(5));
        decision.state = DecisionState::Accepted;
        decision.reason = word();
        return random.bounded(3) ? decide(model, {decision}) : withdrawDecision(model, decision.fingerprint, word(), word(), word());
    }
    case 35: {
        Control control;
        control.kind = QStringLiteral("object_authz");
        control.subject = {SubjectKind::Element, element.uuid()};
        control.state = ControlState(random.bounded(4));
        return random.bounded(4) ? setControl(model, control) : removeControls(model, randomIds(random, model.controls, 2));
    }
    case 36: {
        const QSet<FieldId> fields = randomIds(random, model.fields, 3);
        switch (random.bounded(4)) {
        case 0: return setDataClass(model, fields, QStringLiteral("pii.contact"));
        case 1: return setSemantic(model, fields, QStringLiteral("email"));
        case 2: return setRoles(model, randomIds(random, model.operations, 2), {QStringLiteral("write"), QStringLiteral("read")});
        default: return removeOperations(model, randomIds(random, model.operations, 2));
        }
    }
    default: {
        ProjectInfo info = model.project();
        info.owner = word();
        return setProject(model, info);
    }
    }
}

} // namespace drawbridge::testing
