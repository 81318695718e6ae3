// SPDX-License-Identifier: Apache-2.0
#include "panels/modeltreemodel.h"

#include "common/plaintext.h"

#include <QMimeData>

namespace drawbridge {

struct ModelTreeModel::Item
{
    TreeNode line; // its children stay empty
    Item *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children;

    void renumber(std::size_t from)
    {
        for (; from < children.size(); ++from)
            children[from]->row = int(from);
    }
};

namespace {

TreeNode withoutChildren(TreeNode node)
{
    node.children.clear();
    return node;
}

} // namespace

ModelTreeModel::ModelTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>()) {}

ModelTreeModel::~ModelTreeModel() = default;

void ModelTreeModel::setNodes(const QList<TreeNode> &nodes)
{
    sync(*m_root, nodes);
}

void ModelTreeModel::sync(Item &parent, const QList<TreeNode> &nodes)
{
    QSet<QString> wanted;
    for (const TreeNode &node : nodes)
        wanted.insert(node.key);
    for (int row = int(parent.children.size()) - 1; row >= 0; --row) {
        if (wanted.contains(parent.children[std::size_t(row)]->line.key))
            continue;
        beginRemoveRows(indexOfItem(&parent), row, row);
        parent.children.erase(parent.children.begin() + row);
        parent.renumber(std::size_t(row));
        endRemoveRows();
    }
    for (int row = 0; row < nodes.size(); ++row) {
        const TreeNode &node = nodes[row];
        // Where the wanted line stands further down, it moves up; where there is none, it is new.
        std::size_t found = std::size_t(row);
        while (found < parent.children.size() && parent.children[found]->line.key != node.key)
            ++found;
        if (found == parent.children.size()) {
            beginInsertRows(indexOfItem(&parent), row, row);
            auto item = std::make_unique<Item>();
            item->line = withoutChildren(node);
            item->parent = &parent;
            parent.children.insert(parent.children.begin() + row, std::move(item));
            parent.renumber(std::size_t(row));
            endInsertRows();
        } else if (found != std::size_t(row)) {
            beginMoveRows(indexOfItem(&parent), int(found), int(found), indexOfItem(&parent), row);
            std::unique_ptr<Item> item = std::move(parent.children[found]);
            parent.children.erase(parent.children.begin() + std::ptrdiff_t(found));
            parent.children.insert(parent.children.begin() + row, std::move(item));
            parent.renumber(std::size_t(row));
            endMoveRows();
        }
        Item &item = *parent.children[std::size_t(row)];
        if (!item.line.sameLine(node)) {
            item.line = withoutChildren(node);
            const QModelIndex changed = indexOfItem(&item);
            emit dataChanged(changed, changed);
        }
        sync(item, node.children);
    }
}

ModelTreeModel::Item *ModelTreeModel::itemOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex ModelTreeModel::indexOfItem(const Item *item) const
{
    return item == m_root.get() ? QModelIndex() : createIndex(item->row, 0, const_cast<Item *>(item));
}

const TreeNode *ModelTreeModel::node(const QModelIndex &index) const
{
    return index.isValid() ? &itemOf(index)->line : nullptr;
}

QModelIndex ModelTreeModel::indexOf(const Subject &subject) const
{
    if (subject.id.isNull())
        return {};
    return find([&](const TreeNode &node) { return node.subject == subject && node.kind != TreeNode::Kind::More; });
}

QModelIndex ModelTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, itemOf(parent)->children[std::size_t(row)].get());
}

QModelIndex ModelTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfItem(itemOf(index)->parent) : QModelIndex();
}

int ModelTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(itemOf(parent)->children.size());
}

int ModelTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ModelTreeModel::data(const QModelIndex &index, int role) const
{
    const TreeNode *line = node(index);
    if (!line)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return line->text;
    case Qt::ToolTipRole:
        return line->kind == TreeNode::Kind::Section ? QVariant() : QVariant(plainToolTip(line->method.isEmpty() ? line->text : line->method + u' ' + line->text));
    case Qt::AccessibleTextRole:
        return QStringList{line->method, line->text, line->detail}.join(u' ').trimmed();
    case KeyRole:
        return line->key;
    }
    return {};
}

Qt::ItemFlags ModelTreeModel::flags(const QModelIndex &index) const
{
    const TreeNode *line = node(index);
    if (!line)
        return Qt::NoItemFlags;
    if (line->kind == TreeNode::Kind::Section)
        return Qt::ItemIsEnabled;
    const bool isElement = line->subject.kind == SubjectKind::Element && line->kind != TreeNode::Kind::More;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | (isElement ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QString ModelTreeModel::elementsMimeType() { return QStringLiteral("application/x-drawbridge-elements"); }

QMimeData *ModelTreeModel::mimeData(const QModelIndexList &indexes) const
{
    QByteArrayList ids;
    for (const QModelIndex &index : indexes) {
        if (flags(index) & Qt::ItemIsDragEnabled)
            ids.append(node(index)->subject.id.toByteArray());
    }
    auto *data = new QMimeData;
    data->setData(elementsMimeType(), ids.join('\n'));
    return data;
}

} // namespace drawbridge
