// SPDX-License-Identifier: Apache-2.0
// What a scene holds per entity: the entity as last seen, where it is drawn, and what is cached of its picture.
#pragma once

#include "canvas/itemindex.h"
#include "routing/routing.h"
#include "shown/shownflows.h"
#include "threatmodel/threatmodel.h"

#include <QPainterPath>

#include <memory>
#include <unordered_map>
#include <vector>

namespace drawbridge {

// A symbol with the room for badge, outline and focus ring around it.
inline QRectF boundsAround(const QRectF &rect) { return rect.adjusted(-18, -18, 18, 18); }

struct ElementItem
{
    using Key = ElementId;
    ElementId id;
    Element element;
    QRectF rect;
    QRectF bounds; // with outline, badge and focus ring
    bool locked = false;
    int level = 0;
    bool lifted = false; // moves with a gesture: drawn above the picture
    mutable QPainterPath outline; // empty: to be made

    std::pair<int, ElementId> order() const { return {level, id}; }
};

struct BoundaryItem
{
    using Key = BoundaryId;
    BoundaryId id;
    TrustBoundary boundary;
    QRectF rect;
    QRectF bounds;
    int depth = 0; // of nesting, among those on the diagram
    bool locked = false;
    bool collapsed = false;
    QList<QUuid> content; // elements in it that are not drawn as it is collapsed, sorted
    bool lifted = false;

    std::pair<int, BoundaryId> order() const { return {depth, id}; }
};

struct FlowItem
{
    using Key = FlowId;
    FlowId id; // of a bundle: the first of its flows
    ShownFlow shown;
    QSizeF labelSize; // as it wants to be
    Route route;
    QList<Crossing> crossings;
    QRectF bounds;
    bool lifted = false;

    // A flow between two elements does; a bundle, or a flow that ends at a box, belongs to several or to what is hidden.
    bool canBend() const { return !shown.isBundle() && shown.from.kind == SubjectKind::Element && shown.to.kind == SubjectKind::Element; }
    QRectF labelRect() const
    {
        return shown.label.isEmpty() ? QRectF() : labelBox(route, labelSize);
    }
    std::pair<int, FlowId> order() const { return {0, id}; }
};

// Items by id, and in the order in which they are drawn.
template <class Item> class ItemTable
{
public:
    using Key = typename Item::Key;

    Item *find(const Key &id) const
    {
        const auto it = m_items.find(id);
        return it == m_items.end() ? nullptr : it->second.get();
    }
    Item &add(const Key &id)
    {
        auto &slot = m_items[id];
        if (!slot) {
            slot = std::make_unique<Item>();
            slot->id = id;
            m_order.push_back(slot.get());
            m_sorted = m_measured = m_indexed = false;
        }
        return *slot;
    }
    void remove(const Key &id)
    {
        const auto it = m_items.find(id);
        if (it == m_items.end())
            return;
        m_order.erase(std::find(m_order.begin(), m_order.end(), it->second.get()));
        m_items.erase(it);
        m_measured = m_indexed = false;
    }
    void clear()
    {
        m_measured = m_indexed = false;
        m_order.clear();
        m_items.clear();
    }
    void orderChanged() { m_sorted = m_measured = m_indexed = false; }
    void boundsChanged() { m_measured = m_indexed = false; }
    std::size_t size() const { return m_items.size(); }
    bool isEmpty() const { return m_items.empty(); }

    // Back to front.
    const std::vector<Item *> &ordered() const
    {
        if (!m_sorted) {
            std::sort(m_order.begin(), m_order.end(), [](const Item *a, const Item *b) { return a->order() < b->order(); });
            m_sorted = true;
        }
        return m_order;
    }

    // Those that may touch the area, in the same order.
    std::vector<Item *> near(const QRectF &area) const
    {
        constexpr std::size_t few = 1000;
        const std::vector<Item *> &all = ordered();
        if (all.size() <= few)
            return all;
        if (!m_measured)
            m_index.measure(all);
        m_measured = true;
        if (!m_index.isWorthwhile(area))
            return all;
        if (!m_indexed)
            m_index.build(all);
        m_indexed = true;
        std::vector<Item *> found;
        for (const int i : m_index.near(area))
            found.push_back(all[std::size_t(i)]);
        return found;
    }

private:
    struct Hash
    {
        std::size_t operator()(const Key &id) const { return qHash(id); }
    };
    std::unordered_map<Key, std::unique_ptr<Item>, Hash> m_items;
    mutable std::vector<Item *> m_order;
    mutable bool m_sorted = true;
    mutable ItemIndex m_index; // of m_order
    mutable bool m_measured = false, m_indexed = false;
};

} // namespace drawbridge
