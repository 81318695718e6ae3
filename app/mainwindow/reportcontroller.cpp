// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reportcontroller.h"

#include "document/document.h"
#include "edits/projectedits.h"
#include "history/versions.h"
#include "layout/layout.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/progresswindow.h"
#include "mainwindow/reportwork.h"
#include "outputs/reportfile.h"
#include "reportview/pageview.h"
#include "reportview/reportdialog.h"
#include "storage/atomicwrite.h"

#include <QFileDialog>
#include <QFutureWatcher>
#include <QProgressDialog>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

ReportChoices choicesOf(const ThreatModel &model)
{
    ReportChoices choices;
    for (const Element &element : model.elements) {
        if (element.kind == ElementKind::Process && element.parent.isNull())
            choices.services.append({element.id, element.name});
    }
    std::sort(choices.services.begin(), choices.services.end(), [](const auto &a, const auto &b) { return std::tie(a.second, a.first) < std::tie(b.second, b.first); });
    for (const Version &version : versionsOf(model))
        choices.versions.append({version.number, version.name});
    return choices;
}

QString filterOf(const ReportFormat &format)
{
    return u"%1 (*.%2)"_s.arg(format.title, format.suffix);
}

} // namespace

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
    if (m_dialog || m_running || !m_analysis.catalogue())
        return;
    const ThreatModel &model = m_document.model();
    m_dialog = new ReportDialog(ReportSettings::from(model.project().reportSettings), choicesOf(model), &m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_work = new ReportWork(model, m_analysis.catalogue(), m_dialog);
    PageView &pages = m_dialog->pages();
    connect(m_work, &ReportWork::progressed, &pages, &PageView::setBusy);
    connect(m_work, &ReportWork::idle, &pages, &PageView::setIdle);
    connect(m_work, &ReportWork::laidOut, &pages, &PageView::setPages);
    connect(m_work, &ReportWork::painted, &pages, &PageView::setPage);
    connect(&pages, &PageView::pagesWanted, m_work, [this, &pages](int first, int last) { m_work->paint(first, last, pages.fit()); });
    connect(&pages, &PageView::cancelled, m_work, [this, &pages] {
        m_work->stop();
        pages.setMessage(tr("The preview was stopped. It begins again when a choice changes."));
    });
    connect(m_dialog, &ReportDialog::settingsChanged, m_work, [this] { m_work->setSettings(m_dialog->settings()); });
    connect(m_dialog, &ReportDialog::sectionChosen, m_work, [this, &pages](const QString &anchor) {
        if (const int page = m_work->pageOf(anchor); page >= 0)
            pages.goTo(page);
    });
    connect(m_dialog, &QDialog::accepted, this, [this, name] { accepted(name); });
    pages.setBusy(0, tr("Analysing…"));
    m_dialog->open();
    m_work->setSettings(m_dialog->settings());
}

void ReportController::accepted(const QString &name)
{
    const ReportSettings settings = m_dialog->settings();
    m_work->stop();
    remember(settings);
    // When this dialog is gone: the next one has an event loop of its own.
    QMetaObject::invokeMethod(
        this,
        [this, name, settings] {
            if (const QString path = askPath(name); !path.isEmpty())
                write(path, settings);
        },
        Qt::QueuedConnection);
}

void ReportController::remember(const ReportSettings &settings)
{
    ProjectInfo info = m_document.model().project();
    info.reportSettings = settings.values();
    if (const Delta delta = setProject(m_document.model(), info); !delta.isEmpty())
        m_document.push(tr("Choose the form of the report"), delta);
}

QString ReportController::askPath(const QString &name)
{
    QString file = name.left(80);
    for (QChar &c : file) {
        if (!c.isLetterOrNumber() && !u" -_."_s.contains(c))
            c = u'-';
    }
    const QList<ReportFormat> formats = reportFormats();
    QStringList filters;
    for (const ReportFormat &format : formats)
        filters.append(filterOf(format));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    // The ending is the dialog's business: so it asks before the very file that is written is replaced.
    QFileDialog dialog(&m_window, tr("Write the report"), folder);
    dialog.setObjectName(u"reportFile"_s);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    dialog.setDefaultSuffix(formats.first().suffix);
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog, &formats](const QString &filter) {
        for (const ReportFormat &format : formats) {
            if (filterOf(format) == filter)
                dialog.setDefaultSuffix(format.suffix);
        }
    });
    dialog.selectFile(file);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void ReportController::write(const QString &path, const ReportSettings &settings)
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
    const std::optional<ReportFormat> format = reportFormatOfFile(path);
    watcher->setFuture(QtConcurrent::run([model = m_document.model(), catalogue = m_analysis.catalogue(), settings, format = format ? format->id : u"pdf"_s, path, progress]() mutable {
        // Of the very model that is written, not of the last one that was shown.
        const ReportOptions options = settings.options(QDate::currentDate());
        if (const Result<Delta> placed = layoutUnplaced(model, *progress); placed)
            apply(model, *placed);
        const AnalysisResult analysis = analyze(model, *catalogue, {options.date}, *progress);
        const ReportBasis basis = reportBasis(model, analysis, *catalogue, options, *progress);
        if (progress->isCancelled())
            return std::make_shared<Result<void>>(Error{});
        const Result<QByteArray> bytes = makeReport(basis, *catalogue, options, format, ReportTableKind::Findings, *progress);
        return std::make_shared<Result<void>>(bytes ? writeAtomically(path, *bytes) : Result<void>(bytes.error()));
    }));
}

} // namespace drawbridge
