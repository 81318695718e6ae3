// SPDX-License-Identifier: Apache-2.0
#include "panels/diagramlistmodel.h"

#include "common/plaintext.h"
#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/together.h"
#include "tables/words.h"

#include <algorithm>

namespace drawbridge {

DiagramListModel::DiagramListModel(Document &document, QObject *parent) : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &Document::changed, this, &DiagramListModel::refresh);
    connect(&document, &Document::resetDone, this, &DiagramListModel::refresh);
}

void DiagramListModel::setDiagram(DiagramId diagram)
{
    m_diagram = diagram;
    refresh();
}

void DiagramListModel::refresh()
{
    const ThreatModel &model = m_document.model();
    using Line = std::tuple<int, QString, QString, QUuid>; // section, what it sorts by, id
    QList<Line> lines;
    QSet<ElementId> shown;
    for (const Placement &placement : model.placements) {
        const Element *element = placement.diagram == m_diagram ? model.elements.find(placement.element) : nullptr;
        if (!element)
            continue;
        shown.insert(element->id);
        lines.append({0, element->name, {}, element->id.uuid()});
    }
    for (const DataFlow &flow : model.flows) {
        if (shown.contains(flow.source) && shown.contains(flow.target))
            lines.append({1, model.elements.value(flow.source).name, model.elements.value(flow.target).name, flow.id.uuid()});
    }
    for (const BoundaryPlacement &placement : model.boundaryPlacements) {
        const TrustBoundary *boundary = placement.diagram == m_diagram ? model.boundaries.find(placement.boundary) : nullptr;
        if (boundary)
            lines.append({2, boundary->name, {}, boundary->id.uuid()});
    }
    std::sort(lines.begin(), lines.end());
    constexpr SubjectKind kinds[] = {SubjectKind::Element, SubjectKind::Flow, SubjectKind::Boundary};
    QList<Subject> rows;
    for (const Line &line : std::as_const(lines))
        rows.append({kinds[std::get<0>(line)], std::get<3>(line)});
    if (rows == m_rows) { // nobody loses a place or an editor
        if (!rows.isEmpty())
            emit dataChanged(index(0, 0), index(int(rows.size()) - 1, ColumnCount - 1));
        return;
    }
    emit aboutToRefresh();
    beginResetModel();
    m_rows = rows;
    endResetModel();
    emit refreshed();
}

QVariant DiagramListModel::valueAt(const Subject &subject, int column) const
{
    const ThreatModel &model = m_document.model();
    if (const Element *element = subject.kind == SubjectKind::Element ? model.elements.find(ElementId(subject.id)) : nullptr) {
        switch (column) {
        case What: return int(element->kind);
        case Name: return element->name;
        case Detail: return element->technology;
        case Zone: return element->boundary.uuid();
        }
    }
    if (const DataFlow *flow = subject.kind == SubjectKind::Flow ? model.flows.find(FlowId(subject.id)) : nullptr) {
        switch (column) {
        case Name: return flow->name;
        case Detail: return flow->protocol;
        case From: return flow->source.uuid();
        case To: return flow->target.uuid();
        }
    }
    if (const TrustBoundary *zone = subject.kind == SubjectKind::Boundary ? model.boundaries.find(BoundaryId(subject.id)) : nullptr) {
        switch (column) {
        case What: return int(zone->kind);
        case Name: return zone->name;
        case Zone: return zone->parent.uuid();
        case Trust: return zone->trust;
        }
    }
    return {};
}

QString DiagramListModel::textAt(const Subject &subject, int column) const
{
    const QVariant value = valueAt(subject, column);
    const ThreatModel &model = m_document.model();
    switch (column) {
    case What:
        if (subject.kind == SubjectKind::Element)
            return words::of(ElementKind(value.toInt()));
        return subject.kind == SubjectKind::Flow ? tr("Data flow") : tr("Boundary: %1").arg(words::of(ZoneKind(value.toInt())));
    case From:
    case To:
        return model.elements.value(ElementId(value.toUuid())).name;
    case Zone:
        return model.boundaries.value(BoundaryId(value.toUuid())).name;
    case Trust:
        return value.isValid() ? words::trust(value.toInt()) : QString();
    default:
        return value.toString();
    }
}

bool DiagramListModel::isEditable(const Subject &subject, int column) const
{
    switch (column) {
    case What: return subject.kind != SubjectKind::Flow;
    case Name: return true;
    case Detail: return subject.kind != SubjectKind::Boundary;
    case From:
    case To: return subject.kind == SubjectKind::Flow;
    case Zone: return subject.kind != SubjectKind::Flow;
    case Trust: return subject.kind == SubjectKind::Boundary;
    }
    return false;
}

