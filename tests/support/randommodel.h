// SPDX-License-Identifier: Apache-2.0
// Seeded random models and edits for property tests.
#pragma once

#include "threatmodel/delta.h"

#include <QRandomGenerator>

namespace drawbridge::testing {

inline QString randomName(QRandomGenerator &random)
{
    static const QStringList names{QStringLiteral("users"), QStringLiteral("Ordermanagement"), QStringLiteral("Zahlung ü"), QStringLiteral("a"),
                                   QStringLiteral("a very long name that does not fit on one line of a symbol"), QStringLiteral("<b>=1+1</b>"), QString()};
    return names[random.bounded(int(names.size()))] + QString::number(random.bounded(100));
}

// A sound model with `size` elements and 1.5 × `size` flows, zones, operations, a diagram and placements.
inline ThreatModel randomModel(QRandomGenerator &random, int size)
{
    ThreatModel model;
    ProjectInfo info;
    info.id = ProjectInfo::theId();
    info.name = randomName(random);
    model.info.insert(info);
    const auto uuid = [&] {
        return QUuid(random.generate(), ushort(random.generate()), ushort(random.generate()), uchar(random.generate()), uchar(random.generate()),
                     uchar(random.generate()), uchar(random.generate()), uchar(random.generate()), uchar(random.generate()), uchar(random.generate()),
                     uchar(random.generate()));
    };
    QList<BoundaryId> zones;
    for (int i = 0; i < 1 + size / 5; ++i) {
        TrustBoundary zone;
        zone.id = BoundaryId(uuid());
        zone.name = randomName(random);
        zone.trust = random.bounded(5);
        if (!zones.isEmpty() && random.bounded(2))
            zone.parent = zones[random.bounded(int(zones.size()))];
        zones.append(zone.id);
        model.boundaries.insert(zone);
    }
    Diagram diagram;
    diagram.id = DiagramId(uuid());
    diagram.name = QStringLiteral("System");
    model.diagrams.insert(diagram);
    QList<ElementId> elements;
    QList<OperationId> operations;
    for (int i = 0; i < size; ++i) {
        Element element;
        element.id = ElementId(uuid());
        element.kind = ElementKind(random.bounded(3));
        element.name = randomName(random);
        element.confirmed = random.bounded(2);
        if (random.bounded(4))
            element.boundary = zones[random.bounded(int(zones.size()))];
        elements.append(element.id);
        model.elements.insert(element);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.x = 160 * (i % 10);
        placement.y = 100 * (i / 10);
        placement.placed = true;
        model.placements.insert(placement);
        if (element.kind == ElementKind::Process) {
            for (int k = random.bounded(4); k > 0; --k) {
                Operation operation;
                operation.id = OperationId(uuid());
                operation.service = element.id;
                operation.method = QStringLiteral("GET");
                operation.path = QStringLiteral("/%1/{id}").arg(k);
                operations.append(operation.id);
                model.operations.insert(operation);
                Field field;
                field.id = FieldId(uuid());
                field.operation = operation.id;
                field.location = FieldLocation::Path;
                field.name = field.path = QStringLiteral("id");
                if (random.bounded(2))
                    field.maximum = random.generateDouble() * 1000;
                model.fields.insert(field);
            }
        }
    }
    for (int i = 0; !elements.isEmpty() && i < size * 3 / 2; ++i) {
        DataFlow flow;
        flow.id = FlowId(uuid());
        flow.source = elements[random.bounded(int(elements.size()))];
        flow.target = elements[random.bounded(int(elements.size()))];
        flow.name = randomName(random);
        flow.encrypted.value = Truth(random.bounded(3));
        if (!operations.isEmpty() && random.bounded(2))
            flow.operations.append(operations[random.bounded(int(operations.size()))]);
        model.flows.insert(flow);
    }
    return model;
}

} // namespace drawbridge::testing
