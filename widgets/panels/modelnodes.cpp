// SPDX-License-Identifier: Apache-2.0
#include "panels/modelnodes.h"

#include "common/plaintext.h"
#include "tables/words.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int operationsShownAtFirst = 3;

// Context of this file's texts.
struct TreeText
{
    Q_DECLARE_TR_FUNCTIONS(ModelTree)
};

// Sorted for people: by name, then by id.
template <class T, class Accept> QList<const T *> sortedByName(const Table<T> &table, Accept &&accept)
{
    QList<const T *> rows;
    for (const T &row : table) {
        if (accept(row))
            rows.append(&row);
    }
    std::sort(rows.begin(), rows.end(), [](const T *a, const T *b) {
        const int order = a->name.compare(b->name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a->id < b->id;
    });
    return rows;
}

// The worst band of open findings per element and operation; 5 where there is none.
struct Bands
{
    QHash<QUuid, int> worst;

    explicit Bands(const QList<Finding> &findings)
    {
        for (const Finding &finding : findings) {
            if (finding.kind == FindingKind::Question || (finding.status != FindingStatus::Open && finding.status != FindingStatus::Reopened))
                continue;
            note(finding.subject.id, int(finding.band));
            note(finding.service.uuid(), int(finding.band));
            for (const Occurrence &o : finding.occurrences) {
                note(o.operation.uuid(), int(finding.band));
                note(o.subject.id, int(finding.band));
            }
        }
    }
    void note(const QUuid &id, int band)
    {
        if (id.isNull())
            return;
        const auto it = worst.find(id);
        if (it == worst.end())
            worst.insert(id, band);
        else
            *it = std::min(*it, band);
    }
    int dot(const QUuid &id) const { return worst.value(id, TreeNode::plainDot); }
};

TreeNode section(const QString &key, const QString &text)
{
    TreeNode node;
    node.key = key;
    node.text = text;
    return node;
}

void addIfAny(QList<TreeNode> &nodes, TreeNode node)
{
    if (!node.children.isEmpty())
        nodes.append(std::move(node));
}

TreeNode diagrams(const ThreatModel &model)
{
    TreeNode parent = section(u"diagrams"_s, TreeText::tr("Diagrams"));
    QHash<DiagramId, int> counts;
    for (const Placement &placement : model.placements)
        ++counts[placement.diagram];
    QList<const Diagram *> rows = sortedByName(model.diagrams, [](const Diagram &) { return true; });
    std::stable_sort(rows.begin(), rows.end(), [](const Diagram *a, const Diagram *b) { return a->position < b->position; });
    for (const Diagram *diagram : rows) {
        TreeNode node;
        node.kind = TreeNode::Kind::Diagram;
        node.key = diagram->id.toString();
        node.text = oneLine(diagram->name);
        node.detail = QString::number(counts.value(diagram->id));
        node.diagram = diagram->id;
        parent.children.append(node);
    }
    return parent;
}

// Elements that stand on no diagram at all; parts belong to the diagram of their service.
TreeNode absent(const ThreatModel &model)
{
    QSet<ElementId> placed;
    for (const Placement &placement : model.placements)
        placed.insert(placement.element);
    TreeNode parent = section(u"absent"_s, TreeText::tr("On no diagram"));
    for (const Element *element : sortedByName(model.elements, [&](const Element &e) { return e.parent.isNull() && !placed.contains(e.id); })) {
        TreeNode node;
        node.kind = TreeNode::Kind::Absent;
        node.key = element->id.toString();
        node.text = oneLine(element->name);
        node.detail = words::of(element->kind);
        node.subject = {SubjectKind::Element, element->id.uuid()};
        node.elsewhere = true;
        parent.children.append(node);
    }
    return parent;
}

// Which of the lines are not on the diagram that is shown.
void markElsewhere(QList<TreeNode> &nodes, const TreeInput &input)
{
    if (!input.diagram)
        return;
    for (TreeNode &node : nodes) {
        if (node.subject.kind == SubjectKind::Element && node.kind != TreeNode::Kind::More)
            node.elsewhere = !input.model.placements.contains(Placement::idFor(input.diagram, ElementId(node.subject.id)));
        if (node.kind == TreeNode::Kind::Section)
            markElsewhere(node.children, input);
    }
}

TreeNode operationNode(const Operation &operation, const Bands &bands)
{
    TreeNode node;
    node.kind = TreeNode::Kind::Operation;
    node.key = operation.id.toString();
    node.method = oneLine(operation.method, 10);
    node.text = oneLine(operation.path.isEmpty() ? operation.operationId : operation.path);
    node.subject = {SubjectKind::Operation, operation.id.uuid()};
    node.dot = bands.dot(operation.id.uuid());
    return node;
}

TreeNode services(const TreeInput &input, const Bands &bands)
{
    const ThreatModel &model = input.model;
    QHash<ElementId, QList<const Operation *>> operations;
    for (const Operation &operation : model.operations)
        operations[operation.service].append(&operation);
    TreeNode parent = section(u"services"_s, TreeText::tr("Services"));
    for (const Element *service : sortedByName(model.elements, [](const Element &e) { return e.kind == ElementKind::Process && e.parent.isNull(); })) {
        TreeNode node;
        node.kind = TreeNode::Kind::Service;
        node.key = service->id.toString();
        node.text = oneLine(service->name);
        node.subject = {SubjectKind::Element, service->id.uuid()};
        node.dot = bands.dot(service->id.uuid());
        QList<const Operation *> own = operations.value(service->id);
        node.detail = own.isEmpty() ? u"–"_s : TreeText::tr("%n operation(s)", nullptr, int(own.size()));
        // The riskiest first, then as the paths sort.
        std::sort(own.begin(), own.end(), [&](const Operation *a, const Operation *b) {
            const int x = bands.worst.value(a->id.uuid(), 5), y = bands.worst.value(b->id.uuid(), 5);
            return std::tie(x, a->path, a->method, a->id) < std::tie(y, b->path, b->method, b->id);
        });
        const bool all = input.opened.contains(service->id) || own.size() <= operationsShownAtFirst + 1;
        const qsizetype shown = all ? own.size() : operationsShownAtFirst;
        for (qsizetype i = 0; i < shown; ++i)
            node.children.append(operationNode(*own[i], bands));
        if (shown < own.size()) {
            TreeNode more;
            more.kind = TreeNode::Kind::More;
            more.key = u"more"_s;
            more.text = TreeText::tr("%n more", nullptr, int(own.size() - shown));
            more.subject = node.subject;
            node.children.append(more);
        }
        parent.children.append(node);
    }
    return parent;
}

TreeNode elementsOf(const TreeInput &input, const Bands &bands, ElementKind kind, TreeNode::Kind nodeKind, TreeNode parent)
{
    // The most sensitive thing that is known to arrive at a store.
    QHash<ElementId, QString> classes;
    if (kind == ElementKind::DataStore) {
        for (const DataFlow &flow : input.model.flows) {
            const QStringList carried = input.analysis.flowClasses.value(flow.id);
            if (!carried.isEmpty())
                classes[flow.target] = TreeText::tr("%n class(es) of data", nullptr, int(carried.size()));
        }
    }
    for (const Element *element : sortedByName(input.model.elements, [&](const Element &e) { return e.kind == kind && e.parent.isNull(); })) {
        TreeNode node;
        node.kind = nodeKind;
        node.key = element->id.toString();
        node.text = oneLine(element->name);
        node.subject = {SubjectKind::Element, element->id.uuid()};
        node.dot = bands.dot(element->id.uuid());
        node.detail = !element->confirmed ? TreeText::tr("inferred") : kind == ElementKind::DataStore ? classes.value(element->id) : oneLine(element->technology, 40);
        parent.children.append(node);
    }
    return parent;
}

TreeNode data(const AnalysisResult &analysis)
{
    QMap<QString, int> counts;
    for (const ClassifiedField &field : analysis.data) {
        if (field.certainty != Certainty::Possible && !field.dataClass.startsWith("none."_L1))
            ++counts[field.dataClass];
    }
    TreeNode parent = section(u"data"_s, TreeText::tr("Data"));
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        TreeNode node;
        node.kind = TreeNode::Kind::DataClass;
        node.key = node.dataClass = it.key();
        node.text = words::dataClass(it.key());
        node.detail = TreeText::tr("%n field(s)", nullptr, it.value());
        node.dot = TreeNode::dataDot;
        parent.children.append(node);
    }
    std::stable_sort(parent.children.begin(), parent.children.end(), [](const TreeNode &a, const TreeNode &b) { return a.text.compare(b.text, Qt::CaseInsensitive) < 0; });
    return parent;
}

