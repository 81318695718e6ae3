// SPDX-License-Identifier: Apache-2.0
#include "importers/importtext.h"
#include "importers/systembuilder.h"

#include <QMap>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype operationsOnOneDiagram = 12; // more than that, and a service gets a diagram of its own
constexpr qsizetype mostParts = 24;

// The parts of a path that all services have, and that say nothing about what it is about.
bool isPrefixSegment(const QString &segment)
{
    static const QSet<QString> common{u"api"_s, u"apis"_s, u"rest"_s, u"public"_s, u"internal"_s, u"services"_s, u"service"_s, u"latest"_s};
    const QString name = segment.toLower();
    if (common.contains(name) || segment.startsWith(u'{'))
        return true;
    // v1, v2.1, v1beta1
    return name.size() > 1 && name[0] == u'v' && name[1].isDigit();
}

// The resource that a path is about: its first segment that means something.
QString resourceOf(const QString &path, qsizetype skipped)
{
    QStringList segments = path.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts);
    segments = segments.mid(qMin(skipped, qMax<qsizetype>(0, segments.size() - 1)));
    for (QString segment : segments) {
        if (isPrefixSegment(segment))
            continue;
        segment = segment.section(u'(', 0, 0).section(u'{', 0, 0).section(u':', 0, 0).section(u'.', 0, 0);
        if (!segment.isEmpty())
            return segment;
    }
    return {};
}

QString titled(const QString &text)
{
    QString name = shortened(QString(text).replace(u'_', u' ').replace(u'-', u' '), 40);
    if (!name.isEmpty() && name == name.toLower())
        name[0] = name[0].toUpper();
    return name;
}

// How many leading segments all paths share: the base path that some documents write into each path.
qsizetype sharedSegments(const QList<const Operation *> &operations)
{
    QStringList common;
    bool first = true;
    for (const Operation *operation : operations) {
        const QStringList segments = operation->path.split(u'/', Qt::SkipEmptyParts);
        if (first)
            common = segments;
        first = false;
        qsizetype same = 0;
        while (same < common.size() && same < segments.size() && common[same] == segments[same])
            ++same;
        common = common.first(same);
    }
    return common.size();
}

struct Part
{
    QString name;
    QList<const Operation *> operations;
};

QMap<QString, QList<const Operation *>> grouped(const QList<const Operation *> &operations, bool byTag, qsizetype skipped)
{
    QMap<QString, QList<const Operation *>> groups;
    for (const Operation *operation : operations)
        groups[byTag ? operation->tags.value(0) : resourceOf(operation->path, skipped)].append(operation);
    return groups;
}

// By tag where tags divide the service well, else by resource; small groups join where there are too many.
QList<Part> partsOf(const QList<const Operation *> &operations)
{
    const qsizetype skipped = sharedSegments(operations);
    const auto byTag = grouped(operations, true, 0);
    const auto byResource = grouped(operations, false, skipped);
    const bool tagsDivide = byTag.size() > 1 && byTag.size() <= 3 * mostParts && byTag.value(QString()).size() * 2 <= operations.size();
    const auto &groups = tagsDivide || byResource.size() < 2 ? byTag : byResource;
    QList<Part> parts;
    for (auto it = groups.constBegin(); it != groups.constEnd(); ++it)
        parts.append({it.key(), it.value()});
    std::stable_sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.operations.size() > b.operations.size(); });
    Part rest;
    while (parts.size() > mostParts || (!rest.operations.isEmpty() && parts.size() > mostParts - 1)) {
        rest.operations += parts.last().operations;
        parts.removeLast();
    }
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].name.isEmpty()) {
            rest.operations += parts[i].operations;
            parts.removeAt(i--);
        }
    }
    std::sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.name < b.name; });
    if (!rest.operations.isEmpty())
        parts.append(rest);
    return parts;
}

class DiagramBuilder
{
public:
    explicit DiagramBuilder(ThreatModel &model) : m_model(model) {}

