// SPDX-License-Identifier: Apache-2.0
#include "report/typesetter.h"

#include "report/reporttext.h"

#include <QPainter>

#include <utility>

namespace drawbridge {

using namespace reporttext;

namespace {

// One unit of a diagram on paper: 13 px text becomes 9.75 points.
constexpr double fullScale = 0.75 * pt;
constexpr double bulletWidth = 14 * pt;
constexpr double wholeFinding = 0.6; // of a page: what is shorter is not broken,
constexpr double mostWaste = 0.4;    // unless more than this of the page would stay empty

} // namespace

namespace {

// Of a section that has only a few words before its first diagram, which has a page of its own: that block; else -1.
qsizetype leadingDiagram(const ReportSection &section)
{
    for (qsizetype i = 0; i < section.blocks.size(); ++i) {
        if (const auto *diagram = std::get_if<ReportDiagram>(&section.blocks[i]))
            return i > 0 && !diagram->inlined && !diagram->picture.bounds.isEmpty() ? i : -1;
        if (!std::holds_alternative<ReportParagraph>(section.blocks[i]))
            break;
    }
    return -1;
}

} // namespace

std::optional<PdfPlan> planReport(const ReportContent &content, Progress &progress, int fromPercent, int toPercent)
{
    const PdfPlan nothing;
    PageLayout measure(content, nothing, nullptr);
    return Typesetter(content, measure, progress).run(fromPercent, toPercent) ? std::optional(measure.takePlan()) : std::nullopt;
}

bool Typesetter::run(int fromPercent, int toPercent)
{
    return run({}, nullptr, fromPercent, toPercent);
}

bool Typesetter::run(const PdfPart &part, const PdfPart *next, int fromPercent, int toPercent)
{
    if (part.page == 0)
        titleBlock();
    for (qsizetype i = part.section; i < m_content.sections.size(); ++i) {
        const ReportSection &section = m_content.sections[i];
        if (i == 1)
            contents();
        const bool within = part.page > 0 && i == part.section;
        const qsizetype diagram = within ? -1 : leadingDiagram(section);
        if (diagram > 0)
            m_lead = &section;
        else if (!within)
            beginSection(section, i);
        for (qsizetype block = within ? part.block : qMax(qsizetype(0), diagram); block < section.blocks.size(); ++block) {
            if (m_progress.isCancelled())
                return false;
            if (m_page.isDone())
                return true;
            if (next && next->section == i && next->block == block) {
                m_page.finish();
                return true;
            }
            const ReportBlock &told = section.blocks[block];
            if (!std::holds_alternative<ReportDiagram>(told))
                m_page.ensure(beginning(section, block));
            std::visit([&](const auto &b) { put(b); }, told);
            if (const auto *finding = std::get_if<ReportFinding>(&told))
                m_page.mayBegin(finding->anchor, i, block);
            if (block % 200 == 199)
                report(fromPercent, toPercent, i);
        }
        report(fromPercent, toPercent, i + 1);
    }
    m_page.finish();
    return true;
}

void Typesetter::report(int from, int to, qsizetype section)
{
    if (from < to)
        m_progress.report(from + int((to - from) * section / m_content.sections.size()), Report::tr("Setting the report"));
}

void Typesetter::titleBlock()
{
    m_page.anchor(QStringLiteral("title"));
    if (const QImage &logo = m_content.logo; !logo.isNull()) {
        const double scale = qMin(130 * pt / logo.width(), 46 * pt / logo.height());
        const QSizeF size = QSizeF(logo.size()) * scale;
        if (QPainter *painter = m_page.painter())
            painter->drawImage(QRectF(QPointF(m_page.left() + m_page.width() - size.width(), m_page.y()), size), logo);
    }
    const double room = m_content.logo.isNull() ? 0 : 150 * pt;
    QString above = m_content.title;
    if (!m_content.audience.isEmpty())
        above += QStringLiteral(" · ") + m_content.audience;
    m_page.paragraph(above, m_page.font(11), m_page.mutedColor);
    m_page.space(2 * pt);
    // The first page has to hold the diagram too: a title that takes many lines is smaller.
    const QFont large = m_page.font(22, true), small = m_page.font(15, true);
    const bool fits = m_page.paragraphHeight(m_content.system, large, room) <= 3 * large.pixelSize();
    m_page.paragraph(m_content.system, fits ? large : small, m_page.textColor, 0, {}, room);
    m_page.space(4 * pt);
    m_page.paragraph(dateTitle(m_content.date), m_page.font(10), m_page.mutedColor);
    m_page.space(8 * pt);
    m_page.rule(m_page.y(), m_page.textColor, 1.2 * pt);
    m_page.space(14 * pt);
}

void Typesetter::beginSection(const ReportSection &section, qsizetype number)
{
    m_page.setSection(section.title);
    if (number > 0) {
        // Findings begin on a page of their own; so do other long sections, unless half a page is left for them.
        const bool large = section.anchor == QLatin1String("findings") || (section.blocks.size() > 4 && m_page.remaining() < 0.5 * m_page.fullHeight());
        if (!m_page.atTop() && (number == 1 || large || m_afterDiagram))
            m_page.newPage();
        else
            m_page.ensure(48 * pt + beginning(section, 0));
        if (!m_page.atTop())
            m_page.space(12 * pt);
    }
    m_afterDiagram = false;
    m_page.anchor(section.anchor);
    m_page.bookmark(0, section.title, section.anchor);
    m_page.paragraph(section.title, m_page.font(16, true), m_page.textColor);
    m_page.space(6 * pt);
}

void Typesetter::contents()
{
    m_page.newPage();
    m_page.setSection(Report::tr("Contents"));
    m_page.anchor(QStringLiteral("contents"));
    m_page.bookmark(0, Report::tr("Contents"), QStringLiteral("contents"));
    m_page.paragraph(Report::tr("Contents"), m_page.font(16, true), m_page.textColor);
    m_page.space(8 * pt);
    for (const ReportSection &section : m_content.sections) {
        contentsLine(section.title, section.anchor, 0);
        for (const ReportBlock &block : section.blocks) {
            const auto *diagram = std::get_if<ReportDiagram>(&block);
            if (diagram && !diagram->inlined)
                contentsLine(diagram->title, diagram->anchor, 16 * pt);
        }
    }
    m_page.newPage();
}

void Typesetter::contentsLine(const QString &title, const QString &anchor, double indent)
{
    const double height = 16 * pt;
    m_page.ensure(height);
    const QFont font = m_page.font(indent > 0 ? 9 : 10.5, indent <= 0);
    const double numberWidth = 40 * pt, y = m_page.y();
    m_page.line(title, font, indent > 0 ? m_page.mutedColor : m_page.textColor, m_page.left() + indent, y, Qt::AlignLeft, m_page.width() - indent - numberWidth);
    m_page.line(m_page.pageNumberOf(anchor), m_page.font(10), m_page.mutedColor, m_page.left() + m_page.width() - numberWidth, y, Qt::AlignRight, numberWidth);
    m_page.link(QRectF(m_page.left(), y, m_page.width(), height), anchor);
    m_page.space(height);
}

double Typesetter::beginning(const ReportSection &section, qsizetype block, int depth) const
{
    if (block >= section.blocks.size() || depth > 4)
        return 0;
    const ReportBlock &b = section.blocks[block];
    if (const auto *table = std::get_if<ReportTable>(&b))
        return m_page.tableBegin(*table);
    if (const auto *heading = std::get_if<ReportHeading>(&b))
        return m_page.paragraphHeight(heading->text, m_page.font(heading->level > 1 ? 9.8 : 11.5, true)) + 9 * pt + beginning(section, block + 1, depth + 1);
    if (const auto *paragraph = std::get_if<ReportParagraph>(&b)) {
        const double height = m_page.paragraphHeight(paragraph->text, m_page.font(9.5)) + 7 * pt;
        const bool leads = block + 1 < section.blocks.size() && (block == 0 || std::holds_alternative<ReportTable>(section.blocks[block + 1]));
        return height > 100 * pt ? 60 * pt : leads ? height + beginning(section, block + 1, depth + 1) : height;
    }
    if (std::holds_alternative<ReportFinding>(b))
        return 130 * pt;
    if (std::holds_alternative<ReportBands>(b))
        return 110 * pt;
    return std::holds_alternative<ReportDiagram>(b) ? 0 : 34 * pt;
}

void Typesetter::put(const ReportParagraph &paragraph)
{
    m_page.paragraph(paragraph.text, m_page.font(9.5), paragraph.muted ? m_page.mutedColor : m_page.textColor, 0, paragraph.spans);
    m_page.space(7 * pt);
}

void Typesetter::put(const ReportHeading &heading)
{
    m_page.space((heading.level > 1 ? 3 : 5) * pt);
    m_page.anchor(heading.anchor);
    if (!heading.anchor.isEmpty())
        m_page.bookmark(1, heading.text, heading.anchor);
    m_page.paragraph(heading.text, m_page.font(heading.level > 1 ? 9.8 : 11.5, true), m_page.textColor);
    m_page.space(3 * pt);
}

void Typesetter::put(const ReportList &list)
{
    int number = 0;
    for (const QString &item : list.items) {
        m_page.ensure(26 * pt); // the mark stays with its text
        m_page.line(list.numbered ? QStringLiteral("%1.").arg(++number) : QStringLiteral("•"), m_page.font(9.5), m_page.mutedColor, m_page.left(), m_page.y());
        m_page.paragraph(item, m_page.font(9.5), m_page.textColor, list.numbered ? 1.4 * bulletWidth : bulletWidth);
        m_page.space(2.5 * pt);
    }
    m_page.space(5 * pt);
}

void Typesetter::put(const ReportFacts &facts)
{
    for (const auto &[label, text] : facts.rows)
        m_page.labelled(label, text);
    m_page.space(4 * pt);
}

void Typesetter::put(const ReportBands &bands)
{
    const ReportTable table = tableOf(bands);
    const double height = 15 * pt, first = m_page.left() + 66 * pt, numbers = 84 * pt, bar = first + 2 * numbers + 16 * pt;
    const double room = m_page.left() + m_page.width() - bar;
    const int most = qMax(1, *std::max_element(std::begin(bands.before), std::end(bands.before)));
    for (int column = 1; column < 3; ++column)
        m_page.line(table.columns[column].title, m_page.font(7.5, true), m_page.mutedColor, first + (column - 1) * numbers, m_page.y(), Qt::AlignRight, numbers - 8 * pt);
    m_page.space(12 * pt);
    for (int band = 0; band < 5; ++band) {
        const double y = m_page.y();
        m_page.rule(y - 2 * pt, m_page.lineColor, 0.4 * pt);
        m_page.chip(Band(band), m_page.left(), y);
        for (int column = 1; column < 3; ++column)
            m_page.line(table.rows[band][column].text, m_page.font(10, column == 2), m_page.textColor, first + (column - 1) * numbers, y - 0.5 * pt, Qt::AlignRight, numbers - 8 * pt);
        if (QPainter *painter = m_page.painter()) {
            // The frame is what was found, the filling what is open: told apart in grey as well.
            const QColor color = m_page.palette.band[band];
            if (bands.open[band] > 0)
                painter->fillRect(QRectF(bar, y + 1 * pt, room * bands.open[band] / most, 9 * pt), color);
            if (bands.before[band] > 0) {
                painter->setPen(QPen(color, 0.8 * pt));
                painter->setBrush(Qt::NoBrush);
                painter->drawRect(QRectF(bar, y + 1 * pt, room * bands.before[band] / most, 9 * pt));
            }
        }
        m_page.space(height);
    }
    m_page.space(8 * pt);
}

void Typesetter::put(const ReportFinding &finding)
{
    const QList<ReportFindingRow> rows = rowsOf(finding);
    // One that is not long stays whole.
    const double height = m_page.heightOf(finding.anchor, [&] {
        double sum = 44 * pt + m_page.paragraphHeight(finding.title, m_page.font(11.5, true));
        for (const ReportFindingRow &row : rows)
            sum += row.place ? m_page.placeHeight(*row.place) : m_page.labelledHeight(row.text);
        return sum;
    });
    if (height < wholeFinding * m_page.fullHeight() && m_page.remaining() < mostWaste * m_page.fullHeight())
        m_page.ensure(height);
    m_page.space(6 * pt);
    m_page.rule(m_page.y(), m_page.mutedColor, 0.8 * pt);
    m_page.space(6 * pt);
    m_page.anchor(finding.anchor);
    m_page.bookmark(1, finding.number + QLatin1Char(' ') + finding.title, finding.anchor);
    const double y = m_page.y();
    const QSizeF chip = m_page.chip(finding.band, m_page.left(), y);
    m_page.line(lineOf(finding), m_page.font(9), m_page.mutedColor, m_page.left() + chip.width() + 8 * pt, y, Qt::AlignLeft, m_page.width() - chip.width() - 8 * pt);
    m_page.space(16 * pt);
    m_page.paragraph(finding.title, m_page.font(11.5, true), m_page.textColor);
    m_page.space(4 * pt);
    constexpr qsizetype tail = 4; // decision, residual risk, standards, rule: they stay together
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (i == rows.size() - tail) {
            double needed = 0;
            for (qsizetype k = i; k < rows.size(); ++k)
                needed += m_page.labelledHeight(rows[k].text);
            m_page.ensure(qMin(needed, m_page.fullHeight() / 3));
        }
        if (rows[i].place)
            m_page.place(rows[i].label, *rows[i].place);
        else
            m_page.labelled(rows[i].label, rows[i].text);
    }
    m_page.space(6 * pt);
}

void Typesetter::put(const ReportDiagram &diagram)
{
    const QSizeF wanted = diagram.picture.bounds.size();
    if (wanted.isEmpty())
        return;
    if (!diagram.inlined) {
        putDiagramPages(m_page, diagram, m_content.paper, std::exchange(m_lead, nullptr));
        m_afterDiagram = true;
        return;
    }
    const double room = m_page.remaining() - 12 * pt;
    if (room < 80 * pt)
        return; // the page is full; the diagram has a page of its own
    const double scale = qMin(fullScale, qMin(m_page.width() / wanted.width(), room / wanted.height()));
    const QPointF at(m_page.left() + (m_page.width() - wanted.width() * scale) / 2, m_page.y());
    paintDiagramPart(m_page, diagram.picture, diagram.picture.bounds, at, scale);
    m_page.link(QRectF(QPointF(m_page.left(), m_page.y()), QSizeF(m_page.width(), wanted.height() * scale)), diagram.anchor);
    m_page.space(wanted.height() * scale + 8 * pt);
}

} // namespace drawbridge
