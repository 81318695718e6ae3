// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/mainwindow.h"

#include "canvas/diagramactions.h"
#include "canvas/diagramview.h"
#include "common/messagebar.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "edits/diagramedits.h"
#include "help/helpwindow.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/datacontroller.h"
#include "mainwindow/diagramscontroller.h"
#include "mainwindow/docks.h"
#include "mainwindow/filecontroller.h"
#include "mainwindow/exportcontroller.h"
#include "mainwindow/finderentries.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/lenscontroller.h"
#include "mainwindow/pathscontroller.h"
#include "mainwindow/pictureoutput.h"
#include "mainwindow/reportcontroller.h"
#include "rules/ruleeditor.h"
#include "mainwindow/reviewcontroller.h"
#include "mainwindow/riskviews.h"
#include "mainwindow/samples.h"
#include "mainwindow/samplesopener.h"
#include "mainwindow/selectionlink.h"
#include "mainwindow/sourcememory.h"
#include "mainwindow/statusline.h"
#include "mainwindow/topbar.h"
#include "mainwindow/viewcommands.h"
#include "mainwindow/windowactions.h"
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
#include "review/workshoppanel.h"
#include "storage/projectfile.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
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

namespace {

constexpr int layoutVersion = 1; // of the remembered arrangement of panels
constexpr int noticeSeconds = 8;

} // namespace

MainWindow::MainWindow(ProjectSession &session, Theme &theme) : m_session(session), m_theme(theme)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/drawbridge.svg"_s));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    for (const auto &[corner, area] : {std::pair(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea), std::pair(Qt::BottomRightCorner, Qt::RightDockWidgetArea),
                                       std::pair(Qt::TopLeftCorner, Qt::LeftDockWidgetArea), std::pair(Qt::TopRightCorner, Qt::RightDockWidgetArea)})
        setCorner(corner, area);
    m_analysis = new AnalysisController(*m_session.document(), this);
    m_imports = new ImportController(*m_session.document(), *this);
    m_files = new FileController(m_session, *this);
    m_reports = new ReportController(*m_session.document(), *m_analysis, *this);
    m_exports = new ExportController(*m_session.document(), *m_analysis, *this);
    m_sources = new SourceReader(this);
    buildCenter();
    m_actions = std::make_unique<WindowActions>(*this, *m_session.document()->undoStack(), *m_diagram->diagramActions());
    buildTop();
    buildDocks();
    m_status = new StatusLine(*statusBar());
    m_selection = new SelectionLink(*m_session.document(), *m_analysis, {*m_tree, *m_diagram, *m_tables, *m_inspector}, this);
    new PathsController(*m_session.document(), *m_analysis, {*m_pathsPanel, *m_diagram, *m_selection}, this);
    m_lenses = new LensController(*m_session.document(), *m_diagram, this);
    m_review = new ReviewController(*m_session.document(), *m_analysis, *m_selection, {*this, *m_diagram, *m_top, *m_lenses});
    m_workshop = new WorkshopController(*m_session.document(), *m_analysis, *m_selection, *m_workshopPanel, m_sources->notes(), *this);
    m_data = new DataController({*m_session.document(), *m_analysis, *m_dataPanel, *m_diagram, *m_lenses, *m_selection}, this);
    m_riskViews = new RiskViews({*m_session.document(), *m_analysis, *m_tables, *m_inspector, *m_selection}, this);
    m_views = new ViewCommands(*this, *m_diagram, *m_actions, [this] { return m_session.title(); });
    connectActions();
    connectCanvasActions();
    connectSession();
    connectAnalysis();
    connectSources();
    connectStartPage();
    applyTheme();
    restoreWindow();
    showProject(false);
    refreshStartPage();
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
    m_message = new MessageBar;
    m_message->setObjectName(u"messageBar"_s);
    layout->addWidget(menus);
    layout->addWidget(m_top);
    layout->addWidget(m_readOnly);
    layout->addWidget(m_message);
    setMenuWidget(top);
    connect(m_actions->menuBar, &QAction::toggled, menus, &QWidget::setVisible);
    connect(m_actions->showMenu, &QAction::triggered, m_top, [this] { m_top->findChild<QToolButton *>(u"mainMenu"_s)->showMenu(); });
}

