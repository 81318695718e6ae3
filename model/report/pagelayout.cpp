// SPDX-License-Identifier: Apache-2.0
#include "report/pagelayout.h"

#include "report/reporttext.h"

#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextOption>

namespace drawbridge {

namespace {

constexpr double leading = 1.38; // line height by font size
constexpr double cellPadding = 4 * pt;
constexpr double labelColumn = 82 * pt;

QSizeF a4()
{
    return QSizeF(595, 842) * pt;
}

} // namespace

PageLayout::PageLayout(const ReportContent &content, const PdfPlan &known, QPdfWriter *writer, QPainter *painter)
    : m_content(content), m_known(known), m_writer(writer), m_painter(painter), m_base(notation::baseFont())
{
    m_base.setHintingPreference(QFont::PreferNoHinting);
    // Contextual alternates, such as Inter's hyphen between digits, have no character of their own: the text of the PDF
    // could neither be searched nor copied.
    m_base.setStyleStrategy(QFont::PreferNoShaping);
    m_size = a4();
    m_plan.pages.append(m_size);
    m_top = m_y = margin;
    m_bottom = m_size.height() - margin - 12 * pt;
}

QFont PageLayout::font(double points, bool bold) const
{
    QFont font = m_base;
    font.setPixelSize(qRound(points * pt));
    font.setBold(bold);
    return font;
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
    line(m_content.date.toString(Qt::ISODate), small, mutedColor, m_margin, y);
    const QString number = Report::tr("Page %1 of %2").arg(page).arg(qMax(page, int(m_known.pages.size())));
    line(number, small, mutedColor, right - 200 * pt, y, Qt::AlignRight, 200 * pt);
}

void PageLayout::newPage(QSizeF size)
{
    frame();
    m_pageSection = m_section;
    m_size = size.isEmpty() ? a4() : size;
    if (m_painter) {
        m_writer->setPageSize(QPageSize(m_size / pt, QPageSize::Point, QString(), QPageSize::ExactMatch));
        m_writer->newPage();
    }
    m_plan.pages.append(m_size);
    m_top = m_y = margin;
    m_bottom = m_size.height() - margin - 12 * pt;
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
    if (!name.isEmpty() && !m_plan.anchors.contains(name))
        m_plan.anchors.insert(name, {int(m_plan.pages.size()) - 1, m_y});
}

void PageLayout::bookmark(int level, const QString &title, const QString &anchorName)
{
    m_plan.bookmarks.append({level, title, anchorName});
}

void PageLayout::link(const QRectF &rect, const QString &anchorName)
{
    if (!anchorName.isEmpty())
        m_plan.links.append({int(m_plan.pages.size()) - 1, rect, anchorName});
}

QString PageLayout::pageNumberOf(const QString &anchorName) const
{
    const auto it = m_known.anchors.constFind(anchorName);
    return it == m_known.anchors.constEnd() ? QString() : QString::number(it->page + 1);
}

PageLayout::Text PageLayout::shape(const QString &text, const QFont &font, double width, bool right) const
{
    Text shaped;
    shaped.layout = std::make_shared<QTextLayout>(text, font);
    // Whole words; inside one only where it is wider than the column.
    QTextOption option(right ? Qt::AlignRight : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    shaped.layout->setTextOption(option);
    shaped.lineHeight = font.pixelSize() * leading;
    shaped.layout->beginLayout();
    for (QTextLine line = shaped.layout->createLine(); line.isValid(); line = shaped.layout->createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, shaped.lines * shaped.lineHeight));
        ++shaped.lines;
    }
    shaped.layout->endLayout();
    return shaped;
}

void PageLayout::draw(const Text &text, int from, int to, double x, double y, const QColor &color)
{
    if (!m_painter)
        return;
    m_painter->setPen(color);
    for (int i = from; i < to; ++i)
        text.layout->lineAt(i).draw(m_painter, QPointF(x, y - from * text.lineHeight));
}

double PageLayout::line(const QString &text, const QFont &font, const QColor &color, double x, double y, Qt::Alignment alignment, double width)
{
    const QFontMetricsF metrics(font);
    const QString shown = width > 0 ? metrics.elidedText(text, Qt::ElideRight, width) : text;
    const double used = metrics.horizontalAdvance(shown);
    if (m_painter) {
        m_painter->setPen(color);
        m_painter->setFont(font);
        m_painter->drawText(QPointF(alignment & Qt::AlignRight ? x + width - used : x, y + metrics.ascent()), shown);
    }
    return used;
}

