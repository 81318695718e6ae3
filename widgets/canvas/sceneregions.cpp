// SPDX-License-Identifier: Apache-2.0
// What lies where in a scene: hits, areas, and the order of reading.
#include "canvas/diagramscene.h"

#include "canvas/commentmarks.h"
#include "canvas/scenetext.h"
#include "threatmodel/modelindex.h"

#include <QLineF>

namespace drawbridge {

namespace {

double distanceToPiece(const QPointF &p, const QPointF &a, const QPointF &b)
{
    const QPointF d = b - a;
    const double length = QPointF::dotProduct(d, d);
    const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, d) / length, 0.0, 1.0) : 0.0;
    return QLineF(p, a + t * d).length();
}

double distanceToLine(const QPointF &p, const QList<QPointF> &points)
{
    double nearest = std::numeric_limits<double>::max();
    for (qsizetype i = 1; i < points.size(); ++i)
        nearest = std::min(nearest, distanceToPiece(p, points[i - 1], points[i]));
    return nearest;
}

// The badge sits on the upper right corner of a symbol.
QRectF badgeArea(const QRectF &rect) { return QRectF(rect.right() - 22, rect.top() - 12, 36, 22); }

// The item of a kind whose comment mark is under the point.
template <class Items> std::optional<Subject> commentsAt(const SceneStyle &style, const Items &items, const QPointF &at)
{
    for (auto it = items.rbegin(); it != items.rend(); ++it) {
        const auto mark = style.comments.constFind((*it)->id.uuid());
        if (mark != style.comments.constEnd() && commentMarkArea(**it).contains(at))
            return subjectOf((*it)->id);
    }
    return {};
}

bool isMarked(const SceneStyle &style, const QUuid &id) { return style.lens == Lens::Threats && style.marks.value(id).count > 0; }
// A collapsed one counts what is found inside.
bool isMarked(const SceneStyle &style, const BoundaryItem &item)
{
    return isMarked(style, item.id.uuid()) || std::any_of(item.content.begin(), item.content.end(), [&](const QUuid &id) { return isMarked(style, id); });
}

} // namespace

Hit DiagramScene::hitTest(const QPointF &at, double scale) const
{
    const auto &elements = m_elements.ordered();
    const double reach = std::max(5.0, 5.0 / scale);
    if (scale >= 0.4 && !m_style.comments.isEmpty()) {
        for (const std::optional<Subject> &found : {commentsAt(m_style, elements, at), commentsAt(m_style, m_flows.ordered(), at), commentsAt(m_style, m_boundaries.ordered(), at)}) {
            if (found)
                return {Hit::Part::Comments, *found};
        }
    }
    for (auto it = elements.rbegin(); it != elements.rend(); ++it) {
        const ElementItem &item = **it;
        if (!item.bounds.contains(at))
            continue;
        if (isMarked(m_style, item.id.uuid()) && badgeArea(item.rect).contains(at))
            return {Hit::Part::Badge, subjectOf(item.id)};
        if (!item.rect.contains(at))
            continue;
        if (item.outline.isEmpty())
            item.outline = notation::outline(item.element, item.rect, m_style.notation);
        if (item.element.kind == ElementKind::DataStore || item.outline.contains(at))
            return {Hit::Part::Body, subjectOf(item.id)};
    }
    for (auto it = m_boundaries.ordered().rbegin(); it != m_boundaries.ordered().rend(); ++it) {
        const BoundaryItem &item = **it;
        if (badgeArea(item.rect).contains(at) && isMarked(m_style, item))
            return {Hit::Part::Badge, subjectOf(item.id)};
        if (scale >= 0.4 && notation::boundaryToggleArea(item.rect).contains(at) && boundaryAt(at) == (item.collapsed ? boundaryAt(at) : item.id))
            return {Hit::Part::Toggle, subjectOf(item.id)};
        if (item.collapsed && item.rect.contains(at))
            return {Hit::Part::Body, subjectOf(item.id)};
    }
    // Of several flows in reach the nearest; of equal ones that in front.
    const FlowItem *nearest = nullptr;
    double best = reach;
    const auto &flows = m_flows.ordered();
    for (auto it = flows.rbegin(); it != flows.rend(); ++it) {
        const FlowItem &item = **it;
        if (!item.bounds.adjusted(-reach, -reach, reach, reach).contains(at))
            continue;
        if (scale >= 0.4 && item.labelRect().contains(at))
            return {Hit::Part::Label, subjectOf(item.id)};
        const double distance = distanceToLine(at, item.route.points);
        if (distance < best || (distance == best && !nearest)) {
            best = distance;
            nearest = &item;
        }
    }
    if (nearest)
        return {Hit::Part::Line, subjectOf(nearest->id)};
    const auto &boundaries = m_boundaries.ordered();
    Hit inside;
    for (auto it = boundaries.rbegin(); it != boundaries.rend(); ++it) {
        const BoundaryItem &item = **it;
        if (!item.rect.adjusted(-reach, -reach, reach, reach).contains(at))
            continue;
        if (!item.rect.adjusted(reach, reach, -reach, -reach).contains(at))
            return {Hit::Part::Border, subjectOf(item.id)};
        if (!inside && notation::boundaryTitleArea(item.rect).contains(at))
            return {Hit::Part::Title, subjectOf(item.id)};
        if (!inside)
            inside = {Hit::Part::Inside, subjectOf(item.id)};
    }
    return inside;
}

