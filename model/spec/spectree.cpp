// SPDX-License-Identifier: Apache-2.0
#include "spec/spectree.h"

#include <QHash>

#include <algorithm>
#include <cstring>

namespace drawbridge {

namespace {

bool isContinuation(char c)
{
    return (quint8(c) & 0xc0) == 0x80;
}

} // namespace

SpecText::SpecText(QByteArray utf8) : m_bytes(std::move(utf8))
{
    const char *begin = m_bytes.constData();
    const char *end = begin + m_bytes.size();
    m_lines.push_back(0);
    for (const char *at = begin; at < end;) {
        at = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
        if (!at)
            break;
        ++at;
        m_lines.push_back(quint32(at - begin));
    }
    if (std::none_of(begin, end, [](char c) { return quint8(c) >= 0x80; }))
        return;
    quint32 characters = 0;
    for (const char *block = begin; block < end; block += blockSize) {
        m_characters.push_back(characters);
        const char *blockEnd = std::min(block + blockSize, end);
        characters += quint32((blockEnd - block) - std::count_if(block, blockEnd, isContinuation));
        if (blockEnd == end)
            break;
    }
}

quint32 SpecText::charactersBefore(quint32 offset) const
{
    offset = std::min(offset, quint32(m_bytes.size()));
    if (m_characters.empty())
        return offset;
    const quint32 block = std::min(offset / blockSize, quint32(m_characters.size() - 1));
    const char *begin = m_bytes.constData() + block * blockSize;
    const char *end = m_bytes.constData() + offset;
    return m_characters[block] + quint32((end - begin) - std::count_if(begin, end, isContinuation));
}

int SpecText::lineAt(quint32 offset) const
{
    return int(std::upper_bound(m_lines.begin(), m_lines.end(), offset) - m_lines.begin());
}

int SpecText::columnAt(quint32 offset) const
{
    if (m_lines.empty())
        return 1;
    const quint32 lineStart = m_lines[size_t(lineAt(offset) - 1)];
    return int(charactersBefore(offset) - charactersBefore(lineStart)) + 1;
}

SpecNode SpecTree::document(qsizetype i) const
{
    if (i < 0 || i >= documentCount())
        return {};
    return SpecNode(this, m_roots[size_t(i)]);
}

quint32 SpecTree::findMember(const Node &object, std::string_view key) const
{
    const quint32 index = object.tagAndIndex >> 3;
    if (index == 0) {
        for (quint32 i = object.content.size; i-- > 0;) {
            if (textOf(m_nodes[slot(object, i)].key) == key)
                return i;
        }
        return none;
    }
    // The table holds the last member of each key (see TreeBuilder).
    const quint32 *table = m_keyIndex.data() + (index - 1);
    const quint32 mask = table[0];
    for (quint32 at = quint32(qHashBits(key.data(), key.size())) & mask;; at = (at + 1) & mask) {
        const quint32 i = table[1 + at];
        if (i == none)
            return none;
        if (textOf(m_nodes[slot(object, i)].key) == key)
            return i;
    }
}

QString SpecTree::pointerOf(quint32 index) const
{
    std::vector<quint32> path; // from the node up to below the root
    for (quint32 at = index; m_nodes[at].parent != none; at = m_nodes[at].parent)
        path.push_back(at);
    std::string pointer;
    for (auto step = path.rbegin(); step != path.rend(); ++step) {
        const Node &node = m_nodes[*step];
        const Node &container = m_nodes[node.parent];
        pointer += '/';
        if (container.tag() == Tag::Object) {
            for (const char c : textOf(node.key)) {
                if (c == '~')
                    pointer += "~0";
                else if (c == '/')
                    pointer += "~1";
                else
                    pointer += c;
            }
        } else {
            // Slots of a container ascend, so the position is found by halves.
            const auto first = m_slots.begin() + container.content.offset;
            pointer += std::to_string(std::lower_bound(first, first + container.content.size, *step) - first);
        }
    }
    return QString::fromUtf8(pointer.data(), qsizetype(pointer.size()));
}

SourceRef SpecTree::refAt(quint32 index, quint32 offset) const
{
    return {m_fileName, pointerOf(index), m_text.lineAt(offset), m_text.columnAt(offset)};
}

// SpecNode

SpecNode::Kind SpecNode::kind() const
{
    if (!m_tree)
        return Kind::Missing;
    switch (m_tree->m_nodes[m_index].tag()) {
    case SpecTree::Tag::Null: return Kind::Null;
    case SpecTree::Tag::Bool: return Kind::Bool;
    case SpecTree::Tag::Number: return Kind::Number;
    case SpecTree::Tag::String: return Kind::String;
    case SpecTree::Tag::Array: return Kind::Array;
    case SpecTree::Tag::Object: return Kind::Object;
    case SpecTree::Tag::Alias: break; // handles never stay on an alias
    }
    return Kind::Missing;
}

bool SpecNode::isScalar() const
{
    const Kind k = kind();
    return k != Kind::Missing && k != Kind::Array && k != Kind::Object;
}

std::string_view SpecNode::utf8() const
{
    return isScalar() ? m_tree->textOf(m_tree->m_nodes[m_index].content) : std::string_view();
}

QString SpecNode::text() const
{
    const std::string_view bytes = utf8();
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

std::optional<bool> SpecNode::toBool() const
{
    if (kind() != Kind::Bool)
        return std::nullopt;
    return utf8().front() == 't' || utf8().front() == 'T';
}

std::optional<double> SpecNode::toNumber() const
{
    if (kind() != Kind::Number)
        return std::nullopt;
    const std::string_view bytes = utf8();
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    bool ok = false;
    double number = view.toDouble(&ok);
    if (!ok) // 0x1f and 0o17 of YAML
        number = double(view.toByteArray().replace("0o", "0").toLongLong(&ok, 0));
    return ok ? std::optional(number) : std::nullopt;
}

qsizetype SpecNode::size() const
{
    return isArray() || isObject() ? qsizetype(m_tree->m_nodes[m_index].content.size) : 0;
}

SpecNode SpecNode::at(qsizetype i) const
{
    if (i < 0 || i >= size())
        return {};
    return SpecNode(m_tree, m_tree->resolved(m_tree->slot(m_tree->m_nodes[m_index], quint32(i))));
}

std::string_view SpecNode::keyUtf8(qsizetype i) const
{
    if (!isObject() || i < 0 || i >= size())
        return {};
    return m_tree->textOf(m_tree->m_nodes[m_tree->slot(m_tree->m_nodes[m_index], quint32(i))].key);
}

QString SpecNode::keyAt(qsizetype i) const
{
    const std::string_view key = keyUtf8(i);
    return QString::fromUtf8(key.data(), qsizetype(key.size()));
}

SourceRef SpecNode::keyRefAt(qsizetype i) const
{
    if (!isObject() || i < 0 || i >= size())
        return ref();
    const quint32 member = m_tree->slot(m_tree->m_nodes[m_index], quint32(i));
    return m_tree->refAt(member, m_tree->m_nodes[member].keyBegin);
}

SpecNode SpecNode::operator[](QStringView key) const
{
    if (!isObject())
        return {};
    // Keys asked for are nearly always short and ASCII: no allocation for those.
    char ascii[64];
    std::string_view bytes;
    QByteArray utf8Key;
    bool simple = key.size() <= qsizetype(sizeof ascii);
    for (qsizetype i = 0; simple && i < key.size(); ++i) {
        simple = key[i].unicode() < 0x80;
        ascii[i] = char(key[i].unicode());
    }
    if (simple) {
        bytes = std::string_view(ascii, size_t(key.size()));
    } else {
        utf8Key = key.toUtf8();
        bytes = std::string_view(utf8Key.constData(), size_t(utf8Key.size()));
    }
    const SpecTree::Node &object = m_tree->m_nodes[m_index];
    const quint32 i = m_tree->findMember(object, bytes);
    return i == SpecTree::none ? SpecNode() : SpecNode(m_tree, m_tree->resolved(m_tree->slot(object, i)));
}

SpecNode SpecNode::parent() const
{
    if (!m_tree || m_tree->m_nodes[m_index].parent == SpecTree::none)
        return {};
    return SpecNode(m_tree, m_tree->m_nodes[m_index].parent);
}

int SpecNode::line() const
{
    return m_tree ? m_tree->m_text.lineAt(m_tree->m_nodes[m_index].begin) : 0;
}

int SpecNode::column() const
{
    return m_tree ? m_tree->m_text.columnAt(m_tree->m_nodes[m_index].begin) : 0;
}

QString SpecNode::pointer() const
{
    return m_tree ? m_tree->pointerOf(m_index) : QString();
}

SourceRef SpecNode::ref() const
{
    return m_tree ? m_tree->refAt(m_index, m_tree->m_nodes[m_index].begin) : SourceRef();
}

SourceRef SpecNode::keyRef() const
{
    if (!m_tree)
        return {};
    const SpecTree::Node &node = m_tree->m_nodes[m_index];
    return m_tree->refAt(m_index, node.keyBegin == SpecTree::none ? node.begin : node.keyBegin);
}

} // namespace drawbridge
