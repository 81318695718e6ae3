// SPDX-License-Identifier: Apache-2.0
// What models of other tools bring beyond specifications, as text for golden files: facts, threats with their decisions,
// notes, places. Empty for a model without any.
#pragma once

#include "threatmodel/threats.h"
#include "threatmodel/threatmodel.h"

#include <QTextStream>

#include <algorithm>

namespace drawbridge::test {

inline QString drawnText(const ThreatModel &model)
{
    if (std::none_of(model.placements.begin(), model.placements.end(), [](const Placement &p) { return p.placed; }) && model.threats.isEmpty())
        return {};
    QStringList lines;
    const auto add = [&](auto &&write) {
        QString text;
        QTextStream out(&text);
        write(out);
        out.flush();
        lines.append(text.replace(u'\n', u'|').trimmed());
    };
    const auto factsOf = [](const QList<StatedFact> &facts) {
        QStringList list;
        for (const StatedFact &fact : facts)
            list.append(fact.name + u'=' + fact.value);
        return list.join(QStringLiteral(", "));
    };
    const auto name = [&](const Subject &subject) {
        switch (subject.kind) {
        case SubjectKind::Element: return model.elements.value(ElementId(subject.id)).name;
        case SubjectKind::Flow: return model.flows.value(FlowId(subject.id)).name;
        case SubjectKind::Boundary: return model.boundaries.value(BoundaryId(subject.id)).name;
        default: return QStringLiteral("the project");
        }
    };
    for (const Element &e : model.elements) {
        if (!e.facts.isEmpty() || !e.inScope || !e.tags.isEmpty() || !e.description.isEmpty())
            add([&](QTextStream &o) { o << "about " << e.name << ": " << factsOf(e.facts) << " tags=" << e.tags.join(u',') << (e.inScope ? "" : " out of scope: ") << e.outOfScopeReason << ' ' << e.description; });
    }
    for (const DataFlow &f : model.flows) {
        if (!f.facts.isEmpty() || !f.inScope || f.bidirectional || !f.tags.isEmpty())
            add([&](QTextStream &o) { o << "about flow " << f.name << ": " << factsOf(f.facts) << " tags=" << f.tags.join(u',') << (f.inScope ? "" : " out of scope") << (f.bidirectional ? " both ways" : ""); });
    }
    for (const Threat &t : model.threats) {
        DecisionState state = DecisionState::Open;
        QString words;
        for (const Decision &d : model.decisions) {
            if (d.fingerprint == threatFingerprint(t.id)) {
                state = d.state;
                words = QStringList{d.reason, d.decidedBy, d.decidedAt}.join(u'/');
            }
        }
        add([&](QTextStream &o) {
            o << "threat " << t.number << ' ' << t.title << " on " << name(t.subject) << " stride=" << t.stride.join(QString()) << " category=" << t.category << " cwe=" << t.cwe.join(u',')
              << " severity=" << nameOf(t.severity) << " likelihood=" << t.likelihood << " impact=" << t.impact << " state=" << nameOf(state) << " (" << words << ") description=" << t.description
              << " mitigation=" << t.mitigation << " @" << t.provenance.at.line;
        });
    }
    for (const Comment &c : model.comments)
        add([&](QTextStream &o) { o << "note " << c.author << ' ' << c.writtenAt << ": " << c.text; });
    for (const Person &p : model.people)
        add([&](QTextStream &o) { o << "person " << p.name << ' ' << p.role; });
    for (const Placement &p : model.placements) {
        if (p.placed)
            add([&](QTextStream &o) { o << "place " << model.diagrams.value(p.diagram).name << ' ' << model.elements.value(p.element).name << ' ' << p.x << ',' << p.y << ' ' << p.width << 'x' << p.height << " level " << p.level; });
    }
    for (const BoundaryPlacement &p : model.boundaryPlacements) {
        if (p.placed)
            add([&](QTextStream &o) { o << "place " << model.diagrams.value(p.diagram).name << " zone " << model.boundaries.value(p.boundary).name << ' ' << p.x << ',' << p.y << ' ' << p.width << 'x' << p.height; });
    }
    for (const FlowPlacement &p : model.flowPlacements) {
        add([&](QTextStream &o) {
            o << "bend " << model.flows.value(p.flow).name;
            for (const Point &point : p.waypoints)
                o << ' ' << point.x << ',' << point.y;
            if (p.labelMoved)
                o << " label " << p.labelOffset.x << ',' << p.labelOffset.y;
        });
    }
    lines.sort();
    return lines.isEmpty() ? QString() : lines.join(u'\n') + u'\n';
}

} // namespace drawbridge::test