ElementId DiagramScene::elementAt(const QPointF &at, ElementId except) const
{
    const auto &elements = m_elements.ordered();
    for (auto it = elements.rbegin(); it != elements.rend(); ++it) {
        if ((*it)->id != except && (*it)->rect.adjusted(-4, -4, 4, 4).contains(at))
            return (*it)->id;
    }
    return {};
}

BoundaryId DiagramScene::boundaryAt(const QPointF &at, const QSet<BoundaryId> &except) const
{
    // Of those around the point the deepest; of equally deep ones the smallest, as the model's edits decide it.
    const BoundaryItem *found = nullptr;
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        if (except.contains(item->id) || item->collapsed || !item->rect.contains(at))
            continue;
        if (!found || item->depth > found->depth
            || (item->depth == found->depth && item->rect.width() * item->rect.height() < found->rect.width() * found->rect.height()))
            found = item;
    }
    return found ? found->id : BoundaryId();
}

QList<Subject> DiagramScene::subjectsIn(const QRectF &rect) const
{
    QList<Subject> found;
    QSet<ElementId> inside;
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        if (rect.contains(item->rect))
            found.append(subjectOf(item->id));
    }
    for (const ElementItem *item : m_elements.ordered()) {
        if (rect.intersects(item->rect)) {
            inside.insert(item->id);
            found.append(subjectOf(item->id));
        }
    }
    const auto isInside = [&](const Subject &end) {
        return end.kind == SubjectKind::Element ? inside.contains(ElementId(end.id)) : rect.contains(boundsOf(end));
    };
    for (const FlowItem *item : m_flows.ordered()) {
        const bool bothEnds = isInside(item->shown.from) && isInside(item->shown.to);
        if (bothEnds || rect.contains(item->bounds.adjusted(12, 12, -12, -12)))
            found.append(subjectOf(item->id));
    }
    return found;
}

QSet<BoundaryId> DiagramScene::nestedDeep(const QSet<BoundaryId> &boundaries) const
{
    QSet<BoundaryId> nested;
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        for (const BoundaryId &outer : boundaryChain(model(), item->id)) {
            if (boundaries.contains(outer)) {
                nested.insert(item->id);
                break;
            }
        }
    }
    return nested;
}

