// SPDX-License-Identifier: Apache-2.0
#include "canvas/nameeditor.h"

#include "canvas/diagramview.h"
#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"

#include <QKeyEvent>

namespace drawbridge {

namespace {

QString nameIn(const ThreatModel &model, const Subject &subject)
{
    if (subject.kind == SubjectKind::Element)
        return model.elements.value(ElementId(subject.id)).name;
    if (subject.kind == SubjectKind::Flow)
        return model.flows.value(FlowId(subject.id)).name;
    return model.boundaries.value(BoundaryId(subject.id)).name;
}

} // namespace

NameEditor::NameEditor(CanvasContext &context, QWidget *parent) : QLineEdit(parent), c(context)
{
    setObjectName(QStringLiteral("canvas.nameEditor"));
    setAccessibleName(tr("Name"));
    setFrame(false);
    setMaxLength(400);
    hide();
}

void NameEditor::open(const Subject &subject, const MergeKey &key)
{
    if (!c.scene().contains(subject))
        return;
    m_subject = subject;
    m_key = key;
    const DiagramPalette &colors = c.palette();
    QPalette palette;
    palette.setColor(QPalette::Base, colors.shapeFill);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.onBand);
    palette.setColor(QPalette::PlaceholderText, colors.mutedText);
    setPalette(palette);
    // In a symbol the ring of the selection is frame enough.
    const bool inSymbol = subject.kind == SubjectKind::Element;
    setStyleSheet(QStringLiteral("QLineEdit { border: %1px solid %2; border-radius: 6px; background: %3; color: %4; padding: 0 4px; }")
                      .arg(inSymbol ? 0 : 2)
                      .arg(colors.selection.name(), colors.shapeFill.name(), colors.text.name()));
    setAlignment(subject.kind == SubjectKind::Boundary ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter);
    setPlaceholderText(subject.kind == SubjectKind::Flow ? tr("Name of the flow") : tr("Name"));
    setText(nameIn(c.model(), subject));
    show();
    follow();
    selectAll();
    setFocus(Qt::OtherFocusReason);
}

void NameEditor::follow()
{
    if (!isOpen())
        return;
    if (!c.scene().contains(m_subject)) {
        close();
        return;
    }
    const double scale = std::clamp(c.scale(), 0.8, 1.6);
    setFont(notation::font(c.scene().style().font, qRound(13 * scale), m_subject.kind != SubjectKind::Flow));
    const int height = qRound(28 * scale);
    QRectF place;
    if (m_subject.kind == SubjectKind::Flow) {
        const FlowItem *flow = c.scene().flow(FlowId(m_subject.id));
        const QPointF center = c.camera().toView(flow->route.labelCenter);
        place = QRectF(center.x() - 90, center.y() - height / 2.0, 180, height);
    } else if (m_subject.kind == SubjectKind::Boundary) {
        const QRectF title = c.camera().toView(notation::boundaryTitleArea(c.scene().boundsOf(m_subject)));
        place = QRectF(title.left() + 6, title.center().y() - height / 2.0, std::clamp(title.width() - 12, 140.0, 320.0), height);
    } else {
        const QRectF rect = c.camera().toView(c.scene().boundsOf(m_subject));
        const double width = std::clamp(rect.width() - 24 * scale, 112.0, 360.0), tall = std::max(double(height), rect.height() - 16 * scale);
        place = QRectF(rect.center().x() - width / 2, rect.center().y() - tall / 2, width, tall);
    }
    const QRect view = parentWidget()->rect();
    QRect r = place.toAlignedRect();
    r.moveLeft(std::clamp(r.left(), 0, std::max(0, view.width() - r.width())));
    r.moveTop(std::clamp(r.top(), 0, std::max(0, view.height() - r.height())));
    setGeometry(r);
}

void NameEditor::close()
{
    m_closing = true;
    if (hasFocus()) // before hiding, which would pass the focus on to whatever comes next
        parentWidget()->setFocus(Qt::OtherFocusReason);
    hide();
    m_closing = false;
}

void NameEditor::discard()
{
    if (isOpen())
        close();
}

void NameEditor::commit()
{
    if (!isOpen() || m_closing)
        return;
    const QString name = text().simplified();
    const Subject subject = m_subject;
    const MergeKey key = m_key;
    close();
    Delta delta;
    if (subject.kind == SubjectKind::Element && !name.isEmpty())
        delta = renameElement(c.model(), ElementId(subject.id), name);
    else if (subject.kind == SubjectKind::Flow)
        delta = renameFlow(c.model(), FlowId(subject.id), name);
    else if (subject.kind == SubjectKind::Boundary && !name.isEmpty())
        delta = renameBoundary(c.model(), BoundaryId(subject.id), name);
    c.push(tr("Rename to %1").arg(name), delta, key);
    if (c.scene().document())
        c.scene().document()->endMerge();
}

bool NameEditor::event(QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) {
            commit();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void NameEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        commit();
    else {
        QLineEdit::keyPressEvent(event);
        event->accept(); // keys that the editor does not use must not reach the canvas
    }
}

void NameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        commit();
}

} // namespace drawbridge
