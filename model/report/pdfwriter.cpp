// SPDX-License-Identifier: Apache-2.0
#include "report/pdfwriter.h"

#include "report/pagelayout.h"
#include "report/pdffinish.h"
#include "report/reporttext.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace drawbridge {

using namespace reporttext;

namespace {

// One unit of a diagram on paper: 13 px text becomes 9.75 points.
constexpr double fullScale = 0.75 * pt;
// A page is never longer than this; larger diagrams are made smaller. A1 is what plotters print.
constexpr double longestPage = 2384 * pt;

// Walks through the content and puts each block on the pages.
class Typesetter
{
public:
    Typesetter(const ReportContent &content, PageLayout &page, Progress &progress) : m_content(content), m_page(page), m_progress(progress) {}

    // False where it was cancelled.
    bool run(int fromPercent, int toPercent)
    {
        titleBlock();
        for (qsizetype i = 0; i < m_content.sections.size(); ++i) {
            const ReportSection &section = m_content.sections[i];
            if (i == 1)
                contents();
            beginSection(section, i);
            qsizetype done = 0;
            for (const ReportBlock &block : section.blocks) {
                if (m_progress.isCancelled())
                    return false;
                std::visit([&](const auto &b) { put(b); }, block);
                if (++done % 200 == 0)
                    report(fromPercent, toPercent, i);
            }
            report(fromPercent, toPercent, i + 1);
        }
        m_page.finish();
        return true;
    }

private:
    void report(int from, int to, qsizetype section)
    {
        m_progress.report(from + int((to - from) * section / m_content.sections.size()), Report::tr("Setting the report"));
    }

    void titleBlock()
    {
        m_page.anchor(QStringLiteral("title"));
        m_page.paragraph(m_content.title, m_page.font(11), m_page.mutedColor);
        m_page.space(2 * pt);
        m_page.paragraph(m_content.system, m_page.font(22, true), m_page.textColor);
        m_page.space(4 * pt);
        m_page.paragraph(m_content.date.toString(Qt::ISODate), m_page.font(10), m_page.mutedColor);
        m_page.space(8 * pt);
        m_page.rule(m_page.y(), m_page.textColor, 1.2 * pt);
        m_page.space(14 * pt);
    }

    void beginSection(const ReportSection &section, qsizetype number)
    {
        m_page.setSection(section.title);
        if (number > 0) {
            // Long sections begin on a page of their own, short ones follow where there is room.
            const bool large = section.blocks.size() > 4 || section.anchor == QLatin1String("findings");
            if (!m_page.atTop() && (number == 1 || large || m_afterDiagram))
                m_page.newPage();
            else
                m_page.ensure(120 * pt);
            if (!m_page.atTop())
                m_page.space(12 * pt);
        }
        m_afterDiagram = false;
        m_page.anchor(section.anchor);
        m_page.bookmark(0, section.title, section.anchor);
        m_page.paragraph(section.title, m_page.font(16, true), m_page.textColor);
        m_page.space(6 * pt);
    }

    void contents()
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

    void contentsLine(const QString &title, const QString &anchor, double indent)
    {
        const double height = 16 * pt;
        m_page.ensure(height);
        const QFont font = m_page.font(indent > 0 ? 9 : 10.5, indent <= 0);
        const double numberWidth = 40 * pt, y = m_page.y();
        m_page.line(title, font, indent > 0 ? m_page.mutedColor : m_page.textColor, m_page.left() + indent, y, Qt::AlignLeft,
                    m_page.width() - indent - numberWidth);
        m_page.line(m_page.pageNumberOf(anchor), m_page.font(10), m_page.mutedColor, m_page.left() + m_page.width() - numberWidth, y, Qt::AlignRight, numberWidth);
        m_page.link(QRectF(m_page.left(), y, m_page.width(), height), anchor);
        m_page.space(height);
    }

    void put(const ReportParagraph &paragraph)
    {
        m_page.paragraph(paragraph.text, m_page.font(9.5), paragraph.muted ? m_page.mutedColor : m_page.textColor);
        m_page.space(7 * pt);
    }

