// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace drawbridge {

class DiagramActions;

// Every command of the window that is not the canvas's own, with text, shortcut and icon; and the menus made of them.
struct WindowActions
{
    // `window` owns them; shortcuts work in the whole window.
    WindowActions(QMainWindow &window, QUndoStack &undoStack, DiagramActions &canvas);

    QAction *newProject, *open, *import, *importFolder, *update, *save, *saveAs, *report, *exportFile, *review, *rules, *exportPicture, *print, *copyPicture, *closeProject, *quit;
    QAction *undo, *redo, *find, *filter;
    QAction *lens[4];
    QAction *dataPanel, *nextHop, *previousHop, *pathsPanel, *nextStep, *previousStep;
    QAction *leftPanel, *rightPanel, *workshopPanel, *comment, *takeVersion, *bottomPanel, *arrangePanels, *menuBar, *fullScreen, *present;
    QAction *themeSystem, *themeLight, *themeDark, *themeContrast;
    QAction *nextFinding, *previousFinding, *mitigate, *accept, *transfer, *notAThreat, *addThreat, *addControl, *riskFormula, *businessContext;
    QAction *focusTree, *focusDiagram, *focusTable, *focusInspector, *showMenu;
    QAction *help, *about, *shortcuts;
    QMenu *fileMenu, *editMenu, *diagramMenu, *findingMenu, *viewMenu, *helpMenu;
    QMenu *mainMenu; // all of them, for the mark in the top bar

    QList<QMenu *> menus() const { return {fileMenu, editMenu, diagramMenu, findingMenu, viewMenu, helpMenu}; }
    // What makes no sense without a project.
    void setProjectOpen(bool hasProject);
    void setFindingShown(bool shown);
};

} // namespace drawbridge
