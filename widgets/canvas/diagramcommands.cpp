// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramcommands.h"

#include "canvas/diagramview.h"
#include "canvas/scenepainter.h"
#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/placementedits.h"
#include "edits/selectionedits.h"
#include "edits/standingedits.h"
#include "edits/together.h"
#include "threatmodel/codec.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QSvgGenerator>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qint64 largestFragment = 64 * 1024 * 1024;

QList<Subject> subjectsOf(const Selection &selection)
{
    QList<Subject> subjects;
    for (const BoundaryId &id : selection.boundaries)
        subjects.append(subjectOf(id));
    for (const ElementId &id : selection.elements)
        subjects.append(subjectOf(id));
    for (const FlowId &id : selection.flows)
        subjects.append(subjectOf(id));
    std::sort(subjects.begin(), subjects.end(), [](const Subject &a, const Subject &b) { return std::tie(a.kind, a.id) < std::tie(b.kind, b.id); });
    return subjects;
}

} // namespace

QString DiagramCommands::fragmentType() { return u"application/x-drawbridge-fragment"_s; }

void DiagramCommands::remove()
{
    const Selection selection = c.selected();
    if (selection.isEmpty())
        return;
    const QList<Subject> &subjects = c.scene().selection();
    const QString text = subjects.size() == 1 ? tr("Delete %1").arg(c.scene().nameOf(subjects.first())) : tr("Delete %n thing(s)", nullptr, int(subjects.size()));
    c.push(text, removeSelection(c.model(), selection));
}

void DiagramCommands::takeOff()
{
    const Selection selection = c.selected();
    if (!selection.isEmpty())
        c.push(tr("Take %n thing(s) off the diagram", nullptr, int(c.scene().selection().size())), drawbridge::takeOff(c.model(), c.diagram(), selection));
}

std::unique_ptr<QMimeData> DiagramCommands::toMime() const
{
    const Selection selection = c.selected();
    if (selection.isEmpty())
        return nullptr;
    auto data = std::make_unique<QMimeData>();
    data->setData(fragmentType(), encodeModel(fragmentOf(c.model(), selection, c.diagram())));
    const QImage image = c.view().toImage(2, false, true);
    if (!image.isNull())
        data->setImageData(image);
    const QByteArray svg = c.view().toSvg(true);
    if (!svg.isEmpty())
        data->setData(u"image/svg+xml"_s, svg);
    QStringList names;
    for (const Subject &subject : c.scene().selection())
        names.append(c.scene().nameOf(subject));
    data->setText(names.join(u'\n'));
    return data;
}

void DiagramCommands::copy() const
{
    if (std::unique_ptr<QMimeData> data = toMime())
        QGuiApplication::clipboard()->setMimeData(data.release());
}

void DiagramCommands::cut()
{
    if (c.selected().isEmpty())
        return;
    copy();
    c.push(tr("Cut %n thing(s)", nullptr, int(c.scene().selection().size())), removeSelection(c.model(), c.selected()));
}

bool DiagramCommands::canPaste(const QMimeData *data) { return data && data->hasFormat(fragmentType()); }

bool DiagramCommands::pasteMime(const QMimeData *data, std::optional<QPointF> at)
{
    if (!canPaste(data))
        return false;
    const QByteArray bytes = data->data(fragmentType());
    if (bytes.size() > largestFragment)
        return false;
    const Result<ThreatModel> fragment = decodeModel(bytes);
    if (!fragment) {
        emit c.view().failed(fragment.error().message);
        return false;
    }
    m_pasteCount = bytes == m_lastPasted ? m_pasteCount + 1 : 1;
    m_lastPasted = bytes;
    QPointF by(3 * gridStep * m_pasteCount, 3 * gridStep * m_pasteCount);
    QRectF area;
    for (const Placement &placement : fragment->placements)
        area |= QRectF(placement.x, placement.y, placement.width, placement.height);
    for (const BoundaryPlacement &placement : fragment->boundaryPlacements)
        area |= QRectF(placement.x, placement.y, placement.width, placement.height);
    const QRectF seen = c.camera().toScene(QRectF(c.view().rect()));
    if (at)
        by = toGrid(*at - area.center());
    else if (!area.isNull() && !seen.intersects(area.translated(by)))
        by = toGrid(seen.center() - area.center());
    const PasteResult result = drawbridge::paste(c.model(), *fragment, c.diagram(), by);
    c.push(tr("Paste"), result.delta);
    c.scene().select(subjectsOf(result.pasted));
    // What is larger than the view would show as one corner of something.
    if (area.width() > seen.width() || area.height() > seen.height())
        c.view().zoomToRect(area.translated(by));
    return true;
}

void DiagramCommands::paste() { pasteMime(QGuiApplication::clipboard()->mimeData(), std::nullopt); }

void DiagramCommands::duplicate()
{
    const Selection selection = c.selected();
    if (selection.elements.isEmpty() && selection.boundaries.isEmpty())
        return;
    const PasteResult result = drawbridge::duplicate(c.model(), selection, c.diagram(), QPointF(3 * gridStep, 3 * gridStep));
    c.push(tr("Duplicate %n thing(s)", nullptr, int(c.scene().selection().size())), result.delta);
    c.scene().select(subjectsOf(result.pasted));
}

