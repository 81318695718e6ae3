// SPDX-License-Identifier: Apache-2.0
#include "report/pdfwriter.h"

#include "report/pdffinish.h"
#include "report/reportlanguage.h"
#include "report/reporttext.h"
#include "report/typesetter.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QThreadPool>

#include <atomic>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace drawbridge {

using namespace reporttext;

namespace {

// Pages of a file, one after the other.
class PdfPages : public PageSink
{
public:
    PdfPages(QPdfWriter &writer) : m_writer(writer) {}

    QPainter *page(int, const QSizeF &size) override
    {
        m_writer.setPageSize(QPageSize(size / pt, QPageSize::Point, QString(), QPageSize::ExactMatch));
        if (!m_painter.isActive())
            m_painter.begin(&m_writer);
        else
            m_writer.newPage();
        return &m_painter;
    }
    bool isActive() const { return m_painter.isActive(); }

private:
    QPdfWriter &m_writer;
    QPainter m_painter;
};

// What was freed in small pieces goes back to the system before a step that needs large ones.
void giveBackMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

// Paints a part of the report into a file of its own; empty where it was cancelled or could not be painted.
QByteArray partBytes(const ReportContent &content, const PdfPlan &plan, qsizetype part, Progress &progress, bool reports)
{
    const ReportLanguageScope language(content.language);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(1200);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        PdfPages pages(writer);
        const PdfPart &begin = plan.parts[part];
        const PdfPart *end = part + 1 < plan.parts.size() ? &plan.parts[part + 1] : nullptr;
        PageLayout paint(content, plan, &pages, begin);
        if (!pages.isActive() || !Typesetter(content, paint, progress).run(begin, end, 35, reports ? 90 : 35))
            return {};
    }
    buffer.close();
    QByteArray bytes = std::move(buffer.buffer());
    buffer.setBuffer(nullptr);
    bytes.squeeze();
    return bytes;
}

// All parts, on as many threads as there are processors; how the report is parted does not depend on that.
QList<QByteArray> paintParts(const ReportContent &content, const PdfPlan &plan, Progress &progress)
{
    std::vector<QByteArray> made(size_t(plan.parts.size()));
    std::atomic<size_t> next{0};
    const auto work = [&](bool reports) {
        for (size_t part = next++; part < made.size(); part = next++)
            made[part] = partBytes(content, plan, qsizetype(part), progress, reports);
    };
    QThreadPool helpers;
    const int wanted = int(std::min<qsizetype>(QThread::idealThreadCount(), plan.parts.size())) - 1;
    helpers.setMaxThreadCount(std::max(1, wanted));
    for (int i = 0; i < wanted; ++i)
        helpers.start([&] { work(false); });
    work(true);
    helpers.waitForDone();
    return {made.begin(), made.end()};
}

Error cancelled()
{
    return {Report::tr("The report was cancelled."), {}};
}

} // namespace

Result<QByteArray> pdfBytes(ReportContent content, Progress &progress)
{
    giveBackMemory();
    const ReportLanguageScope language(content.language);
    std::optional<PdfPlan> plan = planReport(content, progress, 0, 35);
    if (!plan)
        return cancelled();
    QList<QByteArray> parts = paintParts(content, *plan, progress);
    if (progress.isCancelled())
        return cancelled();
    if (std::any_of(parts.begin(), parts.end(), [](const QByteArray &part) { return part.isEmpty(); }))
        return Error{Report::tr("The report could not be painted."), {}};
    content.sections.clear();
    plan->heights.clear();
    giveBackMemory();
    progress.report(90, Report::tr("Adding bookmarks and links"));
    return finishPdf(std::move(parts), *plan, content, progress);
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
