// SPDX-License-Identifier: Apache-2.0
#include "panels/modeltree.h"

#include "common/icons.h"
#include "common/painting.h"
#include "common/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int sectionHeight = 32;
constexpr int lineHeight = 27;

// Draws a line of the tree: section heading; dot, chip, name and detail.
class TreeDelegate : public QStyledItemDelegate
{
public:
    TreeDelegate(const ModelTreeModel &model, ModelTree *view) : QStyledItemDelegate(view), m_model(model), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const TreeNode *node = m_model.node(index);
        return {120, node && node->kind == TreeNode::Kind::Section ? sectionHeight : lineHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const TreeNode *node = m_model.node(index);
        if (!node)
            return;
        const ThemeColors &colors = ThemeColors::of(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (node->kind == TreeNode::Kind::Section)
            paintSection(*painter, option.rect, *node, colors, option.font);
        else
            paintLine(*painter, option, *node, index, colors);
        painter->restore();
    }

private:
    void paintSection(QPainter &painter, QRect rect, const TreeNode &node, const ThemeColors &colors, QFont font) const
    {
        font.setPixelSize(11);
        font.setWeight(QFont::DemiBold);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
        painter.setFont(font);
        painter.setPen(colors.textMuted);
        rect.setLeft(12);
        painter.drawText(rect.adjusted(0, 8, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, node.text.toUpper());
    }

    void paintLine(QPainter &painter, const QStyleOptionViewItem &option, const TreeNode &node, const QModelIndex &index, const ThemeColors &colors) const
    {
        const QRect full(0, option.rect.top(), m_view->viewport()->width(), option.rect.height());
        if (option.state & QStyle::State_Selected)
            painter.fillRect(full, colors.selected);
        else if (option.state & QStyle::State_MouseOver)
            painter.fillRect(full, colors.hover);
        const bool nested = node.kind == TreeNode::Kind::Operation || node.kind == TreeNode::Kind::More;
        QRect area = full.adjusted(nested ? 32 : 12, 0, -12, 0);

        QFont small(option.font);
        small.setPixelSize(metrics::smallTextSize);
        if (!node.detail.isEmpty()) {
            const QFontMetrics fm(small);
            const int width = std::min(fm.horizontalAdvance(node.detail) + 4, area.width() / 2);
            painter.setFont(small);
            painter.setPen(node.detailTone == Tone::Accent ? colors.warning : colors.textMuted);
            painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, fm.elidedText(node.detail, Qt::ElideRight, width));
            area.setRight(area.right() - width - 8);
        }
        if (node.kind == TreeNode::Kind::Diagram) {
            themedIcon(u"diagram"_s).paint(&painter, QRect(area.left(), area.center().y() - 7, 15, 15));
            area.setLeft(area.left() + 21);
        } else if (!node.method.isEmpty()) {
            const QFont mono = monospaceFont(10);
            const QSizeF size = chipSize(node.method, mono);
            paintChip(painter, QRectF(area.left(), area.center().y() - size.height() / 2 + 1, size.width(), size.height()), node.method, colors.chip, colors.chipText, mono);
            area.setLeft(area.left() + int(size.width()) + 8);
        } else if (node.dot != TreeNode::noDot) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(node.dot == TreeNode::dataDot ? colors.data : node.dot < 0 ? colors.borderStrong : colors.band[std::min(node.dot, 4)]);
            painter.drawEllipse(QPointF(area.left() + 3.5, area.center().y() + 0.5), 3.5, 3.5);
            area.setLeft(area.left() + 15);
        }
        QFont font = node.kind == TreeNode::Kind::Operation ? monospaceFont(11) : option.font;
        if (node.kind == TreeNode::Kind::Service && m_view->isExpanded(index))
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(node.kind == TreeNode::Kind::More || node.elsewhere ? colors.textMuted : colors.text);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, QFontMetrics(font).elidedText(node.text, Qt::ElideRight, area.width()));
    }

    const ModelTreeModel &m_model;
    ModelTree *m_view;
};

} // namespace

ModelTree::ModelTree(QWidget *parent) : QTreeView(parent), m_model(new ModelTreeModel(this))
{
    setObjectName(u"modelTree"_s);
    setAccessibleName(tr("Model"));
    setModel(m_model);
    setItemDelegate(new TreeDelegate(*m_model, this));
    setHeaderHidden(true);
    setIndentation(0);
    setRootIsDecorated(false);
    setMouseTracking(true);
    setExpandsOnDoubleClick(false);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setMinimumWidth(160);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const TreeNode *node = m_model->node(index);
        if (!node)
            return;
        if (node->kind == TreeNode::Kind::More) {
            openMore(index);
            return;
        }
        // The first click selects and opens, the next one closes and opens.
        const bool again = m_clicked == index;
        if (node->kind == TreeNode::Kind::Service)
            setExpanded(index, !again || !isExpanded(index));
        m_clicked = index;
        if (again)
            choose(index);
    });
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const TreeNode *node = m_model->node(index);
        if (!node)
            return;
        if (node->kind == TreeNode::Kind::More)
            openMore(index);
        else if (isAbsent(node->subject))
            emit elementWanted(ElementId(node->subject.id));
        else if (!node->subject.id.isNull())
            emit subjectActivated(node->subject);
    });
}

