// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "spec/specnode.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace drawbridge {

// The bytes of a file as UTF-8, and where each line begins: turns a byte offset into line and column.
class SpecText
{
public:
    SpecText() = default;
    explicit SpecText(QByteArray utf8); // without byte order mark

    const QByteArray &bytes() const { return m_bytes; }
    std::string_view view() const { return {m_bytes.constData(), size_t(m_bytes.size())}; }
    int lineAt(quint32 offset) const;   // from 1
    int columnAt(quint32 offset) const; // from 1, in characters

private:
    quint32 charactersBefore(quint32 offset) const;

    QByteArray m_bytes;
    std::vector<quint32> m_lines;      // offset of each line's first byte
    std::vector<quint32> m_characters; // characters before each block of blockSize bytes; empty where all is ASCII
    static constexpr quint32 blockSize = 1024;
};

// A parsed JSON or YAML file: its text and one arena of 32-byte nodes. Immutable once parsed (parseSpec), so it may be
// read from several threads. About 36 bytes a node, plus the file itself.
class SpecTree
{
public:
    static constexpr quint32 none = 0xffffffff;

    const QString &fileName() const { return m_fileName; } // relative to the folder that was opened
    bool isJson() const { return m_isJson; }

    // The first document. YAML streams may hold several.
    SpecNode root() const { return document(0); }
    qsizetype documentCount() const { return qsizetype(m_roots.size()); }
    SpecNode document(qsizetype i) const;
    // All nodes have indices below this; index order is the order of the file.
    quint32 nodeCount() const { return quint32(m_nodes.size()); }

private:
    friend class SpecNode;
    friend class TreeBuilder;

    // Texts lie in the file, or, where they had escapes or line folds, in m_extra (marked by the highest bit).
    struct Text
    {
        quint32 offset = 0;
        quint32 size = 0;
    };
    enum class Tag : quint8 { Null, Bool, Number, String, Array, Object, Alias };
    struct Node
    {
        quint32 parent = none;
        quint32 begin = 0;         // byte offset of the value
        quint32 keyBegin = none;   // byte offset of the key; none: no member of an object
        Text key;
        Text content;              // scalar: its text; container: first child slot and number; alias: target in offset
        quint32 tagAndIndex = 0;   // Tag in the low three bits; above: 1 + offset of the key index, 0: none
        Tag tag() const { return Tag(tagAndIndex & 7); }
    };
    static constexpr quint32 inExtra = 0x80000000;

    std::string_view textOf(Text text) const
    {
        if (text.offset & inExtra)
            return std::string_view(m_extra).substr(text.offset & ~inExtra, text.size);
        return m_text.view().substr(text.offset, text.size);
    }
    quint32 slot(const Node &node, quint32 i) const { return m_slots[node.content.offset + i]; }
    quint32 resolved(quint32 index) const { return m_nodes[index].tag() == Tag::Alias ? m_nodes[index].content.offset : index; }
    quint32 findMember(const Node &object, std::string_view key) const; // slot number or none
    SourceRef refAt(quint32 index, quint32 offset) const;
    QString pointerOf(quint32 index) const;

    QString m_fileName;
    SpecText m_text;
    std::string m_extra;
    std::vector<Node> m_nodes;
    std::vector<quint32> m_slots; // children of containers, each container's in one run
    std::vector<quint32> m_keyIndex; // open-addressing tables of large objects: [mask, entries…]
    std::vector<quint32> m_roots;
    bool m_isJson = false;
};

} // namespace drawbridge