void MainWindow::buildDocks()
{
    m_tree = new ModelTree;
    m_inspector = new Inspector(*m_session.document(), *m_sources);
    m_tables = new FindingsPanel;
    m_tables->setProperty("helpPage", u"findings"_s);
    m_inspector->setProperty("helpPage", u"findings"_s);
    m_list = new DiagramList(*m_session.document());
    m_diagrams = new DiagramsController(*m_session.document(), {*this, *m_tree, *m_diagram, *m_list});
    m_actions->diagramMenu->addSeparator();
    for (QAction *action : m_diagrams->actions()) {
        if (action)
            m_actions->diagramMenu->addAction(action);
        else
            m_actions->diagramMenu->addSeparator();
    }
    const auto add = [&](Qt::DockWidgetArea area, const QString &title, const char *name, QWidget *content, QAction *toggle) {
        auto *dock = new PanelDock(title, name, content, *toggle, *this);
        addDockWidget(area, dock);
        m_docks.append(dock);
        return dock;
    };
    auto *left = add(Qt::LeftDockWidgetArea, tr("Model"), "modelDock", m_tree, m_actions->leftPanel);
    auto *right = add(Qt::RightDockWidgetArea, tr("Inspector"), "inspectorDock", m_inspector, m_actions->rightPanel);
    m_workshopPanel = new WorkshopPanel;
    m_workshopPanel->setProperty("helpPage", u"review"_s);
    m_workshopDock = add(Qt::RightDockWidgetArea, tr("Workshop"), "workshopDock", m_workshopPanel, m_actions->workshopPanel);
    auto *bottom = add(Qt::BottomDockWidgetArea, tr("Findings"), "findingsDock", m_tables, m_actions->bottomPanel);
    m_pathsPanel = new PathsPanel;
    auto *paths = add(Qt::BottomDockWidgetArea, tr("Attack paths"), "pathsDock", m_pathsPanel, m_actions->pathsPanel);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
    tabifyDockWidget(bottom, paths);
    bottom->raise();
    tabifyDockWidget(right, m_workshopDock);
    right->raise();
    m_dataPanel = new DataPanel;
    m_dataDock = add(Qt::BottomDockWidgetArea, tr("Where data goes"), "dataDock", m_dataPanel, m_actions->dataPanel);
    tabifyDockWidget(bottom, m_dataDock);
    bottom->raise();
    auto *list = add(Qt::BottomDockWidgetArea, tr("Diagram as a list"), "listDock", m_list, m_diagrams->listAction());
    tabifyDockWidget(bottom, list);
    bottom->raise();
    list->hide(); // until somebody asks for it
    connect(m_diagrams->listAction(), &QAction::triggered, list, [list](bool on) {
        if (on)
            list->raise();
    });
    resizeDocks({left, right}, {248, 348}, Qt::Horizontal);
    resizeDocks({bottom}, {268}, Qt::Vertical);
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
    on(m_actions->import, [this] { chooseFiles(false); });
    on(m_actions->importFolder, [this] { chooseFiles(true); });
    on(m_actions->update, [this] { updateFromSpecs(); });
    on(m_actions->save, [this] { m_files->save(); });
    on(m_actions->saveAs, [this] { m_files->saveAs(); });
    on(m_actions->exportFile, [this] {
        m_inspector->commitEditing();
        m_exports->ask(m_session.title(), m_diagram->diagram());
    });
    on(m_actions->report, [this] {
        m_inspector->commitEditing();
        m_reports->ask(m_session.title());
    });
    on(m_actions->review, [this] {
        m_inspector->commitEditing();
        m_review->start();
    });
    connect(m_review, &ReviewController::said, this, [this](const QString &text) { say(int(MessageBar::Kind::Good), text, noticeSeconds); });
    connect(m_review, &ReviewController::activeChanged, m_nextSteps, &QWidget::hide);
    connect(m_workshop, &WorkshopController::said, this, [this](const QString &text) { say(int(MessageBar::Kind::Good), text, noticeSeconds); });
    connect(m_workshop, &WorkshopController::failed, this, [this](const QString &text) { say(int(MessageBar::Kind::Error), text); });
    connect(m_selection, &SelectionLink::shown, m_workshop, &WorkshopController::setSelected);
    connect(m_workshop, &WorkshopController::marksChanged, this, &MainWindow::showThreadMarks);
    connect(m_workshop, &WorkshopController::threadsWanted, this, [this](bool write) {
        m_workshopDock->come(true);
        m_workshopPanel->showPage(WorkshopPanel::Comments);
        if (write)
            m_workshopPanel->comments()->focusEntry();
    });
    connect(m_diagram, &DiagramView::commentsRequested, m_workshop, &WorkshopController::showThreads);
    connect(m_tables, &FindingsPanel::threadsRequested, this, [this] {
        m_workshopPanel->comments()->setFilter(CommentsPage::Selected);
        emit m_workshop->threadsWanted(false);
    });
    on(m_actions->comment, [this] { emit m_workshop->threadsWanted(true); });
    on(m_actions->takeVersion, [this] { m_workshop->takeVersion({}, u"by-hand"_s); });
    connect(m_review, &ReviewController::failed, this, [this](const QString &text) { say(int(MessageBar::Kind::Error), text); });
    on(m_actions->rules, [this] { editRules(); });
    on(m_actions->closeProject, [this] { closeProject(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->find, [this] { find(); });
    for (const auto &[action, by] : {std::pair(m_actions->nextStep, 1), std::pair(m_actions->previousStep, -1)}) {
        on(action, [this, by = by] {
            m_actions->pathsPanel->setChecked(true);
            m_pathsPanel->goStep(by);
        });
    }
    on(m_actions->filter, [this] { m_tables->focusSearch(); });
    for (int i = 0; i < 4; ++i)
        on(m_actions->lens[i], [this, i] { m_diagram->setLens(Lens(i)); });
    on(m_actions->nextHop, [this] { m_data->step(1); });
    on(m_actions->previousHop, [this] { m_data->step(-1); });
    connect(m_data, &DataController::panelWanted, this, [this] {
        if (m_review->isActive())
            return; // the room has the diagram to itself
        m_actions->dataPanel->setChecked(true);
        m_dataDock->raise();
    });
    connect(m_data, &DataController::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Warning), message, noticeSeconds); });
    connect(m_top, &TopBar::lensChosen, m_diagram, &DiagramView::setLens);
    connect(m_diagram, &DiagramView::lensChanged, m_top, &TopBar::setLens);
    on(m_actions->arrangePanels, [this](bool arranging) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->setArranging(arranging);
    });
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
    on(m_actions->nextFinding, [this] { m_selection->stepFinding(1); });
    on(m_actions->previousFinding, [this] { m_selection->stepFinding(-1); });
    for (const auto &[action, state] : {std::pair(m_actions->mitigate, DecisionState::Mitigated), std::pair(m_actions->accept, DecisionState::Accepted),
                                        std::pair(m_actions->transfer, DecisionState::Transferred), std::pair(m_actions->notAThreat, DecisionState::FalsePositive)})
        on(action, [this, state = state] {
            m_actions->rightPanel->setChecked(true);
            m_inspector->findingCase()->ask(state);
            m_inspector->ensureWidgetVisible(m_inspector->findingCase()->findChild<QWidget *>(u"decisionForm"_s));
        });
    connect(m_selection, &SelectionLink::findingShown, this, [this](bool shown) { m_actions->setFindingShown(shown); });
    on(m_actions->addThreat, [this] { m_riskViews->addThreat(); });
    on(m_actions->addControl, [this] { m_riskViews->addControlHere(); });
    on(m_actions->riskFormula, [this] { m_riskViews->editRiskFormula(); });
    on(m_actions->businessContext, [this] { m_riskViews->editContext(); });
    on(m_actions->focusTree, [this] { m_actions->leftPanel->setChecked(true); m_tree->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->focusDiagram, [this] { m_diagram->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->focusTable, [this] { m_actions->bottomPanel->setChecked(true); m_tables->table(FindingsPanel::Findings)->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->focusInspector, [this] { m_actions->rightPanel->setChecked(true); m_inspector->setFocus(Qt::ShortcutFocusReason); });
    on(m_actions->help, [this] { help(); });
}

void MainWindow::connectCanvasActions()
{
    connect(m_diagram, &DiagramView::diagramChanged, this, &MainWindow::updateTree); // what stands elsewhere steps back
    connect(m_diagrams, &DiagramsController::subjectChosen, m_selection, &SelectionLink::selectSubject);
    connect(m_diagram, &DiagramView::zoomChanged, m_status, &StatusLine::setZoom);
    connect(m_diagram, &DiagramView::hintChanged, m_status, &StatusLine::setHint);
    connect(&m_views->pictures(), &PictureOutput::failed, m_diagram, &DiagramView::failed);
    connect(&m_views->pictures(), &PictureOutput::copied, this, [this] { say(int(MessageBar::Kind::Good), tr("The picture is on the clipboard."), noticeSeconds); });
    connect(&m_views->pictures(), &PictureOutput::written, this, [this](const QString &path) { sayWritten(tr("The picture is at %1."), path); });
    connect(m_diagram, &DiagramView::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Warning), message, noticeSeconds); });
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
        say(int(MessageBar::Kind::Error), message);
        connect(m_message->addButton(tr("Save as…")), &QPushButton::clicked, this, [this] {
            m_message->hide();
            m_files->saveAs();
        });
    });
    connect(&m_session, &ProjectSession::journalFailed, this, [this](const QString &message) { say(int(MessageBar::Kind::Warning), message); });
    connect(&m_session, &ProjectSession::recentFilesChanged, this, &MainWindow::refreshStartPage);
    connect(m_files, &FileController::aboutToSave, m_inspector, &Inspector::commitEditing);
    connect(m_files, &FileController::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Error), message); });
    connect(m_files, &FileController::opened, this, [this] {
        m_message->hide();
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
    connect(m_exports, &ExportController::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Error), message); });
    connect(m_exports, &ExportController::written, this,
            [this](const QString &path) { say(int(MessageBar::Kind::Good), tr("The export is at %1.").arg(path), noticeSeconds); });
    connect(m_reports, &ReportController::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Error), message); });
    connect(m_reports, &ReportController::written, this, [this](const QString &path) { sayWritten(tr("The report is at %1."), path); });
    connect(m_imports, &ImportController::failed, this, [this](const Error &error) {
        const QString place = error.where.file.isEmpty() ? QString() : error.where.line > 0 ? u"%1:%2: "_s.arg(error.where.file).arg(error.where.line) : error.where.file + u": "_s;
        say(int(MessageBar::Kind::Error), oneLine(place + error.message, 900));
    });
}

