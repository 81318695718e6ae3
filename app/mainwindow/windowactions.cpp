// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/windowactions.h"

#include "canvas/diagramactions.h"
#include "common/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QUndoStack>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Context of this file's texts.
struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

void addAll(QMenu *menu, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
}

// Icons of the canvas's actions by the last part of their names.
void giveIcons(DiagramActions &canvas)
{
    static const QHash<QString, QString> icons{{u"delete"_s, u"trash"_s}, {u"rename"_s, u"edit"_s}, {u"group"_s, u"boundary"_s}, {u"duplicate"_s, u"copy"_s}};
    for (QAction *action : canvas.all()) {
        const QString name = action->objectName().section(u'.', -1).toLower();
        const QIcon icon = themedIcon(icons.value(name, name));
        if (!icon.isNull())
            action->setIcon(icon);
    }
}

} // namespace

WindowActions::WindowActions(QMainWindow &window, QUndoStack &undoStack, DiagramActions &canvas)
{
    const auto add = [&](const char *name, const QString &text, const QKeySequence &key = {}, const QString &icon = {}) {
        auto *action = new QAction(text, &window);
        action->setObjectName(QLatin1StringView(name));
        action->setShortcut(key);
        if (!icon.isEmpty())
            action->setIcon(themedIcon(icon));
        QString tip = QString(text).remove(u'&').remove(u'…');
        if (!key.isEmpty())
            tip += u" ("_s + key.toString(QKeySequence::NativeText) + u')';
        action->setToolTip(tip);
        window.addAction(action); // shortcuts work while the menu bar is hidden
        return action;
    };
    newProject = add("newProject", ActionText::tr("&New project"), QKeySequence::New, u"new"_s);
    open = add("open", ActionText::tr("&Open a project…"), QKeySequence::Open, u"folder"_s);
    import = add("import", ActionText::tr("&Import specifications…"), QKeySequence(Qt::CTRL | Qt::Key_I), u"import"_s);
    importFolder = add("importFolder", ActionText::tr("Import a &folder…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    update = add("update", ActionText::tr("&Update from specs"), QKeySequence(Qt::CTRL | Qt::Key_U), u"refresh"_s);
    update->setIconText(ActionText::tr("Update from specs"));
    save = add("save", ActionText::tr("&Save"), QKeySequence::Save, u"save"_s);
    saveAs = add("saveAs", ActionText::tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    report = add("report", ActionText::tr("&Report…"), QKeySequence(Qt::CTRL | Qt::Key_P), u"report"_s);
    report->setIconText(ActionText::tr("Report"));
    exportFile = add("export", ActionText::tr("&Export…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    review = add("review", ActionText::tr("Start or continue a &review…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), u"person"_s);
    review->setIconText(ActionText::tr("Review"));
    exportPicture = add("exportPicture", ActionText::tr("&Export the diagram…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_E));
    print = add("print", ActionText::tr("P&rint the diagram…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P));
    copyPicture = add("copyPicture", ActionText::tr("Copy as &picture"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    rules = add("rules", ActionText::tr("R&ules of this project…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    closeProject = add("closeProject", ActionText::tr("&Close the project"), QKeySequence(Qt::CTRL | Qt::Key_W));
    quit = add("quit", ActionText::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);

    undo = undoStack.createUndoAction(&window, ActionText::tr("Undo"));
    undo->setObjectName(u"undo"_s);
    undo->setProperty("lastingText", ActionText::tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    undo->setIcon(themedIcon(u"undo"_s));
    redo = undoStack.createRedoAction(&window, ActionText::tr("Redo"));
    redo->setProperty("lastingText", ActionText::tr("Redo"));
    redo->setObjectName(u"redo"_s);
    // Both spellings everywhere. QKeySequence::Redo is one of the two, and a key that is listed twice is ambiguous: it would do nothing.
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setIcon(themedIcon(u"redo"_s));
    // The canvas has its own pair for the same history: one shortcut must not have two owners.
    canvas[DiagramActions::Kind::Undo]->setShortcut({});
    canvas[DiagramActions::Kind::Redo]->setShortcut({});
    window.addAction(undo);
    window.addAction(redo);
    find = add("find", ActionText::tr("&Find anything…"), QKeySequence(Qt::CTRL | Qt::Key_K), u"search"_s);
    filter = add("filter", ActionText::tr("Filter the &table"), QKeySequence::Find);

    const QString lensNames[] = {ActionText::tr("Lens: &structure"), ActionText::tr("Lens: &threats"), ActionText::tr("Lens: &data"), ActionText::tr("Lens: &exposure")};
    for (int i = 0; i < 4; ++i)
        lens[i] = add(qPrintable(u"lens%1"_s.arg(i)), lensNames[i], QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(Qt::Key_1 + i)));
    leftPanel = add("leftPanel", ActionText::tr("&Model"), QKeySequence(Qt::Key_F9), u"panel-left"_s);
    rightPanel = add("rightPanel", ActionText::tr("&Inspector"), QKeySequence(Qt::Key_F8), u"panel-right"_s);
    workshopPanel = add("workshopPanel", ActionText::tr("&Workshop"), QKeySequence(Qt::SHIFT | Qt::Key_F8));
    comment = add("comment", ActionText::tr("&Comment…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C));
    takeVersion = add("takeVersion", ActionText::tr("&Take a version"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_V));
    bottomPanel = add("bottomPanel", ActionText::tr("&Findings"), QKeySequence(Qt::Key_F7), u"panel-bottom"_s);
    dataPanel = add("dataPanel", ActionText::tr("D&ata"), QKeySequence(Qt::SHIFT | Qt::Key_F6), u"data"_s);
    dataPanel->setCheckable(true);
    nextHop = add("nextHop", ActionText::tr("Next &hop of the data"), QKeySequence(Qt::Key_F3));
    previousHop = add("previousHop", ActionText::tr("Previous h&op of the data"), QKeySequence(Qt::SHIFT | Qt::Key_F3));
    pathsPanel = add("pathsPanel", ActionText::tr("Attack &paths"), QKeySequence(Qt::SHIFT | Qt::Key_F7));
    nextStep = add("nextStep", ActionText::tr("Next &step of the attack path"), QKeySequence(Qt::CTRL | Qt::Key_F7));
    previousStep = add("previousStep", ActionText::tr("Previous s&tep of the attack path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F7));
    arrangePanels = add("arrangePanels", ActionText::tr("&Arrange panels"));
    menuBar = add("menuBar", ActionText::tr("Menu &bar"));
    fullScreen = add("fullScreen", ActionText::tr("F&ull screen"), QKeySequence(Qt::Key_F11));
    present = add("present", ActionText::tr("&Present the diagram"), QKeySequence(Qt::Key_F5));
    for (QAction *action : {leftPanel, rightPanel, workshopPanel, bottomPanel, pathsPanel, arrangePanels, menuBar, fullScreen, present})
        action->setCheckable(true);
    themeSystem = add("themeSystem", ActionText::tr("As the &desktop"));
    themeLight = add("themeLight", ActionText::tr("&Light"));
    themeDark = add("themeDark", ActionText::tr("&Dark"));
    themeContrast = add("themeContrast", ActionText::tr("&High contrast"));
    auto *themes = new QActionGroup(&window);
    for (QAction *action : {themeSystem, themeLight, themeDark, themeContrast}) {
        action->setCheckable(true);
        themes->addAction(action);
    }
    nextFinding = add("nextFinding", ActionText::tr("&Next finding"), QKeySequence(Qt::Key_F4));
    previousFinding = add("previousFinding", ActionText::tr("&Previous finding"), QKeySequence(Qt::SHIFT | Qt::Key_F4));
    mitigate = add("mitigate", ActionText::tr("&Mitigate…"), QKeySequence(Qt::ALT | Qt::Key_M));
    accept = add("accept", ActionText::tr("&Accept…"), QKeySequence(Qt::ALT | Qt::Key_A));
    transfer = add("transfer", ActionText::tr("&Transfer…"), QKeySequence(Qt::ALT | Qt::Key_T));
    notAThreat = add("notAThreat", ActionText::tr("N&ot a threat…"), QKeySequence(Qt::ALT | Qt::Key_N));
    addThreat = add("addThreat", ActionText::tr("Add a t&hreat…"), QKeySequence(Qt::CTRL | Qt::Key_T));
    addControl = add("addControl", ActionText::tr("Add a &control…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K));
    riskFormula = add("riskFormula", ActionText::tr("Risk &formula…"));
    businessContext = add("businessContext", ActionText::tr("&Business context…"));
    focusTree = add("focusTree", ActionText::tr("Go to the model"), QKeySequence(Qt::ALT | Qt::Key_1));
    focusDiagram = add("focusDiagram", ActionText::tr("Go to the diagram"), QKeySequence(Qt::ALT | Qt::Key_2));
    focusTable = add("focusTable", ActionText::tr("Go to the findings"), QKeySequence(Qt::ALT | Qt::Key_3));
    focusInspector = add("focusInspector", ActionText::tr("Go to the inspector"), QKeySequence(Qt::ALT | Qt::Key_4));
    showMenu = add("showMenu", ActionText::tr("All commands"), QKeySequence(Qt::Key_F10));
    help = add("help", ActionText::tr("&Help"), QKeySequence(Qt::Key_F1));
    shortcuts = add("shortcuts", ActionText::tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_Question));
    about = add("about", ActionText::tr("&About Drawbridge"));
    giveIcons(canvas);

    fileMenu = new QMenu(ActionText::tr("&File"), &window);
    addAll(fileMenu, {newProject, open, nullptr, import, importFolder, update, nullptr, save, saveAs, report, exportFile, nullptr, exportPicture, print, nullptr, review, rules, comment, takeVersion, nullptr, closeProject, quit});
    editMenu = new QMenu(ActionText::tr("&Edit"), &window);
    addAll(editMenu, {undo, redo, nullptr});
    for (QAction *action : canvas.editMenu()) {
        if (!action)
            editMenu->addSeparator();
        else if (action != canvas[DiagramActions::Kind::Undo] && action != canvas[DiagramActions::Kind::Redo])
            editMenu->addAction(action);
    }
    addAll(editMenu, {nullptr, copyPicture, nullptr, find, filter});
    diagramMenu = new QMenu(ActionText::tr("&Diagram"), &window);
    addAll(diagramMenu, canvas.tools());
    diagramMenu->addSeparator();
    addAll(diagramMenu, canvas.arrangeMenu());
    findingMenu = new QMenu(ActionText::tr("F&inding"), &window);
    addAll(findingMenu, {nextFinding, previousFinding, nextStep, previousStep, nullptr, mitigate, accept, transfer, notAThreat, nullptr, addThreat, addControl, nullptr, businessContext, riskFormula});
    viewMenu = new QMenu(ActionText::tr("&View"), &window);
    addAll(viewMenu, {lens[0], lens[1], lens[2], lens[3], nextHop, previousHop, nullptr});
    addAll(viewMenu, canvas.viewMenu());
    viewMenu->addSeparator();
    QMenu *go = viewMenu->addMenu(ActionText::tr("&Go to"));
    addAll(go, {focusTree, focusDiagram, focusTable, focusInspector});
    addAll(viewMenu, {leftPanel, bottomPanel, dataPanel, pathsPanel, rightPanel, workshopPanel, arrangePanels, menuBar, nullptr});
    QMenu *theme = viewMenu->addMenu(themedIcon(u"theme"_s), ActionText::tr("&Colours"));
    addAll(theme, {themeSystem, themeLight, themeDark, themeContrast});
    addAll(viewMenu, {present, fullScreen});
    helpMenu = new QMenu(ActionText::tr("&Help"), &window);
    addAll(helpMenu, {help, shortcuts, nullptr, about});
    mainMenu = new QMenu(&window);
    for (QMenu *menu : menus())
        mainMenu->addMenu(menu);
}

void WindowActions::setProjectOpen(bool hasProject)
{
    for (QAction *action : {save, saveAs, report, exportFile, review, rules, exportPicture, print, copyPicture, present, comment, takeVersion, workshopPanel, closeProject, find, filter, leftPanel, rightPanel, bottomPanel, lens[0], lens[1], lens[2], lens[3], nextFinding, dataPanel, nextHop, previousHop, pathsPanel, nextStep, previousStep,
                            previousFinding, update, arrangePanels, addThreat, addControl, riskFormula, businessContext})
        action->setEnabled(hasProject);
    if (!hasProject)
        setFindingShown(false);
}

void WindowActions::setFindingShown(bool shown)
{
    for (QAction *action : {mitigate, accept, transfer, notAThreat})
        action->setEnabled(shown);
}

} // namespace drawbridge
