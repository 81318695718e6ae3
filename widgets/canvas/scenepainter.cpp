// SPDX-License-Identifier: Apache-2.0
#include "canvas/scenepainter.h"

#include "canvas/commentmarks.h"
#include "canvas/pixellayer.h"

#include <QLineF>
#include <QPainter>
#include <QtMath>

#include <optional>

namespace drawbridge {

namespace {

constexpr double stepsFrom = 0.3; // numbers of a highlighted route can be read
constexpr double dotDistance = 24;
constexpr double faded = 0.4;
constexpr std::size_t manyItems = 1500; // of an overview: written into pixels rather than painted one by one

bool belongs(bool lifted, Layer layer) { return layer == Layer::All || lifted == (layer == Layer::Lifted); }

// How the lens changes one item.
struct Look
{
    double opacity = 1;
    int heat = -1;
    int badge = 0;
    int badgeBand = 4;
    const Emphasis *emphasis = nullptr;
};

class ScenePainter
{
public:
    ScenePainter(QPainter &painter, const DiagramScene &scene, const QRectF &exposed, const PaintOptions &options)
        : p(painter), s(scene), style(dressed(scene.style(), options.palette)), area(exposed), o(options), onRoute(routeOf(scene))
    {
        const auto emphasised = [this](QColor color) {
            DiagramPalette palette = style.palette;
            palette.flowLine = palette.shapeLine = color;
            return palette;
        };
        for (int tone = 0; tone < 4; ++tone)
            tones[tone] = emphasised(toneColor(style.palette, Emphasis::Tone(tone)));
        routePalette = emphasised(style.palette.band[0]);
    }

    void paint()
    {
        if (o.layer == Layer::Lifted) {
            m_boundaries = s.raised().boundaries;
            m_flows = s.raised().flows;
            m_elements = s.raised().elements;
        } else {
            m_boundaries = s.boundariesNear(area);
            m_flows = s.flowsNear(area);
            m_elements = s.elementsNear(area);
        }
        if (o.scale < overviewBelow)
            paintPlain();
        else
            paintFull();
    }

private:
    static SceneStyle dressed(SceneStyle style, const DiagramPalette *palette)
    {
        if (palette)
            style.palette = *palette;
        return style;
    }

    // What is drawn of the way in: bundles and boxes stand for what is in them.
    static QSet<QUuid> routeOf(const DiagramScene &scene)
    {
        QSet<QUuid> ids;
        for (const QUuid &id : scene.style().route) {
            ids.insert(id);
            for (const SubjectKind kind : {SubjectKind::Flow, SubjectKind::Element})
                ids.insert(scene.shownFor({kind, id}).id);
        }
        ids.remove({});
        return ids;
    }

    // Those that may be in the layer.
    const std::vector<ElementItem *> &elements() const { return m_elements; }
    const std::vector<FlowItem *> &flows() const { return m_flows; }
    const std::vector<BoundaryItem *> &boundaries() const { return m_boundaries; }

    bool isSeen(const QRectF &bounds) const
    {
        return bounds.left() < area.right() && bounds.right() > area.left() && bounds.top() < area.bottom() && bounds.bottom() > area.top();
    }
    bool wanted(bool lifted, const QRectF &bounds, const QUuid &id) const
    {
        return belongs(lifted, o.layer) && isSeen(bounds) && (!o.only || o.only->contains(id));
    }
    // A long flow passes by most of what its bounds cover.
    bool wanted(const FlowItem &item) const
    {
        if (!wanted(item.lifted, item.bounds, item.id.uuid()))
            return false;
        if (item.bounds.width() + item.bounds.height() < 800)
            return true;
        // With what may stand at its middle: label, note and symbol of a lens, number of a step, mark of a comment.
        const QSizeF middle = item.labelSize.expandedTo(QSizeF()) + QSizeF(200, 80);
        if (isSeen(QRectF(item.route.labelCenter - QPointF(middle.width(), middle.height()) / 2, middle)))
            return true;
        for (qsizetype i = 1; i < item.route.points.size(); ++i) {
            if (isSeen(QRectF(item.route.points[i - 1], item.route.points[i]).normalized().adjusted(-20, -20, 20, 20)))
                return true;
        }
        return false;
    }

