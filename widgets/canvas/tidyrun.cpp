// SPDX-License-Identifier: Apache-2.0
#include "canvas/tidyrun.h"

#include "canvas/diagramview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QtConcurrentRun>

namespace drawbridge {

namespace {

constexpr int glideMs = 320;
constexpr std::size_t mostGliding = 400; // more things jump
constexpr int deadlineMs = 30000;

} // namespace

TidyRun::TidyRun(CanvasContext &context, QWidget *parent) : QWidget(parent), c(context)
{
    setObjectName(QStringLiteral("canvas.tidy"));
    setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(12);
    m_text = new QLabel(tr("Finding better places …"), this);
    auto *bar = new QProgressBar(this);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedSize(96, 6);
    m_cancel = new QPushButton(tr("Cancel"), this);
    row->addWidget(m_text);
    row->addWidget(bar);
    row->addWidget(m_cancel);
    hide();
    connect(m_cancel, &QPushButton::clicked, this, &TidyRun::stop);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &TidyRun::take);
    m_animation.setDuration(glideMs);
    m_animation.setStartValue(0.0);
    m_animation.setEndValue(1.0);
    m_animation.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        if (m_animation.state() != QAbstractAnimation::Running || !c.scene().hasLifted())
            return;
        const double t = value.toDouble();
        const auto mix = [t](const QRectF &a, const QRectF &b) {
            return QRectF(a.topLeft() * (1 - t) + b.topLeft() * t, QSizeF(a.width() * (1 - t) + b.width() * t, a.height() * (1 - t) + b.height() * t));
        };
        QHash<ElementId, QRectF> elements;
        QHash<BoundaryId, QRectF> boundaries;
        for (auto it = m_toElements.begin(); it != m_toElements.end(); ++it)
            elements.insert(it.key(), mix(m_fromElements.value(it.key()), it.value()));
        for (auto it = m_toBoundaries.begin(); it != m_toBoundaries.end(); ++it)
            boundaries.insert(it.key(), mix(m_fromBoundaries.value(it.key()), it.value()));
        c.scene().previewRects(elements, boundaries, true);
        c.updateOverlay();
    });
    connect(&m_animation, &QVariantAnimation::finished, this, &TidyRun::finishAnimation);
}

TidyRun::~TidyRun()
{
    m_watcher.disconnect(this);
    if (m_progress)
        m_progress->cancel();
    m_watcher.waitForFinished();
}

void TidyRun::start(LayoutScope scope)
{
    if (m_running || !c.canEdit())
        return;
    finishAnimation();
    m_scope = scope;
    m_selection = c.selected().elements;
    for (const ElementId &id : c.scene().membersDeep(c.selected().boundaries))
        m_selection.insert(id);
    m_diagram = c.diagram();
    m_model = c.model();
    m_revision = c.scene().document()->revision();
    const LayoutRequest request = layoutRequest(m_model, m_diagram, scope, m_selection);
    if (request.nodes.isEmpty())
        return;
    m_running = true;
    m_progress = std::make_shared<Progress>();
    m_watcher.setFuture(QtConcurrent::run([request, progress = m_progress] { return runLayout(request, *progress, deadlineMs); }));
    const DiagramPalette &colors = c.palette();
    setStyleSheet(QStringLiteral("#canvas\\.tidy { background: %1; border: 1px solid %2; border-radius: 8px; } QLabel { color: %3; }")
                      .arg(colors.shapeFill.name(), colors.grid.name(), colors.text.name()));
    show();
    follow();
}

void TidyRun::stop()
{
    if (!m_running)
        return;
    m_running = false;
    m_progress->cancel();
    hide();
    emit done(false);
}

void TidyRun::follow()
{
    if (!isVisible())
        return;
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 16);
    raise();
}

void TidyRun::take()
{
    if (!m_running)
        return;
    m_running = false;
    hide();
    const Result<LayoutPositions> result = m_watcher.result();
    Document *document = c.scene().document();
    if (!document || c.diagram() != m_diagram) {
        emit done(false);
        return;
    }
    if (!result) {
        emit failed(result.error().message);
        emit done(false);
        return;
    }
    if (document->revision() != m_revision) {
        emit failed(tr("The diagram was changed while it was being laid out, so the new places were dropped. Tidy up again to lay out what is there now."));
        emit done(false);
        return;
    }
    const Delta delta = placementDelta(m_model, m_diagram, m_scope, *result, m_selection);
    QHash<ElementId, QRectF> elements;
    QHash<BoundaryId, QRectF> boundaries;
    for (const ElementItem *item : c.scene().elements())
        elements.insert(item->id, item->rect);
    for (const BoundaryItem *item : c.scene().boundaries())
        boundaries.insert(item->id, item->rect);
    c.push(m_scope == LayoutScope::OnlyUnplaced ? tr("Place what is new") : tr("Tidy up"), delta);
    animate(elements, boundaries);
    emit done(m_scope == LayoutScope::All);
}

void TidyRun::animate(const QHash<ElementId, QRectF> &elements, const QHash<BoundaryId, QRectF> &boundaries)
{
    const bool animated = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, parentWidget()) > 0 && parentWidget()->isVisible();
    if (!animated || c.scene().elements().size() > mostGliding)
        return;
    m_fromElements.clear();
    m_toElements.clear();
    m_fromBoundaries.clear();
    m_toBoundaries.clear();
    for (const ElementItem *item : c.scene().elements()) {
        if (const auto it = elements.constFind(item->id); it != elements.constEnd() && *it != item->rect) {
            m_fromElements.insert(item->id, *it);
            m_toElements.insert(item->id, item->rect);
        }
    }
    for (const BoundaryItem *item : c.scene().boundaries()) {
        if (const auto it = boundaries.constFind(item->id); it != boundaries.constEnd() && *it != item->rect) {
            m_fromBoundaries.insert(item->id, *it);
            m_toBoundaries.insert(item->id, item->rect);
        }
    }
    // All of them: what is lifted is drawn above what rests, so zones that rest must not lie under moving ones.
    QSet<ElementId> lifted;
    QSet<BoundaryId> zones;
    for (const ElementItem *item : c.scene().elements())
        lifted.insert(item->id);
    for (const BoundaryItem *item : c.scene().boundaries())
        zones.insert(item->id);
    if (m_toElements.isEmpty() && m_toBoundaries.isEmpty())
        return;
    c.scene().lift(lifted, zones);
    c.scene().previewRects(m_fromElements, m_fromBoundaries, true);
    m_animation.start();
}

void TidyRun::finishAnimation()
{
    m_animation.stop();
    if (m_toElements.isEmpty() && m_toBoundaries.isEmpty())
        return;
    m_toElements.clear();
    m_toBoundaries.clear();
    c.scene().dropLifted();
    c.updateOverlay();
}

} // namespace drawbridge
