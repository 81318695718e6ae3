// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/mainwindow.h"

#include "canvas/diagramactions.h"
#include "canvas/diagramview.h"
#include "common/messagebar.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "edits/diagramedits.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/contexthelp.h"
#include "mainwindow/datacontroller.h"
#include "mainwindow/diagramscontroller.h"
#include "mainwindow/filecontroller.h"
#include "mainwindow/findingcommands.h"
#include "mainwindow/firststeps.h"
#include "mainwindow/exportcontroller.h"
#include "mainwindow/finderentries.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/lenscontroller.h"
#include "mainwindow/notices.h"
#include "mainwindow/pathscontroller.h"
#include "mainwindow/pictureoutput.h"
#include "mainwindow/reportcontroller.h"
#include "rules/ruleeditor.h"
#include "mainwindow/reviewcontroller.h"
#include "mainwindow/riskviews.h"
#include "mainwindow/selectionlink.h"
#include "mainwindow/sourcememory.h"
#include "mainwindow/startcontroller.h"
#include "mainwindow/statusline.h"
#include "mainwindow/topbar.h"
#include "mainwindow/viewcommands.h"
#include "mainwindow/windowactions.h"
#include "mainwindow/windowpanels.h"
#include "mainwindow/workshopcontroller.h"
#include "panels/datapanel.h"
#include "panels/diagramlist.h"
#include "panels/findingcase.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"
#include "panels/nextsteps.h"
#include "panels/pathspanel.h"
#include "panels/sourcereader.h"
#include "panels/startpage.h"
#include "review/commentspage.h"
#include "review/reviewspage.h"
#include "review/workshoppanel.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

MainWindow::MainWindow(ProjectSession &session, Theme &theme) : m_session(session), m_theme(theme)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/drawbridge.svg"_s));
    setAcceptDrops(true);
    m_analysis = new AnalysisController(*m_session.document(), this);
    m_imports = new ImportController(*m_session.document(), *this);
    m_files = new FileController(m_session, *this);
    m_reports = new ReportController(*m_session.document(), *m_analysis, *this);
    m_exports = new ExportController(*m_session.document(), *m_analysis, *this);
    m_sources = new SourceReader(this);
    buildCenter();
    m_actions = std::make_unique<WindowActions>(*this, *m_session.document()->undoStack(), *m_diagram->diagramActions());
    buildTop();
    m_panels = std::make_unique<WindowPanels>(*this, *m_session.document(), *m_sources);
    m_diagrams = new DiagramsController(*m_session.document(), {*this, m_panels->tree(), *m_diagram, m_panels->list()});
    addDiagramMenu();
    m_panels->dock(*m_actions, *m_diagrams->listAction());
    m_status = new StatusLine(*statusBar());
    m_selection = new SelectionLink(*m_session.document(), *m_analysis, {m_panels->tree(), *m_diagram, m_panels->findings(), m_panels->inspector()}, this);
    new PathsController(*m_session.document(), *m_analysis, {m_panels->paths(), *m_diagram, *m_selection}, this);
    m_lenses = new LensController(*m_session.document(), *m_diagram, this);
    m_review = new ReviewController(*m_session.document(), *m_analysis, *m_selection, {*this, *m_diagram, *m_top, *m_lenses});
    m_workshop = new WorkshopController(*m_session.document(), *m_analysis, *m_selection, m_panels->workshop(), m_sources->notes(), *this);
    m_data = new DataController({*m_session.document(), *m_analysis, m_panels->data(), *m_diagram, *m_lenses, *m_selection}, this);
    m_riskViews = new RiskViews({*m_session.document(), *m_analysis, m_panels->findings(), m_panels->inspector(), *m_selection}, this);
    m_firstSteps = new FirstSteps({*m_nextSteps, m_session, *m_analysis, *m_selection, m_panels->findings(), *m_riskViews, *m_files}, this);
    m_views = new ViewCommands(*this, *m_diagram, *m_actions, [this] { return m_session.title(); });
    connectActions();
    connectFindingCommands({*this, *m_actions, *m_panels, *m_diagram, *m_selection, *m_riskViews, *m_data});
    connectWorkshop();
    connectCanvasActions();
    connectSession();
    connectAnalysis();
    connectSources();
    connectStart();
    applyTheme();
    restoreWindow();
    showProject(false);
    m_startController->refresh();
    updateTitle();
    m_analysis->loadRules();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCenter()
{
    m_center = new QStackedWidget;
    m_start = new StartPage;
    m_diagram = new DiagramView;
    m_diagram->setObjectName(u"diagram"_s);
    m_diagram->setProperty("helpPage", u"diagram"_s);
    m_diagram->setDocument(m_session.document());
    m_nextSteps = new NextSteps;
    m_center->addWidget(m_start);
    auto *work = new QWidget;
    auto *layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_nextSteps);
    layout->addWidget(m_diagram, 1);
    m_center->addWidget(work);
    setCentralWidget(m_center);
}

