// SPDX-License-Identifier: Apache-2.0
// Diagrams on paper: a page as large as the diagram, and parts on the report's paper for those who print.
#include "report/typesetter.h"

#include "report/reporttext.h"

#include <QPainter>

#include <cmath>

namespace drawbridge {

namespace {

constexpr double fullScale = 0.75 * pt;  // of a diagram's unit: 13 px text becomes 9.75 points
constexpr double tileScale = 0.6 * pt;   // in parts: 7.8 points
constexpr double smallestScale = 0.3 * pt; // below that nobody reads the parts
constexpr double longestPage = 2384 * pt; // A1 is what plotters print; larger diagrams are made smaller
constexpr double overlap = 180;          // of neighbouring parts, in units of the diagram: a shape is whole on one of them
constexpr int mostTiles = 36;
constexpr double titleHeight = 34 * pt;
constexpr double readableWidth = 480 * pt; // of text on wide pages

struct Tiling
{
    int columns = 1, rows = 1;
    double scale = 0;
    QSizeF sheet;
    QSizeF part; // in units of the diagram

    // Parts are as far apart as the diagram is large: the last one is as full as the first.
    QRectF at(const QRectF &bounds, int column, int row) const
    {
        const auto step = [](double length, double of, int count) { return count > 1 ? (length - of) / (count - 1) : 0.0; };
        return QRectF(bounds.topLeft() + QPointF(column * step(bounds.width(), part.width(), columns), row * step(bounds.height(), part.height(), rows)), part);
    }
};

Tiling tilingAt(double scale, const QSizeF &diagram, const QSizeF &sheet)
{
    Tiling tiling;
    tiling.scale = scale;
    tiling.sheet = sheet;
    tiling.part = QSizeF(sheet.width() - 2 * PageLayout::margin, sheet.height() - 2 * PageLayout::margin - titleHeight - 12 * pt) / scale;
    const auto count = [](double length, double part) {
        const double shared = qMin(overlap, part / 3);
        return length <= part ? 1 : 1 + int(std::ceil((length - part) / (part - shared)));
    };
    tiling.columns = count(diagram.width(), tiling.part.width());
    tiling.rows = count(diagram.height(), tiling.part.height());
    return tiling;
}

// The largest readable scale with a bearable number of parts, on sheets that lie the way that needs fewer; nothing where
// there is none.
std::optional<Tiling> tilingOf(const QSizeF &diagram, const QSizeF &upright)
{
    const auto fewest = [&](double scale) {
        const Tiling lying = tilingAt(scale, diagram, upright.transposed()), standing = tilingAt(scale, diagram, upright);
        return standing.columns * standing.rows < lying.columns * lying.rows ? standing : lying;
    };
    for (double scale = tileScale; scale >= smallestScale; scale *= 0.92) {
        Tiling tiling = fewest(scale);
        if (tiling.columns * tiling.rows > mostTiles)
            continue;
        // As large as the same number of parts allows.
        for (double larger = scale * 1.02; larger <= fullScale; larger *= 1.02) {
            const Tiling next = tilingAt(larger, diagram, tiling.sheet);
            if (next.columns != tiling.columns || next.rows != tiling.rows)
                break;
            tiling = next;
        }
        return tiling;
    }
    return std::nullopt;
}

// "A1": column letters, then the row.
QString tileName(int column, int row)
{
    return QString(QChar('A' + column % 26)) + QString::number(row + 1);
}

bool shows(const DiagramPicture &picture, const QRectF &part)
{
    for (const DiagramPicture::Shape &shape : picture.shapes) {
        if (part.intersects(shape.rect))
            return true;
    }
    for (const DiagramPicture::Line &line : picture.lines) {
        for (qsizetype i = 1; i < line.points.size(); ++i) {
            if (part.intersects(QRectF(line.points[i - 1], line.points[i]).normalized().adjusted(-1, -1, 1, 1)))
                return true;
        }
    }
    return false;
}

void grid(PageLayout &page, const Tiling &tiling, const ReportDiagram &diagram, const QPointF &at, double scale)
{
    const QRectF bounds = diagram.picture.bounds;
    for (int row = 0; row < tiling.rows; ++row) {
        for (int column = 0; column < tiling.columns; ++column) {
            const QRectF part = tiling.at(bounds, column, row) & bounds;
            if (!shows(diagram.picture, part))
                continue;
            const QRectF place(at + (part.topLeft() - bounds.topLeft()) * scale, part.size() * scale);
            const QString name = tileName(column, row);
            if (QPainter *painter = page.painter()) {
                painter->setBrush(Qt::NoBrush);
                painter->setPen(QPen(page.mutedColor, 0.8 * pt, Qt::DashLine));
                painter->drawRect(place);
            }
            page.line(name, page.font(11, true), page.linkColor, place.left() + 4 * pt, place.top() + 2 * pt);
            page.link(place, diagram.anchor + QLatin1Char('-') + name);
        }
    }
}

} // namespace

void paintDiagramPart(PageLayout &page, const DiagramPicture &picture, const QRectF &part, const QPointF &at, double scale)
{
    QPainter *painter = page.painter();
    if (!painter)
        return;
    painter->save();
    painter->translate(at);
    painter->scale(scale, scale);
    painter->translate(-part.topLeft());
    const bool whole = part.contains(picture.bounds);
    if (!whole)
        painter->setClipRect(part);
    paintDiagram(*painter, picture, page.palette, page.baseFont(), whole ? QRectF() : part);
    painter->restore();
}

namespace {

// The heading of the section that begins with a diagram: alone on a page it would be lost. Its height; nothing is put where
// it is only measured.
double putLead(PageLayout &page, const ReportSection *lead, double width, bool measure)
{
    if (!lead)
        return 0;
    const double indent = qMax(0.0, width - readableWidth);
    const double begin = page.y();
    double height = 0;
    const auto put = [&](const QString &text, const QFont &font, double behind) {
        if (measure) {
            height += page.paragraphHeight(text, font, page.width() - (width - indent)) + behind;
        } else {
            page.paragraph(text, font, page.textColor, 0, {}, indent);
            page.space(behind);
        }
    };
    put(lead->title, page.font(16, true), 6 * pt);
    for (const ReportBlock &block : lead->blocks) {
        if (const auto *paragraph = std::get_if<ReportParagraph>(&block))
            put(paragraph->text, page.font(9.5), 7 * pt);
        else
            break;
    }
    return measure ? height : page.y() - begin;
}

// Names that the picture has no room for: on paper nobody can point at them.
QString namesInFull(const PageLayout &page, const DiagramPicture &picture)
{
    const QStringList names = cutNames(picture, page.baseFont());
    return names.isEmpty() ? QString() : Report::tr("In full: %1.").arg(names.join(QStringLiteral("; ")));
}

} // namespace

void putDiagramPages(PageLayout &page, const ReportDiagram &diagram, const ReportPaper &paper, const ReportSection *lead)
{
    const QRectF bounds = diagram.picture.bounds;
    const QSizeF wanted = bounds.size();
    // At full size where that fits a page, of the report's paper or larger; else smaller.
    const double around = 2 * PageLayout::margin;
    const double scale = qMin(fullScale, qMin((longestPage - around) / wanted.width(), (longestPage - around - titleHeight) / wanted.height()));
    const QSizeF body = wanted * scale;
    const QSizeF upright = PageLayout::sheet({paper.letter, false});
    const QSizeF bare(body.width() + around, body.height() + around + titleHeight + 12 * pt);
    const QSizeF sheet = bare.height() > bare.width() ? upright : upright.transposed();
    // What is larger than two sheets side by side is shown in parts too.
    const bool large = bare.width() > 2 * sheet.width() || bare.height() > 2 * sheet.height();
    const std::optional<Tiling> tiling = large && diagram.tiled ? tilingOf(wanted, upright) : std::nullopt;

    const double textWidth = qMax(sheet.width(), bare.width()) - around;
    const QString inFull = namesInFull(page, diagram.picture);
    const QFont small = page.font(8);
    const double indent = qMax(0.0, textWidth - 1.5 * readableWidth);
    const double below = inFull.isEmpty() ? 0 : page.paragraphHeight(inFull, small, page.width() - (textWidth - indent)) + 10 * pt;
    page.newPage(sheet.expandedTo(bare + QSizeF(0, putLead(page, lead, textWidth, true) + below)));
    if (lead) {
        page.setSection(lead->title);
        page.anchor(lead->anchor);
        page.bookmark(0, lead->title, lead->anchor);
        putLead(page, lead, textWidth, false);
    }
    page.anchor(diagram.anchor);
    page.bookmark(1, diagram.title, diagram.anchor);
    page.paragraph(diagram.title, page.font(13, true), page.textColor);
    if (large && diagram.tiled && !tiling)
        page.line(Report::tr("Too large to be printed in readable parts: enlarge it on the screen."), page.font(9), page.mutedColor, page.left(), page.y());
    else if (tiling)
        page.line(Report::tr("The dashed frames are the parts on the pages that follow."), page.font(9), page.mutedColor, page.left(), page.y());
    page.space(titleHeight - 18 * pt);
    const QPointF at(page.left() + (page.width() - body.width()) / 2, page.y());
    paintDiagramPart(page, diagram.picture, bounds, at, scale);
    if (tiling)
        grid(page, *tiling, diagram, at, scale);
    page.space(body.height());
    if (!inFull.isEmpty()) {
        page.space(10 * pt);
        page.paragraph(inFull, small, page.mutedColor, 0, {}, indent);
    }
    if (!tiling)
        return;
    for (int row = 0; row < tiling->rows; ++row) {
        for (int column = 0; column < tiling->columns; ++column) {
            const QRectF part = tiling->at(bounds, column, row);
            if (!shows(diagram.picture, part & bounds))
                continue;
            page.newPage(tiling->sheet);
            const QString name = tileName(column, row);
            page.anchor(diagram.anchor + QLatin1Char('-') + name);
            page.line(Report::tr("%1, part %2", "name of a diagram, its part").arg(diagram.title, name), page.font(11, true), page.textColor, page.left(), page.y(), Qt::AlignLeft, page.width() * 0.7);
            const QString back = Report::tr("Overview on page %1").arg(page.pageNumberOf(diagram.anchor));
            page.line(back, page.font(9), page.linkColor, page.left() + page.width() * 0.7, page.y(), Qt::AlignRight, page.width() * 0.3);
            page.link(QRectF(page.left() + page.width() * 0.7, page.y(), page.width() * 0.3, 14 * pt), diagram.anchor);
            page.space(titleHeight - 12 * pt);
            paintDiagramPart(page, diagram.picture, part, QPointF(page.left(), page.y()), tiling->scale);
            page.space(tiling->part.height() * tiling->scale);
        }
    }
}

} // namespace drawbridge
