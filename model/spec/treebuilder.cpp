// SPDX-License-Identifier: Apache-2.0
#include "spec/treebuilder.h"

#include "spec/specmessage.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Objects with more members than this get a hash table; below it a linear look is as fast.
constexpr quint32 linearMembers = 16;

QByteArrayView bytesOf(std::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

} // namespace

TreeBuilder::TreeBuilder(SpecTree &tree, SpecLimits limits, Diagnostics &diagnostics) : m_tree(tree), m_limits(limits), m_diagnostics(diagnostics)
{
}

void TreeBuilder::prepare(SpecTree &tree, const QString &fileName, const SpecText &text, bool isJson)
{
    tree.m_fileName = fileName;
    tree.m_text = text;
    tree.m_isJson = isJson;
}

void TreeBuilder::key(quint32 begin, quint32 textOffset, quint32 size, bool merge)
{
    m_key = {textOffset, size};
    m_keyBegin = begin;
    m_keyMerges = merge;
}

void TreeBuilder::keyCopy(quint32 begin, std::string_view text)
{
    m_key = copied(text);
    m_keyBegin = begin;
    m_keyMerges = false;
}

SpecTree::Text TreeBuilder::copied(std::string_view text)
{
    const SpecTree::Text copy{quint32(m_tree.m_extra.size()) | SpecTree::inExtra, quint32(text.size())};
    m_tree.m_extra.append(text);
    return copy;
}

quint32 TreeBuilder::add(Tag tag, quint32 begin, SpecTree::Text content)
{
    const quint32 index = quint32(m_tree.m_nodes.size());
    if (index >= m_limits.nodes) {
        fail(SpecMessage::tr("The file holds more than %L1 values, which is more than is read; split it, or open only the part that matters.").arg(m_limits.nodes), begin);
        return SpecTree::none;
    }
    SpecTree::Node node;
    node.begin = begin;
    node.content = content;
    node.tagAndIndex = quint32(tag);
    if (m_open.empty()) {
        m_tree.m_roots.push_back(index);
    } else {
        Open &open = m_open.back();
        node.parent = open.index;
        if (open.isObject) {
            node.key = m_key;
            node.keyBegin = m_keyBegin;
            if (m_keyMerges)
                m_mergeMembers.push_back(index);
        }
        open.expanded += 1;
        m_pending.push_back(index);
    }
    m_tree.m_nodes.push_back(node);
    return index;
}

quint32 TreeBuilder::scalar(Tag tag, quint32 begin, quint32 textOffset, quint32 size)
{
    return add(tag, begin, {textOffset, size});
}

quint32 TreeBuilder::scalarCopy(Tag tag, quint32 begin, std::string_view text)
{
    return add(tag, begin, copied(text));
}

quint32 TreeBuilder::beginContainer(Tag tag, quint32 begin, bool mayBeAliased)
{
    const quint32 index = add(tag, begin, {});
    if (index != SpecTree::none)
        m_open.push_back({index, m_pending.size(), tag == Tag::Object, mayBeAliased});
    return index;
}

void TreeBuilder::endContainer()
{
    if (m_open.empty())
        return;
    const Open open = m_open.back();
    if (open.isObject)
        mergeMembers(open);
    SpecTree::Node &node = m_tree.m_nodes[open.index];
    node.content = {quint32(m_tree.m_slots.size()), quint32(m_pending.size() - open.firstPending)};
    m_tree.m_slots.insert(m_tree.m_slots.end(), m_pending.begin() + qsizetype(open.firstPending), m_pending.end());
    m_pending.resize(open.firstPending);
    if (open.isObject)
        indexKeys(open.index);
    if (open.mayBeAliased)
        m_sizes.insert(open.index, {open.expanded, open.height});
    m_open.pop_back();
    if (!m_open.empty()) {
        Open &outer = m_open.back();
        outer.expanded += open.expanded;
        outer.height = std::max(outer.height, open.height + 1);
        if (outer.expanded > m_limits.expanded) {
            fail(SpecMessage::tr("The aliases in this file stand for more than %L1 values (an alias bomb); the file is refused. Write the repeated parts out, or use $ref.")
                     .arg(m_limits.expanded),
                 m_tree.m_nodes[open.index].begin);
        }
    }
}

