// SPDX-License-Identifier: Apache-2.0
// Tables on pages: the head is repeated, no row stands alone before or behind a break.
#include "report/pagelayout.h"

#include "report/wordbreaks.h"

#include <QFontMetricsF>
#include <QSet>

namespace drawbridge {

namespace {

constexpr double cellPadding = 4 * pt;
constexpr double headRule = 1 * pt;
constexpr qsizetype shortTable = 8; // rows
constexpr double mostForWord = 0.3; // of the page's width, to a column for a long word
constexpr double widest = 0.72;     // of a font's size: what letters take at most, on the average of a word

} // namespace

QList<double> PageLayout::widthsOf(const ReportTable &table) const
{
    if (m_widthsOf.table != &table || m_widthsOf.room != width())
        m_widthsOf = {&table, width(), columnWidths(table)};
    return m_widthsOf.widths;
}

QList<double> PageLayout::columnWidths(const ReportTable &table) const
{
    double total = 0;
    for (const ReportTable::Column &column : table.columns)
        total += column.weight;
    QList<double> widths;
    for (const ReportTable::Column &column : table.columns)
        widths.append(width() * column.weight / total);
    // A column is at least as wide as its longest word, as long as others can give way.
    QList<double> least;
    double needed = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        least.append(qMin(leastWidth(table, i, widths[i]), mostForWord * width()));
        needed += least.last();
    }
    if (needed > width())
        return widths;
    QSet<qsizetype> fixed;
    for (bool changed = true; changed;) {
        changed = false;
        double room = width(), weights = 0;
        for (qsizetype i = 0; i < widths.size(); ++i)
            fixed.contains(i) ? room -= least[i] : weights += table.columns[i].weight;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            widths[i] = fixed.contains(i) ? least[i] : room * table.columns[i].weight / weights;
            if (widths[i] < least[i] - 1 && !fixed.contains(i)) {
                fixed.insert(i);
                changed = true;
            }
        }
    }
    return widths;
}

double PageLayout::leastWidth(const ReportTable &table, qsizetype column, double given) const
{
    double least = 0;
    QSet<QStringView> known;
    const auto measure = [&](const QString &text, const QFont &font) {
        std::optional<QFontMetricsF> metrics;
        forEachWordPart(text, [&](QStringView part) {
            if (part.size() * font.pixelSize() * widest <= qMax(given, least) - 2 * cellPadding || known.contains(part))
                return;
            known.insert(part);
            if (!metrics)
                metrics.emplace(font);
            least = qMax(least, metrics->horizontalAdvance(part.toString()) + 2 * cellPadding + 0.5 * pt);
        });
    };
    for (const QList<ReportCell> &row : table.rows) {
        if (row[column].band < 0)
            measure(row[column].text, font(8.3, row[column].strong));
    }
    measure(table.columns[column].title, font(7.5, true));
    return least;
}

PageLayout::Row PageLayout::shapeRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &cells) const
{
    Row row;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const ReportCell &cell = cells[i];
        // A band is shown as its label, which is a little taller than a line.
        row.texts.append(shape(cell.text, cell.band >= 0 ? font(7, true) : font(8.3, cell.strong), widths[i] - 2 * cellPadding, table.columns[i].numbers,
                               cell.link.isEmpty() ? cell.spans : QList<ReportSpan>()));
        row.lineHeight = qMax(row.lineHeight, row.texts.constLast().lineHeight);
        row.height = qMax(row.height, row.texts.constLast().height());
    }
    return row;
}

double PageLayout::headHeight(const ReportTable &table, const QList<double> &widths) const
{
    double height = 0;
    for (qsizetype i = 0; i < widths.size(); ++i)
        height = qMax(height, shape(table.columns[i].title, font(7.5, true), widths[i] - 2 * cellPadding).height());
    return height + 1.4 * cellPadding + headRule;
}

double PageLayout::tableBegin(const ReportTable &table) const
{
    const QList<double> widths = widthsOf(table);
    const double head = headHeight(table, widths);
    double height = head, two = head;
    for (qsizetype i = 0; i < table.rows.size() && i <= shortTable; ++i) {
        const Row row = shapeRow(table, widths, table.rows[i]);
        const double padded = row.height + 1.6 * cellPadding;
        height += padded > 0.5 * fullHeight() ? 4 * row.lineHeight : padded;
        if (i < 2)
            two = height;
    }
    // A short table stays whole; of others the first rows stay together.
    return table.rows.size() <= shortTable && height < 0.4 * fullHeight() ? height : two;
}

void PageLayout::tableHead(const ReportTable &table, const QList<double> &widths)
{
    double height = 0, x = left();
    QList<Text> texts;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        texts.append(shape(table.columns[i].title, font(7.5, true), widths[i] - 2 * cellPadding, table.columns[i].numbers));
        height = qMax(height, texts.constLast().height());
    }
    for (qsizetype i = 0; i < widths.size(); ++i) {
        draw(texts[i], 0, texts[i].lines, x + cellPadding, m_y + cellPadding * 0.6 + height - texts[i].height(), mutedColor);
        x += widths[i];
    }
    m_y += height + 1.4 * cellPadding;
    rule(m_y, mutedColor, 0.8 * pt);
    m_y += headRule;
}

void PageLayout::tableRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &cells, const Row &row, double together)
{
    if (m_y + together > m_bottom) {
        newPage();
        tableHead(table, widths);
    }
    for (const ReportCell &cell : cells)
        anchor(cell.anchor);
    QList<int> done(widths.size(), 0);
    while (true) {
        m_y += 0.8 * cellPadding;
        double used = 0, x = left();
        bool more = false;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            const Text &text = row.texts[i];
            const int fit = qMin(text.lines - done[i], qMax(1, int((m_bottom - m_y) / text.lineHeight)));
            if (cells[i].band >= 0) {
                if (done[i] == 0)
                    chip(Band(cells[i].band), x + cellPadding, m_y - 0.3 * pt);
            } else {
                draw(text, done[i], done[i] + fit, x + cellPadding, m_y, cells[i].link.isEmpty() ? textColor : linkColor);
            }
            if (!cells[i].link.isEmpty())
                link(QRectF(x + cellPadding, m_y, widths[i] - 2 * cellPadding, fit * text.lineHeight), cells[i].link);
            done[i] += fit;
            used = qMax(used, fit * text.lineHeight);
            more = more || done[i] < text.lines;
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
    const QList<double> widths = widthsOf(table);
    ensure(tableBegin(table));
    tableHead(table, widths);
    // One row ahead: the last two stay together, as the first two do.
    Row row, next;
    const auto needed = [&](const Row &shaped) {
        const double padded = shaped.height + 1.6 * cellPadding;
        return padded > 0.5 * fullHeight() ? 4 * shaped.lineHeight : padded; // a giant row is cut between lines, others never
    };
    const qsizetype count = table.rows.size();
    if (count > 0)
        next = shapeRow(table, widths, table.rows[0]);
    for (qsizetype i = 0; i < count; ++i) {
        row = next;
        if (i + 1 < count)
            next = shapeRow(table, widths, table.rows[i + 1]);
        const bool pair = count > 1 && i == count - 2;
        tableRow(table, widths, table.rows[i], row, needed(row) + (pair ? needed(next) : 0));
    }
    space(10 * pt);
}

} // namespace drawbridge
