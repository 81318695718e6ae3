// SPDX-License-Identifier: Apache-2.0
#include "canvas/diagramactions.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace drawbridge {

DiagramActions::DiagramActions(QObject *parent) : QObject(parent)
{
    using K = Kind;
    add(K::SelectTool, u"select"_s, tr("Select"), tr("Select, move, connect from an edge"), {Qt::Key_V});
    add(K::ExternalTool, u"external"_s, tr("External entity"), tr("Add an external entity: a person or system outside"), {Qt::Key_E});
    add(K::ProcessTool, u"process"_s, tr("Process"), tr("Add a process: something that handles data"), {Qt::Key_P});
    add(K::StoreTool, u"store"_s, tr("Data store"), tr("Add a data store: where data rests"), {Qt::Key_S});
    add(K::FlowTool, u"flow"_s, tr("Data flow"), tr("Draw a flow from one element to another"), {Qt::Key_F});
    add(K::BoundaryTool, u"boundary"_s, tr("Trust boundary"), tr("Draw a trust boundary, or put one around the selection"), {Qt::Key_B});
    add(K::PanTool, u"pan"_s, tr("Move the view"), tr("Move the view; also with Space or the middle button"), {Qt::Key_H});
    auto *group = new QActionGroup(this);
    for (QAction *tool : tools()) {
        tool->setCheckable(true);
        group->addAction(tool);
    }
    m_actions[K::SelectTool]->setChecked(true);

    add(K::Undo, u"undo"_s, tr("Undo"), tr("Take back the last change"), QKeySequence::keyBindings(QKeySequence::Undo));
    add(K::Redo, u"redo"_s, tr("Redo"), tr("Do again what was taken back"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    for (const Kind kind : {K::Undo, K::Redo})
        m_actions[kind]->setShortcutContext(Qt::WindowShortcut);
    add(K::Cut, u"cut"_s, tr("Cut"), tr("Copy the selection and remove it from the model"), {QKeySequence(QKeySequence::Cut)});
    add(K::Copy, u"copy"_s, tr("Copy"), tr("Copy the selection, also as a picture"), {QKeySequence(QKeySequence::Copy)});
    add(K::Paste, u"paste"_s, tr("Paste"), tr("Add what was copied"), {QKeySequence(QKeySequence::Paste)});
    add(K::Duplicate, u"duplicate"_s, tr("Duplicate"), tr("Add a copy of the selection beside it"), {QKeySequence(Qt::CTRL | Qt::Key_D)});
    add(K::Delete, u"delete"_s, tr("Delete"), tr("Remove the selection from the model, with the flows that hang on it"), {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)});
    add(K::RemoveFromDiagram, u"take-off"_s, tr("Take off this diagram"), tr("The selection stays in the model and on other diagrams"), {QKeySequence(Qt::SHIFT | Qt::Key_Delete)});
    add(K::SelectAll, u"select-all"_s, tr("Select all"), tr("Select everything on this diagram"), {QKeySequence(QKeySequence::SelectAll)});
    add(K::Rename, u"rename"_s, tr("Rename"), tr("Type a new name; also with a double click"), {QKeySequence(Qt::Key_F2)});
    add(K::GroupIntoBoundary, u"group"_s, tr("Group into boundary"), tr("Put a trust boundary around the selection"), {QKeySequence(Qt::CTRL | Qt::Key_G)});
    add(K::Ungroup, u"ungroup"_s, tr("Remove boundary"), tr("Remove the boundary; what stands in it stays"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)});
    add(K::ReverseFlow, u"reverse"_s, tr("Reverse flow"), tr("Source becomes target"), {QKeySequence(Qt::Key_R)});
    add(K::StraightenFlow, u"straighten"_s, tr("Reset route"), tr("Forget the bends and the label's place, and find a way anew"));
    add(K::Collapse, u"collapse"_s, tr("Collapse boundary"), tr("Draw the boundary as one box that keeps its flows, or open it again"), {QKeySequence(Qt::Key_Period)});
    add(K::OpenFlow, u"open-flow"_s, tr("Open flow"), tr("Show the operations of a flow, or the flows of a bundle; or close them again"), {QKeySequence(Qt::Key_O)});
    add(K::AddBend, u"add-bend"_s, tr("Add bend"), tr("Add a bend to the flow; Ctrl and the arrow keys move it, plain arrow keys move the label"), {QKeySequence(Qt::Key_W)});
    add(K::NextBend, u"next-bend"_s, tr("Next bend"), tr("Go to the next bend of the flow"), {QKeySequence(Qt::Key_N)});
    add(K::RemoveBend, u"remove-bend"_s, tr("Remove bend"), tr("Remove the bend that the arrow keys move"), {QKeySequence(Qt::SHIFT | Qt::Key_W)});
    add(K::Lock, u"lock"_s, tr("Lock"), tr("Keep the selection where it is: neither gestures nor tidying move it"), {QKeySequence(Qt::CTRL | Qt::Key_L)});
    m_actions[K::Lock]->setCheckable(true);
    add(K::BringToFront, u"front"_s, tr("Bring to front"), tr("Draw the selection above all others"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)});
    add(K::SendToBack, u"back"_s, tr("Send to back"), tr("Draw the selection below all others"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)});
    add(K::AlignLeft, u"align-left"_s, tr("Align left edges"), tr("Line up the left edges of the selection"));
    add(K::AlignCenter, u"align-center"_s, tr("Align centres"), tr("Line up the centres of the selection, one above the other"));
    add(K::AlignRight, u"align-right"_s, tr("Align right edges"), tr("Line up the right edges of the selection"));
    add(K::AlignTop, u"align-top"_s, tr("Align top edges"), tr("Line up the top edges of the selection"));
    add(K::AlignMiddle, u"align-middle"_s, tr("Align middles"), tr("Line up the middles of the selection, side by side"));
    add(K::AlignBottom, u"align-bottom"_s, tr("Align bottom edges"), tr("Line up the bottom edges of the selection"));
    add(K::DistributeHorizontally, u"distribute-horizontally"_s, tr("Distribute horizontally"), tr("Equal gaps from left to right"));
    add(K::DistributeVertically, u"distribute-vertically"_s, tr("Distribute vertically"), tr("Equal gaps from top to bottom"));
    add(K::SameWidth, u"same-width"_s, tr("Same width"), tr("Make the selection as wide as the one selected first"));
    add(K::SameHeight, u"same-height"_s, tr("Same height"), tr("Make the selection as high as the one selected first"));
    add(K::SameSize, u"same-size"_s, tr("Same size"), tr("Make the selection as large as the one selected first"));
    add(K::TidyAll, u"tidy"_s, tr("Tidy up"), tr("Lay out the whole diagram anew"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)});
    add(K::TidySelection, u"tidy-selection"_s, tr("Tidy up the selection"), tr("Lay out the selected elements; all others stay"));
    add(K::TidyNew, u"tidy-new"_s, tr("Place what is new"), tr("Find a place for elements that have none yet; all others stay"));
    add(K::ZoomIn, u"zoom-in"_s, tr("Zoom in"), tr("Show less, larger; also Ctrl and the wheel"), {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    add(K::ZoomOut, u"zoom-out"_s, tr("Zoom out"), tr("Show more, smaller; also Ctrl and the wheel"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    add(K::ZoomToFit, u"fit"_s, tr("Show everything"), tr("Zoom so that the whole diagram fits"), {QKeySequence(Qt::CTRL | Qt::Key_0)});
    add(K::ZoomToSelection, u"fit-selection"_s, tr("Show the selection"), tr("Zoom to what is selected"), {QKeySequence(Qt::CTRL | Qt::Key_2)});
    add(K::ActualSize, u"actual-size"_s, tr("100 %"), tr("Zoom to full size"), {QKeySequence(Qt::CTRL | Qt::Key_1)});
    add(K::Minimap, u"minimap"_s, tr("Overview"), tr("A small map of the diagram in the corner"), {QKeySequence(Qt::Key_M)});
    m_actions[K::Minimap]->setCheckable(true);
    m_actions[K::Minimap]->setChecked(true);
    add(K::OpenDetails, u"details"_s, tr("Open in detail"), tr("Open the diagram of this process; also with a double click"), {QKeySequence(Qt::CTRL | Qt::Key_Return)});
    add(K::Properties, u"properties"_s, tr("Properties"), tr("Show the selection in the inspector"), {QKeySequence(Qt::ALT | Qt::Key_Return)});
}

QAction *DiagramActions::add(Kind kind, const QString &name, const QString &text, const QString &tip, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(u"canvas."_s + name);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setToolTip(keys.isEmpty() ? tip : tr("%1 (%2)").arg(tip, keys.first().toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    m_actions.insert(kind, action);
    return action;
}

QAction *DiagramActions::action(Kind kind) const { return m_actions.value(kind); }

QList<QAction *> DiagramActions::tools() const
{
    using K = Kind;
    return {action(K::SelectTool), action(K::ExternalTool), action(K::ProcessTool), action(K::StoreTool), action(K::FlowTool), action(K::BoundaryTool), action(K::PanTool)};
}

QList<QAction *> DiagramActions::editMenu() const
{
    using K = Kind;
    return {action(K::Undo), action(K::Redo), nullptr, action(K::Cut), action(K::Copy), action(K::Paste), action(K::Duplicate), action(K::Delete),
            action(K::RemoveFromDiagram), nullptr, action(K::SelectAll), action(K::Rename), nullptr, action(K::GroupIntoBoundary), action(K::Ungroup),
            action(K::Collapse), nullptr,
            action(K::ReverseFlow), action(K::OpenFlow), action(K::AddBend), action(K::NextBend), action(K::RemoveBend), action(K::StraightenFlow)};
}

QList<QAction *> DiagramActions::arrangeMenu() const
{
    using K = Kind;
    return {action(K::AlignLeft), action(K::AlignCenter), action(K::AlignRight), nullptr, action(K::AlignTop), action(K::AlignMiddle), action(K::AlignBottom), nullptr,
            action(K::DistributeHorizontally), action(K::DistributeVertically), nullptr, action(K::SameWidth), action(K::SameHeight), action(K::SameSize), nullptr,
            action(K::BringToFront), action(K::SendToBack), action(K::Lock), nullptr, action(K::TidyAll), action(K::TidySelection), action(K::TidyNew)};
}

QList<QAction *> DiagramActions::viewMenu() const
{
    using K = Kind;
    return {action(K::ZoomIn), action(K::ZoomOut), action(K::ZoomToFit), action(K::ZoomToSelection), action(K::ActualSize), nullptr, action(K::Minimap)};
}

QList<QAction *> DiagramActions::all() const
{
    QList<QAction *> list = m_actions.values();
    std::sort(list.begin(), list.end(), [](const QAction *a, const QAction *b) { return a->objectName() < b->objectName(); });
    return list;
}

} // namespace drawbridge