bool TreeBuilder::isOpen(quint32 index) const
{
    return std::any_of(m_open.begin(), m_open.end(), [&](const Open &open) { return open.index == index; });
}

void TreeBuilder::alias(quint32 begin, quint32 target)
{
    if (target == SpecTree::none || target >= m_tree.m_nodes.size()) {
        scalar(Tag::Null, begin, 0, 0);
        return;
    }
    target = m_tree.resolved(target);
    if (isOpen(target)) {
        m_diagnostics.warn(SpecMessage::tr("This alias names a value that contains the alias itself; it is left out. Point it at another value."), at(begin));
        scalar(Tag::Null, begin, 0, 0);
        return;
    }
    const Size size = m_sizes.value(target, {1, 1});
    if (int(m_open.size()) + size.height > m_limits.depth) {
        tooDeep(begin);
        return;
    }
    if (add(Tag::Alias, begin, {target, 0}) == SpecTree::none || m_open.empty())
        return;
    Open &open = m_open.back();
    open.expanded += size.expanded;
    open.height = std::max(open.height, size.height + 1);
    if (open.expanded > m_limits.expanded) {
        fail(SpecMessage::tr("The aliases in this file stand for more than %L1 values (an alias bomb); the file is refused. Write the repeated parts out, or use $ref.")
                 .arg(m_limits.expanded),
             begin);
    }
}

void TreeBuilder::tooDeep(quint32 begin)
{
    scalar(Tag::Null, begin, 0, 0);
    if (!m_deepReported)
        m_diagnostics.warn(SpecMessage::tr("What is nested more than %1 levels deep is left out, from here on; make the file flatter.").arg(m_limits.depth), at(begin));
    m_deepReported = true;
}

std::string_view TreeBuilder::textOf(quint32 index) const
{
    if (index >= m_tree.m_nodes.size())
        return {};
    const SpecTree::Node &node = m_tree.m_nodes[m_tree.resolved(index)];
    return node.tag() < Tag::Array ? m_tree.textOf(node.content) : std::string_view();
}

// A member `<<` brings in the members of the objects that it names, except those that are there already.
void TreeBuilder::mergeMembers(const Open &open)
{
    std::vector<quint32> merges;
    while (!m_mergeMembers.empty() && m_mergeMembers.back() > open.index) {
        merges.push_back(m_mergeMembers.back());
        m_mergeMembers.pop_back();
    }
    if (merges.empty())
        return;
    std::sort(merges.begin(), merges.end());
    QSet<QByteArrayView> known;
    for (size_t i = open.firstPending; i < m_pending.size(); ++i)
        known.insert(bytesOf(m_tree.textOf(m_tree.m_nodes[m_pending[i]].key)));
    for (quint32 member : merges) {
        const quint32 source = m_tree.resolved(member);
        const SpecTree::Node value = m_tree.m_nodes[source];
        std::vector<quint32> objects;
        if (value.tag() == Tag::Object) {
            objects.push_back(source);
        } else if (value.tag() == Tag::Array) {
            for (quint32 i = 0; i < value.content.size; ++i)
                objects.push_back(m_tree.resolved(m_tree.slot(value, i)));
        } else {
            continue; // stays as an ordinary member
        }
        for (quint32 object : objects)
            copyMembers(object, open.index, known);
        m_pending.erase(std::find(m_pending.begin() + qsizetype(open.firstPending), m_pending.end(), member));
    }
}