void PageLayout::paragraph(const QString &text, const QFont &font, const QColor &color, double indent)
{
    const Text shaped = shape(text, font, width() - indent);
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

void PageLayout::labelled(const QString &label, const QString &text)
{
    const QFont body = font(9);
    ensure(2 * body.pixelSize() * leading);
    line(label, font(8, true), mutedColor, left(), m_y + 0.7 * pt);
    paragraph(text, body, textColor, labelColumn);
    space(2.5 * pt);
}

void PageLayout::place(const QString &label, const ReportFinding::Place &place)
{
    const double lineHeight = 9 * pt * leading;
    ensure(3 * lineHeight);
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

void PageLayout::tableHead(const ReportTable &table, const QList<double> &widths)
{
    const QFont head = font(7.5, true);
    double height = 0, x = left();
    QList<Text> texts;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        texts.append(shape(table.columns[i].title, head, widths[i] - 2 * cellPadding, table.columns[i].numbers));
        height = qMax(height, texts.constLast().height());
    }
    for (qsizetype i = 0; i < widths.size(); ++i) {
        draw(texts[i], 0, texts[i].lines, x + cellPadding, m_y + cellPadding * 0.6 + height - texts[i].height(), mutedColor);
        x += widths[i];
    }
    m_y += height + 1.4 * cellPadding;
    rule(m_y, mutedColor, 0.8 * pt);
    m_y += 1 * pt;
}

void PageLayout::tableRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &row)
{
    QList<Text> texts;
    double height = 0, lineHeight = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const QFont cell = font(8.3, row[i].strong);
        // A band is shown as its label, which is a little taller than a line.
        texts.append(shape(row[i].text, row[i].band >= 0 ? font(7, true) : cell, widths[i] - 2 * cellPadding, table.columns[i].numbers));
        lineHeight = qMax(lineHeight, texts.constLast().lineHeight);
        height = qMax(height, texts.constLast().height());
    }
    const double padded = height + 1.6 * cellPadding;
    const bool splits = padded > 0.5 * (m_bottom - m_top); // a giant row is cut between lines, others never
    if (m_y + (splits ? 4 * lineHeight : padded) > m_bottom) {
        newPage();
        tableHead(table, widths);
    }
    for (const ReportCell &cell : row)
        anchor(cell.anchor);
    QList<int> done(widths.size(), 0);
    while (true) {
        m_y += 0.8 * cellPadding;
        double used = 0, x = left();
        bool more = false;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const int fit = qMin(texts[i].lines - done[i], qMax(1, int((m_bottom - m_y) / texts[i].lineHeight)));
            if (row[i].band >= 0) {
                if (done[i] == 0)
                    chip(Band(row[i].band), x + cellPadding, m_y - 0.3 * pt);
            } else {
                draw(texts[i], done[i], done[i] + fit, x + cellPadding, m_y, row[i].link.isEmpty() ? textColor : linkColor);
            }
            if (!row[i].link.isEmpty())
                link(QRectF(x + cellPadding, m_y, widths[i] - 2 * cellPadding, fit * texts[i].lineHeight), row[i].link);
            done[i] += fit;
            used = qMax(used, fit * texts[i].lineHeight);
            more = more || done[i] < texts[i].lines;
            x += widths[i];
        }
        m_y += used + 0.8 * cellPadding;
        if (!more)
            break;
        newPage();
        tableHead(table, widths);
    }
    rule(m_y, lineColor, 0.4 * pt);
}

void PageLayout::table(const ReportTable &table)
{
    double total = 0;
    for (const ReportTable::Column &column : table.columns)
        total += column.weight;
    QList<double> widths;
    for (const ReportTable::Column &column : table.columns)
        widths.append(width() * column.weight / total);
    ensure(60 * pt); // the head and two rows
    tableHead(table, widths);
    for (const QList<ReportCell> &row : table.rows)
        tableRow(table, widths, row);
    space(10 * pt);
}

} // namespace drawbridge
