// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/exportcontroller.h"

#include "document/document.h"
#include "layout/layout.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/progresswindow.h"
#include "outputs/outputs.h"
#include "storage/atomicwrite.h"

#include <QFileDialog>
#include <QFutureWatcher>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QString filterOf(const OutputFormat &format)
{
    return u"%1 (*.%2)"_s.arg(format.title, format.suffix);
}

Result<void> writeOutput(ThreatModel model, const Catalogue &catalogue, const OutputRequest &request, const QString &path, Progress &progress)
{
    // What has no place yet would be missing from pictures.
    if (const Result<Delta> placed = layoutUnplaced(model, progress); placed)
        apply(model, *placed);
    const AnalysisResult analysis = analyze(model, catalogue, {QDate::currentDate()}, progress);
    if (progress.isCancelled())
        return Error{};
    const Result<QByteArray> bytes = makeOutput(model, analysis, catalogue, request);
    return bytes ? writeAtomically(path, *bytes) : Result<void>(bytes.error());
}

} // namespace

ExportController::ExportController(Document &document, AnalysisController &analysis, QWidget &window)
    : QObject(&window), m_document(document), m_analysis(analysis), m_window(window)
{
}

ExportController::~ExportController()
{
    if (m_progress)
        m_progress->cancel();
}

void ExportController::ask(const QString &name, DiagramId diagram)
{
    QString file = name.left(80);
    for (QChar &c : file) {
        if (!c.isLetterOrNumber() && !u" -_."_s.contains(c))
            c = u'-';
    }
    const QList<OutputFormat> formats = outputFormats();
    QStringList filters;
    for (const OutputFormat &format : formats)
        filters.append(filterOf(format));
    QFileDialog dialog(&m_window, tr("Export"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog.setObjectName(u"exportDialog"_s);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    dialog.setDefaultSuffix(formats.first().suffix);
    // The ending follows the format that is chosen.
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog, &formats](const QString &filter) {
        for (const OutputFormat &format : formats) {
            if (filterOf(format) == filter)
                dialog.setDefaultSuffix(format.suffix);
        }
    });
    dialog.selectFile(file);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return;
    const QString path = dialog.selectedFiles().first();
    const qsizetype chosen = filters.indexOf(dialog.selectedNameFilter());
    // An ending that somebody typed says more than the list of formats.
    const std::optional<OutputFormat> typed = outputFormatOfFile(path);
    write(path, typed ? typed->id : formats[std::max<qsizetype>(0, chosen)].id, diagram);
}

void ExportController::write(const QString &path, const QString &format, DiagramId diagram)
{
    if (m_running || !m_analysis.catalogue())
        return;
    m_running = true;
    const ProgressWindow window = openProgress(tr("Exporting…"), m_window);
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
    OutputRequest request;
    request.format = format;
    request.diagram = diagram;
    watcher->setFuture(QtConcurrent::run([model = m_document.model(), catalogue = m_analysis.catalogue(), request, path, progress] {
        return std::make_shared<Result<void>>(writeOutput(model, *catalogue, request, path, *progress));
    }));
}

} // namespace drawbridge