void DiagramCommands::selectAll()
{
    QList<Subject> all;
    for (const BoundaryItem *item : c.scene().boundaries())
        all.append(subjectOf(item->id));
    for (const ElementItem *item : c.scene().elements())
        all.append(subjectOf(item->id));
    for (const FlowItem *item : c.scene().flows())
        all.append(subjectOf(item->id));
    c.scene().select(all);
}

void DiagramCommands::rename()
{
    if (!c.scene().selection().isEmpty())
        c.startNaming(c.scene().focus());
}

void DiagramCommands::group()
{
    const Selection selection = c.selected();
    QSet<ElementId> elements = selection.elements;
    elements.unite(c.scene().membersDeep(selection.boundaries));
    if (elements.isEmpty())
        return;
    const TrustBoundary boundary = newBoundary(c.model(), ZoneKind::Custom);
    const MergeKey key = u"add "_s + boundary.id.uuid().toString();
    c.push(tr("Group into boundary"), groupElements(c.model(), boundary, elements), key);
    if (c.scene().boundary(boundary.id)) {
        c.selectFresh({subjectOf(boundary.id)});
        c.startNaming(subjectOf(boundary.id), key);
    }
}

void DiagramCommands::ungroup()
{
    if (const QSet<BoundaryId> boundaries = c.selected().boundaries; !boundaries.isEmpty())
        c.push(tr("Remove boundary"), removeBoundaries(c.model(), boundaries));
}

void DiagramCommands::align(DiagramActions::Kind kind)
{
    using K = DiagramActions::Kind;
    const QSet<ElementId> elements = c.selected().elements;
    if (kind == K::DistributeHorizontally || kind == K::DistributeVertically) {
        c.push(tr("Distribute"), distributeElements(c.model(), c.diagram(), elements, kind == K::DistributeHorizontally ? Qt::Horizontal : Qt::Vertical));
        return;
    }
    const Alignment alignment = kind == K::AlignLeft     ? Alignment::Left
                                : kind == K::AlignCenter ? Alignment::Center
                                : kind == K::AlignRight  ? Alignment::Right
                                : kind == K::AlignTop    ? Alignment::Top
                                : kind == K::AlignMiddle ? Alignment::Middle
                                                         : Alignment::Bottom;
    if (elements.size() > 1)
        c.push(tr("Align"), alignElements(c.model(), c.diagram(), elements, alignment));
}

void DiagramCommands::sameSize(DiagramActions::Kind kind)
{
    using K = DiagramActions::Kind;
    for (const Subject &subject : c.scene().selection()) {
        if (subject.kind != SubjectKind::Element)
            continue;
        const SameSize what = kind == K::SameWidth ? SameSize::Width : kind == K::SameHeight ? SameSize::Height : SameSize::Both;
        const QString texts[] = {tr("Same width"), tr("Same height"), tr("Same size")};
        c.push(texts[int(what)], makeSameSize(c.model(), c.diagram(), c.selected().elements, ElementId(subject.id), what));
        return;
    }
}

void DiagramCommands::collapse()
{
    const QSet<BoundaryId> boundaries = c.selected().boundaries;
    bool all = true;
    for (const BoundaryId &id : boundaries)
        all = all && c.scene().boundary(id) && c.scene().boundary(id)->collapsed;
    if (!boundaries.isEmpty())
        c.push(all ? tr("Expand boundary") : tr("Collapse boundary"), setCollapsed(c.model(), c.diagram(), boundaries, !all));
}

void DiagramCommands::collapse(BoundaryId boundary, bool collapsed)
{
    c.push(collapsed ? tr("Collapse boundary") : tr("Expand boundary"), setCollapsed(c.model(), c.diagram(), {boundary}, collapsed));
}

void DiagramCommands::lock(bool locked)
{
    c.push(locked ? tr("Lock") : tr("Unlock"), setLocked(c.model(), c.diagram(), c.selected(), locked));
}

void DiagramCommands::restack(bool toFront)
{
    const QSet<ElementId> elements = c.selected().elements;
    c.push(toFront ? tr("Bring to front") : tr("Send to back"),
           toFront ? bringToFront(c.model(), c.diagram(), elements) : sendToBack(c.model(), c.diagram(), elements));
}

void DiagramCommands::nudge(const QPointF &by)
{
    const Selection selection = c.selected();
    if (c.refusesToMove(selection))
        return;
    if (!selection.elements.isEmpty() || !selection.boundaries.isEmpty())
        c.push(tr("Nudge"), moveSelection(c.model(), c.diagram(), selection, by, ZoneRule::Keep), u"nudge"_s);
}

void DiagramCommands::resize(const QPointF &by)
{
    QList<std::function<Delta(const ThreatModel &)>> edits;
    for (const Subject &subject : c.scene().selection()) {
        const QRectF rect = c.scene().boundsOf(subject).adjusted(0, 0, by.x(), by.y());
        const DiagramId diagram = c.diagram();
        if (subject.kind == SubjectKind::Element)
            edits.append([=](const ThreatModel &now) { return resizeElement(now, diagram, ElementId(subject.id), rect); });
        else if (subject.kind == SubjectKind::Boundary)
            edits.append([=](const ThreatModel &now) { return resizeBoundary(now, diagram, BoundaryId(subject.id), rect); });
    }
    if (!edits.isEmpty())
        c.push(tr("Resize"), together(c.model(), edits), u"resize"_s);
}

} // namespace drawbridge