QSet<ElementId> DiagramScene::membersDeep(const QSet<BoundaryId> &boundaries) const
{
    QSet<ElementId> members;
    for (const ElementItem *item : m_elements.ordered()) {
        for (const BoundaryId &outer : boundaryChain(model(), item->element.boundary)) {
            if (boundaries.contains(outer)) {
                members.insert(item->id);
                break;
            }
        }
    }
    return members;
}

QList<Subject> DiagramScene::readingOrder() const
{
    struct Start
    {
        bool late;
        QRectF rect;
        Subject subject;
    };
    std::vector<Start> starts;
    for (const ElementItem *item : m_elements.ordered())
        starts.push_back({item->element.kind != ElementKind::ExternalEntity, item->rect, subjectOf(item->id)});
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        if (item->collapsed) // a box among the elements
            starts.push_back({true, item->rect, subjectOf(item->id)});
    }
    std::sort(starts.begin(), starts.end(), [](const Start &a, const Start &b) {
        return std::make_tuple(a.late, a.rect.left(), a.rect.top(), a.subject.id) < std::make_tuple(b.late, b.rect.left(), b.rect.top(), b.subject.id);
    });
    QHash<QUuid, QList<const FlowItem *>> outgoing;
    for (const FlowItem *item : m_flows.ordered())
        outgoing[item->shown.from.id].append(item);
    for (QList<const FlowItem *> &list : outgoing) {
        std::sort(list.begin(), list.end(), [this](const FlowItem *a, const FlowItem *b) {
            const QPointF pa = boundsOf(a->shown.to).topLeft(), pb = boundsOf(b->shown.to).topLeft();
            return std::make_tuple(pa.y(), pa.x(), a->id) < std::make_tuple(pb.y(), pb.x(), b->id);
        });
    }
    QList<Subject> order;
    QSet<QUuid> seen;
    for (const Start &start : starts) {
        if (seen.contains(start.subject.id))
            continue;
        // Depth first with a stack of (end, next flow): long chains must not recurse.
        QList<std::pair<QUuid, int>> stack{{start.subject.id, 0}};
        seen.insert(start.subject.id);
        order.append(start.subject);
        while (!stack.isEmpty()) {
            auto &[id, next] = stack.last();
            const QList<const FlowItem *> flows = outgoing.value(id);
            if (next >= flows.size()) {
                stack.removeLast();
                continue;
            }
            const FlowItem *flow = flows[next++];
            order.append(subjectOf(flow->id));
            if (!seen.contains(flow->shown.to.id)) {
                seen.insert(flow->shown.to.id);
                order.append(flow->shown.to);
                stack.append({flow->shown.to.id, 0});
            }
        }
    }
    for (const BoundaryItem *item : m_boundaries.ordered()) {
        if (!item->collapsed)
            order.append(subjectOf(item->id));
    }
    return order;
}

QString DiagramScene::nameOf(const Subject &subject) const
{
    if (const ElementItem *item = subject.kind == SubjectKind::Element ? m_elements.find(ElementId(subject.id)) : nullptr)
        return item->element.name.isEmpty() ? SceneText::tr("Unnamed") : item->element.name;
    if (const BoundaryItem *item = subject.kind == SubjectKind::Boundary ? m_boundaries.find(BoundaryId(subject.id)) : nullptr)
        return item->boundary.name.isEmpty() ? SceneText::tr("Unnamed") : item->boundary.name;
    if (const FlowItem *item = subject.kind == SubjectKind::Flow ? m_flows.find(FlowId(subject.id)) : nullptr) {
        const QString ends = SceneText::tr("%1 to %2").arg(nameOf(item->shown.from), nameOf(item->shown.to));
        const QString label = item->shown.opened ? notation::flowLabel(item->shown.flow) : item->shown.label;
        return label.isEmpty() ? ends : SceneText::tr("%1, %2").arg(label, ends);
    }
    return {};
}

