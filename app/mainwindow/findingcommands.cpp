// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/findingcommands.h"

#include "canvas/diagramview.h"
#include "mainwindow/datacontroller.h"
#include "mainwindow/riskviews.h"
#include "mainwindow/selectionlink.h"
#include "mainwindow/windowactions.h"
#include "mainwindow/windowpanels.h"
#include "panels/findingcase.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"
#include "panels/pathspanel.h"

#include <QAction>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace drawbridge {

void connectFindingCommands(const FindingCommandParts &parts)
{
    QWidget &window = parts.window;
    WindowActions &actions = parts.actions;
    WindowPanels &panels = parts.panels;
    DiagramView &diagram = parts.diagram;
    SelectionLink &selection = parts.selection;
    RiskViews &riskViews = parts.riskViews;
    DataController &data = parts.data;
    const auto on = [&window](QAction *action, auto slot) { QObject::connect(action, &QAction::triggered, &window, slot); };
    on(actions.filter, [&panels] { panels.findings().focusSearch(); });
    for (const auto &[action, by] : {std::pair(actions.nextStep, 1), std::pair(actions.previousStep, -1)}) {
        on(action, [&actions, &panels, by = by] {
            actions.pathsPanel->setChecked(true);
            panels.paths().goStep(by);
        });
    }
    on(actions.nextHop, [&data] { data.step(1); });
    on(actions.previousHop, [&data] { data.step(-1); });
    on(actions.nextFinding, [&selection] { selection.stepFinding(1); });
    on(actions.previousFinding, [&selection] { selection.stepFinding(-1); });
    for (const auto &[action, state] : {std::pair(actions.mitigate, DecisionState::Mitigated), std::pair(actions.accept, DecisionState::Accepted),
                                        std::pair(actions.transfer, DecisionState::Transferred), std::pair(actions.notAThreat, DecisionState::FalsePositive)})
        on(action, [&actions, &panels, state = state] {
            actions.rightPanel->setChecked(true);
            panels.inspector().findingCase()->ask(state);
            panels.inspector().ensureWidgetVisible(panels.inspector().findingCase()->findChild<QWidget *>(u"decisionForm"_s));
        });
    QObject::connect(&selection, &SelectionLink::findingShown, &window, [&actions](bool shown) { actions.setFindingShown(shown); });
    on(actions.addThreat, [&riskViews] { riskViews.addThreat(); });
    on(actions.addControl, [&riskViews] { riskViews.addControlHere(); });
    on(actions.riskFormula, [&riskViews] { riskViews.editRiskFormula(); });
    on(actions.businessContext, [&riskViews] { riskViews.editContext(); });
    on(actions.focusTree, [&actions, &panels] { actions.leftPanel->setChecked(true); panels.tree().setFocus(Qt::ShortcutFocusReason); });
    on(actions.focusDiagram, [&diagram] { diagram.setFocus(Qt::ShortcutFocusReason); });
    on(actions.focusTable, [&actions, &panels] { actions.bottomPanel->setChecked(true); panels.findings().table(FindingsPanel::Findings)->setFocus(Qt::ShortcutFocusReason); });
    on(actions.focusInspector, [&actions, &panels] { actions.rightPanel->setChecked(true); panels.inspector().setFocus(Qt::ShortcutFocusReason); });
}

} // namespace drawbridge
