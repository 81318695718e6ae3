// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/modelnodes.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace drawbridge {

// The model tree as an item model. setNodes() turns the old lines into the new ones by removing, inserting and changing,
// never by a reset, so that the view keeps what is open and selected.
class ModelTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    explicit ModelTreeModel(QObject *parent = nullptr);
    ~ModelTreeModel() override;

    void setNodes(const QList<TreeNode> &nodes);
    // Null for an invalid index; valid until the next setNodes().
    const TreeNode *node(const QModelIndex &index) const;
    // The first line for which accept() holds.
    template <class Accept> QModelIndex find(Accept &&accept, const QModelIndex &parent = {}) const
    {
        for (int row = 0; row < rowCount(parent); ++row) {
            const QModelIndex here = index(row, 0, parent);
            if (accept(*node(here)))
                return here;
            if (const QModelIndex below = find(accept, here); below.isValid())
                return below;
        }
        return {};
    }
    QModelIndex indexOf(const Subject &subject) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    // Elements can be dragged onto a diagram: their ids, one a line.
    static QString elementsMimeType();
    QStringList mimeTypes() const override { return {elementsMimeType()}; }
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    struct Item;
    Item *itemOf(const QModelIndex &index) const;
    QModelIndex indexOfItem(const Item *item) const;
    void sync(Item &parent, const QList<TreeNode> &nodes);

    std::unique_ptr<Item> m_root;
};

} // namespace drawbridge
