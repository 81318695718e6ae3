// SPDX-License-Identifier: Apache-2.0
#include "panels/diagramlist.h"

#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/selectionedits.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Offers what a cell can be, and hands an edit to all selected rows that have the cell.
class CellDelegate : public QStyledItemDelegate
{
public:
    CellDelegate(DiagramListModel &model, std::function<QList<int>()> rows, QObject *parent) : QStyledItemDelegate(parent), m_model(model), m_rows(std::move(rows)) {}

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QVariantList choices = index.data(DiagramListModel::ChoicesRole).toList();
        if (choices.isEmpty())
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto *box = new QComboBox(parent);
        for (const QVariant &choice : choices)
            box->addItem(choice.toList().value(0).toString(), choice.toList().value(1));
        connect(box, &QComboBox::activated, this, [this, box] {
            auto *self = const_cast<CellDelegate *>(this);
            emit self->commitData(box);
            emit self->closeEditor(box);
        });
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor))
            box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        const auto *box = qobject_cast<QComboBox *>(editor);
        const QList<int> rows = m_rows();
        // A name is one thing's own.
        const bool forAll = index.column() != DiagramListModel::Name && rows.contains(index.row());
        if (box && forAll)
            m_model.setCells(rows, index.column(), box->currentData());
        else if (box)
            m_model.setCells({index.row()}, index.column(), box->currentData());
        else if (forAll && rows.size() > 1)
            m_model.setCells(rows, index.column(), editor->property("text"));
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }

private:
    DiagramListModel &m_model;
    const std::function<QList<int>()> m_rows;
};

} // namespace

DiagramList::DiagramList(Document &document, QWidget *parent) : QWidget(parent), m_document(document), m_model(new DiagramListModel(document, this))
{
    setObjectName(u"diagramList"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    auto *buttons = new QHBoxLayout;
    const auto add = [&](const char *name, const QString &text, auto slot) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        connect(button, &QPushButton::clicked, this, slot);
        buttons->addWidget(button);
        return button;
    };
    add("listAddExternal", tr("Add external entity"), [this] { addElement(ElementKind::ExternalEntity); });
    add("listAddProcess", tr("Add process"), [this] { addElement(ElementKind::Process); });
    add("listAddStore", tr("Add data store"), [this] { addElement(ElementKind::DataStore); });
    add("listAddBoundary", tr("Add boundary"), [this] { addBoundary(); });
    m_connect = add("listConnect", tr("Connect"), [this] { connectSelected(); });
    m_connect->setToolTip(tr("Add a flow between the two selected elements; its row says from where to where"));
    m_remove = add("listDelete", tr("Delete"), [this] { removeSelected(); });
    buttons->addStretch(1);
    layout->addLayout(buttons);
    m_table = new QTableView;
    m_table->setObjectName(u"diagramListTable"_s);
    m_table->setAccessibleName(tr("Elements, flows and boundaries of the diagram"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(*m_model, [this] { return selectedRows(); }, this));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false); // Tab leaves, as everywhere in the window
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const auto &[column, width] : {std::pair(0, 150), std::pair(1, 220), std::pair(2, 180), std::pair(3, 150), std::pair(4, 150), std::pair(5, 150)})
        m_table->setColumnWidth(column, width);
    m_table->installEventFilter(this);
    layout->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        updateButtons();
        if (!m_quiet)
            emit selectionChosen(selection());
    });
    connect(m_model, &DiagramListModel::aboutToRefresh, this, [this] { m_kept = selection(); });
    connect(m_model, &DiagramListModel::refreshed, this, [this] { showSelection(m_kept); });
    updateButtons();
}

void DiagramList::setDiagram(DiagramId diagram)
{
    m_model->setDiagram(diagram);
    updateButtons();
}

QList<int> DiagramList::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

QList<Subject> DiagramList::selection() const
{
    QList<Subject> subjects;
    for (const int row : selectedRows())
        subjects.append(m_model->subjectAt(row));
    return subjects;
}

