// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reportcontroller.h"

#include "mainwindow/analysiscontroller.h"
#include "report/content.h"
#include "report/pdfwriter.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QPointer>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReportController::ReportController(Document &document, AnalysisController &analysis, QWidget &window)
    : QObject(&window), m_document(document), m_analysis(analysis), m_window(window)
{
}

ReportController::~ReportController()
{
    if (m_progress)
        m_progress->cancel();
}

void ReportController::ask(const QString &name)
{
    QString file = name.left(80);
    for (QChar &c : file) {
        if (!c.isLetterOrNumber() && !u" -_."_s.contains(c))
            c = u'-';
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString path = QFileDialog::getSaveFileName(&m_window, tr("Write the report"), folder + u'/' + file + u".pdf"_s, tr("PDF (*.pdf)"));
    if (!path.isEmpty())
        write(path.endsWith(".pdf"_L1, Qt::CaseInsensitive) ? path : path + u".pdf"_s);
}

void ReportController::write(const QString &path)
{
    if (m_running || !m_analysis.catalogue())
        return;
    m_running = true;
    auto *dialog = new QProgressDialog(tr("Writing the report…"), tr("Cancel"), 0, 100, &m_window);
    dialog->setWindowTitle(tr("Report"));
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setMinimumDuration(300);
    dialog->setAutoClose(false);
    dialog->setAutoReset(false);
    auto progress = std::make_shared<Progress>([dialog = QPointer(dialog)](int percent, const QString &step) {
        QMetaObject::invokeMethod(
            qApp,
            [dialog, percent, step] {
                if (!dialog || dialog->wasCanceled())
                    return;
                dialog->setLabelText(step);
                dialog->setValue(percent);
            },
            Qt::QueuedConnection);
    });
    m_progress = progress;
    connect(dialog, &QProgressDialog::canceled, this, [progress] { progress->cancel(); });
    auto *watcher = new QFutureWatcher<std::shared_ptr<Result<void>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, dialog, path, progress] {
        watcher->deleteLater();
        dialog->deleteLater();
        m_running = false;
        const Result<void> &result = *watcher->result();
        if (result)
            emit written(path);
        else if (!progress->isCancelled())
            emit failed(result.error().message);
    });
    watcher->setFuture(QtConcurrent::run([model = m_document.model(), catalogue = m_analysis.catalogue(), path, progress] {
        // Of the very model that is written, not of the last one that was shown.
        const QDate today = QDate::currentDate();
        const AnalysisResult analysis = analyze(model, *catalogue, {today}, *progress);
        ReportOptions options;
        options.date = today;
        return std::make_shared<Result<void>>(writePdf(buildReport(model, analysis, *catalogue, options), path, *progress));
    }));
}

} // namespace drawbridge