void MainWindow::connectAnalysis()
{
    connect(m_analysis, &AnalysisController::analysed, this, &MainWindow::onAnalysed);
    connect(m_analysis, &AnalysisController::rulesLoaded, this, [this](const Diagnostics &diagnostics) {
        if (diagnostics.hasErrors())
            say(int(MessageBar::Kind::Warning), tr("Some rules were left out: %1").arg(diagnostics.list().first().message));
    });
    const auto tellStep = [this](const QString &text) {
        say(int(MessageBar::Kind::Good), text, noticeSeconds);
        QUndoStack *stack = m_session.document()->undoStack();
        QPushButton *undo = m_message->addButton(tr("Undo"));
        connect(undo, &QPushButton::clicked, stack, &QUndoStack::undo);
        // After any other step the button would take back something else than the message says.
        connect(stack, &QUndoStack::indexChanged, undo, [this] { m_message->hide(); });
    };
    connect(m_inspector, &Inspector::pushed, this, tellStep);
    connect(m_riskViews, &RiskViews::pushed, this, tellStep);
}

void MainWindow::editRules()
{
    m_inspector->commitEditing();
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

void MainWindow::connectStartPage()
{
    connect(m_start, &StartPage::importRequested, this, &MainWindow::openInputs);
    connect(m_start, &StartPage::filesWanted, this, [this] { chooseFiles(false); });
    connect(m_start, &StartPage::folderWanted, this, [this] { chooseFiles(true); });
    connect(m_start, &StartPage::openWanted, m_files, &FileController::openAsking);
    connect(m_start, &StartPage::openRequested, m_files, &FileController::open);
    connect(m_start, &StartPage::emptyWanted, m_actions->newProject, &QAction::trigger);
    auto *samples = new SampleOpener(m_session, *m_files, *m_analysis, *this);
    connect(m_start, &StartPage::sampleRequested, samples, &SampleOpener::open);
    connect(m_start, &StartPage::sampleFilesRequested, this, [this](const QString &resource) {
        if (const Result<QString> folder = samples::unpack(resource))
            m_imports->start({*folder});
        else
            say(int(MessageBar::Kind::Error), folder.error().message);
    });
    connect(samples, &SampleOpener::failed, this, [this](const QString &message) { say(int(MessageBar::Kind::Error), message); });
    connect(samples, &SampleOpener::opened, this, [this] {
        m_message->hide();
        showProject(true);
        showFirstDiagram();
    });
    connect(m_start, &StartPage::recoverRequested, m_files, &FileController::recover);
    connect(m_start, &StartPage::discardRequested, this, [this](const QString &journal) {
        m_session.discardRecoverable(journal);
        refreshStartPage();
    });
}

void MainWindow::refreshStartPage()
{
    QList<StartPage::Recent> recent;
    for (const QString &path : m_session.recentFiles())
        recent.append({path, QFileInfo(path).absolutePath()});
    m_start->setRecent(recent);
    QList<StartPage::Recoverable> recoverable;
    for (const RecoverableJournal &journal : m_session.recoverable()) {
        const QString title = journal.projectPath.isEmpty() ? tr("A project that was never saved") : QFileInfo(journal.projectPath).completeBaseName();
        recoverable.append({journal.journalPath, title,
                            tr("%n change(s), the last one %1", nullptr, journal.edits).arg(QLocale().toString(journal.lastEdit.toLocalTime(), QLocale::ShortFormat))});
    }
    m_start->setRecoverable(recoverable);
    QList<StartPage::Sample> shipped;
    for (const samples::Sample &sample : samples::shipped())
        shipped.append({sample.name, sample.description, sample.resource});
    m_start->setSamples(shipped);
}

void MainWindow::openInputs(const QStringList &inputs)
{
    if (inputs.isEmpty())
        return;
    if (inputs.size() == 1 && QFileInfo(inputs.first()).isFile() && isProjectFile(inputs.first())) {
        m_files->open(inputs.first());
        return;
    }
    m_imports->start(inputs);
}

void MainWindow::showProject(bool open)
{
    if (open != m_projectOpen && !open)
        m_panelState = saveState(layoutVersion);
    m_center->setCurrentIndex(open ? 1 : 0);
    if (!open) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->hide();
    } else if (!m_projectOpen) {
        for (PanelDock *dock : std::as_const(m_docks))
            dock->setVisible(dock->objectName() != u"listDock"_s);
        if (!m_panelState.isEmpty())
            restoreState(m_panelState, layoutVersion);
    }
    m_projectOpen = open;
    m_top->setProjectOpen(open);
    m_actions->setProjectOpen(open);
    m_diagrams->setProjectOpen(open);
    statusBar()->setVisible(open);
    m_nextSteps->hide();
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
        say(int(MessageBar::Kind::Warning), m_session.notes().join(u' '));
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
    m_tree->setInput({m_session.document()->model(), *m_analysis->outcome().result, m_sources->states(), {}, m_diagram->diagram()});
}