    Look lookOf(const QUuid &id) const
    {
        Look look;
        if (style.lens == Lens::Threats) {
            if (const auto it = style.marks.constFind(id); it != style.marks.constEnd() && it->count > 0) {
                look.heat = it->band;
                look.badge = it->count;
                look.badgeBand = it->band;
            }
        } else if (style.lens != Lens::Structure) {
            const EmphasisMap &map = style.pictures[int(style.lens)].marks;
            if (const auto it = map.constFind(id); it != map.constEnd())
                look.emphasis = &*it;
            else if (!map.isEmpty())
                look.opacity = faded;
        }
        return look;
    }

    // The worst of what several things that are drawn as one say.
    Look lookOf(const QList<QUuid> &together) const
    {
        Look all = lookOf(together.value(0));
        const auto weight = [](const Emphasis *e) {
            constexpr int weights[] = {2, 1, 4, 3}; // by tone
            return e ? weights[int(e->tone)] : 0;
        };
        for (qsizetype i = 1; i < together.size(); ++i) {
            const Look one = lookOf(together[i]);
            all.badge += one.badge;
            all.badgeBand = std::min(all.badgeBand, one.badgeBand);
            all.heat = all.heat < 0 ? one.heat : one.heat < 0 ? all.heat : std::min(all.heat, one.heat);
            all.opacity = std::max(all.opacity, one.opacity);
            if (weight(one.emphasis) > weight(all.emphasis))
                all.emphasis = one.emphasis;
        }
        return all;
    }
    Look lookOf(const FlowItem &item) const
    {
        if (!item.shown.isBundle())
            return lookOf(item.id.uuid());
        QList<QUuid> ids;
        for (const FlowId &id : item.shown.flows)
            ids.append(id.uuid());
        return lookOf(ids);
    }
    Look lookOf(const BoundaryItem &item) const
    {
        return item.collapsed ? lookOf(QList<QUuid>{item.id.uuid()} + item.content) : lookOf(item.id.uuid());
    }

    SymbolState stateOf(const Subject &subject, const Look &look) const
    {
        SymbolState state;
        state.detail = o.scale;
        state.badge = look.badge;
        state.badgeBand = look.badgeBand;
        state.heatBand = look.heat;
        if (look.emphasis) {
            const QPen pen = tonePen(style.palette, look.emphasis->tone);
            state.stress = pen.widthF();
            state.dashes = pen.style() == Qt::CustomDashLine ? pen.dashPattern() : QList<double>();
        }
        if (o.decorated) {
            state.selected = s.isSelected(subject.id);
            state.hovered = s.hovered() == subject;
            state.focused = o.focus == subject && o.focus.kind != SubjectKind::Project;
        }
        return state;
    }

    SymbolState stateOf(const FlowItem &item, const Look &look) const
    {
        SymbolState state = stateOf(subjectOf(item.id), look);
        state.label = item.shown.label;
        state.labelWidth = item.route.labelWidth;
        state.bundle = item.shown.isBundle();
        state.crossings = item.crossings;
        return state;
    }

    const DiagramPalette &paletteOf(const Look &look) const
    {
        return look.emphasis ? tones[int(look.emphasis->tone)] : style.palette;
    }