    void build()
    {
        Diagram context;
        context.id = DiagramId::named(QString(), u"diagram:context");
        context.name = ImportText::tr("System context");
        context.kind = DiagramKind::Context;
        context.provenance.origin = Origin::Inferred;
        context.provenance.key = u"diagram:context"_s;
        QList<Element> services;
        QList<Element> elements;
        for (const Element &element : std::as_const(m_model.elements)) {
            elements.append(element);
            if (element.kind == ElementKind::Process)
                services.append(element);
        }
        // A source that brings diagrams of its own needs no picture of ours.
        QSet<SourceId> drawn;
        int position = 0;
        for (const Diagram &diagram : std::as_const(m_model.diagrams)) {
            drawn.insert(diagram.provenance.source);
            position = std::max(position, diagram.position + 1);
        }
        context.position = position;
        bool needed = m_model.diagrams.isEmpty();
        for (const Element &element : std::as_const(elements)) {
            if (drawn.contains(element.provenance.source))
                continue;
            place(context.id, element.id);
            needed = true;
        }
        std::sort(services.begin(), services.end(), [](const Element &a, const Element &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
        if (!services.isEmpty())
            context.provenance.at = services.first().provenance.at;
        if (needed)
            m_model.diagrams.insert(context);
        QHash<ElementId, QList<const Operation *>> operations;
        for (const Operation &operation : std::as_const(m_model.operations))
            operations[operation.service].append(&operation);
        ++position;
        for (const Element &service : std::as_const(services)) {
            QList<const Operation *> own = operations.value(service.id);
            std::sort(own.begin(), own.end(), [](const Operation *a, const Operation *b) { return a->provenance.key < b->provenance.key; });
            if (own.size() > operationsOnOneDiagram)
                detail(service, own, position);
        }
    }

private:
    void place(DiagramId diagram, ElementId element)
    {
        Placement placement;
        placement.id = Placement::idFor(diagram, element);
        placement.diagram = diagram;
        placement.element = element;
        m_model.placements.insert(placement);
        const Element *row = m_model.elements.find(element);
        for (BoundaryId zone = row ? row->boundary : BoundaryId(); zone; zone = m_model.boundaries.value(zone).parent) {
            BoundaryPlacement around;
            around.id = BoundaryPlacement::idFor(diagram, zone);
            around.diagram = diagram;
            around.boundary = zone;
            m_model.boundaryPlacements.insert(around);
        }
    }

    // A diagram with the service's parts, and its flows drawn to and from them.
    void detail(const Element &service, const QList<const Operation *> &operations, int &position)
    {
        const QList<Part> parts = partsOf(operations);
        if (parts.size() < 2)
            return;
        const SourceId source = service.provenance.source;
        const QString file = m_model.sources.value(source).path;
        Diagram diagram;
        // A file that describes several services names each.
        const QString own = service.provenance.key == u"service" ? QString() : service.provenance.key + u'/';
        const QString key = own + u"diagram:service"_s;
        diagram.id = DiagramId::named(file, key);
        diagram.name = ImportText::tr("%1, in detail").arg(shortened(service.name, 60));
        diagram.kind = DiagramKind::Service;
        diagram.subject = service.id;
        diagram.position = position++;
        diagram.provenance = {Origin::Inferred, source, key, service.provenance.at, false};
        m_model.diagrams.insert(diagram);

        QList<DataFlow> flows;
        for (const DataFlow &flow : std::as_const(m_model.flows)) {
            if (flow.source == service.id || flow.target == service.id)
                flows.append(flow);
        }
        std::sort(flows.begin(), flows.end(), [](const DataFlow &a, const DataFlow &b) { return a.id < b.id; });
        QSet<QString> paths;
        for (const Part &part : parts) {
            Element element;
            const QString partKey = own + u"part:"_s + part.name;
            element.id = ElementId::named(file, partKey);
            element.kind = ElementKind::Process;
            element.subkind = u"part"_s;
            element.name = part.name.isEmpty() ? ImportText::tr("Other operations") : titled(part.name);
            element.technology = part.operations.size() == 1 ? ImportText::tr("1 operation") : ImportText::tr("%1 operations").arg(part.operations.size());
            element.boundary = service.boundary;
            element.parent = service.id;
            element.provenance = {Origin::Inferred, source, partKey, part.operations.first()->provenance.at, false};
            m_model.elements.insert(element);
            place(diagram.id, element.id);
            QSet<OperationId> mine;
            bool writes = false;
            for (const Operation *operation : part.operations) {
                mine.insert(operation->id);
                writes = writes || operation->kind == OperationKind::Operation;
            }
            for (const DataFlow &flow : std::as_const(flows))
                detailFlow(diagram.id, flow, service.id, element, mine, writes, file, source);
        }
    }

    void detailFlow(DiagramId diagram, const DataFlow &flow, ElementId service, const Element &part, const QSet<OperationId> &operations, bool offersOperations,
                    const QString &file, SourceId source)
    {
        DataFlow own = flow;
        own.operations.removeIf([&](const OperationId &id) { return !operations.contains(id); });
        const bool inbound = flow.target == service;
        const ElementId other = inbound ? flow.source : flow.target;
        const Element *end = m_model.elements.find(other);
        // Without operations only the way to the store belongs to each part; who verifies tokens is drawn once, in context.
        const bool toStore = !inbound && end && end->kind == ElementKind::DataStore && offersOperations;
        if (own.operations.isEmpty() && !toStore)
            return;
        (inbound ? own.target : own.source) = part.id;
        const QString key = flow.provenance.key + u'|' + part.provenance.key;
        own.id = FlowId::named(file, key);
        if (!own.operations.isEmpty()) {
            own.name = own.operations.size() == 1 ? ImportText::tr("1 operation") : ImportText::tr("%1 operations").arg(own.operations.size());
        } else {
            own.name.clear();
        }
        own.provenance.key = key;
        own.provenance.source = source;
        m_model.flows.insert(own);
        place(diagram, other);
    }

    ThreatModel &m_model;
};

} // namespace

void addDiagrams(ThreatModel &model)
{
    DiagramBuilder(model).build();
}

} // namespace drawbridge
