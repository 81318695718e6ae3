// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/startcontroller.h"

#include "mainwindow/filecontroller.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/samples.h"
#include "mainwindow/samplesopener.h"
#include "panels/startpage.h"
#include "session/projectsession.h"
#include "storage/projectfile.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

namespace drawbridge {

StartController::StartController(const Parts &parts) : QObject(&parts.window), m_parts(parts)
{
    StartPage &page = parts.page;
    connect(&page, &StartPage::importRequested, this, &StartController::openInputs);
    connect(&page, &StartPage::filesWanted, this, [this] { chooseFiles(false); });
    connect(&page, &StartPage::folderWanted, this, [this] { chooseFiles(true); });
    connect(&page, &StartPage::openWanted, &m_parts.files, &FileController::openAsking);
    connect(&page, &StartPage::openRequested, &m_parts.files, &FileController::open);
    connect(&page, &StartPage::emptyWanted, this, &StartController::emptyWanted);
    connect(&page, &StartPage::recoverRequested, &m_parts.files, &FileController::recover);
    connect(&page, &StartPage::discardRequested, this, [this](const QString &journal) {
        m_parts.session.discardRecoverable(journal);
        refresh();
    });
    auto *samples = new SampleOpener(m_parts.session, m_parts.files, m_parts.analysis, m_parts.window);
    connect(&page, &StartPage::sampleRequested, samples, &SampleOpener::open);
    connect(samples, &SampleOpener::failed, this, &StartController::failed);
    connect(samples, &SampleOpener::opened, this, &StartController::sampleOpened);
    connect(&page, &StartPage::sampleFilesRequested, this, [this](const QString &resource) {
        if (const Result<QString> folder = samples::unpack(resource))
            m_parts.imports.start({*folder});
        else
            emit failed(folder.error().message);
    });
    connect(&m_parts.session, &ProjectSession::recentFilesChanged, this, &StartController::refresh);
}

void StartController::refresh()
{
    QList<StartPage::Recent> recent;
    for (const QString &path : m_parts.session.recentFiles())
        recent.append({path, QFileInfo(path).absolutePath()});
    m_parts.page.setRecent(recent);
    QList<StartPage::Recoverable> recoverable;
    for (const RecoverableJournal &journal : m_parts.session.recoverable()) {
        const QString title = journal.projectPath.isEmpty() ? tr("A project that was never saved") : QFileInfo(journal.projectPath).completeBaseName();
        recoverable.append({journal.journalPath, title,
                            tr("%n change(s), the last one %1", nullptr, journal.edits).arg(QLocale().toString(journal.lastEdit.toLocalTime(), QLocale::ShortFormat))});
    }
    m_parts.page.setRecoverable(recoverable);
    QList<StartPage::Sample> shipped;
    for (const samples::Sample &sample : samples::shipped())
        shipped.append({sample.name, sample.description, sample.resource});
    m_parts.page.setSamples(shipped);
}

void StartController::openInputs(const QStringList &inputs)
{
    if (inputs.isEmpty())
        return;
    if (inputs.size() == 1 && QFileInfo(inputs.first()).isFile() && isProjectFile(inputs.first())) {
        m_parts.files.open(inputs.first());
        return;
    }
    m_parts.imports.start(inputs);
}

void StartController::chooseFiles(bool folder)
{
    const QStringList paths = folder ? QStringList{QFileDialog::getExistingDirectory(&m_parts.window, tr("Import a folder"))}
                                     : QFileDialog::getOpenFileNames(&m_parts.window, tr("Import specifications"), {}, tr("Specifications (*.json *.yaml *.yml);;All files (*)"));
    if (!paths.value(0).isEmpty())
        openInputs(paths);
}

} // namespace drawbridge
