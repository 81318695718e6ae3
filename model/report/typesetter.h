// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "report/pagelayout.h"

namespace drawbridge {

// Walks through the content and puts each block on pages: twice, first measuring, then for a file or the screen.
class Typesetter
{
public:
    Typesetter(const ReportContent &content, PageLayout &page, Progress &progress) : m_content(content), m_page(page), m_progress(progress) {}

    // False where it was cancelled. Equal percentages: nothing is reported.
    bool run(int fromPercent, int toPercent);
    // One part of the report, up to the next, on a layout that begins with it.
    bool run(const PdfPart &part, const PdfPart *next, int fromPercent, int toPercent);

private:
    void report(int from, int to, qsizetype section);
    void titleBlock();
    void beginSection(const ReportSection &section, qsizetype number);
    void contents();
    void contentsLine(const QString &title, const QString &anchor, double indent);
    // Room that a block needs so that it does not begin with a scrap at the bottom of a page; what only leads to the next
    // block takes that along.
    double beginning(const ReportSection &section, qsizetype block, int depth = 0) const;

    void put(const ReportParagraph &paragraph);
    void put(const ReportHeading &heading);
    void put(const ReportList &list);
    void put(const ReportFacts &facts);
    void put(const ReportTable &table) { m_page.table(table); }
    void put(const ReportBands &bands);
    void put(const ReportFinding &finding);
    void put(const ReportDiagram &diagram);

    const ReportContent &m_content;
    PageLayout &m_page;
    Progress &m_progress;
    bool m_afterDiagram = false;
    const ReportSection *m_lead = nullptr; // the section that the next diagram begins
};

// A diagram on a page of its own size, and where that is too large to be printed, in parts on the report's paper too.
// `lead`: the section that begins with it, whose title and first paragraphs go on the same page; may be nullptr.
void putDiagramPages(PageLayout &page, const ReportDiagram &diagram, const ReportPaper &paper, const ReportSection *lead);
void paintDiagramPart(PageLayout &page, const DiagramPicture &picture, const QRectF &part, const QPointF &at, double scale);

// The pages as a first pass finds them; nothing where it was cancelled.
std::optional<PdfPlan> planReport(const ReportContent &content, Progress &progress, int fromPercent, int toPercent);

} // namespace drawbridge