    void paintFull()
    {
        for (const BoundaryItem *item : boundaries()) {
            if (!wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            SymbolState state = stateOf(subjectOf(item->id), lookOf(*item));
            state.locked = o.decorated && item->locked;
            state.collapsed = item->collapsed;
            state.hidden = int(item->content.size());
            state.toggle = o.decorated;
            notation::paintBoundary(p, item->boundary, item->rect, style.palette, style.font, state);
            if (o.decorated && s.dropTarget() == item->id)
                paintDropTarget(item->rect);
        }
        for (const FlowItem *item : flows()) {
            if (!wanted(*item) || onRoute.contains(item->id.uuid()))
                continue;
            paintFlow(*item, lookOf(*item));
        }
        // The way in lies above the other flows.
        for (const FlowItem *item : flows()) {
            if (!onRoute.contains(item->id.uuid()) || !wanted(*item))
                continue;
            Look look;
            look.heat = 0;
            notation::paintFlow(p, item->shown.flow, item->route.points, item->route.labelCenter, routePalette, style.font, stateOf(*item, look));
        }
        for (const ElementItem *item : elements()) {
            if (!wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            Look look = lookOf(item->id.uuid());
            if (onRoute.contains(item->id.uuid()))
                look.heat = 0;
            p.setOpacity(look.opacity);
            SymbolState state = stateOf(subjectOf(item->id), look);
            state.locked = o.decorated && item->locked;
            notation::paintElement(p, item->element, item->rect, style.notation, paletteOf(look), style.font, state);
            p.setOpacity(1);
            if (look.emphasis && !look.emphasis->note.isEmpty())
                paintNote(*look.emphasis, QPointF(item->rect.center().x(), item->rect.bottom() + 10));
            if (look.emphasis && !look.emphasis->symbol.isEmpty())
                paintLensSymbol(p, look.emphasis->symbol, item->rect.topLeft(), toneColor(style.palette, look.emphasis->tone), style);
        }
        if (o.scale >= stepsFrom)
            paintSteps();
        if (o.scale >= 0.4 && o.decorated && !style.comments.isEmpty()) {
            paintComments(boundaries());
            paintComments(flows());
            paintComments(elements());
        }
    }

    template <class Items> void paintComments(const Items &items)
    {
        for (const auto *item : items) {
            const auto mark = style.comments.constFind(item->id.uuid());
            if (mark != style.comments.constEnd() && wanted(item->lifted, item->bounds, item->id.uuid()))
                paintCommentMark(p, commentMarkArea(*item), *mark, style);
        }
    }

    void paintFlow(const FlowItem &item, const Look &look)
    {
        p.setOpacity(look.opacity);
        notation::paintFlow(p, item.shown.flow, item.route.points, item.route.labelCenter, paletteOf(look), style.font, stateOf(item, look));
        p.setOpacity(1);
        if (look.emphasis && !look.emphasis->note.isEmpty() && o.scale >= 0.4)
            paintNote(*look.emphasis, item.route.labelCenter + QPointF(0, item.shown.label.isEmpty() ? 0 : item.labelSize.height() / 2 + 9));
        if (look.emphasis && !look.emphasis->symbol.isEmpty() && o.scale >= 0.4)
            paintLensSymbol(p, look.emphasis->symbol, item.route.labelCenter - QPointF(item.labelRect().width() / 2 + 11, 0), toneColor(style.palette, look.emphasis->tone), style);
    }

    void paintNote(const Emphasis &emphasis, const QPointF &center)
    {
        const QFont font = notation::font(style.font, 10, true);
        const QFontMetricsF metrics(font);
        const QString text = metrics.elidedText(emphasis.note, Qt::ElideRight, 160);
        const QSizeF size(metrics.horizontalAdvance(text) + 12, 16);
        const QRectF box(center - QPointF(size.width() / 2, size.height() / 2), size);
        p.setPen(Qt::NoPen);
        p.setBrush(tones[int(emphasis.tone)].shapeLine);
        p.drawRoundedRect(box, 8, 8);
        p.setPen(style.palette.onBand);
        p.setFont(font);
        p.drawText(box, Qt::AlignCenter, text);
    }

    void paintDropTarget(const QRectF &rect)
    {
        QColor wash = style.palette.selection;
        wash.setAlphaF(0.07F);
        p.setBrush(wash);
        p.setPen(QPen(style.palette.selection, 2 / std::max(0.5, o.scale)));
        p.drawRoundedRect(rect, 8, 8);
    }

    // Numbers along the way in: one per flow, in its middle.
    void paintSteps()
    {
        int number = 0;
        const QFont font = notation::font(style.font, 11, true);
        for (const QUuid &id : style.route) {
            const FlowItem *item = s.flow(FlowId(s.shownFor({SubjectKind::Flow, id}).id));
            if (!item || item->route.points.size() < 2)
                continue;
            ++number;
            if (!belongs(item->lifted, o.layer))
                continue;
            const QPointF at = stepPosition(*item);
            const QRectF disc(at - QPointF(9, 9), QSizeF(18, 18));
            if (!area.intersects(disc))
                continue;
            p.setPen(QPen(style.palette.background, 1.5));
            p.setBrush(style.palette.band[0]);
            p.drawEllipse(disc);
            p.setPen(style.palette.onBand);
            p.setFont(font);
            p.drawText(disc, Qt::AlignCenter, QString::number(number));
        }
    }

    // On the longest piece, as near to its middle as the label leaves room.
    static QPointF stepPosition(const FlowItem &item)
    {
        QPointF best = (item.route.points.first() + item.route.points.last()) / 2;
        double highest = -1;
        const QRectF label = item.labelRect().adjusted(-10, -10, 10, 10);
        for (qsizetype i = 1; i < item.route.points.size(); ++i) {
            const QPointF from = item.route.points[i - 1], to = item.route.points[i];
            for (const double t : {0.5, 0.35, 0.65, 0.2, 0.8}) {
                const QPointF at = from * (1 - t) + to * t;
                const double score = QLineF(from, to).length() * (1 - std::abs(t - 0.5)) * (!item.shown.label.isEmpty() && label.contains(at) ? 0.05 : 1);
                if (score > highest) {
                    highest = score;
                    best = at;
                }
            }
        }
        return best;
    }

    // Thousands of items in a few calls: rectangles and lines by colour, without antialiasing.
    void paintPlain()
    {
        p.save();
        p.setRenderHint(QPainter::Antialiasing, false);
        paintPlainZones();
        const bool isMany = s.flows().size() + s.elements().size() >= manyItems && o.layer != Layer::Lifted;
        std::optional<PixelLayer> pixels;
        if (isMany && PixelLayer::isPossible(p))
            pixels.emplace(p, area);
        paintPlainFlows(pixels ? &*pixels : nullptr);
        paintPlainElements(pixels ? &*pixels : nullptr);
        p.restore();
        paintZoneNames();
        paintNamesThatFit();
    }

    void paintPlainZones()
    {
        for (const BoundaryItem *item : boundaries()) {
            if (!wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            const int trust = item->boundary.trust;
            const bool known = trust >= 0 && trust < 5;
            p.fillRect(item->rect, known ? style.palette.zoneFill[trust] : style.palette.unknownZoneFill);
            const bool selected = o.decorated && s.isSelected(item->id.uuid());
            QPen pen(selected ? style.palette.selection : known ? style.palette.zoneLine[trust] : style.palette.unknownZoneLine, selected ? 2 : 1);
            pen.setCosmetic(true);
            p.setPen(pen);
            p.setBrush(Qt::NoBrush);
            p.drawRect(item->rect);
            if (o.decorated && s.dropTarget() == item->id)
                paintDropTarget(item->rect);
        }
    }

    void paintPlainFlows(PixelLayer *pixels)
    {
        const double margin = 3 / o.scale;
        const QRectF around = area.adjusted(-margin, -margin, margin, margin);
        QList<QLineF> lines, routeLines, selectedLines, toned[4];
        qsizetype all = 0;
        for (const FlowItem *item : flows()) {
            if (!wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            const Emphasis *emphasis = lookOf(*item).emphasis;
            QList<QLineF> &list = onRoute.contains(item->id.uuid())              ? routeLines
                                  : o.decorated && s.isSelected(item->id.uuid()) ? selectedLines
                                  : emphasis                                     ? toned[int(emphasis->tone)]
                                                                                 : lines;
            for (qsizetype i = 1; i < item->route.points.size(); ++i) {
                const QPointF &a = item->route.points[i - 1], &b = item->route.points[i];
                const bool outside = std::max(a.x(), b.x()) < around.left() || std::min(a.x(), b.x()) > around.right() || std::max(a.y(), b.y()) < around.top()
                                     || std::min(a.y(), b.y()) > around.bottom();
                if (outside)
                    continue;
                list.append({a, b});
                ++all;
            }
        }
        const auto drawLines = [this](const QList<QLineF> &list, const QColor &color, double width) {
            QPen pen(color, width);
            pen.setCosmetic(true);
            p.setPen(pen);
            p.drawLines(list);
        };
        if (pixels) {
            for (const QLineF &line : std::as_const(lines))
                pixels->drawLine(line.p1(), line.p2(), style.palette.flowLine);
            if (lines.size() < all) // those that stand out lie above them
                pixels->paint(p);
        } else {
            drawLines(lines, style.palette.flowLine, 1);
        }
        for (int tone = 0; tone < 4; ++tone)
            drawLines(toned[tone], toneColor(style.palette, Emphasis::Tone(tone)), 1.6);
        drawLines(routeLines, style.palette.band[0], 2);
        drawLines(selectedLines, style.palette.selection, 2);
    }

    void paintPlainElements(PixelLayer *pixels)
    {
        // By outline: plain, five bands, selected, four tones of a lens.
        QList<QRectF> rects[11];
        for (const ElementItem *item : elements()) {
            if (!wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            const Look look = lookOf(item->id.uuid());
            int group = look.emphasis ? 7 + int(look.emphasis->tone) : look.heat + 1;
            if (onRoute.contains(item->id.uuid()))
                group = 1;
            if (o.decorated && s.isSelected(item->id.uuid()))
                group = 6;
            rects[group].append(item->rect);
        }
        if (pixels) {
            for (const QRectF &rect : std::as_const(rects[0]))
                pixels->drawBox(rect, style.palette.shapeFill, style.palette.shapeLine);
            rects[0].clear();
            pixels->paint(p);
        }
        p.setBrush(style.palette.shapeFill);
        for (int group = 0; group < 11; ++group) {
            if (rects[group].isEmpty())
                continue;
            const QColor color = group == 0   ? style.palette.shapeLine
                                 : group == 6 ? style.palette.selection
                                 : group > 6  ? toneColor(style.palette, Emphasis::Tone(group - 7))
                                              : style.palette.band[group - 1];
            QPen pen(color, group == 0 ? 1 : 2);
            pen.setCosmetic(true);
            p.setPen(pen);
            p.drawRects(rects[group]);
        }
    }

    // Of a diagram that is small, or a part of one, the boxes still say what they are, in letters of a size to be read.
    void paintNamesThatFit()
    {
        constexpr double lines = 12; // pixels of the view
        constexpr int mostNames = 300;
        if (o.layer == Layer::Lifted)
            return;
        QList<const ElementItem *> named;
        for (const ElementItem *item : elements()) {
            if (item->rect.width() * o.scale < 30 || item->rect.height() * o.scale < lines || !wanted(item->lifted, item->bounds, item->id.uuid()))
                continue;
            if (named.size() == mostNames)
                return;
            named.append(item);
        }
        const QFont font = notation::font(style.font, 9);
        const QFontMetricsF metrics(font);
        p.setFont(font);
        for (const ElementItem *item : std::as_const(named)) {
            p.save();
            p.translate(item->rect.topLeft());
            p.scale(1 / o.scale, 1 / o.scale);
            p.setPen(style.palette.text);
            p.setOpacity(lookOf(item->id.uuid()).opacity);
            const QRectF room(2, 0, item->rect.width() * o.scale - 4, item->rect.height() * o.scale);
            p.drawText(room, Qt::AlignCenter | Qt::TextSingleLine, metrics.elidedText(item->element.name, Qt::ElideRight, room.width()));
            p.restore();
        }
    }

    // Seen from far away, the names of the outer zones say where one is.
    void paintZoneNames()
    {
        if (o.layer == Layer::Lifted || o.scale < 0.04)
            return;
        const QFont font = notation::font(style.font, 12, true);
        const QFontMetricsF metrics(font);
        for (const BoundaryItem *item : boundaries()) {
            const double room = item->rect.width() * o.scale - 16;
            if (item->depth > 0 || room <= 0 || item->rect.height() * o.scale < 120 || !isSeen(item->rect) || room < metrics.horizontalAdvance(item->boundary.name))
                continue;
            p.save();
            p.translate(item->rect.topLeft());
            p.scale(1 / o.scale, 1 / o.scale);
            const int trust = item->boundary.trust;
            p.setPen(trust >= 0 && trust < 5 ? style.palette.zoneText[trust] : style.palette.unknownZoneText);
            p.setFont(font);
            p.drawText(QPointF(8, 8 + metrics.ascent()), metrics.elidedText(item->boundary.name, Qt::ElideRight, room));
            p.restore();
        }
    }

    QPainter &p;
    const DiagramScene &s;
    const SceneStyle style;
    const QRectF area;
    std::vector<BoundaryItem *> m_boundaries;
    std::vector<FlowItem *> m_flows;
    std::vector<ElementItem *> m_elements;
    const PaintOptions &o;
    const QSet<QUuid> onRoute;
    DiagramPalette tones[4];
    DiagramPalette routePalette;
};

} // namespace

QColor toneColor(const DiagramPalette &palette, Emphasis::Tone tone)
{
    switch (tone) {
    case Emphasis::Tone::Neutral: return palette.accent;
    case Emphasis::Tone::Good: return palette.zoneText[3];
    case Emphasis::Tone::Bad: return palette.band[0];
    case Emphasis::Tone::Doubtful: return palette.band[1];
    }
    return palette.accent;
}

QPen tonePen(const DiagramPalette &palette, Emphasis::Tone tone)
{
    constexpr double widths[] = {2.2, 1.8, 3.0, 2.0};
    QPen pen(toneColor(palette, tone), widths[int(tone)], Qt::SolidLine, Qt::FlatCap);
    if (tone == Emphasis::Tone::Doubtful)
        pen.setDashPattern({1.2, 1.6});
    return pen;
}

void paintLensSymbol(QPainter &painter, const QString &symbol, const QPointF &center, const QColor &color, const SceneStyle &style)
{
    const QFont font = notation::font(style.font, 11, true);
    const double width = std::max(18.0, QFontMetricsF(font).horizontalAdvance(symbol) + 8);
    const QRectF disc(center - QPointF(width / 2, 9), QSizeF(width, 18));
    painter.setPen(QPen(style.palette.background, 1.5));
    painter.setBrush(color);
    painter.drawRoundedRect(disc, 9, 9);
    painter.setPen(style.palette.onBand);
    painter.setFont(font);
    painter.drawText(disc, Qt::AlignCenter, symbol);
}

void paintScene(QPainter &painter, const DiagramScene &scene, const QRectF &exposed, const PaintOptions &options)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    ScenePainter(painter, scene, exposed, options).paint();
    painter.restore();
}

void paintGrid(QPainter &painter, const QRectF &exposed, double scale, const DiagramPalette &palette)
{
    if (scale < 0.45)
        return;
    QList<QPointF> dots;
    for (double y = std::floor(exposed.top() / dotDistance) * dotDistance; y <= exposed.bottom(); y += dotDistance) {
        for (double x = std::floor(exposed.left() / dotDistance) * dotDistance; x <= exposed.right(); x += dotDistance)
            dots.append({x, y});
    }
    QPen pen(palette.grid, 1.6, Qt::SolidLine, Qt::RoundCap);
    painter.setPen(pen);
    painter.drawPoints(dots.constData(), int(dots.size()));
}

} // namespace drawbridge
