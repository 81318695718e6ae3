// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace drawbridge {

class DataController;
class DiagramView;
class RiskViews;
class SelectionLink;
class WindowPanels;
struct WindowActions;

// What the commands about findings act on; all outlive the window.
struct FindingCommandParts
{
    QWidget &window;
    WindowActions &actions;
    WindowPanels &panels;
    DiagramView &diagram;
    SelectionLink &selection;
    RiskViews &riskViews;
    DataController &data;
};

// Lets the commands of the Finding menu, and those that step along paths and hops or jump between panels, do their work.
void connectFindingCommands(const FindingCommandParts &parts);

} // namespace drawbridge