    void put(const ReportHeading &heading)
    {
        m_page.ensure(80 * pt);
        m_page.space(5 * pt);
        m_page.paragraph(heading.text, m_page.font(11.5, true), m_page.textColor);
        m_page.space(3 * pt);
    }

    void put(const ReportFacts &facts)
    {
        for (const auto &[label, text] : facts.rows)
            m_page.labelled(label, text);
        m_page.space(4 * pt);
    }

    void put(const ReportTable &table) { m_page.table(table); }

    void put(const ReportBands &bands)
    {
        const double labelWidth = 120 * pt, height = 18 * pt;
        m_page.ensure(3 * height);
        const double column = (m_page.width() - labelWidth) / 5;
        const auto columnX = [&](int band) { return m_page.left() + labelWidth + band * column; };
        for (int band = 0; band < 5; ++band)
            m_page.chip(Band(band), columnX(band), m_page.y());
        m_page.space(height);
        const auto row = [&](const QString &label, const int (&counts)[5], bool bold) {
            m_page.rule(m_page.y() - 2 * pt, m_page.lineColor, 0.4 * pt);
            m_page.line(label, m_page.font(9.5, bold), m_page.textColor, m_page.left(), m_page.y() + 2 * pt);
            for (int band = 0; band < 5; ++band)
                m_page.line(QString::number(counts[band]), m_page.font(11, bold), counts[band] > 0 ? m_page.textColor : m_page.mutedColor, columnX(band) + 4 * pt,
                            m_page.y() + 1 * pt);
            m_page.space(height);
        };
        row(Report::tr("Before decisions"), bands.before, false);
        row(Report::tr("Still open"), bands.open, true);
        m_page.space(8 * pt);
    }

    void put(const ReportFinding &finding)
    {
        m_page.ensure(120 * pt);
        m_page.space(6 * pt);
        m_page.rule(m_page.y(), m_page.mutedColor, 0.8 * pt);
        m_page.space(6 * pt);
        m_page.anchor(finding.anchor);
        m_page.bookmark(1, finding.number + QLatin1Char(' ') + finding.title, finding.anchor);
        const double y = m_page.y();
        const QSizeF chip = m_page.chip(finding.band, m_page.left(), y);
        const QFont small = m_page.font(9);
        m_page.line(Report::tr("%1 · risk %2 · %3").arg(finding.number, number(finding.risk), finding.status), small, m_page.mutedColor,
                    m_page.left() + chip.width() + 8 * pt, y, Qt::AlignLeft, m_page.width() - chip.width() - 8 * pt);
        m_page.space(16 * pt);
        m_page.paragraph(finding.title, m_page.font(11.5, true), m_page.textColor);
        m_page.space(4 * pt);
        for (const auto &[label, text] : finding.facts.rows) {
            if (label != Report::tr("Fingerprint") && label != Report::tr("Rule"))
                m_page.labelled(label, text);
        }
        if (!finding.why.isEmpty())
            m_page.labelled(Report::tr("Why"), finding.why);
        if (!finding.scoring.isEmpty())
            m_page.labelled(Report::tr("Risk"), finding.scoring);
        if (!finding.wayIn.isEmpty())
            m_page.labelled(Report::tr("Way in"), finding.wayIn.join(QStringLiteral(" → ")));
        bool first = true;
        for (const ReportFinding::Place &place : finding.places) {
            m_page.place(first ? Report::tr("Where") : QString(), place);
            first = false;
        }
        if (finding.morePlaces > 0)
            m_page.labelled(QString(), Report::tr("and in %n more place(s)", nullptr, finding.morePlaces));
        if (!finding.fix.isEmpty())
            m_page.labelled(Report::tr("Remedy"), finding.fix);
        if (!finding.remedies.isEmpty())
            m_page.labelled(Report::tr("What changes it"), finding.remedies.join(QLatin1Char(' ')));
        m_page.labelled(Report::tr("Decision"), finding.decision.isEmpty() ? Report::tr("Not decided yet.") : finding.decision);
        if (!finding.standards.isEmpty())
            m_page.labelled(Report::tr("Standards"), finding.standards);
        QStringList reference;
        for (const auto &[label, text] : finding.facts.rows) {
            if (label == Report::tr("Fingerprint") || label == Report::tr("Rule"))
                reference.append(text);
        }
        m_page.labelled(Report::tr("Rule"), reference.join(QStringLiteral("; ")));
        m_page.space(6 * pt);
    }

