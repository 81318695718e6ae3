// SPDX-License-Identifier: Apache-2.0
// What can be dropped on a view: symbols of the palette, elements from the tree, what another program copied.
#include "canvas/diagramviewparts.h"
#include "canvas/symbolbutton.h"
#include "edits/placementedits.h"

#include <QDragEnterEvent>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace drawbridge {

void DiagramView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!d->context.canEdit())
        return;
    // A symbol from the palette: its tool in hand shows what would be put where.
    if (const std::optional<DiagramActions::Kind> symbol = SymbolButton::symbolIn(event->mimeData())) {
        d->setTool(*symbol);
        event->acceptProposedAction();
    } else if (event->mimeData()->hasFormat(elementsMimeType()) || DiagramCommands::canPaste(event->mimeData())) {
        event->acceptProposedAction();
    }
}

void DiagramView::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
    d->last = d->pointer(event->position(), event->modifiers());
    if (SymbolButton::symbolIn(event->mimeData()))
        d->tool->hover(d->last);
}

void DiagramView::dragLeaveEvent(QDragLeaveEvent *event)
{
    QWidget::dragLeaveEvent(event);
    if (!d->gesture) {
        d->tool->leave();
        d->setTool(DiagramActions::Kind::SelectTool);
    }
}

void DiagramView::dropEvent(QDropEvent *event)
{
    const QPointF at = d->camera.toScene(event->position());
    if (SymbolButton::symbolIn(event->mimeData())) {
        event->acceptProposedAction();
        activateWindow();
        setFocus(Qt::MouseFocusReason); // before the name is typed
        d->last = d->pointer(event->position(), event->modifiers());
        d->tool->click(d->last);
        return;
    }
    if (event->mimeData()->hasFormat(elementsMimeType())) {
        QHash<ElementId, QPointF> places;
        QList<Subject> subjects;
        QPointF corner = toGrid(at - QPointF(68, 32));
        for (const QByteArray &text : event->mimeData()->data(elementsMimeType()).split('\n')) {
            const ElementId id(QUuid::fromString(QString::fromLatin1(text.trimmed())));
            if (!d->scene.model().elements.contains(id) || places.contains(id))
                continue;
            places.insert(id, corner);
            subjects.append(subjectOf(id));
            corner += QPointF(0, 12 * gridStep);
        }
        d->context.push(tr("Show %n element(s) here", nullptr, int(places.size())), showElements(d->scene.model(), d->scene.diagram(), places));
        d->scene.select(subjects);
    } else {
        d->commands.pasteMime(event->mimeData(), at);
    }
    setFocus(Qt::MouseFocusReason);
    event->acceptProposedAction();
}

void DiagramView::dropIn(const QList<ElementId> &elements)
{
    if (!d->context.canEdit())
        return;
    QHash<ElementId, QPointF> places;
    QList<Subject> subjects;
    QPointF corner;
    for (const ElementId &id : elements) {
        const Element element = d->scene.model().elements.value(id);
        if (!element.id || places.contains(id))
            continue;
        subjects.append(subjectOf(id));
        if (d->scene.element(id))
            continue;
        const QSizeF size = d->context.sizeOf(element);
        if (places.isEmpty())
            corner = toGrid(d->freePlace(size) - QPointF(size.width(), size.height()) / 2);
        places.insert(id, corner);
        corner += QPointF(0, 12 * gridStep);
    }
    if (!places.isEmpty())
        d->context.push(tr("Show %n element(s) here", nullptr, int(places.size())), showElements(d->scene.model(), d->scene.diagram(), places));
    d->scene.select(subjects);
    if (!subjects.isEmpty())
        ensureVisible(subjects.first());
    setFocus(Qt::OtherFocusReason);
}

QString DiagramView::elementsMimeType() { return u"application/x-drawbridge-elements"_s; }

} // namespace drawbridge