void ModelTree::setInput(const TreeInput &input)
{
    const QSet<ElementId> opened = m_input.opened;
    m_input = input;
    m_input.opened = opened;
    rebuild();
}

void ModelTree::rebuild()
{
    {
        const QScopedValueRollback quiet(m_quiet, true);
        m_model->setNodes(modelNodes(m_input));
    }
    // Sections are always open; at first the only, or first, service with operations too.
    bool openService = !m_filled;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex section = m_model->index(row, 0);
        setExpanded(section, true);
        for (int child = 0; openService && child < m_model->rowCount(section); ++child) {
            const QModelIndex index = m_model->index(child, 0, section);
            if (m_model->rowCount(index) > 0) {
                setExpanded(index, true);
                openService = false;
                m_filled = true;
            }
        }
    }
}

bool ModelTree::isAbsent(const Subject &subject) const
{
    return m_model->find([&](const TreeNode &node) { return node.kind == TreeNode::Kind::Absent && node.subject == subject; }).isValid();
}

void ModelTree::openMore(const QModelIndex &index)
{
    const TreeNode *node = m_model->node(index);
    const Subject service = node->subject;
    m_input.opened.insert(ElementId(service.id));
    rebuild();
    setExpanded(m_model->indexOf(service), true);
}

void ModelTree::showSubject(const Subject &subject)
{
    const QScopedValueRollback quiet(m_quiet, true);
    // A thing may have two lines, by its kind and among what stands on no diagram: whoever is on one of them stays there.
    const TreeNode *now = m_model->node(currentIndex());
    const bool stays = now && !subject.id.isNull() && now->subject == subject && now->kind != TreeNode::Kind::More;
    QModelIndex index = stays ? currentIndex() : m_model->indexOf(subject);
    if (!index.isValid() && subject.kind == SubjectKind::Operation) {
        if (const Operation *operation = m_input.model.operations.find(OperationId(subject.id))) {
            m_input.opened.insert(operation->service);
            rebuild();
            index = m_model->indexOf(subject);
        }
    }
    if (!index.isValid()) {
        selectionModel()->clear();
        return;
    }
    if (index == currentIndex())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void ModelTree::showDiagram(DiagramId diagram)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QModelIndex index = m_model->find([&](const TreeNode &node) { return node.kind == TreeNode::Kind::Diagram && node.diagram == diagram; });
    if (index.isValid() && !currentIndex().isValid())
        setCurrentIndex(index);
}

void ModelTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_quiet)
        choose(current);
}

void ModelTree::choose(const QModelIndex &index)
{
    const TreeNode *node = m_model->node(index);
    if (!node || m_quiet)
        return;
    switch (node->kind) {
    case TreeNode::Kind::Section:
    case TreeNode::Kind::More:
        return;
    case TreeNode::Kind::Diagram:
        emit diagramChosen(node->diagram);
        return;
    case TreeNode::Kind::DataClass:
        emit dataClassChosen(node->dataClass);
        return;
    default: {
        const Subject subject = node->subject; // handlers may rebuild the tree
        emit subjectChosen(subject);
    }
    }
}

void ModelTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const TreeNode *found = m_model->node(index);
    if (!found)
        return;
    const TreeNode node = *found; // what is asked for may rebuild the tree
    QMenu menu(this);
    emit menuRequested(&menu, node);
    if (!menu.isEmpty())
        menu.exec(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void ModelTree::keyPressEvent(QKeyEvent *event)
{
    const TreeNode *node = m_model->node(currentIndex());
    if (node && node->kind == TreeNode::Kind::Diagram) {
        const DiagramId diagram = node->diagram;
        const bool alt = event->modifiers() == Qt::AltModifier;
        if (event->key() == Qt::Key_F2 || event->key() == Qt::Key_Delete || (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))) {
            emit diagramCommand(diagram, event->key() == Qt::Key_F2       ? DiagramCommand::Rename
                                         : event->key() == Qt::Key_Delete ? DiagramCommand::Remove
                                         : event->key() == Qt::Key_Up     ? DiagramCommand::MoveUp
                                                                          : DiagramCommand::MoveDown);
            return;
        }
    }
    QTreeView::keyPressEvent(event);
}

void ModelTree::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

} // namespace drawbridge
