// SPDX-License-Identifier: Apache-2.0
#include "importers/drawnmodel.h"

#include "importers/drawnzones.h"
#include "importers/importtext.h"
#include "threatmodel/threats.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameLength = 160, textLength = 20'000;
constexpr double farthest = 1e6, largest = 1e5, smallest = 10; // scene units
constexpr qsizetype mostZones = 500; // on one diagram: who stands where takes zones times elements
constexpr qsizetype mostPoints = 500; // of one line

// Text of several paragraphs, as written, without control characters.
QString paragraphs(const QString &text, int maxLength = textLength)
{
    QString clean = text.left(maxLength);
    clean.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    clean.removeIf([](QChar c) { return (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') || c == QChar(0xfffe) || c == QChar(0xffff); });
    if (!clean.isEmpty() && clean.back().isHighSurrogate())
        clean.chop(1);
    return clean.trimmed() + (text.size() > maxLength ? u"…"_s : QString());
}

bool isPlace(const QPointF &p)
{
    return std::isfinite(p.x()) && std::isfinite(p.y()) && std::abs(p.x()) <= farthest && std::abs(p.y()) <= farthest;
}

// Usable as a place; sizes that no symbol has are brought into bounds.
QRectF soundRect(const QRectF &rect)
{
    if (!isPlace(rect.topLeft()) || !std::isfinite(rect.width()) || !std::isfinite(rect.height()) || rect.width() <= 0 || rect.height() <= 0)
        return {};
    return {rect.topLeft(), QSizeF(std::clamp(rect.width(), smallest, largest), std::clamp(rect.height(), smallest, largest))};
}

class DrawnBuilder
{
public:
    DrawnBuilder(ImportContext &context, const DrawnModel &drawn) : m_context(context), m_model(context.model), m_drawn(drawn), m_file(context.file.name) {}

    void build()
    {
        source();
        for (const DrawnZone &zone : m_drawn.zones)
            m_zones.insert(zone.key, zone);
        for (const DrawnNode &node : m_drawn.nodes)
            m_nodes.insert(node.key, node);
        findMembers();
        zones();
        nodes();
        flows();
        diagrams();
        threats();
        notes();
        assets();
    }

private:
    template <class T> Id<T> idOf(const char16_t *table, const QString &key) const { return Id<T>::named(m_file, QString::fromUtf16(table) + u':' + key); }
    ElementId nodeId(const QString &key) const { return idOf<Element>(u"drawn-element", key); }
    FlowId flowId(const QString &key) const { return idOf<DataFlow>(u"drawn-flow", key); }
    BoundaryId zoneId(const QString &key) const { return idOf<TrustBoundary>(u"drawn-zone", key); }
    Provenance from(const QString &key, const SourceRef &at) const { return declaredAt(m_context, key, at); }

    void source()
    {
        Source source = sourceFor(m_context);
        source.service = {};
        source.title = shortened(m_drawn.title, nameLength);
        source.version = shortened(m_drawn.version, 40);
        m_model.sources.insert(source);
        if (m_model.info.isEmpty() && !(source.title + m_drawn.description + m_drawn.owner).isEmpty()) {
            ProjectInfo info;
            info.id = ProjectInfo::theId();
            info.name = source.title;
            info.description = paragraphs(m_drawn.description);
            info.owner = shortened(m_drawn.owner, nameLength);
            m_model.info.insert(info);
        }
        QStringList people = m_drawn.contributors;
        const auto add = [&](const QString &name, const QString &role) {
            Person person;
            person.name = shortened(name, nameLength);
            person.role = role;
            person.id = PersonId::named(QString(), u"person:"_s + role + u':' + person.name);
            if (!person.name.isEmpty())
                m_model.people.insert(person);
        };
        for (const QString &name : std::as_const(people))
            add(name, u"contributor"_s);
        add(m_drawn.reviewer, u"reviewer"_s);
    }

    void findMembers()
    {
        DrawnMeaning meaning;
        for (const DrawnNode &node : m_drawn.nodes) {
            if (node.kind == ElementKind::ExternalEntity || drawn::zoneKindOf(node.name) == ZoneKind::ClientDevice)
                meaning.outsiders.insert(node.key);
            if (node.zone && (node.zone->isEmpty() || m_zones.contains(*node.zone)))
                meaning.zoneOfNode.insert(node.key, *node.zone);
        }
        for (const DrawnZone &zone : m_drawn.zones) {
            if (zone.kind.value_or(drawn::zoneKindOf(zone.name)) == ZoneKind::Internet)
                meaning.outerCurves.insert(zone.key);
            if (zone.parent && (zone.parent->isEmpty() || m_zones.contains(*zone.parent)))
                meaning.parentOfZone.insert(zone.key, *zone.parent);
        }
        m_zoneOfNode = meaning.zoneOfNode;
        m_parentOfZone = meaning.parentOfZone;
        for (const DrawnDiagram &given : m_drawn.diagrams) {
            m_diagrams.append(sound(given));
            const DrawnMembership members = membershipOf(m_diagrams.last(), meaning);
            // An element that stands in different zones on different diagrams: the first one counts.
            for (auto it = members.zoneOfNode.begin(); it != members.zoneOfNode.end(); ++it) {
                if (!m_zoneOfNode.contains(it.key()))
                    m_zoneOfNode.insert(it.key(), it.value());
            }
            for (auto it = members.parentOfZone.begin(); it != members.parentOfZone.end(); ++it) {
                if (!m_parentOfZone.contains(it.key()))
                    m_parentOfZone.insert(it.key(), it.value());
            }
            m_rects.append(members.rects);
            for (const QString &key : members.separators) {
                const DrawnZone zone = m_zones.value(key);
                m_context.diagnostics.note(zone.name.isEmpty()
                                               ? ImportText::tr("A boundary is drawn as a line that encloses nothing, and it is not clear which side it is about; it is kept as a zone without members.")
                                               : ImportText::tr("The boundary “%1” is drawn as a line that encloses nothing, and it is not clear which side it is about; it is kept as a zone without members.")
                                                     .arg(shortened(zone.name, 60)),
                                           zone.at);
            }
        }
    }

    DrawnDiagram sound(const DrawnDiagram &given)
    {
        DrawnDiagram diagram = given;
        diagram.nodes.removeIf([&](const DrawnShape &shape) { return !m_nodes.contains(shape.key); });
        diagram.zones.removeIf([&](const DrawnShape &shape) { return !m_zones.contains(shape.key); });
        for (QList<DrawnShape> *shapes : {&diagram.nodes, &diagram.zones}) {
            for (DrawnShape &shape : *shapes)
                shape.rect = soundRect(shape.rect);
        }
        if (diagram.zones.size() + diagram.curves.size() > mostZones) {
            m_context.diagnostics.warn(ImportText::tr("The diagram “%1” has more than %L2 boundaries; the others are left out of it.").arg(shortened(given.name, 60)).arg(mostZones), given.at);
            diagram.zones = diagram.zones.first(std::min(diagram.zones.size(), mostZones));
            diagram.curves = diagram.curves.first(std::min(diagram.curves.size(), mostZones - diagram.zones.size()));
        }
        for (DrawnCurve &curve : diagram.curves) {
            curve.points.removeIf([](const QPointF &p) { return !isPlace(p); });
            curve.points = curve.points.first(std::min(curve.points.size(), mostPoints));
        }
        for (DrawnLine &line : diagram.lines) {
            line.waypoints.removeIf([](const QPointF &p) { return !isPlace(p); });
            line.waypoints = line.waypoints.first(std::min(line.waypoints.size(), mostPoints));
            line.labelMoved = line.labelMoved && isPlace(line.labelOffset);
        }
        return diagram;
    }

    void zones()
    {
        int unnamed = 0;
        for (const DrawnZone &zone : m_drawn.zones) {
            TrustBoundary boundary;
            boundary.id = zoneId(zone.key);
            boundary.name = shortened(zone.name, nameLength);
            boundary.kind = zone.kind.value_or(drawn::zoneKindOf(boundary.name));
            boundary.trust = zone.trust.value_or(drawn::trustOf(boundary.kind));
            if (boundary.name.isEmpty())
                boundary.name = ImportText::tr("Trust boundary %1").arg(++unnamed);
            boundary.description = paragraphs(zone.description);
            boundary.provenance = from(zone.key, zone.at);
            boundary.parent = parentWithoutCircle(zone);
            m_model.boundaries.insert(boundary);
        }
    }

    BoundaryId parentWithoutCircle(const DrawnZone &zone)
    {
        constexpr int deepest = 90; // as deep as zones may nest
        QString parent = m_parentOfZone.value(zone.key);
        if (parent.isEmpty())
            return {};
        int depth = 0;
        for (QString key = parent; !key.isEmpty(); key = m_parentOfZone.value(key)) {
            if (key == zone.key || ++depth > deepest) {
                m_context.diagnostics.warn(ImportText::tr("The boundary “%1” lies inside itself, or too deep inside others; it is taken out.").arg(shortened(zone.name, 60)), zone.at);
                m_parentOfZone.remove(zone.key);
                return {};
            }
        }
        return zoneId(parent);
    }

    void nodes()
    {
        QSet<QString> callers;
        for (const DrawnFlow &flow : m_drawn.flows)
            callers.insert(flow.source);
        for (const DrawnNode &node : m_drawn.nodes) {
            Element element;
            element.id = nodeId(node.key);
            element.kind = node.kind;
            element.name = shortened(node.name, nameLength);
            if (element.name.isEmpty()) {
                element.name = node.kind == ElementKind::Process    ? ImportText::tr("Process")
                               : node.kind == ElementKind::DataStore ? ImportText::tr("Data store")
                                                                     : ImportText::tr("External entity");
            }
            element.subkind = node.subkind;
            element.technology = shortened(node.technology, nameLength);
            element.description = paragraphs(node.description);
            if (node.kind == ElementKind::ExternalEntity) {
                element.actorClass = node.actorClass.value_or(drawn::actorClassOf(node.name + u' ' + node.technology));
                // Whoever begins a conversation is somebody, unless it sounds like a system.
                if (!node.actorClass && element.actorClass == ActorClass::NotAnActor && callers.contains(node.key) && !drawn::soundsLikeSystem(node.name))
                    element.actorClass = ActorClass::Customer;
            }
            element.inScope = node.inScope;
            element.outOfScopeReason = paragraphs(node.outOfScopeReason);
            element.owner = shortened(node.owner, nameLength);
            if (const QString zone = m_zoneOfNode.value(node.key); m_zones.contains(zone))
                element.boundary = zoneId(zone);
            element.facts = sorted(node.facts);
            for (const QString &tag : node.tags)
                element.tags.append(shortened(tag, nameLength));
            element.provenance = from(node.key, node.at);
            element.parent = serviceOf(node);
            m_model.elements.insert(element);
        }
    }

    // What it is a part of: a process of this model that is no part itself.
    ElementId serviceOf(const DrawnNode &node) const
    {
        if (node.partOf.isEmpty() || node.partOf == node.key || node.kind != ElementKind::Process || !m_nodes.contains(node.partOf))
            return {};
        const DrawnNode service = m_nodes.value(node.partOf);
        return service.kind == ElementKind::Process && service.partOf.isEmpty() ? nodeId(node.partOf) : ElementId();
    }

    static QList<StatedFact> sorted(QList<StatedFact> facts)
    {
        for (StatedFact &fact : facts)
            fact.value = shortened(fact.value, nameLength);
        std::sort(facts.begin(), facts.end(), [](const StatedFact &a, const StatedFact &b) { return std::tie(a.name, a.value) < std::tie(b.name, b.value); });
        return facts;
    }

    void flows()
    {
        for (const DrawnFlow &drawnFlow : m_drawn.flows) {
            if (!m_nodes.contains(drawnFlow.source) || !m_nodes.contains(drawnFlow.target)) {
                m_context.diagnostics.warn(drawnFlow.name.isEmpty()
                                               ? ImportText::tr("A flow has an end that no element has; it is left out. Connect it in the tool that drew it, or draw it here.")
                                               : ImportText::tr("The flow “%1” has an end that no element has; it is left out. Connect it in the tool that drew it, or draw it here.")
                                                     .arg(shortened(drawnFlow.name, 60)),
                                           drawnFlow.at);
                continue;
            }
            DataFlow flow;
            flow.id = flowId(drawnFlow.key);
            flow.name = shortened(drawnFlow.name, nameLength);
            flow.source = nodeId(drawnFlow.source);
            flow.target = nodeId(drawnFlow.target);
            flow.bidirectional = drawnFlow.bidirectional;
            flow.protocol = drawn::protocolOf(drawnFlow.protocol);
            flow.encrypted = {drawnFlow.encrypted, Origin::Declared, drawnFlow.encrypted == Truth::Unknown ? QString() : ImportText::tr("The model says so.")};
            if (drawnFlow.encrypted == Truth::Unknown && drawn::encryptedBy(flow.protocol) != Truth::Unknown)
                flow.encrypted = {drawn::encryptedBy(flow.protocol), Origin::Declared, ImportText::tr("The protocol is %1.").arg(flow.protocol)};
            flow.authenticated = {drawnFlow.authenticated, Origin::Declared, drawnFlow.authenticated == Truth::Unknown ? QString() : ImportText::tr("The model says so.")};
            for (Fact *fact : {&flow.encrypted, &flow.authenticated}) {
                if (fact->value == Truth::Unknown)
                    *fact = {};
            }
            flow.description = paragraphs(drawnFlow.description);
            flow.dataClasses = drawnFlow.dataClasses;
            flow.inScope = drawnFlow.inScope;
            flow.facts = sorted(drawnFlow.facts);
            for (const QString &tag : drawnFlow.tags)
                flow.tags.append(shortened(tag, nameLength));
            flow.provenance = from(drawnFlow.key, drawnFlow.at);
            m_model.flows.insert(flow);
        }
    }

    void diagrams()
    {
        int position = 0;
        for (const Diagram &diagram : std::as_const(m_model.diagrams))
            position = std::max(position, diagram.position + 1);
        for (qsizetype i = 0; i < m_diagrams.size(); ++i) {
            const DrawnDiagram &drawnDiagram = m_diagrams[i];
            Diagram diagram;
            diagram.id = idOf<Diagram>(u"drawn-diagram", drawnDiagram.key);
            diagram.name = shortened(drawnDiagram.name, nameLength);
            if (diagram.name.isEmpty())
                diagram.name = ImportText::tr("Diagram %1").arg(i + 1);
            diagram.kind = DiagramKind::Custom;
            if (const Element *service = m_model.elements.find(nodeId(drawnDiagram.service)); service && service->kind == ElementKind::Process && !service->parent) {
                diagram.kind = DiagramKind::Service;
                diagram.subject = service->id;
            }
            diagram.position = position++;
            diagram.provenance = from(drawnDiagram.key, drawnDiagram.at);
            m_model.diagrams.insert(diagram);
            places(diagram.id, drawnDiagram, m_rects[i]);
        }
    }

    void places(DiagramId diagram, const DrawnDiagram &drawnDiagram, const QHash<QString, QRectF> &rects)
    {
        QSet<QString> zonesHere;
        int level = 0;
        for (const DrawnShape &shape : drawnDiagram.nodes) {
            Placement placement;
            placement.diagram = diagram;
            placement.element = nodeId(shape.key);
            placement.id = Placement::idFor(diagram, placement.element);
            placement.level = level++;
            if (shape.rect.isValid()) {
                placement.x = shape.rect.x();
                placement.y = shape.rect.y();
                placement.width = shape.rect.width();
                placement.height = shape.rect.height();
                placement.placed = placement.byPerson = true;
            }
            m_model.placements.insert(placement);
            for (BoundaryId zone = m_model.elements.value(placement.element).boundary; zone; zone = m_model.boundaries.value(zone).parent)
                zonesHere.insert(m_model.boundaries.value(zone).provenance.key);
        }
        for (const DrawnShape &zone : drawnDiagram.zones)
            zonesHere.insert(zone.key);
        for (const QString &key : std::as_const(zonesHere)) {
            BoundaryPlacement placement;
            placement.diagram = diagram;
            placement.boundary = zoneId(key);
            placement.id = BoundaryPlacement::idFor(diagram, placement.boundary);
            if (const QRectF rect = rects.value(key); rect.isValid()) {
                placement.x = rect.x();
                placement.y = rect.y();
                placement.width = rect.width();
                placement.height = rect.height();
                placement.placed = placement.byPerson = true;
            }
            if (m_model.boundaries.contains(placement.boundary))
                m_model.boundaryPlacements.insert(placement);
        }
        for (const DrawnLine &line : drawnDiagram.lines) {
            if ((line.waypoints.isEmpty() && !line.labelMoved) || !m_model.flows.contains(flowId(line.key)))
                continue;
            FlowPlacement placement;
            placement.diagram = diagram;
            placement.flow = flowId(line.key);
            placement.id = FlowPlacement::idFor(diagram, placement.flow);
            for (const QPointF &point : line.waypoints)
                placement.waypoints.append({point.x(), point.y()});
            placement.labelMoved = line.labelMoved;
            if (line.labelMoved)
                placement.labelOffset = {line.labelOffset.x(), line.labelOffset.y()};
            m_model.flowPlacements.insert(placement);
        }
    }

    Subject subjectOf(const DrawnThreat &threat) const
    {
        switch (threat.subjectKind) {
        case SubjectKind::Element:
            if (m_nodes.contains(threat.subject))
                return {SubjectKind::Element, nodeId(threat.subject).uuid()};
            break;
        case SubjectKind::Flow:
            if (m_model.flows.contains(flowId(threat.subject)))
                return {SubjectKind::Flow, flowId(threat.subject).uuid()};
            break;
        case SubjectKind::Boundary:
            if (m_zones.contains(threat.subject))
                return {SubjectKind::Boundary, zoneId(threat.subject).uuid()};
            break;
        default: break;
        }
        return {};
    }

    void threats()
    {
        QSet<int> numbers;
        int nextNumber = 1;
        for (const Threat &threat : std::as_const(m_model.threats))
            numbers.insert(threat.number);
        qint64 decisions = 0;
        for (const Decision &decision : std::as_const(m_model.decisions))
            decisions = std::max(decisions, decision.number);
        // Numbers of the file first, so that what has none takes what is left.
        QList<const DrawnThreat *> order;
        for (const DrawnThreat &threat : m_drawn.threats)
            order.append(&threat);
        std::stable_sort(order.begin(), order.end(), [](const DrawnThreat *a, const DrawnThreat *b) { return a->number > 0 && b->number <= 0; });
        for (const DrawnThreat *given : std::as_const(order)) {
            Threat threat;
            threat.id = idOf<Threat>(u"drawn-threat", given->key);
            threat.number = given->number;
            if (given->number <= 0 || numbers.contains(given->number)) {
                while (numbers.contains(nextNumber))
                    ++nextNumber;
                threat.number = nextNumber;
            }
            numbers.insert(threat.number);
            threat.title = shortened(given->title, 300);
            if (threat.title.isEmpty())
                threat.title = ImportText::tr("Threat %1").arg(threat.number);
            threat.description = paragraphs(given->description);
            threat.mitigation = paragraphs(given->mitigation);
            threat.subject = subjectOf(*given);
            QStringList others;
            for (const QString &category : given->categories) {
                const QStringList letters = drawn::strideOf(category);
                threat.stride += letters;
                if (letters.isEmpty() && !category.trimmed().isEmpty())
                    others.append(shortened(category, nameLength));
            }
            threat.stride.sort();
            threat.stride.removeDuplicates();
            threat.category = others.join(u", "_s);
            if (!given->method.isEmpty() && given->method != u"STRIDE" && threat.stride.isEmpty())
                threat.category = threat.category.isEmpty() ? given->method : given->method + u": "_s + threat.category;
            threat.cwe = given->cwe;
            threat.severity = given->severity;
            threat.likelihood = given->likelihood;
            threat.impact = given->impact;
            threat.author = shortened(given->author, nameLength);
            threat.writtenAt = shortened(given->writtenAt, 40);
            threat.provenance = from(given->key, given->at);
            m_model.threats.insert(threat);
            decide(*given, threat, decisions);
        }
    }

    void decide(const DrawnThreat &given, const Threat &threat, qint64 &number)
    {
        if (given.state == DecisionState::Open)
            return;
        Decision decision;
        // By its content: a state that changes upstream is another decision.
        decision.id = DecisionId::named(m_file, u"drawn-decision:"_s + given.key + u'|' + nameOf(given.state) + u'|' + given.reason);
        decision.number = ++number;
        decision.fingerprint = threatFingerprint(threat.id);
        decision.rule = QString::fromLatin1(threatRule);
        decision.findingTitle = threat.title;
        decision.state = given.state;
        decision.reason = paragraphs(given.reason);
        if (decision.reason.isEmpty())
            decision.reason = ImportText::tr("As %1 says.").arg(m_context.file.name);
        decision.decidedBy = shortened(given.decidedBy, nameLength);
        decision.decidedAt = shortened(given.decidedAt, 40);
        m_model.decisions.insert(decision);
    }

    void notes()
    {
        for (const DrawnNote &note : m_drawn.notes) {
            Comment comment;
            comment.id = idOf<Comment>(u"drawn-note", note.key);
            comment.at = note.at;
            comment.author = shortened(note.author, nameLength);
            comment.writtenAt = shortened(note.writtenAt, 40);
            comment.text = paragraphs(note.text);
            if (!comment.text.isEmpty())
                m_model.comments.insert(comment);
        }
    }

    void assets()
    {
        for (const DrawnAsset &given : m_drawn.assets) {
            DataAsset asset;
            asset.id = idOf<DataAsset>(u"drawn-asset", given.key);
            asset.name = shortened(given.name, nameLength);
            asset.description = paragraphs(given.description);
            asset.classes = given.classes;
            asset.classes.sort();
            asset.sensitivity = given.sensitivity;
            asset.provenance = from(given.key, given.at);
            if (!asset.name.isEmpty())
                m_model.assets.insert(asset);
        }
    }

    ImportContext &m_context;
    ThreatModel &m_model;
    const DrawnModel &m_drawn;
    const QString m_file;
    QHash<QString, DrawnZone> m_zones;
    QHash<QString, DrawnNode> m_nodes;
    QList<DrawnDiagram> m_diagrams; // without what cannot be used
    QList<QHash<QString, QRectF>> m_rects; // of zones, one per diagram
    QHash<QString, QString> m_zoneOfNode, m_parentOfZone;
};

} // namespace

void addDrawnModel(ImportContext &context, const DrawnModel &drawn)
{
    DrawnBuilder(context, drawn).build();
}

} // namespace drawbridge
