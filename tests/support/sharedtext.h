// SPDX-License-Identifier: Apache-2.0
// What a model says in the terms that threat modeling tools share, as sorted lines without ids: to compare a model with what
// came back from another format.
#pragma once

#include "threatmodel/threats.h"
#include "threatmodel/threatmodel.h"

#include <QTextStream>

namespace drawbridge::test {

inline QStringList sharedText(const ThreatModel &model)
{
    QStringList lines;
    const auto add = [&](const QStringList &parts) { lines.append(parts.join(u'|').replace(u'\n', u'~')); };
    const auto number = [](double v) { return QString::number(v, 'f', 3); };
    const auto zoneName = [&](BoundaryId id) {
        QStringList path;
        for (; id; id = model.boundaries.value(id).parent)
            path.prepend(model.boundaries.value(id).name);
        return path.join(u'/');
    };
    const auto factsOf = [](const QList<StatedFact> &facts) {
        QStringList list;
        for (const StatedFact &fact : facts)
            list.append(fact.name + u'=' + fact.value);
        list.sort();
        return list.join(u',');
    };
    const auto elementName = [&](ElementId id) { return model.elements.value(id).name; };
    const auto flowName = [&](FlowId id) {
        const DataFlow flow = model.flows.value(id);
        return elementName(flow.source) + u'>' + elementName(flow.target) + u':' + flow.name;
    };
    for (const Element &e : model.elements) {
        add({QStringLiteral("element"), nameOf(e.kind), e.name, zoneName(e.boundary), e.description, e.technology, e.subkind, nameOf(e.actorClass), e.inScope ? QString() : QStringLiteral("out"),
             e.outOfScopeReason, factsOf(e.facts)});
    }
    for (const DataFlow &f : model.flows) {
        add({QStringLiteral("flow"), flowName(f.id), f.protocol, nameOf(f.encrypted.value), nameOf(f.authenticated.value), f.bidirectional ? QStringLiteral("both") : QString(), f.description,
             f.dataClasses.join(u','), f.inScope ? QString() : QStringLiteral("out"), factsOf(f.facts)});
    }
    for (const TrustBoundary &b : model.boundaries)
        add({QStringLiteral("zone"), zoneName(b.id), nameOf(b.kind), QString::number(b.trust), b.description});
    for (const Threat &t : model.threats) {
        QString subject = nameOf(t.subject.kind);
        if (t.subject.kind == SubjectKind::Element)
            subject += elementName(ElementId(t.subject.id));
        else if (t.subject.kind == SubjectKind::Flow)
            subject += flowName(FlowId(t.subject.id));
        else if (t.subject.kind == SubjectKind::Boundary)
            subject += zoneName(BoundaryId(t.subject.id));
        Decision last;
        for (const Decision &d : model.decisions) {
            if (d.fingerprint == threatFingerprint(t.id) && d.number >= last.number)
                last = d;
        }
        add({QStringLiteral("threat"), QString::number(t.number), t.title, t.description, t.mitigation, subject, t.stride.join(QString()), t.category, t.cwe.join(u','), nameOf(t.severity),
             QString::number(t.likelihood), QString::number(t.impact), nameOf(last.state), last.decidedBy, last.decidedAt});
    }
    const auto diagram = [&](DiagramId id) { return model.diagrams.value(id).name; };
    for (const Placement &p : model.placements) {
        if (p.placed)
            add({QStringLiteral("place"), diagram(p.diagram), elementName(p.element), number(p.x), number(p.y), number(p.width), number(p.height)});
    }
    for (const BoundaryPlacement &p : model.boundaryPlacements) {
        if (p.placed)
            add({QStringLiteral("zone place"), diagram(p.diagram), zoneName(p.boundary), number(p.x), number(p.y), number(p.width), number(p.height)});
    }
    for (const FlowPlacement &p : model.flowPlacements) {
        QString bends;
        for (const Point &point : p.waypoints)
            bends += number(point.x) + u',' + number(point.y) + u' ';
        if (p.labelMoved)
            bends += u'@' + number(p.labelOffset.x) + u',' + number(p.labelOffset.y);
        if (!bends.isEmpty())
            add({QStringLiteral("bend"), diagram(p.diagram), flowName(p.flow), bends});
    }
    lines.sort();
    return lines;
}

} // namespace drawbridge::test