QVariantList DiagramListModel::choicesAt(const Subject &subject, int column) const
{
    QVariantList choices;
    const auto add = [&](const QString &text, const QVariant &value) { choices.append(QVariant(QVariantList{text, value})); };
    const ThreatModel &model = m_document.model();
    if (!isEditable(subject, column))
        return choices;
    if (column == What && subject.kind == SubjectKind::Element) {
        for (int i = 0; i < 3; ++i)
            add(words::of(ElementKind(i)), i);
    } else if (column == What) {
        for (int i = 0; i < 11; ++i)
            add(words::of(ZoneKind(i)), i);
    } else if (column == Trust) {
        for (int i = -1; i < 5; ++i)
            add(words::trust(i), i);
    } else if (column == From || column == To) {
        for (const Subject &row : m_rows) {
            if (row.kind == SubjectKind::Element)
                add(oneLine(model.elements.value(ElementId(row.id)).name, 80), row.id);
        }
    } else if (column == Zone) {
        add(tr("In no zone"), QUuid());
        QList<std::pair<QString, QUuid>> zones;
        for (const TrustBoundary &zone : model.boundaries) {
            if (zone.id.uuid() != subject.id)
                zones.append({zone.name, zone.id.uuid()});
        }
        std::sort(zones.begin(), zones.end());
        for (const auto &[name, id] : std::as_const(zones))
            add(oneLine(name, 80), id);
    }
    return choices;
}

QVariant DiagramListModel::data(const QModelIndex &index, int role) const
{
    const Subject subject = subjectAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(textAt(subject, index.column()), 200);
    case Qt::ToolTipRole:
        return plainToolTip(textAt(subject, index.column()));
    case Qt::EditRole:
        return valueAt(subject, index.column());
    case ChoicesRole:
        return choicesAt(subject, index.column());
    case Qt::AccessibleTextRole: {
        const QString text = textAt(subject, index.column());
        return text.isEmpty() ? tr("%1: empty").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString()) : text;
    }
    }
    return {};
}

QVariant DiagramListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("What"), tr("Name"), tr("Technology or protocol"), tr("From"), tr("To"), tr("Zone"), tr("Trust")};
    return section >= 0 && section < ColumnCount ? titles[section] : QString();
}

Qt::ItemFlags DiagramListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return isEditable(subjectAt(index.row()), index.column()) ? flags | Qt::ItemIsEditable : flags;
}

Delta DiagramListModel::cellDelta(const ThreatModel &model, const Subject &subject, int column, const QVariant &value) const
{
    if (!isEditable(subject, column))
        return {};
    if (subject.kind == SubjectKind::Element) {
        Element after = model.elements.value(ElementId(subject.id));
        switch (column) {
        case What: after.kind = ElementKind(value.toInt()); break;
        case Name: after.name = value.toString().trimmed(); break;
        case Detail: after.technology = value.toString().trimmed(); break;
        case Zone: after.boundary = BoundaryId(value.toUuid()); break;
        }
        return after.name.isEmpty() ? Delta() : setElement(model, after);
    }
    if (subject.kind == SubjectKind::Flow) {
        DataFlow after = model.flows.value(FlowId(subject.id));
        if (column == From || column == To)
            return reconnectFlow(model, after.id, column == From ? FlowEnd::Source : FlowEnd::Target, ElementId(value.toUuid()));
        (column == Name ? after.name : after.protocol) = value.toString().trimmed();
        return setFlow(model, after);
    }
    TrustBoundary after = model.boundaries.value(BoundaryId(subject.id));
    switch (column) {
    case What: after.kind = ZoneKind(value.toInt()); break;
    case Name: after.name = value.toString().trimmed(); break;
    case Zone: after.parent = BoundaryId(value.toUuid()); break;
    case Trust: after.trust = value.toInt(); break;
    }
    return after.name.isEmpty() ? Delta() : setBoundary(model, after);
}

bool DiagramListModel::setCells(const QList<int> &rows, int column, const QVariant &value)
{
    QList<std::function<Delta(const ThreatModel &)>> edits;
    for (const int row : rows) {
        const Subject subject = subjectAt(row);
        if (valueAt(subject, column) != value)
            edits.append([this, subject, column, value](const ThreatModel &now) { return cellDelta(now, subject, column, value); });
    }
    const Delta delta = together(m_document.model(), edits);
    if (delta.isEmpty())
        return false;
    m_document.endMerge();
    m_document.push(tr("Change: %1").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()), delta);
    return true;
}

bool DiagramListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    return role == Qt::EditRole && setCells({index.row()}, index.column(), value);
}

} // namespace drawbridge
