// SPDX-License-Identifier: Apache-2.0
#include "report/pagepreview.h"

#include "report/reportlanguage.h"
#include "report/typesetter.h"

#include <QPainter>

#include <algorithm>

namespace drawbridge {

namespace {

// Paints some pages, each into a picture that fits; the others are only measured.
class ImagePages : public PageSink
{
public:
    ImagePages(int first, int last, const QSize &fit) : m_first(first), m_last(last), m_fit(fit) {}

    QPainter *page(int number, const QSizeF &size) override
    {
        end();
        m_done = number > m_last;
        if (number < m_first || m_done)
            return nullptr;
        const double scale = std::min(m_fit.width() / size.width(), m_fit.height() / size.height());
        images.append(QImage(QSize(std::max(1, int(size.width() * scale)), std::max(1, int(size.height() * scale))), QImage::Format_ARGB32_Premultiplied));
        images.last().fill(Qt::white);
        m_painter.begin(&images.last());
        m_painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing | QPainter::SmoothPixmapTransform);
        m_painter.scale(scale, scale);
        return &m_painter;
    }
    bool isDone() const override { return m_done; }
    void end()
    {
        if (m_painter.isActive())
            m_painter.end();
    }

    QList<QImage> images;

private:
    int m_first, m_last;
    QSize m_fit;
    bool m_done = false;
    QPainter m_painter;
};

} // namespace

std::optional<ReportPages> ReportPages::of(ReportContent content, Progress &progress)
{
    const ReportLanguageScope language(content.language);
    ReportPages pages;
    pages.m_content = std::move(content);
    std::optional<PdfPlan> plan = planReport(pages.m_content, progress, 0, 100);
    if (!plan)
        return std::nullopt;
    pages.m_plan = std::move(*plan);
    return pages;
}

int ReportPages::pageOf(const QString &anchor) const
{
    const auto it = m_plan.anchors.constFind(anchor);
    return it == m_plan.anchors.constEnd() ? -1 : it->page;
}

QList<QImage> ReportPages::paint(int first, int last, const QSize &fit, Progress &progress) const
{
    const ReportLanguageScope language(m_content.language);
    first = std::clamp(first, 0, std::max(0, count() - 1));
    last = std::clamp(last, first, std::max(0, count() - 1));
    ImagePages pages(first, last, fit.expandedTo({1, 1}));
    const auto after = std::find_if(m_plan.parts.begin(), m_plan.parts.end(), [&](const PdfPart &part) { return part.page > first; });
    const PdfPart part = after == m_plan.parts.begin() ? PdfPart() : *(after - 1);
    PageLayout layout(m_content, m_plan, &pages, part);
    Typesetter(m_content, layout, progress).run(part, nullptr, 0, 100);
    pages.end();
    return pages.images;
}

} // namespace drawbridge
