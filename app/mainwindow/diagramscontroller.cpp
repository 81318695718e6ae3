// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/diagramscontroller.h"

#include "canvas/diagramactions.h"
#include "canvas/diagramview.h"
#include "dialogs/replacenames.h"
#include "edits/diagramedits.h"
#include "mainwindow/breadcrumb.h"
#include "panels/diagramlist.h"

#include <QAction>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype mostRemembered = 50;

} // namespace

DiagramsController::DiagramsController(Document &document, Views views)
    : QObject(&views.window), m_document(document), m_views(views), m_breadcrumb(new Breadcrumb(&views.canvas))
{
    m_new = add("newDiagram", tr("New diagram"), tr("Add an empty diagram of this model"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    m_copy = add("copyDiagram", tr("Copy diagram"), tr("Add a diagram that shows the same at the same places"));
    m_rename = add("renameDiagram", tr("Rename diagram…"), tr("Give the diagram another name"));
    m_remove = add("removeDiagram", tr("Remove diagram"), tr("What stands on it stays in the model"));
    m_up = add("diagramUp", tr("Move diagram up"), tr("Move the diagram up in the list"));
    m_down = add("diagramDown", tr("Move diagram down"), tr("Move the diagram down in the list"));
    m_detail = add("detailDiagram", tr("Diagram of this process"), tr("Open the diagram that details the selected process; it is made where there is none"),
                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return));
    m_back = add("backDiagram", tr("Back to the diagram before"), tr("Show the diagram that was shown before"), QKeySequence(Qt::ALT | Qt::Key_Left));
    m_replace = add("replaceNames", tr("Find and replace names…"), tr("Find names of elements, flows and boundaries, and replace them"), QKeySequence(Qt::CTRL | Qt::Key_H));
    m_list = add("listPanel", tr("Diagram as a list"), tr("The diagram as a table with the same edits"), QKeySequence(Qt::Key_F6));
    m_list->setCheckable(true);
    connect(m_new, &QAction::triggered, this, [this] { newDiagram(); });
    connect(m_copy, &QAction::triggered, this, [this] { copy(m_views.canvas.diagram()); });
    connect(m_rename, &QAction::triggered, this, [this] { rename(m_views.canvas.diagram()); });
    connect(m_remove, &QAction::triggered, this, [this] { remove(m_views.canvas.diagram()); });
    connect(m_up, &QAction::triggered, this, [this] { move(m_views.canvas.diagram(), -1); });
    connect(m_down, &QAction::triggered, this, [this] { move(m_views.canvas.diagram(), 1); });
    connect(m_detail, &QAction::triggered, this, [this] { detail(); });
    connect(m_back, &QAction::triggered, this, [this] { back(); });
    connect(m_replace, &QAction::triggered, this, [this] { replaceNames(); });

    connect(&m_views.tree, &ModelTree::diagramCommand, this, [this](DiagramId diagram, ModelTree::DiagramCommand command) {
        switch (command) {
        case ModelTree::DiagramCommand::Rename: return rename(diagram);
        case ModelTree::DiagramCommand::Remove: return remove(diagram);
        case ModelTree::DiagramCommand::MoveUp: return move(diagram, -1);
        case ModelTree::DiagramCommand::MoveDown: return move(diagram, 1);
        }
    });
    connect(&m_views.tree, &ModelTree::elementWanted, &m_views.canvas, [this](ElementId element) { m_views.canvas.dropIn({element}); });
    connect(&m_views.tree, &ModelTree::menuRequested, this, [this](QMenu *menu, const TreeNode &node) { fillMenu(*menu, node); });
    connect(m_breadcrumb, &Breadcrumb::diagramChosen, &m_views.canvas, &DiagramView::setDiagram);
    connect(&m_views.canvas, &DiagramView::diagramChanged, this, &DiagramsController::follow);
    connect(&m_views.canvas, &DiagramView::selectionChanged, this, [this](const QList<Subject> &selection) {
        m_views.list.showSelection(selection);
        const Element *element = selection.size() == 1 ? m_document.model().elements.find(ElementId(selection.first().id)) : nullptr;
        m_detail->setEnabled(element && element->kind == ElementKind::Process);
    });
    connect(&m_views.canvas, &DiagramView::contextMenuRequested, this, [this](QMenu *menu, const QList<Subject> &) {
        if (m_detail->isEnabled() && !m_views.canvas.diagramActions()->action(DiagramActions::Kind::OpenDetails)->isEnabled())
            menu->addAction(m_detail);
    });
    connect(&m_views.list, &DiagramList::selectionChosen, this, [this](const QList<Subject> &subjects) {
        m_views.canvas.select(subjects);
        if (!subjects.isEmpty())
            m_views.canvas.ensureVisible(subjects.last());
    });
    connect(&m_document, &Document::changed, this, [this](const Delta &delta) {
        if (!delta.diagrams.isEmpty())
            follow();
    });
    connect(&m_document, &Document::resetDone, this, [this] {
        m_seen.clear();
        m_shown = {};
        follow();
    });
    m_detail->setEnabled(false);
    follow();
}

QAction *DiagramsController::add(const char *name, const QString &text, const QString &tip, const QKeySequence &key)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(key);
    action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    action->setStatusTip(tip);
    m_views.window.addAction(action); // shortcuts work while the menu bar is hidden
    return action;
}

