// SPDX-License-Identifier: Apache-2.0
#include "bench/generatedsystems.h"

#include "edits/diagramedits.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace drawbridge::testing {

namespace {

class Builder
{
public:
    Builder(const QString &kind, int size, uint seed) : random(seed * 1000 + uint(size)), m_space(kind + QString::number(size) + u'/' + QString::number(seed))
    {
        const Diagram diagram = newDiagram(model);
        apply(model, addDiagram(model, diagram));
        m_diagram = diagram.id;
    }

    BoundaryId zone(const QString &name, int trust, BoundaryId parent = {})
    {
        TrustBoundary boundary;
        boundary.id = BoundaryId(uuid(name));
        boundary.name = name;
        boundary.trust = trust;
        boundary.parent = parent;
        model.boundaries.insert(boundary);
        BoundaryPlacement placement;
        placement.id = BoundaryPlacement::idFor(m_diagram, boundary.id);
        placement.diagram = m_diagram;
        placement.boundary = boundary.id;
        model.boundaryPlacements.insert(placement);
        return boundary.id;
    }

    void makeThirdParty(BoundaryId zone)
    {
        TrustBoundary boundary = model.boundaries.value(zone);
        boundary.kind = ZoneKind::ThirdParty;
        model.boundaries.insert(boundary);
    }

    ElementId element(const QString &name, ElementKind kind, BoundaryId boundary)
    {
        Element one;
        one.id = ElementId(uuid(name));
        one.name = name;
        one.kind = kind;
        one.boundary = boundary;
        model.elements.insert(one);
        Placement placement;
        placement.id = Placement::idFor(m_diagram, one.id);
        placement.diagram = m_diagram;
        placement.element = one.id;
        model.placements.insert(placement);
        return one.id;
    }

    void flow(ElementId from, ElementId to, const QString &name)
    {
        DataFlow one;
        one.id = FlowId(uuid(QString::number(m_serial++)));
        one.source = from;
        one.target = to;
        one.name = name;
        model.flows.insert(one);
    }

    ElementId oneOf(const QList<ElementId> &list) { return list[random.bounded(int(list.size()))]; }
    bool chance(int oneIn) { return random.bounded(oneIn) == 0; }
    QString operations() { return u"%1 operations"_s.arg(2 + random.bounded(40)); }

    ThreatModel model;
    QRandomGenerator random;

private:
    QUuid uuid(const QString &name) const { return QUuid::createUuidV5(QUuid(), m_space + u'/' + name); }

