// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/projectsession.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace drawbridge {

class AnalysisController;
class DataController;
class DiagramView;
class DiagramsController;
class FileController;
class ImportController;
class LensController;
class FirstSteps;
class MessageBar;
class NextSteps;
class Notices;
class ExportController;
class ReportController;
class ReviewController;
class WorkshopController;
class RiskViews;
class RuleEditor;
class SelectionLink;
class SourceReader;
class StartController;
class StartPage;
class StatusLine;
class Theme;
class TopBar;
class ViewCommands;
class WindowPanels;
struct ImportSummary;
struct ThreadMarks;
struct WindowActions;

// The workbench window: puts the panels around the diagram and connects them to the open project.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    // Both outlive the window.
    MainWindow(ProjectSession &session, Theme &theme);
    ~MainWindow() override;

    // A project, or specifications to import; as on the command line.
    void openInputs(const QStringList &inputs);
    // Offers what another session left unsaved, recent projects and samples.
    void refreshStartPage();

    AnalysisController &analysis() const { return *m_analysis; }
    ImportController &imports() const { return *m_imports; }
    SelectionLink &selection() const { return *m_selection; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void editRules();
    void buildCenter();
    void addDiagramMenu();
    void buildTop();
    void connectActions();
    void connectWorkshop();
    void connectCanvasActions();
    void connectSession();
    void connectAnalysis();
    void connectSources();
    void connectStart();
    void restoreWindow();
    void rememberWindow();

    void showProject(bool open);
    void onProjectChanged();
    void updateTitle();
    void updateSources();
    void updateTree();
    void onAnalysed(int appeared, int closed);
    void onImported(bool first, const ImportSummary &summary, const QStringList &inputs);
    void showThreadMarks(const ThreadMarks &marks);
    void showFirstDiagram();
    void updateFromSpecs();
    void find();
    void help();
    void closeProject();
    void applyTheme();

    ProjectSession &m_session;
    Theme &m_theme;
    AnalysisController *m_analysis;
    ImportController *m_imports;
    FileController *m_files;
    ReportController *m_reports;
    ExportController *m_exports;
    ReviewController *m_review;
    WorkshopController *m_workshop;
    RuleEditor *m_rules = nullptr; // made when first asked for
    SourceReader *m_sources;
    SelectionLink *m_selection;
    DiagramsController *m_diagrams;
    LensController *m_lenses;
    RiskViews *m_riskViews;
    ViewCommands *m_views;
    StartController *m_startController;
    std::unique_ptr<WindowActions> m_actions;
    std::unique_ptr<WindowPanels> m_panels;

    QStackedWidget *m_center;
    StartPage *m_start;
    DiagramView *m_diagram;
    NextSteps *m_nextSteps;
    FirstSteps *m_firstSteps;
    TopBar *m_top;
    Notices *m_notices;
    MessageBar *m_readOnly;
    DataController *m_data;
    StatusLine *m_status;
    bool m_projectOpen = false;
    bool m_fitSoon = false;
};

} // namespace drawbridge