QList<QAction *> DiagramsController::actions() const
{
    return {m_new, m_copy, m_rename, m_remove, m_up, m_down, nullptr, m_detail, m_back, nullptr, m_replace, m_list};
}

void DiagramsController::setProjectOpen(bool open)
{
    for (QAction *action : {m_new, m_replace, m_list})
        action->setEnabled(open);
    follow();
}

void DiagramsController::follow()
{
    const ThreatModel &model = m_document.model();
    const DiagramId now = m_views.canvas.diagram();
    if (now != m_shown) {
        if (m_shown && !m_goingBack)
            m_seen.append(m_shown);
        while (m_seen.size() > mostRemembered)
            m_seen.removeFirst();
        m_shown = now;
    }
    m_seen.removeIf([&](const DiagramId &id) { return !model.diagrams.contains(id) || id == now; });
    m_views.list.setDiagram(now);
    m_views.list.showSelection(m_views.canvas.selection());
    m_breadcrumb->show(pathTo(model, now));
    const bool any = model.diagrams.contains(now);
    for (QAction *action : {m_copy, m_rename, m_remove, m_up, m_down})
        action->setEnabled(any);
    m_back->setEnabled(!m_seen.isEmpty());
}

void DiagramsController::newDiagram()
{
    const Diagram diagram = drawbridge::newDiagram(m_document.model());
    m_document.endMerge();
    m_document.push(tr("New diagram"), addDiagram(m_document.model(), diagram));
    m_views.canvas.setDiagram(diagram.id);
    m_views.canvas.setFocus();
}

void DiagramsController::copy(DiagramId diagram)
{
    const auto [id, delta] = copyDiagram(m_document.model(), diagram);
    if (!id)
        return;
    m_document.endMerge();
    m_document.push(tr("Copy diagram"), delta);
    m_views.canvas.setDiagram(id);
}

void DiagramsController::rename(DiagramId diagram)
{
    const Diagram *found = m_document.model().diagrams.find(diagram);
    if (!found)
        return;
    bool ok = false;
    const QString name = QInputDialog::getText(&m_views.window, tr("Rename diagram"), tr("Name of the diagram"), QLineEdit::Normal, found->name, &ok).trimmed();
    if (!ok || name.isEmpty())
        return;
    m_document.endMerge();
    m_document.push(tr("Rename diagram"), renameDiagram(m_document.model(), diagram, name));
}

void DiagramsController::remove(DiagramId diagram)
{
    m_document.endMerge();
    m_document.push(tr("Remove diagram"), removeDiagrams(m_document.model(), {diagram}));
}

void DiagramsController::move(DiagramId diagram, int by)
{
    m_document.endMerge();
    m_document.push(tr("Move diagram"), moveDiagram(m_document.model(), diagram, by));
}

void DiagramsController::detail()
{
    const QList<Subject> selection = m_views.canvas.selection();
    if (selection.size() != 1 || selection.first().kind != SubjectKind::Element)
        return;
    const auto [id, delta] = detailElement(m_document.model(), ElementId(selection.first().id));
    if (!id)
        return;
    if (!delta.isEmpty()) {
        m_document.endMerge();
        m_document.push(tr("Diagram of %1").arg(m_document.model().elements.value(ElementId(selection.first().id)).name), delta);
    }
    m_views.canvas.setDiagram(id);
    QAction *place = m_views.canvas.diagramActions()->action(DiagramActions::Kind::TidyNew);
    if (place->isEnabled())
        place->trigger(); // what is new has no place yet
}

void DiagramsController::back()
{
    if (m_seen.isEmpty())
        return;
    const QScopedValueRollback going(m_goingBack, true);
    m_views.canvas.setDiagram(m_seen.takeLast());
}

void DiagramsController::replaceNames()
{
    auto *dialog = new ReplaceNames(m_document, m_views.canvas.diagram(), &m_views.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReplaceNames::subjectChosen, this, &DiagramsController::subjectChosen);
    dialog->show();
}

void DiagramsController::fillMenu(QMenu &menu, const TreeNode &node)
{
    if (node.kind == TreeNode::Kind::Diagram) {
        const DiagramId id = node.diagram;
        menu.addAction(m_new);
        connect(menu.addAction(tr("Copy diagram")), &QAction::triggered, this, [this, id] { copy(id); });
        connect(menu.addAction(tr("Rename diagram…")), &QAction::triggered, this, [this, id] { rename(id); });
        connect(menu.addAction(tr("Move diagram up")), &QAction::triggered, this, [this, id] { move(id, -1); });
        connect(menu.addAction(tr("Move diagram down")), &QAction::triggered, this, [this, id] { move(id, 1); });
        menu.addSeparator();
        connect(menu.addAction(tr("Remove diagram")), &QAction::triggered, this, [this, id] { remove(id); });
    } else if (node.kind == TreeNode::Kind::Section && node.key == "diagrams"_L1) {
        menu.addAction(m_new);
    } else if (node.subject.kind == SubjectKind::Element && node.elsewhere) {
        const ElementId id(node.subject.id);
        connect(menu.addAction(tr("Show on this diagram")), &QAction::triggered, this, [this, id] { m_views.canvas.dropIn({id}); });
    }
}

} // namespace drawbridge