void MainWindow::onAnalysed(int appeared, int closed)
{
    const AnalysisOutcome &outcome = m_analysis->outcome();
    m_tables->setRows(outcome.rows);
    m_diagram->setFindings(outcome.marks);
    m_lenses->setAnalysis(outcome.model, outcome.result);
    m_inspector->setAnalysis(outcome.result, m_analysis->rules());
    m_status->showOutcome(outcome);
    m_tables->flash(appeared, closed);
    updateTree();
    if (m_offerSteps) {
        m_offerSteps = false;
        offerNextSteps();
    }
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
    m_tables->setThreads(rows);
}

void MainWindow::onImported(bool first, const ImportSummary &summary, const QStringList &inputs)
{
    Q_UNUSED(inputs);
    showProject(true);
    m_tables->setNotes(noteRows(summary.diagnostics));
    updateSources();
    if (first) {
        m_offerSteps = true;
        showFirstDiagram();
    }
    if (summary.diagnostics.list().isEmpty())
        return;
    say(int(MessageBar::Kind::Info), tr("%n thing(s) could not be read or look wrong; see the import notes.", nullptr, int(summary.diagnostics.list().size())), noticeSeconds);
    connect(m_message->addButton(tr("Show")), &QPushButton::clicked, this, [this] {
        m_message->hide();
        m_tables->showTab(FindingsPanel::Notes);
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

void MainWindow::offerNextSteps()
{
    QList<NextSteps::Step> steps;
    const AnalysisOutcome &outcome = m_analysis->outcome();
    const FindingRow *worst = nullptr;
    for (const FindingRow &row : outcome.rows.findings) {
        if (row.open && (!worst || row.risk > worst->risk))
            worst = &row;
    }
    if (worst)
        steps.append({tr("Look at the riskiest finding: %1").arg(worst->title), [this, key = worst->key] { m_selection->selectFinding(key); }});
    if (outcome.questions > 0)
        steps.append({tr("Answer %n question(s) that only you can", nullptr, outcome.questions), [this] { m_tables->showTab(FindingsPanel::Questions); }});
    QList<Element> inferred;
    for (const Element &element : outcome.model->elements) {
        if (!element.confirmed && element.parent.isNull())
            inferred.append(element);
    }
    std::sort(inferred.begin(), inferred.end(), [](const Element &a, const Element &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    if (!inferred.isEmpty())
        steps.append({tr("Confirm or remove %n inferred element(s), drawn dashed", nullptr, int(inferred.size())),
                      [this, id = inferred.first().id.uuid()] { m_selection->selectSubject({SubjectKind::Element, id}); }});
    if (steps.size() < 3)
        steps.append({tr("Say what is reviewed, who owns it and what applies to it"), [this] { m_riskViews->editContext(); }});
    if (steps.size() < 3)
        steps.append({tr("Save the project"), [this] { m_files->save(); }});
    m_nextSteps->show(steps.mid(0, 3));
}

void MainWindow::chooseFiles(bool folder)
{
    const QStringList paths = folder ? QStringList{QFileDialog::getExistingDirectory(this, tr("Import a folder"))}
                                     : QFileDialog::getOpenFileNames(this, tr("Import specifications"), {}, tr("Specifications (*.json *.yaml *.yml);;All files (*)"));
    if (!paths.value(0).isEmpty())
        openInputs(paths);
}

void MainWindow::updateFromSpecs()
{
    const QStringList inputs = sourcememory::inputsFor(m_session.document()->model());
    if (!inputs.isEmpty())
        return m_imports->start(inputs);
    say(int(MessageBar::Kind::Warning), tr("The files that this project was made from are not on this computer, so there is nothing to update from. Import them again to go on."));
    connect(m_message->addButton(tr("Import…")), &QPushButton::clicked, m_actions->import, &QAction::trigger);
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

// The page for the thing in focus: of the rule where a finding is looked at.
void MainWindow::help()
{
    QList<HelpPage> pages = writtenPages();
    if (m_analysis->catalogue()) {
        for (const RuleInfo &rule : m_analysis->catalogue()->rules())
            pages.append(pageOf(rule));
    }
    const QWidget *focus = QApplication::focusWidget();
    QString page = HelpWindow::pageFor(focus);
    if (m_inspector->isAncestorOf(focus) || m_tables->isAncestorOf(focus)) {
        for (const Finding &finding : m_analysis->outcome().result->findings) {
            if (finding.fingerprint == m_selection->finding())
                page = u"rule/"_s + finding.rule;
        }
    }
    auto *window = new HelpWindow(pages, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->showPage(page);
    window->show();
}

void MainWindow::closeProject()
{
    m_review->pause();
    if (!m_files->mayLeave())
        return;
    m_session.close();
    m_tables->setNotes({});
    showProject(false);
    refreshStartPage();
}

void MainWindow::applyTheme()
{
    m_diagram->setDiagramPalette(m_theme.isHighContrast() ? DiagramPalette::highContrast() : m_theme.isDark() ? DiagramPalette::dark() : DiagramPalette::light());
}

void MainWindow::say(int kind, const QString &text, int seconds) { m_message->say(MessageBar::Kind(kind), text, seconds); }

void MainWindow::sayWritten(const QString &sentence, const QString &path)
{
    say(int(MessageBar::Kind::Good), sentence.arg(path), noticeSeconds);
    connect(m_message->addButton(tr("Open")), &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

void MainWindow::restoreWindow()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(u"window/geometry"_s).toByteArray()))
        resize(1440, 900);
    m_panelState = settings.value(u"window/panels"_s).toByteArray();
    m_actions->menuBar->setChecked(settings.value(u"window/menuBar"_s, false).toBool());
}

void MainWindow::rememberWindow()
{
    m_review->pause();
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/panels"_s, m_projectOpen ? saveState(layoutVersion) : m_panelState);
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