void TreeBuilder::copyMembers(quint32 source, quint32 target, QSet<QByteArrayView> &known)
{
    const SpecTree::Node object = m_tree.m_nodes[source];
    if (object.tag() != Tag::Object)
        return;
    for (quint32 i = 0; i < object.content.size && !failed(); ++i) {
        const quint32 member = m_tree.slot(object, i);
        const SpecTree::Node original = m_tree.m_nodes[member];
        const QByteArrayView name = bytesOf(m_tree.textOf(original.key));
        if (known.contains(name))
            continue;
        known.insert(name);
        const quint32 index = quint32(m_tree.m_nodes.size());
        if (index >= m_limits.nodes) {
            fail(SpecMessage::tr("The merge keys in this file stand for too many values; the file is refused. Write the repeated parts out, or use $ref."), original.begin);
            return;
        }
        SpecTree::Node copy = original;
        copy.parent = target;
        copy.content = {m_tree.resolved(member), 0};
        copy.tagAndIndex = quint32(Tag::Alias);
        m_tree.m_nodes.push_back(copy);
        m_pending.push_back(index);
    }
}

// Finds duplicate keys, and gives large objects a table from key to member.
void TreeBuilder::indexKeys(quint32 object)
{
    const SpecTree::Node &node = m_tree.m_nodes[object];
    const quint32 count = node.content.size;
    const auto memberKey = [&](quint32 i) { return m_tree.textOf(m_tree.m_nodes[m_tree.slot(node, i)].key); };
    if (count <= linearMembers) {
        for (quint32 i = 1; i < count; ++i) {
            for (quint32 j = 0; j < i; ++j) {
                if (memberKey(i) == memberKey(j)) {
                    reportDuplicate(m_tree.slot(node, j), m_tree.slot(node, i));
                    break;
                }
            }
        }
        return;
    }
    quint32 mask = 63;
    while (mask < count * 2)
        mask = mask * 2 + 1;
    const size_t table = m_tree.m_keyIndex.size();
    m_tree.m_keyIndex.push_back(mask);
    m_tree.m_keyIndex.resize(table + 2 + mask, SpecTree::none);
    quint32 *entries = m_tree.m_keyIndex.data() + table + 1;
    for (quint32 i = 0; i < count; ++i) {
        const std::string_view name = memberKey(i);
        quint32 at = quint32(qHashBits(name.data(), name.size())) & mask;
        for (; entries[at] != SpecTree::none; at = (at + 1) & mask) {
            if (memberKey(entries[at]) == name) {
                reportDuplicate(m_tree.slot(node, entries[at]), m_tree.slot(node, i));
                break;
            }
        }
        entries[at] = i;
    }
    m_tree.m_nodes[object].tagAndIndex |= quint32(table + 1) << 3;
}

void TreeBuilder::reportDuplicate(quint32 first, quint32 second)
{
    const SpecTree::Node &a = m_tree.m_nodes[first];
    const SpecTree::Node &b = m_tree.m_nodes[second];
    if (a.keyBegin == SpecTree::none || b.keyBegin == SpecTree::none)
        return;
    const std::string_view text = m_tree.textOf(a.key);
    const QString key = QString::fromUtf8(text.data(), qsizetype(std::min<size_t>(text.size(), 80)));
    SourceRef where = at(b.keyBegin);
    // The pointer of the object: a pointer to the key itself would name both.
    where.pointer = m_tree.pointerOf(b.parent);
    m_diagnostics.warn(SpecMessage::tr("The key “%1” stands here and already in line %2, column %3; readers differ in which one they use. Join or rename them.")
                           .arg(key)
                           .arg(m_tree.m_text.lineAt(a.keyBegin))
                           .arg(m_tree.m_text.columnAt(a.keyBegin)),
                       where);
}

void TreeBuilder::fail(const QString &message, quint32 offset)
{
    if (failed())
        return;
    m_failure = message;
    m_failedAt = offset;
}

SourceRef TreeBuilder::at(quint32 offset) const
{
    return {m_tree.m_fileName, {}, m_tree.m_text.lineAt(offset), m_tree.m_text.columnAt(offset)};
}

void TreeBuilder::finish()
{
    while (!m_open.empty())
        endContainer();
    m_tree.m_nodes.shrink_to_fit();
    m_tree.m_slots.shrink_to_fit();
    m_tree.m_extra.shrink_to_fit();
}

} // namespace drawbridge