QString DiagramScene::descriptionOf(const Subject &subject) const
{
    QStringList parts;
    if (const ElementItem *item = subject.kind == SubjectKind::Element ? m_elements.find(ElementId(subject.id)) : nullptr) {
        static const char *const kinds[] = {QT_TRANSLATE_NOOP("DiagramScene", "External entity"), QT_TRANSLATE_NOOP("DiagramScene", "Process"),
                                            QT_TRANSLATE_NOOP("DiagramScene", "Data store")};
        parts.append(SceneText::tr(kinds[int(item->element.kind)]));
        if (!item->element.technology.isEmpty())
            parts.append(item->element.technology);
        if (!item->element.confirmed)
            parts.append(SceneText::tr("inferred, not confirmed"));
        if (item->locked)
            parts.append(SceneText::tr("locked"));
        if (!item->element.inScope)
            parts.append(SceneText::tr("out of scope"));
        if (const TrustBoundary *zone = model().boundaries.find(item->element.boundary))
            parts.append(SceneText::tr("in %1").arg(zone->name));
        QStringList in, out;
        for (const FlowId &id : flowsAt(item->id)) {
            const FlowItem *flow = m_flows.find(id);
            const bool starts = flow->shown.from == subject;
            const QString other = nameOf(starts ? flow->shown.to : flow->shown.from);
            if (!starts || flow->shown.flow.bidirectional || flow->shown.to == subject)
                in.append(other);
            if (starts || flow->shown.flow.bidirectional)
                out.append(other);
        }
        for (QStringList *list : {&in, &out}) {
            list->sort();
            list->removeDuplicates();
        }
        if (!in.isEmpty())
            parts.append(SceneText::tr("receives from %1").arg(in.join(SceneText::tr(", "))));
        if (!out.isEmpty())
            parts.append(SceneText::tr("sends to %1").arg(out.join(SceneText::tr(", "))));
    } else if (const FlowItem *flow = subject.kind == SubjectKind::Flow ? m_flows.find(FlowId(subject.id)) : nullptr) {
        parts.append(flow->shown.isBundle() ? SceneText::tr("%n data flow(s)", nullptr, int(flow->shown.flows.size())) : SceneText::tr("Data flow"));
        if (!flow->shown.flow.protocol.isEmpty())
            parts.append(flow->shown.flow.protocol);
        if (!flow->shown.flow.operations.isEmpty())
            parts.append(SceneText::tr("%n operation(s)", nullptr, int(flow->shown.flow.operations.size())));
        if (flow->shown.flow.encrypted.value == Truth::No)
            parts.append(SceneText::tr("not encrypted"));
        QStringList crossed;
        for (const BoundaryId &id : crossedBoundaries(model(), flow->shown.flow))
            crossed.append(model().boundaries.value(id).name);
        if (!crossed.isEmpty())
            parts.append(SceneText::tr("crosses %1").arg(crossed.join(SceneText::tr(", "))));
    } else if (const BoundaryItem *zone = subject.kind == SubjectKind::Boundary ? m_boundaries.find(BoundaryId(subject.id)) : nullptr) {
        parts.append(SceneText::tr("Trust boundary"));
        if (zone->boundary.trust != TrustBoundary::unknownTrust)
            parts.append(SceneText::tr("trust %1").arg(zone->boundary.trust));
        parts.append(SceneText::tr("%n element(s) inside", nullptr, zone->collapsed ? int(zone->content.size()) : int(membersDeep({zone->id}).size())));
        if (zone->collapsed)
            parts.append(SceneText::tr("collapsed"));
        if (zone->locked)
            parts.append(SceneText::tr("locked"));
    }
    const FindingMark mark = m_style.marks.value(subject.id);
    if (mark.count > 0)
        parts.append(SceneText::tr("%n finding(s)", nullptr, mark.count));
    if (const int threads = m_style.comments.value(subject.id).open; threads > 0)
        parts.append(SceneText::tr("%n open thread(s)", nullptr, threads));
    return parts.join(SceneText::tr(", "));
}

} // namespace drawbridge
