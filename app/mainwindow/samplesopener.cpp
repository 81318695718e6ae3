// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/samplesopener.h"

#include "mainwindow/analysiscontroller.h"
#include "mainwindow/filecontroller.h"
#include "mainwindow/progresswindow.h"
#include "mainwindow/samples.h"
#include "mainwindow/sourcememory.h"
#include "projectscript/sampleproject.h"
#include "session/projectsession.h"
#include "threatmodel/delta.h"

#include <QFutureWatcher>
#include <QProgressDialog>
#include <QtConcurrentRun>

namespace drawbridge {

SampleOpener::SampleOpener(ProjectSession &session, FileController &files, AnalysisController &analysis, QWidget &window)
    : QObject(&window), m_session(session), m_files(files), m_analysis(analysis), m_window(window)
{
}

void SampleOpener::open(const QString &resource)
{
    if (m_running)
        return;
    if (!m_analysis.catalogue()) { // the window is hardly there: the rules come in a moment
        connect(&m_analysis, &AnalysisController::rulesLoaded, this, [this, resource] { open(resource); }, Qt::SingleShotConnection);
        return;
    }
    const Result<QString> folder = samples::unpack(resource);
    if (!folder) {
        emit failed(folder.error().message);
        return;
    }
    m_running = true;
    using Made = std::shared_ptr<Result<SampleProject>>;
    const ProgressWindow window = openProgress(tr("Opening the sample…"), m_window);
    auto *watcher = new QFutureWatcher<Made>(this);
    connect(watcher, &QFutureWatcher<Made>::finished, this, [this, watcher, dialog = window.dialog, progress = window.progress, folder = *folder] {
        watcher->deleteLater();
        dialog->hide();
        dialog->deleteLater();
        m_running = false;
        const Made made = watcher->result();
        if (progress->isCancelled())
            return;
        if (!*made) {
            emit failed((*made).error().message);
            return;
        }
        if (!m_files.newProject())
            return;
        sourcememory::remember((*made)->model, {folder});
        m_session.document()->push(tr("Open the sample"), diff(m_session.document()->model(), (*made)->model));
        emit opened();
    });
    watcher->setFuture(QtConcurrent::run([folder = *folder, script = samples::scriptOf(resource), catalogue = m_analysis.catalogue(), progress = window.progress] {
        return std::make_shared<Result<SampleProject>>(makeSampleProject({folder}, script, QStringLiteral("project.script"), *catalogue, *progress));
    }));
}

} // namespace drawbridge