void DiagramList::showSelection(const QList<Subject> &subjects)
{
    if (selection() == subjects)
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    QItemSelection rows;
    QModelIndex first;
    for (const Subject &subject : subjects) {
        const int row = m_model->rowOf(subject);
        if (row < 0)
            continue;
        if (!first.isValid())
            first = m_model->index(row, std::max(0, m_table->currentIndex().column()));
        rows.select(m_model->index(row, 0), m_model->index(row, DiagramListModel::ColumnCount - 1));
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
    if (first.isValid()) {
        m_table->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(first);
    }
    updateButtons();
}

void DiagramList::updateButtons()
{
    int elements = 0;
    const QList<Subject> now = selection();
    for (const Subject &subject : now)
        elements += subject.kind == SubjectKind::Element ? 1 : 0;
    m_connect->setEnabled(elements == 2 && now.size() == 2);
    m_remove->setEnabled(!now.isEmpty());
    for (QPushButton *button : findChildren<QPushButton *>()) {
        if (button != m_connect && button != m_remove)
            button->setEnabled(bool(m_model->diagram()));
    }
}

void DiagramList::edit(const Subject &subject)
{
    showSelection({subject});
    emit selectionChosen({subject});
    const QModelIndex index = m_model->index(m_model->rowOf(subject), DiagramListModel::Name);
    if (!index.isValid())
        return;
    m_table->setFocus();
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

void DiagramList::addElement(ElementKind kind)
{
    const ThreatModel &model = m_document.model();
    QRectF content;
    for (const Placement &placement : model.placements) {
        if (placement.diagram == m_model->diagram() && placement.placed)
            content |= QRectF(placement.x, placement.y, placement.width, placement.height);
    }
    for (const BoundaryPlacement &placement : model.boundaryPlacements) {
        if (placement.diagram == m_model->diagram() && placement.placed)
            content |= QRectF(placement.x, placement.y, placement.width, placement.height);
    }
    const Element element = newElement(model, kind);
    const QPointF at = content.isNull() ? QPointF(0, 0) : QPointF(content.left(), content.bottom() + 48); // below everything, where nothing is
    m_document.endMerge();
    m_document.push(tr("Add %1").arg(element.name), drawbridge::addElement(model, element, m_model->diagram(), at));
    edit({SubjectKind::Element, element.id.uuid()});
}

void DiagramList::addBoundary()
{
    const ThreatModel &model = m_document.model();
    QSet<ElementId> members;
    for (const Subject &subject : selection()) {
        if (subject.kind == SubjectKind::Element)
            members.insert(ElementId(subject.id));
    }
    const TrustBoundary boundary = newBoundary(model, ZoneKind::Custom);
    QRectF content;
    for (const Placement &placement : model.placements) {
        if (placement.diagram == m_model->diagram() && placement.placed)
            content |= QRectF(placement.x, placement.y, placement.width, placement.height);
    }
    m_document.endMerge();
    m_document.push(tr("Add trust boundary"),
                    members.isEmpty() ? drawbridge::addBoundary(model, boundary, m_model->diagram(), QRectF(content.left(), content.bottom() + 64, 320, 200))
                                      : groupElements(model, boundary, members));
    edit({SubjectKind::Boundary, boundary.id.uuid()});
}

void DiagramList::connectSelected()
{
    const QList<Subject> ends = selection();
    if (ends.size() != 2 || ends[0].kind != SubjectKind::Element || ends[1].kind != SubjectKind::Element)
        return;
    const DataFlow flow = newFlow(ElementId(ends[0].id), ElementId(ends[1].id));
    m_document.endMerge();
    m_document.push(tr("Add data flow"), addFlow(m_document.model(), flow));
    edit({SubjectKind::Flow, flow.id.uuid()});
}

void DiagramList::removeSelected()
{
    Selection gone;
    const QList<Subject> subjects = selection();
    for (const Subject &subject : subjects) {
        if (subject.kind == SubjectKind::Element)
            gone.elements.insert(ElementId(subject.id));
        else if (subject.kind == SubjectKind::Flow)
            gone.flows.insert(FlowId(subject.id));
        else
            gone.boundaries.insert(BoundaryId(subject.id));
    }
    if (gone.isEmpty())
        return;
    m_document.endMerge();
    m_document.push(tr("Delete %n thing(s)", nullptr, int(subjects.size())), removeSelection(m_document.model(), gone));
}

bool DiagramList::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete) {
            removeSelected();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            m_table->edit(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace drawbridge
