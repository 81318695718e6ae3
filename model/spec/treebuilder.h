// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "spec/spectree.h"

#include <QHash>
#include <QSet>

namespace drawbridge {

// How much of a file is taken in. What is nested deeper than `depth` is left out with a warning; beyond the other
// limits the whole file is refused.
struct SpecLimits
{
    qsizetype bytes = 64 * 1024 * 1024;
    int depth = 256;
    quint32 nodes = 6'000'000;
    // Nodes that following all aliases would visit: a few hundred bytes of YAML can stand for billions.
    quint64 expanded = 20'000'000;
};

// Grows a SpecTree from the events of a reader, in the order of the file. Knows limits, duplicate keys, aliases and
// merge keys; knows neither JSON nor YAML.
class TreeBuilder
{
public:
    using Tag = SpecTree::Tag;

    TreeBuilder(SpecTree &tree, SpecLimits limits, Diagnostics &diagnostics);

    // Gives an empty tree its text.
    static void prepare(SpecTree &tree, const QString &fileName, const SpecText &text, bool isJson);
    // Forgets all documents but the first.
    static void keepFirstDocument(SpecTree &tree) { tree.m_roots.resize(1); }

    // The key of the next value, for members of objects. `merge`: a YAML merge key.
    void key(quint32 begin, quint32 textOffset, quint32 size, bool merge = false);
    void keyCopy(quint32 begin, std::string_view text); // text that is not in the file as such
    // These return the node's index, or SpecTree::none where it was left out.
    quint32 scalar(Tag tag, quint32 begin, quint32 textOffset, quint32 size);
    quint32 scalarCopy(Tag tag, quint32 begin, std::string_view text);
    // `mayBeAliased`: aliases can name it later, so its size is remembered.
    quint32 beginContainer(Tag tag, quint32 begin, bool mayBeAliased = false);
    void endContainer();
    // A second way to reach a finished node. A node that is still open would contain itself: left out with a warning.
    void alias(quint32 begin, quint32 target);

    // True when the next value would lie too deep; the reader then skips it and calls tooDeep().
    bool atDepthLimit() const { return int(m_open.size()) >= m_limits.depth; }
    void tooDeep(quint32 begin);
    bool isOpen(quint32 index) const;
    bool inObject() const { return !m_open.empty() && m_open.back().isObject; }
    // Text of a scalar that was added, for aliases that stand as keys.
    std::string_view textOf(quint32 index) const;
    // A limit was passed: the reader stops, the file is refused with this sentence.
    bool failed() const { return !m_failure.isEmpty(); }
    const QString &failure() const { return m_failure; }
    quint32 failedAt() const { return m_failedAt; }
    void finish();

private:
    struct Open
    {
        quint32 index;
        size_t firstPending; // of its children in m_pending
        bool isObject;
        bool mayBeAliased;
        quint64 expanded = 1;
        int height = 1;
    };
    struct Size // of what hangs below a container, aliases followed
    {
        quint64 expanded;
        int height;
    };

    quint32 add(Tag tag, quint32 begin, SpecTree::Text content);
    SpecTree::Text copied(std::string_view text);
    void mergeMembers(const Open &open);
    void copyMembers(quint32 source, quint32 target, QSet<QByteArrayView> &known);
    void indexKeys(quint32 object);
    void reportDuplicate(quint32 first, quint32 second);
    void fail(const QString &message, quint32 offset);
    SourceRef at(quint32 offset) const;

    SpecTree &m_tree;
    const SpecLimits m_limits;
    Diagnostics &m_diagnostics;
    std::vector<Open> m_open;
    std::vector<quint32> m_pending;
    QHash<quint32, Size> m_sizes;        // of closed containers that may be aliased
    std::vector<quint32> m_mergeMembers; // members whose key is a merge key, of open objects
    SpecTree::Text m_key;
    quint32 m_keyBegin = SpecTree::none;
    bool m_keyMerges = false;
    bool m_deepReported = false;
    QString m_failure;
    quint32 m_failedAt = 0;
};

} // namespace drawbridge
