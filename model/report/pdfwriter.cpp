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

    QPainter *page(int number, const QSizeF &size) override
    {
        m_writer.setPageSize(QPageSize(size / pt, QPageSize::Point, QString(), QPageSize::ExactMatch));
        if (number == 0)
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

Error cancelled()
{
    return {Report::tr("The report was cancelled."), {}};
}

} // namespace

Result<QByteArray> pdfBytes(ReportContent content, Progress &progress)
{
    giveBackMemory();
    const ReportLanguageScope language(content.language);
    std::optional<PdfPlan> measured = planReport(content, progress, 0, 35);
    if (!measured)
        return cancelled();

    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    PdfPlan plan;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(1200);
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        PdfPages pages(writer);
        PageLayout paint(content, *measured, &pages);
        if (!pages.isActive())
            return Error{Report::tr("The report could not be painted."), {}};
        if (!Typesetter(content, paint, progress).run(35, 90))
            return cancelled();
        plan = paint.plan();
    }
    measured.reset();
    content.sections.clear();
    giveBackMemory();
    progress.report(90, Report::tr("Adding bookmarks and links"));
    QByteArray pages = std::move(buffer.buffer());
    buffer.close();
    buffer.setBuffer(nullptr);
    return finishPdf(std::move(pages), plan, content, progress);
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