    void put(const ReportDiagram &diagram)
    {
        const QSizeF wanted = diagram.picture.bounds.size();
        if (wanted.isEmpty())
            return;
        if (diagram.inlined) {
            const double room = m_page.remaining() - 12 * pt;
            if (room < 120 * pt)
                return; // the page is full; the diagram has a page of its own
            const double scale = qMin(fullScale, qMin(m_page.width() / wanted.width(), room / wanted.height()));
            paint(diagram.picture, QRectF(QPointF(m_page.left() + (m_page.width() - wanted.width() * scale) / 2, m_page.y()), wanted * scale), scale);
            m_page.link(QRectF(QPointF(m_page.left(), m_page.y()), QSizeF(m_page.width(), wanted.height() * scale)), diagram.anchor);
            m_page.space(wanted.height() * scale + 8 * pt);
            return;
        }
        // At full size where that fits a page, of A4 or larger; else smaller.
        const double title = 34 * pt, around = 2 * PageLayout::margin;
        const double scale = qMin(fullScale, qMin((longestPage - around) / wanted.width(), (longestPage - around - title) / wanted.height()));
        const QSizeF body = wanted * scale;
        const QSizeF needed(body.width() + around, body.height() + around + title + 12 * pt);
        const QSizeF portrait = QSizeF(595, 842) * pt;
        const bool tall = needed.height() > needed.width();
        const QSizeF sheet = (tall ? portrait : portrait.transposed()).expandedTo(needed);
        m_page.newPage(sheet);
        m_afterDiagram = true;
        m_page.anchor(diagram.anchor);
        m_page.bookmark(1, diagram.title, diagram.anchor);
        m_page.paragraph(diagram.title, m_page.font(13, true), m_page.textColor);
        m_page.space(6 * pt);
        paint(diagram.picture, QRectF(QPointF(m_page.left() + (m_page.width() - body.width()) / 2, m_page.y()), body), scale);
        m_page.space(body.height());
    }

    void paint(const DiagramPicture &picture, const QRectF &target, double scale)
    {
        QPainter *painter = m_page.painter();
        if (!painter)
            return;
        painter->save();
        painter->translate(target.topLeft());
        painter->scale(scale, scale);
        painter->translate(-picture.bounds.topLeft());
        paintDiagram(*painter, picture, m_page.palette, m_page.baseFont());
        painter->restore();
    }

    const ReportContent &m_content;
    PageLayout &m_page;
    Progress &m_progress;
    bool m_afterDiagram = false;
};

Error cancelled()
{
    return {Report::tr("The report was cancelled."), {}};
}

} // namespace

Result<QByteArray> pdfBytes(const ReportContent &content, Progress &progress)
{
    const PdfPlan nothing;
    PageLayout measure(content, nothing, nullptr, nullptr);
    if (!Typesetter(content, measure, progress).run(0, 35))
        return cancelled();

    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    PdfPlan plan;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(1200);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setPageSize(QPageSize(QSizeF(595, 842), QPageSize::Point, QString(), QPageSize::ExactMatch));
        QPainter painter(&writer);
        if (!painter.isActive())
            return Error{Report::tr("The report could not be painted."), {}};
        PageLayout paint(content, measure.plan(), &writer, &painter);
        if (!Typesetter(content, paint, progress).run(35, 90))
            return cancelled();
        plan = paint.plan();
    }
    progress.report(90, Report::tr("Adding bookmarks and links"));
    return finishPdf(buffer.data(), plan, content);
}

Result<void> writePdf(const ReportContent &content, const QString &path, Progress &progress)
{
    const Result<QByteArray> bytes = pdfBytes(content, progress);
    if (!bytes)
        return bytes.error();
    QSaveFile file(path);
    const bool done = file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size() && file.commit();
    if (!done)
        return Error{Report::tr("“%1” could not be written: %2. What was there before is intact; choose another place or free some space.")
                         .arg(QFileInfo(path).fileName(), file.errorString()), {}};
    return {};
}

} // namespace drawbridge
