// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reportcontroller.h"

#include "mainwindow/analysiscontroller.h"
#include "mainwindow/progresswindow.h"
#include "report/content.h"
#include "report/pdfwriter.h"

#include <QFileDialog>
#include <QFutureWatcher>
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
    // The ending is the dialog's business: so it asks before the very file that is written is replaced.
    QFileDialog dialog(&m_window, tr("Write the report"), folder, tr("PDF (*.pdf)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"pdf"_s);
    dialog.selectFile(file + u".pdf"_s);
    if (dialog.exec() == QDialog::Accepted && !dialog.selectedFiles().isEmpty())
        write(dialog.selectedFiles().first());
}

void ReportController::write(const QString &path)
{
    if (m_running || !m_analysis.catalogue())
        return;
    m_running = true;
    const ProgressWindow window = openProgress(tr("Writing the report…"), m_window);
    QProgressDialog *dialog = window.dialog;
    const std::shared_ptr<Progress> progress = m_progress = window.progress;
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
