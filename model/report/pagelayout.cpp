// SPDX-License-Identifier: Apache-2.0
#include "report/pagelayout.h"

#include "report/reporttext.h"
#include "report/wordbreaks.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextOption>

namespace drawbridge {

namespace {

constexpr double leading = 1.38; // line height by font size
constexpr double labelColumn = 82 * pt;
constexpr qsizetype shapesKept = 60'000; // characters: some 5 MB
constexpr int partPages = 250;          // the least that is worth a part
constexpr double atTopOfPage = 13 * pt; // to the anchor of a finding: there is a rule above it

// Whether a line that ends there tears a word apart.
bool cutsWord(const QString &text, int at)
{
    if (text[at - 1].isSpace() || text[at].isSpace())
        return false;
    QTextBoundaryFinder boundaries(QTextBoundaryFinder::Line, text);
    boundaries.setPosition(at);
    return !boundaries.isAtBoundary();
}

} // namespace

QSizeF PageLayout::sheet(const ReportPaper &paper)
{
    const QSizeF upright = (paper.letter ? QSizeF(612, 792) : QSizeF(595, 842)) * pt;
    return paper.landscape ? upright.transposed() : upright;
}

PageLayout::PageLayout(const ReportContent &content, const PdfPlan &known, PageSink *sink, const PdfPart &part)
    : m_content(content), m_known(known), m_sink(sink), m_shaped(shapesKept), m_base(notation::baseFont())
{
    m_base.setHintingPreference(QFont::PreferNoHinting);
    // Contextual alternates, such as Inter's hyphen between digits, have no character of their own: the text of the PDF
    // could neither be searched nor copied.
    m_base.setStyleStrategy(QFont::PreferNoShaping);
    m_plan.pages = known.pages.first(part.page);
    if (part.page > 0)
        m_section = content.sections[part.section].title;
    else if (!sink)
        m_plan.parts.append(part);
    beginPage(sheet(content.paper));
}

void PageLayout::mayBegin(const QString &anchorName, qsizetype section, qsizetype block)
{
    const auto at = m_plan.anchors.constFind(anchorName);
    if (m_sink || at == m_plan.anchors.constEnd() || at->page < m_plan.parts.constLast().page + partPages)
        return;
    if (at->y < m_top + atTopOfPage)
        m_plan.parts.append({at->page, section, block});
}

void PageLayout::beginPage(const QSizeF &size)
{
    m_size = size;
    m_painter = m_sink ? m_sink->page(int(m_plan.pages.size()), size) : nullptr;
    m_plan.pages.append(size);
    m_pageSection = m_section;
    m_top = m_y = margin;
    m_bottom = m_size.height() - margin - 12 * pt;
}

QFont PageLayout::font(double points, bool bold) const
{
    // One that is made anew looks its engine up anew.
    QFont &known = m_fonts[{qRound(points * pt), bold}];
    if (known.pixelSize() != qRound(points * pt)) {
        known = m_base;
        known.setPixelSize(qRound(points * pt));
        known.setBold(bold);
    }
    return known;
}

void PageLayout::frame()
{
    const QFont small = font(7.5);
    const double right = m_size.width() - m_margin;
    const int page = int(m_plan.pages.size());
    if (page > 1) {
        const double y = 28 * pt;
        line(m_content.title + QStringLiteral(" · ") + m_content.system, small, mutedColor, m_margin, y, Qt::AlignLeft, width() * 0.7);
        line(m_pageSection, small, mutedColor, right - width() * 0.3, y, Qt::AlignRight, width() * 0.3);
    }
    const double y = m_size.height() - 36 * pt;
    line(reporttext::dateTitle(m_content.date), small, mutedColor, m_margin, y);
    const QString number = Report::tr("Page %1 of %2").arg(page).arg(qMax(page, int(m_known.pages.size())));
    line(number, small, mutedColor, right - 200 * pt, y, Qt::AlignRight, 200 * pt);
    if (m_content.classification.isEmpty())
        return;
    const QFont mark = font(8.5, true);
    line(m_content.classification, mark, textColor, m_margin, 13 * pt, Qt::AlignHCenter, width());
    line(m_content.classification, mark, textColor, m_margin + 90 * pt, y - 1 * pt, Qt::AlignHCenter, width() - 180 * pt);
}

void PageLayout::newPage(QSizeF size)
{
    frame();
    beginPage(size.isEmpty() ? sheet(m_content.paper) : size);
}

void PageLayout::setSection(const QString &title)
{
    m_section = title;
    if (atTop())
        m_pageSection = title;
}

void PageLayout::finish()
{
    frame();
}

void PageLayout::ensure(double height)
{
    if (m_y + height > m_bottom && !atTop())
        newPage();
}

void PageLayout::anchor(const QString &name)
{
    if (!m_sink && !name.isEmpty() && !m_plan.anchors.contains(name))
        m_plan.anchors.insert(name, {int(m_plan.pages.size()) - 1, m_y});
}

void PageLayout::bookmark(int level, const QString &title, const QString &anchorName)
{
    if (!m_sink)
        m_plan.bookmarks.append({level, title, anchorName});
}

void PageLayout::link(const QRectF &rect, const QString &anchorName)
{
    if (!m_sink && !anchorName.isEmpty())
        m_plan.links.append({int(m_plan.pages.size()) - 1, rect, anchorName});
}

QString PageLayout::pageNumberOf(const QString &anchorName) const
{
    const auto it = m_known.anchors.constFind(anchorName);
    return it == m_known.anchors.constEnd() ? QString() : QString::number(it->page + 1);
}

PageLayout::Text PageLayout::shape(const QString &text, const QFont &font, double width, bool right, const QList<ReportSpan> &spans) const
{
    if (!spans.isEmpty())
        return shapeNew(text, font, width, right, spans);
    const ShapeKey key{text, font.pixelSize(), font.bold(), right, width};
    if (const Text *known = m_shaped.object(key))
        return *known;
    const Text shaped = shapeNew(text, font, width, right, spans);
    m_shaped.insert(key, new Text(shaped), text.size() + 20);
    return shaped;
}

PageLayout::Text PageLayout::shapeNew(const QString &text, const QFont &font, double width, bool right, const QList<ReportSpan> &spans) const
{
    Text shaped;
    shaped.layout = std::make_shared<QTextLayout>(text, font);
    // Whole words; inside one only where it is wider than the column.
    QTextOption option(right ? Qt::AlignRight : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shaped.layout->setTextOption(option);
    shaped.spans = spans;
    if (!spans.isEmpty()) {
        QList<QTextLayout::FormatRange> formats;
        for (const ReportSpan &span : spans) {
            QTextLayout::FormatRange range{span.from, span.length, {}};
            range.format.setForeground(linkColor);
            formats.append(range);
        }
        shaped.layout->setFormats(formats);
    }
    shaped.lineHeight = font.pixelSize() * leading;
    shaped.layout->beginLayout();
    for (QTextLine line = shaped.layout->createLine(); line.isValid(); line = shaped.layout->createLine()) {
        line.setLineWidth(width);
        if (const int from = line.textStart(), end = from + line.textLength(); end < text.size() && cutsWord(text, end)) {
            if (const int better = int(wordBreak(text, from, end)); better < end)
                line.setNumColumns(better - from, width);
        }
        line.setPosition(QPointF(0, shaped.lines * shaped.lineHeight));
        ++shaped.lines;
    }
    shaped.layout->endLayout();
    return shaped;
}

void PageLayout::draw(const Text &text, int from, int to, double x, double y, const QColor &color)
{
    if (m_painter)
        m_painter->setPen(color);
    for (int i = from; i < to; ++i) {
        const QTextLine shown = text.layout->lineAt(i);
        if (m_painter)
            shown.draw(m_painter, QPointF(x, y - from * text.lineHeight));
        for (const ReportSpan &span : m_sink ? QList<ReportSpan>() : text.spans) {
            const int begin = qMax(span.from, shown.textStart()), end = qMin(span.from + span.length, shown.textStart() + shown.textLength());
            if (begin < end)
                link(QRectF(QPointF(x + shown.cursorToX(begin), y + (i - from) * text.lineHeight), QPointF(x + shown.cursorToX(end), y + (i - from + 1) * text.lineHeight)), span.anchor);
        }
    }
}

void PageLayout::line(const QString &text, const QFont &font, const QColor &color, double x, double y, Qt::Alignment alignment, double width)
{
    if (!m_painter)
        return; // takes no room
    const QFontMetricsF metrics(font);
    const QString shown = width > 0 ? metrics.elidedText(text, Qt::ElideRight, width) : text;
    double shift = 0;
    if (alignment & (Qt::AlignRight | Qt::AlignHCenter))
        shift = (width - metrics.horizontalAdvance(shown)) / (alignment & Qt::AlignRight ? 1 : 2);
    m_painter->setPen(color);
    m_painter->setFont(font);
    m_painter->drawText(QPointF(x + shift, y + metrics.ascent()), shown);
}

double PageLayout::paragraphHeight(const QString &text, const QFont &font, double indent) const
{
    return shape(text, font, width() - indent).height();
}

void PageLayout::paragraph(const QString &text, const QFont &font, const QColor &color, double indent, const QList<ReportSpan> &spans, double rightIndent)
{
    const Text shaped = shape(text, font, width() - indent - rightIndent, false, spans);
    int from = 0;
    while (from < shaped.lines) {
        int fit = qMin(shaped.lines - from, int((m_bottom - m_y) / shaped.lineHeight));
        if (fit < shaped.lines - from) {
            if (shaped.lines - from - fit == 1)
                --fit; // takes a companion to the next page
            if (from == 0 && fit < 2)
                fit = 0;
        }
        if (fit <= 0 && atTop())
            fit = 1;
        if (fit > 0) {
            draw(shaped, from, from + fit, left() + indent, m_y, color);
            m_y += fit * shaped.lineHeight;
            from += fit;
        }
        if (from < shaped.lines)
            newPage();
    }
}

double PageLayout::labelledHeight(const QString &text) const
{
    return paragraphHeight(text, font(9), labelColumn) + 2.5 * pt;
}

void PageLayout::labelled(const QString &label, const QString &text)
{
    const QFont body = font(9);
    if (const double two = 2 * body.pixelSize() * leading; remaining() < two)
        ensure(qMin(two, paragraphHeight(text, body, labelColumn)));
    line(label, font(8, true), mutedColor, left(), m_y + 0.7 * pt);
    paragraph(text, body, textColor, labelColumn);
    space(2.5 * pt);
}

double PageLayout::placeHeight(const ReportFinding::Place &place) const
{
    double height = 4 * pt;
    if (!place.what.isEmpty())
        height += paragraphHeight(place.what, font(9, true), labelColumn);
    if (!place.place.isEmpty())
        height += paragraphHeight(place.place, font(8), labelColumn);
    for (const QString &evidence : place.evidence)
        height += paragraphHeight(evidence, font(8.6), labelColumn + 9 * pt);
    return height;
}

double PageLayout::heightOf(const QString &anchorName, const std::function<double()> &measured)
{
    const auto known = m_known.heights.constFind(anchorName);
    if (known != m_known.heights.constEnd())
        return *known;
    const double height = measured();
    m_plan.heights.insert(anchorName, height);
    return height;
}

void PageLayout::place(const QString &label, const ReportFinding::Place &place)
{
    const double lineHeight = 9 * pt * leading;
    // What and where stay with the first reason.
    ensure(qMin(placeHeight({place.what, place.place, place.evidence.mid(0, 1)}), 6 * lineHeight));
    if (!label.isEmpty())
        line(label, font(8, true), mutedColor, left(), m_y + 0.7 * pt);
    if (!place.what.isEmpty())
        paragraph(place.what, font(9, true), textColor, labelColumn);
    if (!place.place.isEmpty())
        paragraph(place.place, font(8), mutedColor, labelColumn);
    for (const QString &evidence : place.evidence) {
        ensure(2 * lineHeight); // a bullet stays with its text
        line(QStringLiteral("•"), font(9), mutedColor, left() + labelColumn, m_y);
        paragraph(evidence, font(8.6), textColor, labelColumn + 9 * pt);
    }
    space(4 * pt);
}

QSizeF PageLayout::chip(Band band, double x, double y)
{
    const QFont small = font(7, true);
    const QFontMetricsF metrics(small);
    const QString title = bandTitle(band);
    const QSizeF size(metrics.horizontalAdvance(title) + 8 * pt, 11.5 * pt);
    if (m_painter) {
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(palette.band[int(band)]);
        m_painter->drawRoundedRect(QRectF(QPointF(x, y), size), 2.5 * pt, 2.5 * pt);
        m_painter->setBrush(Qt::NoBrush);
        m_painter->setPen(palette.onBand);
        m_painter->setFont(small);
        m_painter->drawText(QPointF(x + 4 * pt, y + (size.height() + metrics.capHeight()) / 2), title);
    }
    return size;
}

void PageLayout::rule(double y, const QColor &color, double thickness)
{
    if (m_painter)
        m_painter->fillRect(QRectF(left(), y, width(), thickness), color);
}

} // namespace drawbridge
