// SPDX-License-Identifier: Apache-2.0
// What menu entries and keys do to flows.
#include "canvas/diagramcommands.h"

#include "canvas/diagramview.h"
#include "canvas/tools/flowgestures.h"
#include "edits/flowedits.h"
#include "edits/standingedits.h"

#include <QLineF>

#include <tuple>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// The flow's bends with one more in the middle of its longest piece, and which it is.
std::pair<int, QList<QPointF>> withNewBend(const FlowItem &item)
{
    QPointF middle;
    double longest = -1;
    for (qsizetype i = 1; i < item.route.points.size(); ++i) {
        const QPointF from = item.route.points[i - 1], to = item.route.points[i];
        if (const double length = QLineF(from, to).length(); length > longest) {
            longest = length;
            middle = toGrid((from + to) / 2);
        }
    }
    const int index = waypointIndex(item, middle);
    QList<QPointF> bends = item.shown.waypoints;
    bends.insert(index, middle);
    return {index, bends};
}

} // namespace

void DiagramCommands::reverseFlows()
{
    ThreatModel after = c.model();
    Delta all;
    for (const Subject &subject : c.scene().selection()) {
        if (subject.kind != SubjectKind::Flow)
            continue;
        const Delta one = reverseFlow(after, FlowId(subject.id));
        apply(after, one);
        all = compose(all, one);
    }
    c.push(tr("Reverse flow"), all);
}

void DiagramCommands::resetRoutes()
{
    ThreatModel after = c.model();
    Delta all;
    for (const Subject &subject : c.scene().selection()) {
        if (subject.kind != SubjectKind::Flow)
            continue;
        for (const bool label : {false, true}) {
            const Delta one = label ? setLabelOffset(after, c.diagram(), FlowId(subject.id), std::nullopt) : setWaypoints(after, c.diagram(), FlowId(subject.id), {});
            apply(after, one);
            all = compose(all, one);
        }
    }
    c.push(tr("Reset route"), all);
}

void DiagramCommands::openFlows()
{
    QSet<FlowId> flows;
    bool all = true;
    for (const Subject &subject : c.scene().selection()) {
        const FlowItem *item = subject.kind == SubjectKind::Flow ? c.scene().flow(FlowId(subject.id)) : nullptr;
        if (!item || !(item->shown.canOpen || item->shown.opened))
            continue;
        for (const FlowId &id : item->shown.flows)
            flows.insert(id);
        all = all && item->shown.opened;
    }
    if (flows.isEmpty())
        return;
    const QList<Subject> selection = c.scene().selection();
    c.push(all ? tr("Close flow") : tr("Open flow"), setOpened(c.model(), c.diagram(), flows, !all));
    QList<Subject> now = selection;
    for (const FlowId &id : flows)
        now.append(subjectOf(id));
    c.scene().select(now); // all that came out of a bundle; what went into one, as one
    c.view().ensureVisible(c.scene().focus()); // the list of operations may stand where nothing was
}

// --- bends and labels by key ---

const FlowItem *DiagramCommands::bendableFlow() const
{
    const QList<Subject> &selection = c.scene().selection();
    const FlowItem *item = selection.size() == 1 && selection.first().kind == SubjectKind::Flow ? c.scene().flow(FlowId(selection.first().id)) : nullptr;
    return item && item->canBend() && item->route.points.size() > 1 ? item : nullptr;
}

void DiagramCommands::setBends(const QString &text, FlowId flow, const QList<QPointF> &bends, const MergeKey &key)
{
    QList<Point> points;
    for (const QPointF &bend : bends)
        points.append({bend.x(), bend.y()});
    c.push(text, setWaypoints(c.model(), c.diagram(), flow, points), key);
}

void DiagramCommands::addBend()
{
    const FlowItem *item = bendableFlow();
    if (!item)
        return;
    const auto [index, bends] = withNewBend(*item);
    setBends(tr("Bend flow"), item->id, bends);
    c.scene().setActiveBend(index);
}

void DiagramCommands::nextBend()
{
    const FlowItem *item = bendableFlow();
    if (item && !item->shown.waypoints.isEmpty())
        c.scene().setActiveBend((c.scene().activeBend() + 1) % int(item->shown.waypoints.size()));
}

void DiagramCommands::removeBend()
{
    const FlowItem *item = bendableFlow();
    if (!item || item->shown.waypoints.isEmpty())
        return;
    QList<QPointF> bends = item->shown.waypoints;
    bends.removeAt(std::clamp(c.scene().activeBend(), 0, int(bends.size()) - 1));
    setBends(tr("Remove bend"), item->id, bends);
    c.scene().setActiveBend(bends.isEmpty() ? -1 : 0);
}

void DiagramCommands::moveBend(const QPointF &by)
{
    const FlowItem *item = bendableFlow();
    if (!item)
        return;
    int index = std::clamp(c.scene().activeBend(), 0, std::max(0, int(item->shown.waypoints.size()) - 1));
    QList<QPointF> bends = item->shown.waypoints;
    if (bends.isEmpty())
        std::tie(index, bends) = withNewBend(*item);
    bends[index] += by;
    setBends(tr("Move bend"), item->id, bends, u"bend "_s + item->id.uuid().toString() + QString::number(index));
    c.scene().setActiveBend(index);
}

bool DiagramCommands::moveLabels(const QPointF &by)
{
    ThreatModel after = c.model();
    Delta all;
    for (const Subject &subject : c.scene().selection()) {
        const FlowItem *item = subject.kind == SubjectKind::Flow ? c.scene().flow(FlowId(subject.id)) : nullptr;
        if (!item || !item->canBend() || item->shown.label.isEmpty())
            continue;
        const Delta one = setLabelOffset(after, c.diagram(), item->id, item->shown.labelOffset + by);
        apply(after, one);
        all = compose(all, one);
    }
    if (all.isEmpty())
        return false;
    c.push(tr("Move label"), all, u"label"_s);
    return true;
}

} // namespace drawbridge
