// SPDX-License-Identifier: Apache-2.0
#include "canvas/accessiblediagram.h"
#include "canvas/diagramviewparts.h"
#include "canvas/routekeeper.h"
#include "canvas/scenepainter.h"
#include "canvas/tools/placetools.h"
#include "canvas/tools/selecttool.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineF>
#include <QMenu>
#include <QPainter>
#include <QStyle>

namespace drawbridge {

namespace {

constexpr double fitMargin = 32;
constexpr int glideMs = 180;    // of a short way
constexpr int longGlideMs = 520;

} // namespace

DiagramView::DiagramView(QWidget *parent) : QWidget(parent), d(std::make_unique<Parts>(*this))
{
    makeDiagramsAccessible();
    setObjectName(QStringLiteral("canvas"));
    setAccessibleName(tr("Diagram"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAcceptDrops(true);
    grabGesture(Qt::PinchGesture);
    setMinimumSize(160, 120);
    d->setTool(DiagramActions::Kind::SelectTool);
    d->updateActions();
}

DiagramView::~DiagramView()
{
    d->scene.disconnect();
    d->gesture.reset();
    d->tool.reset();
}

DiagramView::Parts::Parts(DiagramView &owner) : view(owner), context(owner, scene), commands(context)
{
    scene.setFont(notation::baseFont());
    minimap = new Minimap(context, &view);
    legend = new Legend(scene, &view);
    QObject::connect(legend, &Legend::choiceMade, &view, [this](const QString &id) { emit view.lensChoiceMade(scene.style().lens, id); });
    editor = new NameEditor(context, &view);
    tidy = new TidyRun(context, &view);
    unplaced = new QPushButton(&view);
    unplaced->setObjectName(QStringLiteral("canvas.unplaced"));
    unplaced->hide();

    QObject::connect(&scene, &DiagramScene::changed, &view, [this](const QRectF &area) {
        store.markDirty(area);
        view.update(camera.toView(area).toAlignedRect().adjusted(-2, -2, 2, 2) & view.rect());
        minimap->pictureChanged();
    });
    QObject::connect(&scene, &DiagramScene::liftedChanged, &view, [this](const QRectF &area) {
        view.update(camera.toView(area).toAlignedRect().adjusted(-2, -2, 2, 2) & view.rect());
    });
    QObject::connect(&scene, &DiagramScene::rebuilt, &view, [this] {
        store.markAllDirty();
        view.update();
        minimap->pictureChanged();
    });
    QObject::connect(&scene, &DiagramScene::updated, &view, [this] {
        if (gesture) // somebody else changed the document: what was dragged may be gone
            view.cancelGesture();
        if (!scene.diagram() && !scene.model().diagrams.isEmpty()) { // the first one, from an import or undo
            view.setDiagram({});
            return;
        }
        const bool isFilled = (wasEmpty && scene.elements().size() > 1) || (wasBuilding && !scene.isBuilding());
        wasEmpty = scene.isEmpty();
        wasBuilding = scene.isBuilding();
        if (isFilled && fitWanted)
            fit();
        if (scene.style().lens == Lens::Threats && !scene.isBuilding())
            updateLegend(false); // it counts what is shown
        editor->follow();
        minimap->follow();
        updateUnplaced();
        updateActions();
        view.update();
    });
    QObject::connect(&scene, &DiagramScene::selectionChanged, &view, [this] {
        if (scene.document() && !keepMerge)
            scene.document()->endMerge();
        updateActions();
        view.update();
        emit view.selectionChanged(scene.selection());
        announceFocus();
    });
    QObject::connect(&scene, &DiagramScene::diagramRemoved, &view, [this] { view.setDiagram({}); });
    QObject::connect(minimap, &Minimap::centerRequested, &view, [this](const QPointF &at) {
        setCamera({camera.scale, at - QPointF(view.width(), view.height()) / (2 * camera.scale)});
    });
    QObject::connect(tidy, &TidyRun::failed, &view, &DiagramView::failed);
    QObject::connect(tidy, &TidyRun::done, &view, [this](bool isWholeDiagram) {
        if (isWholeDiagram)
            view.zoomToFit();
        updateUnplaced();
        updateActions();
    });
    QObject::connect(unplaced, &QPushButton::clicked, &view, [this] { run(DiagramActions::Kind::TidyNew); });
    QObject::connect(&autoScroller, &QTimer::timeout, &view, [this] { autoScroll(); });
    autoScroller.setInterval(16);
    glide.setStartValue(0.0);
    glide.setEndValue(1.0);
    glide.setDuration(glideMs);
    glide.setEasingCurve(QEasingCurve::OutCubic);
    QObject::connect(&glide, &QVariantAnimation::valueChanged, &view, [this](const QVariant &value) {
        if (glide.state() == QAbstractAnimation::Running)
            setCamera(value.toDouble() >= 1 ? glideTarget : between(glideFrom, glideTarget, value.toDouble(), view.size()), false);
    });
    for (QAction *action : actions.all())
        view.addAction(action);
    for (int i = 0; const QAction *action = actions.action(DiagramActions::Kind(i)); ++i)
        QObject::connect(action, &QAction::triggered, &view, [this, i] { run(DiagramActions::Kind(i)); });
}

void DiagramView::setDocument(Document *document)
{
    cancelGesture();
    d->tidy->stop();
    if (Document *old = d->scene.document()) {
        old->disconnect(this);
        old->undoStack()->disconnect(this);
    }
    d->cameras.clear();
    d->scene.setDocument(document);
    if (document) {
        connect(document->undoStack(), &QUndoStack::indexChanged, this, [this] { d->updateActions(); });
        connect(document, &Document::resetDone, this, [this] {
            d->cameras.clear();
            if (!d->scene.model().diagrams.contains(d->scene.diagram()))
                setDiagram({});
            else
                d->fit();
        });
    }
    setDiagram({});
}

Document *DiagramView::document() const { return d->scene.document(); }

void DiagramView::setDiagram(DiagramId diagram)
{
    const Table<Diagram> &diagrams = d->scene.model().diagrams;
    if (!diagrams.contains(diagram)) {
        const Diagram *first = nullptr;
        for (const Diagram &one : diagrams) {
            if (!first || std::make_tuple(one.position, one.id) < std::make_tuple(first->position, first->id))
                first = &one;
        }
        diagram = first ? first->id : DiagramId();
    }
    if (diagram == d->scene.diagram() && d->scene.document())
        return;
    cancelGesture();
    d->tidy->stop();
    d->glide.stop();
    if (d->scene.diagram() && !d->fitWanted)
        d->cameras.insert(d->scene.diagram(), d->camera);
    d->scene.setDiagram(diagram);
    if (const auto seen = d->cameras.constFind(diagram); seen != d->cameras.constEnd()) {
        d->fitWanted = false;
        d->setCamera(*seen, false);
    } else {
        d->fit();
    }
    d->updateUnplaced();
    d->updateActions();
    d->updateLegend();
    emit diagramChanged(diagram);
}

DiagramId DiagramView::diagram() const { return d->scene.diagram(); }
QList<Subject> DiagramView::selection() const { return d->scene.selection(); }
void DiagramView::select(const QList<Subject> &subjects) { d->scene.select(subjects); }
bool DiagramView::shows(const Subject &subject) const { return d->scene.contains(subject); }

void DiagramView::ensureVisible(const Subject &subject)
{
    const QRectF area = d->scene.boundsOf(subject).adjusted(-24, -24, 24, 24);
    if (!d->scene.contains(subject))
        return;
    const QRectF seen = d->camera.toScene(QRectF(rect()));
    const Camera &now = d->glide.state() == QAbstractAnimation::Running ? d->glideTarget : d->camera;
    if (now.toScene(QRectF(rect())).contains(area) && now.scale >= overviewBelow)
        return;
    Camera wanted = d->camera;
    if (area.width() > seen.width() || area.height() > seen.height() || d->camera.scale < overviewBelow)
        wanted = Camera::showing(area, size(), fitMargin);
    else if (seen.intersects(area)) // partly seen: no further than needed, so that eyes keep their place
        wanted.origin += QPointF(std::min(0.0, area.left() - seen.left()) + std::max(0.0, area.right() - seen.right()),
                                 std::min(0.0, area.top() - seen.top()) + std::max(0.0, area.bottom() - seen.bottom()));
    else
        wanted.origin = area.center() - QPointF(width(), height()) / (2 * wanted.scale);
    d->fitWanted = false;
    d->glideTo(wanted);
}

void DiagramView::setDiagramPalette(const DiagramPalette &palette)
{
    d->scene.setPalette(palette);
    d->legend->update();
}

const DiagramPalette &DiagramView::diagramPalette() const { return d->scene.style().palette; }
void DiagramView::setLens(Lens lens)
{
    if (lens == d->scene.style().lens)
        return;
    d->scene.setLens(lens);
    d->updateLegend();
    emit lensChanged(lens);
}

Lens DiagramView::lens() const { return d->scene.style().lens; }
void DiagramView::setFindings(const FindingMarks &marks)
{
    d->scene.setMarks(marks);
    d->updateLegend();
}

void DiagramView::setReadOnly(bool on)
{
    d->context.setReadOnly(on);
    d->updateActions();
}

void DiagramView::setComments(const CommentMarks &comments) { d->scene.setComments(comments); }

void DiagramView::setLensPicture(Lens lens, const LensPicture &picture)
{
    d->scene.setPicture(lens, picture);
    if (lens == d->scene.style().lens)
        d->updateLegend();
}

void DiagramView::setLensChoices(Lens lens, const QString &title, const QList<LensChoice> &choices, const QString &current)
{
    d->choices[int(lens)] = {title, choices, current};
    if (lens == d->scene.style().lens)
        d->updateLegend();
}

void DiagramView::highlightRoute(const QList<QUuid> &route) { d->scene.setRoute(route); }
DiagramActions *DiagramView::diagramActions() const { return &d->actions; }
double DiagramView::zoom() const { return d->camera.scale; }
void DiagramView::setZoom(double zoom) { d->setCamera(d->camera.zoomedAt(QPointF(width(), height()) / 2, zoom)); }
void DiagramView::setLargestFit(double zoom)
{
    d->largestFit = zoom;
    if (d->fitWanted)
        zoomToFit();
}

void DiagramView::zoomToFit()
{
    d->fitWanted = true;
    d->glideTo(d->fitted());
}

void DiagramView::zoomToSelection()
{
    QRectF area;
    for (const Subject &subject : d->scene.selection())
        area |= d->scene.boundsOf(subject);
    if (!area.isNull())
        zoomToRect(area);
}

void DiagramView::zoomToRect(const QRectF &rect, bool animated)
{
    const Camera camera = Camera::showing(rect, size(), 2 * fitMargin, 1.5);
    d->fitWanted = false;
    if (animated)
        d->glideTo(camera);
    else
        d->setCamera(camera);
}

QPointF DiagramView::toScene(const QPointF &viewPosition) const { return d->camera.toScene(viewPosition); }
QPointF DiagramView::toView(const QPointF &scenePosition) const { return d->camera.toView(scenePosition); }
void DiagramView::setMinimapVisible(bool visible)
{
    d->minimap->setWanted(visible);
    d->actions[DiagramActions::Kind::Minimap]->setChecked(visible);
}
bool DiagramView::isMinimapVisible() const { return d->minimap->isWanted(); }
DiagramScene &DiagramView::scene() const { return d->scene; }
bool DiagramView::isGestureRunning() const { return d->gesture != nullptr; }
QSize DiagramView::sizeHint() const { return {900, 600}; }

void DiagramView::cancelGesture()
{
    d->autoScroller.stop();
    d->isPressed = false;
    d->editor->discard();
    if (const std::unique_ptr<Gesture> gesture = std::move(d->gesture))
        gesture->cancel();
    d->tidy->finishAnimation();
    d->setTool(DiagramActions::Kind::SelectTool);
    update();
}

void DiagramView::Parts::setCamera(const Camera &wanted, bool byPerson)
{
    const Camera next = wanted.snapped(view.devicePixelRatioF());
    if (byPerson) {
        fitWanted = false;
        glide.stop();
    }
    if (next == camera)
        return;
    const bool zoomed = next.scale != camera.scale;
    camera = next;
    view.update();
    editor->follow();
    minimap->follow();
    if (zoomed)
        emit view.zoomChanged(camera.scale);
}

void DiagramView::Parts::glideTo(const Camera &wanted)
{
    glide.stop();
    const bool animated = view.isVisible() && view.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &view) > 0;
    if (!animated) {
        setCamera(wanted, false);
        return;
    }
    glideFrom = camera;
    glideTarget = wanted.snapped(view.devicePixelRatioF());
    // A far way takes longer, so that eyes can follow: counted in widths of the view, and in doublings of the scale.
    const QPointF middle(view.width() / 2.0, view.height() / 2.0);
    const double far = QLineF(glideFrom.toScene(middle), glideTarget.toScene(middle)).length() * std::min(glideFrom.scale, glideTarget.scale) / std::max(1, view.width())
                       + std::abs(std::log2(glideTarget.scale / glideFrom.scale));
    glide.setDuration(int(std::min<double>(longGlideMs, glideMs + 120 * far)));
    glide.start();
}

Camera DiagramView::Parts::fitted() const
{
    const QRectF content = scene.contentRect();
    if (content.isNull())
        return {1, QPointF(-view.width(), -view.height()) / 2};
    // What is fitted does not lie under the legend.
    return Camera::showing(content, view.size() - QSize(0, legend->heightTaken()), fitMargin, largestFit);
}

void DiagramView::Parts::fit()
{
    fitWanted = true;
    glide.stop(); // it may be on its way to where all fitted before
    setCamera(fitted(), false);
}

void DiagramView::Parts::draw(QPainter &painter, const QRect &rect) const
{
    painter.fillRect(rect, scene.style().palette.background);
    painter.setTransform(camera.transform(), true);
    const QRectF exposed = camera.toScene(QRectF(rect));
    paintGrid(painter, exposed, camera.scale, scene.style().palette);
    PaintOptions options;
    options.scale = camera.scale;
    options.layer = Layer::Resting;
    if (view.hasFocus() && keyboardFocus)
        options.focus = scene.focus();
    paintScene(painter, scene, exposed, options);
}

void DiagramView::paintEvent(QPaintEvent *event)
{
    d->store.update(d->camera, size(), devicePixelRatioF(), [this](QPainter &painter, const QRect &rect) { d->draw(painter, rect); });
    QPainter painter(this);
    d->store.paint(painter, event->region());
    if (d->scene.hasLifted()) {
        painter.save();
        painter.setTransform(d->camera.transform(), true);
        PaintOptions options;
        options.scale = d->camera.scale;
        options.layer = Layer::Lifted;
        paintScene(painter, d->scene, d->camera.toScene(QRectF(event->rect())), options);
        painter.restore();
    }
    if (d->scene.isEmpty() && !d->gesture && d->toolKind == DiagramActions::Kind::SelectTool)
        d->paintEmptyHint(painter);
    painter.save();
    if (d->gesture)
        d->gesture->paint(painter);
    else
        d->tool->paint(painter);
    painter.restore();
    if (hasFocus() && d->keyboardFocus) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(d->scene.style().palette.selection, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void DiagramView::Parts::paintEmptyHint(QPainter &painter) const
{
    const DiagramPalette &palette = scene.style().palette;
    const bool noDiagram = !scene.diagram();
    const QString title = noDiagram ? tr("No diagram is open") : tr("Start your diagram");
    const QString text = noDiagram ? tr("Import a specification, or add a diagram in the list on the left.")
                                   : tr("Double-click to add a process, drag from its edge to connect it.\nOr drop a specification here and let the diagram be drawn.");
    painter.setPen(palette.text);
    painter.setFont(notation::font(scene.style().font, 18, true));
    const int middle = view.height() / 2;
    painter.drawText(QRect(0, middle - 76, view.width(), 28), Qt::AlignCenter, title);
    painter.setPen(palette.mutedText);
    painter.setFont(notation::font(scene.style().font, 13));
    painter.drawText(QRect(24, middle - 40, view.width() - 48, 48), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text);
    if (noDiagram)
        return;
    // The keys, each as a cap with what it does.
    struct Key
    {
        QString cap, what;
    };
    using K = DiagramActions::Kind;
    QList<Key> keys;
    for (const K kind : {K::ExternalTool, K::ProcessTool, K::StoreTool, K::FlowTool, K::BoundaryTool})
        keys.append({actions[kind]->shortcut().toString(QKeySequence::NativeText), actions[kind]->text()});
    const QFont capFont = notation::font(scene.style().font, 12, true), textFont = notation::font(scene.style().font, 12);
    const QFontMetricsF capMetrics(capFont), textMetrics(textFont);
    double total = 0;
    for (const Key &key : std::as_const(keys))
        total += std::max(22.0, capMetrics.horizontalAdvance(key.cap) + 12) + 7 + textMetrics.horizontalAdvance(key.what) + 20;
    double x = (view.width() - total + 20) / 2;
    if (x < 12)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Key &key : std::as_const(keys)) {
        const double width = std::max(22.0, capMetrics.horizontalAdvance(key.cap) + 12);
        const QRectF cap(x, middle + 22, width, 22);
        painter.setPen(QPen(palette.mutedText, 1));
        painter.setBrush(palette.shapeFill);
        painter.drawRoundedRect(cap, 5, 5);
        painter.setPen(palette.text);
        painter.setFont(capFont);
        painter.drawText(cap, Qt::AlignCenter, key.cap);
        painter.setPen(palette.mutedText);
        painter.setFont(textFont);
        const double textWidth = textMetrics.horizontalAdvance(key.what);
        painter.drawText(QRectF(cap.right() + 7, cap.top(), textWidth + 2, cap.height()), Qt::AlignVCenter | Qt::AlignLeft, key.what);
        x += width + 7 + textWidth + 20;
    }
}

void DiagramView::Parts::updateLegend(bool mayFit)
{
    const SceneStyle &style = scene.style();
    const Choices &offered = choices[int(style.lens)];
    QList<LegendEntry> entries;
    QString remark;
    if (style.lens == Lens::Threats) {
        const QString names[] = {tr("Critical"), tr("High"), tr("Medium"), tr("Low"), tr("Note")};
        int counts[5] = {};
        const auto add = [&](const QUuid &id) {
            if (const auto it = style.marks.constFind(id); it != style.marks.constEnd() && it->count > 0)
                ++counts[std::clamp(it->band, 0, 4)];
        };
        for (const ElementItem *item : scene.elements())
            add(item->id.uuid());
        for (const FlowItem *item : scene.flows())
            add(item->id.uuid());
        for (const BoundaryItem *item : scene.boundaries()) {
            add(item->id.uuid());
            for (const QUuid &inside : item->content) // of a collapsed one
                add(inside);
        }
        for (int band = 0; band < 5; ++band) {
            if (counts[band] > 0)
                entries.append({{}, QString::number(counts[band]), names[band], band});
        }
        remark = entries.isEmpty() ? QString() : tr("The worst finding gives the colour; a badge counts findings, click it to see them.");
    } else if (style.lens != Lens::Structure) {
        entries = style.pictures[int(style.lens)].legend;
        remark = style.pictures[int(style.lens)].remark;
    }
    const bool open = scene.document() && scene.diagram();
    legend->setChoices(offered.title, open ? offered.list : QList<LensChoice>(), offered.current);
    pictureLegend = {};
    if (open && !entries.isEmpty()) {
        pictureLegend.entries = entries;
        if (style.lens == Lens::Threats)
            pictureLegend.title = tr("Findings: the worst one gives the colour, the badge counts them");
        for (const LensChoice &choice : offered.list) {
            if (choice.id == offered.current)
                pictureLegend.title = offered.title.isEmpty() ? choice.text : tr("%1: %2").arg(offered.title, choice.text);
        }
    }
    legend->setEntries(open ? entries : QList<LegendEntry>(), open ? remark : QString());
    if (mayFit && fitWanted && gesture == nullptr)
        fit();
}

void DiagramView::Parts::updateUnplaced()
{
    const int count = scene.unplacedCount();
    unplaced->setVisible(count > 0 && !tidy->isRunning());
    if (count == 0)
        return;
    unplaced->setText(tr("%n element(s) have no place yet. Place them", nullptr, count));
    unplaced->adjustSize();
    unplaced->move((view.width() - unplaced->width()) / 2, 12);
}

void DiagramView::resizeEvent(QResizeEvent *)
{
    d->legend->follow();
    if (d->fitWanted)
        d->fit();
    d->minimap->follow();
    d->tidy->follow();
    d->editor->follow();
    d->updateUnplaced();
}

} // namespace drawbridge