void MainWindow::buildTop()
{
    auto *top = new QWidget;
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *menus = new QMenuBar;
    menus->setObjectName(u"menus"_s);
    for (QMenu *menu : m_actions->menus())
        menus->addMenu(menu);
    menus->hide();
    m_top = new TopBar(*m_diagram->diagramActions(), m_actions->undo, m_actions->redo, m_actions->find, m_actions->update, m_actions->report, m_actions->review, m_actions->mainMenu);
    m_readOnly = new MessageBar;
    m_readOnly->setObjectName(u"readOnlyBar"_s);
    auto *message = new MessageBar;
    message->setObjectName(u"messageBar"_s);
    layout->addWidget(menus);
    layout->addWidget(m_top);
    layout->addWidget(m_readOnly);
    layout->addWidget(message);
    setMenuWidget(top);
    m_notices = new Notices(*message, this);
    connect(m_actions->menuBar, &QAction::toggled, menus, &QWidget::setVisible);
    connect(m_actions->showMenu, &QAction::triggered, m_top, [this] { m_top->findChild<QToolButton *>(u"mainMenu"_s)->showMenu(); });
}

void MainWindow::addDiagramMenu()
{
    m_actions->diagramMenu->addSeparator();
    for (QAction *action : m_diagrams->actions()) {
        if (action)
            m_actions->diagramMenu->addAction(action);
        else
            m_actions->diagramMenu->addSeparator();
    }
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions->newProject, [this] {
        if (!m_files->newProject())
            return;
        Document &document = *m_session.document();
        const Diagram diagram = newDiagram(document.model());
        document.push(tr("New diagram"), addDiagram(document.model(), diagram));
        m_selection->showDiagram(diagram.id);
    });
    on(m_actions->open, [this] { m_files->openAsking(); });
    on(m_actions->import, [this] { m_startController->chooseFiles(false); });
    on(m_actions->importFolder, [this] { m_startController->chooseFiles(true); });
    on(m_actions->update, [this] { updateFromSpecs(); });
    on(m_actions->save, [this] { m_files->save(); });
    on(m_actions->saveAs, [this] { m_files->saveAs(); });
    on(m_actions->exportFile, [this] {
        m_panels->inspector().commitEditing();
        m_exports->ask(m_session.title(), m_diagram->diagram());
    });
    on(m_actions->report, [this] {
        m_panels->inspector().commitEditing();
        m_reports->ask(m_session.title());
    });
    on(m_actions->review, [this] {
        m_panels->inspector().commitEditing();
        m_review->start();
    });
    on(m_actions->comment, [this] { emit m_workshop->threadsWanted(true); });
    on(m_actions->takeVersion, [this] { m_workshop->takeVersion({}, u"by-hand"_s); });
    on(m_actions->rules, [this] { editRules(); });
    on(m_actions->closeProject, [this] { closeProject(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->find, [this] { find(); });
    for (int i = 0; i < 4; ++i)
        on(m_actions->lens[i], [this, i] { m_diagram->setLens(Lens(i)); });
    connect(m_data, &DataController::panelWanted, this, [this] {
        if (m_review->isActive())
            return; // the room has the diagram to itself
        m_actions->dataPanel->setChecked(true);
        m_panels->bringData();
    });
    connect(m_data, &DataController::failed, m_notices, &Notices::warn);
    connect(m_top, &TopBar::lensChosen, m_diagram, &DiagramView::setLens);
    connect(m_diagram, &DiagramView::lensChanged, m_top, &TopBar::setLens);
    on(m_actions->fullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    for (const auto &[action, choice] : {std::pair(m_actions->themeSystem, ThemeChoice::System), std::pair(m_actions->themeLight, ThemeChoice::Light),
                                         std::pair(m_actions->themeDark, ThemeChoice::Dark), std::pair(m_actions->themeContrast, ThemeChoice::HighContrast)}) {
        action->setChecked(m_theme.choice() == choice);
        on(action, [this, choice = choice] {
            m_theme.setChoice(choice);
            QSettings().setValue(u"theme"_s, int(choice));
        });
    }
    connect(&m_theme, &Theme::changed, this, &MainWindow::applyTheme);
    on(m_actions->help, [this] { help(); });
}

void MainWindow::connectWorkshop()
{
    connect(m_review, &ReviewController::said, m_notices, &Notices::done);
    connect(m_review, &ReviewController::failed, m_notices, &Notices::fail);
    connect(m_review, &ReviewController::activeChanged, m_firstSteps, &FirstSteps::dismiss);
    connect(m_panels->workshop().reviews(), &ReviewsPage::minutesWanted, m_review, &ReviewController::showMinutes);
    connect(m_workshop, &WorkshopController::said, m_notices, &Notices::done);
    connect(m_workshop, &WorkshopController::failed, m_notices, &Notices::fail);
    connect(m_selection, &SelectionLink::shown, m_workshop, &WorkshopController::setSelected);
    connect(m_workshop, &WorkshopController::marksChanged, this, &MainWindow::showThreadMarks);
    connect(m_workshop, &WorkshopController::threadsWanted, this, [this](bool write) {
        m_panels->bringWorkshop();
        m_panels->workshop().showPage(WorkshopPanel::Comments);
        if (write)
            m_panels->workshop().comments()->focusEntry();
    });
    connect(m_diagram, &DiagramView::commentsRequested, m_workshop, &WorkshopController::showThreads);
    connect(m_diagram, &DiagramView::contextMenuRequested, this, [this](QMenu *menu, const QList<Subject> &selection) {
        if (selection.isEmpty())
            return;
        menu->addSeparator();
        menu->addActions({m_actions->comment, m_actions->addThreat, m_actions->addControl});
    });
    const auto showThreads = [this] {
        m_panels->workshop().comments()->setFilter(CommentsPage::Selected);
        emit m_workshop->threadsWanted(false);
    };
    connect(&m_panels->findings(), &FindingsPanel::threadsRequested, this, showThreads);
    connect(m_riskViews, &RiskViews::threadsWanted, this, [this, showThreads](const QString &fingerprint) {
        m_selection->selectFinding(fingerprint);
        showThreads();
    });
}

void MainWindow::connectCanvasActions()
{
    connect(m_diagram, &DiagramView::diagramChanged, this, &MainWindow::updateTree); // what stands elsewhere steps back
    connect(m_diagrams, &DiagramsController::subjectChosen, m_selection, &SelectionLink::selectSubject);
    connect(m_diagram, &DiagramView::zoomChanged, m_status, &StatusLine::setZoom);
    connect(m_diagram, &DiagramView::hintChanged, m_status, &StatusLine::setHint);
    connect(&m_views->pictures(), &PictureOutput::failed, m_diagram, &DiagramView::failed);
    connect(&m_views->pictures(), &PictureOutput::copied, this, [this] { m_notices->done(tr("The picture is on the clipboard.")); });
    connect(&m_views->pictures(), &PictureOutput::written, this, [this](const QString &path) { m_notices->written(tr("The picture is at %1."), path); });
    connect(m_diagram, &DiagramView::failed, m_notices, &Notices::warn);
}

void MainWindow::connectSession()
{
    connect(&m_session, &ProjectSession::projectChanged, this, &MainWindow::onProjectChanged);
    connect(&m_session, &ProjectSession::dirtyChanged, this, &MainWindow::updateTitle);
    connect(&m_session, &ProjectSession::saveStarted, this, &MainWindow::updateTitle);
    connect(&m_session, &ProjectSession::saved, this, [this] {
        updateTitle();
        updateSources();
    });
    connect(&m_session, &ProjectSession::saveFailed, this, [this](const QString &message) {
        updateTitle();
        m_notices->fail(message);
        connect(m_notices->addButton(tr("Save as…")), &QPushButton::clicked, this, [this] {
            m_notices->clear();
            m_files->saveAs();
        });
    });
    connect(&m_session, &ProjectSession::journalFailed, m_notices, &Notices::warnUntilClosed);
    connect(m_files, &FileController::aboutToSave, &m_panels->inspector(), &Inspector::commitEditing);
    connect(m_files, &FileController::failed, m_notices, &Notices::fail);
    connect(m_files, &FileController::opened, this, [this] {
        m_notices->clear();
        showProject(true);
    });
    connect(m_session.document(), &Document::changed, this, [this](const Delta &delta) {
        if (!delta.info.isEmpty())
            updateTitle();
        if (!delta.sources.isEmpty())
            updateSources();
        if (!delta.diagrams.isEmpty() || !delta.placements.isEmpty())
            updateTree(); // the analysis does not run for these
    });
    connect(m_imports, &ImportController::imported, this, &MainWindow::onImported);
    connect(m_exports, &ExportController::failed, m_notices, &Notices::fail);
    connect(m_exports, &ExportController::written, this,
            [this](const QString &path) { m_notices->done(tr("The export is at %1.").arg(path)); });
    connect(m_reports, &ReportController::failed, m_notices, &Notices::fail);
    connect(m_reports, &ReportController::written, this, [this](const QString &path) { m_notices->written(tr("The report is at %1."), path); });
    connect(m_imports, &ImportController::failed, this, [this](const Error &error) {
        const QString place = error.where.file.isEmpty() ? QString() : error.where.line > 0 ? u"%1:%2: "_s.arg(error.where.file).arg(error.where.line) : error.where.file + u": "_s;
        m_notices->fail(oneLine(place + error.message, 900));
    });
}

void MainWindow::connectAnalysis()
{
    connect(m_analysis, &AnalysisController::analysed, this, &MainWindow::onAnalysed);
    connect(m_analysis, &AnalysisController::rulesLoaded, this, [this](const Diagnostics &diagnostics) {
        if (diagnostics.hasErrors())
            m_notices->warnUntilClosed(tr("Some rules were left out: %1").arg(diagnostics.list().first().message));
    });
    const auto tellStep = [this](const QString &text) {
        m_notices->done(text);
        QUndoStack *stack = m_session.document()->undoStack();
        QPushButton *undo = m_notices->addButton(tr("Undo"));
        connect(undo, &QPushButton::clicked, stack, &QUndoStack::undo);
        // After any other step the button would take back something else than the message says.
        connect(stack, &QUndoStack::indexChanged, undo, [this] { m_notices->clear(); });
    };
    connect(&m_panels->inspector(), &Inspector::pushed, this, tellStep);
    connect(m_riskViews, &RiskViews::pushed, this, tellStep);
}

void MainWindow::editRules()
{
    m_panels->inspector().commitEditing();
    if (!m_rules) {
        m_rules = new RuleEditor(*m_session.document(), this);
        connect(m_analysis, &AnalysisController::rulesApplied, m_rules, &RuleEditor::showEffect);
    }
    m_rules->show();
    m_rules->raise();
    m_rules->activateWindow();
}

void MainWindow::connectSources()
{
    connect(m_sources, &SourceReader::statesChanged, this, [this] {
        QStringList changed;
        for (const Source &source : m_session.document()->model().sources) {
            if (m_sources->state(source.id) == SourceState::Changed)
                changed.append(oneLine(QFileInfo(source.path).fileName(), 60));
        }
        changed.sort();
        m_status->setSources(changed.isEmpty()       ? QString()
                             : changed.size() == 1 ? tr("%1 has changed on disk").arg(changed.first())
                                                   : tr("%n file(s) have changed on disk", nullptr, int(changed.size())));
        updateTree();
    });
}

void MainWindow::connectStart()
{
    m_startController = new StartController({*m_start, m_session, *m_files, *m_imports, *m_analysis, *this});
    connect(m_startController, &StartController::emptyWanted, m_actions->newProject, &QAction::trigger);
    connect(m_startController, &StartController::failed, m_notices, &Notices::fail);
    connect(m_startController, &StartController::sampleOpened, this, [this] {
        m_notices->clear();
        showProject(true);
        showFirstDiagram();
    });
}

void MainWindow::openInputs(const QStringList &inputs) { m_startController->openInputs(inputs); }

void MainWindow::refreshStartPage() { m_startController->refresh(); }

void MainWindow::showProject(bool open)
{
    m_center->setCurrentIndex(open ? 1 : 0);
    m_panels->setProjectOpen(open);
    m_projectOpen = open;
    m_top->setProjectOpen(open);
    m_actions->setProjectOpen(open);
    m_diagrams->setProjectOpen(open);
    statusBar()->setVisible(open);
    m_firstSteps->dismiss();
    updateTitle();
    if (open)
        m_diagram->setFocus();
}

void MainWindow::onProjectChanged()
{
    m_readOnly->setVisible(m_session.isReadOnly());
    if (m_session.isReadOnly()) {
        m_readOnly->say(MessageBar::Kind::Info, m_session.readOnlyBecause());
        m_readOnly->setClosable(false);
        connect(m_readOnly->addButton(tr("Save as…")), &QPushButton::clicked, m_files, &FileController::saveAs);
    }
    if (!m_session.notes().isEmpty())
        m_notices->warnUntilClosed(m_session.notes().join(u' '));
    updateTitle();
    updateSources();
    updateTree();
}

void MainWindow::updateTitle()
{
    const bool dirty = m_session.isDirty();
    setWindowTitle(m_projectOpen ? tr("%1[*] – Drawbridge").arg(oneLine(m_session.title(), 80)) : tr("Drawbridge"));
    setWindowModified(m_projectOpen && dirty);
    setWindowFilePath(m_session.path());
    const QString state = m_session.isSaving() ? tr("saving…") : dirty ? tr("not saved") : m_session.path().isEmpty() ? QString() : tr("saved");
    m_top->setProject(m_projectOpen ? m_session.title() : tr("Drawbridge"), m_projectOpen ? state : QString(), m_session.path());
}

void MainWindow::updateSources()
{
    const ThreatModel &model = m_session.document()->model();
    m_sources->setFolders(sourcememory::foldersFor(model, m_session.path()));
    QList<Source> sources;
    for (const Source &source : model.sources)
        sources.append(source);
    std::sort(sources.begin(), sources.end(), [](const Source &a, const Source &b) { return a.id < b.id; });
    m_sources->setSources(sources);
}

void MainWindow::updateTree()
{
    m_panels->tree().setInput({m_session.document()->model(), *m_analysis->outcome().result, m_sources->states(), {}, m_diagram->diagram()});
}

void MainWindow::onAnalysed(int appeared, int closed)
{
    const AnalysisOutcome &outcome = m_analysis->outcome();
    m_panels->findings().setRows(outcome.rows);
    m_diagram->setFindings(outcome.marks);
    m_lenses->setAnalysis(outcome.model, outcome.result);
    m_panels->inspector().setAnalysis(outcome.result, m_analysis->rules());
    m_status->showOutcome(outcome);
    m_panels->findings().flash(appeared, closed);
    updateTree();
}

void MainWindow::showThreadMarks(const ThreadMarks &marks)
{
    CommentMarks drawn;
    for (auto it = marks.drawn.cbegin(); it != marks.drawn.cend(); ++it)
        drawn.insert(it.key(), {it->open, it->resolved});
    m_diagram->setComments(drawn);
    QHash<QString, RowThreads> rows;
    for (auto it = marks.rows.cbegin(); it != marks.rows.cend(); ++it)
        rows.insert(it.key(), {it->open, it->resolved});
    m_panels->findings().setThreads(rows);
    m_riskViews->setThreads(rows);
}

void MainWindow::onImported(bool first, const ImportSummary &summary, const QStringList &inputs)
{
    Q_UNUSED(inputs);
    showProject(true);
    m_panels->findings().setNotes(noteRows(summary.diagnostics));
    updateSources();
    if (first) {
        m_firstSteps->offer();
        showFirstDiagram();
    }
    if (summary.diagnostics.list().isEmpty())
        return;
    m_notices->inform(tr("%n thing(s) could not be read or look wrong; see the import notes.", nullptr, int(summary.diagnostics.list().size())));
    connect(m_notices->addButton(tr("Show")), &QPushButton::clicked, this, [this] {
        m_notices->clear();
        m_panels->findings().showTab(FindingsPanel::Notes);
    });
}

void MainWindow::showFirstDiagram()
{
    if (m_diagram->diagram().isNull() && !m_session.document()->model().diagrams.isEmpty()) {
        QList<Diagram> diagrams;
        for (const Diagram &diagram : m_session.document()->model().diagrams)
            diagrams.append(diagram);
        std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
        m_selection->showDiagram(diagrams.first().id);
    }
    m_diagram->setLens(Lens::Threats);
    QMetaObject::invokeMethod(m_diagram, &DiagramView::zoomToFit, Qt::QueuedConnection);
}

void MainWindow::updateFromSpecs()
{
    const QStringList inputs = sourcememory::inputsFor(m_session.document()->model());
    if (!inputs.isEmpty())
        return m_imports->start(inputs);
    m_notices->warnUntilClosed(tr("The files that this project was made from are not on this computer, so there is nothing to update from. Import them again to go on."));
    connect(m_notices->addButton(tr("Import…")), &QPushButton::clicked, m_actions->import, &QAction::trigger);
}

void MainWindow::find()
{
    if (!m_projectOpen)
        return;
    QList<QAction *> commands;
    for (QMenu *menu : m_actions->menus()) {
        for (QAction *action : menu->actions()) {
            if (!action->isSeparator() && !action->menu())
                commands.append(action);
        }
    }
    const AnalysisOutcome &outcome = m_analysis->outcome();
    auto *finder = new Finder(finderEntries(
                                  m_session.document()->model(), outcome.rows.findings + outcome.rows.questions, commands,
                                  [this](const Subject &subject) { m_selection->flyTo(subject); }, [this](const QString &key) { m_selection->selectFinding(key); },
                                  [this](DiagramId diagram) { m_selection->showDiagram(diagram); }),
                              this);
    finder->setAttribute(Qt::WA_DeleteOnClose);
    finder->open();
}

void MainWindow::help()
{
    const QList<Finding> &findings = m_analysis->outcome().result->findings;
    const auto looked = std::find_if(findings.begin(), findings.end(), [this](const Finding &f) { return f.fingerprint == m_selection->finding(); });
    showContextHelp(*this, m_analysis->catalogue().get(), looked == findings.end() ? nullptr : &*looked, {&m_panels->inspector(), &m_panels->findings()});
}

void MainWindow::closeProject()
{
    m_review->pause();
    if (!m_files->mayLeave())
        return;
    m_session.close();
    m_panels->findings().setNotes({});
    showProject(false);
    m_startController->refresh();
}

void MainWindow::applyTheme()
{
    m_diagram->setDiagramPalette(m_theme.isHighContrast() ? DiagramPalette::highContrast() : m_theme.isDark() ? DiagramPalette::dark() : DiagramPalette::light());
}

void MainWindow::restoreWindow()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(u"window/geometry"_s).toByteArray()))
        resize(1440, 900);
    m_panels->restore(settings.value(u"window/panels"_s).toByteArray());
    m_actions->menuBar->setChecked(settings.value(u"window/menuBar"_s, false).toBool());
}

void MainWindow::rememberWindow()
{
    m_review->pause();
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/panels"_s, m_panels->state());
    settings.setValue(u"window/menuBar"_s, m_actions->menuBar->isChecked());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_files->mayLeave()) {
        event->ignore();
        return;
    }
    rememberWindow();
    m_session.close();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedPaths(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openInputs(droppedPaths(*event->mimeData()));
}

} // namespace drawbridge