    QString m_space;
    DiagramId m_diagram;
    int m_serial = 0;
};

// Services that call each other and third parties, most with a store.
void services(Builder &b, int size)
{
    const BoundaryId internet = b.zone(u"Internet"_s, 0), inside = b.zone(u"Application"_s, 2), data = b.zone(u"Data"_s, 3, inside), outside = b.zone(u"Third parties"_s, 1);
    b.makeThirdParty(outside);
    QList<ElementId> people, partners, made;
    for (int i = 0; i < 2 + size / 8; ++i)
        people.append(b.element(u"People %1"_s.arg(i), ElementKind::ExternalEntity, internet));
    for (int i = 0; i < 1 + size / 6; ++i)
        partners.append(b.element(u"Partner %1"_s.arg(i), ElementKind::ExternalEntity, outside));
    for (int i = 0; i < size; ++i) {
        made.append(b.element(u"Service %1"_s.arg(i), ElementKind::Process, inside));
        if (!b.chance(3))
            b.flow(made.last(), b.element(u"Store %1"_s.arg(i), ElementKind::DataStore, data), u"reads and writes"_s);
        if (i > 0)
            b.flow(made[b.random.bounded(i)], made.last(), b.operations());
        if (i > 2 && b.chance(3))
            b.flow(made[b.random.bounded(i)], made.last(), u"POST /callbacks/orders/changed"_s);
        if (b.chance(4))
            b.flow(made.last(), b.oneOf(partners), u"sign in"_s);
    }
    for (const ElementId &person : std::as_const(people)) {
        for (int i = 0; i < 2; ++i)
            b.flow(person, b.oneOf(made), b.operations());
    }
}

// A gateway before services that share few stores and a bus.
void gateway(Builder &b, int size)
{
    const BoundaryId internet = b.zone(u"Internet"_s, 0), edge = b.zone(u"Edge"_s, 1), inside = b.zone(u"Services"_s, 2), data = b.zone(u"Data"_s, 3);
    const ElementId front = b.element(u"Gateway"_s, ElementKind::Process, edge), identity = b.element(u"Identity provider"_s, ElementKind::Process, edge);
    const ElementId bus = b.element(u"Message bus"_s, ElementKind::DataStore, inside);
    QList<ElementId> stores;
    for (int i = 0; i < 1 + size / 4; ++i)
        stores.append(b.element(u"Store %1"_s.arg(i), ElementKind::DataStore, data));
    for (int i = 0; i < 1 + size / 8; ++i)
        b.flow(b.element(u"Client %1"_s.arg(i), ElementKind::ExternalEntity, internet), front, b.operations());
    b.flow(front, identity, u"Verify tokens"_s);
    for (int i = 0; i < size; ++i) {
        const ElementId service = b.element(u"Service %1"_s.arg(i), ElementKind::Process, inside);
        if (!b.chance(4))
            b.flow(front, service, b.operations());
        b.flow(service, b.oneOf(stores), u"reads and writes"_s);
        if (b.chance(3))
            b.flow(service, bus, u"publishes"_s);
        if (b.chance(4))
            b.flow(bus, service, u"consumes"_s);
        if (b.chance(5))
            b.flow(service, identity, u"Verify tokens"_s);
    }
}

// Steps one after another that branch and join, with stores beside them.
void pipeline(Builder &b, int size)
{
    const BoundaryId outside = b.zone(u"Sources"_s, 0), inside = b.zone(u"Processing"_s, 2), data = b.zone(u"Warehouse"_s, 3);
    QList<ElementId> steps{b.element(u"Step 0"_s, ElementKind::Process, inside)};
    b.flow(b.element(u"Device"_s, ElementKind::ExternalEntity, outside), steps.first(), u"telemetry"_s);
    for (int i = 1; i < size; ++i) {
        steps.append(b.element(u"Step %1"_s.arg(i), ElementKind::Process, inside));
        b.flow(steps[std::max(0, i - 1 - b.random.bounded(3))], steps.last(), u"events"_s);
        if (b.chance(4))
            b.flow(steps[std::max(0, i - 2 - b.random.bounded(4))], steps.last(), u"retries"_s);
        if (b.chance(3))
            b.flow(steps.last(), b.element(u"Table %1"_s.arg(i), ElementKind::DataStore, data), u"writes"_s);
        if (b.chance(5)) {
            b.flow(steps.last(), steps[b.random.bounded(i)], u"feedback"_s);
        }
    }
}

// Zones in zones, flows within each and some between.
void nested(Builder &b, int size)
{
    const BoundaryId internet = b.zone(u"Internet"_s, 0), cloud = b.zone(u"Cloud"_s, 1);
    QList<BoundaryId> zones;
    for (int i = 0; i < 2 + size / 10; ++i) {
        const BoundaryId account = b.zone(u"Account %1"_s.arg(i), 2, cloud);
        zones.append(b.zone(u"Network %1"_s.arg(i), 2, account));
        if (b.chance(2))
            zones.append(b.zone(u"Private network %1"_s.arg(i), 3, account));
    }
    QList<ElementId> made;
    QHash<BoundaryId, QList<ElementId>> members;
    for (int i = 0; i < size; ++i) {
        const BoundaryId at = zones[b.random.bounded(int(zones.size()))];
        const ElementId one = b.element(u"Part %1"_s.arg(i), b.chance(3) ? ElementKind::DataStore : ElementKind::Process, at);
        if (!members[at].isEmpty())
            b.flow(b.oneOf(members[at]), one, b.operations());
        if (!made.isEmpty() && b.chance(3))
            b.flow(b.oneOf(made), one, u"GET /status"_s);
        members[at].append(one);
        made.append(one);
    }
    for (int i = 0; i < 1 + size / 10; ++i)
        b.flow(b.element(u"User %1"_s.arg(i), ElementKind::ExternalEntity, internet), b.oneOf(made), b.operations());
}

struct Kind
{
    QString name;
    void (*make)(Builder &, int);
};

const QList<Kind> &kinds()
{
    static const QList<Kind> all{{u"services"_s, services}, {u"gateway"_s, gateway}, {u"pipeline"_s, pipeline}, {u"nested"_s, nested}};
    return all;
}

} // namespace

QStringList systemKinds()
{
    QStringList names;
    for (const Kind &kind : kinds())
        names.append(kind.name);
    return names;
}

ThreatModel generatedSystem(const QString &kind, int size, uint seed)
{
    Builder builder(kind, size, seed);
    for (const Kind &known : kinds()) {
        if (known.name == kind)
            known.make(builder, size);
    }
    return builder.model;
}

} // namespace drawbridge::testing