TreeNode zones(const ThreatModel &model)
{
    TreeNode parent = section(u"zones"_s, TreeText::tr("Zones"));
    for (const TrustBoundary *zone : sortedByName(model.boundaries, [](const TrustBoundary &) { return true; })) {
        TreeNode node;
        node.kind = TreeNode::Kind::Zone;
        node.key = zone->id.toString();
        node.text = oneLine(zone->name);
        node.detail = zone->trust < 0 ? TreeText::tr("trust not known") : TreeText::tr("trust %1").arg(zone->trust);
        node.subject = {SubjectKind::Boundary, zone->id.uuid()};
        parent.children.append(node);
    }
    return parent;
}

TreeNode sources(const TreeInput &input)
{
    TreeNode parent = section(u"sources"_s, TreeText::tr("Sources"));
    QList<const Source *> rows;
    for (const Source &source : input.model.sources)
        rows.append(&source);
    std::sort(rows.begin(), rows.end(), [](const Source *a, const Source *b) { return std::tie(a->path, a->id) < std::tie(b->path, b->id); });
    for (const Source *source : rows) {
        TreeNode node;
        node.kind = TreeNode::Kind::Source;
        node.key = source->id.toString();
        node.text = oneLine(source->path);
        node.subject = {SubjectKind::Source, source->id.uuid()};
        switch (input.sources.value(source->id)) {
        case SourceState::Current:
            node.detail = TreeText::tr("current");
            break;
        case SourceState::Changed:
            node.detail = TreeText::tr("changed");
            node.detailTone = Tone::Accent;
            break;
        case SourceState::Missing:
            node.detail = TreeText::tr("not found");
            break;
        case SourceState::Unknown:
            break;
        }
        parent.children.append(node);
    }
    return parent;
}

} // namespace

bool TreeNode::sameLine(const TreeNode &o) const
{
    return key == o.key && kind == o.kind && text == o.text && detail == o.detail && detailTone == o.detailTone && method == o.method && dot == o.dot
           && subject == o.subject && diagram == o.diagram && dataClass == o.dataClass && elsewhere == o.elsewhere;
}

QList<TreeNode> modelNodes(const TreeInput &input)
{
    const Bands bands(input.analysis.findings);
    QList<TreeNode> nodes;
    addIfAny(nodes, diagrams(input.model));
    addIfAny(nodes, services(input, bands));
    addIfAny(nodes, elementsOf(input, bands, ElementKind::DataStore, TreeNode::Kind::Store, section(u"stores"_s, TreeText::tr("Stores"))));
    addIfAny(nodes, elementsOf(input, bands, ElementKind::ExternalEntity, TreeNode::Kind::External, section(u"outside"_s, TreeText::tr("Outside"))));
    addIfAny(nodes, absent(input.model));
    addIfAny(nodes, data(input.analysis));
    addIfAny(nodes, zones(input.model));
    addIfAny(nodes, sources(input));
    markElsewhere(nodes, input);
    return nodes;
}

} // namespace drawbridge
